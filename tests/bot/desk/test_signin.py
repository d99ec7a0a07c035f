"""Signing in: who gets a session, for how long, and what happens to those who guess."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.desk.guard import COOKIE
from intake.officers.officer import Officer
from intake.officers.pauses import sign_in_pause
from intake.officers.sessions import SESSION_LASTS
from tests.bot.desk.conftest import Desk
from tests.builders import PASSWORD, an_officer


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: what the database does for these pages is tried on both in the other files."""
    return f"sqlite:///{tmp_path}/shangmi.db"


@pytest.fixture
async def officer(desk: Desk) -> Officer:
    return await an_officer(desk.database, name="王建国")


async def test_nobody_sees_the_desk_without_signing_in(desk: Desk) -> None:
    browser = await desk.browser()

    page = await browser.get("/desk/cases/K7M2-9QXT-4")

    assert (page.status, page.location) == (303, "/desk/sign-in?to=/desk/cases/K7M2-9QXT-4")


@pytest.mark.parametrize(
    "back",
    ["/desk/\r\nSet-Cookie: x=1", "/desk/\n", "/desk/\x00", "/desk/\u2028", "//a.example", "/desk/\\x"],
)
async def test_nobody_is_sent_where_a_header_would_end(desk: Desk, officer: Officer, back: str) -> None:
    form = {"name": officer.name, "password": PASSWORD, "to": back}

    page = await (await desk.browser()).post("/desk/sign-in", form)

    assert (page.status, page.location) == (303, "/desk/")


@pytest.mark.parametrize("charset", ["nonsense", "ascii", "utf-16"])
async def test_a_form_in_signs_that_nobody_knows_signs_nobody_in(desk: Desk, charset: str) -> None:
    browser = await desk.browser()
    kind = f"application/x-www-form-urlencoded; charset={charset}"

    answer = await browser.client.post("/desk/sign-in", data="name=王".encode(), headers={"Content-Type": kind})

    assert answer.status == 422


FOREIGN = ["http://evil.example", "null", "", "http://[", "https://127.0.0.1:1"]


@pytest.mark.parametrize("origin", FOREIGN)
async def test_a_sign_in_that_another_site_sends_is_refused(desk: Desk, officer: Officer, origin: str) -> None:
    browser = await desk.browser()

    page = await browser.sign_in(officer.name, Origin=origin)

    assert page.status == 403 and "不是从本页面发出的" in page.text
    assert COOKIE not in page.response.cookies


async def test_a_form_of_the_desk_that_another_site_sends_is_refused_though_it_holds_the_token(
    desk: Desk, officer: Officer
) -> None:
    browser = await desk.signed_in(officer)
    here = str(browser.client.make_url("/")).rstrip("/")  # type: ignore[union-attr]
    form = {"csrf": await browser.csrf()}

    async def sent(**headers: str) -> int:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = await browser.client.post("/desk/sign-out", data=form, headers=named, allow_redirects=False)
        return answer.status

    foreign = [await sent(Origin=origin) for origin in FOREIGN]
    foreign += [await sent(Sec_Fetch_Site=site) for site in ("cross-site", "same-site")]
    assert set(foreign) == {403}
    assert (await browser.get("/desk/")).status == 200
    assert await sent(Origin=here, Sec_Fetch_Site="same-origin") == 303


async def test_a_sign_in_from_our_own_page_is_taken_by_either_name(desk: Desk, officer: Officer) -> None:
    browser = await desk.browser()
    here = str(browser.client.make_url("/")).rstrip("/")  # type: ignore[union-attr]

    for origin in (here, desk.settings.reached_at):
        assert (await browser.sign_in(officer.name, Origin=origin)).status == 303


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x1b", "\x7f", "\n", "\t", "\u202e", "\ufeff"])
async def test_a_name_or_password_with_a_control_sign_is_not_read_without_it(
    desk: Desk, officer: Officer, sign: str
) -> None:
    browser = await desk.browser()

    name = await browser.sign_in(f"{officer.name[:1]}{sign}{officer.name[1:]}")
    password = await browser.sign_in(officer.name, PASSWORD + sign)

    assert [name.status, password.status] == [422, 422] and "不能用的字符" in password.text
    assert COOKIE not in name.response.cookies and COOKIE not in password.response.cookies


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(desk: Desk, officer: Officer) -> None:
    page = await (await desk.browser()).sign_in(officer.name)

    cookie = page.response.cookies[COOKIE]
    assert (page.status, page.location) == (303, "/desk/")
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/desk")
    assert not cookie["secure"]


async def test_the_cookie_is_secure_when_people_reach_us_over_tls(desk: Desk, officer: Officer) -> None:
    desk.settings.is_https = True

    page = await (await desk.browser()).sign_in(officer.name)

    assert page.response.cookies[COOKIE]["secure"]


@pytest.mark.parametrize(("proxy", "is_secure"), [("127.0.0.1", True), ("10.0.0.1", False), ("", False)])
async def test_only_our_proxy_is_believed_when_it_says_tls(
    desk: Desk, officer: Officer, proxy: str, is_secure: bool
) -> None:
    desk.settings.trusted_proxy = proxy

    page = await (await desk.browser()).sign_in(officer.name, X_Forwarded_Proto="https")

    assert bool(page.response.cookies[COOKIE]["secure"]) == is_secure


async def test_a_wrong_password_and_an_unknown_name_look_alike(desk: Desk, officer: Officer) -> None:
    browser = await desk.browser()

    for _ in range(4):
        wrong = await browser.sign_in(officer.name, "not the password")
        unknown = await browser.sign_in("没有这个人", "not the password")
        assert (wrong.status, unknown.status) == (403, 403)
        assert wrong.text.replace(officer.name, "") == unknown.text.replace("没有这个人", "")


async def test_pauses_grow_with_every_failure() -> None:
    assert [sign_in_pause(failures).total_seconds() for failures in (1, 2, 3, 4, 5)] == [0, 0, 5, 10, 20]
    assert sign_in_pause(1_000) == timedelta(minutes=15)


async def test_even_the_right_password_waits_out_the_pause(desk: Desk, officer: Officer) -> None:
    browser = await desk.browser()
    for _ in range(3):
        await browser.sign_in(officer.name, "not the password")

    early = await browser.sign_in(officer.name)
    desk.later(timedelta(seconds=6))
    in_time = await browser.sign_in(officer.name)

    assert (early.status, in_time.status) == (403, 303)
    assert "5 秒" in early.text


async def test_signing_in_forgets_the_failures(desk: Desk, officer: Officer) -> None:
    browser = await desk.browser()
    for password in ("wrong one", "wrong two"):
        await browser.sign_in(officer.name, password)
    await browser.sign_in(officer.name)

    page = await browser.sign_in(officer.name, "wrong again")

    assert "重新输入" in page.text


async def test_a_session_ends_by_itself(desk: Desk, officer: Officer) -> None:
    browser = await desk.signed_in(officer)

    desk.later(SESSION_LASTS)
    page = await browser.get("/desk/")

    assert (page.status, page.location) == (303, "/desk/sign-in?to=/desk/&expired=1")
    assert "登录已过期" in (await browser.get(page.location)).text


async def test_signing_out_ends_the_session_on_the_server_too(desk: Desk, officer: Officer) -> None:
    browser = await desk.signed_in(officer)
    secret = next(iter(browser.cookies)).value

    await browser.post("/desk/sign-out", {"csrf": await browser.csrf()})

    stolen = await browser.get("/desk/", Cookie=f"{COOKIE}={secret}")
    assert stolen.status == 303


async def test_a_closed_account_has_no_way_in(desk: Desk) -> None:
    closed = await an_officer(desk.database, active=False)

    assert (await (await desk.browser()).sign_in(closed.name)).status == 403


async def test_another_site_cannot_sign_somebody_in(desk: Desk, officer: Officer) -> None:
    page = await (await desk.browser()).sign_in(officer.name, Sec_Fetch_Site="cross-site")

    assert page.status == 403
    assert COOKIE not in page.response.cookies


OUTSIDE_THE_DESK = [
    "https://evil.example/", "//evil.example/desk/", "/desk//evil", "/chat", "", "/desk/../../evil", "/desk/..",
    "/desk/%2e%2e/evil", "/desk/.%2E/evil", "/desk/%2f%2fevil", "/desk/..%2fevil", "/desk/%5cevil", "/desk/..?x",
    "/desk/..#x", "/desk/./x",
]  # fmt: skip


@pytest.mark.parametrize("back", OUTSIDE_THE_DESK)
async def test_signing_in_leads_nowhere_but_to_the_desk(desk: Desk, officer: Officer, back: str) -> None:
    browser = await desk.browser()

    form = {"name": officer.name, "password": "correct horse battery", "to": back}
    page = await browser.post("/desk/sign-in", form)

    assert (page.status, page.location) == (303, "/desk/")
