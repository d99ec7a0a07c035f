"""The pages of self-assessments: kept from the first time on, found again by a code, shown to nobody unasked."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from aiohttp import CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.app import SERVICE_KEY, build_app
from bot.conversation.channels import ChannelName
from bot.settings import read_settings
from intake.filers.codes import new_code
from tests.bot.conversation.harness import handbook
from tests.bot.test_anonymous_filers import Person

Client = TestClient[web.Request, web.Application]
SHEET = {"organisation": "yes", "staffing": "partly", "staffing.points": "6", "rules": "no", "model": "yes"}


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[Client]:
    app = await build_app(read_settings(_env_file=None, data_dir=tmp_path), handbook=handbook())
    async with TestClient(TestServer(app), cookie_jar=CookieJar(unsafe=True)) as client:
        yield client


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    return found[1] if found else ""


async def post(client: Client, path: str, form: Mapping[str, str], page: str = "") -> tuple[int, str]:
    """Post a form as one of our pages does, and return where it led and what stands there."""
    token = {"token": hidden(page, "token")} if page else {}
    async with client.post(path, data={**token, **form}, allow_redirects=True) as response:
        return response.status, await response.text()


async def get(client: Client, path: str) -> str:
    async with client.get(path) as response:
        return await response.text()


@pytest.mark.parametrize("path", ["/assess", "/assess/company", "/assess/park", "/assess/apply", "/guides"])
async def test_every_page_that_rests_on_the_plan_says_at_its_head_that_its_term_is_over(
    client: Client, path: str
) -> None:
    _, _, after = (await get(client, path)).partition("<h1")

    # Nothing comes between the heading and it.
    assert '<p class="over" role="note">' in after[:400] and "该方案期限已届满" in after[:600]


async def test_a_sheet_is_kept_compared_handed_over_and_erased(client: Client) -> None:
    status, first = await post(client, "/assess/company", SHEET)
    assert status == 200 and "总分41到71分" in first and "不是评审意见" in first and "该方案期限已届满" in first
    assert first.index("制度建设完备（还差25分）") < first.index("活动开展有效（20分还不确定）")
    code = re.search(r"<code>([0-9A-Z-]{24})</code>", first)
    assert code is not None

    sheet = await get(client, "/assess/company")
    assert 'name="staffing" value="partly" checked' in sheet and 'value="6"' in sheet
    _, second = await post(client, "/assess/company", {**SHEET, "rules": "yes"}, sheet)
    await post(client, "/assess/company", {**SHEET, "rules": "yes"}, sheet)
    assert (await get(client, "/assess/company/result")).count("/assess/company/result?id=") == 2
    assert "总分66到96分" in second and "41到71分" in second and "这次有进步的：制度建设完备" in second
    async with client.get("/assess/company/result/pdf") as paper:
        assert paper.content_type == "application/pdf" and (await paper.read()).startswith(b"%PDF")

    await post(client, "/assess/leave", {}, second)
    assert "没有找到自评" in await get(client, "/assess/company/result")
    _, again = await post(client, "/assess/open", {"code": code[1].lower().replace("-", " ")})
    assert "总分66到96分" in again
    # One tap shows what goes; the second one erases, and that is said.
    assert again.index("<summary>删除这份自评") < again.rindex("找不回来") < again.index("确定删除")
    _, erased = await post(client, "/assess/company/result/erase", {"id": hidden(again, "id")}, again)
    assert "已经删除" in erased
    assert "总分41到71分" in await get(client, "/assess/company/result")


async def test_a_park_is_shown_both_sums_and_no_mark(client: Client) -> None:
    _, page = await post(client, "/assess/park", {"leading_group": "yes", "guides": "yes"})

    assert "按标题的分值算是11.25到100分" in page and "按分项直接相加是15到115分" in page
    assert "没有写多少分算合格" in page and "80分" not in page


DOES_NOT_FIT: tuple[tuple[dict[str, str], str], ...] = (
    ({"staffing.points": "11"}, "您写的11分超过了这一项的上限10分"),
    ({"staffing.points": "很多"}, "没看明白是几分"),
    ({"staffing.points": "2.5"}, "请写整数"),
    ({"rules": "maybe"}, "没有这个选项"),
    ({"bonus": "nothing"}, "加分情形不在标准里"),
    ({"bonus_points": "5"}, "没有选加分情形"),
    ({"bonus": "other", "bonus_points": "101"}, "超过了这一项的上限100分"),
)


async def test_what_does_not_fit_is_told_and_nothing_is_kept(client: Client) -> None:
    for changed, says in DOES_NOT_FIT:
        status, page = await post(client, "/assess/company", {**SHEET, **changed})
        assert status == 422 and says in page and 'name="organisation" value="yes" checked' in page

    assert "没有找到自评" in await get(client, "/assess/company/result")


async def test_an_empty_sheet_a_strange_one_and_wrong_codes_get_a_plain_sentence(client: Client) -> None:
    assert "请至少选一项" in (await post(client, "/assess/company", {}))[1]
    async with client.post("/assess/company", data=SHEET, headers={"Origin": "https://evil.example"}) as other:
        assert other.status == 403
    assert "自评码核对不上" in (await post(client, "/assess/open", {"code": "abc"}))[1]
    assert "没有查到" in (await post(client, "/assess/open", {"code": new_code()}))[1]
    assert "过了两小时" in await get(client, "/assess/continue/nothing")
    _, page = await post(client, "/assess/company", SHEET)
    status, _ = await post(client, "/assess/company/result/share", {"token": "x", "id": hidden(page, "id")})
    assert status == 200 and "您已同意" not in await get(client, "/assess/company/result")
    async with client.get("/assess/nobody") as unknown:
        assert unknown.status == 404


async def test_only_who_agrees_is_seen_by_the_station_and_a_visit_begins_with_what_is_missing(
    client: Client,
) -> None:
    _, page = await post(client, "/assess/company", SHEET)
    share, sent = "/assess/company/result/share", {"id": hidden(page, "id"), "bureau": "jiangjin", "name": "甲厂"}

    assert "请先勾选" in (await post(client, share, sent, page))[1]
    assert "请选所在的区县" in (await post(client, share, {**sent, "bureau": "municipal"}, page))[1]
    assert "请写单位" in (await post(client, share, {**sent, "name": " ", "agrees": "yes"}, page))[1]
    _, shared = await post(client, share, {**sent, "agrees": "yes"}, page)
    assert "您已同意江津区" in shared and "名称写的是“甲厂”" in shared
    _, visit = await post(client, "/assess/company/result/visit", {"id": sent["id"]}, shared)
    assert "想先看制度建设完备、活动开展有效" in visit and "示范基地（单位）创建" in visit and "江津区" in visit
    _, taken = await post(client, "/assess/company/result/take-back", {"id": sent["id"]}, shared)
    assert "现在只有您自己能看到" in taken


async def test_the_list_is_ticked_and_kept_by_the_same_code(client: Client) -> None:
    blank = await get(client, "/assess/apply")
    _, page = await post(client, "/assess/apply", {"ticked": "form"})
    _, assessed = await post(client, "/assess/company", SHEET, await get(client, "/assess/company"))

    assert "6月10日前，这是区县局推荐报送的日子" in blank and "公示15天" in blank and "今年6月10日" not in blank
    assert "备齐了1样，还有7样" in page and 'value="form" checked' in page
    assert re.findall(r"<code>(.*?)</code>", page) == re.findall(r"<code>(.*?)</code>", assessed)


async def test_what_was_said_in_a_chat_is_seen_by_its_link_and_goes_with_an_account_that_leaves(
    client: Client,
) -> None:
    app = client.app
    assert isinstance(app, web.Application)
    person = Person(app[SERVICE_KEY], ChannelName.WECHAT, "filer")
    for line in ("企业示范单位自评", "有", "有", "有", "没有", "不确定", "有", "跳过", "确认"):
        told = await person.say(line)
    link = re.search(r"https?://[^/]*(/assess/continue/\S+)", told)
    assert link is not None and "总分55到75分" in told and "自评码" not in told

    assert "点一下就打开" in await get(client, link[1])
    _, page = await post(client, link[1], {})
    assert "总分55到75分" in page and "<code>" not in page
    await person.say("", event="unsubscribe")
    assert "没有找到自评" in await get(client, "/assess/company/result")


async def test_what_is_only_known_now_is_no_progress_and_what_counts_for_less_is_named(client: Client) -> None:
    """Not sure, then not done: the points are the same, and fewer are possible. Done, then not done: fewer."""
    unsure = {**SHEET, "rules": "unsure", "model": "yes"}
    _, first = await post(client, "/assess/company", unsure)
    sheet = await get(client, "/assess/company")
    assert "有进步" not in first

    _, known = await post(client, "/assess/company", {**unsure, "rules": "no"}, sheet)
    assert "上次" in known and "有进步" not in known and "比上次少" not in known

    _, less = await post(client, "/assess/company", {**unsure, "rules": "yes", "model": "no"}, sheet)
    assert "这次有进步的：制度建设完备。" in less and "这次比上次少的：" in less
