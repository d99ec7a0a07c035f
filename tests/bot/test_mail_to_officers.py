"""The running service tells an officer of a clock by mail, over a real connection; the doctor, what did not go."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email import message_from_string, policy
from pathlib import Path

import pytest

from bot.commands import doctor
from bot.service import opened
from bot.settings import read_settings
from intake.notices import outbox
from intake.officers.addresses import set_address
from intake.storage.database import Database
from tests.bot.conftest import Run
from tests.builders import PASSWORD, a_case, an_officer
from tests.intake.notices.mail_server import MailServer
from tests.intake.test_jobs import until

# A Tuesday at ten; of what came on 2 November the last day was the day before.
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
RECEIVED_AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


async def test_the_service_sends_one_mail_that_names_the_case_and_nothing_in_it(tmp_path: Path) -> None:
    async with MailServer().running() as server:
        settings = read_settings(
            data_dir=tmp_path / "var",
            smtp_url=server.url,
            mail_from="shangmi@example.gov.cn",
            public_url="https://shangmi.example.gov.cn",
        )
        async with opened(settings, lambda: NOW) as service:
            officer = await an_officer(service.database)
            await set_address(service.database, officer.name, "wang@example.gov.cn")
            case = await a_case(service.database, service.vault, state="checking", received_at=RECEIVED_AT)
            async with service.jobs.running():
                await until(lambda: bool(server.received))

    (received,) = server.received
    letter = message_from_string(received, policy=policy.default)
    text = letter.get_content()
    assert letter["To"] == "wang@example.gov.cn"
    assert case.reference in text and "2026年11月23日" in text
    assert "https://shangmi.example.gov.cn/desk/clocks" in text
    assert "半坡" not in text and "核查" not in text and "江津" not in text


async def test_the_doctor_says_which_mails_did_not_get_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SHANGMI_DATA_DIR", str(tmp_path / "var"))
    refuses = MailServer(answers={"RCPT": "550 nobody"})
    async with refuses.running():
        settings = read_settings(smtp_url=refuses.url, mail_from="shangmi@example.gov.cn")
        async with opened(settings, lambda: NOW) as service:
            officer = await an_officer(service.database)
            await set_address(service.database, officer.name, "wang@example.gov.cn")
            await a_case(service.database, service.vault, state="checking", received_at=RECEIVED_AT)
            async with service.jobs.running():
                await _until_something_is_stuck(service.database)

    (wrong,) = [str(one) for one in await doctor.examine() if one.what == "待发箱"]

    assert "1 条通知没有送达，其中邮件 1 封（服务器不认收件人）" in wrong
    assert "shangmi officer mail" in wrong and "wang@" not in wrong


async def _until_something_is_stuck(database: Database) -> None:
    for _ in range(200):
        async with database.reading() as session:
            if await outbox.stuck(session):
                return
        await asyncio.sleep(0.1)


def test_an_address_is_given_and_taken_back_on_the_command_line(run: Run) -> None:
    run(
        "officer", "add", "王建国", "--role", "officer", "--bureau", "jiangjin", "--password-stdin", typed=PASSWORD
    )

    assert run("officer", "mail", "王建国", "wang@example.gov.cn")[:2] == (
        0,
        "“王建国”的期限提醒发到所给的邮箱。\n",
    )
    assert run("officer", "mail", "王建国")[:2] == (0, "“王建国”的期限提醒只在工作台显示。\n")
    status, _, said = run("officer", "mail", "王建国", "wang")
    assert (status, "name@example.gov.cn" in said) == (1, True)
