"""Who answers a call with a lie: the status alone counts, nothing else is read, believed, followed or kept."""

from __future__ import annotations

import gzip
import logging

import pytest

from intake.notices.hook_calls import SENT, WAITING
from intake.notices.hook_post import HookPost
from intake.notices.hook_rounds import HookRounds
from tests.intake.notices.hook_server import HookServer, trusting
from tests.intake.notices.test_hooks import HERE, Town, _opened, town

__all__ = ["town"]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

LIE = "x-forged-secret"
OK = b"HTTP/1.1 200 OK\r\n"


def _answer(status: bytes, *heads: bytes, body: bytes = b"") -> bytes:
    lines = [b"HTTP/1.1 " + status, *heads, b"Content-Length: " + str(len(body)).encode()]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


# What is answered, how the call stands then, and why.
REPLIES: dict[str, tuple[bytes, str, str | None]] = {
    "a signature of its own": (
        _answer(b"200 OK", b"webhook-id: msg_other", b"webhook-signature: v1,Zm9yZ2Vk"), SENT, None,
    ),
    "taken, and the body speaks of an error": (
        _answer(b"200 OK", b"Content-Type: application/json", body=LIE.encode()), SENT, None,
    ),
    "refused, and the body speaks of success": (_answer(b"422 No", body=b'{"ok": true}'), WAITING, "refused"),
    "gone for good": (_answer(b"410 Gone", body=b'{"stop": true}'), WAITING, "refused"),
    "come back in a thousand years": (_answer(b"429 Slow", b"Retry-After: 31536000000"), WAITING, "refused"),
    "come back never": (_answer(b"503 Down", b"Retry-After: -1"), WAITING, "failed"),
    "a cookie and a place to call from now on": (
        _answer(b"200 OK", b"Set-Cookie: a=" + LIE.encode(), b"Content-Location: https://127.0.0.1/"),
        SENT, None,
    ),
    "a body that swells": (
        _answer(b"200 OK", b"Content-Encoding: gzip", body=gzip.compress(b"0" * 50_000_000, 1)), SENT, None,
    ),
    "shorter than it says": (OK + b"Content-Length: 99\r\n\r\nx", SENT, None),
    "two lengths": (OK + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx", WAITING, "not_http"),
    "a second answer behind the first": (_answer(b"500 Oops") + _answer(b"200 OK"), WAITING, "failed"),
    "another language after switching": (
        _answer(b"101 Switching Protocols", b"Upgrade: x", b"Connection: upgrade"), WAITING, "refused",
    ),
    "not modified": (b"HTTP/1.1 304 Not Modified\r\n\r\n", WAITING, "redirected"),
    "a status of no kind": (_answer(b"999 Whatever"), WAITING, "failed"),
}  # fmt: skip


@pytest.mark.parametrize("reply", REPLIES)
async def test_of_a_reply_the_status_alone_counts_and_nothing_that_it_says_is_kept(
    town: Town, reply: str, caplog: pytest.LogCaptureFixture
) -> None:
    said, standing, reason = REPLIES[reply]
    await town.entered()
    await town.change(_opened())
    town.server.says = said

    with caplog.at_level(logging.DEBUG):
        await town.rounds.round()

    (call,) = await town.calls()
    assert call.standing == standing and len(town.server.heard) == 1
    assert call.last_error == reason
    assert LIE not in caplog.text and LIE not in repr(call)
    # However it was answered, the next call is signed and sent as ever, and nothing of the reply goes with it.
    town.server.says, town.now = None, max(town.now, call.next_try_at)
    if standing == WAITING:
        assert await town.rounds.round() == 1
    assert all("cookie" not in one.headers for one in town.server.heard)
    assert len({one.headers["webhook-id"] for one in town.server.heard}) == 1
    assert await town.faults() == []


@pytest.mark.parametrize(
    "status", [b"301 Go", b"302 Go", b"303 Go", b"307 Go", b"308 Go", b"300 Choose", b"305 Proxy"]
)
async def test_who_leads_a_call_to_a_host_inside_gets_nobody_there_called(town: Town, status: bytes) -> None:
    await town.entered()
    await town.change(_opened())
    async with HookServer().running() as inside:
        town.server.says = _answer(status, f"Location: https://127.0.0.1:{inside.port}/admin".encode())

        assert await town.rounds.round() == 0

        assert inside.heard == []
    (call,) = await town.calls()
    assert (call.standing, call.last_error) == (WAITING, "redirected")


@pytest.mark.parametrize(
    ("behaviour", "standing", "reason"), [("drips heads", WAITING, "timeout"), ("drips", SENT, None)]
)
async def test_who_answers_sign_by_sign_is_waited_for_no_longer_than_for_anybody(
    town: Town, behaviour: str, standing: str, reason: str | None
) -> None:
    await town.entered()
    await town.change(_opened())
    town.server.behaves = behaviour
    town.post = HookPost(HERE, trusting(), within_seconds=0.5)

    await town.rounds.round()

    (call,) = await town.calls()
    assert (call.standing, call.last_error) == (standing, reason)


async def test_who_lies_keeps_nobody_else_waiting(town: Town) -> None:
    await town.entered()
    async with HookServer(behaves="drips heads").running() as liar:
        async with town.database.writing() as session:
            await town.hooks.enter(session, "o1", "jiangjin", liar.address, ("case.opened",), town.now)
        await town.change(_opened())
        rounds = HookRounds(town.database, town.vault, HookPost(HERE, trusting(), 0.5), lambda: town.now)

        assert await rounds.round() == 1

        assert len(town.server.heard) == 1 and len(liar.heard) == 1
