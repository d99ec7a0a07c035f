"""Somebody's own estimate against a standard: what it comes to, what is missing, and what is worth most. Pure.

It is never a judgment of the bureau: points here are what somebody gives themselves, and what the text leaves open
is their own guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Any

from knowledge.standards.standard import Item, Standard, StandardPart

# So many gaps are named as those worth most.
WORTH_MOST = 2


class Met(StrEnum):
    """Whether somebody has what an item asks."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNSURE = "unsure"


class Unfit(ValueError):
    """An estimate does not fit its standard. `where` is the key of the item, the sentence says what to do."""

    def __init__(self, where: str, sentence: str) -> None:
        super().__init__(sentence)
        self.where = where


@dataclass(frozen=True, slots=True)
class SaidOfItem:
    """What somebody said of one item; `points` is their own guess where they have it in part, None without one."""

    met: Met
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What somebody filled in.

    given         by key of the item; an item without an answer is not there
    bonus         keys of the circumstances that hold
    bonus_points  their own guess of what these bring
    """

    given: Mapping[str, SaidOfItem] = field(default_factory=dict)
    bonus: tuple[str, ...] = ()
    bonus_points: int | None = None

    def kept(self) -> dict[str, object]:
        """Return what is kept of it."""
        given = {key: [one.met.value, one.points] for key, one in self.given.items()}
        return {"given": given, "bonus": list(self.bonus), "bonus_points": self.bonus_points}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Sheet:
        """Read back what `kept` gave."""
        given = {key: SaidOfItem(Met(met), points) for key, (met, points) in kept["given"].items()}
        return cls(given, tuple(kept["bonus"]), kept["bonus_points"])


@dataclass(frozen=True, slots=True)
class EstimatedItem:
    """One item with what somebody said of it.

    least, most   between how many points they see themselves: the same where they are sure
    """

    item: Item
    given: SaidOfItem | None
    least: int
    most: int

    @property
    def missing(self) -> int:
        """How many points are not there, or not sure."""
        return self.item.points - self.least

    @property
    def is_open(self) -> bool:
        """Whether they do not know, or have not said."""
        return self.given is None or self.given.met is Met.UNSURE


@dataclass(frozen=True, slots=True)
class PartLine:
    """One heading with its items; `least` and `most` count them by what the heading is worth."""

    part: StandardPart
    lines: tuple[EstimatedItem, ...]
    least: Fraction
    most: Fraction


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a sheet comes to.

    by_items      from and to, of `standard.worth`, without what else may bring points
    by_headings   the same, the items of each heading counted by what it is worth; None where that changes nothing
    bonus         points that the circumstances bring by their own guess
    least, most   what counts in the end: never more than the total
    gaps          items of which points are missing, the most first
    """

    standard: Standard
    parts: tuple[PartLine, ...]
    by_items: tuple[int, int]
    by_headings: tuple[Fraction, Fraction] | None
    bonus: int
    least: Fraction
    most: Fraction
    gaps: tuple[EstimatedItem, ...]

    @property
    def lines(self) -> tuple[EstimatedItem, ...]:
        """All items, in their order."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def worth_most(self) -> tuple[EstimatedItem, ...]:
        """The gaps that are worth most."""
        return self.gaps[:WORTH_MOST]

    @property
    def open_items(self) -> int:
        """How many items they do not know of, or have not said anything about."""
        return sum(line.is_open for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return all(line.given is None for line in self.lines)


def checked(standard: Standard, sheet: Sheet) -> Sheet:
    """Return a sheet that fits its standard; raise Unfit for the first thing in it that does not."""
    items = {item.key: item for item in standard.all_items}
    for key, given in sheet.given.items():
        if key not in items:
            raise Unfit(key, "这一项不在标准里，请重新打开本页再填。")
        _checked_points(items[key], given)
    known = {one.key for one in standard.bonus.circumstances} if standard.bonus else set()
    if not set(sheet.bonus) <= known:
        raise Unfit("bonus", "加分情形不在标准里，请重新打开本页再填。")
    if sheet.bonus_points is None:
        return sheet
    if not sheet.bonus:
        raise Unfit("bonus_points", "没有选加分情形，就不用估加分；有的请先选上。")
    if not 0 <= sheet.bonus_points <= standard.total:
        raise Unfit("bonus_points", f"加分请填0到{standard.total}之间的整数。")
    return sheet


def _checked_points(item: Item, given: SaidOfItem) -> None:
    if given.points is None:
        return
    if given.met is not Met.PARTLY:
        raise Unfit(item.key, f"“{item.name}”选了部分做到才用估分。")
    if not 0 <= given.points <= item.points:
        raise Unfit(item.key, f"“{item.name}”满分是{item.points}分，请填0到{item.points}之间的整数。")


def estimated(standard: Standard, sheet: Sheet) -> Estimate:
    """Return what a sheet that fits comes to."""
    parts = tuple(_part(part, sheet) for part in standard.parts)
    lines = [line for part in parts for line in part.lines]
    by_items = sum(line.least for line in lines), sum(line.most for line in lines)
    differs = standard.worth != standard.total
    by_headings = (sum((p.least for p in parts), Fraction()), sum((p.most for p in parts), Fraction()))
    bonus = sheet.bonus_points or 0
    most = Fraction(standard.total)
    counted = by_headings if differs else (Fraction(by_items[0]), Fraction(by_items[1]))
    gaps = sorted((line for line in lines if line.missing), key=lambda line: (-line.missing, line.is_open))
    return Estimate(
        standard=standard,
        parts=parts,
        by_items=by_items,
        by_headings=by_headings if differs else None,
        bonus=bonus,
        least=min(counted[0] + bonus, most),
        most=min(counted[1] + bonus, most),
        gaps=tuple(gaps),
    )


def _part(part: StandardPart, sheet: Sheet) -> PartLine:
    lines = tuple(_line(item, sheet.given.get(item.key)) for item in part.items)
    share = Fraction(part.points, part.worth)
    return PartLine(
        part, lines, share * sum(line.least for line in lines), share * sum(line.most for line in lines)
    )


def _line(item: Item, given: SaidOfItem | None) -> EstimatedItem:
    if given is None or given.met is Met.UNSURE:
        return EstimatedItem(item, given, 0, item.points)
    if given.met is Met.PARTLY and given.points is None:
        return EstimatedItem(item, given, 0, item.points)
    full = {Met.YES: item.points, Met.NO: 0}
    points = given.points if given.points is not None else full[given.met]
    return EstimatedItem(item, given, points, points)


def in_figures(points: Fraction | int) -> str:
    """Return points as people write them: 「62」, 「18.75」."""
    value = Fraction(points)
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.2f}".rstrip("0").rstrip(".")


def between(least: Fraction | int, most: Fraction | int) -> str:
    """Return a span of points: 「62」, 「62到82」."""
    return in_figures(least) if least == most else f"{in_figures(least)}到{in_figures(most)}"
