"""What officers may do with a case, and what each move leaves behind. On both databases."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TypeVar

import orjson
import pytest
from sqlalchemy import select, update
from sqlmodel import col

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import Rulebook
from intake.journal.verifying import verify
from intake.officers.casework import Casework, ChangedMeanwhile, NoSuchCase, Seen
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseClockRow, CaseKeyRow, CaseNoteRow, CaseRow, JournalRow, MailRow, OutboxRow
from intake.stored import object_in
from tests.builders import NOW, a_case, an_officer, bureaus, clocks
from tests.deciding import ended_as

Row = TypeVar("Row")


@pytest.fixture
def casework(database: Database, vault: Vault) -> Casework:
    return Casework(database, vault, Rulebook(bureaus(), clocks()))


async def test_signing_for_a_case_takes_it_and_stands_in_the_journal(
    casework: Casework, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database), await a_case(database, vault)

    await casework.move("sign_for", officer, Seen(case.reference, 1), NOW)

    row = await _case(database, case.id)
    assert (row.state, row.version) == ("taken", 2)
    last = (await _journal(database, case.id))[-1]
    assert (last.code, last.actor, last.payload) == ("signed_for", officer.id, {"bureau": "jiangjin"})


async def test_the_second_of_two_officers_changes_nothing(
    casework: Casework, database: Database, vault: Vault
) -> None:
    first, second = await an_officer(database, name="甲"), await an_officer(database, name="乙")
    case = await a_case(database, vault)
    await casework.move("sign_for", first, Seen(case.reference, 1), NOW)

    with pytest.raises(ChangedMeanwhile):
        await casework.move("note", second, Seen(case.reference, 1), NOW, {"text": "我也看到了"})

    assert (await _case(database, case.id)).version == 2
    assert [entry.actor for entry in await _journal(database, case.id)][-1] == first.id


async def test_of_two_officers_at_the_same_moment_one_wins(
    casework: Casework, database: Database, vault: Vault
) -> None:
    first, second = await an_officer(database, name="甲"), await an_officer(database, name="乙")
    case = await a_case(database, vault)

    outcomes = await asyncio.gather(
        *(casework.move("sign_for", officer, Seen(case.reference, 1), NOW) for officer in (first, second)),
        return_exceptions=True,
    )

    assert [type(outcome) for outcome in outcomes if outcome] == [ChangedMeanwhile]
    assert [entry.code for entry in await _journal(database, case.id)].count("signed_for") == 1


async def test_a_case_changed_past_the_program_is_not_moved_on(
    casework: Casework, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database), await a_case(database, vault)
    await casework.move("sign_for", officer, Seen(case.reference, 1), NOW)
    async with database.writing() as session:
        await session.execute(update(CaseRow).values(place_district="巴南区"))
    before = await _journal(database, case.id)

    with pytest.raises(NotAllowed, match="shangmi verify"):
        await casework.move("check", officer, Seen(case.reference, 2), NOW)

    assert (await _case(database, case.id)).state == "taken"
    assert len(await _journal(database, case.id)) == len(before)


async def test_looking_at_a_case_leads_to_the_state_it_is_in(
    casework: Casework, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database), await a_case(database, vault)
    await casework.move("sign_for", officer, Seen(case.reference, 1), NOW)

    await casework.identity(officer, case.reference, "verify", NOW)

    *_, opened, signed, viewed = await _journal(database, case.id)
    assert opened.state_digest is None
    assert signed.state_digest == viewed.state_digest != ""
    assert (await verify(database, vault.journal_key, NOW)).is_intact


async def test_a_case_of_another_bureau_does_not_exist(
    casework: Casework, database: Database, vault: Vault
) -> None:
    stranger = await an_officer(database, bureau="banan")
    case = await a_case(database, vault)

    with pytest.raises(NoSuchCase):
        await casework.move("sign_for", stranger, Seen(case.reference, 1), NOW)
    with pytest.raises(NoSuchCase):
        await casework.identity(stranger, case.reference, "verify", NOW)


async def test_an_assisting_bureau_only_takes_notes(casework: Casework, database: Database, vault: Vault) -> None:
    assistant = await an_officer(database, bureau="banan")
    case = await a_case(database, vault, assisting=["banan"])

    await casework.move("note", assistant, Seen(case.reference, 1), NOW, {"text": "已收到协查函"})
    with pytest.raises(NotAllowed, match="协助"):
        await casework.move("sign_for", assistant, Seen(case.reference, 2), NOW)
    with pytest.raises(NotAllowed, match="身份信息"):
        await casework.identity(assistant, case.reference, "verify", NOW)


async def test_only_those_in_charge_docket(casework: Casework, database: Database, vault: Vault) -> None:
    officer = await an_officer(database)
    case = await a_case(database, vault, state="checking")

    with pytest.raises(NotAllowed, match="岗位"):
        await casework.move("docket", officer, Seen(case.reference, 1), NOW, {"tell": ""})


async def test_docketing_ends_the_check_and_starts_the_ninety_days(
    casework: Casework, database: Database, vault: Vault
) -> None:
    head, case = await an_officer(database, role="head"), await a_case(database, vault, state="checking")

    await casework.move("docket", head, Seen(case.reference, 1), NOW, {"tell": ""})

    states = {clock.name: clock.state for clock in await _clocks(database, case.id)}
    assert states == {"tip_check": "met", "decision": "running"}
    # 90 days after 25 November 2026 is 23 February 2027.
    assert (await _case(database, case.id)).next_due_on == date(2027, 2, 23)
    # The journal holds what happened; that a clock was met and another began follows from it.
    assert [entry.code for entry in await _journal(database, case.id)][-1] == "docketed"


async def test_not_docketing_needs_a_reason_and_leaves_no_clock(
    casework: Casework, database: Database, vault: Vault
) -> None:
    head, case = await an_officer(database, role="head"), await a_case(database, vault, state="checking")

    with pytest.raises(Incomplete, match="理由") as fault:
        await casework.move(
            "not_docket", head, Seen(case.reference, 1), NOW, {"reason": "  ", "tell": "", "confirmed": "yes"}
        )
    await casework.move(
        "not_docket",
        head,
        Seen(case.reference, 1),
        NOW,
        {"reason": "没有初步证据", "tell": "", "confirmed": "yes"},
    )

    row = await _case(database, case.id)
    assert fault.value.field == "reason"
    assert (row.state, row.next_due_on) == ("not_docketed", None)


async def test_what_an_officer_writes_waits_sealed_for_the_filer(
    casework: Casework, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database), await a_case(database, vault)

    await casework.move("write", officer, Seen(case.reference, 1), NOW, {"text": "请补充保密协议。"})

    mail = await _only(database, MailRow)
    (reply,) = orjson.loads(vault.unseal(mail.sealed, "mail", case.filer))["replies"]
    assert (mail.filer, mail.case_id, mail.delivered_at) == (case.filer, case.id, None)
    assert reply["kind"] == "text"
    assert case.reference in reply["text"]
    assert reply["text"].endswith("请补充保密协议。")
    async with database.reading() as session:
        notices = list(await session.scalars(select(OutboxRow).order_by(col(OutboxRow.kind))))
    assert [one.kind for one in notices] == ["case_written", "letter_mail", "letter_wechat"]
    assert {one.state for one in notices} == {"waiting"}
    assert [one.told for one in notices] == [None, [{"letter": mail.id}], [{"letter": mail.id}]]


async def test_numbers_of_mail_rise_even_within_one_instant(
    casework: Casework, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database), await a_case(database, vault)

    await casework.move("write", officer, Seen(case.reference, 1), NOW, {"text": "一"})
    await casework.move("write", officer, Seen(case.reference, 2), NOW, {"text": "二"})

    async with database.reading() as session:
        numbers = list((await session.execute(select(col(MailRow.n)).order_by(col(MailRow.n)))).scalars())
    assert numbers == [int(NOW.timestamp() * 1_000_000), int(NOW.timestamp() * 1_000_000) + 1]


async def test_the_journal_holds_no_words(casework: Casework, database: Database, vault: Vault) -> None:
    officer, case = await an_officer(database), await a_case(database, vault)

    await casework.move("note", officer, Seen(case.reference, 1), NOW, {"text": "电话里说周三来"})

    entry = (await _journal(database, case.id))[-1]
    note = await _only(database, CaseNoteRow)
    async with database.reading() as session:
        key_row = await session.get(CaseKeyRow, case.id)
    assert key_row is not None
    assert set(entry.payload) == {"note", "sha256"}
    assert entry.payload["note"] == note.id
    sealed = vault.unwrap(key_row.wrapped, case.id).unseal(note.sealed, "case_note")
    assert orjson.loads(sealed) == {"text": "电话里说周三来"}


PASSED = {"bureau": "banan", "report_by": "2026-12-10", "reason": "行为地在巴南区"}


async def test_a_coordinator_passes_a_case_down_with_a_reason(
    casework: Casework, database: Database, vault: Vault
) -> None:
    coordinator = await an_officer(database, role="coordinator")
    case = await a_case(database, vault, state="submitted", bureau="municipal")

    await casework.move(
        "pass_down",
        coordinator,
        Seen(case.reference, 1),
        NOW,
        PASSED,
    )

    row = await _case(database, case.id)
    assert (row.lead_bureau, row.state, row.route["rule"]) == ("banan", "routed", "passed_down")
    assert object_in(row.route, "earlier")["rule"] == "business_act"
    entry = (await _journal(database, case.id))[-1]
    assert (entry.payload["from"], entry.payload["to"]) == ("municipal", "banan")
    assert (await _only(database, OutboxRow)).bureau == "banan"


@pytest.mark.parametrize("receiver", ["municipal", "nowhere", ""])
async def test_a_case_is_passed_down_to_a_bureau_below_only(
    casework: Casework, database: Database, vault: Vault, receiver: str
) -> None:
    coordinator = await an_officer(database, role="coordinator")
    case = await a_case(database, vault, state="submitted", bureau="municipal")

    with pytest.raises(Incomplete, match="承办局"):
        await casework.move(
            "pass_down",
            coordinator,
            Seen(case.reference, 1),
            NOW,
            {**PASSED, "bureau": receiver},
        )


async def test_technical_secrets_stay_with_the_municipal_bureau(
    casework: Casework, database: Database, vault: Vault
) -> None:
    coordinator = await an_officer(database, role="coordinator")
    case = await a_case(
        database, vault, state="submitted", bureau="municipal", fields={"secret_kind": "technical"}
    )

    with pytest.raises(NotAllowed, match="TSR 第3条"):
        await casework.move(
            "pass_down",
            coordinator,
            Seen(case.reference, 1),
            NOW,
            PASSED,
        )


async def test_a_case_closes_with_an_outcome_that_fits_its_state(
    casework: Casework, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database), await a_case(database, vault, state="docketed")
    people = {"officer": officer, "head": await an_officer(database, role="head")}
    *decided, (_, close, typed) = ended_as("dismissed", tell="已作出处理决定。")

    with pytest.raises(NotAllowed, match="第60、77条"):
        await casework.move(close, officer, Seen(case.reference, 1), NOW, typed)
    for version, (who, move, entered) in enumerate(decided, start=1):
        await casework.move(move, people[who], Seen(case.reference, version), NOW, entered)
    seen = Seen(case.reference, len(decided) + 1)
    with pytest.raises(Incomplete, match="办理结果"):
        await casework.move(close, officer, seen, NOW, {**typed, "outcome": "not_docketed"})
    await casework.move(close, officer, seen, NOW, typed)

    row = await _case(database, case.id)
    assert (row.state, row.outcome, row.closed_at, row.next_due_on) == ("closed", "dismissed", NOW, None)
    assert [clock.state for clock in await _clocks(database, case.id)] == ["met", "met"]
    assert (await _only(database, MailRow)).filer == case.filer


async def test_a_consultation_is_answered_and_closed(casework: Casework, database: Database, vault: Vault) -> None:
    officer = await an_officer(database)
    case = await a_case(database, vault, kind="consultation", state="taken")

    await casework.move("answer", officer, Seen(case.reference, 1), NOW, {"text": "先列出要保护的信息。"})
    await casework.move(
        "close_consultation",
        officer,
        Seen(case.reference, 2),
        NOW + timedelta(minutes=1),
        {"outcome": "answered", "confirmed": "yes"},
    )

    assert (await _case(database, case.id)).state == "closed"
    codes = [entry.code for entry in await _journal(database, case.id)]
    assert codes[2:] == ["answered", "written_to_filer", "closed"]


async def test_looking_at_an_identity_needs_a_reason_and_is_recorded_before_it_is_shown(
    casework: Casework, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database), await a_case(database, vault)

    with pytest.raises(Incomplete):
        await casework.identity(officer, case.reference, "curiosity", NOW)
    identity = await casework.identity(officer, case.reference, "result", NOW)

    assert identity.fields["contact_name"] == "周敏"
    entry = (await _journal(database, case.id))[-1]
    assert (entry.code, entry.actor, entry.payload) == ("identity_viewed", officer.id, {"reason": "result"})


async def test_an_auditor_never_sees_an_identity(casework: Casework, database: Database, vault: Vault) -> None:
    auditor, case = await an_officer(database, role="auditor"), await a_case(database, vault)

    with pytest.raises(NotAllowed):
        await casework.identity(auditor, case.reference, "verify", NOW)


async def test_a_text_that_is_too_long_is_refused_with_both_numbers(
    casework: Casework, database: Database, vault: Vault
) -> None:
    officer, case = await an_officer(database), await a_case(database, vault)

    with pytest.raises(Incomplete, match="2,000 字，您写了 2,001 字"):
        await casework.move("note", officer, Seen(case.reference, 1), NOW, {"text": "字" * 2_001})


async def _case(database: Database, case_id: str) -> CaseRow:
    async with database.reading() as session:
        row = await session.get(CaseRow, case_id)
    assert row is not None
    return row


async def _journal(database: Database, case_id: str) -> list[JournalRow]:
    query = select(JournalRow).where(col(JournalRow.case_id) == case_id).order_by(col(JournalRow.seq))
    async with database.reading() as session:
        return list((await session.execute(query)).scalars())


async def _clocks(database: Database, case_id: str) -> list[CaseClockRow]:
    query = select(CaseClockRow).where(col(CaseClockRow.case_id) == case_id).order_by(col(CaseClockRow.id))
    async with database.reading() as session:
        return list((await session.execute(query)).scalars())


async def _only(database: Database, table: type[Row]) -> Row:
    async with database.reading() as session:
        return (await session.execute(select(table))).scalar_one()
