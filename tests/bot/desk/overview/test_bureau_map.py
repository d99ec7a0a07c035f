"""Where the operator has outlines, the coordinator sees the bureaus on a map: every number in words beside it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import numpy

from intake.geography.drawn import picture_of
from tests.bot.desk.conftest import Desk
from tests.builders import some_cases


def square(west: float, south: float, size: float = 0.5) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def outlines_in(folder: Path) -> Path:
    named = {"江津区": square(106, 28.5), "巴南区": square(106.5, 28.5), "永川区": square(105.5, 28.5)}
    features = [
        {"type": "Feature", "properties": {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for name, ring in named.items()
    ]
    file = folder / "districts.geojson"
    whole = {"type": "FeatureCollection", "crs": "gcj02", "valid_from": "2026-01-25", "features": features}
    file.write_text(json.dumps(whole), "utf-8")
    return file


async def test_the_map_tells_what_the_grid_tells_and_leads_to_the_same_pages(desk: Desk, tmp_path: Path) -> None:
    desk.settings.outlines = outlines_in(tmp_path)
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "routed", "bureau": "jiangjin"}] * 9)
    desk.later(timedelta(days=60))
    coordinator = await desk.officer("coordinator", None)

    page = (await coordinator.get("/desk/overview")).text
    (drawn,) = re.findall(r'<svg class="outlines".*?</svg>', page, re.DOTALL)

    assert 'aria-label="江津区，9 件，已逾期的期限 ' in drawn and 'class="shade4 late"' in drawn
    assert 'href="/desk/overview?bureau=jiangjin"' in drawn and "巴南 0" in drawn
    assert "<script" not in drawn and "style=" not in drawn
    assert 'class="outlines"' not in (await coordinator.get("/desk/overview?bureau=jiangjin")).text
    head = await desk.officer("head", "jiangjin")
    assert 'class="outlines"' not in (await head.get("/desk/overview")).text


def test_areas_keep_their_places_and_lose_corners_that_nobody_would_see() -> None:
    turn = numpy.linspace(0, 2 * numpy.pi, 20_000)
    circle = numpy.column_stack([107 + 0.2 * numpy.cos(turn), 29 + 0.2 * numpy.sin(turn)])
    picture = picture_of([("圆", [[circle]]), ("方", [[numpy.array(square(106, 28.8, 0.2))]])])

    round_one, square_one = picture.areas
    assert square_one.x < round_one.x and 0 < round_one.y < picture.high
    assert round_one.path.count("L") < 400 and len(round_one.path) < 4000
    assert picture_of([("点", [[numpy.array([[106.0, 29.0]] * 4)]])]).areas[0].path == ""
