"""Yes and no as whole utterances: 「好的，可以提交了」, 「还不能交」. Pure.

What is filed or declared cannot be taken back, so that a yes must be one throughout: 「对方不肯」, 「好像有出入」,
「是否属实我不清楚」, 「如果能保密就提交」 are none. A no may be said in more ways; what is neither is asked again.
The words stand in `agreement.yaml`.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from intents.sheet import Block, Words, read_sheet
from intents.sounds import syllables_in
from intents.whole import Vocabulary, is_short, said

_QUESTION_MARK = re.compile(r"[?？]")
# 「嗯……」 thinks.
_HESITATES = re.compile(r"…|\.{2}|。{2}|~{2}")
# 「同意不」, 「好不好」, 「交了没有」 ask.
_ASKS = re.compile(r"(\w)不\1|[^我都也不]不$|[了起]没有?$")


def agrees(text: str) -> bool:
    """Say whether the whole message says yes: 确定, 好的, 可以了，提交, 没得错，交嘛, 👌, yes."""
    if _HESITATES.search(text):
        return False
    return any(words.makes_up(text) for words in _yes()) or _sounds_like_a_yes(text)


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
        Vocabulary((sheet.decides,), (*beside, *sheet.yes, *sheet.polite)),
    )


@cache
def _no() -> Vocabulary:
    sheet = agreement_sheet()
    beside = (*sheet.particles, *sheet.beside_a_yes, *sheet.beside_a_no, *sheet.yes, *sheet.polite)
    return Vocabulary((sheet.no,), beside)


@cache
def _heard() -> frozenset[tuple[str, ...]]:
    return frozenset(map(syllables_in, agreement_sheet().heard))
