"""Notices and trainings at the desk: one proposes, another publishes, a reason withdraws; all journalled."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import select
from sqlmodel import col

from intake.filers.bulletins import PublicBulletins
from intake.journal.verifying import verify
from intake.storage.account_tables import AccountJournalRow
from intake.storage.bulletin_tables import BulletinRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import NOW

BULLETINS = "/desk/bulletins"
NOTICE = {
    "kind": "notice",
    "title": "商业秘密保护规定施行",
    "text": "请各企业注意。",
    "subject": "policy",
    "district": "jiangjin",
    "from": "2026-11-25",
    "until": "2026-12-31",
    "link": "https://example.gov.cn/a",
}


async def propose(browser: Browser, **differs: str) -> Page:
    page = await browser.get(BULLETINS)
    hidden = {name: page.hidden(name) for name in ("csrf", "page")}
    return await browser.post(BULLETINS, {**hidden, **NOTICE, **differs})


async def act(browser: Browser, name: str, bulletin: str, **said: str) -> Page:
    return await browser.post(f"{BULLETINS}/{name}", {"csrf": await browser.csrf(), "bulletin": bulletin, **said})


async def ids(desk: Desk) -> list[str]:
    async with desk.database.reading() as session:
        return list(await session.scalars(select(col(BulletinRow.id)).order_by(col(BulletinRow.id))))


async def test_a_second_person_publishes_and_it_is_withdrawn_with_a_reason(desk: Desk) -> None:
    one, other = await desk.officer(name="甲"), await desk.officer(name="乙")
    public, today = PublicBulletins(desk.database), NOW.date()
    for wrong, told in (
        ({"link": "http://example.gov.cn"}, "以 https:// 开头"),
        ({"until": "2026-11-24"}, "不能早于从哪天起"),
        ({"from": "2026-01-01"}, "已经过去了"),
        ({"district": "all"}, "区县局只能面向本区县"),
    ):
        refused = await propose(one, **wrong)
        assert refused.status == 422 and told in refused.text and "商业秘密保护规定施行" in refused.text, wrong
    page = await one.get(BULLETINS)
    same = {"csrf": page.hidden("csrf"), "page": page.hidden("page"), **NOTICE}
    assert [(await one.post(BULLETINS, same)).status for _ in range(2)] == [303, 303]
    (bulletin,) = await ids(desk)

    assert await public.standing(today) == [] and await public.one(bulletin, today) is None
    assert "核对无误" not in (await one.get(BULLETINS)).text and "核对无误" in (await other.get(BULLETINS)).text
    own = await act(one, "publish", bulletin)
    assert own.status == 403 and "自己起草的不能自己发布" in own.text
    both = await asyncio.gather(*(act(other, "publish", bulletin) for _ in range(2)))
    assert sorted(page.status for page in both) == [303, 403]
    assert [one.title for one in await public.standing(today)] == ["商业秘密保护规定施行"]

    assert "请写为什么撤回" in (await act(one, "withdraw", bulletin, why=" ")).text
    assert (await act(one, "withdraw", bulletin, why="文号写错")).status == 303
    gone = await public.one(bulletin, today)
    assert gone is not None and gone.why == "文号写错" and await public.standing(today) == []
    assert (await act(one, "withdraw", bulletin, why="再撤")).status == 403
    async with desk.database.reading() as session:
        of_it = col(AccountJournalRow.chain) == f"bulletin:{bulletin}"
        rows = select(col(AccountJournalRow.code)).where(of_it).order_by(col(AccountJournalRow.seq))
        codes = list(await session.scalars(rows))
    assert codes == ["bulletin_proposed", "bulletin_published", "bulletin_withdrawn"]
    assert (await verify(desk.database, desk.vault.journal_key, desk.now)).is_intact


async def test_what_is_over_is_not_published_and_what_is_wrong_goes_back(desk: Desk) -> None:
    await propose(await desk.officer(name="甲"), until="2026-11-26")
    desk.later(timedelta(days=3))
    one, other = await desk.officer(name="丙"), await desk.officer(name="乙")
    (bulletin,) = await ids(desk)

    late = await act(other, "publish", bulletin)
    assert late.status == 403 and "最后一天已经过去了" in late.text
    assert (await act(other, "return", bulletin)).status == 422
    assert (await act(other, "return", bulletin, why="过期了")).status == 303
    assert (await act(other, "publish", bulletin)).status == 403
    page = await one.get(BULLETINS)
    assert "已退回" in page.text and "过期了" in page.text


async def test_another_bureau_and_other_posts_decide_nothing(desk: Desk) -> None:
    one = await desk.officer(name="甲")
    await propose(one)
    (bulletin,) = await ids(desk)
    stranger, coordinator = await desk.officer(bureau="banan"), await desk.officer("coordinator", None)
    auditor, curator = await desk.officer("auditor", None), await desk.officer("curator", None)

    assert "商业秘密保护规定施行" not in (await stranger.get(BULLETINS)).text
    assert (await act(stranger, "publish", bulletin)).status == 404
    assert (await act(coordinator, "publish", bulletin)).status == 403
    seen = await auditor.get(BULLETINS)
    assert "商业秘密保护规定施行" in seen.text and "起草通知或者培训" not in seen.text
    assert (await act(auditor, "publish", bulletin)).status == 403
    assert (await curator.get(BULLETINS)).status == 404
    assert (await propose(coordinator, district="all")).status == 303


async def test_a_mobile_number_is_asked_about_once_more_and_what_shows_nothing_is_refused(desk: Desk) -> None:
    one = await desk.officer(name="甲")
    assert (await propose(one, title="\u200b\ufeff")).status == 422
    asked = await propose(one, text="联系方式：13900001101")
    assert asked.status == 422 and "这里有手机号码" in asked.text and 'name="mobile"' in asked.text
    assert 'name="mobile"' not in (await one.get(BULLETINS)).text and await ids(desk) == []
    assert (await propose(one, text="联系方式：13900001101", mobile="1")).status == 303
    refused = await propose(one, text="11010519491231002X", mobile="1")
    assert refused.status == 422 and "身份证号" in refused.text and len(await ids(desk)) == 1
