"""The person's estimate and the officer's, item by item beside each other. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.estimating.told import Say, line_told, met_told
from knowledge.standards.estimate import Estimate, EstimatedItem, Met, between


@dataclass(frozen=True, slots=True)
class BesideLine:
    """One item.

    own, theirs  what the person said, and the officer; "" where there is no sheet yet
    differs      both are there, and come to other points
    """

    number: int
    name: str
    worth: int
    own: str
    theirs: str
    differs: bool


def beside_lines(own: Estimate, theirs: Estimate | None, say: Say) -> tuple[BesideLine, ...]:
    """Return the items of an estimate with those of the officer's, which was made by the same standard."""
    others = theirs.lines if theirs is not None else (None,) * len(own.lines)
    return tuple(
        BesideLine(
            number=number,
            name=line.item.name,
            worth=line.item.points,
            own=said_beside(line, say),
            theirs=said_beside(other, say) if other is not None else "",
            differs=other is not None and _differ(line, other),
        )
        for number, (line, other) in enumerate(zip(own.lines, others, strict=True), start=1)
    )


def sum_told(estimate: Estimate) -> str:
    """Return what an estimate comes to, whoever made it; both ways where the text comes to two sums."""
    standard = estimate.standard
    if estimate.by_headings is None:
        bonus = f"，其中酌情加分{estimate.bonus}分" if estimate.bonus else ""
        return f"{between(estimate.least, estimate.most)}分{bonus}（满分{standard.total}分）"
    headings, items = between(*estimate.by_headings), between(*estimate.by_items)
    return f"按标题{headings}分（满分{standard.total}分），按分项{items}分（满分{standard.worth}分）"


def _differ(own: EstimatedItem, theirs: EstimatedItem) -> bool:
    """Say whether both have said something, and not the same."""
    if own.given is None or theirs.given is None:
        return False
    return (own.least, own.most) != (theirs.least, theirs.most)


def said_beside(line: EstimatedItem, say: Say) -> str:
    """Return what was said of one item, whoever said it: 「部分做到，估8分」."""
    said = met_told(line, say)
    if line.given is None:
        return said
    if line.given.met is Met.PARTLY and line.given.points is not None:
        return f"{said}，估{line.given.points}分"
    return f"{said}，{line_told(line, say)}"
