"""Single sign-on against a provider over real sockets that misbehaves on command. On SQLite alone."""

from __future__ import annotations

import logging
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from bot.desk.single.door import SINGLE
from intake.officers.own_account import OwnAccount
from intake.officers.second_step import new_secret
from tests.bot.desk.conftest import Desk
from tests.bot.desk.single.conftest import begun, bound, signed_in, told
from tests.bot.desk.single.fake_provider import FakeProvider
from tests.builders import PASSWORD


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: what the provider does is no matter of the database."""
    return f"sqlite:///{tmp_path}/shangmi.db"


async def test_where_no_provider_is_set_there_is_no_button_and_no_such_address(desk: Desk) -> None:
    browser = await desk.browser()

    assert "单点登录" not in (await browser.get("/desk/sign-in")).text
    assert (await browser.get(SINGLE)).location.startswith("/desk/sign-in?")


UNFIT_CLAIMS: tuple[dict[str, object], ...] = (
    {"nonce": "another"}, {"nonce": None}, {"exp": 1}, {"exp": None}, {"exp": "soon"}, {"iat": 1},
    {"iat": 4_000_000_000}, {"nbf": 4_000_000_000}, {"aud": "another"}, {"aud": ["shangmi", "another"]},
    {"azp": "another"}, {"aud": {}}, {"iss": "https://another.example.org"}, {"sub": ""}, {"sub": 42},
    {"sub": "王建国"},
)  # fmt: skip
UNFIT_PROOFS = (
    "another key", "a shared secret", "no signature", "nonsense", "too long a proof", "no proof",
)  # fmt: skip
AWAY = ("slow", "down", "hangs up", "leads elsewhere", "speaks HTML", "speaks a list", "speaks without end")


async def test_a_proof_that_does_not_hold_opens_nothing_and_a_provider_that_is_away_is_said_to_be(
    desk: Desk, provider: FakeProvider, caplog: pytest.LogCaptureFixture
) -> None:
    await bound(desk, provider)
    browser = await desk.browser()

    async def outcome(mood: str, claims: dict[str, object] | None = None) -> tuple[int, bool]:
        desk.later(timedelta(seconds=10))
        provider.mood, provider.claims = ("refuses" if mood == "refuses" else ""), claims or {}
        back = await begun(browser)
        provider.mood = mood
        page = await told(browser, await browser.get(back))
        # Neither the code nor the state, the subject or the secret stands in what we log.
        secrets = [*parse_qs(urlsplit(back).query).get("code", []), provider.subject, "of 32 signs"]
        ours = [str(record.__dict__) for record in caplog.records if record.name.startswith(("bot", "intake"))]
        assert not [word for word in secrets for line in ours if word in line]
        known = {403: "不能采信", 503: "没有回应"}
        return page.status, known[page.status] in page.text and 'name="password"' in page.text

    with caplog.at_level(logging.DEBUG):
        refused = {str(claims): await outcome("", claims) for claims in UNFIT_CLAIMS}
        refused |= {mood: await outcome(mood) for mood in UNFIT_PROOFS}
        away = {mood: await outcome(mood) for mood in AWAY}
        broken_off = await outcome("refuses")

    assert {name for name, found in refused.items() if found != (403, True)} == set()
    assert {name for name, found in away.items() if found != (503, True)} == set()
    assert broken_off == (403, False)


async def test_a_provider_that_is_away_at_the_beginning_is_said_to_be_and_the_password_opens(
    desk: Desk, provider: FakeProvider
) -> None:
    officer = await bound(desk, provider)
    browser = await desk.browser()

    for mood in ("slow", "down", "another issuer", "speaks HTML"):
        provider.mood = mood
        page = await browser.get(SINGLE)
        assert page.status == 503 and "没有回应" in page.text and 'name="password"' in page.text, mood

    assert (await browser.sign_in(officer.name)).status == 303


async def test_a_sign_in_is_over_after_ten_minutes_and_an_answer_to_another_question_is_none(
    desk: Desk, provider: FakeProvider
) -> None:
    await bound(desk, provider)
    browser = await desk.browser()
    late = await begun(browser)
    desk.later(timedelta(minutes=10))
    refused = [await told(browser, await browser.get(late))]

    await begun(browser)
    refused += [await told(browser, await browser.get(late))]
    of_another = f"{await begun(browser)}&iss=https://another.example.org"
    mixed_up = await told(browser, await browser.get(of_another))
    for odd in ("", "?", "?state=", "?code=x", "?state=%00&code=%ff", "?error=x"):
        refused.append(await told(browser, await browser.get(f"{SINGLE}/back{odd}")))

    assert {(page.status, "重新点“单点登录”" in page.text) for page in refused} == {(403, True)}
    assert "不能采信" in mixed_up.text


async def test_a_session_lasts_as_long_as_that_of_a_password(desk: Desk, provider: FakeProvider) -> None:
    await bound(desk, provider)
    idle, busy = await desk.browser(), await desk.browser()
    await signed_in(idle)
    await signed_in(busy)

    stays = []
    for _ in range(5):
        desk.later(timedelta(hours=1, minutes=30))
        stays.append((await busy.get("/desk/clocks")).status)
    desk.later(timedelta(minutes=31))

    assert stays == [200] * 5 and (await busy.get("/desk/clocks")).status == 303
    assert (await idle.get("/desk/clocks")).status == 303


async def test_codes_are_tried_no_faster_than_passwords(desk: Desk, provider: FakeProvider) -> None:
    officer = await bound(desk, provider)
    secret = new_secret()
    await OwnAccount(desk.database, desk.vault).set_second_step(
        officer.id, "", secret=secret, code=pyotp.TOTP(secret).at(desk.now), password=PASSWORD, now=desk.now
    )
    browser = await desk.browser()
    await signed_in(browser)

    answers = [await browser.post(f"{SINGLE}/code", {"code": "000000", "to": "/desk/"}) for _ in range(5)]

    assert {answer.status for answer in answers} == {403}
    assert "后再试" in answers[-1].text


async def test_a_provider_may_change_its_key_and_is_not_asked_at_every_sign_in(
    desk: Desk, provider: FakeProvider
) -> None:
    await bound(desk, provider)
    browser = await desk.browser()
    first = [await signed_in(browser) for _ in range(3)]
    asked = provider.asked["/keys"]
    provider.changes_its_key()
    too_soon = await signed_in(browser)
    desk.later(timedelta(minutes=2))

    after = await signed_in(browser)

    assert asked == 1 and {page.status for page in first} == {303}
    assert "why=proof" in too_soon.location
    assert "/desk/sign-in" not in after.location


async def test_a_session_of_an_hour_ago_sets_up_no_codes_without_the_password(
    desk: Desk, provider: FakeProvider
) -> None:
    await bound(desk, provider)
    browser = await desk.browser()
    await signed_in(browser)
    desk.later(timedelta(minutes=11))
    form = await browser.get("/desk/me/second-step")
    secret = form.hidden("secret")

    fields = {"csrf": form.hidden("csrf"), "secret": secret, "code": pyotp.TOTP(secret).at(desk.now)}
    refused = await browser.post("/desk/me/second-step", fields)

    assert (refused.status, "密码不对" in refused.text) == (422, True)
