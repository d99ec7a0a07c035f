"""「上次自评的结果」 is answered from what is kept under the account, or by its code, on both databases."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.conversation.channels import ChannelName
from bot.service import Service, opened
from bot.settings import read_settings
from intake.filers.codes import new_code
from tests.bot.conversation.harness import handbook
from tests.bot.conversation.test_results_asked import COMPANY
from tests.bot.test_anonymous_filers import Person
from tests.builders import NOW

ASKED = "我们上次评了多少分"


@pytest.fixture
async def service(database_url: str, tmp_path: Path) -> AsyncIterator[Service]:
    url = database_url.replace("postgresql://", "postgresql+asyncpg://")
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url)
    async with opened(settings, lambda: NOW, handbook("demo")) as service:
        yield service


async def estimated(person: Person) -> str:
    for words in COMPANY:
        told = await person.say(words)
    return told


async def test_an_account_is_told_its_own_and_nobody_elses(service: Service) -> None:
    own, other = (Person(service, ChannelName.WECHAT, name) for name in ("own", "other"))
    await estimated(own)

    told = await own.say(ASKED)

    assert "总分51到71分" in told and "/assess/continue/" in told
    nothing = await other.say(ASKED)
    assert "没有查到您保存过的自评" in nothing and "/assess" in nothing


async def test_on_the_web_a_code_opens_it_from_another_browser(service: Service) -> None:
    own, elsewhere = (Person(service, ChannelName.WEB, name) for name in ("own", "elsewhere"))
    given = re.search(r"自评码：([0-9A-Z-]{24})", await estimated(own))
    assert given is not None

    assert "总分51到71分" in await own.say(ASKED)
    assert "没有查到您保存过的自评" in await elsewhere.say(ASKED)
    assert "没有查到这个自评码" in await elsewhere.say(f"自评码{new_code()}")
    assert "总分51到71分" in await elsewhere.say(f"自评码{given[1]}")
    # From now on this conversation knows.
    assert "总分51到71分" in await elsewhere.say(ASKED)


async def test_whoever_tries_codes_is_held_to_a_pace_and_the_right_one_always_opens(service: Service) -> None:
    own, guesser = (Person(service, ChannelName.WEB, name) for name in ("own", "guesser"))
    given = re.search(r"自评码：([0-9A-Z-]{24})", await estimated(own))
    assert given is not None

    answers = [await guesser.say(f"自评码{new_code()}") for _ in range(12)]

    assert "试的次数多了" in answers[-1]
    assert "总分51到71分" in await guesser.say(f"自评码{given[1]}")
