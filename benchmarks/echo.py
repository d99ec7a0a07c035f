"""The yardstick: aiohttp and wechatpy, checking, decrypting, parsing, echoing, encrypting; nothing else."""

from __future__ import annotations

import sys

from aiohttp import web
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import TextReply

from benchmarks.account import AES_KEY, APP_ID, TOKEN

CRYPTO = WeChatCrypto(TOKEN, AES_KEY, APP_ID)


async def echo(request: web.Request) -> web.Response:
    """Answer a text with itself."""
    query = request.query
    body = await request.text()
    plain = CRYPTO.decrypt_message(body, query["msg_signature"], query["timestamp"], query["nonce"])
    message = parse_message(plain)
    reply = TextReply(content=message.content, message=message).render()
    sealed = CRYPTO.encrypt_message(reply, query["nonce"], query["timestamp"])
    return web.Response(text=sealed, content_type="text/xml")


if __name__ == "__main__":
    app = web.Application()
    app.router.add_post("/wechat", echo)
    web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=None, print=None)
