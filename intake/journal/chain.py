"""The journal's chains: how an entry gets its number and its hash. Pure."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from intake.cases.changes import JournalEntry
from intake.cases.moves import JOURNAL


class Columns(Protocol):
    """An entry, by the names of its columns: as it was read, or as it is about to be written."""

    def __getitem__(self, name: str, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a case's chain; by default what a chain begins after.

    state_digest  of the state the case is in; None as long as no entry says so
    """

    seq: int = 0
    hash: str = ""
    state_digest: str | None = None


NO_ENTRY: Final = Head()

# These came later. An entry that has none of them is hashed as it was before they came.
_LATER_COLUMNS: Final = ("effective_at", "subject", "supersedes", "state_digest", "wrote")


def chained(
    entries: Iterable[JournalEntry], heads: Mapping[str, Head], journal_key: bytes
) -> list[dict[str, object]]:
    """Return the rows of `journal` that continue the chains, in the order of the entries.

    heads  by case, the last entry that stands; a case without one begins
    Raises ValueError for a code that is not in `moves.JOURNAL`.
    """
    ends = dict(heads)
    rows = []
    for entry in entries:
        if entry.code not in JOURNAL:
            raise ValueError(f"{entry.code} is not in moves.JOURNAL")
        head = ends.get(entry.case_id, NO_ENTRY)
        seq, state_digest = head.seq + 1, entry.leads_to or head.state_digest
        row: dict[str, object] = {
            "case_id": entry.case_id,
            "seq": seq,
            "at": entry.at.astimezone(UTC),
            "actor": entry.actor,
            "code": str(entry.code),
            "payload": dict(entry.payload),
            "effective_at": entry.effective_at.astimezone(UTC) if entry.effective_at else None,
            "subject": entry.subject,
            "supersedes": entry.supersedes,
            # What leaves the state as it is leads to the state the case is in.
            "state_digest": state_digest,
            "wrote": dict(entry.wrote) or None,
            "previous": head.hash,
        }
        end = Head(seq, hash_of(row, journal_key), state_digest)
        ends[entry.case_id] = end
        rows.append(row | {"hash": end.hash})
    return rows


def hash_of(row: Columns, journal_key: bytes) -> str:
    """Return the HMAC-SHA256 of an entry, in hex; `row` has the columns of `journal`."""
    content = [row[name] for name in ("previous", "case_id", "seq", "actor", "code", "payload")]
    content.append(_plain(row["at"]))
    later = {name: _plain(row[name]) for name in _LATER_COLUMNS if row[name] is not None}
    if later:
        content.append(later)
    text = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hmac.digest(journal_key, text.encode(), "sha256").hex()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
