"""Where one more press is needed, or something was not taken, the browser lands there, in an open fold."""

from __future__ import annotations

import re

import pytest

from bot.service import Service
from tests.bot.channels.web.test_mycase import (
    Browser,
    a_consultation,
    an_anonymous_tip,
    browser,
    client,
    service,
    time,
)

__all__ = ["browser", "client", "service", "time"]

# Whose case; what is sent where; the place on the page, and what it says there.
PRESSED = [
    ("consultation", "contact", {"phone": "19900001151"}, "contact", "还差一步"),
    ("consultation", "contact", {"mail": "a@b.example"}, "contact", "还差一步"),
    ("consultation", "contact", {"phone": "1990000115"}, "contact", "11位"),
    ("consultation", "contact", {}, "contact", "没有"),
    ("consultation", "words", {"purpose": "supplement", "text": ""}, "supplement", "supplement-trouble"),
    ("consultation", "visit", {"act": "other_times"}, "visit", "请"),
    ("tip", "words", {"purpose": "supplement", "text": "我叫刘强，仓库在二楼"}, "supplement", "所以还没有提交"),
    ("tip", "words", {"purpose": "objection", "text": "我叫刘强，不服"}, "objection", "所以还没有提交"),
    ("tip", "words", {"purpose": "deletion_wish", "text": "我叫刘强，请删除"}, "deletion_wish", "所以还没有提交"),
    (
        "tip",
        "words",
        {"purpose": "withdrawal_wish", "text": "对方找人威胁我，只好撤回", "about": "other"},
        "withdrawal_wish",
        "所以还没有提交",
    ),
    ("tip", "mark", {"mark": "good"}, "mark", ""),
]


@pytest.mark.parametrize(("whose", "path", "sent", "place", "said"), PRESSED)
async def test_what_is_not_done_yet_is_told_where_it_is_done(
    browser: Browser, service: Service, whose: str, path: str, sent: dict[str, str], place: str, said: str
) -> None:
    reference, code = await (a_consultation if whose == "consultation" else an_anonymous_tip)(service)
    await browser.post(reference=reference, code=code)

    page = await browser.post(f"/mycase/{path}", **sent)

    assert browser.answer is not None
    came_by = browser.answer.history[0].headers["Location"]
    if place == "mark":
        # No mark is asked for yet: there is no such place, and the head of the page says it.
        assert came_by == "/mycase" and 'id="mark"' not in page
        return
    assert came_by == f"/mycase#{place}"
    fold = re.search(rf'id="{place}".*?</(details|section)>', page, re.DOTALL)
    assert fold is not None and said in fold[0]
    if place != "visit":
        assert re.search(rf'<details[^>]*id="{place}"[^>]* open', page)


async def test_a_number_to_be_confirmed_is_told_at_the_head_as_well(browser: Browser, service: Service) -> None:
    reference, code = await a_consultation(service)
    await browser.post(reference=reference, code=code)

    page = await browser.post("/mycase/contact", phone="19900001151")

    head = page[: page.index('class="reference"')]
    assert 'href="#contact"' in head and "还没有改" in head
