"""What a disposal does with each table there is: a table or a column that is new wants its place first."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from intake.journal.coverage import COVERAGE, Proof
from intake.journal.seals import OPENED
from intake.storage.contact_tables import GuideAssignmentRow
from intake.storage.hook_tables import HookCallRow, HookRow
from intake.storage.purging import BY_WAY_OF, NAMED_IN, NAMES_NO_CASE, STAYS, tables_of_cases
from intake.storage.sealing import Vault
from intake.storage.steps import METADATA
from tests.builders import Filed
from tests.intake.officers.test_disposing import LATER, Office, office

__all__ = ["office"]
# What columns of tables that name no case may point to; nothing of these is a case, or leads to one.
POINTS_ELSEWHERE = {
    *(
        "asked_id",
        "bulletin_id",
        "contact_id",
        "entry_id",
        "export_id",
        "for_id",
        "hook_id",
        "login_id",
        "officer_id",
        "pilot_id",
    ),
    "talk_id",
}
# The chain of an account says by number what its officer did, and stays whole.
MAY_NAME = STAYS | {"account_journal"}


def test_of_every_table_it_was_decided_what_a_disposal_does_with_it() -> None:
    decided = {*NAMED_IN, *BY_WAY_OF, *STAYS, *NAMES_NO_CASE, *(table.name for table in tables_of_cases())}

    assert {table.name for table in METADATA.sorted_tables} == decided


def test_no_column_of_the_tables_that_name_no_case_leads_to_one() -> None:
    leads = {
        f"{name}.{column.name}"
        for name in NAMES_NO_CASE
        for column in METADATA.tables[name].columns
        if column.name in ("reference", "case") or column.name.endswith("_id")
        if column.name not in POINTS_ELSEWHERE
    }

    assert leads == set()


def test_whatever_is_proven_by_its_seal_is_opened() -> None:
    assert {name for name, cover in COVERAGE.items() if cover.proof is Proof.SEAL} <= OPENED


async def test_afterwards_nothing_names_the_case_but_its_journal_and_its_record(
    office: Office, vault: Vault
) -> None:
    case, other = await office.closed(), await office.closed()
    await _calls_and_guides(office, vault, case, other)
    before = await _naming(office, case)
    await office.disposing.ask(office.wang, case.reference, LATER)
    await office.disposing.confirm(office.principal, case.reference, LATER)

    assert {"webhook_call", "guide_assignment", "mail", "case_text"} <= before
    assert await _naming(office, case) <= MAY_NAME
    assert await _naming(office, other) >= {"webhook_call", "guide_assignment"}
    async with office.database.reading() as session:
        guides = {row.id: row.case_id for row in await session.scalars(select(GuideAssignmentRow))}
    # A company keeps the guide that it has; in which case it asked for one is told no more.
    assert guides == {"stands": "", "of another": other.id}
    assert await office.is_intact()


async def _naming(office: Office, case: Filed) -> set[str]:
    """Return the tables in which id or reference of a case stands anywhere that is not sealed."""
    naming = set()
    async with office.database.reading() as session:
        for table in METADATA.sorted_tables:
            rows: Any = await session.execute(select(table))
            told = "\n".join(str(value) for row in rows for value in row)
            naming |= {table.name} if case.id in told or case.reference in told else set()
    return naming


async def _calls_and_guides(office: Office, vault: Vault, case: Filed, other: Filed) -> None:
    def guide(name: str, of: Filed, standing: str | None) -> GuideAssignmentRow:
        sealed = vault.seal("重庆轴间轴承公司".encode(), "guide_assignment", name)
        return GuideAssignmentRow(
            id=name, bureau="jiangjin", contact_id="c", sealed=sealed, standing=standing,
            case_id=of.id, by=office.wang.id, at=LATER,
        )  # fmt: skip

    def call(name: str, of: Filed) -> HookCallRow:
        return HookCallRow(
            id=name, hook_id="hook", event="case.state_changed", reference=of.reference, state="closed", at=LATER,
            since=LATER, next_try_at=LATER,
        )  # fmt: skip

    secret = vault.seal(b"whsec_x", "webhook", "hook")
    hook = HookRow(
        id="hook", bureau="jiangjin", address="https://x.example/", events="", secret=secret, created_at=LATER
    )
    async with office.database.writing() as session:
        session.add(hook)
        await session.flush()
        session.add_all(
            [
                guide("stands", case, "jiangjin 1"), guide("ended", case, None),
                guide("of another", other, "jiangjin 2"),
                call("call", case), call("another", other),
            ]
        )  # fmt: skip
