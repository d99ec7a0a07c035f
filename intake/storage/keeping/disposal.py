"""A disposal as it is written: the entry, what is left of the case, and everything else gone, in one transaction.

By the desk, when a second person has confirmed it; and again for what an older backup brought back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case
from intake.cases.changes import JournalEntry
from intake.cases.codes import SERVICE, JournalCode
from intake.cases.retention import NOBODY, emptied
from intake.cases.running import with_clocks
from intake.clocks.counting import Clocks
from intake.journal.entries import hold
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.keeping import purge_list
from intake.storage.keeping.purge_list import PurgedCase
from intake.storage.purging import counted, names_gone, purge
from intake.storage.retention_table import RetentionRow
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow


@dataclass(frozen=True, slots=True)
class Disposal:
    """What is known of a disposal.

    asker, confirmer  ids of the two officers
    kept_until  YYYY-MM-DD; basis: the decision that says so
    again       it was done before; a backup of before then brought the case back
    """

    asker: str
    confirmer: str
    kept_until: str
    basis: str
    at: datetime
    again: bool = False


async def dispose(session: AsyncSession, vault: Vault, clocks: Clocks, case: Case, done: Disposal) -> None:
    """Dispose of a case that is held; raises Clash and JournalDisagrees as any writing does."""
    found = await found_case(session, vault, col(CaseRow.id) == case.id)
    if found is None:
        return
    payload = {
        "asker": done.asker,
        "confirmer": done.confirmer,
        "kept_until": done.kept_until,
        "basis": done.basis,
        "counted": await counted(session, case.id),
        **({"again": True} if done.again else {}),
    }
    by = SERVICE if done.again else done.confirmer
    entry = JournalEntry(case.id, done.at, by, JournalCode.DISPOSED, payload)
    changes = with_clocks(emptied(case, entry), clocks)
    rows = rows_of(replace(changes, after=replace(changes.after, clocks=())), found[1], vault, done.at)
    first, *later = rows.journal
    gone = await names_gone(session, case.id)
    rows = replace(rows, journal=(replace(first, wrote={**gone, **first.wrote}), *later))
    await carried_out_in(session, writing(rows, vault.journal_key))
    await purge(session, case.id, done.at)


async def note_on_list(database: Database, path: Path, journal_key: bytes) -> int:
    """Put on the list what was disposed of and is not on it yet; return how many."""
    async with database.reading() as session:
        rows = await session.scalars(select(RetentionRow).where(col(RetentionRow.disposed_at).is_not(None)))
        lines = [_line(row) for row in rows]
    return await purge_list.add(path, lines, journal_key)


async def dispose_again(
    database: Database, vault: Vault, clocks: Clocks, lines: tuple[PurgedCase, ...], now: datetime
) -> int:
    """Dispose of what is on the list and stands in the database all the same; return how many."""
    done = 0
    for line in lines:
        async with database.writing() as session:
            await hold(session, line.case_id)
            this = (col(CaseRow.id) == line.case_id, col(CaseRow.filer) != NOBODY)
            if (found := await found_case(session, vault, *this)) is None:
                continue
            again = Disposal(line.asker, line.confirmer, line.kept_until, line.basis, now, again=True)
            await dispose(session, vault, clocks, found[0], again)
            done += 1
    return done


def _line(row: RetentionRow) -> PurgedCase:
    at = row.disposed_at.isoformat() if row.disposed_at else ""
    until = row.kept_until.isoformat() if row.kept_until else ""
    return PurgedCase(row.id, at, row.asker or "", row.confirmer or "", until, row.basis or "")
