"""What any channel can bring (`Inbound`) and show (`Reply`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from bot.conversation.channels import CHANNELS, Channel, ChannelName
from intake.cases.filer import Filer

MessageKind = Literal["text", "image", "voice", "video", "location", "link", "file", "event", "unknown"]

# Messages that say nothing we could read.
SILENT_KINDS = ("image", "voice", "video", "file", "link", "unknown")


@dataclass(frozen=True, slots=True)
class Location:
    """A point somebody sent, as the channel gave it.

    latitude, longitude   degrees, GCJ-02 (what WeChat and Chinese map pages send)
    label                 the address the sender's map wrote beside it, may be empty
    """

    latitude: float
    longitude: float
    label: str


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of one person, free of the channel it came through.

    person       keyed id (HMAC-SHA256, hex) of the account or session: never the openid itself
    own_key      another keyed id of the same, which is kept nowhere: it alone leads to their anonymous cases
    key          keyed id of this delivery: the same message delivered again has the same key
    text         what was typed; for a voice message what the channel recognised, else empty
    event        for kind "event": subscribe, unsubscribe, scan, click, view, location, other
    event_key    the menu key of a click, else empty
    received_at  when it reached us, UTC
    """

    channel: ChannelName
    person: str
    key: str
    kind: MessageKind
    received_at: datetime
    text: str = ""
    location: Location | None = None
    event: str = ""
    event_key: str = ""
    own_key: str = ""

    @property
    def filer(self) -> Filer:
        """Whose message it is, for everything they may do with their own cases."""
        return Filer(self.person, self.own_key)

    @property
    def can(self) -> Channel:
        """What the channel it came through can do."""
        return CHANNELS[self.channel]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what stands on the button, and what is said by pressing it."""

    label: str
    say: str


@dataclass(frozen=True, slots=True)
class Download:
    """A text that the person can take away: the draft of the `helper` status, a receipt."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing we say.

    text      complete by itself, source and notes included, so that any channel can show it
    choices   in the order shown; a channel without buttons numbers them from 1
    source    the source line again, for a page that folds it out; empty without one
    download  only where there is something to take away
    """

    text: str
    choices: tuple[Choice, ...] = ()
    source: str = ""
    download: Download | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `/api/chat/messages` promises."""
        shape: dict[str, Any] = {"kind": "choices" if self.choices else "text", "text": self.text}
        if self.choices:
            shape["choices"] = [{"label": choice.label, "say": choice.say} for choice in self.choices]
        if self.source:
            shape["source"] = self.source
        if self.download:
            shape["download"] = {"name": self.download.name, "text": self.download.text}
        return shape

    @classmethod
    def from_json(cls, shape: Mapping[str, Any]) -> Reply:
        """Read back what `as_json` wrote."""
        download = shape.get("download")
        return cls(
            text=shape["text"],
            choices=tuple(Choice(**choice) for choice in shape.get("choices", ())),
            source=shape.get("source", ""),
            download=Download(**download) if download else None,
        )


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a turn went as it did. It names no person and no other case."""

    intent: str | None = None
    entry: str | None = None
    candidates: tuple[tuple[str, float], ...] = ()
    dialog: str | None = None
    field: str | None = None
    case: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the shape that `/api/chat/messages` promises; empty values are null."""
        return {
            "intent": self.intent,
            "entry": self.entry,
            "candidates": [{"entry": entry, "score": round(score, 4)} for entry, score in self.candidates],
            "dialog": self.dialog,
            "field": self.field,
            "case": self.case,
        }
