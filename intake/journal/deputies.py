"""Whether those who stand in for others stand as the journals of the officers say: entered, and ended, by whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.journal.account_codes import AccountCode
from intake.storage.account_tables import AccountJournalRow
from intake.storage.bureau_tables import StandInRow

# What an entry says of a row: whose journal it stands in comes first.
Said = tuple[object, ...]
# Whose journal, the row as table and key ("" for one that went), and why it does not fit.
Misfit = tuple[str, str, str]


async def misfit_stand_ins(session: AsyncSession) -> tuple[Misfit, ...]:
    """Return what in the table and in the journals does not fit the other."""
    of_both = col(AccountJournalRow.code).in_((AccountCode.STAND_IN_ENTERED, AccountCode.STAND_IN_ENDED))
    entries = (await session.scalars(select(AccountJournalRow).where(of_both))).all()
    rows = (await session.scalars(select(StandInRow))).all()
    return (*_entered(rows, entries), *_ended(rows, entries))


def _entered(rows: Sequence[StandInRow], entries: Sequence[AccountJournalRow]) -> Iterator[Misfit]:
    said = Counter(_said(one) for one in entries if one.code == AccountCode.STAND_IN_ENTERED)
    stands = [(row.id, _stands(row)) for row in rows]
    return _compared(stands, said, "日志里没有这样登记过", "登记过的代理已不在库中，或者被改过")


def _ended(rows: Sequence[StandInRow], entries: Sequence[AccountJournalRow]) -> Iterator[Misfit]:
    said = Counter[Said](
        (one.chain, one.actor, one.at) for one in entries if one.code == AccountCode.STAND_IN_ENDED
    )
    stands: list[tuple[str, Said]] = [
        (row.id, (f"officer:{row.officer_id}", row.ended_by, row.ended_at))
        for row in rows
        if row.ended_at is not None or row.ended_by is not None
    ]
    return _compared(stands, said, "日志里没有这样结束过", "结束过的代理在库里没有结束")


def _compared(rows: Sequence[tuple[str, Said]], said: Counter[Said], unsaid: str, gone: str) -> Iterator[Misfit]:
    """Compare one with one: two who were entered alike are two."""
    for row_id, stands in rows:
        if said[stands] > 0:
            said[stands] -= 1
        else:
            yield str(stands[0]), f"stand_in:{row_id}", unsaid
    for left in said.elements():
        yield str(left[0]), "", gone


def _said(entry: AccountJournalRow) -> Said:
    said = entry.payload
    return (
        entry.chain,
        entry.actor,
        entry.at,
        said.get("kind"),
        said.get("for"),
        said.get("from"),
        said.get("until"),
    )


def _stands(row: StandInRow) -> Said:
    chain, days = f"officer:{row.officer_id}", (row.from_on.isoformat(), row.until_on.isoformat())
    return chain, row.by, row.entered_at, row.kind, row.for_id, *days
