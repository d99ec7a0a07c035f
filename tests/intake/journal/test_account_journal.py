"""What happened to accounts and tokens stands in chains, and what was changed past the program is named."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from intake.journal.accounts import note_older_accounts
from intake.journal.verifying import Verified, verify
from intake.officers.accounts import Accounts
from intake.officers.officer import Officer
from intake.officers.roster import account_events
from intake.officers.sessions import Attempt, SigningIn
from intake.officers.tokens import add_token, revoke_token
from intake.storage.database import Database
from intake.storage.sealing import Vault
from tests.builders import NOW, PASSWORD, an_officer, bureaus

LATER = NOW + timedelta(days=1)


@pytest.fixture
async def officer(database: Database, vault: Vault) -> Officer:
    """An officer with a history, beside a token, in a database that was started."""
    await note_older_accounts(database, vault.journal_key, NOW)
    accounts = Accounts(database, vault, bureaus())
    made = await accounts.add(
        "command", name="王建国", role="officer", bureau="jiangjin", password=PASSWORD, now=NOW
    )
    await SigningIn(database, vault).sign_in(Attempt("王建国", PASSWORD), NOW)
    await accounts.move("command", made.officer.id, role="head", bureau="yubei", now=NOW)
    await add_token(database, vault, actor=made.officer.id, name="台账系统", identities=False, now=NOW)
    await add_token(database, vault, actor=made.officer.id, name="旧系统", identities=False, now=NOW)
    await revoke_token(database, vault, actor=made.officer.id, name="旧系统", now=NOW)
    return made.officer


async def verified(database: Database, vault: Vault, head: str | None = None) -> Verified:
    return await verify(database, vault.journal_key, LATER, head)


async def test_every_act_stands_in_the_journal_with_who_did_it(
    database: Database, vault: Vault, officer: Officer
) -> None:
    events = await account_events(database, most=50)

    told = {(event.about, event.code, event.by) for event in events}
    assert told == {
        ("王建国", "account_added", "command"),
        ("王建国", "signed_in", "王建国"),
        ("王建国", "account_moved", "command"),
        ("台账系统", "token_added", "王建国"),
        ("旧系统", "token_added", "王建国"),
        ("旧系统", "token_revoked", "王建国"),
    }
    found = await verified(database, vault)
    assert (found.is_intact, found.accounts, found.cases) == (True, 3, 0)


BY_HAND = {
    "a role": ("UPDATE officer SET role = 'admin'", "内容与日志不符"),
    "a bureau": ("UPDATE officer SET bureau = 'banan'", "内容与日志不符"),
    "a password": ("UPDATE officer SET password_hash = 'x'", "内容与日志不符"),
    "a closed account opened": ("UPDATE officer SET active = (1 = 0)", "内容与日志不符"),
    "a token that may read more": ("UPDATE api_token SET identities = (1 = 1)", "内容与日志不符"),
    "a token revived": ("UPDATE api_token SET revoked_at = NULL WHERE name = '旧系统'", "内容与日志不符"),
    "a token gone": ("DELETE FROM api_token WHERE name = '旧系统'", "已不在库中"),
    "an entry changed": ("UPDATE account_journal SET actor = 'x' WHERE code = 'account_moved'", "内容被改动"),
    "an entry gone": ("DELETE FROM account_journal WHERE code = 'signed_in'", "缺少第 2 条"),
    "a chain gone": ("DELETE FROM account_journal WHERE chain LIKE 'officer%'", "没有日志"),
}


@pytest.mark.parametrize("kind", BY_HAND)
async def test_what_is_changed_by_hand_is_named(
    database: Database, vault: Vault, officer: Officer, kind: str
) -> None:
    statement, why = BY_HAND[kind]
    async with database.writing() as session:
        await session.execute(text(statement))

    found = await verified(database, vault)

    assert why in {fault.why for fault in found.faults}
    assert all(fault.where.startswith("账号、设置 ") for fault in found.faults)


async def test_an_account_put_in_by_hand_is_named(database: Database, vault: Vault, officer: Officer) -> None:
    stranger = await an_officer(database, role="admin", name="不速之客")

    found = await verified(database, vault)

    assert [(fault.case_id, fault.why) for fault in found.faults] == [(f"officer:{stranger.id}", "没有日志")]


async def test_a_head_line_shows_that_the_end_was_cut_off(
    database: Database, vault: Vault, officer: Officer
) -> None:
    await SigningIn(database, vault).sign_in(Attempt("王建国", PASSWORD), NOW)
    head = (await verified(database, vault)).head
    async with database.writing() as session:
        await session.execute(text("DELETE FROM account_journal WHERE code = 'signed_in' AND seq > 2"))

    assert (await verified(database, vault)).is_intact
    assert (await verified(database, vault, head)).head_fits is False


async def test_accounts_of_before_are_noted_once_however_many_start(database: Database, vault: Vault) -> None:
    for number in range(3):
        await an_officer(database, name=f"老账号{number}")

    await asyncio.gather(*(note_older_accounts(database, vault.journal_key, NOW) for _ in range(4)))

    events = await account_events(database, most=50)
    assert [event.code for event in events] == ["account_noted"] * 3
    assert (await verified(database, vault)).is_intact


async def test_two_who_close_each_other_leave_one(database: Database, vault: Vault) -> None:
    accounts = Accounts(database, vault, bureaus())
    first, second = [await an_officer(database, role="admin", name=name, vault=vault) for name in ("甲", "乙")]

    acts = (accounts.disable(first.id, second.id, NOW), accounts.disable(second.id, first.id, NOW))
    came = await asyncio.gather(*acts, return_exceptions=True)

    assert sorted(str(one) for one in came if one is not None) == [
        "这是唯一在用的系统管理账号。请先新建另一个系统管理账号。"
    ]


async def test_acts_at_one_moment_continue_one_chain(database: Database, vault: Vault, officer: Officer) -> None:
    accounts = Accounts(database, vault, bureaus())

    await asyncio.gather(*(accounts.end_sessions("command", officer.id, NOW) for _ in range(6)))

    found = await verified(database, vault)
    assert found.is_intact and found.entries == 12


async def test_the_number_of_an_entry_is_given_once(database: Database, vault: Vault, officer: Officer) -> None:
    async with database.reading() as session:
        rows = (await session.execute(text("SELECT chain, seq FROM account_journal"))).all()

    assert len(set(rows)) == len(rows) == 6
    assert {seq for account, seq in rows if account.startswith("officer:")} == {1, 2, 3}
