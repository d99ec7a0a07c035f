"""A page filled as far as its own boxes let one is taken; what is longer is told to be too long, in Chinese."""

from __future__ import annotations

import re

import pytest

from bot.shown.requests import FORM_BYTES, MOST_FIELDS
from tests.bot.channels.web.filing.browsing import COMPLAINT, Browser

# The warning is of the browser that the test plays.
pytestmark = pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")
BOX = re.compile(r'<(?:input|textarea) id="[^"]*" name="([^"]+)"[^>]*maxlength="(\d+)"')


@pytest.mark.parametrize("part", COMPLAINT)
async def test_a_page_filled_within_its_own_limits_is_not_too_long(browser: Browser, part: str) -> None:
    await browser.begin("complaint")
    await browser.get(f"/file/complaint/{part}")
    filled = {name: "密" * int(most) for name, most in BOX.findall(browser.page)}

    await browser.save(f"/file/complaint/{part}", filled, "stay")

    # Field by field it may be too long; then what was typed stands in its box.
    assert browser.status == 200 or (browser.status == 422 and "密" * 60 in browser.page)
    assert sum(map(len, filled.values())) * 9 < FORM_BYTES


@pytest.mark.parametrize(
    "path", ["/file/complaint/act", "/file/begin", "/mycase", "/mycase/words", "/desk/sign-in"]
)
async def test_a_form_beyond_all_measure_is_told_to_be_too_long(browser: Browser, path: str) -> None:
    await browser.begin("complaint")

    await browser.post(path, {"clue": "密" * (FORM_BYTES // 9 + 1)}, Accept="text/html")

    assert browser.status == 413 and "内容太长了" in browser.words and "返回上一页" in browser.words


async def test_more_fields_than_a_page_has_are_refused(browser: Browser) -> None:
    await browser.begin("complaint")

    await browser.post("/file/begin", {f"f{number}": "1" for number in range(MOST_FIELDS + 1)}, Accept="text/html")

    assert browser.status == 400 and "没有收下" in browser.words
