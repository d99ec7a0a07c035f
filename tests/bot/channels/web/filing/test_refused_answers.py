"""An answer that cannot be taken is said and kept to be changed, just begun or not."""

from __future__ import annotations

import pytest

from tests.bot.channels.web.filing.browsing import Browser


@pytest.mark.parametrize("query", ["", "?new=1"])
@pytest.mark.parametrize("wished", ["周六下午", "下周二上午或者周六下午"])
async def test_a_wished_time_on_a_rest_day_is_not_dropped_in_silence(
    browser: Browser, wished: str, query: str
) -> None:
    await browser.begin("consultation")
    await browser.get(f"/file/consultation/matter{query}")

    await browser.save("/file/consultation/matter", {"question": "制度怎么写", "preferred_times": wished})

    assert browser.at == "/file/consultation/matter"
    assert "休息日" in browser.words
    assert wished in browser.page
