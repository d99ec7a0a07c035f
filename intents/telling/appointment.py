"""What somebody who has an appointment says of it: agreed, called off, moved, cannot come, asks when. Pure.

「要得，那天我们等你们」, 「老师些莫来了」, 「周四来不了」. Days and hours are set apart before; which day is meant
is read elsewhere.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from intents import expressions as re
from intents.reading.agreement import agrees
from intents.reading.plain import plain
from intents.sheet import Block, Words, read_sheet
from intents.whole import Vocabularies, Vocabulary

_MOST_CHARACTERS = 60
# A day or an hour, or a part of one.
_WHEN = re.compile(
    r"(?:下下?|这|本|上)?个?(?:周|星期|礼拜)[一二三四五六日天1-6]|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})月(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]?|"
    r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})[日号]|(?:今|明|后|大后)天|[上下]午|早上|中午|晚上|"
    r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})(?:点半?|:[0-9]{2})(?:钟)?"
)
_MOVE = "(?:改|换|调|挪|移|推迟|提前|推后|延后|延期|往后推|往后挪|往后延|推|延|后推)"
_MAY = (
    r"(?:你好|您好|不好意思|能不能|可不可以|可以|能否|能|得不得行|想|要|请|麻烦|帮|把|我们?|老师|你们|"
    r"先|再|那|就|往后|[，, ])*+"
)
_ABOUT_IT = r"(?:约的?|约好的?|预约的?|上门的?|咨询的?|见面的?|那个|那次|这次)*+(?:时间|日子|日期)?"
_MOVES = re.compile(rf"(?:^|[，,。；; ]){_MAY}{_ABOUT_IT}{_MAY}{_MOVE}(?:到|成|在|为|至)(?=.)")
_LATER = re.compile(
    rf"(?:^|[，,。；; ]){_MAY}{_ABOUT_IT}{_MAY}{_MOVE}"
    r"(?:一?下|几天|[一二两三四五六七几1-9]{1,2}(?:天|周|个?星期|个?礼拜|个?月)|一点|点|时间|日子|期)"
    r"(?:行不行|可不可以|可以|好不好|要得不|得行不|行|好|[了吗不嘛吧哈啊])*+"
    r"(?:[，,](?:还是|就|仍然|也|时间)*(?:[上下]午|早上|晚上|原来|那个|同样|同一个)[^，,。]{0,8})?[?？。！!]*$"
)
_ANOTHER_DAY = re.compile(
    r"(?:^|[，,。；; ])(?:我们?|那|就|请|麻烦|帮|想|要|能不能|可不可以|可以|能|得不得行|还是|老师)*+"
    r"(?:换|改|另约|另外约|重新约)(?:一?个?|别的)?(?:天|日子|时间|时候)"
    r"(?:行不行|可不可以|可以|好不好|要得不|行|好|[了吗不嘛吧哈啊])*+[?？。！!]*$"
)
_ANOTHER_MODE = re.compile(
    rf"(?:{_MOVE}(?:成|为|到|用)|{_MOVE}|还是)(?:打)?(?:电话|线上|网上|视频|腾讯会议|远程|上门|当面|面谈)(?!号)"
)
_ASKS_IF = re.compile(
    r"(?:行不行|可不可以|可以[吗不嘛]|好不好|要不要得|要得不|得不得行|得行不|行[吗不嘛]|好[吗嘛])[？?。]*$"
)
_ASKS_WHEN = re.compile(
    r"(?:约|来|上门|时间|过来|见面)[^，,。]{0,6}(?:几号|好久|好多号|哪天|啥子?时候|什么时候|几点|多久|星期几|周几|定了没|定没|安排没|安排好没|约好没|哪个|谁)|"
    r"(?:几号|好久|好多号|哪天|啥子?时候|什么时候|几点|周几|哪个|谁)[^，,。]{0,4}(?:来|上门|过来|见面)|到底来不来|还来不来|来不来(?:哦|嘛|了)?|"
    r"(?:时间|预约|约)[^，,。]{0,4}(?:定|安排|确认|确定|约)(?:好|下来)?了?(?:没|没有|吗)"
)
_NOBODY_CAME = re.compile(
    r"(?:没|没得|没有|没见|不见)(?:看到|看见|见到|等到)?(?:一个|半个)?人(?:影|来|到|上门|过来)|人(?:都|也|还)没(?:来|到)|"
    r"(?:你们|老师|指导站|站里)[^，,。他她]{0,6}没(?:得人)?(?:来|到|上门)|"
    r"(?:^|[，,。；; ])(?:今天|昨天|刚才|上午|下午)*(?:怎么|啷个|咋个?|为啥)(?:还)?没(?:得人|有人)?来|"
    r"鸽子|(?:白|空)等"
)


_CLAUSE_ENDS = re.compile(r"[，,。；;！!？? ]+")
_MEETING = re.compile(r"等[你您到起着候]|恭候|欢迎|见(?!到|过)|来嘛|过来")
_OTHERS = re.compile(r"他|她|对方|[?？]|怎么|吗$")


class VisitWay(StrEnum):
    """What is said of an appointment.

    AGREE       the time suits
    TAKE_BACK   it is off
    CANNOT      it does not suit: to be moved, or off
    MOVE        another time is wanted, said in the rest or not at all
    WHEN        when or whether is asked
    NOBODY      nobody came
    KEEP        it is not to be off after all
    """

    AGREE = "agree"
    TAKE_BACK = "take_back"
    CANNOT = "cannot"
    MOVE = "move"
    WHEN = "when"
    NOBODY = "nobody"
    KEEP = "keep"


def visit_way_in(text: str) -> VisitWay | None:
    """Return what somebody who has an appointment says of it, None where the message is about something else."""
    said = plain(text)
    if len(said) > _MOST_CHARACTERS:
        return None
    if _MOVES.search(said) or _LATER.search(said) or _ANOTHER_DAY.search(said):
        return VisitWay.MOVE
    if _NOBODY_CAME.search(said):
        return VisitWay.NOBODY
    if _ASKS_WHEN.search(said):
        return VisitWay.WHEN
    return _made_of_its_words(said) or _meets(said) or _in_a_clause(said)


def changes_the_mode(text: str) -> bool:
    """Say whether another way of meeting is wanted, and no other day: 「改成电话沟通」."""
    said = plain(text)
    return _ANOTHER_MODE.search(said) is not None and not _WHEN.search(said)


def _made_of_its_words(said: str) -> VisitWay | None:
    rest = _WHEN.sub("", said)
    # 「下周四可以」 says yes to a day.
    return _ways().made_of(rest) or (VisitWay.AGREE if rest != said and agrees(rest) else None)


def _meets(said: str) -> VisitWay | None:
    """Return a yes that says how one will meet: 「收到，12月3号上午我们在厂门口等到起」."""
    begins = _CLAUSE_ENDS.split(said, maxsplit=1)[0]
    is_yes = agrees(begins) or begins in ("收到", "晓得了", "知道了")
    return VisitWay.AGREE if is_yes and begins != said and _MEETING.search(said) else None


def _in_a_clause(said: str) -> VisitWay | None:
    """Return what one clause says, where the others only tell why: 「莫跑一趟了，我们请律师了」."""
    if _OTHERS.search(said):
        return None
    ways = {way for clause in _CLAUSE_ENDS.split(said) if clause and (way := _made_of_its_words(clause))}
    if VisitWay.KEEP in ways:
        return VisitWay.KEEP
    if VisitWay.TAKE_BACK in ways:
        return VisitWay.TAKE_BACK
    return VisitWay.CANNOT if VisitWay.CANNOT in ways else None


def names_a_day(text: str) -> bool:
    """Say whether a day or an hour is named."""
    return _WHEN.search(plain(text)) is not None


def new_time_in(text: str) -> str:
    """Return what is said of the new time; nothing of a day that does not suit: 「周二没空，能不能换一天」."""
    found = _MOVES.search(text)
    return _ASKS_IF.sub("", text[found.end() :].strip(" ，,。")).strip(" ，,。") if found else ""


class _Way(Block):
    """One block of `appointment.yaml`."""

    name: VisitWay
    said: tuple[tuple[Words, ...], ...]
    beside: tuple[Words, ...] = ()


class AppointmentSheet(Block):
    """`appointment.yaml`."""

    common: tuple[Words, ...]
    ways: tuple[_Way, ...]


@cache
def appointment_sheet() -> AppointmentSheet:
    """Return what `appointment.yaml` holds; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("appointment.yaml"), TypeAdapter(AppointmentSheet))


@cache
def _ways() -> Vocabularies[VisitWay]:
    sheet = appointment_sheet()
    return Vocabularies((way.name, Vocabulary(way.said, (*way.beside, *sheet.common))) for way in sheet.ways)
