"""The person's estimate and the officer's, item by item beside each other. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.estimating.told import Say, line_told, met_told
from knowledge.standards.estimate import Estimate, Line


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
            own=_told(line, say),
            theirs=_told(other, say) if other is not None else "",
            differs=other is not None and (other.least, other.most) != (line.least, line.most),
        )
        for number, (line, other) in enumerate(zip(own.lines, others, strict=True), start=1)
    )


def _told(line: Line, say: Say) -> str:
    said = met_told(line, say)
    return said if line.given is None else f"{said}，{line_told(line, say)}"
