"""The journal shows what was changed in it, and where."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, text

from intake.journal import entries as journal
from intake.journal.verifying import Verified, verify
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.steps import METADATA
from tests.intake.storage.rows import NOW, a_case, an_entry

LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
async def three_cases(database: Database, vault: Vault) -> None:
    async with database.writing() as session:
        for case_id in ("c1", "c2", "c3"):
            await session.execute(insert(METADATA.tables["case_file"]).values(**a_case(case_id).values))
        entries = [an_entry(case_id) for case_id in ("c1", "c2", "c3")]
        await journal.append(session, [*entries, an_entry("c2", "routed", bureau="jiangjin")], vault.journal_key)
    async with database.writing() as session:
        await journal.append(session, [an_entry("c2", "signed_for", 数=[1.5, None])], vault.journal_key)


async def changed(database: Database, statement: str, **values: Any) -> None:
    async with database.writing() as session:
        await session.execute(text(statement), values)


def journal_faults(verified: Verified) -> list[tuple[str, int, str]]:
    return [(fault.case_id, fault.seq, fault.why) for fault in verified.faults]


async def test_an_untouched_journal_is_intact_since_its_first_entry(database: Database, vault: Vault) -> None:
    verified = await verify(database, vault.journal_key, LATER)

    assert verified.is_intact
    assert (verified.cases, verified.entries, verified.since) == (3, 5, NOW)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("UPDATE journal SET actor = 'o1' WHERE case_id = 'c2' AND seq = 2", ("c2", 2, "内容被改动")),
        ("UPDATE journal SET payload = '{}' WHERE case_id = 'c2' AND seq = 2", ("c2", 2, "内容被改动")),
        ("DELETE FROM journal WHERE case_id = 'c2' AND seq = 2", ("c2", 3, "缺少第 2 条")),
        ("UPDATE journal SET previous = '' WHERE case_id = 'c2' AND seq = 2", ("c2", 2, "与上一条不相接")),
        ("DELETE FROM journal WHERE case_id = 'c2'", ("c2", 1, "没有日志")),
    ],
)
async def test_a_change_is_found_in_its_case_and_in_no_other(
    database: Database, vault: Vault, statement: str, fault: tuple[str, int, str]
) -> None:
    await changed(database, statement)

    assert journal_faults(await verify(database, vault.journal_key, LATER)) == [fault]


async def test_without_the_key_no_entry_can_be_made(database: Database, vault: Vault) -> None:
    async with database.writing() as session:
        await journal.append(session, [an_entry("c1", "closed")], b"another key")

    assert journal_faults(await verify(database, vault.journal_key, LATER)) == [("c1", 2, "内容被改动")]


async def test_a_chain_cut_off_at_its_end_is_seen_against_an_earlier_head(
    database: Database, vault: Vault
) -> None:
    head = (await verify(database, vault.journal_key, LATER)).head
    await changed(database, "DELETE FROM journal WHERE case_id = 'c2' AND seq = 3")

    assert (await verify(database, vault.journal_key, LATER)).is_intact
    against = await verify(database, vault.journal_key, LATER, head)
    assert against.head_fits is False
    assert not against.is_intact


async def test_what_is_written_later_does_not_disturb_an_earlier_head(database: Database, vault: Vault) -> None:
    head = (await verify(database, vault.journal_key, NOW)).head
    later = an_entry("c1", "closed")
    async with database.writing() as session:
        entry = type(later)(later.case_id, LATER, later.actor, later.code)
        await journal.append(session, [entry], vault.journal_key)

    against = await verify(database, vault.journal_key, LATER, head)

    assert against.head_fits is True
    assert against.head != head


async def test_what_is_not_in_the_list_of_codes_is_not_written(database: Database, vault: Vault) -> None:
    with pytest.raises(ValueError, match="exploded"):
        async with database.writing() as session:
            await journal.append(session, [an_entry("c1", "exploded")], vault.journal_key)
