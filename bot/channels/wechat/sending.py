"""Texts of ours to one account, 客服消息 and 订阅通知, as WeChat's answers are to be understood."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

from bot.channels.wechat.api import WeChatApi, reason_of
from intake.evidence.fetching import CannotFetch
from intake.notices.courier import CannotCarry
from intake.notices.filer_letters import Unreachable, Unsure

_PATH: Final = "/cgi-bin/message/custom/send"
_NOTICE_PATH: Final = "/cgi-bin/message/subscribe/bizsend"
# None of these is mended by trying again: until the person writes, nothing can be sent to them.
_UNREACHABLE: Final = {
    40003: "not_ours",
    43004: "not_following",
    45002: "too_long",
    43101: "not_agreed",
    45015: "window_over",
    45047: "used_up",
    48002: "declined",
}
# The account itself may not, or its template is none: whoever runs it has to see to it.
_NOT_PERMITTED: Final = frozenset({48001, 40037, 47003})
# Longer values of a template's field are refused.
_LONGEST_FIELD: Final = 20
# The answer never came, or not whole: the message may have gone out.
_MAY_HAVE_LEFT: Final = frozenset({"timeout", "cut_short", "unreachable", "not_media"})


class WeChatMessages:
    """Sends texts over the API of one account."""

    def __init__(self, api: WeChatApi, within_seconds: float = 4.0) -> None:
        """Take the account; a token, and then the message, may take so long each."""
        self._api = api
        self._within = within_seconds

    async def send(self, openid: str, text: str) -> None:
        """Send a text. Raises CannotCarry, among them Unsure and Unreachable.

        Only a plain zero is a yes: anything else that came with status 200 is no proof that it was taken.
        """
        message = {"touser": openid, "msgtype": "text", "text": {"content": text}}
        _told(await _code_for(self._api, self._within, _PATH, message))


class WeChatNotices:
    """Sends 订阅通知 of one template over the API of one account: the title and the day of a bulletin."""

    def __init__(self, api: WeChatApi, template: str, title: str, day: str, within_seconds: float = 4.0) -> None:
        """Take the account, the template, and the names of its fields for the title and the day."""
        self._api = api
        self._template = template
        self._title = title
        self._day = day
        self._within = within_seconds

    async def send_notice(self, openid: str, title: str, day: str, page: str) -> None:
        """Send one. Raises CannotCarry, among them Unsure and Unreachable."""
        short = title if len(title) <= _LONGEST_FIELD else f"{title[: _LONGEST_FIELD - 1]}…"
        message: dict[str, object] = {
            "touser": openid,
            "template_id": self._template,
            "data": {self._title: {"value": short}, self._day: {"value": day}},
        }
        if page:
            message["page"] = page
        _told(await _code_for(self._api, self._within, _NOTICE_PATH, message))


def _told(code: object) -> None:
    """Raise what an answer means that is no plain zero."""
    if type(code) is not int:
        raise Unsure("no_answer")
    if code in _UNREACHABLE:
        raise Unreachable(_UNREACHABLE[code])
    if code != 0:
        raise CannotCarry(reason_of(code), for_good=code in _NOT_PERMITTED)


async def _code_for(api: WeChatApi, within: float, path: str, message: Mapping[str, object]) -> object:
    try:
        async with asyncio.timeout(within):
            await api.is_ready()
    except TimeoutError:
        raise CannotCarry("timeout") from None
    except CannotFetch as failure:
        raise CannotCarry(failure.reason) from None
    try:
        async with asyncio.timeout(within):
            return (await api.posted(path, message)).get("errcode")
    except TimeoutError:
        raise Unsure("timeout") from None
    except CannotFetch as failure:
        kind = Unsure if failure.reason in _MAY_HAVE_LEFT else CannotCarry
        raise kind(failure.reason) from None
