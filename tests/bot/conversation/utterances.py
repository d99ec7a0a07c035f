"""Puts a conversation into a context, says one short sentence there and tells what became of it.

The rows are those of utterances_dev.jsonl and own/utterances_own.jsonl in tests/expectations; the contexts are
reached by talking to the real engine. What happened is told from the requests, the answers that changed and the
sentences said.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from intents.reading import is_nothing
from knowledge.finding.outside import kinds
from tests.bot.conversation.harness import Conversation, handbook
from tests.bot.conversation.standing import standing_at

SHEETS = Path(__file__).parents[2] / "expectations"

# Which sentences of phrases.yaml show which reading; the order does not matter, all that are said count.
_SIGNS: Mapping[str, tuple[str, ...]] = {
    "service.person": ("human",),
    "service.person_draft_kept": ("human",),
    "service.thanks": ("thanks",),
    "service.greeting": ("greeting",),
    "service.just_symbols": ("other",),
    "pasted.number": ("other",),
    "pasted.cut_number": ("other",),
    "service.no_hurry": ("wait",),
    "service.not_clear": ("help",),
    "service.in_english": ("other", "help"),
    "service.nothing_open": ("confirm", "deny", "submit_now", "back", "filled"),
    "filed.confirmed_before": ("confirm", "submit_now", "filled"),
    "filed.confirmed_unseen": ("confirm", "submit_now", "filled"),
    "service.another_time": ("cancel",),
    "progress.not_added": ("cancel", "deny"),
    "progress.nothing_yet": ("confirm", "other"),
    "service.blank": ("other", "confirm"),
    "answering.back_to_form": ("greeting",),
    "answering.not_sure": ("other",),
    "answering.not_ours": ("other",),
    "service.self": ("greeting", "other"),
    "service.listening": ("other",),
    "service.blamed": ("other",),
    "answering.menu": ("ask",),
    "answering.nothing": ("ask",),
    "answering.nothing_in_between": ("ask",),
    "feedback.thanks": ("confirm", "thanks"),
    "feedback.sorry": ("deny",),
    "form.wait": ("wait",),
    "form.wait_at_summary": ("wait",),
    "form.repeat": ("repeat",),
    "form.needed": ("help",),
    "form.needed_if_known": ("help",),
    "form.not_needed": ("help",),
    "form.sigh": ("other",),
    "form.told_but_not_noted": ("other",),
    "form.filled": ("filled",),
    "form.filled_nothing": ("filled",),
    "form.put_aside": ("put_aside", "wait"),
    "form.discarded": ("discard",),
    "form.discard_ask": ("discard",),
    "form.discard_nothing": ("discard",),
    "form.cancel_ask": ("cancel",),
    "form.cancelled": ("cancel",),
    "form.cancelled_at_summary": ("cancel", "deny"),
    "form.resumed": ("resume",),
    "form.restarted": ("restart",),
    "form.restart_ask": ("restart",),
    "form.no_draft": ("resume",),
    "form.back": ("back",),
    "form.back_first": ("back",),
    "form.confirm_which": ("deny", "back"),
    "form.skipped": ("skip",),
    "form.put_off": ("skip",),
    "form.core_missing": ("skip",),
    "form.truth_needed": ("skip", "deny"),
    "form.truth_unclear": ("other", "deny"),
    "form.core_still_open": ("submit_now",),
    "form.not_an_answer": ("confirm", "other"),
    "form.corrected": ("correct",),
    "form.ask_again": ("correct",),
    "progress.one": ("progress",),
    "progress.none": ("progress",),
    "progress.ask_supplement": ("supplement",),
    "progress.ask_withdrawal_wish": ("withdraw",),
    "progress.really_withdraw": ("withdraw",),
    "progress.ask_objection": ("object",),
    "progress.noted_withdrawal_wish": ("withdraw",),
    "progress.noted_objection": ("object",),
    "progress.check_contact": ("correct",),
    "progress.noted_contact": ("correct",),
    "progress.offered.addition": ("other", "supplement"),
    "progress.offered.addition_or_new": ("other", "supplement"),
    "progress.noted_supplement": ("answer", "supplement"),
}


@dataclass(frozen=True)
class Outcome:
    """What a sentence led to.

    readings  what it was taken for: intents, and answer skip help repeat wait resume put_aside discard filled
              submit_now correct withdraw object
    stored    the answers it gave or changed, by field
    filed     a case was opened
    noted     words were added to a case
    reply     all that was answered
    """

    readings: frozenset[str]
    stored: Mapping[str, Any]
    filed: bool
    noted: bool
    reply: str


def rows_of(name: str) -> list[dict[str, Any]]:
    """Return the rows of a sheet below tests/expectations."""
    return list(map(json.loads, (SHEETS / name).read_text(encoding="utf-8").splitlines()))


def fault_of(row: Mapping[str, Any]) -> str | None:
    """Return what is wrong with what a row's sentence leads to, None when nothing is."""
    outcome = outcome_of(row)
    return broken_promise(row, outcome) or _misunderstood(row, outcome)


def outcome_of(row: Mapping[str, Any]) -> Outcome:
    """Say a row's sentence in its context."""
    talk = copy.copy(standing_at(row["context"], row.get("form"), row.get("field")))
    talk.cases, talk.notes, talk.heard = dict(talk.cases), list(talk.notes), list(talk.heard)
    before = copy.copy(talk)
    cases, notes = len(talk.cases), len(talk.notes)
    talk.say(row["text"])
    stored = dict(_changed(before, talk)) | talk.contact | _contact_when_confirmed(talk)
    filed, noted = len(talk.cases) > cases, len(talk.notes) > notes
    return Outcome(frozenset(_readings(row, before, talk, stored, filed)), stored, filed, noted, talk.text)


def _contact_when_confirmed(talk: Conversation) -> dict[str, Any]:
    """Return what a correction that is read back comes to, once it is confirmed."""
    if not _is_said("progress.check_contact", talk.text):
        return {}
    confirming = copy.copy(talk)
    confirming.contact = dict(talk.contact)
    confirming.say("确认更正")
    return confirming.contact


def broken_promise(row: Mapping[str, Any], outcome: Outcome) -> str | None:
    """Return what was filed, added or stored although the row says `files: false`."""
    if row.get("files") is not False:
        return None
    if outcome.filed or outcome.noted:
        return "filed" if outcome.filed else "added to the case"
    if row["context"] not in ("mid", "confirm", "supplement"):
        return None
    kept = {name for name, value in outcome.stored.items() if name != row.get("target") and value is not None}
    return f"stored as {sorted(kept)}" if kept else None


def _misunderstood(row: Mapping[str, Any], outcome: Outcome) -> str | None:
    if row.get("files") is True and not (outcome.filed or outcome.noted):
        return f"neither filed nor added: {_short(outcome)}"
    wanted = {row["want"], *row.get("also", ())} & outcome.readings
    if not wanted:
        return f"taken for {sorted(outcome.readings)}: {_short(outcome)}"
    named = row.get("target") or row.get("field")
    if wanted & {"answer", "correct"} == wanted and "value" in row and named and not outcome.noted:
        kept = outcome.stored.get(named)
        if isinstance(row["value"], list) and isinstance(kept, str):
            # Of several names each is kept for itself.
            kept = "、".join(str(value) for name, value in outcome.stored.items() if name.startswith(named))
        # A row may want only the part of a name that is corrected.
        is_part = row["want"] == "correct" and isinstance(kept, str) and str(row["value"]) in kept
        return None if is_part or _is_as_wanted(kept, row["value"], row["text"]) else f"{named} is {kept!r}"
    return None


def _short(outcome: Outcome) -> str:
    return outcome.reply.replace("\n", " / ")[:90]


# ------------------------------------------------------------------------------ what happened


def _changed(before: Conversation, after: Conversation) -> Iterator[tuple[str, Any]]:
    """Yield the answers of the form that are new or different."""
    was, now = _answers(before), _answers(after)
    for name, answer in now.items():
        if answer != was.get(name):
            yield name, answer


def _answers(talk: Conversation) -> dict[str, Any]:
    forms = (talk.state.running, talk.state.shelved)
    return {name: answer.value for form in forms if form for name, answer in reversed(list(form.answers.items()))}


def _readings(
    row: Mapping[str, Any], before: Conversation, talk: Conversation, stored: Mapping[str, Any], filed: bool
) -> Iterator[str]:
    for key, readings in _SIGNS.items():
        if _is_said(key, talk.text):
            yield from readings
    if filed:
        yield from ("confirm", "submit_now")
    if any(kind.says in talk.text for kind in kinds().values()):
        yield from ("other", "ask")
    if talk.trace.entry is not None:
        yield "repeat" if talk.trace.entry == before.state.last_entry else "ask"
    was, now = before.state.running, talk.state.running
    if now is not None and (was is None or was.form != now.form) and now.form != "supplement":
        yield "complaint" if now.form == "tip" else now.form
    if row["context"] == "mid" and was is not None:
        yield from _at_a_field(row, before, talk, stored)
    if row["context"] == "confirm":
        yield from _at_the_summary(row, talk, stored)
    if row["context"] == "after" and list(before.cases)[-1] in talk.text:
        yield "repeat"
    if row["context"] == "supplement" and now is not None and was is not None and now.field == was.field:
        # An answer beside the note is what was asked about it.
        is_help = talk.trace.entry or handbook().forms["supplement"].field("note").help in talk.text
        yield from ("other", "confirm", "help") if is_help else ("other", "confirm")


def _at_a_field(
    row: Mapping[str, Any], before: Conversation, talk: Conversation, stored: Mapping[str, Any]
) -> Iterator[str]:
    field, form = row["field"], row["form"]
    now = talk.state.running
    if stored.get(field) is not None:
        yield "answer"
    if field in stored and stored[field] is None:
        yield "skip"
    if row.get("target") in stored or (now is not None and now.field == row.get("target")):
        # Changed, or opened again because no full value was said.
        yield "correct"
    asked = handbook().forms[form].field(field)
    if asked.push and asked.push in talk.text:
        yield "skip"
    if asked.help in talk.text:
        yield "help"
    if any(_is_said(key, talk.text) for key in handbook().phrases.sentences if key.startswith("unread.")):
        yield "other"
        if row["want"] == "answer" and _asks_back(row):
            yield "answer"
    hints = (key for key in handbook().phrases.sentences if key.startswith("hints."))
    asks_where = ("form.which_place", "stops.outside", *hints)
    if field in ("act_place", "district") and any(_is_said(key, talk.text) for key in asks_where):
        yield "answer"
    if now is not None and now.field in ("truth_declared", "confirm") and field != "truth_declared":
        yield "submit_now"
    if talk.text.strip().startswith("第") and talk.replies[0].text.endswith(asked.ask):
        yield "resume"


def _at_the_summary(row: Mapping[str, Any], talk: Conversation, stored: Mapping[str, Any]) -> Iterator[str]:
    if row.get("target") in stored:
        yield "correct"
    if _is_said("form.confirm_again", talk.text):
        yield "help"
    if talk.state.running is not None and talk.state.running.field not in ("confirm", row.get("target")):
        yield "back"
    if _is_said("summary.complaint", talk.text) and not stored:
        yield "repeat"


def _asks_back(row: Mapping[str, Any]) -> bool:
    """Say whether there is nothing to be kept yet: ten digits of a number, a place without its district."""
    value = row.get("value", "")
    return value is None or (isinstance(value, dict) and value["district"] is None)


def _is_there(kept: Any, district: str | None) -> bool:
    """Say whether a place lies in a district, or is asked about because an old district's name says too little."""
    if district is None:
        return kept is None or kept.get("district") is None
    known = handbook().gazetteer.locate(district, Conversation().now.date())
    now = known.place.district if known.place else None
    if kept is None:
        return now != district
    return bool(kept["district"] in (district, now))


@cache
def _parts(key: str) -> tuple[str, ...]:
    sentence = handbook().phrases.sentences.get(key, "")
    return tuple(part for part in re.split(r"\{\w+\}", sentence) if part.strip())


def _is_said(key: str, text: str) -> bool:
    parts = _parts(key)
    return bool(parts) and all(part in text for part in parts)


def _is_as_wanted(kept: Any, wanted: Any, text: str) -> bool:
    """Compare as tests/expectations/README.md says; numbers of options stand for what was shown."""
    if wanted is None:
        return kept is None
    if wanted == "none":
        return isinstance(kept, str) and is_nothing(kept)
    if isinstance(wanted, dict):
        return _is_there(kept, wanted["district"])
    if isinstance(wanted, str) and wanted.endswith(("区", "县")):
        return (kept is None and _is_there(None, wanted)) or kept == wanted
    if isinstance(wanted, list) and all(isinstance(one, int) for one in wanted):
        return isinstance(kept, list) and len(kept) == len(wanted)
    if isinstance(wanted, list):
        return all(one in str(kept) for one in wanted)
    if isinstance(kept, list):
        return bool(kept)
    if isinstance(wanted, str) and isinstance(kept, str):
        digits = re.sub(r"\D", "", wanted)
        if digits and digits == re.sub(r"\D", "", kept):
            return True
        return kept == wanted or (wanted in kept and wanted not in text.replace(kept, ""))
    return bool(kept == wanted)
