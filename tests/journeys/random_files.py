"""Files of people made by chance: through the chat's address, through the upload page, there also in two parts."""

from __future__ import annotations

import base64
import hashlib
import random

import aiohttp
from sqlalchemy import select
from sqlmodel import col

from intake.evidence.file import OfCase
from intake.storage.tables import CaseRow
from tests.bot.channels.web.uploading.people import PART, TUS
from tests.bot.channels.wechat_api_server import PIXEL
from tests.journeys.house import House
from tests.journeys.people import WebPerson

_NAMES = ("现场照片.png", "聊天截图.png", "合同第一页.png", "报价单.png")


async def hand_in(chance: random.Random, person: WebPerson) -> str:
    """Hand a picture in, by one of the ways; return its SHA-256, "" where nothing could be added to."""
    name, content = chance.choice(_NAMES), PIXEL + chance.randbytes(chance.randrange(100, 40_000))
    way = chance.choice((_by_chat, _by_page, _by_page_in_two_parts))
    return hashlib.sha256(content).hexdigest() if await way(chance, person, name, content) else ""


async def kept(house: House, reference: str) -> list[str]:
    """Return the SHA-256 of every file of a case, sorted."""
    async with house.service.database.reading() as session:
        case_id = await session.scalar(select(col(CaseRow.id)).where(col(CaseRow.reference) == reference))
    assert case_id is not None
    return sorted(file.sha256 for file in await house.service.evidence.files_of(OfCase(case_id)))


async def _by_chat(_: random.Random, person: WebPerson, name: str, content: bytes) -> bool:
    status, shape = await person.send_file(name, content)
    assert status in (201, 409), shape
    assert status == 409 or shape["sha256"] == hashlib.sha256(content).hexdigest()
    return status == 201


async def _by_page(_: random.Random, person: WebPerson, name: str, content: bytes) -> bool:
    page = await person.upload_page()
    if not page:
        return False
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("file", content, filename=name, content_type="image/png")
    async with person.session.post(page, data=form) as response:
        assert response.status == 200 and name in await response.text()
    return True


async def _by_page_in_two_parts(chance: random.Random, person: WebPerson, name: str, content: bytes) -> bool:
    """Send it as the page's script does, over a line that breaks once."""
    page = await person.upload_page()
    if not page:
        return False
    told = base64.b64encode(name.encode()).decode()
    headers = {**TUS, "Upload-Length": str(len(content)), "Upload-Metadata": f"filename {told}"}
    async with person.session.post(f"{page}/files", headers=headers) as response:
        assert response.status == 201, await response.text()
        where = response.headers["Location"]
    middle = chance.randrange(1, len(content))
    for at, part in ((0, content[:middle]), (middle, content[middle:])):
        async with person.session.head(where, headers=TUS) as response:
            assert response.headers["Upload-Offset"] == str(at)
        async with person.session.patch(where, data=part, headers={**PART, "Upload-Offset": str(at)}) as response:
            assert response.status == 204, await response.text()
    return True
