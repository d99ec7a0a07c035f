"""What failed or waits too long is told each morning, each once, and stands on the page as long as it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.cases.changes import Rulebook
from intake.notices.fault import FAULTS, FaultKind
from intake.notices.fault_digest import FAULTS_DIGEST, FaultDigests
from intake.notices.faults import faults_for
from intake.notices.mail import told
from intake.notices.outbox import Notice
from intake.officers.addresses import set_address
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import OutboxRow
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks

# A Friday, 10:00 in Shanghai; what was sent on Wednesday was to be signed for by then.
FRIDAY = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
SATURDAY, MONDAY = FRIDAY + timedelta(days=1), FRIDAY + timedelta(days=3)
TUESDAY = MONDAY + timedelta(days=1)


@dataclass
class House:
    """A bureau, the coordinator, and the job that tells them."""

    database: Database
    vault: Vault
    officer: Officer
    head: Officer
    coordinator: Officer
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.digests = FaultDigests(self.database, clocks().calendar, lambda: self.now)

    async def at(self, now: datetime) -> list[tuple[str, str, str]]:
        """Let the job run; return what it added: post, kind of fault, case."""
        before = len(await self._notices())
        self.now = now
        await self.digests.round()
        posts = {one.id: one.role.value for one in (self.officer, self.head, self.coordinator)}
        return sorted(
            (posts[str(row.officer_id)], str(one["fault"]), str(one["reference"]))
            for row in (await self._notices())[before:]
            for one in row.told or ()
        )

    async def sent_down(self) -> Filed:
        """A case that was passed down on Wednesday and that nobody signs for."""
        case = await a_case(self.database, self.vault, state="submitted", bureau="municipal")
        casework = Casework(self.database, self.vault, Rulebook(bureaus(), clocks()))
        typed = {"bureau": "jiangjin", "report_by": "2026-12-10", "reason": "理由"}
        await casework.move("pass_down", self.coordinator, Seen(case.reference, 1), NOW, typed)
        return case

    async def signed(self, case: Filed, now: datetime) -> None:
        casework = Casework(self.database, self.vault, Rulebook(bureaus(), clocks()))
        await casework.move("sign_for", self.officer, Seen(case.reference, 2), now)

    async def _notices(self) -> Sequence[OutboxRow]:
        async with self.database.reading() as session:
            query = select(OutboxRow).where(col(OutboxRow.kind) == FAULTS_DIGEST).order_by(col(OutboxRow.id))
            return list(await session.scalars(query))


@pytest.fixture
async def house(database: Database, vault: Vault) -> House:
    officer = await an_officer(database)
    head = await an_officer(database, role="head")
    await an_officer(database, role="principal")
    await an_officer(database, role="principal", bureau="municipal")
    coordinator = await an_officer(database, role="coordinator")
    for one in (officer, head, coordinator):
        await set_address(database, one.name, f"{one.role}@example.gov.cn")
    return House(database, vault, officer, head, coordinator)


async def test_what_nobody_signs_for_is_told_once_on_a_working_morning(house: House) -> None:
    case = await house.sent_down()

    assert await house.at(FRIDAY) == []
    assert await house.at(SATURDAY) == []
    assert await house.at(MONDAY.replace(hour=0)) == [], "before nine"
    told_of = await house.at(MONDAY)
    assert told_of == [("coordinator", "late", case.reference), ("head", "late", case.reference)]
    assert await house.at(MONDAY + timedelta(hours=2)) == []
    assert await house.at(TUESDAY) == []


async def test_a_fault_that_is_gone_is_forgotten(house: House) -> None:
    case = await house.sent_down()
    assert await house.at(MONDAY)

    await house.signed(case, MONDAY)
    async with house.database.reading() as session:
        assert await faults_for(session, house.head, MONDAY) == []
    assert await house.at(TUESDAY) == []
    reported = await house.at(datetime(2026, 12, 11, 2, 0, tzinfo=UTC))
    assert ("head", "late", case.reference) in reported, "the report is late now: another fault"


async def test_a_bureau_hears_of_its_own_alone(house: House) -> None:
    await a_case(house.database, house.vault, state="submitted", bureau="municipal")
    await house.sent_down()
    other = await an_officer(house.database, role="head", bureau="banan")
    await an_officer(house.database, role="principal", bureau="banan")

    async with house.database.reading() as session:
        assert await faults_for(session, other, MONDAY) == []


async def test_a_bureau_without_a_principal_stands_there(house: House) -> None:
    await an_officer(house.database, bureau="wanzhou")

    async with house.database.reading() as session:
        (fault,) = await faults_for(session, house.coordinator, NOW)
    assert (fault.kind, fault.bureau) == (FaultKind.NO_PRINCIPAL, "wanzhou")


def test_the_mail_says_numbers_and_days_and_nothing_else() -> None:
    lines: list[dict[str, Any]] = [
        {"fault": kind.value, "reference": "K7M2-9QXT-4", "since": "2026-11-27"} for kind in FaultKind
    ]
    notice = Notice("1", FAULTS_DIGEST, None, None, 1, NOW, "o1", tuple(lines))

    text = told(notice, "https://desk.example.org")

    assert f"有 {len(FaultKind)} 项滞留或者故障" in text and "/desk/between" in text
    assert all(label in text for label in FAULTS.values())
