"""Whatever waits on a person has an end: what lies too long is told in the morning, once, until somebody acts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake.cases.changes import Rulebook
from intake.cases.codes import CaseKind, CaseState
from intake.notices.fault import FaultKind
from intake.notices.fault_digest import FaultDigests
from intake.notices.faults import faults_for
from intake.officers.addresses import set_address
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.officers.rule_versions import RuleVersions
from intake.routing.rules import load_rules
from intake.storage.database import Database
from intake.storage.retention_table import RetentionRow
from intake.storage.sealing import Vault
from intake.storage.secrecy_tables import ApprovalWaitingRow
from intake.storage.tables import AppointmentRow
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks, words_of_the_filer
from tests.intake.officers.test_transferring import Bureau, bureau

__all__ = ["bureau"]
# The aims are of days; whatever waits is found on the four hundredth too.
LONG = NOW + timedelta(days=400)


async def kinds(database: Database, officer: Officer, days: int) -> dict[str, str]:
    """Return the faults this officer sees so many days later: kind and case; clocks are another matter."""
    async with database.reading() as session:
        found = await faults_for(session, officer, NOW + timedelta(days=days))
    return {one.kind.value: one.reference for one in found if one.kind is not FaultKind.NO_PRINCIPAL}


@pytest.fixture
async def head(database: Database) -> Officer:
    return await an_officer(database, role="head", name="陈负责人")


def _casework(database: Database, vault: Vault) -> Casework:
    return Casework(database, vault, Rulebook(bureaus(), clocks()))


async def test_words_of_a_filer_that_nobody_reads_are_told_of_until_somebody_has(
    database: Database, vault: Vault, head: Officer
) -> None:
    case = await a_case(database, vault, state="closed")
    await words_of_the_filer(database, vault, case, "我又看到一次。", NOW)

    assert await kinds(database, head, 4) == {}
    assert await kinds(database, head, 6) == {FaultKind.UNREAD: case.reference}
    assert await kinds(database, head, 400) == {FaultKind.UNREAD: case.reference}
    await _casework(database, vault).move("note", head, Seen(case.reference, 1), NOW, {"text": "看过了。"})
    assert await kinds(database, head, 6) == {}


async def test_a_result_that_nobody_tells_is_told_of_until_it_is(
    database: Database, vault: Vault, head: Officer
) -> None:
    case = await a_case(database, vault, state="checking")
    unnamed = await a_case(database, vault, state="checking", anonymous=True)
    work = _casework(database, vault)
    for one in (case, unnamed):
        await work.move(
            "not_docket", head, Seen(one.reference, 1), NOW, {"reason": "证据不足", "confirmed": "yes"}
        )

    assert await kinds(database, head, 6) == {}
    assert await kinds(database, head, 8) == {FaultKind.UNTOLD: case.reference}
    await work.move("tell_result", head, Seen(case.reference, 2), NOW, {"text": "没有立案。"})
    assert FaultKind.UNTOLD not in await kinds(database, head, 8)


async def test_a_transfer_that_nobody_goes_on_with_is_told_of_on_either_side(bureau: Bureau) -> None:
    head, one = bureau.people["head"], bureau.case.reference
    await bureau.open()

    assert await kinds(bureau.database, head, 4) == {}
    assert await kinds(bureau.database, head, 6) == {FaultKind.TRANSFER: one}
    assert FaultKind.TRANSFER in await kinds(bureau.database, bureau.people["coordinator"], 400)
    assert FaultKind.TRANSFER not in await kinds(bureau.database, bureau.people["stranger"], 400)
    await bureau.take("transfer_dropped", by="head", text="不再需要。")
    assert FaultKind.TRANSFER not in await kinds(bureau.database, head, 400)


@pytest.mark.parametrize(
    ("kind", "state"),
    [(CaseKind.CONSULTATION, CaseState.TAKEN), (CaseKind.CONSULTATION, CaseState.ANSWERED),
     (CaseKind.COMPLAINT, CaseState.NOT_DOCKETED), (CaseKind.TIP, CaseState.NOT_DOCKETED)],
)  # fmt: skip
async def test_an_open_case_without_a_date_does_not_rest_for_ever(
    database: Database, vault: Vault, head: Officer, kind: CaseKind, state: CaseState
) -> None:
    case = await a_case(database, vault, kind=kind.value, state=state.value)

    assert FaultKind.RESTING not in await kinds(database, head, 27)
    assert (await kinds(database, head, 400))[FaultKind.RESTING] == case.reference


async def test_a_day_that_was_agreed_is_waited_for(database: Database, vault: Vault, head: Officer) -> None:
    case = await a_case(database, vault, kind="consultation", state="taken")
    day = (NOW + timedelta(days=60)).date()
    async with database.writing() as session:
        session.add(
            AppointmentRow(
                case_id=case.id, bureau="jiangjin", day=day, slot=f"{day} 10:00", state="agreed", is_reminded=False
            )
        )

    assert FaultKind.RESTING not in await kinds(database, head, 50)
    assert FaultKind.RESTING in await kinds(database, head, 70)


async def test_whoever_is_asked_to_agree_hears_of_it_and_what_lapsed_is_gone(
    database: Database, vault: Vault, head: Officer
) -> None:
    case, asker = await a_case(database, vault), await an_officer(database)
    await _waits_for_a_second_person(database, case, asker)

    assert await kinds(database, head, 1) == {FaultKind.APPROVAL: case.reference}
    assert FaultKind.APPROVAL not in await kinds(database, head, 4)
    assert FaultKind.APPROVAL not in await kinds(database, asker, 1)


async def _waits_for_a_second_person(database: Database, case: Filed, asker: Officer) -> None:
    async with database.writing() as session:
        session.add(
            ApprovalWaitingRow(
                id="a1", case_id=case.id, bureau="jiangjin", what="identity", asker=asker.id,
                lapses_at=NOW + timedelta(days=3),
            )
        )  # fmt: skip


async def test_a_disposal_that_nobody_confirms_is_told_of(database: Database, vault: Vault, head: Officer) -> None:
    case = await a_case(database, vault, state="closed")
    async with database.writing() as session:
        session.add(RetentionRow(id=case.id, asked_at=NOW, asker=head.id))

    assert await kinds(database, head, 13) == {}
    assert await kinds(database, head, 15) == {FaultKind.DISPOSAL: case.reference}


async def test_a_draft_of_rules_that_nobody_publishes_is_told_to_who_may(database: Database, vault: Vault) -> None:
    coordinator = await an_officer(database, role="coordinator")
    drafter = await an_officer(database, role="admin")
    rules = RuleVersions(database, vault, bureaus(), load_rules())
    await rules.begin(drafter, "江津局搬迁期间。", None, NOW)

    assert FaultKind.DRAFT not in await kinds(database, coordinator, 6)
    assert FaultKind.DRAFT in await kinds(database, coordinator, 8)
    assert FaultKind.DRAFT not in await kinds(database, await an_officer(database, role="head"), 400)


async def test_the_morning_after_four_hundred_days_tells_each_of_it_once(
    database: Database, vault: Vault, head: Officer
) -> None:
    case = await a_case(database, vault, kind="consultation", state="answered")
    await words_of_the_filer(database, vault, case, "还有一个问题。", NOW)
    await set_address(database, head.name, "head@example.gov.cn")
    morning = LONG.replace(hour=2)
    while not clocks().calendar.is_workday(morning.date()):
        morning += timedelta(days=1)
    now = [morning]
    digests = FaultDigests(database, clocks().calendar, lambda: now[0])

    first = await digests.round()
    now[0] += timedelta(days=7)
    again = await digests.round()

    assert (first, again) == (1, 0)
