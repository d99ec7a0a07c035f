"""From what a person typed to what a field keeps: the right reader for each kind of field."""

from __future__ import annotations

import re
from datetime import date

from bot.conversation.scene import SHANGHAI, Scene
from bot.conversation.summary import day_in_words
from bot.conversation.understood import Read, Understood
from bot.conversation.whereabouts import read_district, read_place
from intake.forms.form import Field
from intents import reading as answers
from intents.reading import NotUnderstood

_OWN_PHONE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)")


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
            return Understood(answers.read_date(text, scene.today), text)
        case "period":
            return _period(scene, field, text)
        case "times":
            return _times(scene, text)
        case "place":
            return read_place(scene, field, text)
        case "district":
            return read_district(scene, field, text)
        case _:
            return _words(field, text)


def _declared(text: str) -> Understood:
    if not answers.read_yes_no(text):
        raise NotUnderstood("yes_no.unclear")
    return Understood(True, text)


def _period(scene: Scene, field: Field, text: str) -> Understood:
    period = answers.read_period(text, scene.today)
    said = {"until": period.until, "ongoing": period.ongoing or None}
    beside = {name: said[part] for part, name in field.beside.items() if said[part]}
    return Understood(period.since, text, beside)


def _times(scene: Scene, text: str) -> Understood:
    """Read wished times; a day off is refused with the reason. Any time is no time in particular."""
    times = answers.read_times(text, scene.now.astimezone(SHANGHAI))
    for time in times:
        if not scene.book.calendar.is_workday(date.fromisoformat(time[:10])):
            raise NotUnderstood("times.day_off", day=day_in_words(time[:10]))
    return Understood(list(times) or None, text)


def _words(field: Field, text: str) -> Understood:
    """Keep a text or a name, without the words around it; a text is cut to the field's limit."""
    if field.kind == "name":
        return _name(field, text)
    words = answers.read_text(text, len(text) or 1)
    cut = field.limit if len(words) > field.limit else None
    return Understood(words[: field.limit], text[: field.limit], shortened=cut)


def _name(field: Field, text: str) -> Understood:
    """Read a name; of a contact also the telephone that stands beside it."""
    phone = _OWN_PHONE.search(text) if "phone" in field.beside else None
    if phone is None:
        return Understood(answers.read_name(text, field.limit), text)
    name = answers.read_name(text.replace(phone[0], "").replace("电话", ""), field.limit)
    return Understood(name, text, {field.beside["phone"]: answers.read_phone(phone[0])})
