"""Talks as rows: written by the ledger's batch and by the desk's transaction alike, read in one place."""

from __future__ import annotations

import dataclasses
from datetime import datetime

import orjson

from intake.ids import new_id
from intake.storage.rows import Insert, PostedLetter, Rows, Update
from intake.storage.sealing import Vault
from intake.storage.talk_tables import TalkLineRow, TalkRow
from intake.talks.talk import Talk, TalkAct, TalkEnd, TalkState

_PURPOSE = "talk_line"


def talk_rows(act: TalkAct, vault: Vault, now: datetime, letters: tuple[PostedLetter, ...] = ()) -> Rows:
    """Return what an act leaves behind: the talk as it then stands, its lines sealed, words for the person.

    The lines come before the talk itself is touched, at the desk and in the ledger: so nobody waits in a circle.
    """
    after, first = act.after, act.after.lines - len(act.lines)
    lines = []
    for place, line in enumerate(act.lines, start=1):
        line_id = new_id(now)
        sealed = vault.seal(orjson.dumps({"text": line.text}), _PURPOSE, line_id)
        values = {"id": line_id, "talk_id": after.id, "n": first + place, "at": now, "by": line.by.value}
        lines.append(Insert("talk_line", {**values, "officer_id": line.officer_id, "sealed": sealed}))
    if act.before is None:
        return Rows(inserts=(Insert("talk", _columns(after)), *lines), letters=letters)
    changed = _changed(act.before, after)
    return Rows(inserts=tuple(lines), updates=(Update("talk", after.id, changed),), letters=letters)


def letter_to(talk: Talk, text: str, vault: Vault, now: datetime) -> PostedLetter:
    """Return words for the person of a talk, brought as officers' words are; a page calls them no letter."""
    reply = {"text": text, "notice": True}
    sealed = vault.seal(orjson.dumps({"replies": [reply]}), "mail", talk.person)
    return PostedLetter(new_id(now), talk.person, None, sealed, now)


def talk_of(row: TalkRow) -> Talk:
    """Return the talk of a row."""
    return Talk(
        id=row.id,
        person=row.person,
        channel=row.channel,
        bureau=row.bureau,
        state=TalkState(row.state),
        officer_id=row.officer_id,
        opened_at=row.opened_at,
        last_at=row.last_at,
        lines=row.lines,
        read_until=row.read_until,
        taken_at=row.taken_at,
        ended_at=row.ended_at,
        ended_as=TalkEnd(row.ended_as) if row.ended_as else None,
        resumes=row.resumes,
        is_late=row.is_late,
    )


def words_of(line: TalkLineRow, vault: Vault) -> str:
    """Return what a line says."""
    text: str = orjson.loads(vault.unseal(line.sealed, _PURPOSE, line.id))["text"]
    return text


def _columns(talk: Talk) -> dict[str, object]:
    return {part.name: _plain(getattr(talk, part.name)) for part in dataclasses.fields(talk)}


def _changed(before: Talk, after: Talk) -> dict[str, object]:
    """Return what is other than before: how far an officer has read changes beside this, and stays."""
    was, now = _columns(before), _columns(after)
    return {name: value for name, value in now.items() if value != was[name]}


def _plain(value: object) -> object:
    return value.value if isinstance(value, TalkState | TalkEnd) else value
