"""What becomes of a draft's files when the draft becomes a case: sealed anew by the case's key. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from intake.cases.changes import JournalEntry
from intake.cases.codes import FILER
from intake.evidence.entering import entered
from intake.evidence.pieces import sealed_for_case
from intake.evidence.rows import OpenedFile
from intake.storage.rows import Rows, Update
from intake.storage.sealing import CaseKey


def bound(files: Iterable[OpenedFile], case_id: str, key: CaseKey, after: int = 0) -> Rows:
    """Return the rows by which files of a draft, the unfinished ones too, are those of a case from now on.

    after  number of the last file that the case has already
    """
    return Rows(
        updates=tuple(
            Update(
                "evidence_file",
                one.file.id,
                {
                    "case_id": case_id,
                    "draft": None,
                    "sealed": sealed_for_case(one.key, one.file.name, key),
                    "in_journal": one.file.is_whole,
                    "number": after + one.file.number,
                },
            )
            for one in files
        )
    )


def entries_of(files: Iterable[OpenedFile], case_id: str, now: datetime) -> tuple[JournalEntry, ...]:
    """Return what the journal of the new case says of them; what is still on its way it hears of later."""
    return tuple(entered(one.file, case_id, FILER, now) for one in files if one.file.is_whole)
