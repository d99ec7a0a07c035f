"""What all addresses of a text say together about where. Pure. Two places are asked about, never guessed.

One place of an act in Chongqing is enough; a place outside decides only where no act is said to be here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import reduce

from intake.geography.acts import Deed
from intake.geography.meaning import Sense, certain, meant_together
from intake.geography.place import Located, Place, Site
from intake.geography.reading import PlaceReading
from intake.geography.roles import Weight
from intake.geography.sites import Sites, common_name, outside_of

_MOST_CANDIDATES = 9
# Places of an act, in the order in which they decide (the order among them is ours).
_OF_AN_ACT = (Weight.MEANT, Weight.USED, Weight.TAKEN)


def settled(
    readings: Sequence[PlaceReading], sites: Sites, here_without_district: bool, nothing_here: bool
) -> Located:
    """Return what the readings of a text, in its order, say about where.

    here_without_district  「对方在重庆」 is said of somebody else than the filer
    nothing_here           it is said that nothing happened in Chongqing
    """
    meant = _meant(readings)
    heaviest = max((reading.weight for reading in meant), default=Weight.NOT_MEANT)
    if heaviest <= Weight.DETAIL or (here_without_district and heaviest <= Weight.ASIDE):
        return Located("none")
    if heaviest == Weight.NAME:
        return _only_a_name([reading for reading in meant if reading.weight == heaviest], sites)
    if heaviest == Weight.OWN and all(outside_of(reading.options) for reading in meant):
        # Where the filer sits says nothing: a company from 成都 may well report somebody here.
        return Located("none")
    located = _located(meant, heaviest, sites)
    if located.outcome == "outside" and (nothing_here or any(reading.everything for reading in meant)):
        return replace(located, only_outside=True)
    return located


def _meant(readings: Sequence[PlaceReading]) -> list[PlaceReading]:
    """Leave out what is not meant: also what was named first and denied afterwards."""
    denied: set[Sense] = set()
    meant: list[PlaceReading] = []
    for reading in reversed(readings):
        is_denied = bool(reading.options) and denied.issuperset(reading.options) and "taken" not in reading.acts
        if reading.weight > Weight.NOT_MEANT and not is_denied:
            meant.append(reading)
        if reading.negated:
            denied.update(reading.options)
    # What is said twice in the same way is one thing.
    return list(dict.fromkeys(reversed(meant)))


def _only_a_name(readings: list[PlaceReading], sites: Sites) -> Located:
    place = sites.site(_agreed(readings) or _united(readings))
    if isinstance(place, Place):
        return Located("one", place, confirm=True, doubt="name")
    return Located("none", doubt="name")


def _located(meant: list[PlaceReading], heaviest: Weight, sites: Sites) -> Located:
    meant = _without_namesakes(meant)
    main, abroad = _deciding(meant, heaviest)
    taken, used = _site_of(meant, "taken", sites), _site_of(meant, "used", sites)
    if used is None and taken is not None:
        used = _site_of(meant, "moved", sites)
    if not main:
        return Located("outside", outside=_named(abroad), confirm=_is_doubtful(abroad), taken=taken, used=used)
    level = main[0].weight
    lighter = [reading for reading in meant if reading.weight < level and _may_settle(reading)]
    located = _answer(main, lighter, sites)
    if located.place is not None and abroad and level not in _OF_AN_ACT:
        # 「对方在江津，拿到成都用」: whether anything was done in 江津 is not said.
        located = Located("several", candidates=(located.place,), outside=_named(abroad), apart=True)
    if located.place is not None:
        taken = located.place if all("taken" in reading.acts for reading in main) else taken
        used = located.place if _is_used(main, meant) else used
    return replace(located, taken=taken, used=used)


def _without_namesakes(meant: list[PlaceReading]) -> list[PlaceReading]:
    """Read a town's bare name that is a city's too (长沙) as the city where another place of an act is certain."""
    certainly_ours = any(it.weight in _OF_AN_ACT and not outside_of(it.options) for it in meant)
    if not certainly_ours:
        return meant
    return [replace(it, options=_outside_only(it.options)) if _is_namesake(it) else it for it in meant]


def _is_named(reading: PlaceReading) -> bool:
    """Say whether it may be a place of the act, though nothing is said of it."""
    return reading.weight >= Weight.NAMED or (reading.weight == Weight.ASIDE and reading.doubt is None)


def _is_namesake(reading: PlaceReading) -> bool:
    abroad = outside_of(reading.options)
    return bool(abroad) and not reading.is_foreign and not reading.asks


def _outside_only(options: tuple[Sense, ...]) -> tuple[Sense, ...]:
    return tuple(option for option in options if option.outside)


def _deciding(meant: list[PlaceReading], heaviest: Weight) -> tuple[list[PlaceReading], list[PlaceReading]]:
    """Return the readings that decide, and those outside that are passed over for them.

    Without any of the first, all acts that are told lie outside.
    """
    abroad: list[PlaceReading] = []
    for level in _OF_AN_ACT:
        group = [reading for reading in meant if reading.weight == level]
        ours = [reading for reading in group if not reading.is_foreign]
        if ours:
            return ours, abroad
        abroad += group
    if not abroad:
        group = [reading for reading in meant if reading.weight == heaviest]
        if heaviest < Weight.NAMED or not all(reading.is_foreign for reading in group):
            return group, []
        abroad = group
    if any(reading.everything for reading in abroad):
        return [], abroad
    named = [it for it in meant if it not in abroad and not it.is_foreign and _is_named(it)]
    level = max((it.weight for it in named), default=Weight.NOT_MEANT)
    return [reading for reading in named if reading.weight == level], abroad


def _is_used(main: list[PlaceReading], meant: list[PlaceReading]) -> bool:
    """Say whether the place that decides is where it is used; a town's bare name beside it may say so."""
    if all("used" in reading.acts for reading in main):
        return True
    details = [it for it in meant if it.weight == Weight.DETAIL and "used" in it.acts]
    return any(meant_together(main[0].options, detail.options) for detail in details)


def _site_of(meant: list[PlaceReading], act: Deed, sites: Sites) -> Site | None:
    """Return where this was done, None where the text does not say, or says several places."""
    done = [reading for reading in meant if act in reading.acts and reading.weight > Weight.NAME]
    ours = [reading for reading in done if not reading.is_foreign] or done
    return sites.site(_agreed(ours) or _united(ours)) if ours else None


def _answer(readings: list[PlaceReading], lighter: list[PlaceReading], sites: Sites) -> Located:
    options, asks, apart = _narrowed(readings, lighter, sites)
    places, outside = sites.places(options), outside_of(options)
    hint = next((reading.hint for reading in readings if reading.hint), None)
    if len(places) > 1 or (places and (asks or outside)) or (asks and not outside):
        offered = readings[0].likely if asks and len(readings) == 1 else options
        return replace(_several(offered, hint, sites), apart=apart)
    if places:
        doubt = readings[0].doubt if readings[0].weight < Weight.NAMED else None
        return Located(
            "one", places[0], hint=_still_open(hint, places[0]), confirm=_is_doubtful(readings), doubt=doubt
        )
    if not outside:
        return Located("none", hint=hint)
    confirm = _is_doubtful(readings) or any(reading.asks for reading in readings)
    return Located("outside", outside=common_name(outside), confirm=confirm)


def _narrowed(
    readings: list[PlaceReading], lighter: list[PlaceReading], sites: Sites
) -> tuple[tuple[Sense, ...], bool, bool]:
    """Return what is left open, whether to ask, and whether it is several places; a lighter one may settle it."""
    agreed = () if any(reading.joined for reading in readings) else _agreed(readings)
    options = agreed or _united(readings)
    asks = all(reading.asks for reading in readings)
    for reading in lighter:
        narrowed = certain(meant_together(options, reading.options))
        if narrowed and (asks or _is_narrower(narrowed, options, sites)):
            options, asks = narrowed, asks and reading.asks
    return options, asks, not agreed and len(readings) > 1


def _is_narrower(narrowed: tuple[Sense, ...], options: tuple[Sense, ...], sites: Sites) -> bool:
    before, after = sites.places(options), sites.places(narrowed)
    return len(after) < len(before) or (len(before) == 1 and before[0].text == before[0].district)


def _several(options: Sequence[Sense], hint: str | None, sites: Sites) -> Located:
    places, outside = sites.places(options), outside_of(options)
    if not places and not outside:
        return Located("none", hint=hint)
    abroad = outside[0] if outside else None
    return Located("several", candidates=places[:_MOST_CANDIDATES], outside=abroad, hint=hint)


def _agreed(readings: Sequence[PlaceReading]) -> tuple[Sense, ...]:
    """Return what all addresses can mean at once, e.g. 渝北区，统景镇."""
    options: tuple[Sense, ...] = reduce(meant_together, (reading.options for reading in readings))
    return certain(options)


def _united(readings: Sequence[PlaceReading]) -> tuple[Sense, ...]:
    return tuple(dict.fromkeys(option for reading in readings for option in certain(reading.options)))


def _named(abroad: list[PlaceReading]) -> str:
    """Return what the heaviest of them is called."""
    level = abroad[0].weight
    return common_name(outside_of(option for it in abroad if it.weight == level for option in it.options))


def _may_settle(reading: PlaceReading) -> bool:
    return reading.weight == Weight.DETAIL or reading.weight > Weight.ASIDE


def _is_doubtful(readings: Sequence[PlaceReading]) -> bool:
    return any(it.guessed or it.doubt is not None or it.weight in (Weight.OWN, Weight.ASIDE) for it in readings)


def _still_open(hint: str | None, place: Place) -> str | None:
    return hint if place.text == place.district else None
