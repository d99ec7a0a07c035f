"""A case and its journal as `/api/v1` gives them: the shapes of the contract."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

import msgspec
import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.api.transfer_json import transfer_shape
from bot.desk.transfers.records import lines_of_cases
from intake.cases import elements
from intake.cases.changes import KnownFiler
from intake.cases.moves import JOURNAL
from intake.forms.draft import with_instances
from intake.forms.forms import form_of
from intake.officers.bodies import bodies_in
from intake.officers.care import NOTHING_SET, Care, all_care
from intake.officers.marking import secret_texts
from intake.officers.officer import TokenReader
from intake.officers.withholding import fields_without_filer, known_of
from intake.routing.bureaus import Bureaus
from intake.storage.assist_table import CaseAssistRow
from intake.storage.bureau_tables import CrossingRow
from intake.storage.desk_tables import CasePartRow
from intake.storage.part_rows import filings_of, parts_of_filings
from intake.storage.sealing import Vault
from intake.storage.tables import (
    CaseClockRow,
    CaseIdentityRow,
    CaseKeyRow,
    CaseRow,
    CaseTextRow,
    JournalRow,
)
from intake.transfers.body import Bodies

MASK: Final = "***"


class CaseShapes:
    """Makes the shapes of cases, many at once."""

    def __init__(self, vault: Vault, bureaus: Bureaus) -> None:
        self._vault = vault
        self._bureaus = bureaus

    async def of(self, session: AsyncSession, reader: TokenReader, rows: list[CaseRow]) -> list[dict[str, object]]:
        """Return the shape of each of these cases, which the reader has come to through the wall."""
        ids = [row.id for row in rows]
        care = await all_care(session)
        named = {row.id for row in rows if names_filer(reader, row, care)}
        filings = await filings_of(session, ids)
        texts = await self._texts(session, named, await secret_texts(session, ids), ids, filings)
        parts = _by_filing(await parts_of_filings(session, ids))
        clocks = await _clocks(session, ids)
        assisting = await _assisting(session, ids)
        waiting = await _waiting(session, ids)
        transfers = await self._transfers(session, reader, ids)
        return [
            self._shape(
                row,
                texts[row.id],
                clocks.get(row.id, []),
                assisting.get(row.id, []),
                waiting.get(row.id, []),
                transfers.get(row.id, []),
            )
            | {"parts": parts.get(row.id, []), "part_of": filings.get(row.id, ("", None))[1]}
            for row in rows
        ]

    async def _transfers(
        self, session: AsyncSession, reader: TokenReader, ids: list[str]
    ) -> Mapping[str, list[dict[str, object]]]:
        lines = await lines_of_cases(session, self._vault, reader, ids)
        bodies = await bodies_in(session, self._bureaus) if lines else Bodies()
        return {one: [transfer_shape(line, bodies) for line in found] for one, found in lines.items()}

    async def _texts(
        self,
        session: AsyncSession,
        named: Collection[str],
        secret: Collection[str],
        ids: list[str],
        filings: Mapping[str, tuple[str, str]],
    ) -> dict[str, dict[str, object]]:
        filers = await self._filers(session, [*ids, *(filing for filing, _ in filings.values())])
        found = await session.execute(
            select(
                col(CaseKeyRow.case_id),
                col(CaseKeyRow.wrapped),
                col(CaseRow.kind),
                col(CaseRow.form_version),
                col(CaseTextRow.sealed),
            )
            .join(CaseRow, col(CaseRow.id) == col(CaseKeyRow.case_id))
            .join(CaseTextRow, col(CaseTextRow.case_id) == col(CaseKeyRow.case_id))
            .where(col(CaseKeyRow.case_id).in_(ids))
        )
        texts = {}
        for case_id, wrapped, kind, version, text in found:
            key = self._vault.unwrap(wrapped, case_id)
            # Who filed a part stands with its filing alone.
            filer = filers[filings[case_id][0] if case_id in filings else case_id]
            fields = orjson.loads(key.unseal(text, "case_text"))["fields"]
            fields = covered(fields) if case_id in secret else fields
            if case_id not in named:
                fields = fields_without_filer(form_of(kind, version), fields, known_of(filer))
            texts[case_id] = {**fields, **(filer.fields if case_id in named else covered(filer.fields))}
        return texts

    async def _filers(self, session: AsyncSession, ids: list[str]) -> Mapping[str, KnownFiler]:
        found = await session.execute(
            select(col(CaseKeyRow.case_id), col(CaseKeyRow.wrapped), col(CaseIdentityRow.sealed))
            .join(CaseIdentityRow, col(CaseIdentityRow.case_id) == col(CaseKeyRow.case_id))
            .where(col(CaseKeyRow.case_id).in_(ids))
        )
        return {
            case_id: msgspec.json.decode(
                self._vault.unwrap(wrapped, case_id).unseal(sealed, "case_identity"), type=KnownFiler
            )
            for case_id, wrapped, sealed in found
        }

    def _shape(
        self,
        row: CaseRow,
        fields: Mapping[str, object],
        clocks: list[CaseClockRow],
        assisting: list[str],
        waiting: list[CrossingRow],
        transfers: list[dict[str, object]],
    ) -> dict[str, object]:
        return {
            "reference": row.reference,
            "kind": row.kind,
            "state": row.state,
            "received_at": utc_instant(row.received_at),
            "channel": row.channel,
            "demo": row.demo,
            "anonymous": row.anonymous,
            "secret_kind": row.secret_kind,
            "place_district": row.place_district,
            "lead_bureau": self._bureau(row.lead_bureau),
            "assisting_bureaus": [self._bureau(code) for code in assisting],
            "route": {
                "rule": row.route.get("rule"),
                "reason": row.route.get("reason"),
                "candidates": row.route.get("candidates", []),
            },
            "fields": with_instances(form_of(row.kind, row.form_version), fields),
            "elements": {one.name: one.standing for one in elements.checklist(row.kind, fields)},
            "clocks": [
                {
                    "name": clock.name,
                    "subject": clock.subject,
                    "due_on": clock.due_on.isoformat(),
                    "state": clock.state,
                    "basis": clock.basis,
                    "provisional": clock.provisional,
                }
                for clock in clocks
            ],
            "transfers": transfers,
            "waiting": [
                {
                    "kind": one.kind,
                    "step": one.step,
                    "sender": one.sender or None,
                    "owner": one.owner,
                    "due_on": one.due_on.isoformat(),
                    "by_law": one.by_law,
                }
                for one in waiting
            ],
            "outcome": row.outcome,
            "closed_at": utc_instant(row.closed_at) if row.closed_at else None,
            "form_version": row.form_version,
            "version": row.version,
        }

    def _bureau(self, code: str) -> dict[str, str]:
        try:
            return {"code": code, "name": self._bureaus.name_of(code)}
        except KeyError:
            return {"code": code, "name": code}


def names_filer(reader: TokenReader, row: CaseRow, care: Mapping[str, Care]) -> bool:
    """Say whether this reader is told who filed a case: where a bureau wants two people for it, no system is."""
    return reader.identities and not care.get(row.lead_bureau, NOTHING_SET).asks_two(
        row.kind, anonymous=row.anonymous
    )


def covered(fields: Mapping[str, object]) -> dict[str, object]:
    """Return the same fields with every value covered; what was left open stays null."""
    return {name: None if value is None else MASK for name, value in fields.items()}


def entry_shape(row: JournalRow) -> dict[str, object]:
    """Return one journal entry: codes, ids and digests, never words."""
    return {
        "seq": row.seq,
        "at": utc_instant(row.at),
        "actor": row.actor,
        "code": row.code,
        "label": JOURNAL.get(row.code, row.code),
        "payload": row.payload,
        "effective_at": utc_instant(row.effective_at or row.at),
        "subject": row.subject,
        "supersedes": row.supersedes,
        "state_digest": row.state_digest,
        "previous": row.previous,
        "hash": row.hash,
    }


def utc_instant(at: datetime) -> str:
    """Return an instant in UTC, ISO 8601 with Z."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _by_filing(parts: Sequence[tuple[CasePartRow, CaseRow]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part, row in parts:
        found.setdefault(part.filing_id, []).append(row.reference)
    return found


async def _clocks(session: AsyncSession, ids: list[str]) -> dict[str, list[CaseClockRow]]:
    found = await session.execute(
        select(CaseClockRow)
        .where(col(CaseClockRow.case_id).in_(ids))
        .order_by(col(CaseClockRow.started_at), col(CaseClockRow.id))
    )
    clocks: dict[str, list[CaseClockRow]] = {}
    for clock in found.scalars():
        clocks.setdefault(clock.case_id, []).append(clock)
    return clocks


async def _waiting(session: AsyncSession, ids: list[str]) -> dict[str, list[CrossingRow]]:
    found = await session.execute(
        select(CrossingRow)
        .where(col(CrossingRow.case_id).in_(ids), col(CrossingRow.ended_on).is_(None))
        .order_by(col(CrossingRow.due_on), col(CrossingRow.id))
    )
    waiting: dict[str, list[CrossingRow]] = {}
    for one in found.scalars():
        waiting.setdefault(one.case_id, []).append(one)
    return waiting


async def _assisting(session: AsyncSession, ids: list[str]) -> dict[str, list[str]]:
    found = await session.execute(
        select(CaseAssistRow).where(col(CaseAssistRow.case_id).in_(ids)).order_by(col(CaseAssistRow.bureau))
    )
    assisting: dict[str, list[str]] = {}
    for row in found.scalars():
        assisting.setdefault(row.case_id, []).append(row.bureau)
    return assisting
