"""One of several wished times is another, goes, or comes to the others: 「第一个不要周二了，改成周三上午」."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.conversation import hearing
from bot.conversation.form.correcting import asked_again
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.pattern import Context
from bot.conversation.summary import corrected
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Answer, Field, value_of
from intake.forms.kinds import kind_of
from intake.forms.understood import Understood
from intents import expressions as re
from intents.reading import NotUnderstood
from intents.telling.quoting import BETWEEN

_ASKS_IF_SUITS = re.compile("(?:行不行|可不可以|可以不|得行不|要得不|好不好|行吗|可以吗|[?？])+$")
_CHANGES = re.compile(
    r"(?:改|换|调|挪|移|推迟?|延|提前)(?:一?[下哈])?(?:成|到|为|至|在)|更正为|应该是|(?:改|换)(?:一?[下哈])?[，,；;\s]+(?=[^，,。个改换不]*[周期拜月号日天午])|"
    r"(?<=[，,；; 了])(?:是|换|改|要)(?=[^，,。]*[周期拜月号日天午])"
)
_ADDS = re.compile(
    r"^(?:时间|那个?|对了|还|再|另外|也|请|帮我|给我|我们?|可以|要|想|里面|里|上|[，,\s])*+"
    r"(?:再|还|也|另外)?(?:加|补|添|多)(?:上|一个|个|一条)*[，,：:\s]*(?=[^，,。]*[周期拜月号日天午])"
)
_GOES = re.compile(
    r"(?:那个?|这个?|的|就|也|我们?|又|都|[，,\s])*+(?:不要|不行|去掉|去了|删掉|删了|取消|来不了|没空|不得空|不方便|不约|不用)(?:了|哈|嘛|吧|掉)*[。！!]*$"
)
_NTH = re.compile(
    r"第(?P<number>[一二三123])个|(?P<first>头一?个|[前先][面头]?(?:那|的那)?一?个)|(?P<last>(?:后[面头]|最后)(?:那|的那)?一?个)"
)
_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天1-6])")
_A_DATE = re.compile(r"(\d{1,2})\s?[日号]|(\d{1,2})[月./]\s?(\d{1,2})")
_HALF = re.compile(r"上午|下午")
_WHOLE = re.compile(r"全天|整天|一天|一整天|都(?:可以|行)")
_ALL = re.compile(r"时间|都|全部?|两个|三个|重新")
_WEEKDAYS = "一二三四五六日"
_OTHER_WEEKDAYS = str.maketrans("天123456", "日一二三四五六")
_NUMBERS = {"一": 0, "二": 1, "三": 2, "1": 0, "2": 1, "3": 2}


def time_changed(scene: FormScene) -> Turn | None:
    """Put the one wished time right that is meant; where it is not clear, ask which. None where none is meant."""
    field = next((one for one in scene.form.fields if one.kind is FieldKind.TIMES), None)
    if field is None or len(scene.text) > hearing.A_SENTENCE_CHARACTERS + hearing.SHORT_CHARACTERS:
        return None
    before = value_of(scene.running.answers, field.name)
    is_open = scene.where is Context.FIELD and scene.field.name == field.name
    if is_open or not isinstance(before, list | tuple) or not before:
        return None
    times = [str(time) for time in before]
    text = _ASKS_IF_SUITS.sub("", scene.text).strip()
    if (adds := _ADDS.match(text)) and (more := _read(scene, field, text[adds.end() :])):
        return _put(scene, field, [*times, *(time for time in more if time not in times)])
    if changes := _CHANGES.search(text):
        return _changed(scene, field, times, text[: changes.start()], text[changes.end() :])
    return _taken_out(scene, field, times, text)


def _changed(scene: FormScene, field: Field, times: list[str], said: str, right: str) -> Turn | None:
    try:
        new = _times_in(scene, field, right)
    except NotUnderstood as problem:
        is_day_off = problem.phrase_key == "times.day_off"
        why = scene.say(f"unread.{problem.phrase_key}", **problem.values) if is_day_off else ""
        return ask(scene, scene.running, why) if why else None
    if not new:
        return None
    meant = _meant(said, times)
    if meant is None and _names_something_else(scene, field, said):
        return None
    if meant is None:
        if len(times) > 1 and not _ALL.search(said) and len(new) == 1 and _speaks_of_one(said):
            return _ask_which(scene, field, times)
        return _put(scene, field, new)
    old = times[meant]
    kept = [f"{new[0][:10]} {old[11:]}"] if _keeps_its_half(right, new) else new
    return _put(scene, field, list(dict.fromkeys((*times[:meant], *kept, *times[meant + 1 :]))))


def _taken_out(scene: FormScene, field: Field, times: list[str], text: str) -> Turn | None:
    goes = _GOES.search(text)
    meant = _meant(text[: goes.start()], times) if goes else None
    if goes is None or meant is None or not _speaks_of_a_time(text[: goes.start()]):
        return None
    if len(times) == 1:
        return asked_again(scene, field)
    return _put(scene, field, [*times[:meant], *times[meant + 1 :]])


def _meant(said: str, times: Sequence[str]) -> int | None:
    """Return which of the times is spoken of: by its number, or by its day."""
    nth = _NTH.search(said)
    if nth is not None:
        number = _NUMBERS[nth["number"]] if nth["number"] else (0 if nth["first"] else len(times) - 1)
        return number if number < len(times) else None
    fitting = [number for number, time in enumerate(times) if _is_of(said, time)]
    return fitting[0] if len(fitting) == 1 else None


def _is_of(said: str, time: str) -> bool:
    day, half = date.fromisoformat(time[:10]), _HALF.search(said)
    if half is not None and half[0] != time[11:]:
        return False
    weekday, dated = _WEEKDAY.search(said), _A_DATE.search(said)
    if dated is not None:
        return day.day == int(dated[1] or dated[3])
    if weekday is not None:
        return _WEEKDAYS[day.weekday()] == weekday[1].translate(_OTHER_WEEKDAYS)
    return half is not None


def _keeps_its_half(right: str, new: Sequence[str]) -> bool:
    """Say whether only another day is said: 「第一个改成周三」 stays in the forenoon."""
    return len(new) == 1 and new[0].endswith("全天") and not _WHOLE.search(right)


def _speaks_of_a_time(said: str) -> bool:
    return "时间" in said or any(one.search(said) for one in (_WEEKDAY, _A_DATE, _HALF))


def _speaks_of_one(said: str) -> bool:
    return _speaks_of_a_time(said) or _NTH.search(said) is not None or "个" in said


def _names_something_else(scene: FormScene, field: Field, said: str) -> bool:
    """Say whether another item is named: 「问题改成…周三…」."""
    others = (one for one in scene.form.fields if one.name != field.name)
    return any(word in said for one in others for word in (one.label, *one.mentions) if word not in field.mentions)


def _ask_which(scene: FormScene, field: Field, times: Sequence[str]) -> Turn:
    shown = kind_of(field).said(field, list(times))
    return ask(scene, scene.running, scene.say("form.which_time", times=shown))


def _put(scene: FormScene, field: Field, times: list[str]) -> Turn:
    before = scene.running.answers[field.name]
    filled = scene.running.with_answer(field.name, Answer(times, f"{before.typed}{BETWEEN}{scene.text}"))
    return ask(scene, filled, corrected(scene, filled, field))


def _read(scene: FormScene, field: Field, text: str) -> list[str]:
    try:
        return _times_in(scene, field, text)
    except NotUnderstood:
        return []


def _times_in(scene: FormScene, field: Field, text: str) -> list[str]:
    read = read_answer(scene, field, text)
    return (
        [str(time) for time in read.value] if isinstance(read, Understood) and isinstance(read.value, list) else []
    )
