"""Conversations that were stored by an earlier version go on with this one.

Each file in stored/ was written by the version before patterns were lists (`State.as_json`): where a person stood,
what they say then, and what must occur in the answer, its pieces parted by 「……」. They are never rewritten.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.state import State
from intake.forms.draft import Draft
from intake.routing.bureaus import load_bureaus
from intake.routing.route import route
from intake.routing.rules import load_rules
from tests.bot.conversation.harness import Conversation

STORED = sorted((Path(__file__).parent / "stored").glob("*.json"))


@pytest.mark.parametrize("path", STORED, ids=[path.stem for path in STORED])
def test_a_stored_conversation_goes_on(path: Path) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))
    talk = _taken_up(stored)

    answer = talk.say(stored["then"])

    assert _occurs(stored["answered"], answer), answer


@pytest.mark.parametrize("path", STORED, ids=[path.stem for path in STORED])
def test_nothing_of_a_stored_conversation_is_lost(path: Path) -> None:
    stored = json.loads(path.read_text(encoding="utf-8"))["state"]

    state = State.read(json.dumps(stored))

    assert State.read(state.written()) == state
    assert _without_nothing(json.loads(state.written())) == _without_nothing(stored)


def _taken_up(stored: dict[str, Any]) -> Conversation:
    talk = Conversation(state=State.read(json.dumps(stored["state"])), now=datetime.fromisoformat(stored["now"]))
    draft = Draft("complaint", False, {"secret_kind": "technical"}, {}, "complaint-1")
    way = route(draft, load_rules(), load_bureaus(), talk.today)
    talk.cases = {reference: (draft, way) for reference in stored["cases"]}
    return talk


def _occurs(wanted: str, answer: str) -> bool:
    place = 0
    for piece in wanted.split("……"):
        place = answer.find(piece, place)
        if place < 0:
            return False
    return True


def _without_nothing(node: Any) -> Any:
    """Return a shape without what says nothing, and without what is said by default."""
    if not isinstance(node, dict):
        return node
    parts = {name: _without_nothing(part) for name, part in node.items()}
    said = {name: part for name, part in parts.items() if part not in (None, False, [], {}, "", 0)}
    return {name: part for name, part in said.items() if (name, part) != ("purpose", "supplement")}
