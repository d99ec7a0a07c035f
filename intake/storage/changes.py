"""The one writer of cases: changes into rows, and the order in which rows are written.

The ledger's batch and the desk's transaction carry out the same work: `writing`.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import cast

import msgspec
import orjson
from sqlalchemy import Executable, Table, bindparam, func, select

from intake.cases.approvals import ended_by_hand_over
from intake.cases.case import Case, digest_of, digests_of
from intake.cases.changes import BureauNotice, CaseWords, Changes, JournalEntry, KnownFiler
from intake.cases.letters import LETTER_WAYS
from intake.cases.parting import origin_of
from intake.ids import new_id
from intake.journal.chain import Head, chained
from intake.storage.activity import noting_activity
from intake.storage.appointment_rows import appointment_rows, guidance_row
from intake.storage.approval_rows import approval_rows
from intake.storage.assist_rows import new_assistants, noting_for_assistants
from intake.storage.circle_rows import circle_rows
from intake.storage.clock_rows import clock_rows
from intake.storage.crossing_rows import crossing_rows
from intake.storage.group_rows import group_rows
from intake.storage.handler_rows import handler_rows
from intake.storage.hook_rows import telling_systems
from intake.storage.part_rows import part_rows
from intake.storage.refusals import Clash, JournalDisagrees
from intake.storage.retention_rows import retention_rows
from intake.storage.rows import CaseChange, Delete, Insert, PostedLetter, Rows, Update, together
from intake.storage.sealing import CaseKey, Vault
from intake.storage.search_rows import noting_words, search_rows
from intake.storage.steps import METADATA, Ask, Each, Values, Work, among
from intake.storage.transfer_rows import transfer_rows
from intake.storage.witness import named
from intake.transfers.happenings import happenings

_CASE_COLUMNS = (
    "id", "reference", "kind", "state", "channel", "demo", "filer", "anonymous", "secret_kind", "place_district",
    "place_unit", "lead_bureau", "received_at", "next_due_on", "stands_until", "estimated", "result_owed_since",
    "form_version", "route", "outcome", "closed_at", "version",
)  # fmt: skip


def rows_of(changes: Changes, key: CaseKey, vault: Vault, at: datetime) -> Rows:
    """Return the rows of an act: words sealed with the case's key, ids drawn at `at`."""
    changes = ended_by_hand_over(changes, at)
    before, after = changes.before, changes.after
    inserts: list[Insert] = []
    if before is None:
        inserts.append(Insert("case_file", _columns_of(after)))
        inserts.append(Insert("case_key", {"case_id": after.id, "wrapped": key.wrapped}))
        inserts += part_rows(after)
    if changes.filed is not None:
        for table, part in (("case_text", changes.filed.text), ("case_identity", changes.filed.identity)):
            inserts.append(Insert(table, {"case_id": after.id, "sealed": key.seal(orjson.dumps(part), table)}))
    corrected = () if changes.identity is None else (_identity_row(changes.identity, after.id, key),)
    inserts += new_assistants(before, after)
    circle, asked = circle_rows(before, after), approval_rows(changes.entries)
    inserts += [*circle.inserts, *asked.inserts]
    crossed, inside = (
        crossing_rows(before, after),
        together([handler_rows(before, after), group_rows(before, after), retention_rows(before, after)]),
    )
    clocks = clock_rows(before, after, at)
    transfers = transfer_rows(before, after)
    appointed = appointment_rows(before, after)
    inserts += [appointed] if isinstance(appointed, Insert) else []
    inserts += [guidance_row(changes.guidance, after.id, key, at)] if changes.guidance is not None else []
    moved = (appointed,) if isinstance(appointed, Update) else ()
    sealer = _Sealer(after, key, vault)
    entries = tuple(sealer.sealed(entry) for entry in changes.entries)
    if before is not after:
        entries = tuple(replace(entry, leads_to=digest_of(after)) for entry in entries)
    inserts += sealer.notes
    found_by, searched = search_rows(changes, key, vault)
    inserts += found_by
    inserts += [_outbox_row(notice, after.id, at) for notice in changes.notices]
    inserts += [] if after.anonymous else [row for one in sealer.letters for row in _told_of(one, after, at)]
    rows = Rows(
        inserts=(
            *inserts,
            *clocks.inserts,
            *crossed.inserts,
            *inside.inserts,
            *transfers.inserts,
        ),
        changes=_change(before, after),
        updates=(*clocks.updates, *transfers.updates, *corrected, *moved),
        deletes=(
            *clocks.deletes,
            *crossed.deletes,
            *inside.deletes,
            *circle.deletes,
            *asked.deletes,
        ),
        letters=tuple(sealer.letters),
        journal=entries,
        searched=(searched,),
        told=happenings(before, after, at),
    )
    return named(rows)


def writing(rows: Rows, journal_key: bytes) -> Work[None]:
    """Write rows inside the running transaction.

    Raises Clash when a case has moved on, JournalDisagrees when a case is not as its journal left it; the
    transaction must be rolled back then.
    """
    opened = {str(insert.values["id"]) for insert in rows.inserts if insert.table == "case_file"}
    yield from _hold_cases(rows, opened)
    for change in sorted(rows.changes, key=lambda change: change.case_id):
        yield from _change_case(change)
    for table, ids in _grouped_deletes(rows.deletes):
        yield Each(_delete_from(table), [{"this_id": one} for one in ids])
    yield from _insert(rows.inserts)
    # After the inserts: a file of a draft becomes one of a case that is inserted here.
    for (table, names), updates in _grouped_updates(rows.updates):
        yield Each(_update(table, names), [{"this_id": one.id, **_as_new(one.values)} for one in updates])
    yield from posting(rows.letters)
    for searched in rows.searched:
        yield from noting_words(searched)
    yield from _append_to_journal(rows, opened, journal_key)
    yield from noting_for_assistants(_touched(rows, opened))
    yield from telling_systems(rows.told)


def _touched(rows: Rows, opened: set[str]) -> set[str]:
    """Return the cases of which those who assist may see something else now: of a new one nobody mostly does."""
    begun = {str(insert.values["case_id"]) for insert in rows.inserts if insert.table == "case_assist"}
    return _standing(rows, opened) | begun


def _standing(rows: Rows, opened: set[str]) -> set[str]:
    """Return the cases that stood before and get a change or an entry."""
    return {change.case_id for change in rows.changes} | {entry.case_id for entry in rows.journal} - opened


def _hold_cases(rows: Rows, opened: set[str]) -> Work[None]:
    """Hold every standing case that gets a change or an entry: in order of ids, so that none waits in a circle."""
    if held := _standing(rows, opened):
        yield Ask(_HOLD, {"ids": sorted(held)})


def _change_case(change: CaseChange) -> Work[None]:
    values = {**change.values, "version": change.version + 1}
    parameters = {"this_id": change.case_id, "was": change.version, **_as_new(values)}
    changed = yield Ask(_update("case_file", tuple(values), versioned=True), parameters)
    if not changed:
        raise Clash("the case has moved on")


def _insert(inserts: Iterable[Insert]) -> Work[None]:
    """Insert table by table, referred tables first, rows of the same columns together."""
    groups: defaultdict[tuple[str, tuple[str, ...]], list[Values]] = defaultdict(list)
    for insert in inserts:
        groups[insert.table, tuple(insert.values)].append(insert.values)
    for (table, _), values in sorted(groups.items(), key=lambda group: _RANKS[group[0][0]]):
        yield Each(insert_into(table), values)


def posting(letters: Sequence[PostedLetter]) -> Work[None]:
    """Write the letters, numbered for each filer: microseconds since 1970, rising."""
    if not letters:
        return
    rows = yield Ask(_LAST_LETTERS, {"filers": sorted({letter.filer for letter in letters})})
    last = dict(cast("Sequence[tuple[str, int]]", rows))
    numbered = []
    for letter in letters:
        last[letter.filer] = max(int(letter.at.timestamp() * 1_000_000), last.get(letter.filer, 0) + 1)
        numbered.append(
            {
                "id": letter.id,
                "filer": letter.filer,
                "n": last[letter.filer],
                "case_id": letter.case_id,
                "sealed": letter.sealed,
                "created_at": letter.at,
            }
        )
    yield Each(insert_into("mail"), numbered)


def _append_to_journal(rows: Rows, opened: set[str], journal_key: bytes) -> Work[None]:
    if not rows.journal:
        return
    heads: dict[str, Head] = {}
    if standing := sorted({entry.case_id for entry in rows.journal} - opened):
        found = yield Ask(_JOURNAL_ENDS, {"ids": standing})
        ends = cast("Sequence[tuple[str, int, str, str | None]]", found)
        heads = {case_id: Head(seq, last, digest) for case_id, seq, last, digest in ends}
    for change in rows.changes:
        known = heads.get(change.case_id, Head()).state_digest
        if known is not None and change.leads_from and known not in change.leads_from:
            raise JournalDisagrees(change.case_id)
    yield Each(insert_into("journal"), chained(rows.journal, heads, journal_key))
    yield from noting_activity(rows.journal)


class _Sealer:
    """Turns the words of entries into notes and letters."""

    def __init__(self, case: Case, key: CaseKey, vault: Vault) -> None:
        self.notes: list[Insert] = []
        self.letters: list[PostedLetter] = []
        self._case = case
        self._key = key
        self._vault = vault

    def sealed(self, entry: JournalEntry) -> JournalEntry:
        """Return the entry naming what its words have become: ids and digests, no text."""
        payload = dict(entry.payload)
        if entry.mail is not None:
            letter = self._letter(entry.mail, entry.at)
            self.letters.append(letter)
            payload["mail"] = letter.id
        if entry.words is not None:
            payload |= self._note(entry, entry.words, "note", "sha256")
        if entry.number is not None:
            payload |= self._note(entry, CaseWords("number", entry.number), "number", "number_sha256")
        return replace(entry, payload=payload, words=None, number=None, mail=None)

    def _note(self, entry: JournalEntry, words: CaseWords, name: str, digest: str) -> Mapping[str, object]:
        """Seal words as a note of their own; return what the entry says of it."""
        sealed = self._key.seal(orjson.dumps({"text": words.text}), "case_note")
        note = {
            "id": new_id(entry.at),
            "case_id": self._case.id,
            "at": entry.at,
            "actor": entry.actor,
            "purpose": words.purpose,
            "sealed": sealed,
        }
        self.notes.append(Insert("case_note", note))
        return {name: note["id"], digest: hashlib.sha256(sealed).hexdigest()}

    def _letter(self, text: str, at: datetime) -> PostedLetter:
        replies = {"replies": [{"kind": "text", "text": text}]}
        sealed = self._vault.seal(orjson.dumps(replies), "mail", self._case.filer)
        # Its filer knows the filing alone: what is written about a part is read there.
        origin = origin_of(self._case)
        about = self._case.id if origin is None else origin.filing
        return PostedLetter(new_id(at), self._case.filer, about, sealed, at)


def _change(before: Case | None, after: Case) -> tuple[CaseChange, ...]:
    if before is None or before is after:
        return ()
    was, now = _columns_of(before), _columns_of(after)
    values = {name: value for name, value in now.items() if value != was[name] and name != "version"}
    return (CaseChange(after.id, before.version, values, digests_of(before)),)


def _columns_of(case: Case) -> Values:
    return {name: getattr(case, name) for name in _CASE_COLUMNS}


def _told_of(letter: PostedLetter, case: Case, at: datetime) -> Iterator[Insert]:
    """Give a notice to its filer for each way that there may be to them."""
    for way in LETTER_WAYS:
        notice = _outbox_row(BureauNotice(way, case.lead_bureau), case.id, at)
        yield replace(notice, values={**notice.values, "told": [{"letter": letter.id}]})


def _outbox_row(notice: BureauNotice, case_id: str, at: datetime) -> Insert:
    return Insert(
        "outbox",
        {
            "id": new_id(at),
            "case_id": case_id,
            "kind": notice.kind,
            "bureau": notice.bureau,
            "state": "waiting",
            "tries": 0,
            "created_at": at,
            "next_try_at": at,
        },
    )


def _identity_row(identity: KnownFiler, case_id: str, key: CaseKey) -> Update:
    sealed = key.seal(msgspec.json.encode(identity), "case_identity")
    return Update("case_identity", case_id, {"sealed": sealed})


def _grouped_updates(updates: Iterable[Update]) -> Iterator[tuple[tuple[str, tuple[str, ...]], list[Update]]]:
    groups: defaultdict[tuple[str, tuple[str, ...]], list[Update]] = defaultdict(list)
    for update in updates:
        groups[update.table, tuple(update.values)].append(update)
    yield from sorted(groups.items())


def _grouped_deletes(deletes: Iterable[Delete]) -> Iterator[tuple[str, list[str]]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for delete in deletes:
        groups[delete.table].append(delete.id)
    yield from sorted(groups.items())


# A parameter may not be called as a column is that gets its value.
def _as_new(values: Values) -> Values:
    return {f"new_{name}": value for name, value in values.items()}


@cache
def insert_into(table: str) -> Executable:
    """Return the statement that inserts rows into a table; always the same one, so that it is compiled once."""
    return METADATA.tables[table].insert()


@cache
def _delete_from(table: str) -> Executable:
    target: Table = METADATA.tables[table]
    return target.delete().where(target.c.id == bindparam("this_id"))


@cache
def _update(table: str, names: tuple[str, ...], *, versioned: bool = False) -> Executable:
    target: Table = METADATA.tables[table]
    values = {name: bindparam(f"new_{name}", type_=target.c[name].type) for name in names}
    # Each table that is updated has a key of one column.
    (key,) = target.primary_key.columns
    statement = target.update().where(key == bindparam("this_id")).values(values)
    if versioned:
        return statement.where(target.c.version == bindparam("was")).returning(key)
    return statement


_CASES: Table = METADATA.tables["case_file"]
_JOURNAL: Table = METADATA.tables["journal"]
_MAIL: Table = METADATA.tables["mail"]
_HOLD = select(_CASES.c.id).where(among(_CASES.c.id, "ids")).order_by(_CASES.c.id).with_for_update()
_LAST_LETTERS = (
    select(_MAIL.c.filer, func.max(_MAIL.c.n)).where(among(_MAIL.c.filer, "filers")).group_by(_MAIL.c.filer)
)
_LATER = _JOURNAL.alias("later")
_JOURNAL_ENDS = select(_JOURNAL.c.case_id, _JOURNAL.c.seq, _JOURNAL.c.hash, _JOURNAL.c.state_digest).where(
    among(_JOURNAL.c.case_id, "ids"),
    _JOURNAL.c.seq
    == select(func.max(_LATER.c.seq)).where(_LATER.c.case_id == _JOURNAL.c.case_id).scalar_subquery(),
)
_RANKS = {table.name: rank for rank, table in enumerate(METADATA.sorted_tables)}
