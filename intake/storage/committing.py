"""How the rows of many turns become one transaction. Pure order: what is sent, and what the answers mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from intake.journal.chain import Head, chained
from intake.storage.refusals import Clash
from intake.storage.rows import AnsweredBefore, CaseChange, Committed, Entry, Insert, Outcome, Stale, TurnRows
from intake.storage.steps import METADATA, Ask, Each, Speech, Work

# A row may stand already when its person comes back after unsubscribing twice, or on a second device.
_REMEMBERED = ("channel", "turn_no", "state", "updated_at", "drafts_due_at")
_KEPT_IF_THERE = frozenset({"contact"})

_REPLIES = "SELECT channel, message_key, reply FROM turn WHERE channel = ANY($1) AND message_key = ANY($2)"
_HOLD_CASES = "SELECT id FROM case_file WHERE id = ANY($1) ORDER BY id FOR UPDATE"
_JOURNAL_ENDS = """
SELECT case_id, seq, hash FROM journal AS entry WHERE case_id = ANY($1)
AND seq = (SELECT max(seq) FROM journal WHERE case_id = entry.case_id)
"""
_DELIVERED = "UPDATE mail SET delivered_at = $1 WHERE id = $2 AND person = $3 AND delivered_at IS NULL"
_FORGET_CONTACT = "DELETE FROM contact WHERE person = $1"
_FORGET_STATE = "DELETE FROM conversation WHERE person = $1"


def committing(turns: Sequence[TurnRows], speech: Speech, journal_key: bytes) -> Work[list[Outcome]]:
    """Write the turns inside the running transaction; give the outcomes in the order of the turns.

    The gates go first. A turn whose gate does not come in leaves nothing. Raises Clash when a case was changed
    meanwhile: the transaction must then be rolled back, and its turns written one by one.
    """
    # Two processes that insert the same gates in the same order cannot wait for each other in a circle.
    order = sorted(range(len(turns)), key=lambda place: (turns[place].gate.person, turns[place].gate.message_key))
    came_in = yield speech.gates([turns[place].gate for place in order])
    inside = _let_in(turns, order, {(row[0], row[1], row[2]) for row in came_in})
    outcomes: list[Outcome] = [Committed()] * len(turns)
    for place, outcome in (yield from _turned_away(turns, set(order) - set(inside), speech)):
        outcomes[place] = outcome
    if inside:
        yield from _write([turns[place] for place in inside], speech, journal_key)
    return outcomes


def _let_in(turns: Sequence[TurnRows], order: Iterable[int], came_in: set[tuple[Any, ...]]) -> list[int]:
    """Return the places of the turns that came in; of two copies in one batch, the first."""
    inside = []
    for place in order:
        gate = turns[place].gate
        key = (gate.channel, gate.message_key, gate.turn_no)
        if key in came_in:
            came_in.discard(key)
            inside.append(place)
    return inside


def _turned_away(turns: Sequence[TurnRows], places: set[int], speech: Speech) -> Work[list[tuple[int, Outcome]]]:
    """Give the outcome of turns whose gate did not come in: their message's reply, or Stale."""
    if not places:
        return []
    gates = {place: turns[place].gate for place in places}
    arguments = (
        speech.array(sorted({gate.channel for gate in gates.values()})),
        speech.array(gate.message_key for gate in gates.values()),
    )
    rows = yield Ask(speech.say(_REPLIES), arguments)
    replies = {(channel, message_key): bytes(reply) for channel, message_key, reply in rows}
    outcomes: list[tuple[int, Outcome]] = []
    for place, gate in gates.items():
        reply = replies.get((gate.channel, gate.message_key))
        outcomes.append((place, Stale() if reply is None else AnsweredBefore(reply)))
    return outcomes


def _write(turns: Sequence[TurnRows], speech: Speech, journal_key: bytes) -> Work[None]:
    entries = [entry for turn in turns for entry in turn.journal]
    changes = sorted((change for turn in turns for change in turn.changes), key=lambda change: change.case_id)
    inserts = [insert for turn in turns for insert in turn.inserts]
    yield from _forget(turns, speech)
    yield from _change_cases(changes, entries, inserts, speech)
    yield from _insert(inserts, speech)
    yield from _append_to_journal(entries, inserts, speech, journal_key)
    yield from _mark_delivered(turns, speech)
    yield from _remember(turns, speech)


def _forget(turns: Sequence[TurnRows], speech: Speech) -> Work[None]:
    persons = [(turn.gate.person,) for turn in turns if turn.forget]
    if persons:
        yield Each(speech.say(_FORGET_CONTACT), persons)
        yield Each(speech.say(_FORGET_STATE), persons)


def _change_cases(
    changes: Sequence[CaseChange], entries: Sequence[Entry], inserts: Sequence[Insert], speech: Speech
) -> Work[None]:
    """Hold every standing case that gets a change or an entry, in the order of ids, then change singly."""
    held = {change.case_id for change in changes} | ({entry.case_id for entry in entries} - _opened(inserts))
    if held and not speech.is_sqlite:
        yield Ask(speech.say(_HOLD_CASES), (speech.array(sorted(held)),))
    for change in changes:
        changed = yield speech.change(change)
        if not changed:
            raise Clash("the case has moved on")


def _insert(inserts: Sequence[Insert], speech: Speech) -> Work[None]:
    """Insert table by table, referred tables first, rows of the same columns together."""
    groups: defaultdict[tuple[str, tuple[str, ...]], list[Any]] = defaultdict(list)
    for insert in inserts:
        groups[insert.table, tuple(insert.values)].append(insert.values)
    for (table, _), rows in sorted(groups.items(), key=lambda group: _RANKS[group[0][0]]):
        yield speech.insert(table, rows, keep=table in _KEPT_IF_THERE)


def _append_to_journal(
    entries: Sequence[Entry], inserts: Sequence[Insert], speech: Speech, journal_key: bytes
) -> Work[None]:
    """Do within a batch what `journal.append` does in a session."""
    if not entries:
        return
    heads: dict[str, Head] = {}
    if standing := sorted({entry.case_id for entry in entries} - _opened(inserts)):
        rows = yield Ask(speech.say(_JOURNAL_ENDS), (speech.array(standing),))
        heads = {case_id: (seq, last) for case_id, seq, last in rows}
    yield speech.insert("journal", chained(entries, heads, journal_key))


def _mark_delivered(turns: Sequence[TurnRows], speech: Speech) -> Work[None]:
    instant = speech.sending("mail", ("delivered_at",))
    rows = [
        (*instant((turn.gate.created_at,)), mail_id, turn.gate.person)
        for turn in turns
        for mail_id in turn.delivered
    ]
    if rows:
        yield Each(speech.say(_DELIVERED), rows)


def _remember(turns: Sequence[TurnRows], speech: Speech) -> Work[None]:
    """Put each person's newest state in the place of the last one."""
    newest: dict[str, TurnRows] = {}
    for turn in turns:
        known = newest.get(turn.gate.person)
        if known is None or known.gate.turn_no < turn.gate.turn_no:
            newest[turn.gate.person] = turn
    states = [
        {
            "person": person,
            "channel": turn.gate.channel,
            "turn_no": turn.gate.turn_no,
            "state": turn.state,
            "updated_at": turn.gate.created_at,
            "drafts_due_at": turn.drafts_due_at,
        }
        for person, turn in newest.items()
        if turn.state is not None and not turn.forget
    ]
    if states:
        yield speech.insert("conversation", states, replace=_REMEMBERED)
    erased = [(person,) for person, turn in newest.items() if turn.state is None and not turn.forget]
    if erased:
        yield Each(speech.say(_FORGET_STATE), erased)


def _opened(inserts: Sequence[Insert]) -> set[str]:
    return {insert.values["id"] for insert in inserts if insert.table == "case_file"}


_RANKS = {table.name: rank for rank, table in enumerate(METADATA.sorted_tables)}
