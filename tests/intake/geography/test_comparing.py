"""Our tables beside somebody else's: what they have and we lack, and where we differ."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.commands.line import command_line
from intake.geography.comparing import Comparison
from intake.geography.loading import load_tables
from intake.routing.bureaus import load_bureaus

TODAY = date(2026, 11, 25)

DISTRICTS = """adcode,name,short,aliases,kind,bureau,valid_from,valid_to,predecessors,successors,note
1,江津区,江津,江津市|几水,区,江津区市场监督管理局,,,,,
2,重庆高新区,高新区,高新区直管园,功能区,重庆高新区市场监督管理局,,,,,
3,渝北区,渝北,,历史,,,2026-01-24,,,
4,巴渝区,巴渝,,历史,,,,,,
"""
UNITS = """adcode,district,unit_code,unit_name,bureau,pred_unit_code,note
1,沙坪坝区,1,西永街道,重庆高新区市场监督管理局,,
2,沙坪坝区,2,陈家桥街道,重庆高新区市场监督管理局,,
3,江津区,3,几水镇,江津区市场监督管理局,,
"""
PLACES = """place,kind,district,zone_bureau_if_any,confidence,note
西永微电园,园区,沙坪坝区,高新区,high,
大学城,片区,沙坪坝区,高新区,ask,
观音桥,商圈,江津区,,high,
涪陵李渡,片区,涪陵区,,high,
几水广场,商圈,江津区,,high,
"""
OUTSIDE = """adcode,name,level,parent
1,成都市,city,四川省
2,连江县(福建省福州市),county,福州市
3,乌有市,city,四川省
"""


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return Comparison(load_tables(), load_bureaus(), TODAY)


def test_what_they_have_and_we_lack_is_told_and_what_differs(comparison: Comparison, tmp_path: Path) -> None:
    for name, text in (
        ("chongqing_districts.csv", DISTRICTS),
        ("chongqing_units.csv", UNITS),
        ("chongqing_places.csv", PLACES),
        ("china_regions_outside.csv", OUTSIDE),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")

    districts, units, places, outside = comparison.with_folder(tmp_path)

    assert (districts.rows, districts.missing, districts.different) == (9, ("几水", "巴渝区"), ())
    assert units.missing == ("江津区几水镇",)
    assert units.different == ("沙坪坝区陈家桥街道：对方 高新区，我们 沙坪坝区",)
    assert places.missing == ("几水广场",)
    assert places.different == ("观音桥：对方 江津区，我们 两江新区",)
    assert outside.missing == ("乌有市",)
    assert not any(one.agrees for one in (districts, units, places, outside))


def test_a_folder_without_tables_gives_nothing(comparison: Comparison, tmp_path: Path) -> None:
    assert comparison.with_folder(tmp_path) == ()


def test_the_command_tells_the_size_of_the_tables(capsys: pytest.CaptureFixture[str]) -> None:
    options = command_line().parse_args(["places"])

    assert options.run(options) == 0
    assert "镇街 1032" in capsys.readouterr().out


def test_the_command_ends_with_one_where_there_is_anything_to_look_at(tmp_path: Path) -> None:
    (tmp_path / "chongqing_units.csv").write_text(UNITS, encoding="utf-8")
    options = command_line().parse_args(["places", "--compare", str(tmp_path)])

    assert options.run(options) == 1
