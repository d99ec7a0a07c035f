"""What is refused about one's own case is told by the page that is asked for next, once."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.web.told_next import TOLD_COOKIE
from bot.service import Service
from intake.filers.codes import new_code
from tests.bot.channels.web.test_mycase import Browser, Time, an_anonymous_tip, browser, client, service, time

__all__ = ["browser", "client", "service", "time"]


async def test_what_is_refused_is_told_by_the_next_page_once_and_no_code_stands_in_an_address(
    browser: Browser, service: Service
) -> None:
    reference, code = await an_anonymous_tip(service)
    wrong = new_code()

    sent = await browser.client.post(
        "/mycase", data={"reference": reference, "code": wrong}, allow_redirects=False
    )

    assert (sent.status, sent.headers["Location"]) == (303, "/mycase")
    kept = sent.cookies[TOLD_COOKIE]
    assert wrong not in kept.value and kept["httponly"] and kept["path"] == "/mycase"
    page = await browser.get()
    assert "没有查到" in page and f'value="{wrong}"' in page and f'value="{reference}"' in page
    assert "没有查到" not in await browser.get()
    await browser.post(reference=reference, code=code)
    refused = await browser.post("/mycase/words", purpose="supplement", text="我叫刘强，仓库在二楼")
    assert browser.answer is not None and browser.answer.history and str(browser.answer.url).endswith("/mycase")
    assert "没有留名" in refused and "我叫刘强，仓库在二楼" in refused
    assert "刘强" not in await browser.get()


async def test_words_too_long_to_go_along_are_told_at_once_and_none_is_lost(
    browser: Browser, service: Service
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    typed = "".join(chr(0x4E00 + place * 7 % 20_000) for place in range(2_400))

    page = await browser.post("/mycase/words", purpose="supplement", text=typed)

    assert typed in page and browser.status == 422


async def test_words_that_come_after_the_visit_is_over_are_given_back(
    browser: Browser, service: Service, time: Time
) -> None:
    reference, code = await an_anonymous_tip(service)
    await browser.post(reference=reference, code=code)
    time.now += timedelta(minutes=31)

    page = await browser.post("/mycase/words", purpose="supplement", text="仓库在二楼")

    assert "这次查看已经结束" in page and "仓库在二楼" in page
    assert "仓库在二楼" not in await browser.get()
