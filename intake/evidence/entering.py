"""What the journal of a case says of its files: ids, digests and codes, never a name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from intake.cases.changes import JournalEntry
from intake.cases.codes import JournalCode
from intake.evidence.file import EvidenceFile


def entered(file: EvidenceFile, case_id: str, by: str, now: datetime) -> JournalEntry:
    """Return the entry that a case has received a file."""
    payload = {
        "file": file.id,
        "number": file.number,
        "sha256": file.sha256,
        "bytes": file.received,
        "media": file.media.type if file.media else "",
    }
    effective_at = file.received_at if file.received_at != now else None
    return JournalEntry(case_id, now, by, JournalCode.EVIDENCE_RECEIVED, payload, effective_at=effective_at)


def entry_of(
    code: str, case_id: str, actor: str, now: datetime, files: Iterable[EvidenceFile], **payload: object
) -> JournalEntry:
    """Return the entry that something was done with files."""
    return JournalEntry(case_id, now, actor, code, {"files": [file.id for file in files], **payload})
