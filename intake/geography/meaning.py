"""What a name can mean, and what several names beside each other mean together. Pure values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

MeaningKind = Literal["district", "town", "stem", "landmark", "outside", "county", "home", "no_place"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing a name can mean.

    district  full name
    bureau    where the name decides it (a town, a landmark, a zone); None is the district's own
    unit      street or town
    landmark  the landmark's own name, for reading back
    among     only together with one of these towns or with a landmark of the district
    vague     holds only together with something more exact: 渝北 is 北碚 only where a moved town is named
    outside   province and prefecture; then all else is empty
    """

    district: str = ""
    bureau: str | None = None
    unit: str | None = None
    landmark: str | None = None
    among: frozenset[str] | None = None
    vague: bool = False
    outside: str | None = None

    @property
    def is_exact(self) -> bool:
        """Whether it says more than the district."""
        return self.unit is not None or self.landmark is not None


@dataclass(frozen=True, slots=True)
class Meaning:
    """All that one name can mean.

    options     empty for a name that is everywhere (步行街) or no place at all
    besides     what it means only where `options` contradict the district named beside it (涪陵江北)
    asks        never decides alone
    likely      of a name that asks: what is offered; else the options are
    hint        the phrase that asks for the missing detail
    common      an ordinary word too: counts only where it is clearly a place
    guessed     from a misspelling or with medium confidence: read back
    """

    kind: MeaningKind
    options: tuple[Sense, ...] = ()
    besides: tuple[Sense, ...] = ()
    asks: bool = False
    likely: tuple[Sense, ...] = ()
    hint: str | None = None
    common: bool = False
    guessed: bool = False


def meant_together(left: Iterable[Sense], right: Iterable[Sense]) -> tuple[Sense, ...]:
    """Return what two names can mean together; empty when they contradict each other."""
    right = tuple(right)
    combined = (_combined(one, other) for one in left for other in right)
    return tuple(dict.fromkeys(option for option in combined if option is not None))


def certain(options: Iterable[Sense]) -> tuple[Sense, ...]:
    """Leave out what would need something more exact."""
    return tuple(option for option in options if not option.vague)


def _combined(one: Sense, other: Sense) -> Sense | None:
    if one.outside or other.outside:
        return _combined_outside(one, other)
    if one.district != other.district or not (_allows(one, other) and _allows(other, one)):
        return None
    if one.bureau and other.bureau and one.bureau != other.bureau:
        return None
    if one.unit and other.unit and one.unit != other.unit:
        return None
    exact = one.is_exact or other.is_exact
    return Sense(
        district=one.district,
        bureau=one.bureau or other.bureau,
        unit=one.unit or other.unit,
        landmark=one.landmark or other.landmark,
        among=None if exact else _narrower(one.among, other.among),
        vague=not exact and (one.vague or other.vague),
    )


def _combined_outside(one: Sense, other: Sense) -> Sense | None:
    if not (one.outside and other.outside):
        return None
    shorter, longer = sorted((one.outside, other.outside), key=len)
    return Sense(outside=longer) if longer.startswith(shorter) else None


def _allows(limit: Sense, other: Sense) -> bool:
    return limit.among is None or other.unit is None or other.unit in limit.among


def _narrower(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return one if other is None else other
    return one & other
