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
from bot.conversation.dialog import Dialog, Field
from bot.conversation.facts import facts_in
from bot.conversation.scene import Scene
from bot.conversation.state import Answer, Running
from bot.conversation.summary import day_in_words, place_in_words
from intake.geography.place import Located

__all__ = [
    "NotUnderstood",
    "Outside",
    "Several",
    "Understood",
    "is_refusal",
    "read_answer",
    "stated_in",
    "surplus_in",
]

# Facts that may fill a later field when they stand in the answer to another one: their shape leaves no doubt.
_UNMISTAKABLE = ("phone", "credit_code", "loss_amount")
_UNMISTAKABLE_KINDS = ("phone", "credit_code", "amount", "date")
_EXPLICIT_REFUSAL = re.compile(
    r"^(?:先|就|那|那就|我|这个|这项)*(?:跳过|略过|不填|不写|不说|不想说|不想填|不想写|下一个|下一项|下一题|过|pass)(?:了|吧|嘛|哈)*[。！!]*$",
    re.I,
)
_LEADING = re.compile(r"^(?:那就写|就写|那就填|就填|写成|写|填|那就是|就是|看错了|哦|嗯)?[，,：:\s]*")
_TRAILING = re.compile(r"[。！!；;，,\s]+$")


@dataclass(frozen=True, slots=True)
class Understood:
    """One value for the open field.

    typed      the words it was read from, kept beside it
    beside     values for neighbouring fields that the same words gave
    guessed    the name of a place that was guessed from a misspelling, to be read back
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
        return ()


@dataclass(frozen=True, slots=True)
class Several:
    """A place of which there are several: it is asked which, never guessed."""

    text: str
    places: tuple[Mapping[str, Any], ...]
    hint: str | None


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
            return Understood(answers.read_choice(text, field.options), text)
        case "choices":
            return Understood(list(answers.read_choices(text, field.options)), text)
        case "yes":
            return _declared(text)
        case "phone":
            return Understood(answers.read_phone(text), text)
        case "credit_code":
            return Understood(answers.read_credit_code(text), text)
        case "amount":
            return Understood(answers.read_amount(text), text)
        case "date":
            return _date(scene, text)
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
        return not field.keeps_no and answers.is_skip(text)
    if read is not None:
        return isinstance(read, Understood) and read.value is None
    # 「没带执照」, 「回头补」: an optional field and nothing in the words that could be its value.
    return answers.is_skip(text) or (
        not field.core and field.kind in _UNMISTAKABLE_KINDS and not _has_digits(text)
    )


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
        raise NotUnderstood("declare")
    return Understood(True, text)


def _date(scene: Scene, text: str) -> Understood:
    return Understood(answers.read_date(text, scene.today), text)


def _times(scene: Scene, text: str) -> Understood:
    """Read wished times; a day off or one that is over is refused with the reason."""
    times = answers.read_times(text, scene.today)
    for time in times or ():
        day = date.fromisoformat(time[:10])
        if day < scene.today:
            raise NotUnderstood("time_past", day=day_in_words(time[:10]))
        if not scene.book.calendar.is_workday(day):
            raise NotUnderstood("not_a_workday", day=day_in_words(time[:10]))
    return Understood(list(times) if times else None, text)


def _place(scene: Scene, field: Field, text: str) -> Read:
    located = _located(scene, text)
    if located.outcome == "one" and located.place is not None:
        value = {**located.place.as_json(), "text": text or located.place.text}
        return Understood(value, text, guessed=located.place.text if located.confirm else None)
    if located.outcome == "several":
        return _chosen(scene, located, text) or _several(located, text)
    if located.outcome == "outside" and located.outside:
        return Outside(located.outside, {**(located.as_json() or {}), "text": text}, text)
    if not field.core and text and not answers.is_skip(text):
        # Where only the wording is known it is kept as it is: the officer reads it.
        return Understood({"text": text[: field.limit], "district": None, "unit": None}, text)
    raise NotUnderstood("place")


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


def _chosen(scene: Scene, located: Located, text: str) -> Understood | None:
    """Take 「江津」 after 「白沙镇：江津还是南川」: the one candidate offered before that fits."""
    running = scene.state.running
    offered = running.pending.get("candidates", ()) if running else ()
    fitting = [
        place for place in offered if text and text.strip("的那个区县镇") in place_in_words({**place, "text": ""})
    ]
    return Understood(dict(fitting[0]), text) if len(fitting) == 1 else None


def _several(located: Located, text: str) -> Several:
    return Several(text, tuple(place.as_json() for place in located.candidates), located.hint)


def _words(field: Field, text: str) -> Understood:
    """Keep a text or a name, without the words around it, cut to the field's limit."""
    words = _TRAILING.sub("", _LEADING.sub("", text.strip(), count=1)) or text.strip()
    if not words:
        raise NotUnderstood("empty")
    cut = field.limit if len(words) > field.limit else None
    return Understood(words[: field.limit], text[: field.limit * 2], shortened=cut)


def _as_kept(scene: Scene, field: Field, fact: Answer) -> Answer | None:
    """Return a stated fact in the shape of the form, None where it does not fit there."""
    if field.kind in ("choices", "district"):
        try:
            read = read_answer(scene, field, fact.typed)
        except NotUnderstood:
            return None
        return Answer(read.value, fact.typed, True) if isinstance(read, Understood) and read.value else None
    return Answer(fact.value, fact.typed, True)


def _has_digits(text: str) -> bool:
    return any(character.isdigit() for character in text)
