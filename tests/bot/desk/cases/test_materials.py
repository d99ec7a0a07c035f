"""Material handed over in person at the desk: who enters it, who reads what it is. On both databases."""

from __future__ import annotations

import re

from tests.bot.desk.conftest import Browser, Desk
from tests.builders import Filed, a_case

PAPER = {"material": "paper", "text": "工艺文件复印件", "pieces": "3", "came_from": "agent", "on": "2026-11-25"}


async def move(browser: Browser, case: Filed, name: str, **typed: str) -> int:
    page = await browser.get(f"/desk/cases/{case.reference}")
    kept = {one: page.hidden(one) for one in ("csrf", "version", "seq")}
    return (await browser.post(f"/desk/cases/{case.reference}/moves/{name}", {**kept, **typed})).status


async def test_it_is_entered_beside_the_evidence_and_stands_in_the_list_until_it_goes_back(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken", anonymous=True)
    officer = await desk.officer()

    page = (await officer.get(f"/desk/cases/{case.reference}")).text
    asked = {
        name: bool(needed)
        for name, needed in re.findall(r'type="number"[^>]* name="(\w+)"[^>]*?( required)?>', page)
    }
    assert (asked["pieces"], asked["pages"]) == (True, False)
    assert await move(officer, case, "take_material", **PAPER) == 303
    page = (await officer.get(f"/desk/cases/{case.reference}")).text

    section = page[page.index('id="evidence"') : page.index('id="timeline"')]
    said = ("证据材料 1 份", "当面材料1", "工艺文件复印件", f"{case.reference}-D1", "纸质材料，3件", "代理人交来")
    assert all(part in section for part in said)
    assert "登记当面收下的材料" in section and "不写商业秘密的具体内容" in section
    assert re.search(r"当面收下材料</strong>", page)

    assert await move(officer, case, "return_material", which="1", went_to="filer", on="2026-11-25") == 303
    page = (await officer.get(f"/desk/cases/{case.reference}")).text
    assert "已退还" in page and "退给来访人" in page and f"{case.reference}-D1" in page


async def test_colleagues_who_do_not_handle_the_case_see_the_number_and_not_what_it_is(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="taken")
    handler, colleague = await desk.officer(name="承办"), await desk.officer(name="同事")
    assert await move(handler, case, "take_on") == 303
    assert await move(handler, case, "take_material", **PAPER) == 303

    page = (await colleague.get(f"/desk/cases/{case.reference}")).text

    assert f"{case.reference}-D1" in page and "工艺文件复印件" not in page
    assert await move(colleague, case, "take_material", **PAPER) == 403
    elsewhere = await desk.officer(bureau="banan")
    assert (await elsewhere.get(f"/desk/cases/{case.reference}")).status == 404
