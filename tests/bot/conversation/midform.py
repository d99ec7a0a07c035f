"""What became of a message in the middle of a form: which answers changed, what is asked, what was said.

The rows are those of own/midform_*.jsonl: `at` names a place of `answering.py`, `before`
is said there first; `fields` are the answers that change and no others (「act_place.district」 looks into a place,
null is an empty or absent one); `asks` is `same`, `next` (another field), null (the form is left), or the field
that is asked then. `files` says that the form is filed by it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.conversation.state import Running
from intake.forms.draft import TOLD
from intake.forms.kind import is_given
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

_OWN = Path(__file__).parents[2] / "expectations" / "own"
SHEETS = (
    "midform_own.jsonl",
    "midform_later.jsonl",
    "midform_third.jsonl",
    "midform_strangers.jsonl",
    "midform_fourth.jsonl",
    "midform_outsiders.jsonl",
    "midform_kinds.jsonl",
    "midform_fifth.jsonl",
    "midform_eighth.jsonl",
    "midform_ninth.jsonl",
    "midform_outsiders_second.jsonl",
    "midform_thirteenth.jsonl",
    "midform_sixteenth.jsonl",
    "midform_twentyfirst.jsonl",
)
# What is filled in beside a place, a party or a text, because it follows from it.
_FOLLOWS = (
    "use_place",
    "taken_place",
    "reported_place",
    "reported_kind",
    "clue_kinds",
    "reported_relation#2",
    "visit_address",
)


def rows(*sheets: str) -> list[dict[str, Any]]:
    """Read the sheets, all of them unless some are named."""
    texts = ((_OWN / sheet).read_text(encoding="utf-8") for sheet in sheets or SHEETS)
    return [json.loads(line) for text in texts for line in text.splitlines()]


def answers_of(talk: Conversation) -> dict[str, Any]:
    """Return what the form holds, of one that is left as well."""
    form = talk.state.running or talk.state.shelved
    given = form.answers if isinstance(form, Running) else {}
    return {name: answer.value for name, answer in given.items() if is_given(answer.value)}


def faults_of(row: Mapping[str, Any]) -> list[str]:
    """Return what became of a row other than expected."""
    talk = conversation_at(row["at"])
    for said in row.get("before", ()):
        talk.say(said)
    asked, kept, form = talk.trace.field, answers_of(talk), talk.trace.dialog
    reply = talk.say(row["said"])
    is_changed = row.get("files") or (row["asks"] is not None and talk.trace.dialog != form)
    return [
        *_asks(row, asked, talk),
        *(() if is_changed else _fields(row.get("fields", {}), kept, answers_of(talk))),
        *([f"answer lacks /{row['reply']}/"] if not re.search(row.get("reply", ""), reply) else ()),
        *([f"answer has /{row['lacks']}/"] if row.get("lacks") and re.search(row["lacks"], reply) else ()),
        *(["something is added to a case"] if talk.notes else ()),
    ]


def _asks(row: Mapping[str, Any], before: str | None, talk: Conversation) -> Iterator[str]:
    now = talk.trace.field if talk.state.running else None
    wanted = row["asks"]
    is_right = now == {"same": before, "next": now}.get(str(wanted), wanted)
    if not is_right or (wanted == "next" and now == before):
        yield f"asks {now}, not {wanted}"


def _fields(wanted: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for path, value in wanted.items():
        name, _, key = path.partition(".")
        found = after.get(name)
        if (found.get(key) if key and isinstance(found, Mapping) else found) != value:
            yield f"{path} is {found!r}, not {value!r}"
    # A story is kept in its own words as well.
    names = {*before, *after} - {TOLD}
    changed = {name for name in names if before.get(name) != after.get(name)}
    named = {path.partition(".")[0] for path in wanted}
    for name in sorted(changed - named - (set(_FOLLOWS) if wanted else set())):
        yield f"{name} was {before.get(name)!r} and is {after.get(name)!r}"
