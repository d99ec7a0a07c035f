"""Heads of pilot districts are reminded of a report before its day and when it was missed, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlmodel import col

from intake.notices.mail import told
from intake.notices.outbox import Notice
from intake.notices.pilot_reports import PILOT_REPORTS, PilotReminders
from intake.officers.addresses import set_address
from intake.officers.officer import Officer
from intake.officers.pilots import Naming, PilotPaperKind, Pilots
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import OutboxRow
from tests.builders import an_officer, clocks

NAMING = Naming("plan-2022", 3, ("06-15", "12-15"), date(2022, 9, 5), date(2025, 12, 31))
# Working days of 2026, 10:00 in Shanghai.
TOO_EARLY = datetime(2026, 11, 24, 2, tzinfo=UTC)
NEAR = datetime(2026, 11, 25, 2, tzinfo=UTC)
MISSED = datetime(2026, 12, 16, 2, tzinfo=UTC)


@dataclass
class Morning:
    """The job, and what it has put into the outbox."""

    database: Database
    names: dict[str, str]
    now: datetime = TOO_EARLY

    async def at(self, now: datetime) -> list[tuple[str, str, str]]:
        before = len(await self._rows())
        self.now = now
        await PilotReminders(self.database, clocks().calendar, lambda: self.now).round()
        rows = (await self._rows())[before:]
        return sorted(
            (self.names[row.officer_id or ""], str(one["due_on"]), str(one["rung"]))
            for row in rows
            for one in row.told or ()
        )

    async def _rows(self) -> Sequence[OutboxRow]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(OutboxRow).order_by(col(OutboxRow.id))))


async def test_a_report_is_told_of_before_and_when_missed_and_never_once_it_is_made(
    database: Database, vault: Vault
) -> None:
    posts = (
        *(("统筹", "coordinator", None), ("江", "head", "jiangjin")),
        *(("巴", "head", "banan"), ("员", "officer", "jiangjin")),
    )
    made: dict[str, Officer] = {}
    for name, role, bureau in posts:
        made[name] = await an_officer(database, role=role, bureau=bureau, name=name, vault=vault)
        await set_address(database, name, f"{made[name].id}@example.org")
    pilots, morning = Pilots(database, vault), Morning(database, {one.id: name for name, one in made.items()})
    for bureau, named_on in (("jiangjin", "2024-09-20"), ("banan", "2024-09-20"), ("yuzhong", "2022-10-01")):
        said = {"bureau": bureau, "named_on": named_on, "paper": "公告"}
        place = pilots.page(TOO_EARLY)
        await pilots.name(made["统筹"], place, NAMING, {bureau}, said, TOO_EARLY)

    # Both missed the report of June; of the years before nobody is told, and nothing of a term that is over.
    june = [(name, "2026-06-15", "missed") for name in ("巴", "江", "统筹", "统筹")]
    assert await morning.at(TOO_EARLY) == sorted(june)
    content = {"done": "x", "ahead": "y"}
    page = pilots.page(TOO_EARLY)
    await pilots.keep(
        made["巴"], page, "banan", "plan-2022", PilotPaperKind.REPORT, content, TOO_EARLY, date(2026, 12, 15)
    )
    assert await morning.at(NEAR) == [("江", "2026-12-15", "near")]
    assert await morning.at(NEAR) == await morning.at(datetime(2026, 11, 26, 2, tzinfo=UTC)) == []
    assert await morning.at(MISSED) == [("江", "2026-12-15", "missed"), ("统筹", "2026-12-15", "missed")]


def test_a_reminder_says_that_its_day_is_of_the_service() -> None:
    said = {"bureau": "jiangjin", "due_on": "2026-12-15", "rung": "near"}
    notice = Notice("1", PILOT_REPORTS, None, None, 1, NEAR, "x", (said,))

    text = told(notice, "https://x")

    assert "2026年12月15日前的试点工作推进情况，日子快到了：https://x/desk/pilots/jiangjin" in text
    assert "不是法定期限" in text
