"""Whether the rows beside a case are those that its journal names, and say what it says. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from intake.cases.codes import JournalCode
from intake.cases.owing import owed_since
from intake.cases.retention import NOBODY
from intake.clocks.clock import COUNTING_STATES, OPEN_STATES, ClockState
from intake.clocks.counting import Pause
from intake.journal.pages import Row, WholeCase
from intake.storage.assist_table import LISTED
from intake.storage.witness import WITNESSED, digest_of_row, place_of
from intake.stored import Stored, objects_in

CHANGED: Final = "内容被改动"
GONE: Final = "已不在库中"
ADDED: Final = "日志里没有，是另外加进来的"
UNORDERED: Final = "次序被改动"
# A letter of a case of before: no fault, but it may be about a part.
_UNNAMED: Final = "unnamed"
NOT_NEAREST: Final = "案件上的期限与期限表不符"
NOT_OWED: Final = "案件上的结果告知与日志不符"
NOT_THE_MARK: Final = "案件上的评价与日志不符"
NOT_AS_THE_CASE: Final = "协助的局名下所列与案件不符"


@dataclass(frozen=True, slots=True)
class RowFault:
    """A row that is not what was written.

    seq     the entry that says what it was; 0 where none does
    row     its table and key
    digest  of a row that was added or is gone: what it is or was
    """

    case_id: str
    seq: int
    row: str
    why: str
    digest: str = ""


def is_named_whole(entries: Sequence[Row]) -> bool:
    """Say whether the journal names every row of its case: one of before names only what came since."""
    return any(one["wrote"] and (one["seq"] == 1 or one["code"] == JournalCode.STATE_NOTED) for one in entries)


def is_disposed_of(entries: Sequence[Row]) -> bool:
    """Say whether the case was disposed of: then its texts, keys and files are gone, and are not missed."""
    return any(one["code"] == JournalCode.DISPOSED for one in entries)


def row_faults(case: WholeCase) -> Iterator[RowFault]:
    """Give the rows of a case that are not what its journal says."""
    yield from _witnessed(case)
    yield from _files(case)
    yield from _letters_out_of_order(case)
    if is_named_whole(case.entries) and not _follows(case.row, case.beside["case_clock"]):
        yield RowFault(case.id, 0, f"case_file:{case.id}", NOT_NEAREST)
    if case.row["result_owed_since"] != _owed_since(case):
        yield RowFault(case.id, 0, f"case_file:{case.id}", NOT_OWED)
    if _mark_in(case.entries) != case.row["mark"]:
        yield RowFault(case.id, 0, f"case_file:{case.id}", NOT_THE_MARK)
    yield from _not_as_their_case(case)


def _witnessed(case: WholeCase) -> Iterator[RowFault]:
    known = dict(_names(case.entries))
    whole = is_named_whole(case.entries)
    for table in WITNESSED:
        for row in case.beside[table]:
            place = place_of(table, row)
            seq, digest = known.pop(place, (0, ""))
            if digest is None or (whole and not seq and row.get("kind") not in WITNESSED[table].kinds):
                yield RowFault(case.id, seq, place, ADDED, digest_of_row(table, row))
            elif not seq and table == "mail":
                yield RowFault(case.id, 0, place, _UNNAMED, digest_of_row(table, row))
            elif seq and digest != digest_of_row(table, row):
                yield RowFault(case.id, seq, place, CHANGED)
    for place, (seq, digest) in known.items():
        if digest is not None:
            yield RowFault(case.id, seq, place, GONE, digest)


def without_letters_of_parts(faults: Sequence[RowFault], filings: Mapping[str, str]) -> list[RowFault]:
    """Return the faults but for letters that a part's journal names and that stand with its filing, as written.

    filings  by part, the filing it belongs to
    """
    there = {(one.case_id, one.row): one.digest for one in faults if one.why in (ADDED, _UNNAMED)}
    fine: set[tuple[str, str]] = set()
    for one in faults:
        filing = filings.get(one.case_id, "")
        if one.why == GONE and one.row.startswith("mail:") and there.get((filing, one.row)) == one.digest:
            fine |= {(one.case_id, one.row), (filing, one.row)}
    return [one for one in faults if one.why != _UNNAMED and (one.case_id, one.row) not in fine]


def _names(entries: Sequence[Row]) -> Iterator[tuple[str, tuple[int, str | None]]]:
    for entry in entries:
        for place, digest in (entry["wrote"] or {}).items():
            yield place, (entry["seq"], digest)


def _mark_in(entries: Sequence[Row]) -> str | None:
    """Return the mark its filer gave; of a case that was disposed of none is kept for lists."""
    given = [one["payload"].get("mark") for one in entries if one["code"] == JournalCode.FILER_RATED]
    return given[-1] if given and not is_disposed_of(entries) else None


def _not_as_their_case(case: WholeCase) -> Iterator[RowFault]:
    """Give the rows of those who assist that do not say for lists what their case says (`assist_table.LISTED`)."""
    for row in case.beside["case_assist"]:
        is_listed = row["bureau"] != case.row["lead_bureau"] and case.row["filer"] != NOBODY
        if any(row[name] != (case.row[name] if is_listed else None) for name in LISTED):
            yield RowFault(case.id, 0, place_of("case_assist", row), NOT_AS_THE_CASE)


def _files(case: WholeCase) -> Iterator[RowFault]:
    """Give the files that are not as their entries say they were received."""
    if is_disposed_of(case.entries):
        yield from (
            RowFault(case.id, 0, place_of("evidence_file", row), ADDED) for row in case.beside["evidence_file"]
        )
        return
    received = {
        str(entry["payload"].get("file")): entry
        for entry in case.entries
        if entry["code"] == JournalCode.EVIDENCE_RECEIVED
    }
    for row in case.beside["evidence_file"]:
        place = f"evidence_file:{row['id']}"
        entry = received.pop(row["id"], None)
        if entry is None:
            if row["in_journal"]:
                yield RowFault(case.id, 0, place, ADDED)
        elif _said(entry) != _kept(row):
            yield RowFault(case.id, entry["seq"], place, CHANGED)
    for file_id, entry in received.items():
        yield RowFault(case.id, entry["seq"], f"evidence_file:{file_id}", GONE)


def _said(entry: Row) -> Stored:
    payload = entry["payload"]
    said = {name: payload.get(name) for name in ("number", "sha256", "bytes", "media")}
    return {**said, "by": entry["actor"], "in_journal": True, "pieces": payload.get("bytes")}


def _kept(row: Row) -> Stored:
    kept = {name: row[name] for name in ("number", "sha256", "bytes", "by", "in_journal")}
    return {**kept, "media": row["media"] or "", "pieces": sum(int(size) for _, size in row["pieces"])}


def _letters_out_of_order(case: WholeCase) -> Iterator[RowFault]:
    """Give the letters that do not stand in the order in which the journal names them."""
    numbers = {f"mail:{row['id']}": row["n"] for row in case.beside["mail"]}
    last = 0
    for place, _ in _names(case.entries):
        if place in numbers:
            if numbers[place] <= last:
                yield RowFault(case.id, 0, place, UNORDERED)
            last = max(last, numbers[place])


def _owed_since(case: WholeCase) -> datetime | None:
    """Return since when a result is owed, as the journal has it."""
    happened = ((entry["code"], entry["at"]) for entry in case.entries)
    return owed_since(case.row["kind"], case.row["state"], happened, anonymous=case.row["anonymous"])


def _follows(case: Row, clocks: Sequence[Row]) -> bool:
    """Say whether what the row of a case says of its clocks is what they say (`cases.case.Case`)."""
    nearest = min((row["due_on"] for row in clocks if row["state"] in COUNTING_STATES), default=None)
    estimated = sum(row["state"] in OPEN_STATES and row["provisional"] for row in clocks) or None
    paused = (objects_in(row["counted"], "paused") for row in clocks if row["state"] == ClockState.PAUSED)
    open_ones = (pause for some in paused for pause in map(Pause.read, some) if pause.ended_on is None)
    stands_until = min((pause.stands_until for pause in open_ones), default=None)
    return (case["next_due_on"], case["estimated"], case["stands_until"]) == (nearest, estimated, stands_until)
