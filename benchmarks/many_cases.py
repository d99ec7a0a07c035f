"""Fills a database with as many cases as are wanted, fast: those of a service that has run for years.

A dozen cases are filed as tests file them; their rows are copied under ids, references, bureaus, days and keys of
their own, and sealed anew, so that every list shows them and every search finds them. What grows with the years is
what is done; a fifth is unfinished. Beside them stands what else the desk asks for: clocks that stand still, what
crosses between bureaus, appointments, requests for a second person, talks, files that came.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from typing import Any, Final

import orjson
from sqlalchemy import select
from sqlmodel import col

from benchmarks.pouring import Binding, Named, pour
from intake.cases.codes import FINAL_STATES, REPORTS, JournalCode
from intake.cases.terms import strings_in, terms_of
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.clock import ClockState
from intake.ids import new_id, new_reference
from intake.routing.bureaus import load_bureaus
from intake.storage.assist_table import LISTED
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.search_rows import SEARCH, bureau_token, rows_of_case, token_of
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
# The days over which cases came in, those that are unfinished in the last of them.
DAYS: Final = 1_500
_DAYS_OPEN: Final = 40
_OPEN: Final = ("submitted", "routed", "taken", "docketed", "taken", "docketed", "not_docketed", "answered")
_DONE: Final = ("closed", "closed", "closed", "withdrawn")
_KINDS: Final = ("complaint", "tip", "consultation")
# How many cases one officer handles.
_AT_A_TIME: Final = 200
_COMES: Final = ("case_opened", "routed")
_ENDS: Final = ("docketed", "closed", JournalCode.FILER_RATED.value)
_TODAY: Final = day_in_shanghai(NOW)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A case to be copied: its rows as they are written, what is sealed in them opened."""

    row: dict[str, Any]
    text: bytes
    identity: bytes
    clocks: tuple[CaseClockRow, ...]
    words: str


Patterns = dict[tuple[str, str], _Pattern]


async def fill(database: Database, vault: Vault, number: int, officers: dict[str, str]) -> None:
    """Add this many cases.

    officers  id of the officer who handles cases, by bureau
    """
    wanted = [{"kind": kind, "state": state} for kind in _KINDS for state in dict.fromkeys(_OPEN + _DONE)]
    filed = await some_cases(database, vault, wanted)
    binding = Binding(database)
    copies = _Copies(await _patterns(database, vault, binding, filed), vault, binding, officers, number)
    await pour(database, copies.rows(number - len(filed)))


async def _patterns(database: Database, vault: Vault, binding: Binding, filed: Sequence[Filed]) -> Patterns:
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
            found[row.kind, row.state] = _Pattern(
                binding.row("case_file", row.model_dump()), text, identity, tuple(clocks), str(words)
            )
    return found


class _Copies:
    """The rows of copied cases, in the order in which the cases came in."""

    def __init__(
        self, patterns: Patterns, vault: Vault, binding: Binding, officers: dict[str, str], seed: int
    ) -> None:
        self._patterns = patterns
        self._vault = vault
        self._binding = binding
        self._officers = officers
        self._chance = random.Random(seed)
        self._bureaus = [one.code for one in load_bureaus().on(_TODAY)]
        self._shifted = cache(self._clock_due_on)
        self._handled = 0
        self._references: set[str] = set()
        self._entry = cache(self._entry_of)
        self._token = cache(lambda bureau: bureau_token(vault, bureau))

    def rows(self, number: int) -> Iterator[Named]:
        """Return everything of so many cases, each row by the name of its table."""
        drawn = (self._drawn() for _ in range(number))
        for place, (days, state) in enumerate(sorted(drawn, reverse=True)):
            yield from self._case(place, NOW - timedelta(days=days), state)

    def _drawn(self) -> tuple[float, str]:
        chance = self._chance
        if chance.random() < _UNFINISHED:
            return chance.random() * _DAYS_OPEN, chance.choice(_OPEN)
        return chance.random() * DAYS, chance.choice(_DONE)

    def _case(self, place: int, received_at: datetime, state: str) -> Iterator[Named]:
        chance, is_open = self._chance, state not in FINAL_STATES
        pattern = self._patterns[chance.choice(_KINDS), state]
        bureau = next(iter(self._officers)) if chance.random() < _ITS_SHARE else chance.choice(self._bureaus)
        case_id = new_id(received_at)
        runs = is_open and pattern.row["next_due_on"] is not None
        stands = runs and chance.random() < 1 / 10
        due_on = _TODAY + timedelta(days=chance.randint(-5, 60)) if runs else None
        closed_at = None if is_open else received_at + (NOW - received_at) * chance.random()
        own = {
            "id": case_id,
            "reference": self._reference(),
            "filer": f"filer-{case_id}",
            "lead_bureau": bureau,
            "received_at": received_at,
            "next_due_on": None if stands else due_on,
            "stands_until": due_on if stands else None,
            "closed_at": closed_at,
            # Nobody was told: there are as many as can be.
            "result_owed_since": closed_at if state == "closed" and pattern.row["kind"] in REPORTS else None,
            "active_at": closed_at or received_at,
            "unread_since": received_at if chance.random() < 1 / 500 else None,
            "reminded_at": received_at if is_open and chance.random() < 1 / 50 else None,
            "mark": None if is_open else "good",
        }
        row = pattern.row | self._binding.row("case_file", own)
        yield "case_file", row
        yield from self._sealed(case_id, pattern)
        words = pattern.words + (f" {self._rare}" if place < RARE_IN else "")
        yield "case_search", {"case_id": case_id, "bureau": self._token(bureau), "words": words}
        yield from self._clocks(case_id, pattern, received_at, due_on, stands=stands)
        yield from self._beside(row, bureau, received_at, is_open=is_open)
        yield from self._journal(case_id, received_at, closed_at)

    def _reference(self) -> str:
        # Of a million, two are the same every other time.
        while (reference := new_reference(self._chance)) in self._references:
            pass
        self._references.add(reference)
        return reference

    @cached_property
    def _rare(self) -> str:
        return " ".join(token_of(self._vault, SEARCH, term) for term in terms_of([RARE]))

    def _sealed(self, case_id: str, pattern: _Pattern) -> Iterator[Named]:
        key = self._vault.new_case_key(case_id)
        yield "case_key", {"case_id": case_id, "wrapped": key.wrapped}
        yield "case_text", {"case_id": case_id, "sealed": key.seal(pattern.text, "case_text")}
        yield "case_identity", {"case_id": case_id, "sealed": key.seal(pattern.identity, "case_identity")}

    def _clocks(
        self, case_id: str, pattern: _Pattern, received_at: datetime, due_on: date | None, *, stands: bool
    ) -> Iterator[Named]:
        for place in range(len(pattern.clocks)):
            own = {"id": new_id(received_at), "case_id": case_id, "started_at": received_at}
            row = self._shifted(pattern.row["state"], pattern.row["kind"], place, due_on, stands=stands)
            yield "case_clock", row | self._binding.row("case_clock", own)

    def _clock_due_on(
        self, state: str, kind: str, place: int, due_on: date | None, *, stands: bool
    ) -> dict[str, Any]:
        """Return a clock as it is written, with its warnings on days before and after its own."""
        clock = self._patterns[kind, state].clocks[place]
        row = clock.model_dump()
        if due_on is None:
            return self._binding.row("case_clock", row)
        moved = due_on - clock.due_on
        warnings = [one | {"on": str(date.fromisoformat(one["on"]) + moved)} for one in row["counted"]["warnings"]]
        row |= {"due_on": due_on, "counted": row["counted"] | {"warnings": warnings}}
        if stands:
            # Where its day would have passed, it stands too long.
            began_on = due_on - timedelta(days=30)
            paused = {"reason": "appraisal", "from": str(began_on), "until": None, "expected": str(due_on)}
            row |= {"state": ClockState.PAUSED, "counted": row["counted"] | {"paused": [paused], "warnings": []}}
        return self._binding.row("case_clock", row)

    def _beside(
        self, row: dict[str, Any], bureau: str, received_at: datetime, *, is_open: bool
    ) -> Iterator[Named]:
        chance, case_id = self._chance, row["id"]
        if is_open and bureau in self._officers and chance.random() < 1 / 2:
            self._handled += 1
            # An officer has no more at a time, however many there are: others have the rest.
            others = self._handled // _AT_A_TIME
            officer = f"other-{chance.randint(1, others)}" if others else self._officers[bureau]
            yield "case_handler", {"id": f"{case_id}-{officer}", "case_id": case_id, "officer_id": officer}
        other = chance.choice([one for one in self._bureaus if one != bureau])
        if chance.random() < 1 / 50:
            yield "case_assist", {"case_id": case_id, "bureau": other} | {name: row[name] for name in LISTED}
        if chance.random() < 1 / 50:
            yield "crossing", self._crossing(case_id, bureau, other, received_at, is_open=is_open)
        if chance.random() < 1 / 50:
            yield "appointment", self._appointment(case_id, bureau, received_at, is_open=is_open)
        if is_open and chance.random() < 1 / 100:
            yield "approval_waiting", self._approval(case_id, bureau)
        if chance.random() < 1 / 50:
            yield "talk", self._talk(case_id, bureau, received_at)
        if chance.random() < 1 / 50:
            yield "arriving_media", self._arrived(case_id, received_at)

    def _crossing(
        self, case_id: str, bureau: str, other: str, received_at: datetime, *, is_open: bool
    ) -> dict[str, Any]:
        opened_on = day_in_shanghai(received_at)
        waits = is_open and self._chance.random() < 1 / 2
        ended_on = None if waits else min(opened_on + timedelta(days=2), _TODAY)
        said = {
            "id": f"{case_id}-routed", "case_id": case_id, "kind": "assist", "step": "answer", "sender": bureau,
            "owner": other, "about": "", "opened_on": opened_on, "due_on": opened_on + timedelta(days=20),
            "by_law": False, "ended_on": ended_on, "ended_as": "" if waits else "answered",
        }  # fmt: skip
        return self._binding.row("crossing", said)

    def _appointment(self, case_id: str, bureau: str, received_at: datetime, *, is_open: bool) -> dict[str, Any]:
        day = _TODAY + timedelta(days=self._chance.randint(-3, 20)) if is_open else day_in_shanghai(received_at)
        said = {
            "case_id": case_id, "bureau": bureau, "day": day, "slot": f"{day} 10:00",
            "state": "agreed" if is_open else "held", "is_reminded": not is_open,
        }  # fmt: skip
        return self._binding.row("appointment", said)

    def _approval(self, case_id: str, bureau: str) -> dict[str, Any]:
        lapses_at = NOW + timedelta(days=self._chance.randint(1, 7))
        said = {"id": case_id, "case_id": case_id, "bureau": bureau, "what": "identity", "asker": "another"}
        return self._binding.row("approval_waiting", said | {"lapses_at": lapses_at})

    def _talk(self, case_id: str, bureau: str, received_at: datetime) -> dict[str, Any]:
        waits = self._chance.random() < 1 / 1_000
        said = {
            "id": case_id, "person": f"person-{case_id}", "channel": "web", "bureau": bureau,
            "state": "waiting" if waits else "ended", "officer_id": None, "opened_at": received_at,
            "last_at": received_at, "lines": 3, "read_until": 3, "taken_at": None,
            "ended_at": None if waits else received_at, "ended_as": None if waits else "by_person",
            "resumes": False, "is_late": False,
        }  # fmt: skip
        return self._binding.row("talk", said)

    def _arrived(self, case_id: str, received_at: datetime) -> dict[str, Any]:
        gives_up = self._chance.random() < 1 / 1_000
        said = {
            "id": case_id, "draft": None, "case_id": case_id, "sealed": b"", "tries": 1,
            "state": "given_up" if gives_up else "here", "created_at": received_at, "next_try_at": received_at,
            "last_error": "expired" if gives_up else None, "file_id": None,
        }  # fmt: skip
        return self._binding.row("arriving_media", said)

    def _journal(self, case_id: str, received_at: datetime, closed_at: datetime | None) -> Iterator[Named]:
        codes = _COMES if closed_at is None else (*_COMES, *_ENDS)
        came, ended = (self._binding.row("journal", {"at": at}) for at in (received_at, closed_at))
        for seq, code in enumerate(codes, start=1):
            own = {"case_id": case_id, "seq": seq, "hash": f"{case_id}{seq}"}
            yield "journal", self._entry(code) | own | (came if code in _COMES else ended)

    def _entry_of(self, code: str) -> dict[str, Any]:
        # Nobody verifies these chains: a list asks only what happened.
        said = {
            "case_id": "", "seq": 0, "at": NOW, "actor": "service", "code": code,
            "payload": {"mark": "good"} if code == JournalCode.FILER_RATED else {}, "effective_at": None,
            "subject": None, "supersedes": None, "state_digest": None, "wrote": None, "previous": "", "hash": "",
        }  # fmt: skip
        return self._binding.row("journal", said)
