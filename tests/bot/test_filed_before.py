"""Just before filing: of one's own cases under one's name one is told, of nobody else's, and both ways work."""

from __future__ import annotations

import re

import orjson
from sqlalchemy import select, update
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.service import Service
from intake.storage.tables import CaseKeyRow, CaseNoteRow, CaseRow
from tests.bot.test_anonymous_filers import TIP, Person, service
from tests.journeys.filings import COMPLAINT

__all__ = ["service"]
HINT = "还没有提交。您在2026年11月25日已提交过一件"


async def _files(person: Person) -> str:
    told = ""
    for line, _ in COMPLAINT:
        told = await person.say(line)
    return told


async def _cases(service: Service) -> list[CaseRow]:
    async with service.database.reading() as session:
        return list(await session.scalars(select(CaseRow).order_by(col(CaseRow.id))))


async def test_who_filed_about_the_same_before_adds_to_it_or_files_another_one_and_nobody_else_is_told(
    service: Service,
) -> None:
    filer = Person(service, ChannelName.WECHAT, "filer")
    assert HINT not in await _files(filer)
    (first,) = await _cases(service)

    told = await _files(filer)
    assert HINT in told and first.reference in told and "被举报人名称相同" in told
    for unclear in ("好", "确认提交"):
        assert HINT in await filer.say(unclear)
    assert len(await _cases(service)) == 1
    assert f"已补充到编号{first.reference}" in await filer.say("补充到那一件")
    note = await _note(service, first.id)
    assert "被举报人：重庆半坡茶业有限公司" in note and "周敏" not in note and "19900001101" not in note

    assert HINT in await _files(filer)
    another = await filer.say("另外提交")
    assert "已收到举报材料" in another
    assert len(await _cases(service)) == 2

    stranger = Person(service, ChannelName.WECHAT, "stranger")
    assert "已收到举报材料" in await _files(stranger)
    for line in TIP:
        told = await filer.say(line.replace("重庆长坪饲料厂", "重庆半坡茶业有限公司"))
    assert "已收到" in told and HINT not in told
    assert await _files(filer) and len(await _cases(service)) == 4
    # It went away meanwhile: nothing is lost, and nothing is told of it.
    async with service.database.writing() as session:
        await session.execute(update(CaseRow).values(filer="somebody else"))
    assert "没有查到" in await filer.say("补充到那一件")
    assert "已收到举报材料" in await filer.say("确认提交")


async def _note(service: Service, case_id: str) -> str:
    async with service.database.reading() as session:
        sealed = await session.scalar(select(col(CaseNoteRow.sealed)).where(col(CaseNoteRow.case_id) == case_id))
        wrapped = await session.scalar(select(col(CaseKeyRow.wrapped)).where(col(CaseKeyRow.case_id) == case_id))
    assert sealed is not None and wrapped is not None
    text = orjson.loads(service.vault.unwrap(wrapped, case_id).unseal(sealed, "case_note"))["text"]
    return re.sub("[ ]", "", str(text))
