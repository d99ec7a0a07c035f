"""Texts of ours to one account: WeChat's 客服消息, as its answers are to be understood."""

from __future__ import annotations

import asyncio
from typing import Final

from bot.channels.wechat.api import WeChatApi, reason_of
from intake.evidence.fetching import CannotFetch
from intake.notices.courier import CannotCarry
from intake.notices.filer_letters import Unreachable, Unsure

_PATH: Final = "/cgi-bin/message/custom/send"
# None of these is mended by trying again: until the person writes, nothing can be sent to them.
_UNREACHABLE: Final = {
    40003: "not_ours",
    43004: "not_following",
    45002: "too_long",
    45015: "window_over",
    45047: "used_up",
    48002: "declined",
}
# The account itself may not: whoever runs it has to ask WeChat for it.
_NOT_PERMITTED: Final = 48001
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
        code = await self._code_for({"touser": openid, "msgtype": "text", "text": {"content": text}})
        if type(code) is not int:
            raise Unsure("no_answer")
        if code == 0:
            return
        if code in _UNREACHABLE:
            raise Unreachable(_UNREACHABLE[code])
        raise CannotCarry(reason_of(code), for_good=code == _NOT_PERMITTED)

    async def _code_for(self, message: dict[str, object]) -> object:
        try:
            async with asyncio.timeout(self._within):
                await self._api.is_ready()
        except TimeoutError:
            raise CannotCarry("timeout") from None
        except CannotFetch as failure:
            raise CannotCarry(failure.reason) from None
        try:
            async with asyncio.timeout(self._within):
                return (await self._api.posted(_PATH, message)).get("errcode")
        except TimeoutError:
            raise Unsure("timeout") from None
        except CannotFetch as failure:
            kind = Unsure if failure.reason in _MAY_HAVE_LEFT else CannotCarry
            raise kind(failure.reason) from None
