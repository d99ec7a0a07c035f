"""Officers and the clock at one talk at the same time: every line once, the first has it, on both databases."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.cases.case import Incomplete
from intake.filers.talks import Talks
from intake.journal.accounts import account_entries, misfit_accounts
from intake.notices.mail import told
from intake.notices.outbox import Notice
from intake.notices.talk_mail import TALK_WAITS, tell_of_waiting
from intake.notices.talk_rounds import TalkRounds
from intake.officers.addresses import set_address
from intake.officers.talk_desks import TalkDesks
from intake.officers.talks import DeskTalks, NoSuchTalk, TalkRefused
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import MailRow, OutboxRow
from intake.storage.talk_tables import TalkLineRow, TalkRow
from intake.talks.talk import TalkEnd, TalkState
from tests.builders import NOW, an_officer, bureaus, clocks


def said(key: str, **values: object) -> str:
    return f"{key} {values.get('text', '')}"


async def test_every_line_stands_once_whoever_acts_at_the_same_time(database: Database, vault: Vault) -> None:
    one, other = [await an_officer(database, name=name, vault=vault) for name in ("周倩", "吴磊")]
    stranger = await an_officer(database, bureau="banan", name="李云", vault=vault)
    await TalkDesks(database, vault, bureaus()).set("command", "jiangjin", "09:00-24:00", 1, 30, NOW, is_open=True)
    rows = Talks(database, vault, clocks().calendar).opened("p", "web", "jiangjin", (), NOW, resumes=True)
    talk_id = str(rows.inserts[0].values["id"])
    async with database.writing() as session:
        await carried_out_in(session, writing(rows, vault.journal_key))
    desk = DeskTalks(database, vault, bureaus(), said)

    outcomes = await asyncio.gather(
        *(desk.take(officer, talk_id, "", NOW) for officer in (one, other)), return_exceptions=True
    )
    (lost,) = [outcome for outcome in outcomes if outcome is not None]
    assert isinstance(lost, TalkRefused) and "已经接待了这次对话" in str(lost)
    winner = one if outcomes[0] is None else other

    # Fewer than it tries again: a fifth at the same moment would be asked to look again.
    await asyncio.gather(*(desk.write(winner, talk_id, f"第{n}句", NOW) for n in range(3)))
    with pytest.raises(NoSuchTalk):
        await desk.open(stranger, talk_id, NOW)

    late = NOW + timedelta(minutes=31)
    rounds = TalkRounds(database, vault, bureaus(), clocks().calendar, said, lambda: late)
    await asyncio.gather(rounds.round(), rounds.round(), return_exceptions=True)
    with pytest.raises(TalkRefused, match="没有人说话，自动结束"):
        await desk.write(winner, talk_id, "还在吗", late)

    async with database.reading() as session:
        row = await session.get(TalkRow, talk_id)
        lines = sorted(
            await session.scalars(select(col(TalkLineRow.n)).where(col(TalkLineRow.talk_id) == talk_id))
        )
        letters = len((await session.scalars(select(MailRow))).all())
        digests = {entry.case_id: entry.state_digest async for entry in account_entries(session)}
        assert await misfit_accounts(session, digests) == {}
    assert row is not None and (row.state, row.ended_as) == (TalkState.ENDED, TalkEnd.QUIET)
    # Taken, three sentences, ended: each with one letter to the person.
    assert (lines, letters) == ([1, 2, 3, 4, 5], 5)


@pytest.mark.parametrize(
    ("bureau", "hours", "patience", "quiet", "field"),
    [
        ("nowhere", "09:00-12:00", 10, 30, "bureau"),
        ("jiangjin", "上班时间", 10, 30, "hours"),
        ("jiangjin", "09:00-12:00", 0, 30, "patience"),
        ("jiangjin", "09:00-12:00", 10, 241, "quiet"),
    ],
)
async def test_what_no_desk_can_be_is_refused_by_its_field(
    tmp_path_factory: pytest.TempPathFactory,
    vault: Vault,
    bureau: str,
    hours: str,
    patience: int,
    quiet: int,
    field: str,
) -> None:
    database = await Database.open(f"sqlite:///{tmp_path_factory.mktemp('desks')}/shangmi.db")
    desks = TalkDesks(database, vault, bureaus())

    with pytest.raises(Incomplete) as fault:
        await desks.set("command", bureau, hours, patience, quiet, NOW, is_open=True)

    assert fault.value.field == field
    await database.close()


async def test_officers_with_an_address_hear_once_that_somebody_waits_and_nothing_of_them(
    database: Database, vault: Vault
) -> None:
    calendar, desks = clocks().calendar, TalkDesks(database, vault, bureaus())
    for name, bureau, role in (
        ("周倩", "jiangjin", "officer"),
        ("吴磊", "jiangjin", "head"),
        ("李云", "banan", "head"),
    ):
        await an_officer(database, name=name, bureau=bureau, role=role, vault=vault)
        await set_address(database, name, "office@example.gov.cn")
    await an_officer(database, name="没有邮箱", vault=vault)
    hours = "09:00-24:00"
    await desks.set("command", "jiangjin", hours, 1, 30, NOW, is_open=True)

    async def comes(person: str, at: datetime) -> None:
        rows = Talks(database, vault, calendar).opened(person, "web", "jiangjin", (), at, resumes=False)
        async with database.writing() as session:
            await carried_out_in(session, writing(rows, vault.journal_key))

    await comes("p1", NOW)
    unasked = await tell_of_waiting(database, calendar, NOW)
    await desks.set("command", "jiangjin", hours, 1, 30, NOW, is_open=True, mails=True)
    first = await asyncio.gather(*(tell_of_waiting(database, calendar, NOW) for _ in range(2)))
    await comes("p2", NOW + timedelta(minutes=1))
    soon = await tell_of_waiting(database, calendar, NOW + timedelta(minutes=4))
    later = await tell_of_waiting(database, calendar, NOW + timedelta(minutes=5))
    again = await tell_of_waiting(database, calendar, NOW + timedelta(minutes=20))
    closed = await tell_of_waiting(database, calendar, NOW + timedelta(days=3))

    assert (unasked, sorted(first), soon, later, again, closed) == (0, [0, 2], 0, 2, 0, 0)
    async with database.reading() as session:
        query = select(OutboxRow).where(col(OutboxRow.kind) == TALK_WAITS).order_by(col(OutboxRow.created_at))
        notices = list(await session.scalars(query))
        digests = {entry.case_id: entry.state_digest async for entry in account_entries(session)}
        assert await misfit_accounts(session, digests) == {}
    assert [one.told for one in notices] == [[{"waiting": 1}]] * 2 + [[{"waiting": 2}]] * 2
    notice = Notice("n", TALK_WAITS, None, "jiangjin", 1, NOW, "o1", ({"waiting": 2},))
    assert told(notice, "https://desk") == (
        "有 2 位来访人请求人工对话，正在等候。\n\n请登录工作台接待：https://desk/desk/talks\n"
    )
