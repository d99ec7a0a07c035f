"""Signing up for a training: places, a waiting list that moves up, and nobody twice. On both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from intake.bulletins.bulletin import BulletinState
from intake.cases.case import Incomplete, NotAllowed
from intake.filers.sign_ups import KEPT, LEAST_WAITING, SignUps, SignUpStanding, forget_old
from intake.notices.courier import ByKind, Courier, DeskOnly
from intake.notices.mail import OfficerMail
from intake.notices.sign_up_post import SignUpsByMail
from intake.officers.attendance import Attendance
from intake.officers.bulletins import Bulletins
from intake.officers.guidance import NoSuchEntry
from intake.officers.officer import Officer
from intake.storage.bulletin_tables import SignUpRow
from intake.storage.database import Database
from intake.storage.guidance_tables import GuidanceEventRow
from intake.storage.sealing import Vault
from tests.intake.bulletins.made import PROPOSER, PUBLISHER, published

NOW = datetime(2026, 11, 30, 7, tzinfo=UTC)
WHO = {"name": "李明", "unit": "重庆甲公司", "phone": "13900001101"}


class Post:
    """Mails that left."""

    def __init__(self) -> None:
        self.sent: list[OfficerMail] = []

    async def send(self, mail: OfficerMail) -> None:
        self.sent.append(mail)


async def training(database: Database, vault: Vault, capacity: int = 1) -> str:
    return await published(database, vault, NOW, kind="training", title="一场培训", capacity=str(capacity))


async def signs_up(sign_ups: SignUps, bulletin: str, number: int = 0, **differs: str) -> str:
    said = {**WHO, "name": f"人{number}", "mail": "", **differs}
    return await sign_ups.sign_up(bulletin, sign_ups.page(NOW), said, NOW + timedelta(seconds=number))


async def stands(sign_ups: SignUps, one: str) -> tuple[SignUpStanding, int]:
    found = await sign_ups.of(one)
    assert found is not None
    return found[0].place, found[0].ahead


async def test_of_fifty_who_ask_for_one_place_at_once_one_has_it(database: Database, vault: Vault) -> None:
    sign_ups, bulletin = SignUps(database, vault), await training(database, vault)

    ids = await asyncio.gather(*(signs_up(sign_ups, bulletin, number) for number in range(50)))

    filling = await sign_ups.filling(bulletin)
    assert (filling.placed, filling.waiting, len(set(ids))) == (1, 49, 50)
    places = [await stands(sign_ups, one) for one in ids]
    assert sorted(ahead for place, ahead in places if place is SignUpStanding.WAITING) == list(range(49))

    # Fifty leave at once, in any order: whoever is left moves up, and none is left behind.
    await asyncio.gather(*(sign_ups.leave(one, NOW) for one in ids[:40]))
    filling = await sign_ups.filling(bulletin)
    assert (filling.placed, filling.waiting) == (1, 9)


async def test_a_button_pressed_twice_and_the_same_person_stand_once(database: Database, vault: Vault) -> None:
    sign_ups, bulletin = SignUps(database, vault), await training(database, vault, 5)
    page = sign_ups.page(NOW)
    both = await asyncio.gather(*(sign_ups.sign_up(bulletin, page, {**WHO, "mail": ""}, NOW) for _ in range(2)))
    assert both == [page, page]
    with pytest.raises(Incomplete, match="已经报过名"):
        await signs_up(sign_ups, bulletin, name="李明", phone="139 0000 1101")
    assert (await sign_ups.filling(bulletin)).placed == 1
    await sign_ups.leave(page, NOW)
    await sign_ups.leave(page, NOW)
    assert await sign_ups.of(page) is None
    await signs_up(sign_ups, bulletin, name="李明")


@pytest.mark.parametrize(
    ("differs", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 21}, "name"),
        ({"unit": ""}, "unit"),
        ({"phone": "没有"}, "phone"),
        ({"phone": "1"}, "phone"),
        ({"mail": "li@"}, "mail"),
    ],
)
async def test_what_does_not_fit_is_told(
    database: Database, vault: Vault, differs: dict[str, str], field: str
) -> None:
    sign_ups, bulletin = SignUps(database, vault), await training(database, vault)
    with pytest.raises(Incomplete) as refused:
        await signs_up(sign_ups, bulletin, 0, **differs)
    assert refused.value.field == field


async def test_what_has_begun_was_withdrawn_or_is_none_takes_nobody(database: Database, vault: Vault) -> None:
    sign_ups, bulletin = SignUps(database, vault), await training(database, vault)
    notice = await published(database, vault, NOW)
    begins = datetime(2026, 12, 7, 6, tzinfo=UTC)
    said = {**WHO, "mail": ""}
    for one, at in ((bulletin, begins), (notice, NOW), ("0" * 32, NOW)):
        with pytest.raises(NotAllowed, match="现在不能报名"):
            await sign_ups.sign_up(one, sign_ups.page(NOW), said, at)
    with pytest.raises(NotAllowed, match="已经失效"):
        await sign_ups.sign_up(bulletin, "x", said, NOW)
    await sign_ups.sign_up(bulletin, sign_ups.page(NOW), said, begins - timedelta(seconds=1))
    await Bulletins(database, vault).withdraw(PUBLISHER, bulletin, {"why": "改期"}, NOW)
    with pytest.raises(NotAllowed):
        await signs_up(sign_ups, bulletin, 7)


async def test_only_a_proven_address_hears_that_one_moved_up_or_that_it_is_off(
    database: Database, vault: Vault
) -> None:
    post, now = Post(), [NOW]
    sign_ups, bulletin = SignUps(database, vault), await training(database, vault)
    carrier = SignUpsByMail(database, vault, post, "https://s.example.org", lambda: now[0])
    courier = Courier(database, lambda: now[0], ByKind({"sign_up_mail": carrier}, DeskOnly()))
    first = await signs_up(sign_ups, bulletin, 1)
    second = await signs_up(sign_ups, bulletin, 2, mail="li@example.com")
    third = await signs_up(sign_ups, bulletin, 3, mail="wang@example.com")
    now[0] += timedelta(minutes=1)
    await courier.round()
    assert {mail.to for mail in post.sent} == {"li@example.com", "wang@example.com"}
    assert "排在候补第1位" in next(mail.text for mail in post.sent if mail.to == "li@example.com")

    await sign_ups.prove_mail(second, NOW)
    post.sent.clear()
    await sign_ups.leave(first, NOW)
    assert (await stands(sign_ups, second), await stands(sign_ups, third)) == (
        (SignUpStanding.PLACED, 0),
        (SignUpStanding.WAITING, 0),
    )
    # In the night nobody is written to.
    now[0] = NOW + timedelta(hours=8)
    await courier.round()
    assert post.sent == []
    now[0] = NOW + timedelta(hours=18)
    await courier.round()
    assert [(mail.to, mail.subject) for mail in post.sent] == [("li@example.com", "已经补上：一场培训")]

    await Bulletins(database, vault).withdraw(PUBLISHER, bulletin, {"why": "改期"}, now[0])
    await courier.round()
    assert [mail.subject for mail in post.sent[1:]] == ["培训取消：一场培训"] and "改期" in post.sent[1].text


async def test_who_came_goes_into_the_ledger_once_and_names_are_erased_later(
    database: Database, vault: Vault
) -> None:
    sign_ups, desk = SignUps(database, vault), Attendance(database, vault)
    bulletin = await training(database, vault, 3)
    ids = [await signs_up(sign_ups, bulletin, number, unit=f"重庆{number}公司") for number in range(3)]
    alone = await signs_up(sign_ups, bulletin, 5, unit="个人")
    held = datetime(2026, 12, 7, 9, tzinfo=UTC)
    stranger = Officer("3" * 32, "别人", PROPOSER.role, "banan")
    with pytest.raises(NoSuchEntry):
        await desk.listed(stranger, bulletin, NOW)
    with pytest.raises(NotAllowed, match="还没有开始"):
        await desk.note(PROPOSER, bulletin, ids, {}, NOW)
    for wrong, field in (({"more": "x"}, "more"), ({}, "more"), ({"more": "1", "units": "长" * 61}, "units")):
        with pytest.raises(Incomplete) as refused:
            await desk.note(PROPOSER, bulletin, (), wrong, held)
        assert refused.value.field == field

    said: dict[str, Any] = {"more": "4", "units": "重庆乙公司\n重庆0公司", "who": "王老师", "result": "好"}
    await desk.note(PROPOSER, bulletin, [ids[0], ids[2], alone], said, held)
    with pytest.raises(NotAllowed, match="已经记入台账"):
        await desk.note(PUBLISHER, bulletin, ids, said, held)
    one, is_held, listed = await desk.listed(PUBLISHER, bulletin, held)
    assert is_held and one.state is BulletinState.PUBLISHED
    assert [who.came for who in listed] == [True, False, True, True]
    async with database.reading() as session:
        entry = (await session.scalars(select(GuidanceEventRow))).one()
    assert (entry.service, entry.people, entry.held_on) == ("training", 7, date(2026, 12, 7))
    words = vault.unseal(entry.sealed, "guidance_event", entry.id).decode()
    assert all(unit in words for unit in ("重庆0公司", "重庆2公司", "重庆乙公司", "一场培训", "王老师"))
    assert "重庆1公司" not in words and "个人" not in words and "13900001101" not in words

    await forget_old(database, held + KEPT)
    async with database.reading() as session:
        assert await session.scalar(select(func.count(col(SignUpRow.id)))) == 4
    await forget_old(database, held + KEPT + timedelta(days=2))
    async with database.reading() as session:
        assert await session.scalar(select(func.count(col(SignUpRow.id)))) == 0


@pytest.mark.parametrize(("capacity", "most"), [(1, LEAST_WAITING), (LEAST_WAITING + 2, LEAST_WAITING + 2)])
async def test_as_many_wait_as_have_a_place_and_at_least_fifty(
    database: Database, vault: Vault, capacity: int, most: int
) -> None:
    sign_ups, bulletin = SignUps(database, vault), await training(database, vault, capacity)
    for number in range(capacity + most):
        await signs_up(sign_ups, bulletin, number)

    with pytest.raises(NotAllowed, match="名额和候补都满了"):
        await signs_up(sign_ups, bulletin, capacity + most)
    filling = await sign_ups.filling(bulletin)
    assert (filling.placed, filling.waiting) == (capacity, most)
