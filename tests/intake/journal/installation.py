"""A small database with rows in every table that `shangmi verify` proves, written by the real writer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, LargeBinary, Table, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from intake.cases.case import Case, CaseClock
from intake.cases.changes import Changes, Filed, JournalEntry
from intake.cases.codes import CaseKind, CaseState
from intake.clocks.clock import ClockState
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import AccountRow, note_older_accounts, record
from intake.journal.coverage import COVERAGE, Proof
from intake.storage.bulletin_tables import BulletinRow
from intake.storage.bureau_tables import StandInRow
from intake.storage.changes import rows_of, writing
from intake.storage.columns import UtcDateTime
from intake.storage.database import Database
from intake.storage.hook_tables import HookRow
from intake.storage.rows import Insert, PostedLetter, Rows, together
from intake.storage.rules_table import RoutingVersionRow
from intake.storage.sealing import CaseKey, Vault
from intake.storage.secrecy_tables import BureauCareRow
from intake.storage.steps import METADATA, carried_out_in
from intake.storage.switch_table import SwitchRow
from intake.storage.tables import ApiTokenRow, OfficerRow
from intake.storage.talk_tables import TalkDeskRow, TalkRow
from intake.storage.witness import WITNESSED, case_column, named

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)
CASES = ("c1", "c2", "c3", "c4", "c5", "c6")
SEALED = {"case_note": "case_note", "guidance": "guidance", "reply_link": "reply_link"}
# What the real writer makes of a case; all the other rows beside it are added here.
_BY_THE_CASE = {"case_text", "case_identity", "case_assist", "case_circle", "case_clock", "mail"}

Content = Mapping[str, Sequence[Mapping[str, Any]]]


async def fill(database: Database, vault: Vault) -> None:
    """Write it all."""
    await note_older_accounts(database, vault.journal_key, NOW)
    async with database.writing() as session:
        for row in _accounts():
            session.add(row)
            await session.flush()
            for code in (AccountCode.ADDED, AccountCode.SIGNED_IN, AccountCode.SIGNED_OUT):
                await record(session, vault.journal_key, row, "command", code, NOW)
        await _let_stand_in(session, vault)
    # All cases first: some rows refer to another one.
    for number, case_id in enumerate(CASES):
        await _file(database, vault, case_id, number)
    for number, case_id in enumerate(CASES):
        await _add(database, vault, case_id, number)


async def content_of(database: Database) -> Content:
    """Return all rows."""
    async with database.reading() as session:
        return {
            table.name: [dict(row._mapping) for row in await session.execute(select(table))]
            for table in METADATA.sorted_tables
        }


async def put_back(database: Database, content: Content) -> None:
    """Let the database be as it was."""
    async with by_hand(database) as session:
        for table in METADATA.sorted_tables:
            await session.execute(table.delete())
            if content[table.name]:
                await session.execute(insert(table), [dict(row) for row in content[table.name]])


@asynccontextmanager
async def by_hand(database: Database) -> AsyncIterator[AsyncSession]:
    """Give a session as somebody has who sits at the database: nothing hinders them, no reference either."""
    engine = create_async_engine(database.url)
    try:
        async with AsyncSession(engine) as session:
            if not database.is_sqlite:
                await session.execute(text("SET LOCAL session_replication_role = replica"))
            yield session
            await session.commit()
    finally:
        await engine.dispose()


def proven(proof: Proof) -> tuple[Table, ...]:
    """Return the tables that are proven in this way."""
    return tuple(METADATA.tables[name] for name, cover in COVERAGE.items() if cover.proof is proof)


def some_value(column: Column[Any], number: int) -> Any:
    """Return a value that fits the column, another one for each number."""
    kind = column.type
    if isinstance(kind, UtcDateTime):
        return NOW + timedelta(minutes=number)
    if isinstance(kind, Date):
        return date(2026, 12, 1) + timedelta(days=number)
    if isinstance(kind, Boolean):
        return bool(number % 2)
    if isinstance(kind, LargeBinary):
        return b"\x00%d" % number
    if isinstance(kind, JSON):
        return [[f"piece-{number}", number]]
    return number if kind.python_type in (int, float) else f"{column.name}-{number}"


def _accounts() -> list[AccountRow]:
    officers = [
        OfficerRow(id=f"o{n}", name=f"officer {n}", role="officer", bureau="yubei", password_hash=f"h{n}",
                   active=True, created_at=NOW)
        for n in range(3)
    ]  # fmt: skip
    tokens = [
        ApiTokenRow(token_hash=f"t{n}", name=f"token {n}", identities=False, created_at=NOW) for n in range(2)
    ]
    switches = [SwitchRow(name=f"s{n}", sentence="") for n in range(2)]
    cares = [
        BureauCareRow(bureau=f"b{n}", identity_by_two=False, original_by_two=False, grant_days=7 + n)
        for n in range(2)
    ]
    later = (made(n) for made in (_talk_desk, _talk, _rules, _hook, _bulletin) for n in range(2))
    return [*officers, *tokens, *switches, *cares, *later]


async def _let_stand_in(session: AsyncSession, vault: Vault) -> None:
    """Let two officers stand in for the first one; what the second did is ended."""
    for number in (1, 2):
        officer = await session.get_one(OfficerRow, f"o{number}")
        row = StandInRow(
            id=f"s{number}",
            kind="deputy",
            bureau="yubei",
            officer_id=officer.id,
            for_id="o0",
            from_on=date(2026, 11, 25),
            until_on=date(2026, 12, 25),
            by="o0",
            entered_at=NOW,
        )
        session.add(row)
        said = {"kind": row.kind, "from": "2026-11-25", "until": "2026-12-25", "for": "o0"}
        await record(session, vault.journal_key, officer, "o0", AccountCode.STAND_IN_ENTERED, NOW, **said)
    row.ended_at, row.ended_by = NOW, "o0"
    await record(session, vault.journal_key, officer, "o0", AccountCode.STAND_IN_ENDED, NOW)


def _talk_desk(number: int) -> TalkDeskRow:
    return TalkDeskRow(bureau=f"d{number}", is_open=True, hours="09:00-12:00", patience=10, quiet=30)


def _hook(number: int) -> HookRow:
    return HookRow(
        id=f"w{number}",
        bureau=f"w{number}",
        address=f"https://w{number}.example.org/",
        events=f"case.{number}",
        secret=b"sealed%d" % number,
        created_at=NOW,
    )


def _bulletin(number: int) -> BulletinRow:
    return BulletinRow(
        id=f"b{number}",
        bureau="yubei",
        kind="training",
        state="published",
        title=f"title{number}",
        text="",
        subject="training",
        district="yubei",
        from_on=date(2026, 12, 1),
        until_on=date(2026, 12, 1 + number),
        link=f"https://w{number}.example.org/",
        place="place",
        begins="14:00",
        ends="16:00",
        capacity=number,
        by="o0",
        proposed_at=NOW,
        decided_by="o1",
        published_at=NOW,
    )


def _talk(number: int) -> TalkRow:
    return TalkRow(
        id=f"k{number}",
        person=f"p{number}",
        channel="web",
        bureau="yubei",
        state="held",
        opened_at=NOW,
        last_at=NOW,
        lines=1,
        read_until=0,
        resumes=False,
        is_late=False,
    )


def _rules(number: int) -> RoutingVersionRow:
    return RoutingVersionRow(
        id=f"v{number}",
        number=number + 1,
        state="published",
        content=[{"id": f"r{number}"}],
        note="",
        based_on=0,
        edits=0,
        drafted_by="o0",
        drafted_at=NOW,
        decided_by="o1",
        decided_at=NOW,
    )


async def _file(database: Database, vault: Vault, case_id: str, number: int) -> None:
    clock = CaseClock(
        "sign_for", None, NOW, date(2026, 12, 1), None, ClockState.RUNNING, False, "APP", {"from": 1}
    )
    clocks = (clock, replace(clock, name="check", due_on=date(2026, 12, 9)))
    case = Case(
        id=case_id,
        reference=f"R{number}",
        kind=CaseKind.TIP,
        state=CaseState.SUBMITTED,
        channel="web",
        demo=False,
        filer=f"p{number}",
        anonymous=False,
        secret_kind=None,
        place_district="渝北区",
        place_unit=None,
        lead_bureau="yubei",
        received_at=NOW,
        form_version="tip-1",
        route={"rule": "r"},
        clocks=clocks,
        assisting=("jiangbei", "nanan"),
        circle=("o0", "o1"),
    )
    entries = [
        JournalEntry(case_id, NOW, "filer", "case_opened"),
        JournalEntry(case_id, NOW, "service", "routed", {"bureau": "yubei"}, mail="已收到"),
        JournalEntry(case_id, NOW, "o0", "routed", mail="请补充"),
    ]
    filed = Filed({"fields": {"clue": "x"}, "typed": {}}, {"fields": {"phone": str(number)}, "typed": {}})
    rows = rows_of(Changes(None, case, tuple(entries), filed=filed), vault.new_case_key(case_id), vault, NOW)
    async with database.writing() as session:
        await carried_out_in(session, writing(rows, vault.journal_key))


async def _add(database: Database, vault: Vault, case_id: str, number: int) -> None:
    keys = METADATA.tables["case_key"]
    async with database.writing() as session:
        wrapped = await session.scalar(select(keys.c.wrapped).where(keys.c.case_id == case_id))
        key = vault.unwrap(wrapped or b"", case_id)
        files = [_file_row(case_id, key, n) for n in (2 * number, 2 * number + 1)]
        received = tuple(_received(row) for row in files)
        inserts = [
            _row_beside(table, case_id, key, 2 * number + n) for table in WITNESSED for n in _how_many(table)
        ]
        letters = [
            PostedLetter(f"m{2 * number + n}", f"p{number}", case_id, vault.seal(b"x", "mail", f"p{number}"), NOW)
            for n in range(2)
        ]
        entry = JournalEntry(case_id, NOW, "service", "viewed")
        rows = named(Rows(inserts=tuple(inserts), letters=tuple(letters), journal=(entry,)))
        whole = together(
            [Rows(inserts=tuple(Insert("evidence_file", row) for row in files), journal=received), rows]
        )
        await carried_out_in(session, writing(whole, vault.journal_key))


def _how_many(table: str) -> range:
    if table in _BY_THE_CASE:
        return range(0)
    return range(2) if len(_key(table)) else range(1)


def _key(table: str) -> list[str]:
    keys = METADATA.tables[table].primary_key.columns
    return [column.name for column in keys if column.name != case_column(table)]


def _row_beside(table: str, case_id: str, key: CaseKey, number: int) -> Insert:
    values = {column.name: some_value(column, number) for column in METADATA.tables[table].columns}
    known = {
        "case_id": case_id,
        case_column(table): case_id,
        "filing_id": CASES[(CASES.index(case_id) + 1) % len(CASES)],
        "officer_id": "o2",
        "original": f"f{number}",
        # Another case, and for each of the two another one.
        "other_id": CASES[(CASES.index(case_id) + 1 + number % 2) % len(CASES)],
        "sealed": key.seal(b"x", SEALED.get(table, table)),
    }
    return Insert(table, {name: known.get(name, value) for name, value in values.items()})


def _file_row(case_id: str, key: CaseKey, number: int) -> dict[str, Any]:
    values = {column.name: some_value(column, number) for column in METADATA.tables["evidence_file"].columns}
    known = {"id": f"f{number}", "case_id": case_id, "draft": None, "bytes": number, "in_journal": True}
    return values | known | {"sealed": key.seal(b"x", f"evidence_file/f{number}")}


def _received(row: Mapping[str, Any]) -> JournalEntry:
    said = {name: row[name] for name in ("number", "sha256", "bytes", "media")}
    return JournalEntry(row["case_id"], NOW, row["by"], "evidence_received", {"file": row["id"], **said})
