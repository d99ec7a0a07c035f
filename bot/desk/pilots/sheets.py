"""A pilot's indicators as a sheet with evidence, filled by its bureau and by 市局. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.conversation.estimating.told import Say
from bot.desk.estimates.sheets import said_beside, sum_told
from bot.shown.estimates import ShownSheet, entered_sheet, shown_sheet
from bot.shown.posted import Posted, first
from intake.officers.pilots import PilotPaper
from intake.stored import Stored, object_in
from intents.signs import without_control_characters
from knowledge.standards.estimate import Estimate, Sheet, estimated
from knowledge.standards.standard import Standard

# Names of papers; the papers themselves are files beside the indicator.
_LONGEST: Final = 300
_LONGEST_WORDS: Final = 2_000
WORDS: Final = "words"
_EMPTY: Final = "还没有填任何一项，没有保存。"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One indicator of the version that stands: what was said of it, and by what it can be seen."""

    number: int
    name: str
    worth: int
    said: str
    evidence: str


@dataclass(frozen=True, slots=True)
class PilotSheet:
    """A sheet as the page draws it.

    shown     the form
    evidence  what stands in the boxes for it, by key
    words     what was added in words
    lines     the version that stands, item by item; none before
    sum       what it comes to
    by, at    who wrote it and when
    """

    shown: ShownSheet
    evidence: Mapping[str, str]
    words: str
    lines: tuple[SheetLine, ...]
    sum: str
    by: str
    at: datetime | None


def pilot_sheet(
    standard: Standard,
    paper: PilotPaper | None,
    say: Say,
    typed: Posted | None = None,
    faults: Mapping[str, str] | None = None,
) -> PilotSheet:
    """Return a sheet as it stands, or as it was just sent with what is wrong in it."""
    content: Stored = paper.content if paper is not None else {}
    sheet = Sheet.read(content) if content else Sheet()
    estimate = estimated(standard, sheet)
    evidence = {key: str(text) for key, text in object_in(content, "evidence").items()}
    words = str(content.get(WORDS, ""))
    standing = evidence
    if typed is not None:
        evidence = {item.key: first(typed, f"{item.key}.evidence") for item in standard.all_items}
        words = first(typed, WORDS)
    return PilotSheet(
        shown=shown_sheet(standard, sheet, typed, faults if typed is not None else None),
        evidence=evidence,
        words=words,
        lines=tuple(_lines(estimate, standing, say)) if content else (),
        sum=sum_told(estimate) if content else "",
        by=paper.by if paper is not None else "",
        at=paper.made_at if paper is not None else None,
    )


def entered_pilot_sheet(standard: Standard, posted: Posted, say: Say) -> tuple[Stored, Mapping[str, str]]:
    """Return what is kept of a sheet that was sent, or what is wrong in it by the name of its input."""
    entered = entered_sheet(standard, posted, say)
    faults = dict(entered.faults)
    evidence: dict[str, str] = {}
    for item in standard.all_items:
        text = _text(posted, f"{item.key}.evidence")
        if len(text) > _LONGEST:
            faults[item.key] = f"佐证最多 {_LONGEST} 字，您写了 {len(text)} 字；只列名称，不用写内容。"
        elif text:
            evidence[item.key] = text
    words = _text(posted, WORDS)
    if len(words) > _LONGEST_WORDS:
        faults[WORDS] = f"最多 {_LONGEST_WORDS} 字，您写了 {len(words)} 字，请删减。"
    if entered.sheet is not None and not entered.sheet.given:
        faults[standard.all_items[0].key] = _EMPTY
    if faults or entered.sheet is None:
        return {}, faults
    return {**entered.sheet.kept(), "evidence": evidence, WORDS: words}, {}


def _lines(estimate: Estimate, evidence: Mapping[str, str], say: Say) -> Iterator[SheetLine]:
    for number, line in enumerate(estimate.lines, start=1):
        item = line.item
        yield SheetLine(number, item.name, item.points, said_beside(line, say), evidence.get(item.key, ""))


def _text(posted: Posted, name: str) -> str:
    return without_control_characters(first(posted, name).replace("\r\n", "\n")).strip()
