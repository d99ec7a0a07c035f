"""Changes of mind, threats and corrected numbers once something was filed: after_filing_later.jsonl, row by row.

`before` is said first; `becomes` says what the message must come to, `contact` what stands there afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_after_filing import STATES

_SHEET = Path(__file__).parents[2] / "expectations" / "own" / "after_filing_later.jsonl"
_ROWS = [json.loads(line) for line in _SHEET.read_text(encoding="utf-8").splitlines()]
_CAME_TO: Mapping[str, Callable[[Conversation, Sequence[str]], bool]] = {
    "withdrawal noted": lambda talk, new: new == ["withdrawal_wish"] or "要记下“申请撤回”吗" in talk.text,
    "wish taken back": lambda talk, new: new == ["withdrawal_taken_back"] and "不再申请撤回" in talk.text,
    "objection noted": lambda _, new: new == ["objection"],
    "nothing": lambda _, new: not new,
    "safety urgent": lambda talk, _: talk.text.startswith("有危险请马上拨打110"),
    "no threat": lambda talk, _: "110" not in talk.text,
    "contact": lambda _, new: not new,
    "no contact": lambda talk, _: not talk.contact,
}


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: f"{row['id']} {row['said']}")
def test_what_is_said_after_filing_comes_to_what_it_is(row: Mapping[str, Any]) -> None:
    talk = STATES[row["state"]](row["form"])
    for said in row.get("before", ()):
        talk.say(said)
    there = len(talk.notes)

    talk.say(row["said"])

    new = [str(note.purpose) for note in talk.notes[there:]]
    assert _CAME_TO[row["becomes"]](talk, new), talk.text
    if row["becomes"] == "contact":
        talk.say("确认更正")
        assert talk.contact == row["contact"]
