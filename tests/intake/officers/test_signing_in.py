"""Signing in: who is let in, who has to wait, and that nobody keeps somebody else out. On both databases."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta

import pyotp
import pytest
from argon2 import PasswordHasher, Type, extract_parameters
from sqlalchemy import func, select, update
from sqlmodel import col

from intake import pace
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.journal.verifying import verify
from intake.officers import passwords
from intake.officers.accounts import Accounts
from intake.officers.gate import MOST_OF_A_SOURCE, Crowded, PasswordGate, RefusalExit
from intake.officers.officer import Officer
from intake.officers.own_account import OwnAccount
from intake.officers.pauses import FORGOTTEN_AFTER, SignInRefused, forget_old
from intake.officers.roster import account_events, all_accounts
from intake.officers.sessions import SESSION_RESTS, Admitted, Attempt, SigningIn, held, open_session
from intake.storage.account_tables import SignInPauseRow
from intake.storage.database import Database
from intake.storage.sealing import CannotUnseal, Vault
from intake.storage.tables import OfficerRow
from tests.builders import NOW, PASSWORD, an_officer, bureaus
from tests.quick_passwords import HASHER, NOBODYS

HERE, ELSEWHERE = "203.0.113.5", "203.0.113.6"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
async def officer(database: Database, vault: Vault) -> Officer:
    return await an_officer(database, name="王建国", vault=vault)


@pytest.fixture
def signing_in(database: Database, vault: Vault) -> SigningIn:
    return SigningIn(database, vault)


async def fails(signing_in: SigningIn, name: str, source: str, now: datetime = NOW, mark: str = "") -> int:
    """Type a wrong password; give the seconds that the next try has to wait."""
    with pytest.raises(SignInRefused) as refused:
        await signing_in.sign_in(Attempt(name, "not the password", "", source, mark), now)
    return refused.value.wait_seconds


async def enters(
    signing_in: SigningIn, name: str, source: str = HERE, now: datetime = NOW, **more: str
) -> Admitted:
    return await signing_in.sign_in(Attempt(name, PASSWORD, source=source, **more), now)


async def test_whoever_knows_a_name_locks_out_nobody_elsewhere(signing_in: SigningIn, officer: Officer) -> None:
    waits = [await fails(signing_in, officer.name, HERE) for _ in range(4 - 1)]

    with pytest.raises(SignInRefused):
        await enters(signing_in, officer.name, HERE)
    assert waits == [0, 0, 5]
    assert await enters(signing_in, officer.name, ELSEWHERE)


async def test_a_known_browser_is_let_through_beside_those_who_guess(
    signing_in: SigningIn, officer: Officer
) -> None:
    mark = (await enters(signing_in, officer.name)).mark
    for _ in range(3):
        await fails(signing_in, officer.name, HERE)

    again = await enters(signing_in, officer.name, HERE, mark=mark)

    assert again.mark == mark


async def test_the_mark_of_a_browser_is_of_no_use_to_somebody_else(
    database: Database, vault: Vault, signing_in: SigningIn, officer: Officer
) -> None:
    other = await an_officer(database, name="别人", vault=vault)
    mark = (await enters(signing_in, other.name)).mark
    for _ in range(3):
        await fails(signing_in, officer.name, HERE, mark=mark)

    # It counted as the address, and a forged mark does too.
    for worthless in (mark, "", "x.y", "错.误", mark.split(".")[0]):
        with pytest.raises(SignInRefused):
            await enters(signing_in, officer.name, HERE, mark=worthless)


async def test_a_known_browser_waits_for_its_own_failures(signing_in: SigningIn, officer: Officer) -> None:
    mark = (await enters(signing_in, officer.name)).mark

    waits = [await fails(signing_in, officer.name, HERE, mark=mark) for _ in range(3)]

    assert waits == [0, 0, 5]
    with pytest.raises(SignInRefused):
        await enters(signing_in, officer.name, ELSEWHERE, mark=mark)


async def test_many_guesses_at_one_moment_are_counted_one_by_one(signing_in: SigningIn, officer: Officer) -> None:
    async def guess(number: int) -> object:
        try:
            return await signing_in.sign_in(Attempt(officer.name, f"guess {number}", source=HERE), NOW)
        except (SignInRefused, Crowded) as refused:
            return refused

    await asyncio.gather(*map(guess, range(20)))

    with pytest.raises(SignInRefused) as refused:
        await enters(signing_in, officer.name)
    assert refused.value.wait_seconds > 0


async def test_a_clock_that_is_put_back_keeps_nobody_out_until_then(
    signing_in: SigningIn, officer: Officer
) -> None:
    for name in (officer.name, "没有的人"):
        for _ in range(5):
            with suppress(SignInRefused):
                await fails(signing_in, name, HERE)

    earlier = NOW - timedelta(days=400)
    assert await fails(signing_in, "没有的人", HERE, earlier) >= 0
    assert await enters(signing_in, officer.name, HERE, earlier)


async def test_what_was_typed_wrongly_yesterday_counts_no_more(
    database: Database, signing_in: SigningIn, officer: Officer
) -> None:
    for _ in range(3):
        await fails(signing_in, officer.name, HERE)

    await forget_old(database, NOW + FORGOTTEN_AFTER)

    assert await failures_counted(database) == 0
    assert await fails(signing_in, officer.name, HERE, NOW + FORGOTTEN_AFTER) == 0


async def test_of_many_failures_few_are_noted(database: Database, signing_in: SigningIn, officer: Officer) -> None:
    now = NOW
    for _ in range(20):
        now += timedelta(minutes=20)
        await fails(signing_in, officer.name, HERE, now)

    events = await account_events(database, most=50, account=f"officer:{officer.id}")

    noted = [event.payload["failures"] for event in events if event.code == AccountCode.PAUSED]
    assert noted == [16, 8, 4, 3]


async def test_no_name_source_or_browser_is_kept_of_a_failure(
    database: Database, signing_in: SigningIn, officer: Officer
) -> None:
    await fails(signing_in, officer.name, HERE)

    async with database.reading() as session:
        row = (await session.scalars(select(SignInPauseRow))).one()
    assert HERE not in str(row) and officer.name not in str(row)


# ------------------------------------------------------------------- accounts that change at the same moment


@pytest.mark.parametrize("act", ["disable", "reset"])
async def test_what_an_administrator_does_while_a_password_is_looked_at_holds(
    database: Database, vault: Vault, signing_in: SigningIn, officer: Officer, act: str
) -> None:
    accounts = Accounts(database, vault, bureaus())
    entering = asyncio.create_task(enters(signing_in, officer.name))
    for _ in range(1_000):
        if await failures_counted(database):
            break

    # Now the password is being looked at, in a thread of its own.
    await (accounts.disable if act == "disable" else accounts.reset)("command", officer.id, NOW)
    await asyncio.gather(entering, return_exceptions=True)

    (line,) = await all_accounts(database, NOW, officer.id)
    assert line.sessions == 0


async def failures_counted(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(select(func.count()).select_from(SignInPauseRow)) or 0


async def test_what_is_kept_of_a_password_is_brought_to_the_cost_of_today(
    database: Database, vault: Vault, signing_in: SigningIn
) -> None:
    older = PasswordHasher(time_cost=2, memory_cost=1024, parallelism=2).hash(PASSWORD)
    officer = await an_officer(database, name="老账号", vault=vault)
    async with database.writing() as session:
        row = await held(session, officer.id)
        row.password_hash = older
        await session.flush()
        await record(session, vault.journal_key, row, "command", AccountCode.PASSWORD_CHANGED, NOW)

    await enters(signing_in, officer.name)
    again = await enters(signing_in, officer.name)

    async with database.reading() as session:
        kept = await session.scalar(select(col(OfficerRow.password_hash)))
    assert again and kept and not passwords.is_dated(kept)
    assert passwords.is_dated(older)
    assert (await verify(database, vault.journal_key, NOW)).is_intact


def test_a_password_costs_what_owasp_asks_for_and_a_name_without_an_account_as_much() -> None:
    of_nobody = extract_parameters(NOBODYS)

    assert (of_nobody.type, of_nobody.memory_cost, of_nobody.time_cost) == (Type.ID, 46 * 1024, 1)
    assert not HASHER.check_needs_rehash(NOBODYS)


async def test_a_session_that_rests_too_long_is_over(
    database: Database, vault: Vault, signing_in: SigningIn, officer: Officer
) -> None:
    secret = (await enters(signing_in, officer.name)).secret

    async with database.reading() as session:
        soon = await open_session(session, vault, secret, NOW + SESSION_RESTS - timedelta(seconds=1))
        late = await open_session(session, vault, secret, NOW + SESSION_RESTS)
    assert soon is not None and late is None


async def test_a_first_password_is_new_each_time_and_easily_read() -> None:
    drawn = {passwords.first_password() for _ in range(50)}

    assert len(drawn) == 50
    assert all(len(password) == 19 and not set(password) & set("0O1lI") for password in drawn)
    assert not [password for password in drawn if passwords.why_unfit(password)]


@pytest.mark.parametrize(
    "common",
    [
        *("password123", "1qaz2wsx3edc", "admin123456", "P@ssw0rd!23", "iloveyou2026"),
        *("Shangmi123", "chongqing123"),
    ],
)
def test_what_stands_on_lists_of_common_passwords_is_none(common: str) -> None:
    assert "太常见" in passwords.why_unfit(common, "wangjianguo1")


@pytest.mark.parametrize(
    "kept", [PASSWORD, "一个够长的密码2026", "茶园 电梯 三月 石头", "Kx7#mv2!qTz9", "oben-fluss-9 " * 14]
)
def test_words_that_have_nothing_to_do_with_one_another_are_one(kept: str) -> None:
    assert passwords.why_unfit(kept, "王建国") == ""


# ------------------------------------------------------------------------------------------ the gate


def test_one_place_cannot_take_every_place() -> None:
    gate, held = PasswordGate(), []
    for _ in range(MOST_OF_A_SOURCE):
        place = gate.place(HERE, is_known=False)
        place.__enter__()
        held.append(place)

    with pytest.raises(Crowded), gate.place(HERE, is_known=False):
        pass
    with gate.place(ELSEWHERE, is_known=False):
        pass
    for place in held:
        place.__exit__(None, None, None)
    with gate.place(HERE, is_known=False):
        pass


def test_when_strangers_take_every_place_known_browsers_have_theirs() -> None:
    gate, taken = PasswordGate(), []
    for number in range(40):
        place = gate.place(f"203.0.113.{number}", is_known=False)
        with suppress(Crowded):
            place.__enter__()
            taken.append(place)

    assert len(taken) == 8
    with gate.place("browser", is_known=True):
        pass


def test_beside_places_that_guess_on_and_on_a_newcomer_finds_one_free() -> None:
    gate, places, taken = PasswordGate(), [f"192.0.2.{number}" for number in range(20)], []
    for place in places:
        with gate.place(place, is_known=False):
            pass
    for place in places:
        with suppress(Crowded):
            again = gate.place(place, is_known=False)
            again.__enter__()
            taken.append(again)

    assert len(taken) == 4
    with gate.place(ELSEWHERE, is_known=False):
        pass
    for again in taken:
        again.__exit__(None, None, None)


async def test_while_many_are_sent_away_whoever_is_let_in_has_a_turn_between_each_two() -> None:
    way_out, left = RefusalExit(), list[int]()

    async def leave(number: int) -> None:
        await way_out.leave()
        left.append(number)

    leaving = [asyncio.create_task(leave(number)) for number in range(20)]
    seen = list[int]()
    while len(left) < len(leaving):
        seen.append(len(left))
        await asyncio.sleep(0)

    assert left == list(range(20))
    assert set(seen) == set(range(20))


def test_a_list_of_passwords_is_slowed_down_and_told_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = PasswordGate()

    def goes(at: float) -> bool:
        monkeypatch.setattr(pace, "monotonic", lambda: at)
        try:
            with gate.place(HERE, is_known=False):
                return True
        except Crowded as crowded:
            assert crowded.wait_seconds == 20
            return False

    assert [goes(1_000) for _ in range(70)].count(True) == 60
    assert goes(1_020)


# ------------------------------------------------------------------------------------ the second step


@pytest.fixture
async def careful(database: Database, vault: Vault, officer: Officer) -> Officer:
    """An officer who has set up one-time codes."""
    code = pyotp.TOTP(SECRET).at(NOW)
    own = OwnAccount(database, vault)
    await own.set_second_step(officer.id, "", secret=SECRET, code=code, password=PASSWORD, now=NOW)
    return officer


def code_at(now: datetime) -> str:
    return pyotp.TOTP(SECRET).at(now)


async def test_with_a_second_step_the_password_alone_opens_nothing(
    signing_in: SigningIn, careful: Officer
) -> None:
    later = NOW + timedelta(minutes=1)
    wrong = str((int(code_at(later)) + 1) % 1_000_000).zfill(6)

    for code in ("", wrong, "１２３４５６", "x" * 500):
        with pytest.raises(SignInRefused):
            await enters(signing_in, careful.name, now=later + timedelta(hours=1) * (code != ""), code=code)
        later += timedelta(hours=1)


async def test_a_code_opens_once_and_for_about_a_minute(signing_in: SigningIn, careful: Officer) -> None:
    later = NOW + timedelta(minutes=10)

    assert await enters(signing_in, careful.name, now=later, code=code_at(later))
    with pytest.raises(SignInRefused):
        await enters(signing_in, careful.name, now=later, code=code_at(later))
    with pytest.raises(SignInRefused):
        await enters(signing_in, careful.name, ELSEWHERE, later + timedelta(minutes=2), code=code_at(later))
    much_later = later + timedelta(minutes=30)
    spaced = f" {code_at(much_later)[:3]} {code_at(much_later)[3:]} "
    assert await enters(signing_in, careful.name, now=much_later, code=spaced)


async def test_one_code_used_twice_at_one_moment_opens_once(signing_in: SigningIn, careful: Officer) -> None:
    later = NOW + timedelta(minutes=10)

    came = await asyncio.gather(
        *(enters(signing_in, careful.name, f"203.0.113.{n}", later, code=code_at(later)) for n in range(3)),
        return_exceptions=True,
    )

    assert sum(isinstance(one, Admitted) for one in came) == 1


async def test_the_secret_of_the_second_step_is_sealed(database: Database, careful: Officer) -> None:
    async with database.reading() as session:
        kept = await session.scalar(select(col(OfficerRow.second_step)))

    assert kept is not None and SECRET.encode() not in kept


async def test_an_administrator_takes_the_second_step_and_the_owner_hears_of_it(
    database: Database, vault: Vault, signing_in: SigningIn, careful: Officer
) -> None:
    later = NOW + timedelta(minutes=10)
    await Accounts(database, vault, bureaus()).take_second_step("command", careful.id, later)

    first = await enters(signing_in, careful.name, now=later + timedelta(minutes=1))
    second = await enters(signing_in, careful.name, now=later + timedelta(minutes=2))

    assert first.has_news and not second.has_news


async def test_a_secret_put_in_its_place_by_hand_is_found_out(
    database: Database, vault: Vault, signing_in: SigningIn, officer: Officer, careful: Officer
) -> None:
    other = await an_officer(database, name="别人", vault=vault)
    async with database.writing() as session:
        mine = await session.scalar(select(col(OfficerRow.second_step)).where(col(OfficerRow.id) == careful.id))
        await session.execute(update(OfficerRow).where(col(OfficerRow.id) == other.id).values(second_step=mine))

    # A seal is bound to its row.
    with pytest.raises(CannotUnseal):
        await enters(signing_in, other.name, code=code_at(NOW + timedelta(minutes=10)))
