"""The envelope of a WeChat callback: who sent it, opening it, and sealing the answer.

Encryption and decryption are wechatpy's `PrpCrypto`, kept for the life of the service. What stands
around it is ours, because wechatpy compares signatures with `!=`, builds a cipher per message and
parses the outer XML before anything is proven: 48 µs for a message and its answer, against 20 here.
Protocol: WeChat's message encryption guide; SHA-1 and AES-CBC are its choice, not ours.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from bot.channels.wechat.wechatpy_crypto import InvalidAppIdException, PrpCrypto

FRESH_FOR = timedelta(seconds=600)

_OPENS, _CLOSES = b"<Encrypt>", b"</Encrypt>"
_CDATA_OPENS, _CDATA_CLOSES = b"<![CDATA[", b"]]>"
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]+")
_TIMESTAMP = re.compile(r"[0-9]{1,11}")
_NONCE = re.compile(r"\w{1,64}", re.ASCII)


class Forged(Exception):
    """Nothing proves that WeChat sent this, now, for our account. Answered with 403."""


class Unreadable(Exception):
    """WeChat sent it and we cannot make sense of it; sending it again would not help."""


class NoKeyFits(Unreadable):
    """Our token signed it, and none of our keys opens it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the callback's address says about itself."""

    timestamp: str
    nonce: str
    signature: str
    msg_signature: str
    encrypt_type: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Stamp:
        """Read the address; what is missing is empty, and proves nothing."""
        return cls(
            timestamp=query.get("timestamp", ""),
            nonce=query.get("nonce", ""),
            signature=query.get("signature", ""),
            msg_signature=query.get("msg_signature", ""),
            encrypt_type=query.get("encrypt_type", ""),
        )


@dataclass(frozen=True, slots=True)
class OpenedEnvelope:
    """An opened callback: the message's XML, and the cipher that opened it (None: it came plain)."""

    xml: str
    cipher: PrpCrypto | None


class Envelope:
    """Opens and seals for one account.

    keys           EncodingAESKey, the current one first, then the one before
    plain_allowed  accept callbacks that are not encrypted (their signature does not cover the body)
    """

    def __init__(self, app_id: str, token: str, keys: Sequence[str], plain_allowed: bool) -> None:
        self._app_id = app_id
        self._token = token
        self._ciphers = [_cipher(key) for key in keys]
        self._plain_allowed = plain_allowed

    def verify(self, stamp: Stamp, now: datetime) -> None:
        """Raise Forged unless the address is signed with our token, and fresh. For the GET."""
        self._check(stamp, now, stamp.signature)

    def open(self, stamp: Stamp, body: bytes, now: datetime) -> OpenedEnvelope:
        """Return what WeChat put into the envelope.

        Raises Forged (signature, age, another account) and Unreadable (NoKeyFits, not UTF-8).
        """
        if stamp.encrypt_type == "aes":
            return self._open_sealed(stamp, body, now)
        if not self._plain_allowed:
            raise Forged
        self._check(stamp, now, stamp.signature)
        return OpenedEnvelope(_decoded(body), None)

    def seal(self, xml: str, opened: OpenedEnvelope, stamp: Stamp, now: datetime) -> str:
        """Return the answer in the envelope its question came in: same key, same nonce, or plain."""
        if opened.cipher is None:
            return xml
        sealed = opened.cipher.encrypt(xml, self._app_id)
        timestamp = str(int(now.timestamp()))
        signature = self._signature(timestamp, stamp.nonce, sealed)
        return (
            f"<xml><Encrypt><![CDATA[{sealed.decode()}]]></Encrypt>"
            f"<MsgSignature><![CDATA[{signature}]]></MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{stamp.nonce}]]></Nonce></xml>"
        )

    def _open_sealed(self, stamp: Stamp, body: bytes, now: datetime) -> OpenedEnvelope:
        sealed = _sealed_in(body)
        if sealed is None:
            raise Forged
        self._check(stamp, now, stamp.msg_signature, sealed)
        for cipher in self._ciphers:
            xml = self._opened_by(cipher, sealed)
            if xml is not None:
                return OpenedEnvelope(xml, cipher)
        raise NoKeyFits

    def _opened_by(self, cipher: PrpCrypto, sealed: bytes) -> str | None:
        try:
            xml: str = cipher.decrypt(sealed, self._app_id)
        except InvalidAppIdException:
            raise Forged from None
        except Exception:  # wechatpy lets struct.error, UnicodeDecodeError, ValueError, ... through
            return None
        return xml

    def _check(self, stamp: Stamp, now: datetime, claimed: str, *covered: bytes) -> None:
        if not (_TIMESTAMP.fullmatch(stamp.timestamp) and _NONCE.fullmatch(stamp.nonce)):
            raise Forged
        if abs(now.timestamp() - int(stamp.timestamp)) > FRESH_FOR.total_seconds():
            raise Forged
        expected = self._signature(stamp.timestamp, stamp.nonce, *covered)
        # As bytes, because compare_digest refuses text that is not ASCII.
        if not hmac.compare_digest(expected.encode(), claimed.encode(errors="replace")):
            raise Forged

    def _signature(self, timestamp: str, nonce: str, *covered: bytes) -> str:
        parts = sorted([self._token.encode(), timestamp.encode(), nonce.encode(), *covered])
        return hashlib.sha1(b"".join(parts), usedforsecurity=False).hexdigest()


def _sealed_in(body: bytes) -> bytes | None:
    """Return the ciphertext of the outer XML, None where there is none.

    No parser and no pattern that could try twice: nothing is proven yet, and whoever sends it must not be able
    to keep us busy. What is found is trusted only after its signature.
    """
    start = body.find(_OPENS)
    end = body.find(_CLOSES, start)
    if start < 0 or end < 0:
        return None
    inside = body[start + len(_OPENS) : end].strip()
    if inside.startswith(_CDATA_OPENS) and inside.endswith(_CDATA_CLOSES):
        inside = inside[len(_CDATA_OPENS) : -len(_CDATA_CLOSES)].strip()
    return inside if _BASE64.fullmatch(inside) else None


def _cipher(key: str) -> PrpCrypto:
    cipher = PrpCrypto(base64.b64decode(key + "="))
    # wechatpy draws the prefix with random.sample: not a secure source, and a fifth of our time.
    cipher.get_random_string = partial(os.urandom, 16)
    return cipher


def _decoded(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Unreadable from None
