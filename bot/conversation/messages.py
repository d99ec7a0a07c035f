"""What any channel can bring (`Inbound`) and show (`Reply`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import msgspec

from bot.conversation.channels import CHANNELS, Channel, ChannelName
from bot.conversation.page.sent import PageSent
from intake.cases.filer import Filer

MessageKind = Literal["text", "image", "voice", "video", "location", "link", "file", "event", "page", "unknown"]

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
class Attachment:
    """What came with a message and is no text: a picture, a voice, a video, a file, a link.

    told  what the channel told of it, by its own names; it stands nowhere but sealed
    """

    told: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message of one person, free of the channel it came through.

    person       keyed id (HMAC-SHA256, hex) of the account or session: not the openid
    own_key      another keyed id of the same, which is kept nowhere: it alone leads to their anonymous cases
    key          keyed id of this delivery: the same message delivered again has the same key
    text         what was typed; for a voice message what the channel recognised, else empty
    event        for kind "event": subscribe, unsubscribe, scan, click, view, location, agreed, other
    event_key    the menu key of a click; the templates of 订阅通知 that were agreed to; else empty
    attachment   what came with it and can be fetched, or a link
    received_at  when it reached us, UTC
    page         for kind "page": what a page of a form sent
    openid       by what WeChat knows them, for `bot.reaching` alone: kept sealed for two days at most
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
    page: PageSent | None = None
    attachment: Attachment | None = None
    openid: str = field(default="", repr=False)

    @property
    def filer(self) -> Filer:
        """Whose message it is, for everything they may do with their own cases."""
        return Filer(self.person, self.own_key)

    @property
    def can(self) -> Channel:
        """What the channel it came through can do."""
        return CHANNELS[self.channel]


class Choice(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to choose: what stands on the button, and what is said by pressing it.

    ticks  one of several that may be chosen together: a page lets people tick them, and says all at once
    """

    label: str
    say: str
    ticks: bool = False


class Download(msgspec.Struct, frozen=True):
    """A text that the person can take away: the draft of the `helper` status, a receipt."""

    name: str
    text: str


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing we say.

    text        complete by itself, source and notes included, so that any channel can show it
    choices     in the order shown; a channel without buttons numbers them from 1
    source      the source line again, for a page that folds it out; empty without one
    download    only where there is something to take away
    statements  what the source says further, for a page that folds it out; not in the text
    upload      address of the upload page, for a page that shows a button; it stands in the text too
    notice      no letter: words of the service itself, or of an officer in a talk, that came outside of a turn
    ends        with it the form is over that was under way in the chat
    """

    text: str
    choices: tuple[Choice, ...] = ()
    source: str = ""
    download: Download | None = None
    statements: tuple[str, ...] = ()
    upload: str = ""
    notice: bool = False
    ends: bool = False

    def as_json(self) -> dict[str, object]:
        """Return the shape that `/api/chat/messages` promises."""
        shape: dict[str, object] = msgspec.to_builtins(self)
        return {"kind": "choices" if self.choices else "text", **shape}


class Considered(msgspec.Struct, frozen=True):
    """An entry that a question could have meant, and how likely, 0 to 1."""

    entry: str
    score: float


class Trace(msgspec.Struct, frozen=True):
    """Why a turn went as it did. It names no person and no other case."""

    intent: str | None = None
    entry: str | None = None
    candidates: tuple[Considered, ...] = ()
    dialog: str | None = None
    field: str | None = None
    case: str | None = None

    def as_json(self) -> dict[str, object]:
        """Return the shape that `/api/chat/messages` promises; empty values are null."""
        shape: dict[str, object] = msgspec.to_builtins(self)
        return shape
