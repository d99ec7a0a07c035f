"""The account that the benchmarks play: its settings, and WeChat's side of the encryption."""

from __future__ import annotations

import base64
import hashlib
import os
import struct
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

TOKEN = "benchmark"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
APP_ID = "wx0123456789abcdef"
GH_ID = "gh_benchmark"

_KEY = base64.b64decode(AES_KEY + "=")
_CIPHER = Cipher(algorithms.AES(_KEY), modes.CBC(_KEY[:16]))


@dataclass(frozen=True, slots=True)
class Delivery:
    """One encrypted message as WeChat would post it: the whole HTTP request, ready to send."""

    person: int
    request: bytes


def delivery(person: int, number: int, text: str, path: str = "/wechat") -> Delivery:
    """Return a text message of this person, encrypted and signed now. `number` makes it one of a kind."""
    now = int(time.time())
    inner = (
        f"<xml><ToUserName><![CDATA[{GH_ID}]]></ToUserName><FromUserName><![CDATA[o_{person:08d}]]></FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
        f"<MsgId>{number}</MsgId></xml>"
    )
    sealed = _encrypted(inner.encode())
    nonce = str(number)
    signature = _signed(TOKEN, str(now), nonce)
    msg_signature = _signed(TOKEN, str(now), nonce, sealed)
    body = (
        f"<xml><ToUserName><![CDATA[{GH_ID}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
    ).encode()
    query = (
        f"signature={signature}&timestamp={now}&nonce={nonce}&openid=o_{person:08d}"
        f"&encrypt_type=aes&msg_signature={msg_signature}"
    )
    head = (
        f"POST {path}?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
        f"User-Agent: Mozilla/4.0\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return Delivery(person, head.encode() + body)


def opened(reply: bytes) -> str:
    """Return the XML inside an encrypted reply, after checking its signature and our app id."""
    fields = dict(_tags(reply.decode()))
    sealed = fields["Encrypt"]
    if _signed(TOKEN, fields["TimeStamp"], fields["Nonce"], sealed) != fields["MsgSignature"]:
        raise ValueError("the reply is not signed as it should be")
    decryptor = _CIPHER.decryptor()
    plain = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
    plain = plain[: -plain[-1]]
    length = struct.unpack(">I", plain[16:20])[0]
    if plain[20 + length :].decode() != APP_ID:
        raise ValueError("the reply is for another account")
    return plain[20 : 20 + length].decode()


def _tags(xml: str) -> list[tuple[str, str]]:
    found = []
    for name in ("Encrypt", "MsgSignature", "TimeStamp", "Nonce"):
        value = xml.split(f"<{name}>", 1)[1].split(f"</{name}>", 1)[0]
        found.append((name, value.removeprefix("<![CDATA[").removesuffix("]]>").strip()))
    return found


def _encrypted(message: bytes) -> str:
    plain = os.urandom(16) + struct.pack(">I", len(message)) + message + APP_ID.encode()
    padding = 32 - len(plain) % 32
    encryptor = _CIPHER.encryptor()
    sealed = encryptor.update(plain + bytes([padding]) * padding) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def _signed(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode(), usedforsecurity=False).hexdigest()
