"""When something happened: as exactly as it was said, and never in the future."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.reading import NotUnderstood, SaidPeriod, read_date, read_period
from intents.reading.festivals import festival_in
from tests.intents.reading.sheets import TODAY, rows

_SAID = rows("dates.csv", "said", "since", "until")


@pytest.mark.parametrize(("said", "since", "until"), [row for row in _SAID if not row[1].startswith("date.")])
def test_a_date_is_read_as_it_was_said(said: str, since: str, until: str) -> None:
    ongoing = until == "ongoing"

    assert read_period(said, TODAY) == SaidPeriod(since, until if until and not ongoing else None, ongoing)
    assert read_date(said, TODAY) == since


@pytest.mark.parametrize(("said", "key"), [row[:2] for row in _SAID if row[1].startswith("date.")])
def test_what_is_no_date_of_the_past_is_refused_with_the_reason(said: str, key: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_period(said, TODAY)

    assert refused.value.phrase_key == key


_DAYS = st.dates(date(1949, 1, 1), date(2085, 12, 31))


@given(_DAYS, st.integers(0, 4000))
def test_a_day_is_read_back_however_it_is_written(day: date, later: int) -> None:
    today = day + timedelta(days=later)
    spelled_year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))

    for said in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02}月{day.day:02}号",
        f"{spelled_year}年{_numeral(day.month)}月{_numeral(day.day)}日",
        f"{day.year}年{_numeral(day.month)}月{_numeral(day.day)}",
        f"{day.month}月{day.day}日{day.year}年",
        f"{day:%Y-%m-%d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year} {day.month} {day.day}",
        f"{day:%Y%m%d}",
        f"大概是{day.year}年{day.month}月{day.day}日下午的事",
    ):
        assert read_date(said, today) == day.isoformat()


@given(_DAYS, st.integers(0, 4000))
def test_so_many_days_ago_is_counted_exactly(today: date, days: int) -> None:
    expected = today - timedelta(days=days)
    if expected.year >= 1949:
        assert read_date(f"{days}天前", today) == expected.isoformat()


@given(_DAYS, st.integers(0, 4), st.sampled_from("一二三四五六日天"))
def test_a_weekday_of_a_week_before_is_that_weekday(today: date, weeks: int, name: str) -> None:
    weekday = min("一二三四五六日天".index(name), 6)
    expected = today - timedelta(days=today.weekday(), weeks=weeks) + timedelta(days=weekday)
    said = f"{'上' * weeks or '这'}周{name}"

    if expected.year >= 1949 and expected <= today:
        assert read_date(said, today) == expected.isoformat()


@given(_DAYS, _DAYS, st.sampled_from(["到", "至", "-", "~", "—", " - ", "一直到"]))
def test_a_span_has_both_its_ends(one: date, other: date, joint: str) -> None:
    since, until = sorted((one, other))

    for written in (
        f"{since.year}年{since.month}月{since.day}日{joint}{until.year}年{until.month}月{until.day}日",
        f"{since:%Y-%m-%d}{joint}{until:%Y-%m-%d}",
        f"{since.year}.{since.month}.{since.day}{joint}{until.year}.{until.month}.{until.day}",
    ):
        assert read_period(written, until) == SaidPeriod(since.isoformat(), until.isoformat())


_PIECES = "0123456789年月日号前后上下个周半天农历初十一二三去今到至-./ 、"


@given(st.dates(date(1949, 6, 1), date(2085, 12, 31)), st.text(_PIECES, max_size=24))
def test_nothing_that_is_read_lies_in_the_future(today: date, said: str) -> None:
    try:
        period = read_period(said, today)
    except NotUnderstood:
        return
    for end in filter(None, (period.since, period.until)):
        year, month, day = (*map(int, end.split("-")), 1, 1)[:3]
        assert date(1949, 1, 1) <= date(year, month, day) <= today
    assert period.until is None or period.until >= period.since or period.since.startswith(period.until)


@pytest.mark.parametrize("name", ["春节", "端午", "中秋", "清明"])
def test_festivals_of_the_lunar_year_fall_where_another_calendar_has_them(name: str) -> None:
    for year in range(2008, 2050):
        calendar = holidays.country_holidays("CN", years=year, language="zh_CN", observed=False)
        first = min(day for day, names in calendar.items() if name in names and day.year == year)
        assert festival_in(name, year) == first, year


@pytest.mark.parametrize(
    ("year", "day"), [(2026, "2026-09-25"), (2025, "2025-10-06"), (2024, "2024-09-17"), (2023, "2023-09-29")]
)
def test_the_fifteenth_of_the_eighth_lunar_month_is_midautumn(year: int, day: str) -> None:
    for said in ("农历{}年八月十五", "{}年农历八月十五", "{}年阴历8月15", "{}年八月十五中秋节"):
        assert read_date(said.format(year), TODAY) == day


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("", "十", "二十", "三十")[tens] + ("" if ones == 0 else "零一二三四五六七八九"[ones])
