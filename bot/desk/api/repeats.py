"""A writing request that comes again is carried out once, and answered again as it was.

The answer is kept in the transaction of what was done: whoever heard nothing asks again under the same key, and
neither loses what was done nor does it twice.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

import orjson
from aiohttp import web
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.desk.api.answering import ApiFault, as_json
from intake.officers.officer import TokenReader
from intake.storage.database import Database
from intake.storage.hook_tables import ApiAnswerRow
from intake.storage.sealing import Vault

HEADER: Final = "Idempotency-Key"
REPLAYED: Final = "Idempotency-Replayed"
KEPT: Final = timedelta(hours=24)
MOST_BYTES: Final = 16_384
_KEY: Final = re.compile(r"[!-~]{1,200}")
_PURPOSE: Final = "api_answer"

# Does what is asked inside the transaction; returns status and shape, or raises ApiFault.
Act = Callable[[AsyncSession], Awaitable[tuple[int, dict[str, object]]]]


class Repeats:
    """Keeps answers to writing requests, for each token apart."""

    def __init__(self, database: Database, vault: Vault, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._vault = vault
        self._clock = clock

    async def once(self, request: web.Request, body: bytes, reader: TokenReader, act: Act) -> web.Response:
        """Do what is asked, or give the answer again that the same request was given."""
        key = request.headers.get(HEADER, "")
        if _KEY.fullmatch(key) is None:
            raise ApiFault(
                400,
                "idempotency_key_needed",
                "写入的请求要带 Idempotency-Key 头，没有带，或者写法不对。",
                "请为每个操作生成一个不重复的键（1 到 200 个可见 ASCII 字符，例如 UUID），重发时用同一个键。",
            )
        kept_as = self._vault.keyed_id(_PURPOSE, f"{reader.name}\0{key}")
        asked = self._vault.keyed_id("api_request", f"{request.method}\0{request.path}\0{body.hex()}")
        try:
            return await self._first(kept_as, asked, act)
        except IntegrityError:
            # The same key was being answered at the same time: its answer stands by now.
            async with self._database.reading() as session:
                row = await session.get(ApiAnswerRow, kept_as)
            if row is None:
                raise
            return self._again(row, asked)

    async def _first(self, kept_as: str, asked: str, act: Act) -> web.Response:
        now = self._clock()
        async with self._database.writing() as session:
            row = await session.get(ApiAnswerRow, kept_as)
            if row is not None and row.over_at > now:
                return self._again(row, asked)
            if row is not None:
                await session.delete(row)
                await session.flush()
            row = ApiAnswerRow(id=kept_as, request=asked, answer=b"", over_at=now + KEPT)
            session.add(row)
            # Whoever comes with the same key waits here until we are done.
            await session.flush()
            status, shape = await act(session)
            row.answer = self._vault.seal(orjson.dumps([status, shape]), _PURPOSE, kept_as)
        return as_json(shape, status)

    def _again(self, row: ApiAnswerRow, asked: str) -> web.Response:
        if row.request != asked:
            raise ApiFault(
                422,
                "idempotency_key_reused",
                "这个 Idempotency-Key 已经用在另一个请求上了，这次没有执行。",
                "新的操作请换一个键；要重发原来的请求，请连内容一起原样重发。",
            )
        status, shape = orjson.loads(self._vault.unseal(row.answer, _PURPOSE, row.id))
        response = as_json(shape, status)
        response.headers[REPLAYED] = "true"
        return response


async def body_of(request: web.Request) -> bytes:
    """Return the body of a writing request, or refuse one that is too long."""
    body = await request.content.read(MOST_BYTES + 1)
    while len(body) <= MOST_BYTES and (more := await request.content.read(MOST_BYTES + 1 - len(body))):
        body += more
    if len(body) > MOST_BYTES:
        raise ApiFault(413, "too_large", "请求的内容太长。", f"内容最多 {MOST_BYTES:,} 个字节。")
    return body


async def forget_old(database: Database, now: datetime) -> None:
    """Delete the answers that are kept no more."""
    async with database.writing() as session:
        await session.execute(delete(ApiAnswerRow).where(col(ApiAnswerRow.over_at) <= now))
