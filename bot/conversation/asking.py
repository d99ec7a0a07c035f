"""Putting the open question: its number, its words, its choices."""

from __future__ import annotations

from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import button
from bot.conversation.state import Running
from intake.forms.codes import FieldKind
from intake.forms.form import Field, Form, is_core_complete, open_fields


def question(book: Handbook, running: Running, *before: str) -> Reply:
    """Return the open field's question, after the sentences that come before it, with its choices."""
    form = book.forms[running.form]
    field = field_of(form, running)
    words = field.ask
    if not running.pending.correcting:
        words = f"{_number(book, form, running)}：{words}"
    return Reply("\n".join((*before, words)), choices_of(book, running, field))


def field_of(form: Form, running: Running) -> Field:
    """Return the open field, as it is needed under the answers so far."""
    return form.field(running.field).under(running.answers)


def next_field(form: Form, running: Running) -> Field | None:
    """Return what is asked next: what was put off comes last before the declaration; None when all is said."""
    put_off = running.pending.put_off
    still_open = open_fields(form, running.answers)
    first = [
        field for field in still_open if field.name not in put_off and field.kind is not FieldKind.DECLARATION
    ]
    if running.pending.submit_now:
        first = [field for field in first if field.core]
    later = [field for field in still_open if field.name in put_off]
    last = [field for field in still_open if field.kind is FieldKind.DECLARATION]
    return next(iter((*first, *later, *last)), None)


def may_submit(form: Form, running: Running) -> bool:
    """Say whether only questions are left that can be answered later."""
    return is_core_complete(form, running.answers)


def choices_of(book: Handbook, running: Running, field: Field) -> tuple[Choice, ...]:
    """Return the field's options, and the ways around it that are open."""
    options = tuple(Choice(option.label, option.label) for option in field.options)
    if field.kind is FieldKind.DECLARATION:
        return (button(book, "declare"),)
    if field.core:
        return options
    ways = [button(book, "skip")]
    if may_submit(book.forms[running.form], running) and not running.pending.correcting:
        ways.append(button(book, "submit_now"))
    return (*options, *ways)


def _number(book: Handbook, form: Form, running: Running) -> str:
    # What was taken over without asking does not count: the person never sees a question for it.
    given = form.answered(running.answers)
    asked = {field.name for field in given if field.asked and not running.answers[field.name].stated}
    asked.discard(running.field)
    left = open_fields(form, running.answers)
    if running.pending.submit_now:
        left = tuple(field for field in left if field.core)
    still_open = {field.name for field in left} | {running.field}
    return book.say("form.progress", n=len(asked) + 1, total=len(asked) + len(still_open))
