"""A standard as a sheet on a page, and what was sent of it read back: the same for the person and at the desk.

Names of the inputs: the item's key for what is met, 「key.points」 for a guess, `bonus`, `bonus_points`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.estimating.form import MET_LABELS
from bot.conversation.estimating.told import Say, gap_told, line_told, met_told
from bot.shown.on_a_page import on_a_page
from bot.shown.posted import Posted, first
from intake.filers.estimates import KeptEstimate
from intents import reading
from intents.reading import NotUnderstood
from intents.signs import without_control_characters
from knowledge.standards.estimate import Estimate, Met, SaidOfItem, Sheet, Unfit, checked, estimated
from knowledge.standards.shelf import standard_of
from knowledge.standards.standard import Item, Standard

_LONGEST: Final = 20
CHOOSE_AGAIN: Final = "没有这个选项，请在四个里面重新选一个。"


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One item of a sheet.

    number  from 1 on, over all parts
    met     value of what is chosen; "" before
    points  what stands in the box for a guess
    fault   why it was not saved
    """

    number: int
    item: Item
    met: str
    points: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet as a page draws it; `met` are the options of every item, with their labels."""

    standard: Standard
    parts: tuple[tuple[str, int, tuple[ShownItem, ...]], ...]
    met: tuple[tuple[str, str], ...]
    bonus: tuple[str, ...]
    bonus_points: str
    faults: Mapping[str, str]

    @property
    def faulty(self) -> list[tuple[str, str]]:
        """The way to each fault, and what it says."""
        return list(self.faults.items())


@dataclass(frozen=True, slots=True)
class SentSheet:
    """What somebody sent.

    sheet   None where something does not fit; `faults` says what, by the name of its input
    """

    sheet: Sheet | None
    faults: Mapping[str, str]


def shown_sheet(
    standard: Standard, sheet: Sheet, posted: Posted | None = None, faults: Mapping[str, str] | None = None
) -> ShownSheet:
    """Return a sheet as it is kept, or as it was just sent with what is wrong in it."""
    numbers = {item.key: number for number, item in enumerate(standard.all_items, start=1)}
    found = faults or {}

    def shown(item: Item) -> ShownItem:
        given = sheet.given.get(item.key)
        met = given.met.value if given else ""
        points = str(given.points) if given and given.points is not None else ""
        if posted is not None:
            met, points = _typed(posted, item.key), _typed(posted, f"{item.key}.points")
        return ShownItem(numbers[item.key], item, met, points, found.get(item.key, ""))

    bonus = tuple(posted.get("bonus", ())) if posted is not None else sheet.bonus
    guess = "" if sheet.bonus_points is None else str(sheet.bonus_points)
    return ShownSheet(
        standard=standard,
        parts=tuple((part.name, part.points, tuple(map(shown, part.items))) for part in standard.parts),
        met=tuple((met.value, label) for met, label in MET_LABELS.items()),
        bonus=bonus,
        bonus_points=_typed(posted, "bonus_points") if posted is not None else guess,
        faults=found,
    )


def entered_sheet(standard: Standard, posted: Posted, say: Say) -> SentSheet:
    """Return what was sent of a sheet; what does not fit is told by input, every fault at once."""
    given: dict[str, SaidOfItem] = {}
    faults: dict[str, str] = {}
    for item in standard.all_items:
        try:
            one = _given(item, posted)
        except NotUnderstood as problem:
            faults[item.key] = on_a_page(say(f"unread.{problem.phrase_key}", **problem.values))
        except ValueError:
            faults[item.key] = CHOOSE_AGAIN
        else:
            given |= {item.key: one} if one is not None else {}
    bonus = tuple(posted.get("bonus", ()))
    try:
        sheet = checked(standard, Sheet(given, bonus, _points(posted, "bonus_points", standard.total)))
    except NotUnderstood as problem:
        faults["bonus_points"] = on_a_page(say(f"unread.{problem.phrase_key}", **problem.values))
    except Unfit as unfit:
        faults[unfit.where] = str(unfit)
    return SentSheet(None if faults else sheet, faults)


def _given(item: Item, posted: Posted) -> SaidOfItem | None:
    chosen = first(posted, item.key)
    if not chosen:
        return None
    met = Met(chosen)
    return SaidOfItem(met, _points(posted, f"{item.key}.points", item.points) if met is Met.PARTLY else None)


def _points(posted: Posted, name: str, most: int) -> int | None:
    typed = _typed(posted, name)
    return reading.read_points(typed, most) if typed else None


def _typed(posted: Posted, name: str) -> str:
    return without_control_characters(first(posted, name))[:_LONGEST].strip()


def estimate_of(kept: KeptEstimate) -> Estimate | None:
    """Return what a kept sheet comes to; None where its standard is there no more."""
    standard = standard_of(kept.standard)
    return estimated(standard, Sheet.read(kept.content)) if standard is not None else None


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One item of a result.

    said    what was chosen, in words; points: what it comes to, in words
    todo    what to do where something is missing, and who helps
    attached  what was handed in for it, by name
    """

    key: str
    number: int
    name: str
    worth: int
    said: str
    points: str
    evidence: Sequence[str]
    todo: str
    is_gap: bool
    attached: tuple[str, ...] = ()


def shown_lines(
    estimate: Estimate, say: Say, attached: Mapping[str, tuple[str, ...]] | None = None
) -> tuple[ShownLine, ...]:
    """Return the items of a result in their order."""
    return tuple(
        ShownLine(
            key=line.item.key,
            number=number,
            name=line.item.name,
            worth=line.item.points,
            said=met_told(line, say),
            points=line_told(line, say),
            evidence=line.item.evidence,
            todo=gap_told(line, say) if line.missing else "",
            is_gap=bool(line.missing),
            attached=(attached or {}).get(line.item.key, ()),
        )
        for number, line in enumerate(estimate.lines, start=1)
    )
