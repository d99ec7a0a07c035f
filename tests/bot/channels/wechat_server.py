"""WeChat as seen from the door: wraps messages with wechatpy's own crypto and reads answers strictly."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from xml.dom import minidom

from aiohttp import ClientResponse
from wechatpy.crypto import WeChatCrypto

from tests.bot.channels.fakes import Client

TOKEN = "AAAAA"
APP_ID = "wxba5fad812f8e6fb9"
AES_KEY = "A" * 43
OLD_AES_KEY = "B" * 43
OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ12"
ACCOUNT = "gh_1234567890ab"
NONCE = "415670741"


def signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted([TOKEN, *parts])).encode(), usedforsecurity=False).hexdigest()


def message_xml(kind: str, sent_at: int, inner: str, openid: str = OPENID) -> str:
    return (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{openid}]]></FromUserName>"
        f"<CreateTime>{sent_at}</CreateTime><MsgType><![CDATA[{kind}]]></MsgType>{inner}</xml>"
    )


def text_xml(text: str, sent_at: int, message_id: int = 24541234567890123) -> str:
    return message_xml("text", sent_at, f"<Content><![CDATA[{text}]]></Content><MsgId>{message_id}</MsgId>")


def event_xml(event: str, sent_at: int, inner: str = "") -> str:
    return message_xml("event", sent_at, f"<Event><![CDATA[{event}]]></Event>{inner}")


@dataclass
class WeChatServer:
    """Delivers to `/wechat` as WeChat does, at the second `now`."""

    client: Client
    now: int

    async def deliver(
        self,
        xml: str,
        *,
        aes_key: str = AES_KEY,
        app_id: str = APP_ID,
        timestamp: int | None = None,
        nonce: str = NONCE,
        **changed: str,
    ) -> ClientResponse:
        """Post an encrypted message; `changed` replaces parts of the address."""
        stamp = str(self.now if timestamp is None else timestamp)
        sealed = WeChatCrypto(TOKEN, aes_key, app_id).encrypt_message(xml, nonce, stamp)
        query = {
            "signature": signature(stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
            "openid": OPENID,
            "encrypt_type": "aes",
            "msg_signature": parsed(sealed)["MsgSignature"],
        }
        headers = {"User-Agent": "Mozilla/4.0", "Content-Type": "text/xml"}
        return await self.client.post(
            "/wechat", params={**query, **changed}, data=sealed.encode(), headers=headers
        )

    async def deliver_plain(self, xml: str) -> ClientResponse:
        """Post a message as an account in plain mode gets it."""
        stamp = str(self.now)
        query = {"signature": signature(stamp, NONCE), "timestamp": stamp, "nonce": NONCE}
        return await self.client.post("/wechat", params=query, data=xml.encode())

    async def said(self, response: ClientResponse, aes_key: str = AES_KEY) -> str:
        """Return the text that the person sees; fails on anything WeChat would not show."""
        assert response.status == 200
        outer = parsed(await response.text())
        assert outer["Nonce"] == NONCE
        inner = parsed(
            WeChatCrypto(TOKEN, aes_key, APP_ID).decrypt_message(
                await response.text(), outer["MsgSignature"], outer["TimeStamp"], outer["Nonce"]
            )
        )
        assert list(inner) == ["ToUserName", "FromUserName", "CreateTime", "MsgType", "Content"]
        assert (inner["ToUserName"], inner["FromUserName"], inner["MsgType"]) == (OPENID, ACCOUNT, "text")
        return inner["Content"]


def parsed(xml: str) -> dict[str, str]:
    """Read a flat document with a parser that is not the door's; a doubled or nested tag fails."""
    root = minidom.parseString(xml.encode()).documentElement  # noqa: S318 - our own answer
    assert root is not None
    fields: dict[str, str] = {}
    for element in root.childNodes:
        if isinstance(element, minidom.Text) and not element.data.strip():
            continue
        assert isinstance(element, minidom.Element)
        assert element.tagName not in fields
        texts = [part for part in element.childNodes if isinstance(part, minidom.Text)]
        assert len(texts) == len(element.childNodes)
        fields[element.tagName] = "".join(part.data for part in texts)
    return fields
