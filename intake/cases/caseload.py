"""The only maker of case rows: what a filed draft becomes, and what filers may see of their own cases.

Nothing here writes. Opening a case and adding a note return rows for the ledger, so that they stand
together with the reply that tells of them. What officers do with a case is in `casework`.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import select
from sqlmodel import col

from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks, Deadline
from intake.forms.draft import Draft
from intake.forms.forms import identity_fields
from intake.ids import new_id, new_reference, read_reference
from intake.officers import wall
from intake.routing.bureaus import Bureaus
from intake.routing.route import Route, Rules, route
from intake.storage.database import Database
from intake.storage.rows import Entry, Insert
from intake.storage.sealing import CaseKey, Vault
from intake.storage.tables import CaseKeyRow, CaseRow

MUNICIPAL = "municipal"
# The clock that starts with the receipt of a 举报, by any route (APP 第18条).
CHECK_CLOCK = "tip_check"
GLANCES = 5


@dataclass(frozen=True, slots=True)
class Glance:
    """What a filer may see of their own case. `due_on` is a day in Shanghai."""

    reference: str
    kind: str
    state: str
    lead_bureau: str
    received_at: datetime
    due_on: date | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A case as it will stand once these rows are committed."""

    glance: Glance
    route_reason: str
    inserts: tuple[Insert, ...]
    journal: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """A filer's words added to their case, as rows."""

    reference: str
    inserts: tuple[Insert, ...]
    journal: tuple[Entry, ...]


class Caseload:
    """Opens cases, and finds them again for those who filed them."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        bureaus: Bureaus,
        rules: Rules,
        clocks: Clocks,
        chance: random.Random,
        *,
        is_demo: bool,
    ) -> None:
        self._database = database
        self._vault = vault
        self._bureaus = bureaus
        self._rules = rules
        self._clocks = clocks
        self._chance = chance
        self._is_demo = is_demo

    def open_case(self, draft: Draft, channel: str, person: str, now: datetime) -> Opened:
        """Return the rows of a new case: routed, its clock started, its texts sealed.

        The reference is drawn here; should it clash with another one the ledger asks for a new turn.
        """
        received_on = day_in_shanghai(now)
        way = route(draft, self._rules, self._bureaus, received_on)
        lead = way.lead or MUNICIPAL
        clock = self._first_clock(draft, now)
        case_id, reference = new_id(now), new_reference(self._chance)
        key = self._vault.new_case_key()
        case = self._case_values(draft, way, case_id, reference, channel, person, now)
        case["next_due_on"] = clock.due_on if clock else None
        glance = Glance(
            reference=reference,
            kind=draft.kind,
            state=case["state"],
            lead_bureau=self._bureaus.name_of(lead),
            received_at=now,
            due_on=clock.due_on if clock else None,
            provisional=clock.provisional if clock else False,
        )
        inserts = [Insert("case_file", case), Insert("case_key", {"case_id": case_id, "wrapped": key.wrapped})]
        inserts += _sealed_texts(draft, case_id, key)
        inserts += [Insert("case_assist", {"case_id": case_id, "bureau": code}) for code in way.assisting]
        if clock is not None:
            inserts.append(Insert("case_clock", _clock_values(clock, case_id, now)))
        inserts.append(Insert("outbox", _notice(case_id, lead, now)))
        journal = _opening_entries(draft, way, lead, case_id, now)
        return Opened(glance, way.reason, tuple(inserts), journal)

    async def cases_of(self, person: str, reference: str | None) -> tuple[Glance, ...]:
        """Return the person's own cases, newest first, or the one with this reference if it is theirs."""
        query = select(CaseRow).where(wall.filed_by(person)).order_by(col(CaseRow.received_at).desc())
        if reference is not None:
            query = query.where(col(CaseRow.reference) == (read_reference(reference) or ""))
        async with self._database.reading() as session:
            rows = (await session.execute(query.limit(GLANCES))).scalars().all()
        return tuple(self._glance(row) for row in rows)

    async def add_note(self, person: str, reference: str, purpose: str, text: str, now: datetime) -> Noted | None:
        """Return the rows of a filer's note to their own case; None when there is no such case of theirs."""
        query = (
            select(col(CaseRow.id), col(CaseRow.reference), col(CaseKeyRow.wrapped))
            .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
            .where(wall.filed_by(person), col(CaseRow.reference) == (read_reference(reference) or ""))
        )
        async with self._database.reading() as session:
            found = (await session.execute(query)).first()
        if found is None:
            return None
        case_id, reference, wrapped = found
        note = Insert(
            "case_note",
            {
                "id": new_id(now),
                "case_id": case_id,
                "at": now,
                "actor": "filer",
                "purpose": purpose,
                "sealed": self._vault.unwrap(wrapped).seal(orjson.dumps({"text": text}), "case_note"),
            },
        )
        code = "withdrawal_wished" if purpose == "withdrawal_wish" else "filer_added"
        entry = Entry(case_id, now, "filer", code, {"purpose": purpose, "note": note.values["id"]})
        return Noted(reference, (note,), (entry,))

    def _first_clock(self, draft: Draft, now: datetime) -> Deadline | None:
        # A consultation is a service, not an administrative matter: no law sets it a date (CRM 第44条).
        if draft.kind == "consultation":
            return None
        return self._clocks.due(CHECK_CLOCK, now)

    def _case_values(
        self,
        draft: Draft,
        way: Route,
        case_id: str,
        reference: str,
        channel: str,
        person: str,
        now: datetime,
    ) -> dict[str, Any]:
        lead = way.lead or MUNICIPAL
        place = _place_of(draft)
        return {
            "id": case_id,
            "reference": reference,
            "kind": draft.kind,
            # What reaches a district has been passed down by rule; the municipal bureau's own is waiting there.
            "state": "submitted" if lead == MUNICIPAL else "routed",
            "channel": channel,
            "demo": self._is_demo,
            "person": person,
            "anonymous": draft.anonymous,
            "secret_kind": draft.fields.get("secret_kind"),
            "place_district": place.get("district"),
            "place_unit": place.get("unit"),
            "lead_bureau": lead,
            "received_at": now,
            "form_version": draft.form_version,
            "route": {
                "rule": way.rule,
                "reason": way.reason,
                "candidates": [{"bureau": code, "reason": _why_not(way)} for code in way.candidates],
            },
            "outcome": None,
            "closed_at": None,
            "version": 1,
        }

    def _glance(self, row: CaseRow) -> Glance:
        # Only days the calendar of which is published are firm; the clock row says so, the year tells it.
        return Glance(
            reference=row.reference,
            kind=row.kind,
            state=row.state,
            lead_bureau=self._bureaus.name_of(row.lead_bureau),
            received_at=row.received_at,
            due_on=row.next_due_on,
            provisional=row.next_due_on is not None
            and not self._clocks.calendar.is_published(row.next_due_on.year),
        )


def _why_not(way: Route) -> str:
    """Say why a bureau that the places point to does not lead."""
    if way.rule == "technical":
        return "所填地点在该局辖区，技术秘密由市局牵头，只作记录"
    if way.lead == MUNICIPAL:
        return "所填地点可能在该局辖区，尚未确定"
    return "案情涉及该局辖区，按使用地、获取地、经营地的先后未列首位"


def _place_of(draft: Draft) -> Mapping[str, Any]:
    for name in ("use_place", "act_place", "taken_place", "reported_place", "district"):
        place = draft.fields.get(name)
        if isinstance(place, Mapping) and place.get("district"):
            return place
        if isinstance(place, str) and place:
            return {"district": place}
    return {}


def _sealed_texts(draft: Draft, case_id: str, key: CaseKey) -> list[Insert]:
    """Seal what was filed in two parts, so that what names the filer can be kept from most eyes."""
    parts = []
    naming = identity_fields()
    for table, names_filer in (("case_text", False), ("case_identity", True)):
        text = {
            "fields": {k: v for k, v in draft.fields.items() if (k in naming) == names_filer},
            "typed": {k: v for k, v in draft.typed.items() if (k in naming) == names_filer},
        }
        parts.append(Insert(table, {"case_id": case_id, "sealed": key.seal(orjson.dumps(text), table)}))
    return parts


def _clock_values(clock: Deadline, case_id: str, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(now),
        "case_id": case_id,
        "name": CHECK_CLOCK,
        "started_at": now,
        "due_on": clock.due_on,
        "due_at": clock.due_at,
        "state": "running",
        "provisional": clock.provisional,
        "basis": clock.basis,
        "counted": clock.as_json(now),
    }


def _notice(case_id: str, bureau: str, now: datetime) -> dict[str, Any]:
    return {
        "id": new_id(now),
        "case_id": case_id,
        "kind": "case_routed",
        "bureau": bureau,
        "payload": {},
        "state": "waiting",
        "tries": 0,
        "created_at": now,
        "next_try_at": now,
        "last_error": None,
    }


def _opening_entries(draft: Draft, way: Route, lead: str, case_id: str, now: datetime) -> tuple[Entry, ...]:
    opened = Entry(case_id, now, "filer", "case_opened", {"kind": draft.kind, "form": draft.form_version})
    routed = Entry(case_id, now, "service", "routed", {"bureau": lead, "rule": way.rule})
    return opened, routed
