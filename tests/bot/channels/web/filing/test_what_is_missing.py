"""What a form cannot be filed without stands in sight, and the summary says what is missing before it is sent."""

from __future__ import annotations

import re

import pytest

from intake.forms.forms import forms
from tests.bot.channels.web.filing.browsing import Browser


def folded(page: str) -> str:
    return "".join(re.findall(r'<details class="later".*?</details>\s*(?=<|$)', page, re.DOTALL))


@pytest.mark.parametrize("form", ["complaint", "tip", "consultation"])
async def test_what_may_become_needed_is_in_no_fold(browser: Browser, form: str) -> None:
    await browser.begin(form)
    may_be_needed = [field for field in forms()[form].fields if field.core_when is not None]

    for field in may_be_needed:
        page = await browser.get(f"/file/{form}/{field.group}")
        fold = page.find('class="later"')
        assert 0 < page.find(f'data-field="{field.name}"') < (fold if fold > 0 else len(page)), field.name


@pytest.mark.parametrize("form", ["complaint", "tip", "consultation"])
async def test_a_new_form_begins_at_its_first_part(browser: Browser, form: str) -> None:
    await browser.begin(form)

    assert re.search(r"第 1/\d 步", browser.words)


async def test_the_summary_says_what_is_missing_before_it_is_sent(browser: Browser) -> None:
    await browser.begin("consultation")
    await browser.fill("consultation", "matter", {"mode.chosen": "visit"})

    page = await browser.get("/file/consultation/check")

    assert browser.status == 200
    for label, part, name in (("单位名称", "filer", "company_name"), ("所在区县", "matter", "district")):
        assert f'href="/file/consultation/{part}#f-{name}-field">{label}' in page, label
    assert "还差" in page

    await browser.fill("consultation", "filer", {"company_name": "重庆半坡茶业有限公司"})
    assert '#f-company_name-field">单位名称：' not in await browser.get("/file/consultation/check")
