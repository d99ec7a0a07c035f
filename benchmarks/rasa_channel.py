"""WeChat's door in front of Rasa, as the echo has it. Runs under Rasa's Python, which is 3.10 at the newest."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, Request
from sanic.response import HTTPResponse, raw
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import TextReply

from benchmarks.account import AES_KEY, APP_ID, TOKEN

CRYPTO = WeChatCrypto(TOKEN, AES_KEY, APP_ID)


class WeChat(InputChannel):
    """Hand a text to Rasa; answer with all that it says."""

    def url_prefix(self) -> str:
        """Stand at the root, where the load looks for /wechat."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the one route."""
        door = Blueprint("wechat")

        @door.post("/wechat")
        async def receive(request: Request) -> HTTPResponse:
            args = request.args
            nonce, timestamp = args.get("nonce"), args.get("timestamp")
            plain = CRYPTO.decrypt_message(request.body, args.get("msg_signature"), timestamp, nonce)
            message = parse_message(plain)
            said = CollectingOutputChannel()
            await on_new_message(UserMessage(message.content, said, message.source, input_channel=self.name()))
            words = "\n".join(one.get("text", "") for one in said.messages)
            reply = TextReply(content=words, message=message).render()
            return raw(CRYPTO.encrypt_message(reply, nonce, timestamp).encode(), content_type="text/xml")

        return door
