"""No words leave the box because they cannot be taken: they stand there with why, on every later page too."""

from __future__ import annotations

import re

import orjson

from tests.bot.channels.web.filing.browsing import TIP, Browser

SAVED = "老板让人从隔壁厂拿回来一张单子，我在仓库见过。"
MATERIAL = "/file/tip/material"
OWN = f"{SAVED}要问细节打我电话13700001111，我叫陈小军。"


def text(browser: Browser) -> str:
    found = re.search(r'<textarea[^>]* name="description"[^>]*>([^<]*)<', browser.page)
    assert found
    return found[1]


async def page_of_the_text(browser: Browser) -> str:
    """Begin an anonymous tip with a text that is saved; return the address of its page."""
    await browser.begin("tip")
    await browser.fill_all("tip", TIP)
    await browser.fill("tip", "material", {"description": SAVED})
    return MATERIAL


async def test_ones_own_name_and_number_in_an_anonymous_tip(browser: Browser) -> None:
    page = await page_of_the_text(browser)
    await browser.get(page)
    sent = {"has": "description", "description.stood": browser.hidden("description.stood"), "description": OWN}
    drawn = orjson.loads(await browser.post(page, sent, Accept="application/json"))["fields"]["description"]
    assert OWN in drawn and "您的姓名、电话" in drawn and "别人的电话" not in drawn and "照记" in drawn

    # Left by a link: the check page says so, and the words are still in the box.
    await browser.get("/file/tip/check")
    assert SAVED in browser.words and OWN not in browser.words and "提交时不会带上" in browser.words
    await browser.get(page)
    assert text(browser) == OWN
    await browser.save(page, {"description.as_it_is": "yes"})
    await browser.get("/file/tip/check")
    assert OWN in browser.words and "提交时不会带上" not in browser.words


async def test_what_must_not_be_kept_takes_nothing_else_with_it(browser: Browser) -> None:
    page = await page_of_the_text(browser)

    await browser.fill("tip", "material", {"description": "配方是牛油六成、辣椒三成、花椒一成"})
    assert browser.status == 422 and "没有保存" in browser.words
    assert text(browser) == SAVED and "牛油" not in browser.page
    await browser.get("/file/tip/check")
    assert "提交时不会带上" in browser.words and SAVED in browser.words
    # What stands in the box is sent as it stands, and nothing is lost.
    await browser.fill("tip", "material", {})
    await browser.get("/file/tip/check")
    assert SAVED in browser.words and "提交时不会带上" not in browser.words
    # Somebody else's number is cut out, one's own asked about; what is shown is what the tick records.
    card = f"{OWN}身份证号50010719880101123X"
    await browser.fill("tip", "material", {"description": card})
    assert "身份证号" in browser.words and "陈小军" in text(browser) and "50010719880101123X" not in browser.page
    shown = text(browser)
    await browser.save(page, {"description.as_it_is": "yes"})
    await browser.get("/file/tip/check")
    assert shown in browser.words


async def test_what_another_tab_put_right_is_not_covered_by_what_was_refused_before(browser: Browser) -> None:
    await browser.begin("complaint")
    act = "/file/complaint/act"
    await browser.fill("complaint", "act", {"act_date": "2026年13月"})
    assert browser.status == 422
    refused = browser.page
    # As long as it is refused it is said again.
    await browser.save(act, {})
    assert browser.status == 422 and "13月" in browser.words
    await browser.save(act, {"act_date": "2026年9月"})

    browser.page = refused
    await browser.save(act, {"act_place": "江津区双福"})
    await browser.get("/file/complaint/check")
    assert "2026年9月" in browser.words and "江津区" in browser.words and "13月" not in browser.words
    # Nor by what was refused in between: the newer words stand.
    await browser.fill("complaint", "act", {"act_date": "2026年14月"})
    browser.page = refused
    await browser.save(act, {"clue": "他有机会接触到客户档案"})
    assert 'value="2026年14月"' in await browser.get(act)


async def test_a_place_that_is_asked_back_about_keeps_its_words(browser: Browser) -> None:
    await browser.begin("complaint")
    act = "/file/complaint/act"
    for _ in range(2):
        await browser.fill("complaint", "act", {"use_place": "渝北区"})
        assert 'name="use_place" value="渝北区"' in browser.page and 'name="use_place.which"' in browser.page
    await browser.save(act, {"use_place.asked": "渝北区", "use_place.which": "两江新区"})
    assert browser.status == 200 and re.search(r'name="use_place" value="[^"]*两江新区', await browser.get(act))


async def test_a_page_that_refused_something_is_loaded_anew_without_sending_it_again(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.get("/file/complaint/act")
    sent = [("token", browser.hidden("token")), ("has", "act_date"), ("act_date", "2026年13月"), ("go", "next")]
    answer = await browser.client.post(
        "/file/complaint/act", data=sent, cookies=browser.cookies, allow_redirects=False
    )
    assert answer.status == 303 and answer.headers["Location"] == "/file/complaint/act"
    for status in (422, 200):
        assert "13月" in await browser.get("/file/complaint/act") and browser.status == status
    await browser.confirm("complaint")
    assert browser.status == 422 and "必" in browser.words
    assert answer.headers["Location"] and await browser.get("/file/complaint/check") and browser.status == 200
