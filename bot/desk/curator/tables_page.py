"""The tables that answers are composed of, to be looked at: what each row says and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.curator.shop import KNOWLEDGE_HOME, Shop
from bot.desk.pages import PageContext, Visit
from knowledge.tables.table import TablesSheet, tables_sheet

TABLES: Final = f"{KNOWLEDGE_HOME}/tables"


@dataclass(frozen=True, slots=True)
class TableLine:
    """One row: what it is called, what is said of it, and its source as people are told it."""

    name: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class TableShown:
    """One table with its rows."""

    title: str
    lines: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class TablesContext(PageContext):
    """All tables."""

    template: ClassVar[str] = "knowledge/tables.html"
    tables: tuple[TableShown, ...]


class TablesPage:
    """The handler of `/desk/knowledge/tables`."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(TABLES, self._shop.look(self._show))]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        tables = tuple(_shown(tables_sheet(), self._cited))
        return self._shop.page(TablesContext(tables), visit)

    def _cited(self, source: str) -> str:
        return "；".join(self._shop.catalogue.cited({"sources": [source]}))


def _shown(sheet: TablesSheet, cited: Callable[[str], str]) -> Iterator[TableShown]:
    for table in sheet.scores:
        rows = [(row.name, f"{row.points}分：{row.asks}", row.source) for row in table.rows]
        yield _table(table.title, [*rows, ("合计之后说", table.whole, table.whole_source)], cited)
    needed = [(need.title, f"{need.says}。不够时说：{need.short}", need.source) for need in sheet.needs]
    yield _table("我还差多少", needed, cited)
    for aspect in sheet.aspects:
        cells = [(member, cell.says, cell.source) for member, cell in aspect.cells.items()]
        yield _table(f"比较：{aspect.title}", cells, cited)
    for times in sheet.timetables:
        yield _table(times.title, [(step.when, step.what, step.source) for step in times.rows], cited)
    spans = [(span.title, f"{span.years}年。{span.when_over}{span.then}", span.source) for span in sheet.spans]
    yield _table("按年推算", spans, cited)


def _table(title: str, rows: Iterable[tuple[str, str, str]], cited: Callable[[str], str]) -> TableShown:
    return TableShown(title, tuple(TableLine(name, says, cited(source)) for name, says, source in rows))
