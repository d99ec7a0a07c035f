"""Who wants to hear of a bulletin is told, each once and by day; who heard of it is told that it was withdrawn."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import func, select, update
from sqlmodel import col

from intake.bulletins.bulletin import BulletinWish, Subject
from intake.filers.subscriptions import CONFIRMING, KEPT, Subscriptions, asks_of, stops_of
from intake.ids import new_id
from intake.notices import bulletins, outbox
from intake.notices.bulletin_post import SUBSCRIBED, BulletinsByMail, BulletinsByWeChat, ConfirmingByMail
from intake.notices.bulletins import BulletinRounds, forget_old_subscriptions
from intake.notices.courier import ByKind, CannotCarry, Courier, DeskOnly
from intake.notices.filer_letters import Unreachable, Unsure
from intake.notices.mail import OfficerMail
from intake.officers.bulletins import Bulletins
from intake.storage.bulletin_tables import BulletinReachRow, BulletinRow, SubscriptionRow
from intake.storage.database import Database
from intake.storage.keeping.sweeping import erase_old_reminders
from intake.storage.sealing import Vault
from intake.storage.tables import MailRow, OutboxRow
from tests.builders import bureaus, inserted
from tests.intake.bulletins.made import PUBLISHER, published

# Three in the afternoon in Shanghai.
DAY = datetime(2026, 11, 30, 7, tzinfo=UTC)
HERE = "https://s.example.org"
OPENID = "oABC-19900001101"


@dataclass
class Letterbox:
    """What left, and what went wrong instead, once."""

    mails: list[OfficerMail] = field(default_factory=list)
    noticed: list[tuple[str, str, str, str]] = field(default_factory=list)
    fault: CannotCarry | None = None

    async def send(self, mail: OfficerMail) -> None:
        self._fail()
        self.mails.append(mail)

    async def send_notice(self, openid: str, title: str, day: str, page: str) -> None:
        self._fail()
        self.noticed.append((openid, title, day, page))

    def _fail(self) -> None:
        fault, self.fault = self.fault, None
        if fault is not None:
            raise fault


class House:
    """Everybody who has a part in it, on one database."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.database, self.vault, self.now = database, vault, DAY
        self.box = Letterbox()
        self.subscriptions = Subscriptions(database, vault)
        self.rounds = BulletinRounds(database, vault, bureaus(), HERE, self.clock)
        stops, asks = stops_of(vault, self.clock), asks_of(vault, self.clock)
        carriers: dict[str, Any] = {
            bulletins.BY_WECHAT: BulletinsByWeChat(database, vault, self.box, HERE, self.clock),
            bulletins.BY_MAIL: BulletinsByMail(database, vault, bureaus(), self.box, HERE, stops, self.clock),
            CONFIRMING: ConfirmingByMail(database, vault, self.box, HERE, asks),
        }
        self.courier = Courier(database, self.clock, ByKind(carriers, DeskOnly()))

    def clock(self) -> datetime:
        return self.now

    async def chats(self, person: str, *districts: str, agreed: int = 0) -> None:
        rows = self.subscriptions.kept(person, BulletinWish(frozenset(), frozenset(districts)), self.now)
        async with self.database.writing() as session:
            session.add(inserted(SubscriptionRow, rows.inserts[0]))
            if agreed:
                sealed = self.vault.seal(OPENID.encode(), "bulletin_reach", person)
                session.add(BulletinReachRow(id=person, sealed=sealed, remaining=agreed))

    async def mails(self, address: str) -> str:
        """Subscribe an address as its owner does, and return as whom it is told."""
        await self.subscriptions.ask(address, BulletinWish(frozenset({Subject.POLICY})), self.now)
        await self.courier.round()
        link = self.box.mails.pop().text.partition("/notices/confirm/")[2].split()[0]
        asked = asks_of(self.vault, self.clock).case_of(link)
        assert asked is not None and await self.subscriptions.confirm(asked, self.now) is not None
        assert await self.subscriptions.confirm(asked, self.now) is None
        return self.subscriptions.of_address(address)

    async def publishes(self, **differs: str) -> str:
        self.now += timedelta(minutes=1)
        return await published(self.database, self.vault, self.now, **differs)

    async def withdraws(self, bulletin: str) -> None:
        await Bulletins(self.database, self.vault).withdraw(PUBLISHER, bulletin, {"why": "写错了"}, self.now)

    async def goes_on(self, times: int = 2) -> None:
        for _ in range(times):
            await self.rounds.round()
            await self.courier.round()
            self.now += timedelta(minutes=1)

    async def letters(self, person: str) -> list[str]:
        async with self.database.reading() as session:
            theirs = select(MailRow).where(col(MailRow.filer) == person).order_by(col(MailRow.id))
            rows = await session.scalars(theirs)
            opened = [orjson.loads(self.vault.unseal(row.sealed, "mail", person)) for row in rows]
        return [reply["text"] for one in opened for reply in one["replies"]]

    async def reads(self, person: str) -> None:
        async with self.database.writing() as session:
            await session.execute(
                update(MailRow).where(col(MailRow.filer) == person).values(delivered_at=self.now)
            )

    async def count(self, table: Any) -> int:
        async with self.database.reading() as session:
            return int(await session.scalar(select(func.count()).select_from(table)) or 0)

    async def states(self) -> list[tuple[str, str | None]]:
        async with self.database.reading() as session:
            rows = await session.scalars(select(OutboxRow).order_by(col(OutboxRow.id)))
            return [(row.state, row.last_error) for row in rows]


@pytest.fixture
async def house(database: Database, vault: Vault) -> AsyncIterator[House]:
    yield House(database, vault)


async def test_each_who_wants_it_is_told_once_by_their_way(house: House) -> None:
    await house.chats("all")
    await house.chats("here", "jiangjin", "banan")
    await house.chats("elsewhere", "yubei")
    owner = await house.mails("Li@example.com")
    bulletin = await house.publishes()

    both = await asyncio.gather(house.rounds.round(), house.rounds.round())
    await house.goes_on()

    assert sorted(both) == [0, 3]
    for person in ("all", "here"):
        (told,) = await house.letters(person)
        assert "江津区市场监督管理部门发布通知：一条通知" in told and f"{HERE}/notices/{bulletin}" in told
        assert "回复“退订”" in told
    assert await house.letters("elsewhere") == []
    (mail,) = house.box.mails
    assert (mail.to, mail.subject) == ("Li@example.com", "一条通知") and "内容" in mail.text
    link = mail.text.partition("/notices/stop/")[2].split()[0]
    assert stops_of(house.vault, house.clock).case_of(link) == owner
    # Whoever asks when it stands already was shown it then.
    await house.chats("later")
    await house.goes_on()
    assert await house.letters("later") == [] and len(house.box.mails) == 1


async def test_nobody_is_written_to_in_the_night(house: House) -> None:
    await house.mails("li@example.com")
    await house.chats("all")
    house.now = DAY + timedelta(hours=6, minutes=30)
    await house.publishes()
    await house.goes_on()
    assert await house.letters("all") == []
    # Told by day; the mail server was away until night came.
    house.now = DAY + timedelta(hours=17, minutes=30)
    house.box.fault = CannotCarry("unreachable")
    await house.goes_on(1)
    house.now = DAY + timedelta(hours=30)
    await house.courier.round()
    assert len(await house.letters("all")) == 1 and house.box.mails == []
    house.now = DAY + timedelta(hours=41, minutes=1)
    await house.courier.round()
    assert len(house.box.mails) == 1 and await house.states() == [("sent", None), ("sent", None)]


async def test_a_notice_is_told_from_its_first_day_and_a_training_beforehand(house: House) -> None:
    await house.chats("all")
    await house.publishes(**{"from": "2026-12-02"}, title="后天的")
    await house.publishes(kind="training", title="培训一场")
    await house.goes_on()
    (training,) = await house.letters("all")
    assert "培训一场" in training and "时间：2026年12月7日 14:00-16:00，地点：区政府" in training

    house.now = DAY + timedelta(days=2)
    await house.goes_on()
    assert "后天的" in (await house.letters("all"))[1]


async def test_of_a_notice_withdrawn_after_it_was_sent_those_are_told_whom_it_reached(house: House) -> None:
    await house.chats("read")
    await house.chats("not yet")
    await house.mails("li@example.com")
    bulletin = await house.publishes()
    await house.goes_on()
    await house.reads("read")

    await house.withdraws(bulletin)
    await house.goes_on(3)

    assert "已撤回，请不要再照它办。理由：写错了" in (await house.letters("read"))[1]
    assert await house.letters("not yet") == []
    assert [mail.subject for mail in house.box.mails] == ["一条通知", "已撤回：一条通知"]
    assert "写错了" in house.box.mails[1].text


async def test_what_was_withdrawn_before_it_left_is_not_sent(house: House) -> None:
    await house.chats("all", agreed=1)
    await house.mails("li@example.com")
    bulletin = await house.publishes()
    await house.rounds.round()
    await house.withdraws(bulletin)
    await house.goes_on(3)

    assert await house.letters("all") == [] and house.box.mails == [] and house.box.noticed == []
    left = {reason for state, reason in await house.states() if state == "left"}
    assert left == {"gone", "withdrawn"}


async def test_an_account_that_agreed_gets_a_notice_in_wechat_and_no_letter_twice(house: House) -> None:
    await house.chats("all", agreed=1)
    bulletin = await house.publishes()
    await house.goes_on()
    assert house.box.noticed == [(OPENID, "一条通知", "2026-11-30", f"{HERE}/notices/{bulletin}")]
    async with house.database.reading() as session:
        ways = list(await session.scalars(select(col(MailRow.delivered_by))))
    assert ways == [SUBSCRIBED]
    # The one that was agreed to is used up, and the openid with it.
    assert await house.count(BulletinReachRow) == 0
    await house.publishes()
    await house.goes_on()
    assert len(house.box.noticed) == 1 and len(await house.letters("all")) == 2


@pytest.mark.parametrize(
    ("fault", "state", "kept"),
    [
        (Unreachable("not_following"), ("left", "not_following"), 0),
        (Unsure("timeout"), ("left", "unsure"), 1),
        (CannotCarry("template_refused", for_good=True), ("given_up", "template_refused"), 2),
        (CannotCarry("busy"), ("waiting", "busy"), 2),
    ],
)
async def test_what_wechat_does_not_take_waits_for_the_next_contact(
    house: House, fault: CannotCarry, state: tuple[str, str], kept: int
) -> None:
    await house.chats("all", agreed=2)
    await house.publishes()
    house.box.fault = fault
    await house.rounds.round()
    await house.courier.round()

    assert await house.states() == [state] and house.box.noticed == []
    async with house.database.reading() as session:
        waits = list(await session.scalars(select(col(MailRow.delivered_at))))
        remaining = await session.scalar(select(func.coalesce(func.sum(col(BulletinReachRow.remaining)), 0)))
    assert (waits, remaining) == ([None], kept)


async def test_a_subscriber_who_is_gone_is_told_nothing_more(house: House) -> None:
    owner = await house.mails("li@example.com")
    await house.chats("left")
    await house.publishes()
    await house.rounds.round()
    await house.subscriptions.end("left")
    house.box.fault = CannotCarry("unknown_recipient", for_good=True)
    await house.courier.round()
    assert await house.subscriptions.of(owner) is None and await house.subscriptions.of("left") is None
    await forget_old_subscriptions(house.database, house.now)
    assert await house.letters("left") == []
    await house.publishes()
    await house.goes_on()
    assert house.box.mails == [] and await house.count(SubscriptionRow) == 0


async def test_nothing_is_kept_longer_than_it_is_of_use(house: House) -> None:
    await house.subscriptions.ask("never@example.com", BulletinWish(), house.now)
    await house.chats("all")
    await house.publishes()
    await house.goes_on()
    # The conversation is gone after a month; the letter waits as long as its subscriber may come back.
    await erase_old_reminders(house.database, house.now + timedelta(days=30))
    assert len(await house.letters("all")) == 1
    await forget_old_subscriptions(house.database, house.now + timedelta(days=3))
    assert await house.count(SubscriptionRow) == 1
    await forget_old_subscriptions(house.database, house.now + KEPT)
    await erase_old_reminders(house.database, house.now + timedelta(days=30))
    assert await house.count(SubscriptionRow) == 0 and await house.letters("all") == []


async def test_a_link_of_two_days_ago_or_of_another_kind_confirms_nothing(house: House) -> None:
    await house.subscriptions.ask("li@example.com", BulletinWish(), house.now)
    await house.courier.round()
    link = house.box.mails[0].text.partition("/notices/confirm/")[2].split()[0]
    asks = asks_of(house.vault, house.clock)
    assert stops_of(house.vault, house.clock).case_of(link) is None and asks.case_of(link[:-2]) is None
    assert await house.subscriptions.confirm(new_id(house.now), house.now) is None
    house.now += timedelta(days=2)
    assert asks.case_of(link) is None


async def test_all_of_many_are_told_in_several_rounds(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulletins, "_AT_ONCE", 3)
    for number in range(7):
        await house.chats(f"p{number}")
    await house.publishes()
    assert [await house.rounds.round() for _ in range(4)] == [3, 3, 1, 0]
    assert await house.count(MailRow) == 7
    async with house.database.reading() as session:
        assert await session.scalar(select(func.count(col(BulletinRow.told_at)))) == 1
        assert await outbox.stuck(session) == []
