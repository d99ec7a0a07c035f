"""Look at the tables of names: how large they are, whence, and what somebody else's tables have beside them."""

from __future__ import annotations

import argparse
from collections import Counter

from bot.service import utc_now
from intake.clocks.calendar import day_in_shanghai
from intake.geography.comparing import Compared, Comparison
from intake.geography.loading import load_tables
from intake.geography.tables import Tables
from intake.routing.bureaus import load_bureaus

_MOST_LINES = 40


def places(options: argparse.Namespace) -> int:
    """Print the size of the tables, and what a folder of tables has otherwise; 1 if there is anything."""
    tables = load_tables()
    for line in _sizes(tables):
        print(line)
    if options.compare is None:
        return 0
    compared = Comparison(tables, load_bureaus(), day_in_shanghai(utc_now())).with_folder(options.compare)
    if not compared:
        print(f"{options.compare} 里没有可以比对的表。")
        return 1
    for one in compared:
        _show(one)
    return 0 if all(one.agrees for one in compared) else 1


def _sizes(tables: Tables) -> list[str]:
    towns = sum(len(row.units) for row in tables.towns if row.valid_until is None)
    landmarks = Counter(landmark.confidence.value for landmark in tables.landmarks for _ in landmark.names)
    sources = Counter(landmark.source for landmark in tables.landmarks for _ in landmark.names)
    counties = sum(len(prefecture.counties) for prefecture in tables.outside)
    return [
        f"区县 {len(tables.districts)}，功能区 {len(tables.zones)}，已撤销 {len(tables.ended)}；镇街 {towns}",
        f"地点 {landmarks.total()}：{'，'.join(f'{name} {count}' for name, count in landmarks.most_common())}",
        f"地点来源：{'，'.join(f'{name} {count}' for name, count in sources.most_common())}",
        f"外地 {len(tables.outside)} 省市、{counties} 区县",
    ]


def _show(one: Compared) -> None:
    print(f"{one.file}：{one.rows} 个名字，缺 {len(one.missing)}，不同 {len(one.different)}")
    for line in (*(f"  缺：{name}" for name in one.missing), *(f"  {line}" for line in one.different))[
        :_MOST_LINES
    ]:
        print(line)
