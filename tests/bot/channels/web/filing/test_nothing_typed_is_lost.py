"""What was typed on a page and could not be taken stands there until it is taken or emptied, come what may."""

from __future__ import annotations

import re

import orjson

from tests.bot.channels.web.filing.browsing import COMPLAINT, Browser, Client

RESTS = "周六下午"
MATTER = "/file/consultation/matter"


async def refused_time(browser: Browser) -> str:
    """Begin a consultation at which a wished time was refused; return the draft's code."""
    code = await browser.begin("consultation")
    await browser.get(MATTER)
    await browser.save(MATTER, {"question": "制度怎么写", "preferred_times": RESTS})
    assert "休息日" in browser.words
    return code


async def test_it_stands_there_whatever_page_was_looked_at_between(browser: Browser, client: Client) -> None:
    code = await refused_time(browser)

    await browser.get("/file/consultation/filer")
    assert f'value="{RESTS}"' in await browser.get(MATTER) and "休息日" in browser.words
    # Another field, saved by the script, after which the page is drawn anew: a visit needs other fields.
    sent = {"has": "mode", "mode.chosen": "visit", "token": browser.hidden("token")}
    assert orjson.loads(await browser.post(MATTER, sent, Accept="application/json"))["reload"]
    assert f'value="{RESTS}"' in await browser.get(MATTER)
    # In another browser, by the code of the draft.
    other = Browser(client)
    await other.get("/file")
    await other.post("/file/resume", {"code": code})
    assert f'value="{RESTS}"' in await other.get(MATTER)
    # Before it is filed without it, that is said.
    await browser.get("/file/consultation/check")
    assert "没有收下，提交时不会带上" in browser.words and "休息日" in browser.words


async def test_it_goes_when_it_is_put_right_or_emptied_and_not_by_a_page_drawn_before(browser: Browser) -> None:
    await browser.begin("consultation")
    await browser.get(MATTER)
    drawn_before = browser.page
    await browser.save(MATTER, {"preferred_times": RESTS})
    browser.page, refused = drawn_before, browser.page

    await browser.save(MATTER, {"question": "制度怎么写"})
    assert f'value="{RESTS}"' in await browser.get(MATTER)
    browser.page = refused
    await browser.save(MATTER, {"preferred_times": ""})
    assert RESTS not in await browser.get(MATTER) and "没有收下" not in browser.words
    await browser.save(MATTER, {"preferred_times": RESTS})
    await browser.save(MATTER, {"preferred_times": "下周三上午"})
    assert RESTS not in await browser.get(MATTER) and "12月2日" in browser.page


async def test_what_must_not_be_kept_is_not_kept(browser: Browser) -> None:
    await browser.begin("consultation")
    await browser.get(MATTER)

    await browser.save(MATTER, {"question": "配方：牛油62.5%、辣椒28.3%、花椒9.2%，怎么保护"})

    assert "62.5" not in browser.page and "62.5" not in await browser.get(MATTER)


async def test_what_is_asked_no_more_is_told_with_what_was_typed(browser: Browser) -> None:
    await browser.begin("consultation")
    await browser.fill("consultation", "matter", {"mode.chosen": "visit"})
    await browser.get(MATTER)

    await browser.save(MATTER, {"mode.chosen": "phone", "visit_address": "鱼洞街道9号楼"})

    assert "上门地址：鱼洞街道9号楼" in browser.words and "没有收下" in browser.words


async def test_the_form_changed_in_another_tab_takes_what_it_asks_and_tells_the_rest(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill_all("complaint", {"start": COMPLAINT["start"]})
    await browser.get("/file/complaint/filer")
    filer = browser.page
    await browser.get("/file/complaint/act")
    act = browser.page
    await browser.fill("complaint", "start", {"reporter_role.chosen": "insider"})

    browser.page = act
    await browser.save("/file/complaint/act", {"act_date": "2026年13月", "clue": "他有机会接触"})
    assert 'value="2026年13月"' in browser.page and "13月" in browser.words
    assert re.search("（?没有收下.*他有机会接触|他有机会接触", browser.words)
    browser.page = filer
    await browser.save("/file/complaint/filer", {"credit_code": "91500103MAC9TE5T26"})
    assert "91500103MAC9TE5T26" in browser.words


async def test_a_draft_that_is_gone_gives_back_what_was_typed(browser: Browser, client: Client) -> None:
    code = await refused_time(browser)
    drawn = browser.page
    other = Browser(client)
    await other.get("/file")
    await other.post("/file/resume", {"code": code})
    await other.post("/file/discard", {"form": "consultation"})

    await browser.save(MATTER, {"preferred_times": "星期天上午"})
    assert browser.status == 404 and "方便的时间：星期天上午" in browser.words
    browser.cookies.clear()
    browser.page = drawn
    await browser.save(MATTER, {"preferred_times": "星期天上午"})
    assert browser.status == 403 and "方便的时间：星期天上午" in browser.words


async def test_an_owner_who_ticks_anonymity_on_the_same_page_stays_unknown(browser: Browser) -> None:
    await browser.begin("tip")

    await browser.fill("tip", "start", {"reporter_role.chosen": "right_holder", "anonymous.chosen": "True"})

    assert browser.at.startswith("/file/tip")
    assert re.search(r'value="True"[^>]* checked', await browser.get("/file/tip/start"))
