"""Each place of an act keeps its own words, whichever was filled in when; what follows from words is told."""

from __future__ import annotations

import re

import orjson
import pytest

from tests.bot.channels.web.filing.browsing import COMPLAINT, TIP, Browser

PLACES = {"act_place": "江津区双福", "taken_place": "南岸区", "use_place": "巴南区李家沱"}
HELD = {"act_place": "江津区", "taken_place": "南岸区", "use_place": "巴南区"}


def stands(browser: Browser, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', browser.page)
    assert found, name
    return found[1]


async def one_by_one(browser: Browser, form: str, name: str, words: str) -> None:
    """Save one field as the script does."""
    await browser.get(f"/file/{form}/act")
    sent = {"has": name, f"{name}.stood": browser.hidden(f"{name}.stood"), name: words}
    told = orjson.loads(await browser.post(f"/file/{form}/act", sent, Accept="application/json"))
    assert set(told["fields"]) <= {name}, "only the field that was sent is drawn anew"


@pytest.mark.parametrize(("form", "parts"), [("complaint", COMPLAINT), ("tip", TIP)])
async def test_places_filled_in_one_after_another_all_stand(
    browser: Browser, form: str, parts: dict[str, dict[str, str]]
) -> None:
    await browser.begin(form)
    await browser.fill_all(form, parts)
    await browser.fill(form, "act", {"act_place": PLACES["act_place"]})
    await browser.fill(form, "act", {"taken_place": PLACES["taken_place"]})
    await browser.get(f"/file/{form}/check")
    assert "由江津区" in browser.words
    for name, words in reversed(PLACES.items()):
        await one_by_one(browser, form, name, words)
    await browser.get(f"/file/{form}/act")
    assert all(stands(browser, name).startswith(held) for name, held in HELD.items())
    # Used there, it goes there; taken away again, the place of the act decides.
    await browser.get(f"/file/{form}/check")
    assert "由巴南区" in browser.words and "先按使用地" in browser.words
    await one_by_one(browser, form, "use_place", "")
    await browser.get(f"/file/{form}/check")
    assert "由江津区" in browser.words
    # What was refused at one of them is no matter of the others.
    await one_by_one(browser, form, "act_place", "火星基地")
    await one_by_one(browser, form, "taken_place", "九龙坡区石桥铺")
    await browser.get(f"/file/{form}/act")
    assert stands(browser, "act_place") == "火星基地" and stands(browser, "taken_place").startswith("九龙坡区")


async def test_words_about_two_places_change_no_place_with_words_of_its_own(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill("complaint", "act", {"use_place": "渝中区解放碑"})

    await browser.fill("complaint", "act", {"act_place": "在江津双福被拷走；在九龙坡石桥铺使用"})
    assert "“使用地”您另外填过，没有动" in browser.words and "已记下：在江津" not in browser.words
    assert stands(browser, "use_place").startswith("渝中区") and stands(browser, "taken_place").startswith(
        "江津区"
    )
    await browser.fill("complaint", "act", {"act_place": "南岸区"})
    assert "一起清空了：获取地" in browser.words
    assert stands(browser, "use_place").startswith("渝中区") and stands(browser, "taken_place") == ""


async def test_what_a_time_says_of_its_end_changes_no_end_that_was_filled_in(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill("complaint", "act", {"act_date": "2026年3月到2026年5月"})
    await browser.fill("complaint", "act", {"act_until": "2026年7月"})
    await browser.fill("complaint", "act", {"act_date": "2026年2月到2026年6月"})
    assert "“结束时间”您另外填过" in browser.words and stands(browser, "act_until") == "2026年7月"


@pytest.mark.parametrize("form", ["complaint", "tip"])
async def test_words_that_it_goes_on_stand_as_the_end_and_mark_that_it_does(browser: Browser, form: str) -> None:
    await browser.begin(form)
    await browser.fill(form, "act", {"act_until": "还在继续，没有结束"})
    await browser.get(f"/file/{form}/act")
    assert stands(browser, "act_until") == "还在继续，没有结束"
    assert re.search(r'name="ongoing.chosen" value="True"[^>]* checked', browser.page)
