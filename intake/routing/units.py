"""The units inside a bureau (科室、所、支队): what an administrator entered. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class BureauUnit:
    """One unit.

    id         what journals name; never changed
    bureau     code of its bureau
    is_active  cases may be given to it; an old one stays, since old cases name it
    """

    id: str
    bureau: str
    name: str
    is_active: bool = True


@dataclass(frozen=True)
class Units:
    """All units, those that are no more included."""

    all: tuple[BureauUnit, ...] = field(default=())

    @cached_property
    def _by_id(self) -> Mapping[str, BureauUnit]:
        return {unit.id: unit for unit in self.all}

    def of(self, bureau: str) -> tuple[BureauUnit, ...]:
        """Return the units of a bureau that cases may be given to."""
        return tuple(unit for unit in self.all if unit.bureau == bureau and unit.is_active)

    def name_of(self, unit_id: str) -> str:
        """Return what the unit is called; "" for one nobody knows."""
        unit = self._by_id.get(unit_id)
        return unit.name if unit else ""
