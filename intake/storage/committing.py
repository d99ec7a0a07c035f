"""How the rows of many turns become one transaction. Pure order: what is sent, and what the answers mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import cast

from sqlalchemy import Table, bindparam

from intake.storage.changes import writing
from intake.storage.rows import AnsweredBefore, CommitOutcome, Committed, Stale, TurnRows, together
from intake.storage.speech import Speech
from intake.storage.steps import METADATA, Ask, Each, Work, among

_TURNS: Table = METADATA.tables["turn"]
_MAIL: Table = METADATA.tables["mail"]
_CONVERSATIONS: Table = METADATA.tables["conversation"]

_REPLIES = _TURNS.select().with_only_columns(_TURNS.c.channel, _TURNS.c.message_key, _TURNS.c.reply)
_REPLIES = _REPLIES.where(among(_TURNS.c.channel, "channels"), among(_TURNS.c.message_key, "keys"))
_DELIVERED = (
    _MAIL.update()
    .where(_MAIL.c.id == bindparam("this_id"), _MAIL.c.delivered_at.is_(None))
    .values(delivered_at=bindparam("now", type_=_MAIL.c.delivered_at.type), delivered_by=bindparam("by"))
)
_RETELL = (
    _TURNS.update()
    .where(_TURNS.c.channel == bindparam("this_channel"), _TURNS.c.message_key == bindparam("this_key"))
    .values(reply=bindparam("new_reply", type_=_TURNS.c.reply.type))
)
_FORGET_STATE = _CONVERSATIONS.delete().where(_CONVERSATIONS.c.person == bindparam("this_person"))


def committing(turns: Sequence[TurnRows], speech: Speech, journal_key: bytes) -> Work[list[CommitOutcome]]:
    """Write the turns inside the running transaction; give the outcomes in the order of the turns.

    The gates go first. A turn whose gate does not come in leaves nothing. Raises Clash when a case was changed
    meanwhile: the transaction must then be rolled back, and its turns written one by one.
    """
    # Two processes that insert the same gates in the same order cannot wait for each other in a circle.
    order = sorted(range(len(turns)), key=lambda place: (turns[place].gate.person, turns[place].gate.message_key))
    came_in = yield speech.gates([turns[place].gate for place in order])
    inside = _let_in(turns, order, {(row[0], row[1], row[2]) for row in came_in})
    outcomes: list[CommitOutcome] = [Committed()] * len(turns)
    for place, outcome in (yield from _turned_away(turns, set(order) - set(inside))):
        outcomes[place] = outcome
    if inside:
        yield from _write([turns[place] for place in inside], speech, journal_key)
    return outcomes


def _let_in(turns: Sequence[TurnRows], order: Iterable[int], came_in: set[tuple[object, ...]]) -> list[int]:
    """Return the places of the turns that came in; of two copies in one batch, the first."""
    inside = []
    for place in order:
        gate = turns[place].gate
        key = (gate.channel, gate.message_key, gate.turn_no)
        if key in came_in:
            came_in.discard(key)
            inside.append(place)
    return inside


def _turned_away(turns: Sequence[TurnRows], places: set[int]) -> Work[list[tuple[int, CommitOutcome]]]:
    """Give the outcome of turns whose gate did not come in: their message's reply, or Stale."""
    if not places:
        return []
    gates = {place: turns[place].gate for place in places}
    keys = {"keys": [gate.message_key for gate in gates.values()]}
    rows = yield Ask(_REPLIES, {"channels": sorted({gate.channel for gate in gates.values()}), **keys})
    kept = cast("Sequence[tuple[str, str, bytes]]", rows)
    replies = {(channel, message_key): bytes(reply) for channel, message_key, reply in kept}
    outcomes: list[tuple[int, CommitOutcome]] = []
    for place, gate in gates.items():
        reply = replies.get((gate.channel, gate.message_key))
        outcomes.append((place, Stale() if reply is None else AnsweredBefore(reply)))
    return outcomes


def _write(turns: Sequence[TurnRows], speech: Speech, journal_key: bytes) -> Work[None]:
    yield from writing(together(turn.rows for turn in turns), journal_key)
    yield from _mark_delivered(turns)
    yield from _retell(turns)
    yield from _remember(turns, speech)


def _mark_delivered(turns: Sequence[TurnRows]) -> Work[None]:
    rows = [
        {"now": turn.gate.created_at, "by": turn.gate.channel, "this_id": mail_id}
        for turn in turns
        for mail_id in turn.delivered
    ]
    if rows:
        yield Each(_DELIVERED, rows)


def _retell(turns: Sequence[TurnRows]) -> Work[None]:
    rows = [
        {"this_channel": retold.channel, "this_key": retold.message_key, "new_reply": retold.reply}
        for turn in turns
        for retold in turn.retold
    ]
    if rows:
        yield Each(_RETELL, rows)


def _remember(turns: Sequence[TurnRows], speech: Speech) -> Work[None]:
    """Put each person's newest state in the place of the last one, or erase it."""
    newest: dict[str, TurnRows] = {}
    for turn in turns:
        known = newest.get(turn.gate.person)
        if known is None or known.gate.turn_no < turn.gate.turn_no:
            newest[turn.gate.person] = turn
    for leaves_own in (False, True):
        kept = (turn for turn in newest.values() if turn.state is not None and turn.leaves_own is leaves_own)
        if states := [_state_row(turn) for turn in kept]:
            yield speech.remember(states)
    erased = [{"this_person": person} for person, turn in newest.items() if turn.state is None]
    if erased:
        yield Each(_FORGET_STATE, erased)


def _state_row(turn: TurnRows) -> dict[str, object]:
    own = {} if turn.leaves_own else {"own": turn.own, "own_due_at": turn.own_due_at}
    return {
        "person": turn.gate.person,
        "turn_no": turn.gate.turn_no,
        "state": turn.state,
        "updated_at": turn.gate.created_at,
        "drafts_due_at": turn.drafts_due_at,
        **own,
    }
