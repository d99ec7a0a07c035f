"""Sentences of the chat as a page says them: there one fills in, ticks and leaves empty. Pure."""

from __future__ import annotations

from typing import Final

from intents import expressions as re

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
        ("请说", "请写"),
        ("请先说", "请先写"),
        ("可以说几个", "可以写几个"),
        ("说到", "写到"),
        ("说个", "写个"),
        ("请只说", "请只写"),
    )
)


def on_a_page(sentence: str) -> str:
    """Return a sentence in the words of a page."""
    for said, written in _ON_A_PAGE:
        sentence = said.sub(written, sentence)
    return sentence
