"""A second person publishes: vouching, dates, a rehearsal that is shown before the confirmation."""

from __future__ import annotations

from tests.bot.desk.conftest import Browser, Page
from tests.bot.desk.curator.conftest import Newsroom, draft_form

ENTRY = "/desk/knowledge/entries/award.deadline"
EDIT, PUBLISH = f"{ENTRY}/edit", f"{ENTRY}/publish"
SAID = {"voucher": "郑安（市局）", "from_on": "2026-11-25", "until_on": "", "vouched": "yes"}


async def _drafted(browser: Browser, **fields: str) -> None:
    page = await browser.get(EDIT)
    saved = await browser.post(EDIT, draft_form(page, answer="改过：每年6月10日前报送市局。", **fields))
    assert saved.status == 303


async def _rehearsed(browser: Browser, **said: str) -> Page:
    csrf = (await browser.get(PUBLISH)).hidden("csrf")
    return await browser.post(PUBLISH, {"csrf": csrf, "rehearsed": "", **SAID, **said})


def _confirmation(page: Page, **fields: str) -> dict[str, str]:
    names = ("csrf", "rehearsed", "worse", "voucher", "from_on", "until_on", "vouched")
    return {**{name: page.hidden(name) for name in names}, **fields}


async def test_a_draft_goes_from_one_person_over_the_other_into_service(newsroom: Newsroom) -> None:
    await _drafted(await newsroom.signed_in("林静"))
    zheng = await newsroom.signed_in("郑安")

    rehearsed = await _rehearsed(zheng)
    confirmed = await zheng.post(PUBLISH, _confirmation(rehearsed))
    page = await zheng.get(ENTRY)

    assert "发布以后会有什么变化" in rehearsed.text
    assert newsroom.answers["award.deadline"].startswith("改过")
    assert confirmed.status == 303
    assert "郑安（市局）核对法律依据" in page.text


async def test_the_author_cannot_publish(newsroom: Newsroom) -> None:
    lin = await newsroom.signed_in("林静")
    await _drafted(lin)

    page = await lin.get(PUBLISH)
    tried = await lin.post(PUBLISH, {"csrf": page.hidden("csrf"), "rehearsed": "", **SAID})

    assert "写这份草稿的人不能自己发布" in page.text
    assert tried.status == 422
    assert newsroom.answers == {}


async def test_who_vouches_from_when_and_the_check_must_be_said(newsroom: Newsroom) -> None:
    await _drafted(await newsroom.signed_in("林静"))
    zheng = await newsroom.signed_in("郑安")

    page = await _rehearsed(zheng, voucher=" ", from_on="2026-11-24", until_on="2026-11-01", vouched="")

    assert page.status == 422
    for sentence in ("由谁核对过法律依据", "今天或者以后的日期", "对照原文核对"):
        assert sentence in page.text


async def test_without_a_rehearsal_nothing_is_published(newsroom: Newsroom) -> None:
    await _drafted(await newsroom.signed_in("林静"))
    zheng = await newsroom.signed_in("郑安")
    rehearsed = await _rehearsed(zheng)

    other_day = await zheng.post(PUBLISH, _confirmation(rehearsed, from_on="2026-12-01"))

    assert "发布以后会有什么变化" in other_day.text
    assert newsroom.answers == {}


async def test_a_publication_in_between_is_rehearsed_again(newsroom: Newsroom) -> None:
    lin, zheng = await newsroom.signed_in("林静"), await newsroom.signed_in("郑安")
    await _drafted(lin)
    rehearsed = await _rehearsed(zheng)
    down = {"csrf": await lin.csrf(), "reason": "答错了", "confirmed": "yes"}
    await lin.post("/desk/knowledge/entries/park.who/take-down", down)

    again = await zheng.post(PUBLISH, _confirmation(rehearsed))

    assert "发布以后会有什么变化" in again.text
    assert "改过" not in newsroom.answers["award.deadline"]


async def test_faults_stand_in_the_way(newsroom: Newsroom) -> None:
    await _drafted(await newsroom.signed_in("林静"), sources="NOBODY 第1条")
    zheng = await newsroom.signed_in("郑安")

    page = await zheng.get(PUBLISH)
    tried = await zheng.post(PUBLISH, {"csrf": page.hidden("csrf"), "rehearsed": "", **SAID})

    assert "没有代号为 NOBODY 的文件" in page.text
    assert tried.status == 422


async def test_what_becomes_worse_must_be_looked_at(newsroom: Newsroom) -> None:
    lin, zheng = await newsroom.signed_in("林静"), await newsroom.signed_in("郑安")
    await newsroom.asked("示范单位哪天截止申报", "nothing")
    gaps = await lin.get("/desk/knowledge/gaps")
    accept = {"csrf": gaps.hidden("csrf"), "keys": gaps.hidden("keys"), "decision": "wording"}
    await lin.post(
        "/desk/knowledge/gaps", {**accept, "wording": "示范单位哪天截止申报", "entry": "award.deadline"}
    )
    others = "\n".join(f"复核的第{number}种问法" for number in range(8))
    await _drafted(lin, wordings=others, title="示范单位几年复核一次")

    rehearsed = await _rehearsed(zheng)
    hasty = await zheng.post(PUBLISH, _confirmation(rehearsed))
    confirmed = await zheng.post(PUBLISH, _confirmation(rehearsed, confirmed="yes"))

    assert "变差" in rehearsed.text
    assert hasty.status == 422
    assert confirmed.status == 303


async def test_a_future_day_is_shown_and_waits(newsroom: Newsroom) -> None:
    await _drafted(await newsroom.signed_in("林静"))
    zheng = await newsroom.signed_in("郑安")

    rehearsed = await _rehearsed(zheng, from_on="2027-01-01", until_on="2027-12-31")
    await zheng.post(PUBLISH, _confirmation(rehearsed))

    assert newsroom.answers == {}
    assert "2027-01-01 起换成第 1 版" in (await zheng.get(ENTRY)).text
    assert "2027-01-01 起换新" in (await zheng.get("/desk/knowledge?state=coming")).text
