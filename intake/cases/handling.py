"""One case in an officer's hand: everything a move changes, written in one transaction or not at all."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, CursorResult, func, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.clocks.counting import Deadline
from intake.ids import new_id
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.officer import Officer
from intake.storage.rows import Entry
from intake.storage.sealing import CaseKey, Vault
from intake.storage.tables import CaseClockRow, CaseKeyRow, CaseNoteRow, CaseRow, MailRow, OutboxRow


class NoSuchCase(Exception):
    """There is no such case, or not for this officer; the two look alike."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote to the case after the officer's page was made; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The case as the officer's page showed it.

    version  a move is refused when the case has moved on since
    """

    reference: str
    version: int


@dataclass(slots=True)
class Handling:
    """A case opened for change. Collects what the move does; `finish` writes it.

    changes  columns of the case row that get a new value
    """

    session: AsyncSession
    vault: Vault
    officer: Officer
    case: CaseRow
    key: CaseKey
    now: datetime
    changes: dict[str, Any] = field(default_factory=dict)
    _entries: list[Entry] = field(default_factory=list)
    _clocks_moved: bool = False

    @classmethod
    async def begin(
        cls, session: AsyncSession, vault: Vault, officer: Officer, seen: Seen, now: datetime
    ) -> Handling:
        """Take hold of the case until the transaction ends, or raise NoSuchCase or ChangedMeanwhile."""
        found = await session.execute(
            select(CaseRow, col(CaseKeyRow.wrapped))
            .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
            .where(col(CaseRow.reference) == seen.reference, wall.visible(officer))
            .with_for_update(of=CaseRow)
        )
        row = found.first()
        if row is None:
            raise NoSuchCase
        case, wrapped = row
        # Written by `finish` with its version checked, never by the session on its own account.
        session.expunge(case)
        if case.version != seen.version:
            raise ChangedMeanwhile
        return cls(session, vault, officer, case, vault.unwrap(wrapped), now)

    def record(self, code: str, **payload: Any) -> None:
        """Add a journal entry; `payload` holds codes, ids and digests, never words."""
        self._entries.append(Entry(self.case.id, self.now, self.officer.id, code, payload))

    def keep(self, purpose: str, text: str) -> dict[str, str]:
        """Seal words with the case's key and return what the journal may say of them."""
        sealed = self.key.seal(orjson.dumps({"text": text}), "case_note")
        note = CaseNoteRow(
            id=new_id(self.now),
            case_id=self.case.id,
            at=self.now,
            actor=self.officer.id,
            purpose=purpose,
            sealed=sealed,
        )
        self.session.add(note)
        return {"note": note.id, "sha256": hashlib.sha256(sealed).hexdigest()}

    async def tell_filer(self, heading: str, text: str) -> None:
        """Say something to the filer: mail for their page or next turn, a copy in the case, an entry."""
        replies = {"replies": [{"kind": "text", "text": f"{heading}\n{text}"}]}
        mail = MailRow(
            id=new_id(self.now),
            person=self.case.person,
            n=await self._next_mail_number(),
            case_id=self.case.id,
            sealed=self.vault.seal(orjson.dumps(replies), "mail"),
            created_at=self.now,
        )
        self.session.add(mail)
        self.record("written_to_filer", mail=mail.id, **self.keep("written", text))
        self.notify("case_written", self.case.lead_bureau)

    def notify(self, kind: str, bureau: str) -> None:
        """Put a notice into the outbox: which case, which bureau, no content."""
        self.session.add(
            OutboxRow(
                id=new_id(self.now),
                case_id=self.case.id,
                kind=kind,
                bureau=bureau,
                payload={},
                state="waiting",
                tries=0,
                created_at=self.now,
                next_try_at=self.now,
            )
        )

    def start_clock(self, name: str, deadline: Deadline) -> None:
        """Let a clock run from now."""
        self.session.add(
            CaseClockRow(
                id=new_id(self.now),
                case_id=self.case.id,
                name=name,
                started_at=self.now,
                due_on=deadline.due_on,
                due_at=deadline.due_at,
                state="running",
                provisional=deadline.provisional,
                basis=deadline.basis,
                counted=deadline.as_json(self.now),
            )
        )
        self.record("clock_started", clock=name, due_on=deadline.due_on.isoformat())
        self._clocks_moved = True

    async def meet_clocks(self, *names: str) -> None:
        """Mark the running clocks of these names as met."""
        await self._end_clocks("met", "clock_met", col(CaseClockRow.name).in_(names))

    async def stop_clocks(self) -> None:
        """Stop whatever clock still runs: the case is over."""
        await self._end_clocks("stopped", "clock_stopped", true())

    async def finish(self) -> None:
        """Write the case row, if it is still the one we read, and the journal."""
        await self.session.flush()
        if self._clocks_moved:
            self.changes["next_due_on"] = await self._next_due_on()
        changed = await self.session.execute(
            update(CaseRow)
            .where(col(CaseRow.id) == self.case.id, col(CaseRow.version) == self.case.version)
            .values(**self.changes, version=self.case.version + 1)
            .execution_options(synchronize_session=False)
        )
        if not isinstance(changed, CursorResult) or changed.rowcount != 1:
            raise ChangedMeanwhile
        await journal.append(self.session, self._entries, self.vault.journal_key)

    async def _end_clocks(self, state: str, code: str, which: ColumnElement[bool]) -> None:
        found = await self.session.execute(
            select(CaseClockRow).where(
                col(CaseClockRow.case_id) == self.case.id, col(CaseClockRow.state) == "running", which
            )
        )
        for clock in found.scalars():
            clock.state = state
            self.record(code, clock=clock.name, due_on=clock.due_on.isoformat())
        self._clocks_moved = True

    async def _next_due_on(self) -> date | None:
        return await self.session.scalar(
            select(func.min(col(CaseClockRow.due_on))).where(
                col(CaseClockRow.case_id) == self.case.id, col(CaseClockRow.state) == "running"
            )
        )

    async def _next_mail_number(self) -> int:
        last = await self.session.scalar(
            select(func.max(col(MailRow.n))).where(col(MailRow.person) == self.case.person)
        )
        return max(int(self.now.timestamp() * 1_000_000), (last or 0) + 1)
