"""What a user would pick instead, doing no more than the echo: WeRoBot, and Flask with wechatpy."""

from __future__ import annotations

import sys

from flask import Flask, Response, request
from wechatpy import parse_message
from wechatpy.crypto import WeChatCrypto
from wechatpy.replies import TextReply

from benchmarks.account import AES_KEY, APP_ID, TOKEN

CRYPTO = WeChatCrypto(TOKEN, AES_KEY, APP_ID)

flask_app = Flask("echo")


@flask_app.post("/wechat")
def flask_echo() -> Response:
    """Answer a text with itself."""
    args = request.args
    plain = CRYPTO.decrypt_message(
        request.get_data(as_text=True), args["msg_signature"], args["timestamp"], args["nonce"]
    )
    message = parse_message(plain)
    reply = TextReply(content=message.content, message=message).render()
    return Response(CRYPTO.encrypt_message(reply, args["nonce"], args["timestamp"]), mimetype="text/xml")


def serve_werobot(port: int) -> None:
    """Run WeRoBot's own server behind waitress."""
    import bottle
    import waitress
    import werobot
    from werobot.contrib.bottle import make_view

    robot = werobot.WeRoBot(token=TOKEN, encoding_aes_key=AES_KEY, app_id=APP_ID, enable_session=False)

    @robot.text
    def echo(message: object) -> str:
        return str(message.content)  # type: ignore[attr-defined]  # werobot publishes no types

    app = bottle.Bottle()
    app.route("/wechat", ["GET", "POST"], make_view(robot))
    waitress.serve(app, host="127.0.0.1", port=port, threads=4, _quiet=True)


if __name__ == "__main__":
    serve_werobot(int(sys.argv[1]))
