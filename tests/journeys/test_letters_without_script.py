"""Without script: letters of the bureau stand on the chat page; the upload page says for what its files are."""

from __future__ import annotations

import re

from tests.bot.test_anonymous_filers import write_to_the_filer
from tests.journeys.filings import TIP
from tests.journeys.house import Clock, House
from tests.journeys.people import WebPerson


async def test_a_letter_is_shown_when_the_page_is_opened_and_counts_as_delivered_with_the_next_request(
    house_on_both: House, clock: Clock
) -> None:
    house, browser = house_on_both, await house_on_both.visitor()

    async def said(words: str) -> str:
        clock.later()
        headers = {"Origin": house.address, "Sec-Fetch-Site": "same-origin"}
        async with browser.post("/chat", data={"text": words}, headers=headers) as response:
            assert response.status == 200
            return await response.text()

    async def opened(path: str = "/chat") -> str:
        clock.later()
        async with browser.get(path) as response:
            return await response.text()

    page = ""
    for words, _ in TIP:
        page = await said(words)
    reference = re.search(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]\b", page)
    assert reference
    assert "承办单位来信" not in await opened()

    await write_to_the_filer(house.service, reference[0], "请补充仓库的地址。")
    first = await opened()
    again = await opened()
    later = await said("什么是商业秘密？")

    assert "承办单位来信" in first and "请补充仓库的地址" in first
    assert "请补充仓库的地址" not in again and "请补充仓库的地址" not in later


async def test_the_upload_page_says_for_what_the_files_are(house_on_both: House, clock: Clock) -> None:
    person = await WebPerson.come(house_on_both, clock)
    for words, _ in TIP[:-1]:
        await person.say(words)
    draft = await person.upload_page()
    async with person.session.get(draft) as response:
        assert "还没有提交的“违法线索举报”" in await response.text()
    reference = (await person.say(TIP[-1][0])).reference

    async with person.session.get(draft) as response:
        assert f"编号{reference}这一件" in await response.text()
