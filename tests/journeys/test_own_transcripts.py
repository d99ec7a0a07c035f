"""Our own transcripts once more, from outside: over `/api/chat/messages`, a third through the encrypted callback.

What they demand of the answers and of what was filed must hold there too; what only the conversation knows is
looked at in tests/bot/conversation/test_transcripts.py.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from tests.bot.conversation.test_transcripts import BRACKETED, TRANSCRIPTS, occurs
from tests.journeys.house import MONDAY, Clock, House, Reader, opened_house, settings_for
from tests.journeys.people import Heard, WebPerson, WeChatPerson
from tests.long_runs import some

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLOCK = Clock()
# A channel or a status of its own is set for the conversation alone.
_SET_APART = re.compile(r"^（(?:渠道|状态)：", re.MULTILINE)
PLAYED = [path for path in TRANSCRIPTS if not _SET_APART.search(path.read_text(encoding="utf-8"))]
# A picture comes through WeChat; the page hands files in at an address of their own.
_IN_WECHAT_ONLY = "（发来图片）"
OVER_THE_PAGE = [path for path in PLAYED if _IN_WECHAT_ONLY not in path.read_text(encoding="utf-8")]
# Only the page tells which field is asked, which those need that skip to one.
_SKIPS = "（跳过到："
_HEARD_ALONE = [path for path in PLAYED if _SKIPS not in path.read_text(encoding="utf-8")]
THROUGH_THE_CALLBACK = sorted({*_HEARD_ALONE[::2], *(path for path in _HEARD_ALONE if path not in OVER_THE_PAGE)})
# Outside WeChat a code is told with the reference, and other words about keeping them.
_WITHOUT_A_CODE = "（请保存，可用“查进度”查询）。"
_REFERENCE = re.compile(r"(?<![0-9A-Z-])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z](?![0-9A-Z-])")
_PAGE = re.compile(r"https?://[^/\s]+(?=/)")
_MOST_SKIPPED = 40
_MOST_PAGES = 4


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One service for all: as in life, others' cases stand beside one's own."""
    async with opened_house(settings_for(tmp_path_factory.mktemp("house")), CLOCK) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def reader(house: House) -> Reader:
    """Another system."""
    return await house.reader()


class Talk:
    """A transcript under way from outside."""

    def __init__(self, person: WebPerson | WeChatPerson, reader: Reader) -> None:
        self._person = person
        self._reader = reader
        self.heard = Heard("")
        self.reference: str | None = None

    async def say(self, text: str) -> None:
        """Say it, with the reference of one's own case; the reference that is told is kept."""
        self.heard = await self._person.say(_REFERENCE.sub(self.reference or "", text))
        told = self.heard.trace["case"] if self.heard.trace else None
        if told is None and (found := _REFERENCE.search(self.heard.text)):
            told = found[0]
        self.reference = told or self.reference

    async def is_answered(self, wanted: str) -> bool:
        """Say whether it occurs in the answer, on the pages that wait in WeChat too."""
        if isinstance(self._person, WebPerson):
            wanted = wanted.replace(_WITHOUT_A_CODE, "")
        for _ in range(_MOST_PAGES):
            if occurs(_alike(wanted), _alike(self.heard.text)):
                return True
            if not isinstance(self._person, WeChatPerson) or "更多" not in self.heard.text:
                return False
            self.heard = Heard(f"{self.heard.text}\n{(await self._person.say('更多')).text}")
        return False

    async def happens(self, what: str, value: str) -> bool:
        """Let it happen, or say whether it is so as far as anybody outside can tell."""
        if hours := re.fullmatch(r"过了(\d+)小时", what):
            CLOCK.now += timedelta(hours=int(hours[1]))
        match what:
            case "发来图片" | "发来位置":
                return await self._brings(what, value)
            case "跳过到" if isinstance(self._person, WebPerson):
                for _ in range(_MOST_SKIPPED):
                    if self.heard.trace["field"] != value:
                        await self.say("跳过")
                return bool(self.heard.trace["field"] == value)
            case "正在问" if isinstance(self._person, WebPerson):
                return str(self.heard.trace["field"]) == value
            case "未出现":
                return value not in self.heard.text
            case "没有提交":
                return self.reference is None
            case "已提交":
                return bool((await self._reader.case(self.reference or ""))["lead_bureau"]["name"] == value)
        return True

    async def _brings(self, what: str, value: str) -> bool:
        if isinstance(self._person, WebPerson):
            self.heard = await self._person.say("", {"lat": 29.6, "lng": 106.3, "label": value})
            return True
        inner = {
            "发来图片": "<PicUrl>http://127.0.0.1/p</PicUrl><MediaId>m</MediaId><MsgId>{number}</MsgId>",
            "发来位置": (
                "<Location_X>29.6</Location_X><Location_Y>106.3</Location_Y><Scale>15</Scale>"
                f"<Label><![CDATA[{value}]]></Label><MsgId>{{number}}</MsgId>"
            ),
        }[what]
        kind = "image" if what == "发来图片" else "location"
        number = int(CLOCK.now.timestamp() * 1000)
        self.heard = await self._person.bring(kind, inner.format(number=number))
        return True


def _alike(text: str) -> str:
    """Return a text in which one case's reference and one service's address are as good as another's."""
    return _PAGE.sub("http://page", _REFERENCE.sub("〔编号〕", text))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


async def _play(path: Path, talk: Talk) -> None:
    for number, line in enumerate(_lines(path), start=1):
        where = f"{path.name}:{number}: {line}\n--- answered was:\n{talk.heard.text}"
        if line.startswith("我："):
            await talk.say(line.removeprefix("我："))
        elif line.startswith("答："):
            assert await talk.is_answered(line.removeprefix("答：")), where
        elif found := BRACKETED.match(line):
            assert await talk.happens(found["what"], found["value"] or ""), where


# The conversation alone plays all of them at every run (`test_transcripts.py` there).
@pytest.mark.parametrize("path", some(OVER_THE_PAGE, one_in=3), ids=[path.stem for path in OVER_THE_PAGE])
async def test_a_transcript_goes_as_written_over_the_page(path: Path, house: House, reader: Reader) -> None:
    CLOCK.now = MONDAY
    await _play(path, Talk(await WebPerson.come(house, CLOCK), reader))


@pytest.mark.parametrize(
    "path", some(THROUGH_THE_CALLBACK, one_in=3), ids=[path.stem for path in THROUGH_THE_CALLBACK]
)
async def test_a_transcript_goes_as_written_through_the_encrypted_callback(
    path: Path, house: House, reader: Reader
) -> None:
    CLOCK.now = MONDAY
    person = await WeChatPerson.come(house, CLOCK, openid=f"oOwnTranscript{PLAYED.index(path):014d}")
    await _play(path, Talk(person, reader))
