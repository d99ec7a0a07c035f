"""Where a person stands between two messages. A value: changed by making a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from dataclasses import field as part
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from intake.forms.form import Answer
from intake.forms.supplement import Purpose

# A draft nobody came back to: long enough for a holiday, short enough to keep little (PIPL 第19条).
DRAFTS_KEPT = timedelta(days=30)


class Special(StrEnum):
    """A question about the form itself: really cancel? with or without a name? go on after a while?"""

    CANCEL = "cancel"
    ANONYMITY = "anonymity"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Pending:
    """What a form waits for beside the answer to its open field.

    ask          the special question that is open
    correcting   the open field was named at the summary: its answer leads back there
    pushed       fields that were refused once, and explained
    put_off      core fields that were refused again: asked once more before the summary
    candidates   the places of which one is meant, as they were offered
    hinted       the field at which something was asked back about a place
    beside       what was said there of neighbouring fields, until the place is settled
    taken_asked  it was asked whether anything was done in Chongqing
    submit_now   what can be added later is left out
    pictures     pictures came that could not be received
    purpose      what a note is for
    words        what a note is to say, where it was said before the case was known
    interrupted  the note interrupted a form, which is shelved meanwhile
    """

    ask: Special | None = None
    correcting: bool = False
    pushed: tuple[str, ...] = ()
    put_off: tuple[str, ...] = ()
    candidates: tuple[Mapping[str, Any], ...] = ()
    hinted: str | None = None
    beside: Mapping[str, Any] = part(default_factory=dict)
    taken_asked: bool = False
    submit_now: bool = False
    pictures: bool = False
    purpose: Purpose = Purpose.SUPPLEMENT
    words: str = ""
    interrupted: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what is waited for; what is not waited for is left out."""
        waits = {part.name: getattr(self, part.name) for part in fields(self)}
        return {name: _listed(value) for name, value in waits.items() if value != getattr(_NOTHING, name)}

    @classmethod
    def from_json(cls, shape: Mapping[str, Any]) -> Self:
        """Read back what `as_json` wrote."""
        return cls(
            ask=Special(shape["ask"]) if shape.get("ask") else None,
            correcting=bool(shape.get("correcting")),
            pushed=tuple(shape.get("pushed", ())),
            put_off=tuple(shape.get("put_off", ())),
            candidates=tuple(shape.get("candidates", ())),
            hinted=shape.get("hinted"),
            beside=shape.get("beside", {}),
            taken_asked=bool(shape.get("taken_asked")),
            submit_now=bool(shape.get("submit_now")),
            pictures=bool(shape.get("pictures")),
            purpose=Purpose(shape.get("purpose", Purpose.SUPPLEMENT)),
            words=shape.get("words", ""),
            interrupted=bool(shape.get("interrupted")),
        )


_NOTHING = Pending()


@dataclass(frozen=True, slots=True)
class Running:
    """A form under way.

    form       the form's name: complaint, tip, consultation or supplement
    field      the field now asked for; `confirm` at the summary
    answers    by field name, in the order they were given
    misread    how often the open field was not understood in a row
    touched_at when the person last worked on it, UTC, ISO 8601
    """

    form: str
    field: str
    answers: Mapping[str, Answer] = part(default_factory=dict)
    misread: int = 0
    pending: Pending = part(default_factory=Pending)
    touched_at: str = ""

    def with_answer(self, name: str, answer: Answer) -> Running:
        """Return the form with one answer put in last, as the one given most recently."""
        others = {other: given for other, given in self.answers.items() if other != name}
        return replace(self, answers={**others, name: answer})

    def without(self, name: str) -> Running:
        """Return the form with one answer taken out."""
        return replace(self, answers={other: given for other, given in self.answers.items() if other != name})

    def at(self, field: str) -> Running:
        """Return the form with this field asked for."""
        return replace(self, field=field, misread=0)

    def as_json(self) -> dict[str, Any]:
        """Return the part of the state that this is."""
        return {
            "dialog": self.form,
            "field": self.field,
            "answers": {name: [given.value, given.typed, given.stated] for name, given in self.answers.items()},
            "misread": self.misread,
            "pending": self.pending.as_json(),
            "touched_at": self.touched_at,
        }

    @classmethod
    def from_json(cls, shape: Mapping[str, Any]) -> Self:
        """Read back what `as_json` wrote."""
        return cls(
            form=shape["dialog"],
            field=shape["field"],
            answers={name: Answer(*parts) for name, parts in shape["answers"].items()},
            misread=shape["misread"],
            pending=Pending.from_json(shape["pending"]),
            touched_at=shape["touched_at"],
        )


# The name of the open field at the summary.
CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class State:
    """All we remember of a conversation.

    running     the form under way, or None
    shelved     a form put aside (cancelled by mistake, handed to a person), for 「继续填写」
    offered     what the last choices would say, in the order shown, so that 「2」 is understood
    more        pages that wait for 「更多」
    last_entry  the entry answered last, for follow-up questions
    greeted     the first message with the service's status and privacy notice was shown
    unsure      how often in a row we could not help; the second time we offer a person
    signposted  what we sent the person elsewhere for, as long as they may come back to it; else empty
    unnamed     they want to stay unknown; kept through every form until they say otherwise or have filed
    filed       they filed something in this conversation
    asked       the kept question that a reaction would belong to; reception sets it
    rated       「有帮助吗」 was asked: once in a conversation is enough
    """

    running: Running | None = None
    shelved: Running | None = None
    offered: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    last_entry: str | None = None
    greeted: bool = False
    unsure: int = 0
    signposted: str = ""
    unnamed: bool = False
    filed: bool = False
    asked: str = ""
    rated: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what memory seals and stores; empty parts are left out."""
        shape: dict[str, Any] = {
            "running": self.running.as_json() if self.running else None,
            "shelved": self.shelved.as_json() if self.shelved else None,
            "offered": list(self.offered),
            "more": list(self.more),
            "last_entry": self.last_entry,
            "greeted": self.greeted,
            "unsure": self.unsure,
            "signposted": self.signposted,
            "unnamed": self.unnamed,
            "filed": self.filed,
            "asked": self.asked,
            "rated": self.rated,
        }
        return {"v": 1} | {name: value for name, value in shape.items() if value}

    @classmethod
    def from_json(cls, shape: Mapping[str, Any]) -> State:
        """Read back what `as_json` wrote."""
        running, shelved = shape.get("running"), shape.get("shelved")
        return cls(
            running=Running.from_json(running) if running else None,
            shelved=Running.from_json(shelved) if shelved else None,
            offered=tuple(shape.get("offered", ())),
            more=tuple(shape.get("more", ())),
            last_entry=shape.get("last_entry"),
            greeted=shape.get("greeted", False),
            unsure=shape.get("unsure", 0),
            signposted=shape.get("signposted", ""),
            unnamed=shape.get("unnamed", False),
            filed=shape.get("filed", False),
            asked=shape.get("asked", ""),
            rated=shape.get("rated", False),
        )

    def without_old_drafts(self, now: datetime) -> State:
        """Return the same conversation without the drafts that were not touched for DRAFTS_KEPT."""
        kept = self if _is_fresh(self.running, now) else self.idle()
        return kept if _is_fresh(kept.shelved, now) else replace(kept, shelved=None)

    @property
    def drafts_due_at(self) -> datetime | None:
        """When the first of the drafts is to be deleted, UTC; None when there is none."""
        drafts = [draft for draft in (self.running, self.shelved) if draft is not None and draft.touched_at]
        return min((_due_at(draft) for draft in drafts), default=None)

    def idle(self) -> State:
        """Return the same conversation with no form under way."""
        return replace(self, running=None, offered=())


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _is_fresh(draft: Running | None, now: datetime) -> bool:
    return draft is None or not draft.touched_at or now < _due_at(draft)


def _due_at(draft: Running) -> datetime:
    return datetime.fromisoformat(draft.touched_at) + DRAFTS_KEPT
