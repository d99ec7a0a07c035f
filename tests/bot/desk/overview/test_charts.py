"""What a chart names along its axes: whole numbers, each once, however small the figures are."""

from __future__ import annotations

import base64
import re

import pytest

from bot.desk.overview.charts import drawn
from bot.desk.overview.tables import Table


def ticks(form: str, *numbers: int) -> list[str]:
    rows = [(f"局{place}", (number,)) for place, number in enumerate(numbers)]
    address = drawn(Table("t", "t", ("局", "次数"), rows, "", form))
    svg = base64.b64decode(address.partition("base64,")[2]).decode()
    _, _, axis = svg.partition('class="axis x' if form == "bars" else 'class="axis y')
    return re.findall(r"<text[^>]*>([\d,]+)</text>", re.split('<g class="(?:axis|series)', axis)[0])


@pytest.mark.parametrize("form", ["bars", "steps"])
@pytest.mark.parametrize("numbers", [(1,), (1, 2), (3, 0), (7, 12), (250, 3)])
def test_no_whole_number_stands_twice_on_an_axis(form: str, numbers: tuple[int, ...]) -> None:
    named = ticks(form, *numbers)

    assert named and len(named) == len(set(named)), named
