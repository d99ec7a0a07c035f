"""The map of the bureaus, where the operator has outlines (`SHANGMI_OUTLINES`): drawn here, without a script."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bot.desk.overview.tables import Cell
from intake.geography.borders import outlined_names
from intake.geography.drawn import Picture, picture_of
from intake.geography.outlined import read_outlines
from intake.routing.bureaus import Bureaus

_SHADES: Final = 4
# A name of two signs, as 忠县, loses none.
_SHORTEST: Final = 2
# How wide a sign and a letter are drawn, in units of the picture; what lies up to here in Unicode is a letter.
_SIGN: Final = 12.0
_LETTER: Final = 7.0
_NARROW: Final = 0x2E7F


@dataclass(frozen=True, slots=True)
class BureauShape:
    """One bureau's area on the map.

    label  what stands in it; "" where it is too narrow for that
    shade  how many it received, from 0 for none to 4 for the most; the number stands beside it
    href   where its figures are; "" for an area of no bureau
    """

    path: str
    x: float
    y: float
    name: str
    label: str
    count: Cell
    overdue: int
    href: str
    shade: int


@dataclass(frozen=True, slots=True)
class BureauMap:
    """What is drawn."""

    wide: float
    high: float
    shapes: Sequence[BureauShape]


class Maps:
    """Keeps the picture of the outlines; the figures are filled in for each page."""

    def __init__(self, outlines: Path | None, bureaus: Bureaus) -> None:
        self._outlines = outlines
        self._bureaus = bureaus
        self._picture: Picture | None = None

    async def of(
        self,
        counts: Mapping[str, Cell],
        late: Mapping[str, int],
        tiles: Mapping[str, tuple[str, str]],
        on: date,
    ) -> BureauMap | None:
        """Return the map with these figures by bureau; None where nobody has outlines.

        tiles  what a bureau is called on the map, and where its figures are
        """
        if self._outlines is None:
            return None
        if self._picture is None:
            self._picture = await asyncio.to_thread(self._drawn, self._outlines)
        picture = self._picture
        most = max((count for count in counts.values() if isinstance(count, int)), default=0)
        shapes = []
        for area in picture.areas:
            bureau = self._bureaus.of_district(area.name, on)
            code = bureau.code if bureau is not None else ""
            count = counts.get(code, 0)
            name, href = tiles.get(code, (area.name, ""))
            shapes.append(
                BureauShape(
                    path=area.path,
                    x=area.x,
                    y=area.y,
                    name=name,
                    label=_label(name, count, late.get(code, 0), area.wide),
                    count=count,
                    overdue=late.get(code, 0),
                    href=href,
                    shade=_shade(count, most),
                )
            )
        return BureauMap(picture.wide, picture.high, shapes)

    @staticmethod
    def _drawn(outlines: Path) -> Picture:
        return picture_of(read_outlines(outlines, outlined_names()).areas)


def _shade(count: Cell, most: int) -> int:
    if not isinstance(count, int):
        return 1
    return 0 if not count else min(_SHADES, 1 + (_SHADES * count - 1) // max(most, 1))


def _label(name: str, count: Cell, overdue: int, wide: float) -> str:
    short = name.removesuffix("区").removesuffix("县") if len(name) > _SHORTEST else name
    said = f"{short} {count}" + (f" ▲{overdue}" if overdue else "")
    # Two neighbours must not write over each other.
    return said if sum(_SIGN if ord(sign) > _NARROW else _LETTER for sign in said) <= wide else ""
