"""Statutory days: what the law itself gives off in a year, with its names; no joined or moved days.

The library that knows them loads the tables of two hundred countries, which takes longer than anything else a
calendar needs. So the days of the years to come stand in an index file, and whoever asks about another year
waits for the library.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib.metadata import version

from intents.index_files import Parts, kept, key_of

# 全国年节及纪念日放假办法; a notice without one of them has been copied incompletely.
_STATUTORY = ("元旦", "农历除夕", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
# As far as anything is counted ahead.
_YEARS_KEPT = 20


class StatutoryDays:
    """What somebody knows of the statutory days; asked about a year for the first time, it learns that year."""

    def __init__(self, first_kept: int) -> None:
        """Know the years from the first one that is kept."""
        self._years = range(first_kept, first_kept + _YEARS_KEPT)
        self._of_years: dict[int, Mapping[date, str]] = {}

    def get(self, day: date) -> str | None:
        """Return what a day is called, the names of two in one joined by "; "; None for an ordinary one."""
        if (known := self._of_years.get(day.year)) is None:
            known = self._of_years[day.year] = self._of(day.year)
        return known.get(day)

    def __contains__(self, day: date) -> bool:
        return self.get(day) is not None

    def _of(self, year: int) -> Mapping[date, str]:
        if year not in self._years:
            return days_named(year)
        key = key_of(f"{version('holidays')} {self._years}".encode())
        parts = kept().read_or_made("statutory_days", key, lambda: _parts_of(self._years))
        for other in self._years:
            self._of_years[other] = {}
        for day, name in zip(map(date.fromisoformat, parts.texts["days"]), parts.texts["names"], strict=True):
            self._of_years[day.year] = {**self._of_years[day.year], day: name}
        return self._of_years[year]


def statutory_days(year: int) -> Mapping[date, str]:
    """Return the days that the law itself gives off in a year, with their names, in order."""
    found = days_named(year)
    return {day: name for day, name in sorted(found.items()) if any(one in _STATUTORY for one in name.split("; "))}


def days_named(year: int) -> Mapping[date, str]:
    """Return all days of a year that the library knows a name of."""
    import holidays

    found: Mapping[date, str] = holidays.country_holidays("CN", language="zh_CN", years=year)
    return {day: name for day, name in found.items() if day.year == year}


def _parts_of(years: range) -> Parts:
    every = [(day.isoformat(), name) for year in years for day, name in sorted(days_named(year).items())]
    return Parts.of({}, {"days": (day for day, _ in every), "names": (name for _, name in every)})
