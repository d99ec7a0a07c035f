"""What is kept of a question: once, with its reaction, masked and sealed, and nothing of who asked."""

from __future__ import annotations

from typing import Any

import aiohttp
from sqlalchemy import select

from intake.storage.knowledge_tables import AskedRow, ReactionRow
from tests.journeys.house import House


async def _said(session: aiohttp.ClientSession, bearer: str, number: str, text: str) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {bearer}"}
    async with session.post("/api/chat/messages", json={"id": number, "text": text}, headers=headers) as response:
        assert response.status == 200
        shape: dict[str, Any] = await response.json()
        return shape


async def _opened(session: aiohttp.ClientSession) -> str:
    async with session.post("/api/chat/sessions", json={}) as response:
        return str((await response.json())["session"])


async def test_a_question_its_repetition_and_its_reaction_leave_one_row_each_and_no_name(house: House) -> None:
    session = await house.visitor()
    bearer = await _opened(session)
    question = next(iter(house.service.handbook.library.entries.values())).title
    story = "只是想问一下，张伟把客户名单带去了重庆半坡茶业有限公司，这个算不算侵权？我电话13912345678"

    await _said(session, bearer, "1", question)
    await _said(session, bearer, "1", question)
    await _said(session, bearer, "2", "没帮助")
    await _said(session, bearer, "3", story)

    vault = house.service.vault
    async with house.service.database.reading() as reading:
        asked = list(await reading.scalars(select(AskedRow)))
        reactions = list(await reading.scalars(select(ReactionRow)))
    texts = {vault.unseal(row.sealed, "asked", row.id).decode(): row for row in asked}
    assert len(asked) == 2
    assert [(row.kind, row.value, row.asked_id) for row in reactions] == [("helpful", "no", texts[question].id)]
    (kept,) = (text for text in texts if text != question)
    assert kept == "只是想问一下，〔姓名〕把客户名单带去了〔单位〕，这个算不算侵权？我电话〔号码〕"


async def test_what_is_said_in_a_form_is_not_kept(house: House) -> None:
    session = await house.visitor()
    bearer = await _opened(session)

    for number, text in enumerate(("我要举报", "权利人", "商业秘密是什么？")):
        await _said(session, bearer, str(number), text)

    async with house.service.database.reading() as reading:
        assert list(await reading.scalars(select(AskedRow))) == []
