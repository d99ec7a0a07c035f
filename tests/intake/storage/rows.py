"""Rows for the ledger's tests. Builders fill in what does not matter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from intake.cases.changes import JournalEntry
from intake.ids import new_id, new_reference
from intake.storage.rows import CaseChange, Insert, PostedLetter, Rows, TurnGate, TurnRows

NOW = datetime(2026, 11, 24, 8, 30, 15, 123456, tzinfo=UTC)


def a_turn(
    person: str = "p1",
    turn_no: int = 1,
    key: str = "",
    *,
    state: bytes | None = b"state",
    reply: bytes = b"reply",
    at: datetime = NOW,
    inserts: tuple[Insert, ...] = (),
    journal: tuple[JournalEntry, ...] = (),
    changes: tuple[CaseChange, ...] = (),
    letters: tuple[PostedLetter, ...] = (),
    delivered: tuple[str, ...] = (),
) -> TurnRows:
    """Return the rows of a turn; its message's key follows from person and number."""
    gate = TurnGate("wechat", key or f"{person}-{turn_no}", person, turn_no, reply, at, at + timedelta(hours=1))
    rows = Rows(inserts=inserts, changes=changes, letters=letters, journal=journal)
    return TurnRows(gate, state, rows=rows, delivered=delivered)


def a_case(case_id: str = "", reference: str = "", filer: str = "p1", **values: Any) -> Insert:
    """Return the row of a new case."""
    return Insert(
        "case_file",
        {
            "id": case_id or new_id(NOW),
            "reference": reference or new_reference(Random()),
            "kind": "tip",
            "state": "submitted",
            "channel": "wechat",
            "demo": True,
            "filer": filer,
            "anonymous": True,
            "secret_kind": None,
            "place_district": None,
            "place_unit": None,
            "lead_bureau": "municipal",
            "received_at": NOW,
            "next_due_on": NOW.date(),
            "form_version": "tip-1",
            "route": {"rule": "r1", "reason": "由市局受理", "candidates": []},
            "outcome": None,
            "closed_at": None,
            "version": 1,
        }
        | values,
    )


def an_entry(case_id: str, code: str = "case_opened", **payload: Any) -> JournalEntry:
    """Return a journal entry."""
    return JournalEntry(case_id, NOW, "filer", code, payload)


def a_filing(person: str, case_id: str, turn_no: int = 1, reference: str = "") -> TurnRows:
    """Return the rows of a turn that opens a case, with its text and its journal."""
    text = Insert("case_text", {"case_id": case_id, "sealed": b"sealed"})
    case = a_case(case_id, reference, person)
    return a_turn(person, turn_no, inserts=(text, case), journal=(an_entry(case_id), an_entry(case_id, "routed")))
