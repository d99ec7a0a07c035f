"""Sentences of the chat as a page says them: there one fills in, ticks and leaves empty. Pure."""

from __future__ import annotations

from typing import Final

from intents import expressions as re

# What our letters of an appointment ask to be answered with; on a page it is pressed.
_OF_APPOINTMENTS: Final = tuple(
    (re.compile(said), written)
    for said, written in (
        (
            "可以的请回复“确认时间”；不方便的回复“改约”加上方便的时间，比如“改约下周二上午”；不约了请回复“取消预约”。",
            "可以的请点下面的“这个时间可以”；不方便的、不约了的，请点“改时间或者取消”。",
        ),
        ("有变化请回复“改约”加上方便的时间，或者回复“取消预约”。", "有变化请点下面的“改时间或者取消”。"),
        (
            "来不了的请尽早回复“改约”加上方便的时间，或者回复“取消预约”。",
            "来不了的请尽早点下面的“改时间或者取消”。",
        ),
        ("要另约时间的，请回复“改约”加上方便的时间。", "要另约时间的，请点下面的“改时间”。"),
    )
)
# In this order: what is longer stands before its parts.
_ON_A_PAGE: Final = tuple(
    (re.compile(said), written)
    for said, written in (
        (r"，或者回复它是第几项（1到\d{1,3}），也可以直接说选项", ""),
        (r"没有第[^项]{1,6}项，请在1到\d{1,3}里选", "没有这一项，请从列出的里面选"),
        ("要填哪份，说它的名字就行", "要接着填，请回到对话里"),
        ("都可以就说“跳过”", "都可以就不填"),
        (r"就?再?说(?:一次)?“不知道”", "就勾选“不知道”"),
        ("就再说一次“跳过”", "就勾选“不知道”"),
        ("就跳过", "就不填"),
        ("可以说“匿名”", "可以改选匿名"),
        ("不想交的，说“原话不要了”", "不想交的，清空就行"),
        ("没有就说“没有”", "没有就写“没有”"),
        ("回复“属实”", "勾选声明"),
        ("可以跳过", "可以不填"),
        ("请再说一次", "请再填一次"),
        ("再说一次", "再填一次"),
        (r"您说的(?=像是|不止|\d)", "您写的"),
        ("请说“改约”加上方便的时间", "请点下面的“改时间”"),
        ("请说“确认时间”", "请点“这个时间可以”"),
        ("请说", "请写"),
        ("请先说", "请先写"),
        ("可以说几个", "可以写几个"),
        ("说到", "写到"),
        ("说个", "写个"),
        ("请只说", "请只写"),
    )
)


def on_a_page(sentence: str) -> str:
    """Return a sentence of ours in the words of a page."""
    for said, written in (*_OF_APPOINTMENTS, *_ON_A_PAGE):
        sentence = said.sub(written, sentence)
    return sentence


def letter_on_a_page(text: str) -> str:
    """Return a letter as a page shows it: what an officer wrote stands as it was written."""
    for said, written in _OF_APPOINTMENTS:
        text = said.sub(written, text)
    return text
