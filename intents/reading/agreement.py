"""Yes and no as whole utterances: 「好的，可以提交了」, 「还不能交」. Pure.

What is filed or declared cannot be taken back, so that a yes must be one throughout: 「对方不肯」, 「好像有出入」,
「是否属实我不清楚」, 「如果能保密就提交」 are none. A no may be said in more ways; what is neither is asked again.
The words stand in `agreement.yaml`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from intents import expressions as re
from intents.once import once_a_message
from intents.sheet import Block, Words, read_sheet
from intents.sounds import syllables_in
from intents.whole import Vocabulary, is_short, said

_QUESTION_MARK = re.compile(r"[?？]")
# 「嗯……」 thinks.
_HESITATES = re.compile(r"…|\.{2}|。{2}|~{2}")
# 「同意不」, 「好不好」, 「交了没有」 ask.
_ASKS = re.compile(r"(\w)不\1|[^我都也不]不$|[了起]没有?$")
# Made of the words of a yes, and none: who looks, asks to look, asks back, or sets a condition.
_STANDS = r"(?:没(?:有|得|啥|什么)?(?:错误?|问题|毛病)|无误|属实|真实|真的|准确|正确|是的?|对的?|对头)"
_CHECKS = r"(?:确认|确定|核对|检查)"
_NO_YES = re.compile(
    # 「我提交看看」, 「好，我看一下」, 「确认一下」, 「我提交一下」; 「帮我提交一下」 is one.
    rf"看看|看一[下看]|好看$|{_CHECKS}一下|(?<!帮)(?<!给)(?<!替)我们?(?:提交|交|报|发送|递交|上报)一下|"
    # 「你确定」, 「你们确认」; 「谢谢您，确认提交」 is one.
    rf"(?<!谢谢)(?<!辛苦)(?<!多谢)(?:你们?|您)(?:{_CHECKS}|同意|愿意|保证|承诺|声明)|"
    # 「对吧」, 「没错吧」, 「是么」; 「就是这样吧」 is one.
    rf"{_STANDS}了?(?:吧|么|不)$|"
    # 「可以吧」, 「确定吧」 doubt; 「就这样吧」, 「提交吧」 do not.
    rf"(?:可以|确定|确认|得行|要得|能行|应该行)了?吧$|"
    # 「没问题就提交」 leaves it to us whether there is one.
    rf"{_STANDS}了?(?:的话)?就(?:可以)?(?:直接)?(?:提交|交|报|发|递交|上报|生成)|"
    # 「没问题就好」, 「属实就行」; 「这样就好」 is one.
    rf"(?:{_STANDS}|确认|确定|同意|提交)了?就(?:好|行|可以|得行|要得|ok|对)(?![^了的吧嘛啊哈])|才怪|但是|"
    # 「是我」 names somebody.
    r"^(?:就|也|都|确实|真)*是(?:我们?|本人|我方|我司|我单位)[吧嘛了的呢啊呀哈哦]*$|^我们?是[吧嘛了的呢啊呀哈哦]*$"
)


def agrees(text: str) -> bool:
    """Say whether the whole message says yes: 确定, 好的, 可以了，提交, 没得错，交嘛, 👌, yes."""
    return is_short(text) and _agrees(text)


@lru_cache(maxsize=2048)
def _agrees(text: str) -> bool:
    if _HESITATES.search(text) or _NO_YES.search(said(text).replace(" ", "")):
        return False
    return speaks_of_agreeing(text)


def speaks_of_agreeing(text: str) -> bool:
    """Say whether the message is made of the words of a yes, be it one or not: 「对吧」, 「你确定」."""
    return any(words.makes_up(text) for words in _yes()) or _sounds_like_a_yes(text)


@once_a_message
def denies(text: str) -> bool:
    """Say whether the whole message says no: 不是, 要不得, 我不同意提交, 还不能交, 可以个鬼."""
    return not agrees(text) and _no().makes_up(text) and not _ASKS.search(said(text))


def _sounds_like_a_yes(text: str) -> bool:
    """Say whether a yes was written down in other characters of the same sound: 「题交吧」."""
    if not is_short(text) or _QUESTION_MARK.search(text):
        return False
    bare = said(text)
    while bare[-1:] in agreement_sheet().particles:
        bare = bare[:-1]
    return syllables_in(bare) in _heard()


class AgreementSheet(Block):
    """`agreement.yaml`; what its lists are for stands there."""

    particles: tuple[Words, ...]
    yes: tuple[Words, ...]
    beside_a_yes: tuple[Words, ...]
    unchanged: tuple[Words, ...]
    decides: tuple[Words, ...]
    polite: tuple[Words, ...]
    no: tuple[Words, ...]
    beside_a_no: tuple[Words, ...]
    heard: tuple[Words, ...]


@cache
def agreement_sheet() -> AgreementSheet:
    """Return what `agreement.yaml` holds; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("agreement.yaml"), TypeAdapter(AgreementSheet))


@cache
def _yes() -> tuple[Vocabulary, ...]:
    sheet = agreement_sheet()
    beside = (*sheet.particles, *sheet.beside_a_yes)
    return (
        Vocabulary((sheet.yes,), beside),
        Vocabulary((sheet.decides,), (*beside, *sheet.yes, *sheet.polite, *sheet.unchanged)),
    )


@cache
def _no() -> Vocabulary:
    sheet = agreement_sheet()
    beside = (*sheet.particles, *sheet.beside_a_yes, *sheet.beside_a_no, *sheet.yes, *sheet.polite)
    return Vocabulary((sheet.no,), beside)


@cache
def _heard() -> frozenset[tuple[str, ...]]:
    return frozenset(map(syllables_in, agreement_sheet().heard))
