"""What was filled in, as the person reads it: values in words, the numbered summary, the draft to take away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation.asking import field_of
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button
from bot.conversation.state import Running
from intake.forms.form import Field, Form

_PLAIN = re.compile(r"重庆市?|[区县市街道镇乡的那个里边就在是 ，。]")


def summary(book: Handbook, running: Running, *before: str) -> Reply:
    """Return the numbered summary with what confirming means, after the sentences that come before it."""
    dialog = book.forms[running.form]
    is_helper = book.status == "helper"
    parts = [*before, book.say(f"summary.{dialog.name}"), *lines(book, running)]
    if left := _left_open(book, running):
        parts.append(book.say("summary.left_open", labels="、".join(left)))
    if dialog.name != "consultation":
        parts += [book.say("summary.declaration"), book.say("summary.truth")]
    parts.append(book.say("summary.ask_helper" if is_helper else "summary.ask"))
    confirm = button(book, "confirm_helper" if is_helper else "confirm")
    return Reply("\n".join(parts), (confirm, button(book, "change"), button(book, "not_now")))


def lines(book: Handbook, running: Running) -> tuple[str, ...]:
    """Return one numbered line for each field of the summary."""
    return tuple(
        book.say(
            "summary.line", n=n, label=label(book, running.form, field.name), value=shown(book, running, field)
        )
        for n, field in enumerate(listed(book, running), start=1)
    )


def listed(book: Handbook, running: Running) -> tuple[Field, ...]:
    """Return the fields of the summary in the form's order: what was filled in."""
    return tuple(field for field in _answered(book, running) if _is_filled(running, field))


def _left_open(book: Handbook, running: Running) -> tuple[str, ...]:
    return tuple(
        label(book, running.form, field.name)
        for field in _answered(book, running)
        if not _is_filled(running, field)
    )


def _answered(book: Handbook, running: Running) -> tuple[Field, ...]:
    """Return the fields that were answered, declined ones too, in the form's order."""
    dialog = book.forms[running.form]
    names = list(dict.fromkeys(field.name for field in dialog.fields if field.kind != "yes"))
    return tuple(_field(dialog, running, name) for name in names if _stands(running, dialog, name))


def _is_filled(running: Running, field: Field) -> bool:
    answer = running.answers.get(field.name)
    return answer is not None and answer.value is not None and answer.value != []


def label(book: Handbook, dialog: str, field: str) -> str:
    """Return how a field is called in front of people."""
    return book.say(f"{dialog}.{field}.label")


def shown(book: Handbook, running: Running, field: Field) -> str:
    """Return the answered value in words; 未填 for what was declined."""
    if not _is_filled(running, field):
        return book.say("form.declined")
    return in_words(field, running.answers[field.name].value)


def in_words(field: Field, value: Any) -> str:
    """Return a value as people write it."""
    match field.kind:
        case "choice":
            return next((option.label for option in field.options if option.value == value), str(value))
        case "choices":
            return "；".join(_listed_values(value))
        case "times":
            return "；".join(time_in_words(time) for time in _listed_values(value))
        case "date" | "period":
            return day_in_words(str(value))
        case "amount":
            return _yuan(int(value))
        case "place":
            return place_in_words(value)
        case _:
            return str(value)


def day_in_words(value: str) -> str:
    """Return 2026年8月12日 for 2026-08-12, 2026年8月 for 2026-08."""
    parts = value.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def time_in_words(value: str) -> str:
    """Return 2026年12月1日上午 for 2026-12-01 上午."""
    day, _, when = value.partition(" ")
    return f"{day_in_words(day)}{when}"


def place_in_words(value: Mapping[str, Any] | str) -> str:
    """Return 江津区双福街道, or what was typed where we know no more."""
    if isinstance(value, str):
        return value
    if value.get("outside"):
        return str(value["outside"])
    known = f"{value.get('district') or ''}{value.get('unit') or ''}"
    text = str(value.get("text") or "")
    if not known:
        return text
    # 「江津」 beside 江津区 says nothing more.
    says_more = _PLAIN.sub("", text) not in _PLAIN.sub("", known)
    return f"{known}（{text}）" if says_more else known


def told_facts(book: Handbook, running: Running, names: Sequence[str]) -> str:
    """Return 「联系电话，199…；损失金额，80万元」 for the fields of these names."""
    dialog = book.forms[running.form]
    return "；".join(
        f"{label(book, dialog.name, name)}，{shown(book, running, _field(dialog, running, name))}"
        for name in names
    )


def corrected(scene: Scene, running: Running, field: Field) -> str:
    """Return 「已改：联系电话，199…」."""
    return scene.say(
        "form.corrected",
        label=label(scene.book, running.form, field.name),
        value=shown(scene.book, running, field),
    )


def _field(dialog: Form, running: Running, name: str) -> Field:
    return field_of(dialog, Running(dialog.name, name, running.answers))


def _stands(running: Running, dialog: Form, name: str) -> bool:
    return name in running.answers and any(
        field.name == name and field.when(running.answers) for field in dialog.fields
    )


def _listed_values(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]


def _yuan(amount: int) -> str:
    if amount >= 10_000 and amount % 1_000 == 0:
        return f"{amount / 10_000:g}万元"
    return f"{amount}元"
