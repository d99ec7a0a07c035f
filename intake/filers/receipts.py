"""Receipts: what was received, when and by whom, and a tag by which anybody can check that it comes from us."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlmodel import col

from intake.cases.changes import Rulebook
from intake.cases.codes import REPORTS, CaseKind, JournalCode
from intake.cases.materials import RETURNED, TAKEN, Material, materials_of
from intake.clocks.clock import ClockEvent
from intake.evidence.media import FileKind, media_of
from intake.filers.codes import in_groups, signs_of
from intake.filers.mailbox import DueDate
from intake.ids import read_reference
from intake.routing.bureaus import MUNICIPAL
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow
from intake.stored import number_in

_CHECK: Final = "tip_check"
# 80 bits, as many as an access code has.
_TAG_GROUPS: Final = 4


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file as a receipt names it: not by its name, which may say who handed it in."""

    number: int
    kind: FileKind | None
    bytes: int
    sha256: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptPaper:
    """A receipt as it was given at filing; it is the same whenever it is asked for.

    bureau  the bureau it was first sent to, as a stranger would look it up
    check   until when a report is to be checked, counted from that day; None for a consultation
    tag     what `/verify` checks
    files   what was handed in, as the journal has it: with the filing, and later
    materials  what was handed over in person: sort, count and day, never the officer's words
    """

    reference: str
    kind: CaseKind
    demo: bool
    anonymous: bool
    received_at: datetime
    bureau: str
    check: DueDate | None
    tag: str
    files: tuple[ReceivedFile, ...] = ()
    materials: tuple[Material, ...] = ()


@dataclass(frozen=True, slots=True)
class _FiledCase:
    """A case, the first entries of its journal and those of what was handed in; nothing where there is none."""

    case: CaseRow | None
    entries: tuple[JournalRow, ...]
    handed_in: tuple[JournalRow, ...]


# What a receipt is worked out from where there is no case: no tag fits it, since it is asked for nowhere.
_NOBODYS_CASE: Final = CaseRow(
    id="",
    reference="",
    kind=CaseKind.COMPLAINT,
    state="",
    channel="",
    demo=False,
    filer="",
    anonymous=False,
    lead_bureau=MUNICIPAL,
    received_at=datetime(2026, 1, 1, tzinfo=UTC),
    form_version="",
    route={},
    version=0,
)


class Receipts:
    """Gives receipts, and checks their tags."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook

    async def of_case(self, case_id: str) -> ReceiptPaper | None:
        """Return the receipt of a case, or None when there is no such case."""
        filed = await self._filed(col(CaseRow.id) == case_id)
        return self._receipt(filed) if filed.case is not None else None

    async def checked(self, reference: str, tag: str) -> ReceiptPaper | None:
        """Return the receipt with this reference and tag; None for all others, the case being there or not.

        Both kinds of no are worked out alike, so that they take the same time.
        """
        filed = await self._filed(col(CaseRow.reference) == (read_reference(reference) or ""))
        receipt = self._receipt(filed)
        fits = hmac.compare_digest(signs_of(tag).encode(), signs_of(receipt.tag).encode())
        return receipt if fits and filed.case is not None else None

    async def _filed(self, which: ColumnElement[bool]) -> _FiledCase:
        async with self._database.reading() as session:
            case = await session.scalar(select(CaseRow).where(which))
            query = (
                select(JournalRow)
                .where(col(JournalRow.case_id) == (case.id if case is not None else ""))
                .order_by(col(JournalRow.seq))
                .limit(2)
            )
            entries = tuple((await session.scalars(query)).all())
            handed_in = (
                select(JournalRow)
                .where(
                    col(JournalRow.case_id) == (case.id if case is not None else ""),
                    col(JournalRow.code).in_((JournalCode.EVIDENCE_RECEIVED, TAKEN, RETURNED)),
                )
                .order_by(col(JournalRow.seq))
            )
            return _FiledCase(case, entries, tuple((await session.scalars(handed_in)).all()))

    def _receipt(self, filed: _FiledCase) -> ReceiptPaper:
        case, entries = filed.case or _NOBODYS_CASE, filed.entries
        routed = next((entry for entry in entries if entry.code == JournalCode.ROUTED), None)
        bureau = str(routed.payload["bureau"]) if routed is not None else case.lead_bureau
        kind = CaseKind(case.kind)
        return ReceiptPaper(
            reference=case.reference,
            kind=kind,
            demo=case.demo,
            anonymous=case.anonymous,
            received_at=case.received_at,
            bureau=self._rulebook.bureaus.public_name_of(bureau),
            check=self._check(case.received_at) if kind in REPORTS else None,
            tag=self._tag(case.reference, case.received_at, entries[0].hash if entries else ""),
            files=tuple(
                _received(entry) for entry in filed.handed_in if entry.code == JournalCode.EVIDENCE_RECEIVED
            ),
            materials=materials_of(_event(entry) for entry in filed.handed_in),
        )

    def _check(self, received_at: datetime) -> DueDate:
        clocks = self._rulebook.clocks
        deadline = clocks.due(_CHECK, received_at)
        return DueDate(clocks.label_of(_CHECK), deadline.due_on, deadline.provisional, deadline.basis)

    def _tag(self, reference: str, received_at: datetime, digest: str) -> str:
        """Return the tag: an HMAC of reference, time and digest.

        digest  of the first entry in the case's journal: it was chained over the state in which the case was filed
        """
        mac = self._vault.keyed_id("receipt", f"{reference}|{received_at.timestamp():.6f}|{digest}")
        return in_groups(int(mac, 16), _TAG_GROUPS)


def _event(row: JournalRow) -> ClockEvent:
    return ClockEvent(row.seq, row.code, row.effective_at or row.at, row.at, payload=row.payload)


def _received(entry: JournalRow) -> ReceivedFile:
    said = entry.payload
    media = media_of(str(said["media"]))
    return ReceivedFile(
        number=number_in(said, "number"),
        kind=media.kind if media else None,
        bytes=number_in(said, "bytes"),
        sha256=str(said["sha256"]),
        received_at=entry.effective_at or entry.at,
    )
