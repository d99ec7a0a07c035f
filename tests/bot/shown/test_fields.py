"""Every field of every form is drawn from its block, and what is sent back as it was shown changes nothing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.conversation.page.acts import PAGE_FORMS
from bot.conversation.page.sent import PageFault, SentField
from bot.shown import TEMPLATES
from bot.shown.fields import Occasion, is_unchanged, shown_field
from bot.shown.on_a_page import on_a_page
from bot.shown.parts import instances_of, parts_of, shown_part
from bot.shown.posted import names_in, sent_fields
from intake.forms.codes import ChannelStatus, FieldKind
from intake.forms.form import Answer, Field
from intake.forms.forms import forms

UNDER = Occasion(ChannelStatus.DEMO)
FIELDS = [
    (name, field)
    for name in PAGE_FORMS
    for field in forms()[name].fields
    if field.kind is not FieldKind.DECLARATION
]
ANSWERS: Mapping[FieldKind, Answer] = {
    FieldKind.TEXT: Answer("他有机会接触到", "他有机会接触到"),
    FieldKind.NAME: Answer("重庆渝心微电子有限公司", "我们是重庆渝心微电子有限公司", True),
    FieldKind.PHONE: Answer("19900001101", "19900001101"),
    FieldKind.MAIL: Answer("zhou.min@example.com", "zhou.min@example.com"),
    FieldKind.CREDIT_CODE: Answer("91500000MA5U0000X1", "91500000MA5U0000X1"),
    FieldKind.DATE: Answer("2026-08", "上个月"),
    FieldKind.PERIOD: Answer("2026-08-12", "八月十二号"),
    FieldKind.AMOUNT: Answer(500_000, "五六十万吧"),
    FieldKind.PLACE: Answer({"text": "江津双福", "district": "江津区", "unit": "双福街道"}, "江津双福"),
    FieldKind.DISTRICT: Answer("江津区", "江津双福"),
    FieldKind.TIMES: Answer(["2026-12-01 上午"], "下周二上午"),
}
TEMPLATE = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
).get_template("fields.html")


def an_answer(field: Field) -> Answer:
    if not field.options:
        return ANSWERS[field.kind]
    first = field.options[0]
    return Answer([first.value] if field.kind is FieldKind.CHOICES else first.value, "用他自己的话说")


def drawn(shown: object) -> str:
    return str(TEMPLATE.module.field(shown))  # type: ignore[attr-defined]


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=lambda one: getattr(one, "name", one))
def test_a_field_is_drawn_and_sent_back_unchanged(form: str, field: Field) -> None:
    for answer in (None, an_answer(field), Answer(None, "不知道")):
        answers = {field.name: answer} if answer else {}
        shown = shown_field(field, answers, UNDER)

        page = drawn(shown)

        assert field.label in page and on_a_page(field.ask).splitlines()[0][:8] in page
        assert all(option.label in page for option in field.options)
        sent = SentField(
            words=shown.words,
            chosen=tuple(option.value for option in shown.options if option.chosen),
            unknown=shown.is_unknown and shown.may_be_unknown,
        )
        assert is_unchanged(field, answer, sent)


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=lambda one: getattr(one, "name", one))
def test_what_was_refused_stands_there_again_with_why(form: str, field: Field) -> None:
    sent = {field.name: SentField(words="<b>白沙</b>")}
    told = {field.name: PageFault("请核对<br>", choices=("江津区白沙镇",), may_stand=True)}

    page = drawn(shown_field(field, {}, Occasion(ChannelStatus.DEMO, sent=sent, faults=told)))

    assert "请核对&lt;br&gt;" in page and "江津区白沙镇" in page and "就是这样，照记" in page
    assert "<b>" not in page and (field.kind is FieldKind.CHOICE or "&lt;b&gt;白沙" in page)


def test_what_must_not_be_kept_is_not_shown_again() -> None:
    field = forms()["complaint"].field("clue")
    sent, told = {"clue": SentField(words="牛油六成")}, {"clue": PageFault("没有保存", hides=True)}

    assert "牛油" not in drawn(shown_field(field, {}, Occasion(ChannelStatus.DEMO, sent=sent, faults=told)))


@pytest.mark.parametrize("name", PAGE_FORMS)
def test_every_field_stands_in_one_part_and_every_repeating_group_may_be_filled_again(name: str) -> None:
    form = forms()[name]
    answers = {field.name: an_answer(field) for _, field in FIELDS if form.knows(field.name)}

    parts = parts_of(form, answers)

    names = [field.name for part in parts for field in part.fields]
    assert len(names) == len(set(names))
    assert {group.name for group in form.groups if group.repeats} == {part.name for part in parts if part.repeats}
    for part in parts:
        shown = shown_part(form, part, answers, UNDER, more=True)
        assert len(shown.instances) == len(instances_of(part, answers)) + part.repeats
        assert all(drawn(field) for field in shown.fields)


def test_a_draft_of_an_older_form_is_shown() -> None:
    form = forms()["complaint"]
    answers = {
        "reporter_role": Answer("right_holder", "权利人"),
        "secret_kind": Answer("an option that is gone", "别的"),
        "a_field_that_is_gone": Answer("甲", "甲"),
        "reported_name#2": Answer("王某", "王某"),
        "a_field_that_is_gone#2": Answer("乙", "乙"),
    }

    pages = "".join(
        drawn(field) for part in parts_of(form, answers) for field in shown_part(form, part, answers, UNDER).fields
    )

    assert "王某" in pages and "甲" not in pages


def test_an_unanswered_question_about_a_place_is_asked_once_more() -> None:
    posted = {"has": ["act_place"], "act_place": ["白沙"], "act_place.asked": ["白沙"]}

    assert sent_fields(posted, names_in(posted))["act_place"] == SentField(words="白沙")
    # The words stand in the input: taken out of it, the field is empty.
    assert sent_fields({**posted, "act_place": [""]}, names_in(posted))["act_place"].is_empty
