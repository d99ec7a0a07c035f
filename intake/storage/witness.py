"""The rows that belong to a case, named in its journal by those that wrote them.

An entry says of every row written with it what it was: its table, its key and a digest. The entry stands in the
chain of HMACs, so whoever changes, removes or adds such a row past the program is found by `shangmi verify`,
which compares each row with the last entry that names it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

import orjson
from sqlalchemy import Table, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from intake.cases.changes import JournalEntry
from intake.storage.assist_table import LISTED
from intake.storage.rows import Rows
from intake.storage.steps import METADATA, Values

# A row's name: table and key, such as "case_clock:0193…"; of tables with one row a case, the table and a colon.
Place = str


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A table whose rows are named.

    label  what its rows are, for whoever reads what was found
    free   columns that change without an entry: when something was sent or read, or words about a date
    case   the column that says to which case a row belongs
    kinds  rows of these kinds are written without an entry: they only remind a bureau of what the journal says
    """

    label: str
    free: tuple[str, ...] = ()
    case: str = "case_id"
    kinds: tuple[str, ...] = ()


WITNESSED: Final[Mapping[str, Witnessed]] = {
    "access_code": Witnessed("查询码"),
    "appointment": Witnessed("预约"),
    "approval_waiting": Witnessed("待批事项"),
    "case_assist": Witnessed("协助的局", LISTED),
    "case_circle": Witnessed("知情范围"),
    "case_clock": Witnessed("期限", ("basis", "counted")),
    "case_group": Witnessed("成组", case="id"),
    "case_handler": Witnessed("承办人"),
    "case_identity": Witnessed("来访人身份"),
    "case_link": Witnessed("关联"),
    "case_note": Witnessed("记录"),
    "case_part": Witnessed("所属的来件", case="part_id"),
    "case_text": Witnessed("来访内容"),
    "crossing": Witnessed("往来"),
    "guidance": Witnessed("指导台账"),
    "mail": Witnessed("给来访人的信", ("n", "delivered_at", "delivered_by", "read_at")),
    "masked_copy": Witnessed("遮盖件"),
    "outbox": Witnessed("待发通知", ("state", "tries", "next_try_at", "last_error"), kinds=("transfer_chaser",)),
    "paper": Witnessed("文书"),
    "retention": Witnessed("留存和销毁", case="id"),
    "reply_link": Witnessed("答复链接", ("revoked_at", "answered_at", "silent_at")),
    "transfer": Witnessed("移送"),
}


def named(rows: Rows) -> Rows:
    """Return the rows of one case with the first of its entries naming the others, if there is an entry."""
    wrote = dict(_wrote(rows))
    if not rows.journal or not wrote:
        return rows
    first, *later = rows.journal
    return replace(rows, journal=(replace(first, wrote={**first.wrote, **wrote}), *later))


def naming(entry: JournalEntry, *written: SQLModel) -> JournalEntry:
    """Return an entry that names the rows of its case written beside it."""
    names = {}
    for row in written:
        table = str(row.__tablename__)
        values = row.model_dump()
        names[place_of(table, values)] = digest_of_row(table, values)
    return replace(entry, wrote={**entry.wrote, **names})


async def names_of(session: AsyncSession, case_id: str) -> dict[Place, str | None]:
    """Return the names of all rows of a case as they stand."""
    names: dict[Place, str | None] = {}
    for name in WITNESSED:
        table = _table(name)
        for row in await session.execute(select(table).where(table.c[case_column(name)] == case_id)):
            values = dict(row._mapping)
            names[place_of(name, values)] = digest_of_row(name, values)
    return names


def naming_in(rows: Rows, *written: SQLModel) -> Rows:
    """Return the rows of a case with its first entry naming more rows."""
    first, *later = rows.journal
    return replace(rows, journal=(naming(first, *written), *later))


def place_of(table: str, values: Values) -> Place:
    """Return the name of a row."""
    return f"{table}:{':'.join(str(values[name]) for name in _keys(table))}"


def digest_of_row(table: str, values: Values) -> str:
    """Return the fingerprint of what must not change in a row; a column that is not given is empty."""
    content = [(name, _plain(values.get(name))) for name in _columns(table)]
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()[:32]


def _wrote(rows: Rows) -> Iterator[tuple[Place, str | None]]:
    """Give what becomes of each row; None for one that goes. What is written anew comes after what goes."""
    for delete in rows.deletes:
        if delete.table in WITNESSED:
            yield _place_by(delete.table, delete.id), None
    for insert in rows.inserts:
        if insert.table in WITNESSED:
            yield place_of(insert.table, insert.values), digest_of_row(insert.table, insert.values)
    for update in rows.updates:
        if update.table in WITNESSED:
            yield _place_by(update.table, update.id), digest_of_row(update.table, update.values)
    for letter in rows.letters:
        if letter.case_id is not None:
            values = {"filer": letter.filer, "sealed": letter.sealed, "created_at": letter.at}
            yield f"mail:{letter.id}", digest_of_row("mail", values)


def _place_by(table: str, row_id: str) -> Place:
    """Return the name of a row that is known by its id; of a table with one row a case that is the case."""
    return f"{table}:{row_id if _keys(table) else ''}"


def case_column(table: str) -> str:
    """Return the column that says to which case a row of the table belongs."""
    return WITNESSED[table].case if table in WITNESSED else "case_id"


@cache
def _keys(table: str) -> tuple[str, ...]:
    """Return the columns that tell a case's rows of this table apart."""
    return tuple(column.name for column in _table(table).primary_key.columns if column.name != case_column(table))


@cache
def _columns(table: str) -> tuple[str, ...]:
    """Return the columns that a digest covers. Row and case are named beside it."""
    beside = {case_column(table), *_keys(table), *WITNESSED[table].free}
    return tuple(column.name for column in _table(table).columns if column.name not in beside)


def _table(name: str) -> Table:
    table: Table = METADATA.tables[name]
    return table


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value
