"""Pages that anybody can open send no flood of mails, and fill no training: by sender, by address, in all."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr
from sqlalchemy import func, select
from sqlmodel import col

from bot.app import SERVICE_KEY, build_app
from bot.channels.web.notices.mail_pace import TOTAL_PACE
from bot.settings import read_settings
from intake.filers.sign_up_pace import MOST_A_DAY
from intake.filers.subscriptions import CONFIRMING
from intake.storage.bulletin_tables import SignUpRow
from intake.storage.tables import OutboxRow
from tests.bot.channels.web.assess.test_pages import Client, get, hidden
from tests.bot.channels.web.test_mycase import Time
from tests.bot.conversation.harness import handbook
from tests.intake.bulletins.made import published

DAY = datetime(2026, 11, 30, 7, tzinfo=UTC)
ONE, OTHER = "203.0.113.7", "203.0.113.8"


@pytest.fixture
def time() -> Time:
    time = Time()
    time.now = DAY
    return time


@pytest.fixture
async def client(tmp_path: Path, time: Time) -> AsyncIterator[Client]:
    """A service behind a proxy on this machine, with a mail server that is not there."""
    settings = read_settings(
        _env_file=None,
        data_dir=tmp_path,
        trusted_proxy="127.0.0.1",
        smtp_url=SecretStr("smtp://127.0.0.1:9"),
        mail_from="shangmi@example.gov.cn",
    )
    async with TestClient(TestServer(await build_app(settings, time, handbook()))) as client:
        yield client


async def asks(client: Client, sender: str, mail: str) -> tuple[int, str, str]:
    form, sent_by = {"by": "mail", "subjects": "policy", "mail": mail}, {"X-Forwarded-For": sender}
    async with client.post("/notices/subscribe", data=form, headers=sent_by, allow_redirects=False) as response:
        return response.status, response.headers.get("Retry-After", ""), await response.text()


async def mails(client: Client) -> int:
    async with client.app[SERVICE_KEY].database.reading() as session:
        query = select(func.count()).select_from(OutboxRow).where(col(OutboxRow.kind) == CONFIRMING)
        return int(await session.scalar(query) or 0)


async def test_a_sender_has_ten_mails_sent_an_hour_and_keeps_what_was_typed(client: Client, time: Time) -> None:
    answers = [await asks(client, ONE, f"a{number}@example.com") for number in range(14)]
    assert [status for status, _, _ in answers] == [303] * 10 + [429] * 4 and await mails(client) == 10
    _, wait, page = answers[-1]
    assert wait == "360" and "请 6 分钟以后再提交" in page
    assert 'value="a13@example.com"' in page and 'value="policy" checked' in page

    assert (await asks(client, OTHER, "b@example.com"))[0] == 303
    time.now += timedelta(minutes=6)
    assert [(await asks(client, ONE, f"c{number}@example.com"))[0] for number in range(2)] == [303, 429]


async def test_a_network_of_ipv6_is_one_sender(client: Client) -> None:
    senders = [f"2001:db8:0:1::{number:x}" for number in range(1, 13)]
    statuses = [(await asks(client, one, f"a{at}@example.com"))[0] for at, one in enumerate(senders)]

    assert statuses == [303] * 10 + [429] * 2
    assert (await asks(client, "2001:db8:0:2::1", "b@example.com"))[0] == 303


async def test_all_senders_together_have_a_limit(client: Client, time: Time) -> None:
    most = TOTAL_PACE[0]
    statuses = [(await asks(client, f"198.51.100.{at}", f"a{at}@example.com"))[0] for at in range(most)]
    assert set(statuses) == {303}
    status, wait, page = await asks(client, OTHER, "b@example.com")
    assert (status, wait) == (429, "60") and "请 1 分钟以后再提交" in page and 'value="b@example.com"' in page
    assert await mails(client) == most
    time.now += timedelta(minutes=1)
    assert (await asks(client, OTHER, "b@example.com"))[0] == 303


async def test_an_address_in_other_letters_or_with_a_tag_is_the_same_box(client: Client) -> None:
    forms = ("li@example.com", "LI@Example.com", "li+a@example.com", "Li+b+c@example.com")
    statuses = [(await asks(client, f"198.51.100.{at}", one))[0] for at, one in enumerate(forms)]

    assert statuses == [303, 303, 303, 429]


async def test_a_sender_signs_up_five_for_a_training_in_a_day(client: Client, time: Time) -> None:
    service = client.app[SERVICE_KEY]
    made = [await published(service.database, service.vault, time(), kind="training", capacity="50") for _ in "12"]

    async def signs_up(
        training: str, name: str, sender: str = ONE, page: str = "", **differs: str
    ) -> tuple[int, str]:
        page = page or hidden(await get(client, f"/notices/{training}"), "page")
        form = {"page": page, "name": name, "unit": "个人", "phone": "13900001101", **differs}
        sent_by = {"X-Forwarded-For": sender}
        path = f"/notices/{training}/sign-up"
        async with client.post(path, data=form, headers=sent_by, allow_redirects=False) as response:
            return response.status, await response.text()

    page = hidden(await get(client, f"/notices/{made[0]}"), "page")
    # What does not fit, and a button pressed again, count nothing.
    assert [(await signs_up(made[0], "甲", phone="x"))[0] for _ in range(6)] == [422] * 6
    assert [(await signs_up(made[0], "甲", page=page))[0] for _ in range(6)] == [303] * 6
    statuses = [(await signs_up(made[0], f"人{number}"))[0] for number in range(MOST_A_DAY)]
    assert statuses == [303] * (MOST_A_DAY - 1) + [429]
    _, told = await signs_up(made[0], "迟到")
    assert "报了 5 个人" in told and "请明天再报" in told and 'value="迟到"' in told
    assert (await signs_up(made[1], "甲"))[0] == 303 and (await signs_up(made[0], "乙", OTHER))[0] == 303
    time.now += timedelta(days=1)
    assert (await signs_up(made[0], "迟到"))[0] == 303
    async with service.database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(SignUpRow)) == MOST_A_DAY + 3
