"""One draft on two pages: what one of them wrote is never covered by the other without a word."""

from __future__ import annotations

import re

import orjson
import pytest

from tests.bot.channels.web.filing.browsing import TIP, Browser

MATERIAL = "/file/tip/material"
ACT = "/file/tip/act"
FIRST = "窗口一写的：老板让人从隔壁厂拿回来一张单子。"
SECOND = "窗口二写的：我在仓库见过那张单子。"


def _text(page: str) -> str:
    found = re.search(r'<textarea[^>]* name="description"[^>]*>([^<]*)<', page)
    assert found
    return found[1]


async def _two_windows(browser: Browser, before: str = "") -> str:
    """Begin a tip, draw its page twice; return what the second window shows."""
    await browser.begin("tip")
    await browser.fill_all("tip", TIP)
    if before:
        await browser.fill("tip", "material", {"description": before})
    await browser.get(MATERIAL)
    drawn = browser.page
    await browser.save(MATERIAL, {"description": FIRST})
    browser.page = drawn
    return drawn


@pytest.mark.parametrize("before", ["", "两个窗口都还没有动的话，先写在这里。"])
async def test_the_second_window_is_told_what_the_first_wrote_and_loses_nothing(
    browser: Browser, before: str
) -> None:
    await _two_windows(browser, before)
    await browser.save(MATERIAL, {"description": SECOND})

    assert browser.status == 422
    assert FIRST in browser.words and "别处" in browser.words
    assert _text(browser.page) == SECOND
    # Until that is settled the first words stand.
    await browser.get("/file/tip/check")
    assert FIRST in browser.words


async def test_both_texts_written_together_are_taken(browser: Browser) -> None:
    await _two_windows(browser)
    await browser.save(MATERIAL, {"description": SECOND})
    await browser.save(MATERIAL, {"description": FIRST + SECOND})

    await browser.get("/file/tip/check")
    assert FIRST + SECOND in browser.words


async def test_with_the_tick_the_later_words_are_taken(browser: Browser) -> None:
    await _two_windows(browser)
    await browser.save(MATERIAL, {"description": SECOND})
    await browser.save(MATERIAL, {"description.as_it_is": "yes"})

    await browser.get("/file/tip/check")
    assert SECOND in browser.words and FIRST not in browser.words


async def test_emptying_what_another_window_filled_is_asked_about(browser: Browser) -> None:
    await _two_windows(browser, "先前写的一段话，后来要改。")
    await browser.save(MATERIAL, {"description": ""})

    assert browser.status == 422 and FIRST in browser.words


@pytest.mark.parametrize("sent", [{}, {"description": FIRST}])
async def test_who_did_not_touch_the_field_or_wrote_the_same_is_asked_nothing(
    browser: Browser, sent: dict[str, str]
) -> None:
    await _two_windows(browser)
    await browser.save(MATERIAL, sent)

    assert browser.status == 200
    await browser.get("/file/tip/check")
    assert FIRST in browser.words


async def test_a_page_that_saves_while_somebody_types_is_never_held_up_by_its_own_words(browser: Browser) -> None:
    await browser.begin("tip")
    await browser.fill_all("tip", TIP)
    await browser.get(MATERIAL)
    token, stood = browser.hidden("token"), browser.hidden("description.stood")
    for words in ("老板让人", "老板让人从隔壁厂", FIRST):
        sent = {"token": token, "has": "description", "description.stood": stood, "description": words}
        said = orjson.loads(await browser.post(MATERIAL, sent, Accept="application/json"))
        assert said["saved"], said
        found = re.search(r'name="description.stood" value="([^"]*)"', said["fields"]["description"])
        assert found
        stood = found[1]


async def test_a_choice_made_elsewhere_is_told_as_well(browser: Browser) -> None:
    await browser.begin("tip")
    await browser.fill_all("tip", TIP)
    await browser.get(ACT)
    drawn = browser.page
    await browser.save(ACT, {"act_date": "2026年5月"})
    browser.page = drawn
    await browser.save(ACT, {"act_date": "2026年7月"})

    assert browser.status == 422 and "2026年5月" in browser.words
