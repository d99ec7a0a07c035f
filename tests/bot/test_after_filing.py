"""What filers do in words after they have filed, through the whole service, on both databases."""

from __future__ import annotations

import re
from datetime import timedelta

import msgspec
from sqlalchemy import select
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.service import Service
from intake.cases.changes import KnownFiler
from intake.filers.upload_links import LinkState
from intake.journal.verifying import verify
from intake.storage.tables import CaseIdentityRow, CaseKeyRow, CaseNoteRow, JournalRow
from tests.bot.channels.web.test_mycase import NOW, Time
from tests.bot.desk.conftest import Browser as Desk
from tests.bot.test_anonymous_filers import Person
from tests.bot.test_appointments import asked, client, desk, service, set_to, taken, time

__all__ = ["client", "desk", "service", "time"]


async def test_a_new_telephone_takes_the_place_of_the_old_one_in_the_case(service: Service) -> None:
    filer, reference, _ = await asked(service)

    assert "1 3 7 0 0 0 0 1 1 1 1" in await filer.say("我换号码了，以后打13700001111")
    assert (await _identity(service)).fields["phone"] == "19900001128"
    told = await filer.say("确认更正")

    assert "不会收到通知" in told and f"编号{reference}的联系方式已更正：137****1111" in told
    known = await _identity(service)
    assert known.fields["phone"] == "13700001111" and known.before
    async with service.database.reading() as session:
        assert "contact_corrected" in (await session.scalars(select(col(JournalRow.code)))).all()
        assert (await session.scalars(select(col(CaseNoteRow.id)))).all() == []
    await filer.say("我换号码了，以后打13700001111")
    assert "和原来的一样" in await filer.say("确认更正")
    assert (await verify(service.database, service.vault.journal_key, NOW)).is_intact


async def test_a_strangers_number_changes_nobodys_case(service: Service) -> None:
    await asked(service)
    stranger = Person(service, ChannelName.WEB, "stranger")

    await stranger.say("我电话换了，现在是13700001111")

    assert (await _identity(service)).fields["phone"] == "19900001128"


async def test_upload_links_of_drafts_and_cases_are_taken_back_in_a_word(service: Service) -> None:
    filer, _, _ = await asked(service)
    given = [_link_in(await filer.say("上传材料"))]
    await filer.say("不补充了")
    await filer.say("举报侵犯商业秘密")
    given.append(_link_in(await filer.say("上传图片")))

    assert "已经作废" in await filer.say("链接发错人了，把它作废")

    states = [await service.files.links.at(link) for link in given]
    assert states == [LinkState.REVOKED, LinkState.REVOKED]
    assert "没有还能用的上传链接" in await filer.say("作废这个链接")
    assert not isinstance(await service.files.links.at(_link_in(await filer.say("上传图片"))), LinkState)


async def test_a_yes_to_another_day_than_the_one_that_was_set_agrees_to_nothing(
    service: Service, desk: Desk, time: Time
) -> None:
    filer, reference, _ = await asked(service)
    assert "方便的时间：2026年12月2日（周三）上午" in await filer.say("下周三上午可以"), "nothing was offered yet"
    await taken(desk, reference)
    await set_to(desk, reference, "2026-12-01", "15:00")
    time.now += timedelta(minutes=1)

    told = await filer.say("可以的，4号上午我们等你们")
    assert "安排的是2026年12月1日（周二）15:00" in told and "改约" in told

    assert f"编号{reference}的咨询约在2026年12月1日（周二）15:00" in await filer.say("要得，1号下午我们等你们")
    assert "现在还没有取消" in await filer.say("老师些莫来了，我们自己解决了")
    assert "约定的时间已取消" in await filer.say("确定取消预约")


async def _identity(service: Service) -> KnownFiler:
    async with service.database.reading() as session:
        sealed = await session.scalar(select(col(CaseIdentityRow.sealed)))
        case_id, wrapped = (await session.execute(select(col(CaseKeyRow.case_id), col(CaseKeyRow.wrapped)))).one()
    assert sealed is not None
    plain = service.vault.unwrap(wrapped, case_id).unseal(sealed, "case_identity")
    return msgspec.json.decode(plain, type=KnownFiler)


def _link_in(told: str) -> str:
    found = re.search(r"/upload/(\S+)", told)
    assert found, told
    return found[1]
