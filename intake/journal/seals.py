"""Whether what is sealed opens in its place: a seal that was changed, or stands elsewhere, does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from sqlalchemy import select, tuple_

from intake.journal.pages import Row, WholeCase
from intake.journal.witnessed import ADDED, RowFault, is_disposed_of
from intake.storage.database import Database
from intake.storage.sealing import CannotUnseal, CaseKey, Vault
from intake.storage.steps import METADATA
from intake.storage.witness import place_of

NO_KEY: Final = "案件的密钥不在或者打不开"
SHUT: Final = "打不开：内容被改动，或者是从别处换来的"

# What the case's own key seals.
_OF_CASES: Final = ("case_text", "case_identity", "case_note", "guidance", "paper", "reply_link")
# Table, column, purpose, and the column it is bound to.
_OF_THE_SERVICE: Final = (
    ("estimate", "sealed", "estimate", "id"),
    ("guidance_event", "sealed", "guidance_event", "id"),
    ("contact_person", "sealed", "contact_person", "id"),
    ("guide_assignment", "sealed", "guide_assignment", "id"),
    ("pilot_paper", "sealed", "pilot_paper", "id"),
    ("export_part", "sealed", "export_part", "id"),
    ("reach", "sealed", "reach", "id"),
    ("sign_up", "sealed", "sign_up", "id"),
    ("bulletin_reach", "sealed", "bulletin_reach", "id"),
    ("asked_question", "sealed", "asked", "id"),
    ("conversation", "state", "state", "person"),
    ("talk_line", "sealed", "talk_line", "id"),
    ("turn", "reply", "reply", "message_key"),
)
_AT_ONCE: Final = 500
# Every table of which something is opened here.
OPENED: Final = frozenset({*_OF_CASES, "case_key", "evidence_file", "mail", *(row[0] for row in _OF_THE_SERVICE)})


def shut_of_case(case: WholeCase, vault: Vault) -> Iterator[RowFault]:
    """Give what of a case does not open."""
    if is_disposed_of(case.entries):
        for row in case.beside["case_key"]:
            yield RowFault(case.id, 0, place_of("case_key", row), ADDED)
        return
    key = _key_of(case, vault)
    if key is None:
        yield RowFault(case.id, 0, "case_key:", NO_KEY)
        return
    for table in _OF_CASES:
        for row in case.beside[table]:
            yield from _shut(case.id, table, row, partial(key.unseal, row["sealed"], table))
    for row in case.beside["evidence_file"]:
        opening = partial(key.unseal, row["sealed"], f"evidence_file/{row['id']}")
        yield from _shut(case.id, "evidence_file", row, opening)
    for row in case.beside["mail"]:
        yield from _shut(case.id, "mail", row, partial(vault.unseal, row["sealed"], "mail", row["filer"]))


async def shut_of_service(database: Database, vault: Vault) -> list[RowFault]:
    """Return what belongs to no case and does not open."""
    found: list[RowFault] = []
    for name, column, purpose, bound in _OF_THE_SERVICE:
        table = METADATA.tables[name]
        keys = list(table.primary_key.columns)
        query = select(table).order_by(*keys).limit(_AT_ONCE)
        async with database.reading() as session:
            page = [dict(row._mapping) for row in await session.execute(query)]
            while page:
                for row in page:
                    found += _shut("", name, row, partial(vault.unseal, row[column], purpose, row[bound]))
                after = tuple_(*keys) > tuple(page[-1][key.name] for key in keys)
                page = [dict(row._mapping) for row in await session.execute(query.where(after))]
    return found


def _key_of(case: WholeCase, vault: Vault) -> CaseKey | None:
    rows = case.beside["case_key"]
    try:
        return vault.unwrap(rows[0]["wrapped"], case.id) if rows else None
    except CannotUnseal:
        return None


def _shut(case_id: str, table: str, row: Row, opening: Callable[[], object]) -> Iterator[RowFault]:
    try:
        opening()
    except CannotUnseal:
        yield RowFault(case_id, 0, place_of(table, row), SHUT)
