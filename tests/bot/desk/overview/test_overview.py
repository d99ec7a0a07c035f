"""The overview: a bureau's for its head, all for the coordinator, counted within bounds, no filer told."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zipfile import ZipFile

from sqlalchemy import event, text

from bot.desk.overview.tiles import PLACES
from intake.cases.changes import JournalEntry
from intake.journal import entries as journal
from intake.statistics.counting import figures_of
from intake.statistics.period import period_of
from intake.storage.database import Database
from intake.storage.knowledge_tables import AskedRow, ReactionRow
from intake.storage.secrecy_tables import CaseCircleRow
from tests.bot.desk.cases.test_orders import _plan
from tests.bot.desk.conftest import Desk
from tests.builders import NOW, an_officer, bureaus, some_cases

# 2026-11-25 00:30 in Shanghai: the day before in UTC.
AFTER_MIDNIGHT = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)


async def test_a_head_is_told_of_their_bureau_and_the_coordinator_of_all(desk: Desk) -> None:
    await _a_year(desk)
    head, coordinator = await desk.officer("head"), await desk.officer("coordinator", None, name="统筹")

    own = (await head.get("/desk/overview?bureau=banan")).text
    assert "收到 9 件" in own and "江津区，最近 12 周" in own and "各局一览" not in own
    every = (await coordinator.get("/desk/overview")).text
    assert "收到 18 件" in every and every.count('class="bureau-tile') == 40
    assert "表里没有的 37 个局没有收到案件，也没有逾期的期限。" in every
    # 江津区 has nine; 巴南区 two, which are not told; 城口县 none.
    assert _tile(every, "江津区") == "9" and _tile(every, "巴南区") == "1–4" and _tile(every, "城口县") == "0"
    assert "半数在 2.0 天以内签收" in own and "“举报核查（决定是否立案）”" in own
    assert "9 件里有 1 件转过手，占 11%" in own and "报请指定管辖" in own
    assert "群众提问 5 次，没有找到答案 2 次，占 40%" in every and "群众提问" not in own
    # Charts are pictures of this page, each with a sentence and its table beneath.
    charts = re.findall(r'<img class="chart[^"]*" src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)"', own)
    assert len(charts) >= 3 and all("各数见下面的表" in alt for _, alt in charts)
    assert all(b"<script" not in base64.b64decode(svg) for svg, _ in charts)
    assert "script-src" not in (await head.get("/desk/overview")).response.headers["Content-Security-Policy"]
    assert (await coordinator.get("/desk/overview?bureau=nowhere&period=2031-99")).text.count("收到 18 件") >= 1
    # Somebody else's bureau, looked at by who sees none of its filers: no small count.
    there = (await coordinator.get("/desk/overview?bureau=banan")).text
    assert "收到 1–4 件" in there and "收到 2 件" not in there

    # A report leaves without a small count, and is noted.
    refused = await coordinator.post("/desk/overview/report", {"csrf": await coordinator.csrf(), "period": "x"})
    assert refused.status == 422 and "先选一个月份或者年份" in refused.text
    numbers = {}
    for browser, period in ((head, "2026-11"), (coordinator, "2026")):
        form = {"csrf": await browser.csrf(), "period": period, "bureau": ""}
        response = await browser.client.post("/desk/overview/report", data=form)
        assert response.status == 200 and "spreadsheetml" in response.content_type
        with ZipFile(io.BytesIO(await response.read())) as book:
            sheets = [
                book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/sheet")
            ]
            shared = book.read("xl/sharedStrings.xml").decode()
        numbers[period] = {
            int(one) for sheet in sheets for one in re.findall(r"<c r=\"[A-Z]+\d+\" s=\"\d+\"><v>(\d+)", sheet)
        }
        assert "1–4" in shared
    assert numbers["2026-11"] and not any(0 < one < 5 for found in numbers.values() for one in found)
    async with desk.database.reading() as session:
        noted = await session.execute(text("SELECT payload FROM account_journal WHERE code = 'report_taken'"))
        assert len(noted.all()) == 2


async def test_no_figure_needs_a_scan_that_grows_without_limit(desk: Desk) -> None:
    await _a_year(desk)
    today = date(2026, 11, 25)
    with _asked_of(desk.database) as statements:
        async with desk.database.reading() as session:
            for code, bureau in (("recent", None), ("2026-11", "jiangjin"), ("2026", None)):
                await figures_of(session, period_of(code, today), bureau, NOW)

    assert len(statements) > 15
    for statement, parameters in statements:
        plan = await _plan(desk.database, statement, parameters)
        tables = "case_file|journal|case_clock|transfer|asked_question"
        # Clocks are looked up by their case, never among all that are over.
        assert "case_clock_due" not in plan
        assert re.findall(rf"SCAN (?:{tables})(?! USING)[^\n]*|Seq Scan on (?:{tables})[^\n]*", plan) == [], (
            statement
        )


def test_every_bureau_has_a_tile_of_its_own() -> None:
    assert {one.code for one in bureaus().on(date(2026, 11, 25))} == set(PLACES)
    assert len(set(PLACES.values())) == len(PLACES)


async def _a_year(desk: Desk) -> None:
    """File nine cases in 江津区, one of them overdue, two in 巴南区, seven in 万州区; one is closed."""
    base = [{"kind": "complaint", "state": "checking"}] * 6 + [{"kind": "tip", "state": "taken"}] * 2
    there = [{"kind": "tip", "state": "routed", "bureau": "banan"}] * 2
    seven = [{"kind": "consultation", "state": "closed", "bureau": "wanzhou"}] * 7
    late = {"kind": "complaint", "state": "checking", "due_on": date(2026, 11, 20), "received_at": AFTER_MIDNIGHT}
    cases = await some_cases(desk.database, desk.vault, [*base, *there, *seven, late])
    (hidden,) = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "taken"}])
    named = await an_officer(desk.database, name="知情的人", vault=desk.vault)
    at = NOW + timedelta(days=2)
    entries = [
        JournalEntry(cases[0].id, at, "officer", "signed_for"),
        JournalEntry(cases[0].id, at, "officer", "jurisdiction_reported_up", {"why": "special"}),
        JournalEntry(hidden.id, at, "officer", "signed_for"),
    ]
    async with desk.database.writing() as session:
        await journal.append(session, entries, desk.vault.journal_key)
        session.add(CaseCircleRow(id=hidden.id, case_id=hidden.id, officer_id=named.id))
        for number, decision in enumerate(("answer", "nothing", "menu", "menu", "menu")):
            row = AskedRow(
                id=f"{number:032}", text_key="k", sealed=b"", best=[], decision=decision, hour=NOW, settled=False
            )
            session.add(row)
        # Of three who were shown titles one chose an entry, one chose none of them.
        for number, chosen in ((2, "law.what"), (3, "none")):
            reaction = ReactionRow(
                id=f"{number:032}", asked_id=f"{number:032}", kind="choice", value=chosen, hour=NOW
            )
            session.add(reaction)


def _tile(page: str, name: str) -> str:
    found = re.search(rf'title="{name}"><span>[^<]*</span><strong>([^<]+)<', page)
    assert found, name
    return found[1]


@contextmanager
def _asked_of(database: Database) -> Iterator[list[tuple[str, Any]]]:
    noted: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        noted.append((statement, parameters))

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield noted
    event.remove(database.engine.sync_engine, "before_cursor_execute", note)
    noted[:] = [one for one in noted if one[0].lstrip().upper().startswith("SELECT")]
