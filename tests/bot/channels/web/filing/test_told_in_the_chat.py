"""What ends on the page of a form is known in the chat that led there: at its next look, and to the next words."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.conversation.channels import ChannelName
from bot.service import Service
from intake.storage.tables import MailRow
from tests.bot.channels.web.filing.browsing import COMPLAINT, TIP, Browser, Client
from tests.bot.channels.web.filing.conftest import Time
from tests.bot.channels.web.filing.test_filing import cases_in
from tests.bot.test_anonymous_filers import Person

CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


class Chat:
    """The chat page's script."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._said = 0
        self._headers: dict[str, str] = {}

    async def open(self) -> None:
        opened = await (await self._client.post("/api/chat/sessions", json={})).json()
        self._headers = {"Authorization": f"Bearer {opened['session']}"}

    async def say(self, text: str) -> dict[str, Any]:
        self._said += 1
        sent = {"id": str(self._said), "text": text}
        answer = await self._client.post("/api/chat/messages", json=sent, headers=self._headers)
        shape: dict[str, Any] = await answer.json()
        return shape

    async def words(self, text: str) -> str:
        return "\n".join(reply["text"] for reply in (await self.say(text))["replies"])

    async def hear(self) -> list[dict[str, Any]]:
        answer = await self._client.get("/api/chat/messages", params={"after": 0}, headers=self._headers)
        replies: list[dict[str, Any]] = (await answer.json())["replies"]
        return replies


@pytest.fixture
async def chat(client: Client) -> Chat:
    chat = Chat(client)
    await chat.open()
    return chat


async def _on_its_page(chat: Chat, browser: Browser, *said: str) -> None:
    for words in ("举报侵犯商业秘密", *said):
        await chat.say(words)
    link = re.search(r"http://127.0.0.1:8080(/file/continue/\S+)", await chat.words("去网页填"))
    assert link
    await browser.post(link[1])


async def _letters(service: Service) -> int:
    async with service.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(MailRow)) or 0


async def test_what_was_filed_on_the_page_is_told_in_the_chat_with_its_number_and_without_its_code(
    chat: Chat, browser: Browser, service: Service
) -> None:
    await _on_its_page(chat, browser)
    await browser.fill_all("complaint", COMPLAINT)
    await browser.confirm("complaint")

    (told,) = await chat.hear()

    (case,) = await cases_in(service)
    assert "网页上已经提交" in told["text"] and case.reference in told["text"]
    assert told["ends"] and told["notice"] and not CODE.search(told["text"])


async def test_nothing_waits_beside_whoever_filed_without_a_name_and_their_next_words_are_told(
    chat: Chat, browser: Browser, service: Service
) -> None:
    await _on_its_page(chat, browser, "不是权利人，只是知情人")
    form = re.search(r"/file/(tip|complaint)/", browser.at)
    assert form
    await browser.fill(form[1], "start", TIP["start"])
    await browser.fill_all("tip", {name: said for name, said in TIP.items() if name != "start"})
    await browser.confirm("tip")
    (case,) = await cases_in(service)

    # A row with the time of the filing would lead from the case to the chat.
    assert case.anonymous and await _letters(service) == 0
    told = await chat.words("2026年8月")
    assert "已经在网页上提交" in told and case.reference not in told and not CODE.search(told)


async def test_what_was_deleted_on_the_page_is_told_in_the_chat(chat: Chat, browser: Browser) -> None:
    await _on_its_page(chat, browser)
    await browser.post("/file/discard", {"form": "complaint"})

    (told,) = await chat.hear()

    assert "网页上已经删除" in told["text"] and told["ends"]
    assert "没有记" in await chat.words("重庆渝心微电子有限公司")


@pytest.mark.parametrize("words", ["渝北龙山街道", "重庆渝心微电子有限公司", "上一步", "跳过", "2026年8月"])
async def test_an_answer_to_the_question_of_before_is_told_that_it_is_over(
    chat: Chat, browser: Browser, words: str
) -> None:
    await _on_its_page(chat, browser)
    await browser.fill_all("complaint", COMPLAINT)
    await browser.confirm("complaint")

    told = await chat.words(words)

    assert "已经在网页上提交" in told and "没有记" in told and "依据" not in told
    assert "没有记" not in await chat.words(words)


@pytest.mark.parametrize(
    ("words", "heard"),
    [("查进度", "编号"), ("举报要多久有结果？", "编号"), ("转人工", "工作人员"), ("你好", "您好")],
)
async def test_whoever_wants_something_else_after_it_gets_that(
    chat: Chat, browser: Browser, words: str, heard: str
) -> None:
    await _on_its_page(chat, browser)
    await browser.fill_all("complaint", COMPLAINT)
    await browser.confirm("complaint")

    told = await chat.words(words)

    assert "没有记" not in told and heard in told


async def test_the_code_of_the_page_is_confirmed_in_the_chat_too(chat: Chat, browser: Browser) -> None:
    await _on_its_page(chat, browser)
    await browser.fill_all("complaint", COMPLAINT)
    await browser.confirm("complaint")
    code = CODE.search(browser.words)
    assert code

    assert "核对无误" in await chat.words(code[0].rpartition("-")[2])


async def test_hours_later_nothing_is_taken_for_an_answer_to_it(chat: Chat, browser: Browser, time: Time) -> None:
    await _on_its_page(chat, browser)
    await browser.post("/file/discard", {"form": "complaint"})
    time.now += timedelta(hours=5)

    assert "没有记" not in await chat.words("渝北龙山街道")


async def test_a_form_begun_on_its_page_tells_no_chat(browser: Browser, service: Service) -> None:
    await browser.begin("complaint")
    await browser.post("/file/discard", {"form": "complaint"})

    assert await _letters(service) == 0


async def test_a_chat_that_hears_with_its_next_words_is_told_then(browser: Browser, service: Service) -> None:
    person = Person(service, ChannelName.WECHAT, "filer")
    await person.say("举报侵犯商业秘密")
    link = re.search(r"http://127.0.0.1:8080(/file/continue/\S+)", await person.say("去网页填"))
    assert link
    await browser.post(link[1])
    await browser.fill_all("complaint", COMPLAINT)
    await browser.confirm("complaint")

    told = await person.say("重庆渝心微电子有限公司")

    (case,) = await cases_in(service)
    assert told.count(case.reference) == 1 and "没有记" in told
