"""Telling the items of a table of points."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.standards.standard import ScoreRow
from knowledge.tables.table import Composed, ScoreTable, listed

# From so many items on their contents would make the answer too long.
_TOO_MANY_TO_TELL = 4


def rows_told(table: ScoreTable, rows: Sequence[ScoreRow], is_summed: bool) -> Composed:
    """Return these items with their points, and what a few of them ask; or what they are worth together."""
    places = "、".join(place_of(table, row) for row in rows)
    asks = f"{table.title}{places}{'一共' if is_summed else '各'}多少分"
    entry = rows[0].entry if len(rows) == 1 else ""
    is_full = len(rows) < _TOO_MANY_TO_TELL and not is_summed
    total = f"合计{sum(row.points for row in rows)}分：" if is_summed else ""
    each = "；".join(_row_told(table, row, is_full) for row in rows)
    return Composed.of(asks, f"{total}{table.title}{each}。", sources_of(rows), entry)


def worth_told(table: ScoreTable, points: int) -> Composed:
    """Return the items that are worth so many points."""
    rows = [row for row in table.rows if row.points == points]
    asks = f"{table.title}里{points}分的有哪几项"
    if not rows:
        says = f"{table.title}里没有{points}分的项。{all_rows_told(table)}"
        return Composed.of(asks, says, sources_of(table.rows))
    names = listed(f"{place_of(table, row)}“{row.name}”" for row in rows)
    together = f"，合计{points * len(rows)}分" if len(rows) > 1 else ""
    return Composed.of(asks, f"{points}分的有{len(rows)}项：{names}{together}。", sources_of(rows))


def whole_told(table: ScoreTable) -> Composed:
    """Return all items with their points and sum."""
    asks = f"{table.title}各项多少分，加起来多少分"
    says = f"{all_rows_told(table)}{table.whole}"
    return Composed.of(asks, says, [*sources_of(table.rows), table.whole_source])


def all_rows_told(table: ScoreTable) -> str:
    """Return one sentence with all items."""
    rows = "，".join(f"{row.name}{row.points}分" for row in table.rows)
    return f"{table.title}共{len(table.rows)}项，合计{sum(row.points for row in table.rows)}分：{rows}。"


def place_of(table: ScoreTable, row: ScoreRow) -> str:
    """Return how an item is counted: 第3项."""
    return f"第{table.number_of(row)}{table.counted.split('|')[0].removeprefix('小?')}"


def sources_of(rows: Sequence[ScoreRow]) -> list[str]:
    """Return where these items stand."""
    return [row.source for row in rows]


def _row_told(table: ScoreTable, row: ScoreRow, is_full: bool) -> str:
    asks = f"，{row.asks}" if is_full else ""
    return f"{place_of(table, row)}“{row.name}”{row.points}分{asks}"
