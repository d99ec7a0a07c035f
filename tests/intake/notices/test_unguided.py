"""Heads hear by mail, twice a year, how many companies had no guidance and no training yet; no names leave."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from intake.ids import new_id
from intake.notices.mail import told
from intake.notices.outbox import Notice
from intake.notices.unguided import UNGUIDED, UnguidedReminders
from intake.officers.addresses import set_address
from intake.officers.contacts import Contacts
from intake.officers.guidance import GuidanceBook
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import OutboxRow
from tests.builders import an_officer, clocks

# A Tuesday, ten in the morning in Shanghai.
SEPTEMBER = datetime(2026, 9, 1, 2, tzinfo=UTC)
GUIDE = {"kind": "guide", "name": "李老师", "reach": "对话里说转人工", "valid_from": "2026-01-01"}


async def test_heads_hear_twice_a_year_of_those_that_had_none(database: Database, vault: Vault) -> None:
    now = [SEPTEMBER - timedelta(days=1)]
    head = await an_officer(database, role="head", bureau="jiangjin", vault=vault)
    other = await an_officer(database, role="head", bureau="banan", vault=vault)
    for one in (head, other):
        await set_address(database, one.name, f"{one.bureau}@example.gov.cn")
    contacts, guide = Contacts(database, vault), new_id(now[0])
    await contacts.enter(head, guide, GUIDE, now[0])
    for company in ("重庆甲公司", "重庆乙公司"):
        await contacts.assign(head, new_id(now[0]), {"company": company, "guide": guide}, now[0])
    held = {"on": "2026-08-30", "service": "training", "people": "3", "units": "重庆甲公司", "topic": "制度"}
    await GuidanceBook(database, vault).enter(head, new_id(now[0]), held, now[0])
    reminders = UnguidedReminders(database, vault, clocks().calendar, lambda: now[0])

    assert await reminders.round() == 0
    now[0] = SEPTEMBER - timedelta(hours=2)
    assert await reminders.round() == 0
    now[0] = SEPTEMBER
    assert await reminders.round() == 1
    for days in (0, 1, 40):
        now[0] = SEPTEMBER + timedelta(days=days)
        assert await reminders.round() == 0

    async with database.reading() as session:
        row = (await session.scalars(select(OutboxRow).where(col(OutboxRow.kind) == UNGUIDED))).one()
    assert row.officer_id == head.id
    notice = Notice(row.id, row.kind, None, None, 0, row.created_at, row.officer_id, tuple(row.told or ()))
    text = told(notice, "https://s.example.org")
    assert "2026年还没有指导、也没有培训过的企业、园区有 1 家" in text and "/desk/ledger" in text
    assert "重庆乙公司" not in text

    # Once more when the year is nearly over: the sixteenth of November is a Monday.
    now[0] = datetime(2026, 11, 16, 2, tzinfo=UTC)
    assert await reminders.round() == 1
    await GuidanceBook(database, vault).enter(
        head, new_id(now[0]), {**held, "on": "2026-11-15", "units": "重庆乙公司"}, now[0]
    )
    now[0] = datetime(2027, 9, 1, 2, tzinfo=UTC)
    assert await reminders.round() == 1
