"""Every page of the desk that rests on the plan says so at its head; officers have words of their own."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import handbook
from tests.bot.desk.conftest import Desk
from tests.bot.desk.test_estimates import a_shared_one

OVER = "该方案期限已届满"


@pytest.mark.parametrize("role", ["officer", "head"])
@pytest.mark.parametrize(
    "path", ["/desk/estimates", "/desk/ledger", "/desk/contacts", "/desk/pilots/jiangjin", "one estimate"]
)
async def test_every_page_of_a_bureau_says_so_before_anything_else(desk: Desk, role: str, path: str) -> None:
    desk.handbook = handbook()
    address = await a_shared_one(desk)
    browser = await desk.officer(role)

    page = await browser.get(address if path == "one estimate" else path)
    _, _, after = page.text.partition("<h1")

    assert page.status == 200 and OVER in after[:700], after[:700]


@pytest.mark.parametrize("path", ["/desk/pilots", "/desk/units", "/desk/overview/plan"])
async def test_so_does_every_page_of_the_city(desk: Desk, path: str) -> None:
    desk.handbook = handbook()
    browser = await desk.officer("coordinator", None)

    page = await browser.get(path)

    assert page.status == 200 and OVER in page.text.partition("<h1")[2][:700]


async def test_an_officers_sheet_speaks_to_the_officer_and_not_of_the_companys_own_estimate(desk: Desk) -> None:
    desk.handbook = handbook()
    page = await (await desk.officer()).get(await a_shared_one(desk))
    form = page.text.partition("<form")[2].partition('class="move"')[2]
    pilots = await (await desk.officer("head")).get("/desk/pilots/jiangjin")

    for words in ("您自己", "自己估", "按您自己的估计"):
        assert words not in form and words not in pilots.text
    assert "按您在单位看到的情况估" in form and "不是评审打分" in form
