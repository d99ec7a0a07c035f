"""When somebody could come: every day that was said, and the part of it; refused with what is missing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.reading import NotUnderstood, read_times
from tests.intents.reading.sheets import NOW, rows

_SAID = rows("times.csv", "said", "means")
_REFUSALS = ("times.", "date.")


@pytest.mark.parametrize(("said", "means"), [row for row in _SAID if not row[1].startswith(_REFUSALS)])
def test_every_wished_time_is_read(said: str, means: str) -> None:
    assert read_times(said, NOW) == tuple(filter(None, means.split("; ")))


@pytest.mark.parametrize(("said", "key"), [row for row in _SAID if row[1].startswith(_REFUSALS)])
def test_what_names_no_time_that_suits_is_refused_with_the_reason(said: str, key: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_times(said, NOW)

    assert refused.value.phrase_key == key


@given(st.integers(1, 100), st.integers(9, 17), st.sampled_from([0, 5, 15, 30, 45, 59]))
def test_a_day_and_an_hour_are_read_back_however_they_are_written(days: int, hour: int, minute: int) -> None:
    at = (NOW + timedelta(days=days)).replace(hour=hour, minute=minute)

    for said in (
        f"{at.month}月{at.day}日{at.hour}:{at.minute:02}",
        f"{at.year}年{at.month}月{at.day}号 {at.hour}点{at.minute:02}分",
        f"{at:%Y-%m-%d %H:%M}",
        f"{at.month}月{at.day}号{_half(at)}{at.hour % 12 or 12}点{at.minute:02}",
    ):
        assert read_times(said, NOW) == (f"{at:%Y-%m-%d %H:%M}",)


@given(st.sets(st.sampled_from("一二三四五"), min_size=1), st.sampled_from(["", "、", "和", "，", "周", "、周"]))
def test_no_weekday_of_a_list_is_dropped(names: set[str], sign: str) -> None:
    listed = sorted(names, key="一二三四五".index)
    monday = NOW.date() - timedelta(days=NOW.weekday()) + timedelta(weeks=1)

    expected = tuple(f"{monday + timedelta(days='一二三四五'.index(name))} 上午" for name in listed)
    assert read_times(f"下周{sign.join(listed)}上午", NOW) == expected


def _half(at: datetime) -> str:
    return "上午" if at.hour < 12 else "下午"
