"""Fills a database with as many cases as are wanted, fast: those of a service that has run for years.

A dozen cases are filed as tests file them; their rows are copied under ids, references, bureaus, days and keys of
their own, and sealed anew, so that every list shows them and every search finds them. What grows with the years is
what is done; a fifth is unfinished.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Any, Final

import orjson
from sqlalchemy import insert, select
from sqlmodel import col

from intake.cases.codes import FINAL_STATES, JournalCode
from intake.cases.terms import strings_in, terms_of
from intake.clocks.calendar import day_in_shanghai
from intake.ids import new_id, new_reference
from intake.routing.bureaus import load_bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.search_rows import SEARCH, bureau_token, rows_of_case, token_of
from intake.storage.steps import METADATA
from intake.storage.tables import (
    CaseClockRow,
    CaseIdentityRow,
    CaseKeyRow,
    CaseRow,
    CaseTextRow,
)
from tests.builders import NOW, Filed, some_cases

# A word that stands in so many cases, however many there are, beside those that stand in nearly all.
RARE, RARE_IN = "万盛黑山谷", 5
# The bureau that is looked at has a quarter of the cases.
_ITS_SHARE: Final = 1 / 4
_UNFINISHED: Final = 1 / 5
AT_ONCE: Final = 2_000
# The days over which cases came in.
DAYS: Final = 1_500
_OPEN: Final = ("submitted", "routed", "taken", "docketed", "taken", "docketed", "not_docketed", "answered")
_DONE: Final = ("closed", "closed", "closed", "withdrawn")
_KINDS: Final = ("complaint", "tip", "consultation")

Rows = dict[str, list[dict[str, Any]]]


async def fill(database: Database, vault: Vault, number: int, officers: dict[str, str]) -> None:
    """Add this many cases.

    officers  id of the officer who handles cases, by bureau
    """
    wanted = [{"kind": kind, "state": state} for kind in _KINDS for state in dict.fromkeys(_OPEN + _DONE)]
    filed = await some_cases(database, vault, wanted)
    patterns = await _patterns(database, vault, filed)
    chance = random.Random(number)
    bureaus = [one.code for one in load_bureaus().on(day_in_shanghai(NOW))]
    for begin in range(0, number - len(filed), AT_ONCE):
        rows: Rows = {}
        for place in range(begin, min(begin + AT_ONCE, number - len(filed))):
            for name, row in _copied(patterns, vault, chance, bureaus, officers, place):
                rows.setdefault(name, []).append(row)
        async with database.writing() as session:
            for table in METADATA.sorted_tables:
                if table.name in rows:
                    await session.execute(insert(table), rows[table.name])
    async with database.engine.connect() as connection:
        await connection.exec_driver_sql("ANALYZE")
        await connection.commit()


async def _patterns(database: Database, vault: Vault, filed: Sequence[Filed]) -> dict[tuple[str, str], Any]:
    """Return by kind and state the rows to be copied, what is sealed in them opened."""
    found = {}
    async with database.reading() as session:
        for one in filed:
            row = await session.get_one(CaseRow, one.id)
            key = vault.unwrap((await session.get_one(CaseKeyRow, one.id)).wrapped, one.id)
            text = key.unseal((await session.get_one(CaseTextRow, one.id)).sealed, "case_text")
            identity = key.unseal((await session.get_one(CaseIdentityRow, one.id)).sealed, "case_identity")
            clocks = await session.scalars(select(CaseClockRow).where(col(CaseClockRow.case_id) == one.id))
            said, naming = strings_in(orjson.loads(text)), orjson.loads(identity)
            words = rows_of_case(vault, one.id, "", said, naming)[0].values["words"]
            found[row.kind, row.state] = (
                row.model_dump(), text, identity, [clock.model_dump() for clock in clocks], words,
            )  # fmt: skip
    return found


def _copied(
    patterns: dict[tuple[str, str], Any],
    vault: Vault,
    chance: random.Random,
    bureaus: Sequence[str],
    officers: dict[str, str],
    place: int,
) -> Iterator[tuple[str, dict[str, Any]]]:
    state = chance.choice(_OPEN) if chance.random() < _UNFINISHED else chance.choice(_DONE)
    row, text, identity, clocks, words = patterns[chance.choice(_KINDS), state]
    is_open = state not in FINAL_STATES
    days = chance.random() * (40 if is_open else DAYS)
    received_at = NOW - timedelta(days=days, microseconds=place)
    bureau = next(iter(officers)) if chance.random() < _ITS_SHARE else chance.choice(bureaus)
    case_id = new_id(received_at)
    due_on = (
        day_in_shanghai(NOW) + timedelta(days=chance.randint(-5, 60)) if is_open and row["next_due_on"] else None
    )
    closed_at = None if is_open else received_at + (NOW - received_at) * chance.random()
    unread = received_at if chance.random() < 1 / 500 else None
    yield (
        "case_file",
        row
        | {
            "id": case_id,
            "reference": new_reference(chance),
            "filer": f"filer-{case_id}",
            "lead_bureau": bureau,
            "received_at": received_at,
            "next_due_on": due_on,
            "closed_at": closed_at,
            "active_at": closed_at or received_at,
            "unread_since": unread,
            "reminded_at": received_at if is_open and chance.random() < 1 / 50 else None,
        },
    )
    key = vault.new_case_key(case_id)
    yield "case_key", {"case_id": case_id, "wrapped": key.wrapped}
    yield "case_text", {"case_id": case_id, "sealed": key.seal(text, "case_text")}
    yield "case_identity", {"case_id": case_id, "sealed": key.seal(identity, "case_identity")}
    if place < RARE_IN:
        words += f" {_rare(vault)}"
    yield "case_search", {"case_id": case_id, "bureau": bureau_token(vault, bureau), "words": words}
    for clock in clocks:
        yield (
            "case_clock",
            clock | {"id": new_id(received_at), "case_id": case_id, "due_on": due_on or clock["due_on"]},
        )
    if is_open and bureau in officers and chance.random() < 1 / 2:
        officer = officers[bureau]
        yield "case_handler", {"id": f"{case_id}-{officer}", "case_id": case_id, "officer_id": officer}
    if chance.random() < 1 / 50:
        yield (
            "case_assist",
            {"case_id": case_id, "bureau": chance.choice([one for one in bureaus if one != bureau])},
        )
    codes = ["case_opened", "routed"] + ([] if is_open else ["docketed", "closed", JournalCode.FILER_RATED.value])
    for seq, code in enumerate(codes, start=1):
        payload = {"mark": "good"} if code == JournalCode.FILER_RATED.value else {}
        at = closed_at if seq > 2 and closed_at else received_at
        yield "journal", _entry(case_id, seq, at, code, payload)


@cache
def _rare(vault: Vault) -> str:
    return " ".join(token_of(vault, SEARCH, term) for term in terms_of([RARE]))


def _entry(case_id: str, seq: int, at: Any, code: str, payload: dict[str, Any]) -> dict[str, Any]:
    # Nobody verifies these chains: a list asks only what happened.
    return {
        "case_id": case_id, "seq": seq, "at": at, "actor": "service", "code": code, "payload": payload,
        "effective_at": None, "subject": None, "supersedes": None, "state_digest": None, "wrote": None,
        "previous": "", "hash": f"{case_id}{seq}",
    }  # fmt: skip
