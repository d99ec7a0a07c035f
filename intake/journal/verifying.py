"""`shangmi verify`: whether the journal is what was written, and which entry is not."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.journal.accounts import account_entries, is_account, is_switch, misfit_accounts
from intake.journal.chain import NO_ENTRY, Head, hash_of
from intake.journal.deputies import misfit_stand_ins
from intake.journal.entries import Heads, instant_of
from intake.journal.pages import of_no_case, whole_cases
from intake.journal.seals import shut_of_case, shut_of_service
from intake.journal.states import misfits
from intake.journal.witnessed import RowFault, is_disposed_of, is_named_whole, row_faults, without_letters_of_parts
from intake.storage.database import Database
from intake.storage.queried import AnyRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow
from intake.storage.witness import WITNESSED, case_column, place_of

OF_NO_CASE = "所属的案件已不在库中"
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class JournalFault:
    """Where journal or case are not what was written. `seq` is the first entry of the case that does not fit.

    case_id  the case, or the account as `journal.accounts` calls it; "" for what belongs to neither
    row      the row beside it that does not fit, as table and key; "" for entries, cases and accounts themselves
    """

    case_id: str
    seq: int
    why: str
    row: str = ""

    @property
    def where(self) -> str:
        """What is broken, in words."""
        whose = self._whose if self.case_id else ""
        if not self.row:
            return whose
        table, _, key = self.row.partition(":")
        label = f"{WITNESSED[table].label} " if table in WITNESSED else ""
        return f"{whose} {label}{table} {key}".strip()

    @property
    def _whose(self) -> str:
        if is_switch(self.case_id):
            return "自动答复的开关"
        return f"{'账号、设置' if is_account(self.case_id) else '案件'} {self.case_id}"


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification found.

    accounts    accounts and tokens that have a journal; their entries count too
    states      cases whose state was compared with their journal: those of before have no digest to compare with
    rows        rows beside the cases that were compared with their journal
    disposed    cases that were disposed of: their journals are whole, and nothing else of them is there
    unnamed     cases of before, whose journal does not name all of their rows
    since       when the oldest entry was written; None without entries
    faults      at most one a chain: what follows a broken entry proves nothing; and the rows that do not fit
    head        the head line up to `until`, to be kept elsewhere
    head_fits   whether the head line handed in is the same; None when none was handed in
    """

    cases: int
    accounts: int
    entries: int
    states: int
    rows: int
    disposed: int
    unnamed: int
    since: datetime | None
    faults: tuple[JournalFault, ...]
    head: str
    head_fits: bool | None

    @property
    def is_intact(self) -> bool:
        """Whether there is something, and nothing was found in it: an emptied database proves nothing."""
        return self.entries > 0 and not self.faults and self.head_fits is not False


async def verify(
    database: Database,
    journal_key: bytes,
    until: datetime,
    known_head: str | None = None,
    vault: Vault | None = None,
) -> Verified:
    """Check every chain, and all that stands beside the cases, page by page, while the service runs.

    until       the head line returned covers entries up to then; take some minutes ago, so that turns being
                committed just now do not matter
    known_head  a head line from earlier, kept elsewhere: shows whether ends were cut off since
    vault       with it, whether everything sealed opens in its place

    Raises ValueError for a head line that is none.
    """
    now = Heads(until)
    known = Heads(instant_of(known_head)) if known_head is not None else None
    walk = _ChainWalk(journal_key, [heads for heads in (now, known) if heads])
    async with database.reading() as session:
        async for row in _entries(session):
            walk.step(row)
        async for row in account_entries(session):
            walk.step(row)
        walk.end_of_case()
        accounts = {account: digest for account, digest in walk.digests.items() if is_account(account)}
        changed = await misfit_accounts(session, accounts)
        deputies = await misfit_stand_ins(session)
        walk.faults += [JournalFault(case_id, 1, "没有日志") for case_id in await _cases_without_journal(session)]
    known_broken = {fault.case_id for fault in walk.faults}
    states = {case_id: digest for case_id, digest in walk.digests.items() if case_id not in accounts}
    changed |= await misfits(database, states)
    for case_id, why in sorted(changed.items()):
        if case_id not in known_broken:
            walk.faults.append(JournalFault(case_id, walk.lengths.get(case_id, 1), why))
    walk.faults += [JournalFault(chain, 0, why, row) for chain, row, why in deputies]
    beside = await _compared(database, vault, known_broken, changed.keys())
    walk.faults += beside.faults
    fits = None if known is None else hmac.compare_digest(known.line(journal_key), str(known_head).strip())
    return Verified(
        cases=walk.chains - len(accounts),
        accounts=len(accounts),
        entries=walk.entries,
        states=len(states),
        rows=beside.rows,
        disposed=beside.disposed,
        unnamed=beside.unnamed,
        since=walk.since,
        faults=tuple(walk.faults),
        head=now.line(journal_key),
        head_fits=fits,
    )


@dataclass(slots=True)
class _Beside:
    """What was found beside the cases."""

    rows: int = 0
    disposed: int = 0
    unnamed: int = 0
    faults: list[JournalFault] = field(default_factory=list)


async def _compared(
    database: Database, vault: Vault | None, broken: Collection[str], changed: Collection[str]
) -> _Beside:
    """Compare the rows beside the cases; of a case whose journal is broken nothing more can be said.

    changed  cases that are named already: what a vanished one left behind is not told of again
    """
    beside, found, filings = _Beside(), list[RowFault](), dict[str, str]()
    async for case in whole_cases(database):
        beside.disposed += is_disposed_of(case.entries)
        beside.unnamed += not is_named_whole(case.entries)
        if case.id in broken:
            continue
        beside.rows += sum(map(len, case.beside.values()))
        for row in case.beside["case_part"]:
            filings[case.id] = str(row["filing_id"])
        shut = shut_of_case(case, vault) if vault else ()
        found += {fault.row: fault for fault in (*shut, *row_faults(case))}.values()
    beside.faults += [
        JournalFault(one.case_id, one.seq, one.why, one.row) for one in without_letters_of_parts(found, filings)
    ]
    for table, row in await of_no_case(database):
        whose = str(row[case_column(table)])
        if whose not in {*broken, *changed}:
            beside.faults.append(JournalFault(whose, 0, OF_NO_CASE, place_of(table, row)))
    if vault is not None:
        beside.faults += [JournalFault("", 0, one.why, one.row) for one in await shut_of_service(database, vault)]
    return beside


class _ChainWalk:
    """Goes through the entries of all cases, then of all accounts, in the order of case and number."""

    def __init__(self, journal_key: bytes, heads: list[Heads]) -> None:
        self.chains = self.entries = 0
        self.since: datetime | None = None
        self.faults: list[JournalFault] = []
        # By case: the digest of the state its journal leads to, and the number of its last entry.
        self.digests: dict[str, str] = {}
        self.lengths: dict[str, int] = {}
        self._key = journal_key
        self._heads = heads
        self._case_id = ""
        self._last = NO_ENTRY
        self._last_until: list[Head] = []
        self._is_broken = False

    def step(self, row: AnyRow) -> None:
        """Look at the next entry."""
        if row.case_id != self._case_id:
            self.end_of_case()
            self._begin(row.case_id)
        self.entries += 1
        self.since = min(self.since or row.at, row.at)
        if not self._is_broken and (why := self._what_is_wrong(row)):
            self._is_broken = True
            self.faults.append(JournalFault(row.case_id, row.seq, why))
        self._last = Head(row.seq, row.hash, row.state_digest)
        for place, heads in enumerate(self._heads):
            if row.at <= heads.until:
                self._last_until[place] = self._last

    def end_of_case(self) -> None:
        """Count the chain just walked."""
        if self._last.state_digest is not None:
            self.digests[self._case_id] = self._last.state_digest
            self.lengths[self._case_id] = self._last.seq
        for heads, last in zip(self._heads, self._last_until, strict=False):
            if last != NO_ENTRY:
                heads.add(self._case_id, last)

    def _begin(self, case_id: str) -> None:
        self.chains += 1
        self._case_id, self._last, self._is_broken = case_id, NO_ENTRY, False
        self._last_until = [NO_ENTRY] * len(self._heads)

    def _what_is_wrong(self, row: AnyRow) -> str:
        last = self._last
        if row.seq != last.seq + 1:
            return f"缺少第 {last.seq + 1} 条"
        if row.previous != last.hash:
            return "与上一条不相接"
        return "" if hmac.compare_digest(hash_of(row._mapping, self._key), row.hash) else "内容被改动"


async def _entries(session: AsyncSession) -> AsyncIterator[AnyRow]:
    columns = JournalRow.__table__.columns  # type: ignore[attr-defined]  # SQLModel sets it on table models
    place = tuple_(columns.case_id, columns.seq)
    query = select(*columns).order_by(columns.case_id, columns.seq).limit(_PAGE)
    page = (await session.execute(query)).all()
    while page:
        for row in page:
            yield row
        last = (page[-1].case_id, page[-1].seq)
        page = (await session.execute(query.where(place > last))).all()


async def _cases_without_journal(session: AsyncSession) -> list[str]:
    has_journal = select(col(JournalRow.seq)).where(col(JournalRow.case_id) == col(CaseRow.id)).exists()
    return list(await session.scalars(select(col(CaseRow.id)).where(~has_journal).order_by(col(CaseRow.id))))
