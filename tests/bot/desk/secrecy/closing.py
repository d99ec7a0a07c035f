"""A case with something to show on every page that lists cases, and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import orjson
from sqlalchemy import select
from sqlmodel import col

from intake.cases.changes import JournalEntry
from intake.evidence.file import EvidenceFile, OfCase
from intake.journal import entries as journal
from intake.officers.officer import Officer
from intake.storage.tables import AppointmentRow, CaseKeyRow, CaseRow, GuidanceRow, JournalRow
from tests.bot.desk.cases.test_stuck import stuck
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import NOW, Filed, a_case, words_of_the_filer
from tests.intake.evidence.files import a_picture, sent


async def hand_in(desk: Desk, case: Filed, content: bytes | None = None, name: str = "现场.jpg") -> EvidenceFile:
    """Let the filer hand in a file, a picture by default."""
    content = content or a_picture()
    store = desk.evidence.store
    file = await store.begin(OfCase(case.id), name, len(content))
    await store.append(file.id, 0, sent(content))
    return await store.finish(file.id)


async def a_case_with_everything(desk: Desk, bureau: str = "jiangjin") -> tuple[Filed, Filed]:
    """Return a report that is overdue, written to and stuck, and a consultation with an appointment and a mark."""
    report = await a_case(
        desk.database, desk.vault, state="checking", bureau=bureau, assisting=["banan"], due_on=date(2026, 11, 24)
    )
    await words_of_the_filer(desk.database, desk.vault, report, "补充一句。", NOW)
    await stuck(desk, OfCase(report.id), give_up=True)
    asked = await a_case(desk.database, desk.vault, kind="consultation", bureau=bureau, assisting=["banan"])
    await _with_an_appointment(desk, asked, bureau)
    return report, asked


async def close(browser: Browser, case: Filed, officers: Sequence[Officer], reason: str = "涉及本局人员") -> Page:
    """Close a case to these officers from its page; to nobody: open it."""
    address = f"/desk/cases/{case.reference}/circle"
    page = await browser.get(address)
    form = {"csrf": page.hidden("csrf"), "version": page.hidden("version"), "reason": reason}
    pairs = [*form.items(), ("who", "some" if officers else "all"), *(("officers", one.id) for one in officers)]
    return await browser.post_pairs(address, pairs)


async def codes_of(desk: Desk, case: Filed) -> list[str]:
    """Return what the journal of a case says happened, in order."""
    async with desk.database.reading() as session:
        query = select(col(JournalRow.code)).where(col(JournalRow.case_id) == case.id)
        return list(await session.scalars(query.order_by(col(JournalRow.seq))))


async def _with_an_appointment(desk: Desk, case: Filed, bureau: str) -> None:
    day = (NOW + timedelta(days=2)).date()
    async with desk.database.writing() as session:
        wrapped = (await session.get_one(CaseKeyRow, case.id)).wrapped
        words = {"unit": "重庆甲茶叶有限公司", "topic": "保密制度", "who": "", "result": ""}
        sealed = desk.vault.unwrap(wrapped, case.id).seal(orjson.dumps(words), "guidance")
        session.add(
            AppointmentRow(
                case_id=case.id,
                bureau=bureau,
                day=day,
                slot=f"{day.isoformat()} 10:00",
                state="agreed",
                is_reminded=False,
            )
        )
        session.add(
            GuidanceRow(
                id=f"{case.id[:-1]}0",
                case_id=case.id,
                bureau=bureau,
                held_on=day,
                service="guidance",
                people=3,
                at_station=True,
                sealed=sealed,
            )
        )
        await session.flush()
        row = await session.get_one(CaseRow, case.id)
        row.closed_at = NOW
        marks = [JournalEntry(case.id, NOW, "filer", "filer_rated", {"mark": "fair"}) for _ in range(5)]
        await journal.append(session, marks, desk.vault.journal_key)
