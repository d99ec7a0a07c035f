"""What goes when a case is disposed of: every row that says anything of it, its own key first of all.

What stays: the case's row without its filer, its journal, who assisted and who knew of it, of which filing it was
a part, and the disposal record. The entry of the disposal names every row that went (`storage.witness`), so that
`shangmi verify` finds the chain whole, and finds whoever puts one of these rows back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import ColumnElement, Select, Table, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from intake.storage.evidence_table import FORGOTTEN
from intake.storage.steps import METADATA
from intake.storage.witness import WITNESSED, Place, case_column

# Rows of a case that stay when it is disposed of.
STAYS: Final = frozenset({"case_assist", "case_circle", "case_part", "case_file", "journal", "retention"})
# A row of such a table is about a case by way of another one: its own column, then where that id stands.
BY_WAY_OF: Final[Mapping[str, tuple[str, str]]] = {
    "chaser": ("transfer_id", "transfer"),
    "clock_told": ("clock_id", "case_clock"),
}
# Tables that name a case without a foreign key to it: a call that was carried, a company that asked for a guide.
NAMED_IN: Final[Mapping[str, str]] = {"webhook_call": "reference", "guide_assignment": "case_id"}
_EXPIRES: Final = "speaks for itself alone and is gone within days: what is left of a case's answers goes with it"
_OF_A_BUREAU: Final = "belongs to a bureau or an account, and names no case"
# Why each other table has nothing to take away. A table that is in none of these lists fails a test.
NAMES_NO_CASE: Final[Mapping[str, str]] = {
    "account_journal": "the chain of an account: who did what, by number; the chain stays whole",
    "export": "who asked for a list and why; the list itself is voided here",
    "export_part": "voided here, whichever cases stand in it",
    "conversation": "what it knows of a case expires by itself; a case that is gone is found by nobody",
    "saved_view": "a question to the list, kept by an officer; the list answers without the case",
    **dict.fromkeys(("turn", "api_answer", "draft_code", "ended_visit", "web_session", "reach"), _EXPIRES),
    **dict.fromkeys(("talk", "talk_line", "asked_question", "asked_reaction", "used_proof", "pace"), _EXPIRES),
    **dict.fromkeys(("desk_session", "sign_in_pause", "fault_told", "pilot_told"), _EXPIRES),
    **dict.fromkeys(("subscription", "bulletin_told", "bulletin_reach", "sign_up"), _EXPIRES),
    **dict.fromkeys(
        (
            *("api_token", "body", "bureau_care", "bureau_unit", "calendar_change", "calendar_year"),
            *("canned_reply", "contact_person", "entry_version", "estimate", "gap_decision", "guidance_event"),
            *("mark", "officer", "officer_mail", "paper_number", "paper_template", "pilot", "pilot_paper"),
            *("publication", "recognised_unit", "regression_question", "routing_version", "stand_in", "switch"),
            *("talk_desk", "webhook", "bulletin"),
        ),
        _OF_A_BUREAU,
    ),
}
# What the disposal record counts, each under its name there.
COUNTED: Final[Mapping[str, str]] = {
    "files": "evidence_file",
    "words": "case_note",
    "letters": "mail",
    "papers": "paper",
}
_CASES: Final[Table] = METADATA.tables["case_file"]

Chosen = TypeVar("Chosen")


def tables_of_cases() -> tuple[Table, ...]:
    """Return every table whose rows belong to one case and go with it, those first that others refer to last."""
    found = [table for table in METADATA.sorted_tables if table.name not in STAYS and _column(table) is not None]
    return tuple(reversed(found))


async def counted(session: AsyncSession, case_id: str) -> dict[str, int]:
    """Return how much there is of what a disposal takes away."""
    return {
        name: await session.scalar(_of(METADATA.tables[table], case_id, func.count())) or 0
        for name, table in COUNTED.items()
    }


async def names_gone(session: AsyncSession, case_id: str) -> dict[Place, None]:
    """Return the names of all rows that the journal of the case knows of and that do not stay."""
    journal = METADATA.tables["journal"]
    entries = await session.scalars(
        select(journal.c.wrote).where(journal.c.case_id == case_id).order_by(journal.c.seq)
    )
    known: dict[Place, object] = {}
    for wrote in entries:
        known |= wrote or {}
    return {
        place: None
        for place, digest in known.items()
        if digest is not None and place.partition(":")[0] not in STAYS
    }


async def purge(session: AsyncSession, case_id: str, at: datetime) -> None:
    """Take away everything of a case that does not stay. Its journal must have the entry that says so."""
    await _void_lists(session, at)
    for name, (column, of) in BY_WAY_OF.items():
        table, owner = METADATA.tables[name], METADATA.tables[of]
        theirs = select(owner.c.id).where(owner.c.case_id == case_id)
        await session.execute(delete(table).where(table.c[column].in_(theirs)))
    await _forget_where_named(session, case_id)
    masked = METADATA.tables["masked_copy"]
    copies = list(await session.scalars(select(masked.c.id).where(masked.c.case_id == case_id)))
    for table in tables_of_cases():
        if table.name == "evidence_file":
            await _forget_files(session, table, case_id, copies)
        else:
            await session.execute(delete(table).where(table.c[_column(table) or ""] == case_id))
    values = {"unread_since": None, "said_at": None, "said_by": None, "reminded_at": None, "mark": None}
    await session.execute(update(_CASES).where(_CASES.c.id == case_id).values(values))


async def _void_lists(session: AsyncSession, at: datetime) -> None:
    """Void every list that is ready to be taken away, or half made: which cases stand in it is sealed."""
    lists, parts = METADATA.tables["export"], METADATA.tables["export_part"]
    begun = select(parts.c.export_id)
    await session.execute(update(lists).where(lists.c.id.in_(begun), lists.c.over_at > at).values(over_at=at))
    await session.execute(delete(parts))


async def _forget_files(session: AsyncSession, table: Table, case_id: str, copies: list[str]) -> None:
    """Leave of each file no more than that its pieces are to be swept; a masked copy is swept in the same way."""
    for file_id in await session.scalars(select(table.c.id).where(table.c.case_id == case_id)):
        await session.execute(update(table).where(table.c.id == file_id).values(_nothing(file_id)))
    sample = (await session.execute(select(_CASES.c.received_at).where(_CASES.c.id == case_id))).scalar_one()
    for copy_id in copies:
        row = {"id": copy_id, "begun_at": sample, "touched_at": sample, **_nothing(copy_id)}
        await session.execute(table.insert().values(row))


def _nothing(file_id: str) -> dict[str, object]:
    return {
        "case_id": None,
        "draft": f"{FORGOTTEN}{file_id}",
        "number": 0,
        "by": "",
        "sealed": b"",
        "said_bytes": None,
        "bytes": 0,
        "pieces": [],
        "received_at": None,
        "media": None,
        "sha256": None,
        "in_journal": False,
        "scan": None,
        "scan_tries": 0,
        "scan_next_at": None,
    }


async def _forget_where_named(session: AsyncSession, case_id: str) -> None:
    """Take away calls about it, and who asked for a guide in it; a company that has one keeps it, for no case."""
    calls, guides = (METADATA.tables[name] for name in NAMED_IN)
    reference = select(_CASES.c.reference).where(_CASES.c.id == case_id).scalar_subquery()
    await session.execute(delete(calls).where(calls.c.reference == reference))
    theirs = guides.c.case_id == case_id
    await session.execute(delete(guides).where(theirs, guides.c.standing.is_(None)))
    await session.execute(update(guides).where(theirs).values(case_id=""))


def _of(table: Table, case_id: str, what: ColumnElement[Chosen]) -> Select[Chosen]:
    return select(what).select_from(table).where(table.c[_column(table) or ""] == case_id)


def _column(table: Table) -> str | None:
    """Return the column by which rows of a table belong to a case; None where they do not."""
    if table.name in WITNESSED:
        return case_column(table.name)
    return next(_columns_to_cases(table), None)


def _columns_to_cases(table: Table) -> Iterator[str]:
    for column in table.columns:
        if any(key.column.table.name == "case_file" for key in column.foreign_keys):
            yield column.name
