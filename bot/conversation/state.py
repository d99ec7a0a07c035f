"""Where a person stands between two messages. A value: changed by making a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as part
from typing import Any

from intake.forms.form import Answer


@dataclass(frozen=True, slots=True)
class Running:
    """A dialog under way.

    dialog     complaint, tip or consultation
    field      the field now asked for; `confirm` at the summary, `resume` at continue-or-restart
    answers    by field name, in the order they were given
    misread    how often the open field was not understood in a row
    pending    what a special question (which of two places? really cancel?) waits to decide
    touched_at when the person last worked on it, UTC, ISO 8601
    """

    dialog: str
    field: str
    answers: Mapping[str, Answer] = part(default_factory=dict)
    misread: int = 0
    pending: Mapping[str, Any] = part(default_factory=dict)
    touched_at: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """All we remember of a conversation.

    running     the dialog under way, or None
    shelved     a dialog put aside (cancelled by mistake, handed to a person), for 「继续填写」
    offered     what the last choices would say, in the order shown, so that 「2」 is understood
    more        pages that wait for 「更多」
    last_entry  the entry answered last, for follow-up questions
    greeted     the first message with the service's status and privacy notice was shown
    unsure      how often in a row we could not help; the second time we offer a person
    signposted  what we sent the person elsewhere for, as long as they may come back to it; else empty
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
    asked: str = ""
    rated: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what memory seals and stores; empty parts are left out."""
        shape: dict[str, Any] = {"v": 1}
        for name in ("running", "shelved"):
            running: Running | None = getattr(self, name)
            if running is not None:
                shape[name] = _running_as_json(running)
        if self.offered:
            shape["offered"] = list(self.offered)
        if self.more:
            shape["more"] = list(self.more)
        if self.last_entry:
            shape["last_entry"] = self.last_entry
        if self.greeted:
            shape["greeted"] = True
        if self.unsure:
            shape["unsure"] = self.unsure
        if self.signposted:
            shape["signposted"] = self.signposted
        if self.asked:
            shape["asked"] = self.asked
        if self.rated:
            shape["rated"] = True
        return shape

    @classmethod
    def from_json(cls, shape: Mapping[str, Any]) -> State:
        """Read back what `as_json` wrote."""
        return cls(
            running=_running_from_json(shape.get("running")),
            shelved=_running_from_json(shape.get("shelved")),
            offered=tuple(shape.get("offered", ())),
            more=tuple(shape.get("more", ())),
            last_entry=shape.get("last_entry"),
            greeted=shape.get("greeted", False),
            unsure=shape.get("unsure", 0),
            signposted=shape.get("signposted", ""),
            asked=shape.get("asked", ""),
            rated=shape.get("rated", False),
        )

    def idle(self) -> State:
        """Return the same conversation with no dialog running."""
        return replace(self, running=None, offered=())


def _running_as_json(running: Running) -> dict[str, Any]:
    return {
        "dialog": running.dialog,
        "field": running.field,
        "answers": {name: [answer.value, answer.typed, answer.stated] for name, answer in running.answers.items()},
        "misread": running.misread,
        "pending": dict(running.pending),
        "touched_at": running.touched_at,
    }


def _running_from_json(shape: Mapping[str, Any] | None) -> Running | None:
    if shape is None:
        return None
    return Running(
        dialog=shape["dialog"],
        field=shape["field"],
        answers={name: Answer(*parts) for name, parts in shape["answers"].items()},
        misread=shape["misread"],
        pending=shape["pending"],
        touched_at=shape["touched_at"],
    )
