"""A conversation that stands at any field of any form, everything else filled in."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache

from msgspec.structs import replace

from bot.conversation.state import Running
from intake.forms.codes import FieldKind, FormName, Need
from intake.forms.form import ALWAYS, Answer, Condition, Field, open_fields
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation, handbook

FORMS = (FormName.COMPLAINT, FormName.TIP, FormName.CONSULTATION)
# A self-assessment asks the same of every item: one of each stands for the others.
OF_AN_ESTIMATE = ("organisation", "staffing_points", "bonus", "bonus_points")

# What answers a field of a kind, as people say it; of what is free, whatever is said.
ANSWERS: dict[FieldKind, str] = {
    FieldKind.DECLARATION: "属实",
    FieldKind.TEXT: "销售部的老杨晓得得最清楚",
    FieldKind.NAME: "重庆红山茶业有限公司",
    FieldKind.PHONE: "19900001108",
    FieldKind.MAIL: "zhou.min@example.com",
    FieldKind.CREDIT_CODE: "91500103MAC9TE5T26",
    FieldKind.DATE: "2026年9月",
    FieldKind.PERIOD: "2026年9月",
    FieldKind.AMOUNT: "大概三十来万",
    FieldKind.POINTS: "5分",
    FieldKind.TIMES: "下周三上午",
    FieldKind.PLACE: "大足区龙水镇",
    FieldKind.DISTRICT: "大足区",
}


def every_field() -> Iterator[tuple[str, str]]:
    """Yield every field of every form that is filled in by answering, by form and name."""
    yield from ((FormName.ASSESS_COMPANY.value, name) for name in OF_AN_ESTIMATE)
    for form in FORMS:
        yield from ((form.value, field.name) for field in handbook().forms[form].fields)


def field_of(form: str, name: str) -> Field:
    """Return a field as the conversation at it sees it."""
    running = running_of(standing_at_field(form, name))
    return handbook().forms[form].field(name).under(running.answers)


def answer_to(field: Field) -> str:
    """Return what answers a field: its first option, or words of its kind; KeyError for a new kind."""
    if field.options:
        return field.options[0].label
    if field.kind is FieldKind.NAME and "company" not in field.takes and field.takes:
        return "蒲德海"
    return ANSWERS[field.kind]


def running_of(talk: Conversation) -> Running:
    """Return the form under way."""
    assert talk.state.running is not None
    return talk.state.running


def standing_at_field(form: str, name: str) -> Conversation:
    """Return a conversation in which this field is asked; whatever it depends on is answered so that it may be."""
    talk = copy.copy(_standing(form, name))
    talk.cases, talk.notes, talk.heard = dict(talk.cases), list(talk.notes), list(talk.heard)
    return talk


@cache
def _standing(form: str, name: str) -> Conversation:
    talk = conversation_at(f"{form}, summary")
    field = handbook().forms[form].field(name)
    running = running_of(talk).without(name)
    for needed in (field.when, field.core_when, field.later_when):
        if needed is not None and needed is not ALWAYS:
            running = _holding(running, needed)
    for opened in open_fields(handbook().forms[form], running.answers):
        if opened.name != name:
            running = running.with_answer(opened.name, Answer(answer_to(opened), answer_to(opened)))
    # What is only said is asked where a correction opens it.
    waits = replace(running.pending, correcting=field.under(running.answers).need is Need.SAID)
    running = replace(running.at(name), pending=waits)
    talk.state = replace(talk.state, running=running, unnamed=False if name == "phone" else talk.state.unnamed)
    return talk


def _holding(running: Running, condition: Condition) -> Running:
    predicate = condition.predicate
    if predicate is not None:
        for name, answer in predicate.example.items():
            running = running.with_answer(name, answer)
    for name, allowed in condition.values.items():
        running = running.with_answer(name, Answer(allowed[0], ""))
    return running
