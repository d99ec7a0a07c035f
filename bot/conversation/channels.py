"""What each way to talk to us can do: one row a channel, asked by the conversation, memory and the desk.

The doors themselves are in `bot/channels/`; a new channel is a folder there and a row here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class ChannelName(StrEnum):
    """The channels, as cases keep them."""

    WECHAT = "wechat"
    WEB = "web"
    FORM = "form"
    CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Channel:
    """What a channel can do.

    label             what people call it
    repeats_within    how long the same delivery may come again; until then its answer is kept and given again
    page_bytes        the most UTF-8 bytes that one answer may have; None is no limit
    knows_account     the provider knows who writes, whatever we keep (wording.md: an anonymous filer is told so)
    sends_locations   a point on the map can be sent
    takes_downloads   a text can be handed over to be kept as a file
    hears_letters     officers' words arrive by themselves; elsewhere they come with the next answer
    gives_codes       whoever files there has no account that lasts: each filing gets an access code
    has_pages         a form under way can be filled on a page too, by a link
    delivered         what the desk says of words that reached the filer this way
    is_public         what is asked there is asked by the public, and may teach curators something
    """

    label: str
    repeats_within: timedelta
    page_bytes: int | None
    knows_account: bool
    sends_locations: bool
    takes_downloads: bool
    hears_letters: bool
    gives_codes: bool
    has_pages: bool
    delivered: str
    is_public: bool


CHANNELS: Mapping[ChannelName, Channel] = {
    ChannelName.WECHAT: Channel(
        label="微信",
        # It gives up after fifteen seconds; an hour covers every clock that is wrong.
        repeats_within=timedelta(hours=1),
        # Practice says 2048, the documentation says nothing: a little below, on a character's border.
        page_bytes=2040,
        knows_account=True,
        sends_locations=True,
        takes_downloads=False,
        hears_letters=False,
        gives_codes=False,
        has_pages=True,
        delivered="随微信回复送到",
        is_public=True,
    ),
    ChannelName.WEB: Channel(
        label="网页",
        # A page may be left open over lunch.
        repeats_within=timedelta(days=1),
        page_bytes=None,
        knows_account=False,
        sends_locations=False,
        takes_downloads=True,
        hears_letters=True,
        gives_codes=True,
        has_pages=True,
        delivered="在网页对话里收到",
        is_public=True,
    ),
    ChannelName.FORM: Channel(
        label="网页表单",
        # A page that tells of a filing may be loaded again.
        repeats_within=timedelta(days=1),
        page_bytes=None,
        knows_account=False,
        sends_locations=False,
        takes_downloads=True,
        # What officers write is read where the case is looked at.
        hears_letters=True,
        gives_codes=True,
        has_pages=False,
        delivered="在网页表单里收到",
        is_public=True,
    ),
    ChannelName.CONSOLE: Channel(
        label="终端",
        repeats_within=timedelta(days=1),
        page_bytes=None,
        knows_account=False,
        sends_locations=False,
        takes_downloads=True,
        hears_letters=False,
        gives_codes=False,
        has_pages=False,
        delivered="随回复送到",
        is_public=False,
    ),
}
