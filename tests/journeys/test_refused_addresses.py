"""Addresses that lead nowhere: a browser gets a page in plain Chinese with the way back, a program its status."""

from __future__ import annotations

import pytest

from tests.journeys.house import House

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


@pytest.mark.parametrize("address", ["/nothing", "/mycase/nothing", "/static/chat/nothing.css", "/verify/x/y"])
async def test_a_page_that_there_is_not_leads_back(house: House, address: str) -> None:
    session = await house.visitor()

    async with session.get(address, headers=BROWSER) as response:
        page = await response.text()

    assert response.status == 404
    assert "没有这个页面" in page
    assert 'href="/chat"' in page
    assert "Not Found" not in page


async def test_a_program_gets_no_page(house: House) -> None:
    session = await house.visitor()

    async with session.get("/nothing", headers={"Accept": "application/json"}) as response:
        assert response.content_type == "text/plain"


@pytest.mark.parametrize(
    ("typed", "there"),
    [("/chat/", "/chat"), ("/mycase/", "/mycase"), ("/desk", "/desk/"), ("/desk/knowledge/", "/desk/knowledge")],
)
async def test_a_slash_too_many_or_too_few_does_no_harm(house: House, typed: str, there: str) -> None:
    session = await house.visitor()

    async with session.get(typed, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, there)
