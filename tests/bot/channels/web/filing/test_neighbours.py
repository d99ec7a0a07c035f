"""What is said at one field of a page fills others; a page drawn before that takes none of it back."""

from __future__ import annotations

import re

import orjson
import pytest

from tests.bot.channels.web.filing.browsing import Browser


@pytest.mark.parametrize(
    "words", ["在江津双福工业园被拷走,在九龙坡区石桥铺使用", "在江津双福被拷走；在九龙坡石桥铺使用"]
)
async def test_a_field_saved_alone_fills_its_neighbours_and_the_page_does_not_empty_them(
    browser: Browser, words: str
) -> None:
    await browser.begin("complaint")
    await browser.get("/file/complaint/act")
    page = browser.page
    sent = {"has": "act_place", "act_place": words, "token": browser.hidden("token")}

    told = orjson.loads(await browser.post("/file/complaint/act", sent, Accept="application/json"))
    assert "江津区双福" in told["fields"]["taken_place"] and "九龙坡区" in told["fields"]["use_place"]
    assert "已记下：在江津区" in told["fields"]["act_place"]
    # The page as it was drawn before, the neighbours empty in it, is sent whole.
    browser.page = page
    await browser.save("/file/complaint/act", {"act_place": words, "act_kinds.chosen": "其他"})

    shown = await browser.get("/file/complaint/act")
    assert re.search(r'name="taken_place" value="江津区', shown) and re.search(
        r'name="use_place" value="九龙坡区', shown
    )


async def test_what_stands_is_emptied_by_emptying_it(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill("complaint", "act", {"taken_place": "江津区双福街道"})

    await browser.fill("complaint", "act", {"taken_place": ""})

    assert re.search(r'name="taken_place" value=""', await browser.get("/file/complaint/act"))


async def test_a_page_left_open_takes_nothing_back_that_was_said_meanwhile(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.get("/file/complaint/act")
    left_open = browser.page
    await browser.fill("complaint", "act", {"act_date": "2026年8月", "clue": "他有机会接触到客户档案"})

    browser.page = left_open
    await browser.save("/file/complaint/act", {"act_place": "江津区双福街道"})

    shown = await browser.get("/file/complaint/act")
    assert "2026年8月" in shown and "他有机会接触到客户档案" in shown and "江津区双福街道" in shown
