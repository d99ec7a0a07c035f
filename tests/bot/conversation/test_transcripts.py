"""Whole conversations anybody can read, in tests/transcripts; each one is a test.

「我：」 is what the person says; 「答：」 what must occur in the answer, its pieces parted by 「……」.
In brackets stands what else happens: （跳过到：phone）, （过了5小时）, （发来图片）, （发来位置：大学城）,
（发来语音：取得到）, （发来链接：https://…）,
（渠道：wechat）, （状态：helper）; and what must be true then: （正在问：phone）, （已提交：江津区）,
（没有提交）, （未出现：…）, （已补充：…）, （补充用途：withdrawal_wish）, （没有补充）.
Between two lines the state is written down and read back, as after a restart.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.conversation.messages import Attachment, Location
from intake.routing.bureaus import load_bureaus
from tests.bot.conversation.harness import Conversation

TRANSCRIPTS = sorted((Path(__file__).parents[2] / "transcripts").glob("*.txt"))
_MOST_SKIPPED = 40
_SENT = {"发来图片": "image", "发来语音": "voice", "发来视频": "video", "发来文件": "file"}
BRACKETED = re.compile(r"^（(?P<what>[^：）]+)(?:：(?P<value>.*))?）$")


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[path.stem for path in TRANSCRIPTS])
def test_the_conversation_goes_as_written(path: Path) -> None:
    goes_as_written(path, Conversation())


def goes_as_written(path: Path, talk: Conversation) -> None:
    """Play a transcript with somebody who has said nothing yet; AssertionError where it goes otherwise."""
    said = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        where = f"{path.name}:{number}: {line}\n--- answered was:\n{talk.text}\n--- after: {said}"
        if line.startswith("我："):
            said = line
            talk.say(line.removeprefix("我："))
        elif line.startswith("答："):
            assert occurs(line.removeprefix("答："), talk.text), where
        elif found := BRACKETED.match(line):
            assert _happens(talk, found["what"], found["value"] or ""), where
        else:
            assert not line or line.startswith("#"), f"{where}\n--- this line is none of the kinds above"


def occurs(wanted: str, answer: str) -> bool:
    """Say whether the pieces of what is wanted, parted by 「……」, occur in the answer in this order."""
    place = 0
    for piece in filter(None, wanted.split("……")):
        place = answer.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


def _happens(talk: Conversation, what: str, value: str) -> bool:
    """Let it happen, or say whether it is so."""
    if hours := re.fullmatch(r"过了(\d+)小时", what):
        talk.wait(hours=int(hours[1]))
        return True
    match what:
        case "渠道":
            talk.channel = value
        case "状态":
            talk.status = value
        case "发来图片" | "发来语音" | "发来视频" | "发来文件":
            # 取得到: the channel hands it over; otherwise nothing more is known of it.
            attachment = Attachment({"MediaId": "m"}) if value else None
            talk.say("", kind=_SENT[what], attachment=attachment)
        case "发来链接":
            told = {"Title": "他们的网店", "Url": value}
            talk.say("", kind="link", attachment=Attachment(told))
        case "发来位置":
            talk.say("", location=Location(29.6, 106.3, value))
        case _:
            return _is_so(talk, what, value)
    return True


def _is_so(talk: Conversation, what: str, value: str) -> bool:
    match what:
        case "跳过到":
            # What may be left out comes and goes with the form; a sheet about something else skips it.
            for _ in range(_MOST_SKIPPED):
                if talk.trace.field != value:
                    talk.say("跳过")
            return talk.trace.field == value
        case "正在问":
            return str(talk.trace.field) == value
        case "没有提交":
            return not talk.cases
        case "未出现":
            return value not in talk.text
        case "没有补充":
            return not talk.notes
        case "材料归到":
            asked = talk.uploads[-1]
            return asked.reference in talk.cases if value == "案件" else not asked.reference
        case "已补充":
            return bool(talk.notes) and talk.notes[-1].text == value
        case "补充用途":
            return bool(talk.notes) and talk.notes[-1].purpose == value
        case "已提交":
            route = list(talk.cases.values())[-1][1]
            return load_bureaus().name_of(route.lead or "municipal") == value
    return False
