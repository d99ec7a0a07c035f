"""Reply links and chasers, on both databases: one question, once, until it ends; never for the police."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from intake.cases.changes import Rulebook
from intake.notices.chasing import CHASER, Chasing
from intake.officers.replying import ReplyLinks
from intake.storage.tables import OutboxRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import Filed, a_case, bureaus, clocks

RULES = Rulebook(bureaus(), clocks())


async def _sent(desk: Desk, officer: Browser, *, by_link: bool = True) -> tuple[Filed, str]:
    """A notice to 国资 that was sent; the directory lets them answer by a link."""
    admin = await desk.officer("admin", bureau=None)
    page = await admin.get("/desk/transfers/bodies/assets")
    form = {"csrf": page.hidden("csrf"), "name": "重庆市国有资产监督管理委员会"}
    await admin.post("/desk/transfers/bodies/assets", form | ({"by_link": "yes"} if by_link else {}))
    case = await a_case(desk.database, desk.vault, state="checking")
    csrf = await officer.csrf()
    new = {"csrf": csrf, "version": "1", "bodies": "assets", "parts": "act", "text": "请关注。"}
    await officer.post(f"/desk/cases/{case.reference}/transfers/new/inform", new)
    address = f"/desk/cases/{case.reference}/transfers/1"
    step = {"csrf": csrf, "version": "2", "at": "2026-11-25T10:30", "papers": "notice_letter", "confirmed": "yes"}
    assert (await officer.post(f"{address}/steps/transfer_sent", step)).status == 303
    return case, address


async def _link(officer: Browser, address: str, version: str = "3") -> Page:
    form = {"csrf": await officer.csrf(), "version": version, "question": "是否已经关注？", "days": "7"}
    return await officer.post(f"{address}/link", form)


def _path(page: Page) -> str:
    found = re.search(r"/reply/[\w-]+", page.text)
    assert found
    return found[0]


async def test_a_body_without_an_account_answers_one_question_once(desk: Desk) -> None:
    officer = await desk.officer()
    case, address = await _sent(desk, officer)
    path = _path(await _link(officer, address))
    outside = await desk.browser()

    page = await outside.get(path)
    assert page.status == 200 and "是否已经关注？" in page.text and case.reference in page.text
    assert "半坡" not in page.text and "周敏" not in page.text
    assert (await outside.post(path, {"answer": "done", "text": ""})).status == 422
    assert "已收到您的答复" in (await outside.post(path, {"answer": "done", "text": "已约谈。"})).text
    assert (await outside.get(path)).status == 404
    assert (await outside.post(path, {"answer": "received"})).status == 404

    shown = (await officer.get(address)).text
    assert "已约谈。" in shown and "对方经链接答复" in shown
    assert path.rpartition("/")[2] not in shown


async def test_a_link_that_was_revoked_or_replaced_opens_nothing(desk: Desk) -> None:
    officer = await desk.officer()
    _, address = await _sent(desk, officer)
    first = _path(await _link(officer, address))
    second = _path(await _link(officer, address, "4"))
    outside = await desk.browser()
    assert (await outside.get(first)).status == 404
    assert (await outside.get(second)).status == 200

    await officer.post(f"{address}/link/revoke", {"csrf": await officer.csrf(), "version": "5"})

    assert (await outside.get(second)).status == 404


async def test_a_link_opens_nothing_once_its_transfer_is_over(desk: Desk) -> None:
    officer = await desk.officer()
    _, address = await _sent(desk, officer)
    path = _path(await _link(officer, address))
    chief = await desk.officer("head", name="马局")
    step = {"csrf": await chief.csrf(), "version": "4", "text": "不再等。", "confirmed": "yes"}
    assert (await chief.post(f"{address}/steps/transfer_finished", step)).status == 303

    outside = await desk.browser()

    assert (await outside.get(path)).status == 404
    assert (await outside.post(path, {"answer": "received"})).status == 404
    assert "对方经链接答复" not in (await officer.get(address)).text


@pytest.mark.parametrize(
    "change", [{}, {"by_link": "yes", "valid_until": "2026-11-25"}], ids=["no link", "no more"]
)
async def test_a_link_opens_nothing_once_its_body_may_not_answer_by_it(desk: Desk, change: dict[str, str]) -> None:
    officer = await desk.officer()
    _, address = await _sent(desk, officer)
    path = _path(await _link(officer, address))
    admin = await desk.officer("admin", bureau=None, name="另一位管理")
    form = {"csrf": await admin.csrf(), "name": "重庆市国有资产监督管理委员会", **change}
    assert (await admin.post("/desk/transfers/bodies/assets", form)).status == 303

    outside = await desk.browser()

    assert (await outside.get(path)).status == 404
    assert (await outside.post(path, {"answer": "received"})).status == 404


@pytest.mark.parametrize("number", ["渝〔2026〕3号\r\nX-A: 1", "渝\t3号"])
async def test_a_number_of_a_paper_is_one_line(desk: Desk, number: str) -> None:
    officer = await desk.officer()
    _, address = await _sent(desk, officer)
    step = {
        "csrf": await officer.csrf(),
        "version": "3",
        "at": "2026-11-25T10:30",
        "number": number,
        "confirmed": "yes",
    }

    page = await officer.post(f"{address}/steps/transfer_received", step)

    assert (page.status, "只能写一行" in page.text) == (422, True)


async def test_a_name_in_the_directory_is_one_line(desk: Desk) -> None:
    admin = await desk.officer("admin", bureau=None)
    form = {"csrf": await admin.csrf(), "name": "国资委\r\n第二行"}

    page = await admin.post("/desk/transfers/bodies/assets", form)

    assert (page.status, "只能写一行" in page.text) == (422, True)


async def test_that_nobody_answered_is_recorded(desk: Desk) -> None:
    officer = await desk.officer()
    _, address = await _sent(desk, officer)
    path = _path(await _link(officer, address))
    desk.later(timedelta(days=8))
    links = ReplyLinks(desk.database, desk.vault, RULES)

    assert await links.note_silence(desk.now) == 1
    assert await links.note_silence(desk.now) == 0

    assert (await (await desk.browser()).get(path)).status == 404
    again = await desk.officer(name="另一位")
    assert "对方逾期未经链接答复" in (await again.get(address)).text


async def test_no_link_where_the_directory_does_not_allow_it(desk: Desk) -> None:
    officer = await desk.officer()
    _, address = await _sent(desk, officer, by_link=False)

    assert (await _link(officer, address)).status == 422
    assert "开通答复链接" not in (await officer.get(address)).text


async def test_the_bureau_is_told_once_a_rung_to_ask_again_and_not_after_the_end(desk: Desk) -> None:
    officer = await desk.officer()
    case, address = await _sent(desk, officer)
    links = ReplyLinks(desk.database, desk.vault, RULES)
    chasing = Chasing(desk.database, links, RULES.clocks.calendar, lambda: desk.now)

    assert await chasing.round() == 0
    desk.later(timedelta(days=5))
    assert [await chasing.round(), await chasing.round()] == [1, 0]
    officer = await desk.officer(name="另一位")
    assert "该催办了" in (await officer.get("/desk/transfers")).text
    version = (await officer.get(f"/desk/cases/{case.reference}")).hidden("version")
    end = {"csrf": await officer.csrf(), "version": version, "at": "2026-11-30", "text": "收悉。"}
    assert (await officer.post(f"{address}/steps/transfer_answered", end)).status == 303
    desk.later(timedelta(days=40))

    assert await chasing.round() == 0
    async with desk.database.reading() as session:
        kinds = [row.kind for row in await session.scalars(select(OutboxRow))]
    assert kinds.count(CHASER) == 1
