"""Notices by mail, over a real connection to a server that behaves or does not."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col

from intake.notices import mail as mails
from intake.notices import outbox
from intake.notices.courier import CannotCarry, Courier
from intake.notices.mail import ByMail, ConsolePost, OfficerMail, SmtpPost, post_by, told
from intake.notices.outbox import Notice
from intake.officers.accounts import AccountRefused
from intake.officers.addresses import set_address
from intake.storage.database import Database
from intake.storage.tables import OfficerRow
from tests.builders import NOW, an_officer
from tests.intake.notices.mail_server import MailServer
from tests.intake.notices.test_courier import put_out, states

SENDER = "shangmi@example.gov.cn"
ADDRESS = "wang@example.gov.cn"
LETTER = OfficerMail("n1", ADDRESS, "期限提醒", "有 1 件案件的期限请留意：\n")
ONE = {"reference": "K7M2-9QXT-4", "due_on": "2027-01-04", "due_at": None, "provisional": True, "rung": "near"}


async def sent(server: MailServer) -> CannotCarry | None:
    """Send a letter over the server; return why it did not get through, or None."""
    async with server.running():
        try:
            await SmtpPost(server.url, SENDER).send(LETTER)
        except CannotCarry as failure:
            return failure
    return None


async def test_a_letter_gets_through_whole() -> None:
    server = MailServer()

    assert await sent(server) is None

    (received,) = server.received
    letter = email.message_from_string(received, policy=email.policy.default)
    assert (letter["From"], letter["To"], letter["Subject"]) == (SENDER, ADDRESS, "期限提醒")
    assert letter["Message-ID"] == "<n1@example.gov.cn>"
    assert "期限请留意" in letter.get_content()


@pytest.mark.parametrize(
    ("server", "reason", "for_good"),
    [
        (MailServer(greets="421 too many"), "refused", False),
        (MailServer(greets="SSH-2.0-what"), "refused", False),
        (MailServer(answers={"MAIL": "451 later"}), "refused", False),
        (MailServer(answers={"RCPT": "550 no wang@example.gov.cn here"}), "unknown_recipient", True),
        (MailServer(answers={"RCPT": "450 greylisted"}), "unknown_recipient", False),
        (MailServer(answers={"DATA": "452 disk full"}), "refused", False),
        (MailServer(answers={".": "554 spam"}), "refused", False),
        (MailServer(answers={"MAIL": "250"}, hangs_up_at="RCPT"), "unreachable", False),
        (MailServer(hangs_up_at="EHLO"), "unreachable", False),
        (MailServer(hangs_up_at="."), "unreachable", False),
        (MailServer(answers={"EHLO": "\x00\x01\x02"}), "refused", False),
    ],
)
async def test_a_server_that_misbehaves_gives_a_reason_and_never_its_words(
    server: MailServer, reason: str, for_good: bool
) -> None:
    failure = await sent(server)

    assert failure is not None
    assert (failure.reason, failure.for_good) == (reason, for_good)
    assert "@" not in str(failure) and failure.__cause__ is None


async def test_a_server_that_says_nothing_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mails, "_WITHIN_SECONDS", 0.3)

    failure = await sent(MailServer(greets=""))

    assert failure is not None and failure.reason == "unreachable"


async def test_no_server_at_all_is_unreachable() -> None:
    with pytest.raises(CannotCarry, match="unreachable"):
        await SmtpPost("smtp://127.0.0.1:1", SENDER).send(LETTER)


@pytest.mark.parametrize("offers", ["8BITMIME", "AUTH PLAIN LOGIN"])
async def test_a_password_goes_to_no_server_that_does_not_encrypt_whatever_else_it_offers(offers: str) -> None:
    server = MailServer(answers={"EHLO": f"250-mail.test\r\n250 {offers}"})
    async with server.running():
        with pytest.raises(CannotCarry, match="not_encrypted"):
            await SmtpPost(f"smtp://user:geheim@127.0.0.1:{server.port}", SENDER).send(LETTER)
    assert "AUTH" not in server.told and server.received == []


async def test_the_twin_tells_and_sends_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    post = post_by("console://", SENDER)

    assert isinstance(post, ConsolePost)
    await post.send(LETTER)
    assert "没有寄出" in capsys.readouterr().out


def test_a_mail_names_numbers_and_dates_and_nothing_else() -> None:
    urgent = {**ONE, "due_at": "2026-10-01T07:20:00+00:00", "due_on": "2026-10-01", "rung": "at_once"}
    notice = Notice("n1", "clock_digest", None, None, 1, NOW, "o1", (ONE, {**urgent, "provisional": False}))

    assert told(notice, "https://shangmi.example.gov.cn").splitlines() == [
        "有 2 件案件的期限请留意：",
        "",
        "K7M2-9QXT-4　临近到期：预计2027年1月4日",
        "K7M2-9QXT-4　请立即办理：2026年10月1日 15:20",
        "",
        "请登录工作台办理：https://shangmi.example.gov.cn/desk/clocks",
    ]
    many = replace(notice, told=(ONE,) * 60)
    assert "另有 10 件，见工作台。" in told(many, "")


async def carried(database: Database, server: MailServer, officer_id: str, **values: Any) -> None:
    await put_out(database, "n1", bureau=None, kind="clock_digest", officer_id=officer_id, told=[ONE], **values)
    async with server.running():
        await Courier(database, lambda: NOW, ByMail(database, SmtpPost(server.url, SENDER), "")).round()


async def test_the_courier_carries_what_is_for_an_officer_to_their_address(database: Database) -> None:
    officer, server = await an_officer(database), MailServer()
    await set_address(database, officer.name, ADDRESS)

    await carried(database, server, officer.id)

    assert len(server.received) == 1
    assert await states(database) == {"n1": "sent"}


async def test_an_officer_without_address_or_disabled_since_gets_none(database: Database) -> None:
    officer, server = await an_officer(database), MailServer()
    await set_address(database, officer.name, ADDRESS)
    async with database.writing() as session:
        await session.execute(update(OfficerRow).where(col(OfficerRow.id) == officer.id).values(active=False))

    await carried(database, server, officer.id)

    assert server.received == []
    assert await states(database) == {"n1": "sent"}


async def test_what_a_server_refuses_is_tried_again_and_what_it_refuses_for_good_is_given_up(
    database: Database,
) -> None:
    officer, busy = await an_officer(database), MailServer(answers={"MAIL": "451 later"})
    await set_address(database, officer.name, ADDRESS)
    await carried(database, busy, officer.id)
    assert await states(database) == {"n1": "waiting"}

    unknown = MailServer(answers={"RCPT": "550 nobody"})
    async with unknown.running():
        post = SmtpPost(unknown.url, SENDER)
        await Courier(database, lambda: NOW + timedelta(minutes=1), ByMail(database, post, "")).round()

    assert await states(database) == {"n1": "given_up"}
    async with database.reading() as session:
        assert [one.reason for one in await outbox.stuck(session)] == ["unknown_recipient"]


@pytest.mark.parametrize(
    "address",
    ["wang", "wang@", "@x.cn", "a b@x.cn", "a@x", "a@x.cn\r\nBcc: b@x.cn", "a@x.cn,b@x.cn", f"{'a' * 300}@x.cn"],
)
async def test_what_is_no_address_is_refused(database: Database, address: str) -> None:
    officer = await an_officer(database)

    with pytest.raises(AccountRefused, match="邮箱"):
        await set_address(database, officer.name, address)


async def test_an_account_that_does_not_exist_has_no_address(database: Database) -> None:
    with pytest.raises(AccountRefused, match="没有名为"):
        await set_address(database, "谁", ADDRESS)
