"""Single sign-on: who comes in, who does not, and what is kept of it. On both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pyotp
from sqlalchemy import text

from bot.desk.guard import COOKIE
from bot.desk.single.door import SINGLE
from intake.cases.codes import Role
from intake.officers.own_account import OwnAccount
from intake.officers.roster import all_accounts
from intake.officers.second_step import new_secret
from tests.bot.desk.conftest import Desk, Page
from tests.bot.desk.single.conftest import begun, bound, is_intact, signed_in, told
from tests.bot.desk.single.fake_provider import FakeProvider
from tests.builders import PASSWORD, an_officer


async def test_whom_the_provider_vouches_for_comes_in_where_they_wanted_to_go(
    desk: Desk, provider: FakeProvider
) -> None:
    await bound(desk, provider)
    browser = await desk.browser()

    shown = await browser.get("/desk/sign-in?to=/desk/clocks")
    page = await signed_in(browser)

    assert f'href="{SINGLE}?to=/desk/clocks"' in shown.text and "单点登录" in shown.text
    # The binding is news to its owner, once.
    assert (page.status, page.location) == (303, "/desk/me")
    own = await browser.get("/desk/me")
    assert "绑定单点登录" in own.text and "登录（单点登录）" in own.text
    assert (await signed_in(await desk.browser())).location == "/desk/clocks"
    assert (await browser.get("/desk/clocks")).status == 200
    assert await is_intact(desk)


async def test_an_answer_opens_one_session_in_the_browser_that_began_and_no_other(
    desk: Desk, provider: FakeProvider
) -> None:
    officer = await bound(desk, provider)
    provider.mood = "takes codes twice"
    browser, other = await desk.browser(), await desk.browser()
    back = await begun(browser)

    stolen = await told(other, await other.get(back))
    cookies = {cookie.key: cookie.value for cookie in browser.cookies if cookie.key != COOKIE}
    header = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}
    together = await asyncio.gather(
        *(other.client.get(back, headers=header, allow_redirects=False) for _ in range(4))
    )
    again = await browser.get(back)

    assert "不是从本浏览器开始的" in stolen.text
    assert sorted(answer.headers["Location"].partition("?")[0] for answer in together) == [
        "/desk/me",
        *(["/desk/sign-in/single/told"] * 3),
    ]
    assert "why=begin" in again.location
    (line,) = await all_accounts(desk.database, desk.now, officer.id)
    assert line.sessions == 1


async def test_a_stranger_is_told_what_the_provider_calls_them_and_a_mail_address_or_a_name_finds_no_account(
    desk: Desk, provider: FakeProvider
) -> None:
    await bound(desk, provider)
    provider.subject = "somebody-else"
    provider.claims = {"email": "wang@example.gov.cn", "email_verified": True, "name": "王建国"}
    browser = await desk.browser()

    page = await told(browser, await signed_in(browser))

    assert page.status == 403 and "还没有账号" in page.text and "somebody-else" in page.text
    assert len(await all_accounts(desk.database, desk.now)) == 1
    assert "somebody-else" not in (await (await desk.browser()).get("/desk/sign-in/single/told?why=unbound")).text


async def test_the_disabled_and_those_of_other_bureaus_stay_out_and_disabling_ends_the_session(
    desk: Desk, provider: FakeProvider
) -> None:
    officer = await bound(desk, provider)
    admin = await desk.officer("admin", None, "林管理")
    browser = await desk.browser()
    await signed_in(browser)
    before = await browser.get("/desk/clocks")
    page = f"/desk/accounts/officers/{officer.id}"

    await admin.post(f"{page}/disable", {"csrf": await admin.csrf()})
    after = await browser.get("/desk/clocks")
    disabled = await desk.browser()
    told_of = await told(disabled, await signed_in(disabled))
    await admin.post(f"{page}/enable", {"csrf": await admin.csrf()})
    desk.settings.providers = (provider.settings("yubei"),)
    elsewhere = await desk.browser()

    assert (before.status, after.status) == (200, 303)
    assert "已经停用" in told_of.text
    assert "没有开通" in (await told(elsewhere, await signed_in(elsewhere))).text


async def test_who_has_one_time_codes_gives_one_here_too(desk: Desk, provider: FakeProvider) -> None:
    officer = await bound(desk, provider)
    secret = new_secret()
    code = pyotp.TOTP(secret).at(desk.now)
    await OwnAccount(desk.database, desk.vault).set_second_step(
        officer.id, "", secret=secret, code=code, password=PASSWORD, now=desk.now
    )
    desk.later(timedelta(minutes=1))
    browser = await desk.browser()
    asked = await signed_in(browser)
    form = await browser.get(asked.location)
    fields = {"to": form.hidden("to"), "code": "000000"}

    wrong = await browser.post(f"{SINGLE}/code", fields)
    stranger = await desk.browser()
    elsewhere = await stranger.post(f"{SINGLE}/code", {**fields, "code": pyotp.TOTP(secret).at(desk.now)})
    right = await browser.post(f"{SINGLE}/code", {**fields, "code": pyotp.TOTP(secret).at(desk.now)})
    again = await browser.post(f"{SINGLE}/code", {**fields, "code": pyotp.TOTP(secret).at(desk.now)})

    assert asked.location == f"{SINGLE}/code?to=/desk/clocks" and "密码" in form.text
    assert (wrong.status, "六位数字" in wrong.text) == (403, True)
    assert elsewhere.location.startswith(f"{SINGLE}/told?why=begin")
    assert right.status == 303 and (await browser.get("/desk/clocks")).status == 200
    assert again.status in (303, 403) and "/desk/sign-in" in (again.location or "/desk/sign-in")
    desk.later(timedelta(minutes=6))
    late = await desk.browser()
    await signed_in(late)
    desk.later(timedelta(minutes=5))
    too_late = await late.post(f"{SINGLE}/code", {**fields, "code": pyotp.TOTP(secret).at(desk.now)})
    assert "why=begin" in too_late.location


async def test_an_administrator_binds_and_unbinds_and_nobody_is_bound_twice_or_by_themselves(
    desk: Desk, provider: FakeProvider
) -> None:
    await bound(desk, provider)
    other = await an_officer(desk.database, name="赵敏", vault=desk.vault)
    chief = await an_officer(desk.database, role="admin", name="林管理", vault=desk.vault)
    admin = await desk.signed_in(chief)
    csrf = await admin.csrf()
    page = f"/desk/accounts/officers/{other.id}"

    async def bind(path: str, subject: str) -> Page:
        return await admin.post(f"{path}/bind", {"csrf": csrf, "subject": subject})

    refused = [await bind(page, odd) for odd in ("", " ", "赵敏", "a b", "x" * 256)]
    taken = await bind(page, provider.subject)
    own = await bind(f"/desk/accounts/officers/{chief.id}", "own-subject")
    done = await bind(page, " other-subject ")
    again = await bind(page, "other-subject")
    shown = await admin.get(page)
    unbound = await admin.post(f"{page}/unbind", {"csrf": csrf})
    twice = await admin.post(f"{page}/unbind", {"csrf": csrf})

    assert {answer.status for answer in refused} == {422} and "（sub）" in refused[0].text
    assert (taken.status, "另一个账号" in taken.text) == (422, True)
    assert (own.status, "另一名系统管理人员" in own.text) == (422, True)
    assert (done.status, again.status, unbound.status, twice.status) == (303, 422, 303, 422)
    assert "已绑定" in shown.text and "other-subject" not in shown.text
    assert await is_intact(desk)


async def test_what_was_bound_past_the_program_is_found(desk: Desk, provider: FakeProvider) -> None:
    await bound(desk, provider)
    async with desk.database.writing() as session:
        await session.execute(text("UPDATE officer SET login_id = 'x'"))

    assert not await is_intact(desk)


async def test_whose_post_must_use_codes_sets_them_up_before_anything_else(
    desk: Desk, provider: FakeProvider
) -> None:
    await bound(desk, provider)
    desk.settings.codes_required_of = frozenset({Role.OFFICER})
    by_password, by_provider = await desk.browser(), await desk.browser()
    await by_password.sign_in("王建国")
    await signed_in(by_provider)
    other = await desk.officer("head", name="何局长")

    led = [await browser.get("/desk/cases") for browser in (by_password, by_provider)]
    posted = await by_provider.post("/desk/find", {"csrf": "x", "reference": "x"})
    form = await by_provider.get("/desk/me/second-step")
    asks = await by_password.get("/desk/me/second-step")
    secret = form.hidden("secret")
    fields = {"csrf": form.hidden("csrf"), "secret": secret, "code": pyotp.TOTP(secret).at(desk.now)}
    done = await by_provider.post("/desk/me/second-step", fields)

    assert {(page.status, page.location) for page in led} == {(303, "/desk/me/second-step")}
    assert posted.status in (303, 403) and (await other.get("/desk/cases")).status == 200
    assert "您的岗位要求" in form.text and 'name="password"' not in form.text and 'name="password"' in asks.text
    assert done.status == 303 and (await by_provider.get("/desk/cases")).status == 200
    assert await is_intact(desk)
