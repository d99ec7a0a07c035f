"""Files from WeChat that could not be fetched stand on the workbench: of which case, since when, with a button."""

from __future__ import annotations

from datetime import timedelta

from intake.evidence.arriving import Arriving
from intake.evidence.file import OfCase, OfDraft, Owner
from intake.storage.changes import writing
from intake.storage.rows import Rows
from intake.storage.steps import carried_out_in
from intake.storage.upload_tables import ArrivingRow
from tests.bot.desk.conftest import Browser, Desk
from tests.builders import a_case

A_MINUTE = timedelta(minutes=1)


async def stuck(desk: Desk, owner: Owner, reason: str = "timeout", *, give_up: bool = False) -> str:
    """Let something fail as the job that fetches it does; return its id."""
    arriving = Arriving(desk.database, desk.vault)
    noted = arriving.noted(owner, {"kind": "image", "MediaId": "oSomebodys-secret-media"}, desk.now)
    async with desk.database.writing() as session:
        await carried_out_in(session, writing(Rows(inserts=(noted,)), desk.vault.journal_key))
    (sent,) = await arriving.claimed(desk.now, 1, A_MINUTE)
    await arriving.failed(sent, reason, desk.now, give_up=give_up)
    return sent.id


async def row_of(desk: Desk, media: str) -> ArrivingRow:
    async with desk.database.reading() as session:
        return await session.get_one(ArrivingRow, media)


async def retry(browser: Browser, media: str) -> None:
    page = await browser.post("/desk/media/retry", {"csrf": await browser.csrf(), "media": media})
    assert page.status == 303


async def test_the_bureau_sees_what_is_stuck_since_when_and_tries_again(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    media = await stuck(desk, OfCase(case.id))
    browser = await desk.officer()

    page = (await browser.get("/desk/")).text
    assert "没有取到的微信文件" in page and case.reference in page
    assert "微信没有及时回应" in page and "今天 10:30</time>发来" in page and "试过 1 次" in page
    assert "oSomebodys" not in page

    desk.later(timedelta(seconds=3))
    await retry(browser, media)
    assert (await row_of(desk, media)).next_try_at == desk.now


async def test_while_it_is_fetched_again_it_is_not_stuck_and_cannot_be_fetched_twice(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    media = await stuck(desk, OfCase(case.id))
    browser = await desk.officer()
    desk.later(timedelta(hours=1))
    await Arriving(desk.database, desk.vault).claimed(desk.now, 1, A_MINUTE)

    assert "没有取到的微信文件" not in (await browser.get("/desk/")).text
    await retry(browser, media)
    assert (await row_of(desk, media)).next_try_at == desk.now + A_MINUTE


async def test_what_was_given_up_is_told_for_a_week_without_a_button(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    media = await stuck(desk, OfCase(case.id), "expired", give_up=True)
    browser = await desk.officer()

    page = (await browser.get("/desk/")).text
    assert "微信只保存三天，已经过期" in page and "已请来访人重新发" in page and "现在重试" not in page
    await retry(browser, media)
    assert (await row_of(desk, media)).state == "given_up"

    desk.later(timedelta(days=8))
    assert "没有取到的微信文件" not in (await (await desk.officer(name="刘副科")).get("/desk/")).text


async def test_another_bureau_neither_sees_nor_moves_it(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    media = await stuck(desk, OfCase(case.id))
    was = (await row_of(desk, media)).next_try_at
    desk.later(timedelta(seconds=3))
    for who in (await desk.officer("head", "banan"), await desk.officer("curator"), await desk.officer("admin")):
        assert "没有取到的微信文件" not in (await who.get("/desk/")).text
        await retry(who, media)

    assert (await row_of(desk, media)).next_try_at == was


async def test_what_belongs_to_a_draft_is_the_coordinators_to_know(desk: Desk) -> None:
    await stuck(desk, OfDraft("somebodys draft"), "refused_40007")

    seen = (await (await desk.officer("coordinator")).get("/desk/")).text
    assert "还没有提交的草稿" in seen and "refused_40007" in seen
    assert "没有取到的微信文件" not in (await (await desk.officer()).get("/desk/")).text
