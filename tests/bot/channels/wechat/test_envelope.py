"""WeChat's published vectors, and what an envelope proves."""

from __future__ import annotations

from datetime import UTC, datetime
from time import process_time

import pytest
from wechatpy.crypto import PrpCrypto

from bot.channels.wechat.envelope import Envelope, Forged, OpenedEnvelope, Stamp, Unreadable
from tests.bot.channels.wechat_server import AES_KEY, APP_ID, NONCE, OLD_AES_KEY, TOKEN, parsed

SEALED = (
    "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR"
    "8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km3"
    "2IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04="
)
SEALED_AT = 1714112445
SEALED_STAMP = Stamp(
    timestamp=str(SEALED_AT),
    nonce=NONCE,
    signature="6c5c811b55cc85e0e1b54100749188c20beb3f5d",
    msg_signature="046e02f8204d34f8ba5fa3b1db94908f3df2e9b3",
    encrypt_type="aes",
)


class ForeseenCipher(PrpCrypto):  # type: ignore[misc]  # wechatpy publishes no types
    """The cipher with the random prefix of the published reply."""

    def get_random_string(self) -> bytes:
        return b"707722b803182950"


def at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def an_envelope(*keys: str, plain_allowed: bool = False) -> Envelope:
    return Envelope(APP_ID, TOKEN, keys or (AES_KEY,), plain_allowed)


def wrapped(sealed: str) -> bytes:
    return f"<xml><ToUserName><![CDATA[gh]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>".encode()


def a_stamp(**changed: str) -> Stamp:
    fields = {name: getattr(SEALED_STAMP, name) for name in SEALED_STAMP.__slots__}
    return Stamp(**{**fields, **changed})


def test_the_published_address_check_is_accepted() -> None:
    stamp = Stamp("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696", "", "")

    an_envelope().verify(stamp, at(1714036504))


def test_the_published_plain_message_is_accepted_where_plain_is_allowed() -> None:
    stamp = Stamp("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78", "", "")

    opened = an_envelope(plain_allowed=True).open(stamp, b"<xml/>", at(1714037059))

    assert opened == OpenedEnvelope("<xml/>", None)


def test_the_published_sealed_message_is_opened() -> None:
    opened = an_envelope().open(SEALED_STAMP, wrapped(SEALED), at(SEALED_AT))

    assert len(opened.xml.encode()) == 167
    assert '"Event":"debug_demo"' in opened.xml.replace(" ", "")


def test_the_published_reply_is_sealed_to_the_letter() -> None:
    cipher = ForeseenCipher(bytes(32))

    sealed = parsed(
        an_envelope().seal('{"demo_resp":"good luck"}', OpenedEnvelope("", cipher), SEALED_STAMP, at(1713424427))
    )

    assert sealed == {
        "Encrypt": ("ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ=="),
        "MsgSignature": "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1",
        "TimeStamp": "1713424427",
        "Nonce": NONCE,
    }


@pytest.mark.parametrize(
    "changed",
    [
        {"msg_signature": SEALED_STAMP.signature},
        {"msg_signature": ""},
        {"msg_signature": "签名"},
        {"timestamp": ""},
        {"timestamp": "1714112445.0"},
        {"timestamp": "9" * 5000},
        {"nonce": ""},
        {"nonce": "]]>"},
        {"nonce": "1" * 65},
        {"encrypt_type": ""},
        {"encrypt_type": "raw"},
    ],
    ids=str,
)
def test_an_envelope_with_another_stamp_is_forged(changed: dict[str, str]) -> None:
    with pytest.raises(Forged):
        an_envelope().open(a_stamp(**changed), wrapped(SEALED), at(SEALED_AT))


@pytest.mark.parametrize("late_by", [-601, 601])
def test_ten_minutes_to_either_side_it_is_stale(late_by: int) -> None:
    with pytest.raises(Forged):
        an_envelope().open(SEALED_STAMP, wrapped(SEALED), at(SEALED_AT + late_by))


@pytest.mark.parametrize("late_by", [-600, 15, 600])
def test_a_redelivery_and_a_slow_clock_are_fresh(late_by: int) -> None:
    assert an_envelope().open(SEALED_STAMP, wrapped(SEALED), at(SEALED_AT + late_by)).xml


def test_the_key_before_opens_too_and_seals_the_answer() -> None:
    envelope = an_envelope(OLD_AES_KEY, AES_KEY)

    opened = envelope.open(SEALED_STAMP, wrapped(SEALED), at(SEALED_AT))
    answer = parsed(envelope.seal("<xml/>", opened, SEALED_STAMP, at(SEALED_AT)))

    assert PrpCrypto(bytes(32)).decrypt(answer["Encrypt"], APP_ID) == "<xml/>"


def test_signed_but_under_a_key_we_do_not_have_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        an_envelope(OLD_AES_KEY).open(SEALED_STAMP, wrapped(SEALED), at(SEALED_AT))


@pytest.mark.parametrize("body", [b"", b"<xml></xml>", b"{}", b"<xml><Encrypt>*</Encrypt></xml>", b"\xff\xfe"])
def test_a_body_without_a_ciphertext_proves_nothing(body: bytes) -> None:
    with pytest.raises(Forged):
        an_envelope().open(SEALED_STAMP, body, at(SEALED_AT))


@pytest.mark.parametrize(
    "body",
    [
        b"<xml><Encrypt>abc=</Encrypt></xml>",
        b"<xml><Encrypt>  abc=\n</Encrypt></xml>",
        b"<xml><Encrypt> <![CDATA[ abc= ]]> </Encrypt></xml>",
    ],
)
def test_the_ciphertext_is_found_however_it_is_wrapped_and_then_needs_its_signature(body: bytes) -> None:
    with pytest.raises(Forged):
        an_envelope().open(a_stamp(), body, at(SEALED_AT))


@pytest.mark.parametrize(
    "body",
    [
        b"<Encrypt>" + b" " * 65_000,
        b"<Encrypt>" + b" " * 65_000 + b"</Encrypt>",
        b"<Encrypt>" * 7_000,
        b"<Encrypt><![CDATA[" * 3_000 + b"]]>",
        b"<Encrypt>" + b"A" * 65_000 + b"!</Encrypt>",
        b"<Encrypt>" + b"\n<![CDATA[ " * 5_000 + b"A</Encrypt>",
    ],
)
def test_an_unproven_body_costs_no_more_than_one_look(body: bytes) -> None:
    before = process_time()

    for _ in range(20):
        with pytest.raises(Forged):
            an_envelope().open(a_stamp(), body, at(SEALED_AT))

    # Twenty of them; the pattern that stood here needed most of a minute for one.
    assert process_time() - before < 5
