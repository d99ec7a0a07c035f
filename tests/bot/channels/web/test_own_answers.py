"""Whoever shows that a case is theirs reads what they filed, on its page; who they are is not read there."""

from __future__ import annotations

import re

import pytest

from intake.forms.draft import KIND_NAMES
from tests.bot.channels.web.filing.browsing import COMPLAINT, TIP, Browser
from tests.bot.channels.web.filing.conftest import browser, client, service, status, time

__all__ = ["browser", "client", "service", "status", "time"]


@pytest.mark.parametrize(
    ("form", "filled", "shown"),
    [
        ("complaint", COMPLAINT, ("重庆渝心微电子有限公司", "双福街道", "他有机会接触到客户档案")),
        ("tip", TIP, ("重庆长坪饲料厂", "钱塘镇")),
    ],
)
async def test_the_page_of_a_case_shows_what_was_filed_and_not_by_whom(
    browser: Browser, form: str, filled: dict[str, dict[str, str]], shown: tuple[str, ...]
) -> None:
    await browser.begin(form)
    await browser.fill_all(form, filled)
    await browser.confirm(form)
    code = re.search(r"查询码([0-9A-Z-]{24})", browser.words.replace("\n", ""))
    reference = re.search(r"编号([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])", browser.words.replace("\n", ""))
    assert code and reference

    await browser.post("/mycase", {"reference": reference[1], "code": code[1]})

    folded = re.search(r'<h2 id="answers">.*?</details>', browser.page, re.S)
    assert folded and "<details" in folded[0] and KIND_NAMES[form] in browser.words
    assert all(words in folded[0] for words in shown)
    assert not any(name in folded[0] for name in ("周敏", "19900001101", "半坡茶业"))
