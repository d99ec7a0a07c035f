"""The ways back to a form that is not filed yet: they name it, and lead to where it stands."""

from __future__ import annotations

import re

from tests.bot.channels.web.filing.browsing import COMPLAINT, Browser


async def test_the_entrance_names_the_form_under_way_and_leads_to_where_it_stands(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.get("/file")
    assert "没有填完的侵权举报" in browser.words
    await browser.fill_all("complaint", COMPLAINT)

    await browser.get("/file")
    assert "还没有提交的侵权举报" in browser.words and 'href="/file/complaint/check">去核对、提交' in browser.page


async def test_whoever_has_sent_their_files_is_led_back_to_the_form_first(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill_all("complaint", COMPLAINT)
    await browser.get("/file/complaint/check")
    await browser.post("/file/upload", {"form": "complaint"})

    await browser.post(f"{browser.at}/done")

    (main,) = re.findall(r'<a class="button" href="([^"]*)"', browser.page)
    assert main == "/file/complaint/check" and "还没有提交" in browser.words
    await browser.get(main)
    assert "核对提交" in browser.words and browser.status == 200


async def test_to_change_an_answer_the_check_leads_to_its_field(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill_all("complaint", COMPLAINT)

    await browser.get("/file/complaint/check")

    leads = re.findall(r'href="(/file/complaint/\w+)#([\w-]+)">改', browser.page)
    assert len(leads) >= 8
    for page, field in leads:
        assert f'id="{field}"' in await browser.get(page)


async def test_what_is_still_missing_leads_to_its_field(browser: Browser) -> None:
    await browser.begin("complaint")
    await browser.fill("complaint", "start", COMPLAINT["start"])

    await browser.confirm("complaint")

    assert 'href="/file/complaint/reported#f-reported_name-field">' in browser.page


async def test_leaving_is_told_by_a_page_that_is_loaded_again_without_sending(browser: Browser) -> None:
    code = await browser.begin("complaint")

    await browser.post("/file/leave")

    assert browser.at == "/file" and code in browser.words and "已存为草稿" in browser.words
