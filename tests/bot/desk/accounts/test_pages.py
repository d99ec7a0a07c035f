"""The administrators' pages over HTTP, on both databases: what they do is in force with the next request."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import select

from bot.desk.guard import COOKIE
from bot.desk.sign_in_page import MARK_COOKIE
from intake.journal.verifying import verify
from intake.notices.hook_calls import note_failed
from intake.officers.officer import ROLES
from intake.officers.roster import all_accounts
from intake.storage.hook_tables import HookCallRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import PASSWORD, a_case, an_officer

PATHS = (
    "/desk/accounts",
    "/desk/accounts/new",
    "/desk/accounts/tokens",
    "/desk/accounts/webhooks",
    "/desk/accounts/sessions",
    "/desk/accounts/journal",
    "/desk/accounts/switch",
)
FORMS = (
    "/desk/accounts/new", "/desk/accounts/tokens", "/desk/accounts/tokens/revoke", "/desk/accounts/sessions",
    "/desk/accounts/switch", "/desk/accounts/webhooks", "/desk/accounts/webhooks/move",
    "/desk/accounts/webhooks/calls",
)  # fmt: skip
ACTS = ("reset", "move", "disable", "enable", "end", "lift", "second-step")


@pytest.fixture
async def admin(desk: Desk) -> Browser:
    """The browser of an administrator."""
    return await desk.officer("admin", None, "林管理")


async def account(desk: Desk, name: str = "王建国", role: str = "officer") -> tuple[str, str]:
    """Return an account's id and the address of its page."""
    made = await an_officer(desk.database, name=name, role=role, vault=desk.vault)
    return made.id, f"/desk/accounts/officers/{made.id}"


async def post(browser: Browser, path: str, **form: str) -> Page:
    return await browser.post(path, {"csrf": await browser.csrf(), **form})


def secret_on(page: Page) -> str:
    found = re.search(r'<code class="secret">([^<]+)</code>', page.text)
    assert found, page.text
    return found[1]


async def is_intact(desk: Desk) -> bool:
    return (await verify(desk.database, desk.vault.journal_key, desk.now + timedelta(days=1))).is_intact


# ---------------------------------------------------------------------------------------- who comes in


@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
async def test_for_everybody_else_there_are_no_such_pages(desk: Desk, role: str) -> None:
    _, page = await account(desk)
    browser = await desk.officer(role, "jiangjin", "别人")
    nowhere = _without_number(await browser.get("/desk/no-such-page"))

    looked = [await browser.get(path) for path in (*PATHS, page)]
    posted = [await post(browser, path, name="x", role="admin") for path in FORMS]
    acted = [await post(browser, f"{page}/{act}", role="admin") for act in ACTS]

    assert {one.status for one in (*looked, *posted, *acted)} == {404}
    assert {_without_number(one) for one in looked} == {nowhere}
    assert "/desk/accounts" not in (await browser.get("/desk/")).text


async def test_nobody_comes_in_without_signing_in_or_without_the_token_of_the_form(
    desk: Desk, admin: Browser
) -> None:
    officer_id, page = await account(desk)
    stranger = await desk.browser()

    assert {(await stranger.get(path)).status for path in (*PATHS, page, "/desk/me")} == {303}
    assert {(await stranger.post(path, {"name": "x"})).status for path in FORMS} == {303}
    refused = {(await admin.post(f"{page}/{act}", {"csrf": "no"})).status for act in ACTS}
    refused |= {(await admin.post(path, {"name": "x", "role": "admin"})).status for path in FORMS}

    assert refused == {403}
    (line,) = await all_accounts(desk.database, desk.now, officer_id)
    assert line.is_active and not line.must_change


async def test_an_administrator_sees_no_case(desk: Desk, admin: Browser) -> None:
    case = await a_case(desk.database, desk.vault)

    for path in (*PATHS, "/desk/", "/desk/cases", "/desk/me"):
        page = await admin.get(path)
        assert case.reference not in page.text and "半坡" not in page.text
    assert (await admin.get(f"/desk/cases/{case.reference}")).status == 404


# ------------------------------------------------------------------------------------------- the acts


async def test_a_new_officer_changes_the_first_password_before_anything_else(desk: Desk, admin: Browser) -> None:
    given = secret_on(await post(admin, "/desk/accounts/new", name="王芳", role="officer", bureau="jiangjin"))
    browser = await desk.browser()

    signed_in = await browser.sign_in("王芳", given)
    elsewhere = await browser.get("/desk/cases")
    own = await browser.get("/desk/me")
    form = {"csrf": own.hidden("csrf"), "old": given, "new": "zise-zixingche", "again": "zise-zixingche"}
    changed = await browser.post("/desk/me/password", form)

    assert (signed_in.status, elsewhere.status, elsewhere.location) == (303, 303, "/desk/me")
    assert "别人给的" in own.text and changed.status == 303
    assert (await browser.get("/desk/cases")).status == 200
    assert (await (await desk.browser()).sign_in("王芳", given)).status == 403
    assert (await (await desk.browser()).sign_in("王芳", "zise-zixingche")).status == 303
    assert await is_intact(desk)


async def test_whoever_is_disabled_is_out_with_the_next_request(desk: Desk, admin: Browser) -> None:
    _, page = await account(desk)
    browser = await desk.browser()
    await browser.sign_in("王建国")

    before = await browser.get("/desk/cases")
    await post(admin, f"{page}/disable")
    after = await browser.get("/desk/cases")

    assert (before.status, after.status) == (200, 303)
    assert (await (await desk.browser()).sign_in("王建国")).status == 403
    given = secret_on(await post(admin, f"{page}/enable"))
    assert (await (await desk.browser()).sign_in("王建国")).status == 403
    desk.later(timedelta(minutes=5))
    assert (await (await desk.browser()).sign_in("王建国", given)).status == 303
    assert await is_intact(desk)


async def test_a_form_still_on_its_way_does_nothing_for_whoever_was_disabled_meanwhile(
    desk: Desk, admin: Browser
) -> None:
    _, page = await account(desk, role="admin", name="要走的人")
    leaving = await desk.browser()
    await leaving.sign_in("要走的人")
    csrf = await leaving.csrf()
    secret = next(cookie.value for cookie in leaving.cookies if cookie.key == COOKIE)
    server = leaving.client.make_url("/")  # type: ignore[union-attr]
    body = f"csrf={csrf}&name=x&role=coordinator".encode()
    reader, writer = await asyncio.open_connection(server.host, server.port)
    head = (
        f"POST /desk/accounts/new HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: {COOKIE}={secret}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    writer.write(head.encode() + body[:10])
    await writer.drain()
    await asyncio.sleep(0.3)

    await post(admin, f"{page}/disable")
    writer.write(body[10:])
    answer = await reader.read()
    writer.close()

    assert answer.startswith(b"HTTP/1.1 303") and b"sign-in" in answer
    assert len(await all_accounts(desk.database, desk.now)) == 2


async def test_a_token_that_is_revoked_opens_nothing_with_the_next_request(desk: Desk, admin: Browser) -> None:
    token = secret_on(await post(admin, "/desk/accounts/tokens", name="台账系统", identities="yes", scope="cases"))
    other = await desk.browser()

    async def asked() -> int:
        return (await other.get("/api/v1/cases", Authorization=f"Bearer {token}")).status

    before = await asked()
    await post(admin, "/desk/accounts/tokens/revoke", name="台账系统")

    assert (before, await asked()) == (200, 401)
    assert "作废" in (await admin.get("/desk/accounts/tokens")).text
    assert token not in (await admin.get("/desk/accounts/tokens")).text
    assert await is_intact(desk)


async def test_whoever_moves_sees_the_cases_of_the_new_bureau_and_no_other(desk: Desk, admin: Browser) -> None:
    case = await a_case(desk.database, desk.vault, bureau="jiangjin")
    _, page = await account(desk)
    browser = await desk.browser()
    await browser.sign_in("王建国")

    moved = await post(
        admin, f"{page}/move", role="head", bureau="yubei", seen_role="officer", seen_bureau="jiangjin"
    )
    again = await post(
        admin, f"{page}/move", role="officer", bureau="banan", seen_role="officer", seen_bureau="jiangjin"
    )
    ended = await browser.get("/desk/")
    await browser.sign_in("王建国")

    assert (moved.status, again.status, ended.status) == (303, 422, 303)
    assert "刚才有人调整过" in again.text
    assert (await browser.get(f"/desk/cases/{case.reference}")).status == 404


async def test_a_lockout_is_lifted_on_the_page(desk: Desk, admin: Browser) -> None:
    _, page = await account(desk)
    browser = await desk.browser()
    for _ in range(3):
        await browser.sign_in("王建国", "not the password")

    shown = await admin.get(page)
    await post(admin, f"{page}/lift")

    assert "1 处暂停登录" in shown.text
    assert (await browser.sign_in("王建国")).status == 303


async def test_a_session_is_ended_on_the_page_of_sessions(desk: Desk, admin: Browser) -> None:
    await account(desk)
    browser = await desk.browser()
    await browser.sign_in("王建国")

    shown = await admin.get("/desk/accounts/sessions")
    ended = await post(admin, "/desk/accounts/sessions", session=shown.hidden("session"))

    assert ended.status == 303 and (await browser.get("/desk/")).status == 303
    assert (await admin.get("/desk/accounts")).status == 200
    assert (await post(admin, "/desk/accounts/sessions", session="unknown")).status == 303


async def test_nobody_closes_or_moves_themselves_or_the_last_administrator(desk: Desk, admin: Browser) -> None:
    lines = await all_accounts(desk.database, desk.now)
    own = f"/desk/accounts/officers/{lines[0].id}"

    disabled = await post(admin, f"{own}/disable")
    moved = await post(admin, f"{own}/move", role="curator", seen_role="admin", seen_bureau="")

    assert (disabled.status, moved.status) == (422, 422)
    assert "另一名系统管理人员" in disabled.text
    assert (await admin.get("/desk/accounts")).status == 200


@pytest.mark.parametrize("act", [*ACTS, "delete", ""])
async def test_an_account_that_does_not_exist_is_not_found(desk: Desk, admin: Browser, act: str) -> None:
    page = await post(admin, f"/desk/accounts/officers/{'0' * 32}/{act}", role="admin")

    assert page.status == 404


BAD = [
    ({"name": "", "role": "officer", "bureau": "jiangjin"}, "请填写姓名"),
    ({"name": "甲", "role": "officer", "bureau": ""}, "写明是哪一个局"),
    ({"name": "甲", "role": "boss", "bureau": ""}, "没有“boss”这个岗位"),
    ({"name": "甲", "role": "officer", "bureau": "nowhere"}, "没有代码为“nowhere”"),
    ({"name": "甲" * 41, "role": "admin", "bureau": ""}, "最多 40 个字"),
    ({"name": "林管理", "role": "admin", "bureau": ""}, "已有名为“林管理”"),
    ({"name": "<script>alert(1)</script>", "role": "nothing"}, "没有“nothing”这个岗位"),
]


@pytest.mark.parametrize(("form", "says"), BAD)
async def test_what_does_not_fit_is_said_beside_what_was_typed(
    desk: Desk, admin: Browser, form: dict[str, str], says: str
) -> None:
    page = await post(admin, "/desk/accounts/new", **form)

    assert page.status == 422 and says in page.text
    assert "<script>" not in page.text
    assert form["name"] in page.text or "<" in form["name"]


# ------------------------------------------------------------------------------------- one's own account


async def test_one_s_own_password_is_changed_with_the_old_one_and_ends_other_sessions(desk: Desk) -> None:
    await account(desk)
    here, there = await desk.browser(), await desk.browser()
    for browser in (here, there):
        await browser.sign_in("王建国")

    wrong = await post(here, "/desk/me/password", old="wrong", new="zise-zixingche", again="zise-zixingche")
    unlike = await post(here, "/desk/me/password", old=PASSWORD, new="zise-zixingche", again="zise")
    easy = await post(here, "/desk/me/password", old=PASSWORD, new="12345678901", again="12345678901")
    done = await post(here, "/desk/me/password", old=PASSWORD, new="zise-zixingche", again="zise-zixingche")

    assert (wrong.status, unlike.status, easy.status, done.status) == (422, 422, 422, 303)
    assert "现在的密码不对" in wrong.text and "不一样" in unlike.text and "太好猜" in easy.text
    assert ((await here.get("/desk/")).status, (await there.get("/desk/")).status) == (200, 303)


async def test_whoever_got_hold_of_a_session_does_not_try_many_passwords(desk: Desk) -> None:
    await account(desk)
    browser = await desk.browser()
    await browser.sign_in("王建国")
    form = {"new": "zise-zixingche", "again": "zise-zixingche"}

    wrong = [await post(browser, "/desk/me/password", old=f"guess {number}", **form) for number in range(3)]
    early = await post(browser, "/desk/me/password", old=PASSWORD, **form)
    desk.later(timedelta(seconds=6))
    in_time = await post(browser, "/desk/me/password", old=PASSWORD, **form)

    assert {page.status for page in wrong} == {422}
    assert early.status == 422 and "5 秒后再试" in early.text
    assert in_time.status == 303


async def test_one_time_codes_are_set_up_asked_for_and_taken_by_an_administrator(
    desk: Desk, admin: Browser
) -> None:
    _, page = await account(desk)
    browser = await desk.browser()
    await browser.sign_in("王建国")
    secret = (await browser.get("/desk/me/second-step")).hidden("secret")

    def code() -> str:
        return pyotp.TOTP(secret).at(desk.now)

    form = {"secret": secret, "password": PASSWORD}
    refused = await post(browser, "/desk/me/second-step", **form, code="000000")
    forged = await post(browser, "/desk/me/second-step", secret="A" * 31 + "!", code=code(), password=PASSWORD)
    done = await post(browser, "/desk/me/second-step", **form, code=code())
    desk.later(timedelta(minutes=1))
    other = await desk.browser()
    alone = await other.sign_in("王建国")
    with_code = await other.post("/desk/sign-in", {"name": "王建国", "password": PASSWORD, "code": code()})
    desk.later(timedelta(minutes=1))
    await post(admin, f"{page}/second-step")
    without = await other.sign_in("王建国")

    assert (refused.status, forged.status, done.status) == (422, 422, 303)
    assert (alone.status, with_code.status) == (403, 303)
    assert (without.status, without.location) == (303, "/desk/me")
    assert "取消动态验证码，林管理" in (await other.get("/desk/me")).text
    assert await is_intact(desk)


async def test_a_known_browser_is_marked_and_the_mark_opens_nothing(desk: Desk) -> None:
    await account(desk)
    page = await (await desk.browser()).sign_in("王建国")
    mark = page.response.cookies[MARK_COOKIE]

    opened = await (await desk.browser()).get(
        "/desk/", Cookie=f"{MARK_COOKIE}={mark.value}; {COOKIE}={mark.value}"
    )

    assert (mark["httponly"], mark["path"], mark["samesite"]) == (True, "/desk", "Lax")
    assert opened.status == 303


def _without_number(page: Page) -> str:
    """An error page differs in the number it quotes, and in nothing else."""
    return page.text.partition("<code>")[0]


# ---------------------------------------------------------------------------------------- other systems


async def test_an_address_is_entered_its_secret_shown_once_and_what_is_stuck_is_sent_again_or_dropped(
    desk: Desk, admin: Browser
) -> None:
    path, address = "/desk/accounts/webhooks", "https://taizhang.example.org/calls"
    refused = await post(admin, path, address="https://127.0.0.1/x", bureau="jiangjin", event="case.opened")
    given = await post(admin, path, address=address, bureau="jiangjin", event="case.opened")
    page = await admin.get(path)
    hook = page.hidden("webhook")

    assert refused.status == 422 and "SHANGMI_WEBHOOK_NETWORKS" in refused.text
    assert secret_on(given).startswith("whsec_") and "whsec_" not in page.text
    for what in ("ping", "ping", "stop"):
        assert (await post(admin, f"{path}/move", webhook=hook, what=what)).location == f"{path}?done={what}"
    assert (await post(admin, f"{path}/move", webhook=hook, what="ping")).status == 422
    await post(admin, f"{path}/move", webhook=hook, what="resume")
    async with desk.database.writing() as session:
        for row in (await session.scalars(select(HookCallRow))).all():
            await note_failed(session, row, "timeout", desk.now)
    stuck = await admin.get(path)
    (call,) = dict.fromkeys(re.findall(r'name="call" value="(\w+)"', stuck.text))
    assert "对方太慢" in stuck.text and "试发" in stuck.text

    assert (await post(admin, f"{path}/calls", call=call, what="retry")).status == 303
    assert (await post(admin, f"{path}/calls", call=call, what="drop")).status == 303
    assert (await post(admin, f"{path}/calls", call=call, what="retry")).status == 422
    assert call not in (await admin.get(path)).text
    assert "登记回调地址（江津区 https://taizhang" in (await admin.get("/desk/accounts/journal")).text
    assert await is_intact(desk)


async def test_a_token_says_what_it_may_and_of_which_bureau(admin: Browser) -> None:
    pairs = [("csrf", await admin.csrf()), ("name", "江津台账"), ("scope", "cases"), ("scope", "webhooks")]
    given = await admin.post_pairs("/desk/accounts/tokens", [*pairs, ("bureau", "jiangjin")])
    without = await admin.post_pairs("/desk/accounts/tokens", [*pairs[:1], ("name", "无用途"), ("scope", "all")])
    elsewhere = await admin.post_pairs("/desk/accounts/tokens", [*pairs, ("bureau", "nowhere")])

    listed = (await admin.get("/desk/accounts/tokens")).text
    assert secret_on(given) and (without.status, elsewhere.status) == (422, 422)
    assert "读案件和案件日志、登记和管理回调地址；身份遮住；限江津区" in listed
