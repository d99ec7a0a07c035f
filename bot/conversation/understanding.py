"""From what a person typed to what a field keeps: the right reader for each kind of field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part
from datetime import date
from typing import Any

from bot.conversation import answers
from bot.conversation.answers import NotUnderstood
from bot.conversation.corrections import is_corrective
from bot.conversation.dialog import Dialog, Field
from bot.conversation.facts import facts_in
from bot.conversation.scene import SHANGHAI, Scene
from bot.conversation.state import Answer, Running
from bot.conversation.summary import day_in_words, place_in_words
from intake.geography.place import Located, Place

__all__ = [
    "NotUnderstood",
    "Outside",
    "Several",
    "Understood",
    "holds_nothing",
    "is_refusal",
    "read_answer",
    "stated_in",
    "surplus_in",
    "words_for_other",
]

# Facts that may fill a later field when they stand in the answer to another one: their shape leaves no doubt.
_UNMISTAKABLE = ("phone", "credit_code", "loss_amount")
_WITH_DIGITS = ("phone", "credit_code", "amount", "date")
_NOT_THERE = re.compile(r"^(?:都|我们)?(?:不在|没在|不属于|不是|没进)(?:任何)?(?:园区)?(?:里)?[。！!]*$")
_NO = ("没", "无", "莫", "不")
_NOT_YET = re.compile(r"^(?:都|也|真的|暂时|目前|现在|还)*(?:没|无|莫得|不)|还在|正在收集|正在整理")
_HERE_TOO = re.compile(r"(?<!不在)(?<!不是)(?<!离开)重庆")
_ONLINE = re.compile(r"网上|线上|网络|互联网|淘宝|天猫|京东|拼多多|抖音|快手|直播间|网店|平台")
_OWN_PHONE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)")
_OWN_WORDS = 4
_OWN_WORDS_LIMIT = 300
_EXPLICIT_REFUSAL = re.compile(
    r"^(?:先|就|那|那就|我|这个|这项)*(?:跳过|略过|不填|不写|不说|不想说|不想填|不想写|不方便说|下一个|下一项|下一题|过|pass)(?:了|吧|嘛|哈)*[。！!]*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """One value for the open field.

    typed      the words it was read from, kept beside it
    beside     values for neighbouring fields that the same words gave
    guessed    the name of a place that was guessed, from a misspelling for instance, to be read back
    shortened  the limit that the text was cut to, None when it was kept whole
    """

    value: Any
    typed: str
    beside: Mapping[str, Any] = part(default_factory=dict)
    guessed: str | None = None
    shortened: int | None = None

    def notes(self, scene: Scene) -> tuple[str, ...]:
        """Return what the person must be told about how it was taken."""
        if self.shortened is not None:
            return (scene.say("form.shortened", limit=self.shortened),)
        if self.guessed is not None:
            return (scene.say("form.noted_place_guess", place=self.guessed),)
        if isinstance(self.value, Mapping) and self.value.get("district"):
            return (scene.say("form.noted_place", place=place_in_words(self.value)),)
        return ()


@dataclass(frozen=True, slots=True)
class Several:
    """A place of which there are several: it is asked which, never guessed.

    hint     what is missing, a key of the section `hints`
    settled  it may be taken as it is, when the person says no more
    """

    text: str
    places: tuple[Mapping[str, Any], ...]
    hint: str | None
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Outside:
    """A place that is not in Chongqing, by province and prefecture."""

    name: str
    value: Mapping[str, Any]
    typed: str


Read = Understood | Several | Outside


def read_answer(scene: Scene, field: Field, text: str) -> Read:
    """Read the answer to a field; raise NotUnderstood when the words do not hold one."""
    match field.kind:
        case "choice":
            return Understood(field.options[answers.read_choice(text, field.options)].value, text)
        case "choices":
            positions = answers.read_choices(text, field.options)
            return Understood([field.options[position].value for position in positions], text)
        case "yes":
            return _declared(text)
        case "phone":
            return Understood(answers.read_phone(text), text)
        case "credit_code":
            return Understood(answers.read_credit_code(text), text)
        case "amount":
            return Understood(answers.read_amount(text), text)
        case "date":
            return _date(scene, field, text)
        case "times":
            return _times(scene, text)
        case "place":
            return _place(scene, field, text)
        case "district":
            return _district(scene, field, text)
        case _:
            return _words(field, text)


def is_refusal(text: str, field: Field, read: Read | None) -> bool:
    """Say whether the words decline the field rather than fill it."""
    if _EXPLICIT_REFUSAL.match(text.strip()):
        return True
    if field.kind in ("text", "name"):
        return _declines_words(text, field)
    if read is not None:
        # 「都没有」 is an answer where nothing has to be there.
        return isinstance(read, Understood) and (read.value is None or (field.core and read.value == []))
    return answers.is_skip(text) or answers.is_unknown(text)


def _declines_words(text: str, field: Field) -> bool:
    if field.keeps_no:
        # 「老板让我们保密」, 「仲裁过」 tell something.
        return answers.is_unknown(text)
    declines = answers.is_skip(text) or answers.is_unknown(text) or answers.is_nothing(text)
    return declines or _NOT_THERE.match(text) is not None


def holds_nothing(text: str, field: Field) -> bool:
    """Say whether a field is declined without the words for it: 「没带执照」, 「没有电话」, 「暂时没得」."""
    if any(character.isdigit() for character in text):
        return False
    if field.kind in _WITH_DIGITS:
        return not field.core or text.startswith(_NO)
    return field.kind == "choices" and _NOT_YET.search(text) is not None


def words_for_other(text: str, field: Field) -> Understood | None:
    """Keep own words that fit none of several options under 其他; a word or a number alone was meant for one."""
    if field.kind != "choices" or len(text) < _OWN_WORDS or not any(character.isalpha() for character in text):
        return None
    return Understood([field.options[-1].value], text[:_OWN_WORDS_LIMIT])


def stated_in(scene: Scene, dialog: Dialog, text: str) -> dict[str, Answer]:
    """Return what a message says by itself about the fields of a form, each marked as stated."""
    found = facts_in(text, scene.now, scene.book.gazetteer)
    stated: dict[str, Answer] = {}
    for field in dialog.fields:
        fact = found.get(field.name)
        if fact is not None and field.name not in stated and (kept := _as_kept(scene, field, fact)) is not None:
            stated[field.name] = kept
    return stated


def surplus_in(scene: Scene, running: Running) -> dict[str, Answer]:
    """Return what an answer says beyond the open field, as far as it cannot be mistaken."""
    found = facts_in(scene.text, scene.now, scene.book.gazetteer)
    return {name: fact for name, fact in found.items() if name in _UNMISTAKABLE and name not in running.answers}


def _declared(text: str) -> Understood:
    if not answers.read_yes_no(text):
        raise NotUnderstood("yes_no.unclear")
    return Understood(True, text)


def _date(scene: Scene, field: Field, text: str) -> Understood:
    if field.name != "act_date":
        return Understood(answers.read_date(text, scene.today), text)
    period = answers.read_period(text, scene.today)
    beside: dict[str, Any] = {"act_until": period.until} if period.until else {}
    if period.ongoing:
        beside["ongoing"] = True
    return Understood(period.since, text, beside)


def _times(scene: Scene, text: str) -> Understood:
    """Read wished times; a day off is refused with the reason. Any time is no time in particular."""
    times = answers.read_times(text, scene.now.astimezone(SHANGHAI))
    for time in times:
        if not scene.book.calendar.is_workday(date.fromisoformat(time[:10])):
            raise NotUnderstood("times.day_off", day=day_in_words(time[:10]))
    return Understood(list(times) or None, text)


def _place(scene: Scene, field: Field, text: str) -> Read:
    if chosen := _chosen(scene, text):
        return chosen
    located = _located(scene, text)
    if located.outcome == "one" and located.place is not None:
        return _one_place(scene, located, located.place, text)
    if located.outcome == "several":
        return _several(scene, located, text)
    if located.outcome == "outside" and located.outside and _HERE_TOO.search(text) and not _is_hinted(scene):
        return Several(text, (), "here_too")
    if located.outcome == "outside" and located.outside:
        return Outside(located.outside, {**(located.as_json() or {}), "text": text or located.outside}, text)
    if located.hint and not _is_hinted(scene):
        return _several(scene, located, text)
    if not field.core and text and not answers.is_skip(text):
        # Where only the wording is known it is kept as it is: the officer reads it.
        return Understood({"text": text[: field.limit], "district": None, "unit": None}, text)
    raise NotUnderstood("place.online" if _ONLINE.search(text) else "place.none")


def _one_place(scene: Scene, located: Located, place: Place, text: str) -> Read:
    if located.hint and not _is_hinted(scene):
        return Several(text, (place.as_json(),), located.hint, settled=True)
    # A correction (「不是永川，是荣昌」) is no address; any other wording may say more than the table knows.
    value = {**place.as_json(), "text": place.text if not text or is_corrective(text) else text}
    return Understood(value, text, guessed=place.text if located.confirm else None)


def _is_hinted(scene: Scene) -> bool:
    running = scene.state.running
    return running is not None and running.pending.get("hinted") == running.field


def _district(scene: Scene, field: Field, text: str) -> Read:
    """Read where a consultation belongs: the zone where a zone's bureau serves the place, else the district."""
    read = _place(scene, field, text)
    if not isinstance(read, Understood) or not isinstance(read.value, Mapping):
        return read
    bureau = scene.book.bureaus.by_code(read.value["bureau"])
    name = bureau.name if bureau.level == "zone" else read.value["district"] or bureau.name
    return Understood(name, text, guessed=read.guessed)


def _located(scene: Scene, text: str) -> Located:
    location = scene.message.location
    if location is not None and not text:
        return scene.book.gazetteer.locate_point(location, scene.today)
    return scene.book.gazetteer.locate(text, scene.today)


def _chosen(scene: Scene, text: str) -> Understood | None:
    """Take 「江津」 after 「白沙镇：江津还是南川」: the one candidate offered before that fits."""
    running = scene.state.running
    offered = running.pending.get("candidates", ()) if running else ()
    named = text.strip("的那个区县镇街道 ")
    fitting = [place for place in offered if named and named in place["text"]]
    return Understood(dict(fitting[0]), text) if len(fitting) == 1 else None


def _several(scene: Scene, located: Located, text: str) -> Several:
    location = scene.message.location
    return Several(
        text or (location.label if location else ""),
        tuple(place.as_json() for place in located.candidates),
        located.hint,
    )


def _words(field: Field, text: str) -> Understood:
    """Keep a text or a name, without the words around it; a text is cut to the field's limit."""
    if field.kind == "name":
        return _name(field, text)
    words = answers.read_text(text, len(text) or 1)
    cut = field.limit if len(words) > field.limit else None
    return Understood(words[: field.limit], text[: field.limit], shortened=cut)


def _name(field: Field, text: str) -> Understood:
    """Read a name; of a contact also the telephone that stands beside it."""
    phone = _OWN_PHONE.search(text) if field.name == "contact_name" else None
    if phone is None:
        return Understood(answers.read_name(text, field.limit), text)
    name = answers.read_name(text.replace(phone[0], "").replace("电话", ""), field.limit)
    return Understood(name, text, {"phone": answers.read_phone(phone[0])})


def _as_kept(scene: Scene, field: Field, fact: Answer) -> Answer | None:
    """Return a stated fact in the shape of the form, None where it does not fit there."""
    if field.kind in ("choices", "district"):
        try:
            read = read_answer(scene, field, fact.typed)
        except NotUnderstood:
            return None
        return Answer(read.value, fact.typed, True) if isinstance(read, Understood) and read.value else None
    return Answer(fact.value, fact.typed, True)
