"""Every field of every form in every place: the chat, the summary, the desk, `/api/v1`, the demonstration.

Nobody is ever shown a code, a value of Python's or a colon twice; the filer and the officer read the same words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.commands.examples import DEMONSTRATED
from bot.conversation.channels import ChannelName
from bot.conversation.form.question import question
from bot.conversation.messages import Inbound
from bot.conversation.scene import Scene
from bot.conversation.state import Pending, Running, State
from bot.conversation.summary import corrected, shown, summary, told_facts
from bot.shown import filed
from intake.forms.codes import FieldKind, FormName
from intake.forms.draft import draft_of, with_instances
from intake.forms.faults import answers_leading_to
from intake.forms.form import Answer, Answers, Field, Form, nth
from intake.forms.forms import earlier_forms, form_of, forms, identity_fields
from intake.forms.kind import is_given
from intake.forms.kinds import kind_of
from tests.bot.conversation.harness import handbook
from tests.each_row import each_row

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
FORMS = tuple(forms().values())
FILED_BEFORE = sorted((Path(__file__).parents[1] / "intake" / "forms" / "filed").glob("*.json"))
# What a field may hold, by its kind; a choice may hold any of its options.
TYPICAL: Mapping[FieldKind, tuple[Any, ...]] = {
    FieldKind.DECLARATION: (True,),
    FieldKind.TEXT: ("说了一句", "第一行\n第二行"),
    FieldKind.NAME: ("重庆山蓝茶叶贸易有限公司", "王经理"),
    FieldKind.PHONE: ("19900001101", "02367891234转801"),
    FieldKind.MAIL: ("zhou.min@example.com",),
    FieldKind.CREDIT_CODE: ("91500103MAC9TE5T26",),
    FieldKind.DATE: ("2026", "2026-08", "2026-08-12"),
    FieldKind.PERIOD: ("2023", "2026-08", "2026-08-12"),
    FieldKind.AMOUNT: (0, 1_234, 300_000, 1_000_000, 12_345_678, 150_000_000),
    FieldKind.TIMES: (["2026-12-01 上午"], ["2026-12-01 上午", "2026-12-02 14:30"]),
    FieldKind.PLACE: (
        {"text": "江津双福", "district": "江津区", "unit": "双福街道", "bureau": "jiangjin"},
        {"text": "高新区", "district": None, "unit": None, "bureau": "gaoxin"},
        {"text": "成都", "district": None, "unit": None, "outside": "四川省成都市"},
        {"text": "说不准是哪里", "district": None, "unit": None},
    ),
    FieldKind.DISTRICT: ("江津区", "高新区"),
}
# Understood as no value that a form could hold, but said: kept and shown as it was said.
AS_SAID = Answer(None, "大约15,000欧元")
DECLINED = Answer(None, "")
NOT_FOR_PEOPLE = re.compile(r"True|False|None|[{}\[\]]|[：:]\s*[：:]|[a-z]+_[a-z]+")


def values_of(field: Field) -> Iterator[Any]:
    """Yield what the field may typically hold."""
    offered = [option.value for option in field.options]
    if field.kind is FieldKind.CHOICE:
        yield from offered
    elif field.kind is FieldKind.CHOICES:
        yield from ([value] for value in offered)
        yield offered
    else:
        yield from TYPICAL[field.kind]


def reads_well(text: str, form: Form) -> None:
    """Look for codes, names of fields, values of Python's, doubled colons."""
    assert text.strip()
    assert not NOT_FOR_PEOPLE.search(text), text
    codes = {
        str(option.value) for field in form.fields for option in field.options if option.value != option.label
    }
    codes |= {field.name for field in form.fields}
    assert not codes & set(re.findall(r"[A-Za-z_]+", text)), text


def every_field(*of: Form) -> list[tuple[Form, Field]]:
    """Return form and field for each field."""
    return [(form, field) for form in of for field in form.fields]


def named(row: tuple[Form, Field]) -> str:
    """Return what a field is called where something is wrong with it."""
    return f"{row[0].version}-{row[1].name}"


def filled(form: Form, field: Field, answer: Answer) -> Running:
    """Return the form with one answer, and those under which its field is asked."""
    return Running(form.name, "confirm", {**answers_leading_to(form, field.when), field.name: answer})


# ------------------------------------------------------------------------------------ the chat


@each_row("form", "field", called=named, rows=every_field(*FORMS))
def test_the_chat_asks_with_its_choices_and_helps(form: Form, field: Field) -> None:
    for correcting in (False, True):
        before = answers_leading_to(form, field.when)
        running = Running(form.name, field.name, before, pending=Pending(correcting=correcting))
        asked = question(handbook(), running)
        labels = [choice.label for choice in asked.choices]

        reads_well("\n".join((asked.text, *labels)), form)
        assert asked.text.endswith(field.ask)
        assert labels[: len(field.options)] == [option.label for option in field.options]
    for sentence in (field.label, field.help, field.push or field.help, *(one.says for one in field.remarks)):
        reads_well(sentence, form)
    assert not field.label.endswith(("：", ":", "？", "?"))


@each_row("form", "field", called=named, rows=every_field(*FORMS))
def test_what_was_answered_is_said_back_in_words(form: Form, field: Field) -> None:
    scene = Scene(State(), Inbound(ChannelName.WEB, "person", "key", "text", NOW), "", handbook(), NOW)
    for value in values_of(field):
        running = filled(form, field, Answer(value, "原话"))

        assert kind_of(field).fits(field, value)
        for text in (told_facts(scene.book, running, [field.name]), corrected(scene, running, field)):
            assert f"{field.label}，{shown(scene.book, running, field)}" in text
            reads_well(text, form)


@each_row("form", "field", called=named, rows=every_field(*(form for form in FORMS if form.name != "supplement")))
def test_the_summary_has_a_line_for_it(form: Form, field: Field) -> None:
    for answer in (*(Answer(value, "原话") for value in values_of(field)), AS_SAID):
        running = filled(form, field, answer)
        said = summary(handbook(), running, NOW.date()).text

        reads_well(said, form)
        # The declaration is what confirming the summary means.
        is_declared_by_confirming = field.kind is FieldKind.DECLARATION
        assert (f". {field.label}：{shown(handbook(), running, field)}" in said) != is_declared_by_confirming
    assert AS_SAID.typed in said or is_declared_by_confirming


@each_row("form", "field", called=named, rows=every_field(*(form for form in FORMS if form.name != "supplement")))
def test_the_summary_names_what_was_left_open_and_what_comes_of_it(form: Form, field: Field) -> None:
    said = summary(handbook(), filled(form, field, DECLINED), NOW.date()).text

    reads_well(said, form)
    told = f"没有填的：{field.label}。不影响提交；这些承办局核查时要另外弄清，可能会请您补充。"
    missing = f"还缺必须填的：{field.label}，没有它不能提交。"
    is_declaration = field.kind is FieldKind.DECLARATION
    # Of what must be filled it stands once that it is missing, and nowhere that it need not be there.
    assert (told in said, missing in said).count(True) == (not is_declaration)
    assert (missing in said) == (field.core and not field.unknown and not is_declaration)


# ------------------------------------------------------------------------------------ the desk


@each_row("form", "field", called=named, rows=every_field(*FORMS, *earlier_forms().values()))
def test_the_desk_shows_it_under_the_same_label(form: Form, field: Field) -> None:
    if field.name == "anonymous":
        # Said at the head of the page.
        assert filed.groups(form, {"anonymous": True}, {}) == ()
        return
    title = next(group.title for group in form.groups if group.name == field.group)
    for value in values_of(field):
        (group,) = filed.groups(form, {field.name: value}, {field.name: "原话"})
        (line,) = group.lines

        assert (group.title, line.label, line.typed) == (title, field.label, "原话")
        reads_well(f"{line.label} {line.value}", form)
        if field.options and not isinstance(value, list):
            assert line.value == next(option.label for option in field.options if option.value == value)
        assert filed.filed_lines(form, {field.name: value}, {}) == (filed.FiledLine(field.label, line.value),)


@each_row("form", "field", called=named, rows=every_field(*FORMS, *earlier_forms().values()))
def test_the_desk_tells_what_was_left_open_and_what_was_only_said(form: Form, field: Field) -> None:
    if field.name == "anonymous":
        return
    (left_open,) = filed.groups(form, {field.name: None}, {})
    (as_said,) = filed.groups(form, {field.name: None}, {field.name: AS_SAID.typed})

    assert (left_open.lines, left_open.unanswered) == ((), (field.label,))
    assert as_said.lines == (filed.FiledLine(field.label, AS_SAID.typed),)


@pytest.mark.parametrize("path", FILED_BEFORE, ids=[path.stem for path in FILED_BEFORE])
def test_a_case_of_an_earlier_version_is_shown_as_it_was_filed(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    form = form_of(case["kind"], case["form_version"])

    lines = {
        line.label: line for group in filed.groups(form, case["fields"], case["typed"]) for line in group.lines
    }

    assert form.version == path.stem
    assert all(form.knows(name) for name in case["fields"] if name != "anonymous")
    for line in lines.values():
        reads_well(f"{line.label} {line.value}", form)
    given = [name for name, value in case["fields"].items() if is_given(value) and name != "anonymous"]
    assert set(lines) == {form.field(name).label for name in given}


def test_the_words_of_an_earlier_version_are_kept() -> None:
    consultation = form_of("consultation", "consultation-1")
    complaint = form_of("complaint", "complaint-1")

    assert filed.spoken(consultation.field("mode"), "visit") == "上门服务"
    assert filed.spoken(complaint.field("ongoing"), True) == "是"
    assert complaint.field("reporter_role").label == "您的身份"


def test_what_no_form_knows_is_shown_all_the_same() -> None:
    (group,) = filed.groups(form_of("tip", "tip-2"), {"a_field_of_tomorrow": ["甲", "乙"]}, {})

    assert (group.title, group.lines[0].value) == ("其他", "甲；乙")


# --------------------------------------------------------------------------- groups that repeat


def test_several_reported_parties_are_one_list_and_numbered_for_people() -> None:
    form = forms()["complaint"]
    answers: Answers = {
        "reported_name": Answer("甲有限公司", "甲"),
        "reported_kind": Answer("company", "公司"),
        nth("reported_name", 2): Answer("张三", "还有张三"),
        nth("reported_kind", 2): Answer("person", "个人"),
        nth("reported_name", 3): Answer(None, ""),
        "act_date": Answer("2026", "今年"),
    }

    draft = draft_of(form, answers)
    shown_to_officer = [line for group in filed.groups(form, draft.fields, draft.typed) for line in group.lines]
    said = summary(handbook(), Running("complaint", "confirm", answers), NOW.date()).text

    assert draft.fields["reported_name"] == "甲有限公司"
    assert draft.fields["reported_parties"] == [
        {"reported_name": "甲有限公司", "reported_kind": "company"},
        {"reported_name": "张三", "reported_kind": "person"},
    ]
    assert [(line.label, line.value) for line in shown_to_officer[:4]] == [
        ("被举报人", "甲有限公司"),
        ("被举报人类型", "单位"),
        ("被举报人（2）", "张三"),
        ("被举报人类型（2）", "个人"),
    ]
    assert (
        "1. 被举报人：甲有限公司\n2. 被举报人类型：单位\n3. 被举报人（2）：张三\n4. 被举报人类型（2）：个人"
        in said
    )
    assert "没有填的" not in said


def test_a_case_of_an_earlier_version_has_the_list_too() -> None:
    fields = with_instances(forms()["tip"], {"reported_name": "甲有限公司", "act_date": None})

    assert fields == {
        "reported_name": "甲有限公司",
        "act_date": None,
        "reported_parties": [{"reported_name": "甲有限公司"}],
    }
    assert with_instances(forms()["consultation"], {"mode": "phone"}) == {"mode": "phone"}


# ------------------------------------------------------------------------- what is handed over


def test_an_anonymous_tip_hands_over_nothing_that_names_its_filer() -> None:
    naming = {name: Answer("周敏", "我是周敏") for name in identity_fields()}
    answers = {**naming, "anonymous": Answer(True, "匿名"), "clue": Answer("在用", "我是周敏，他在用", True)}

    draft = draft_of(forms()["tip"], answers)

    assert draft.anonymous
    assert "周敏" not in json.dumps([draft.fields, draft.typed], ensure_ascii=False)


@pytest.mark.parametrize(
    "form", [form for form in FORMS if form.name != FormName.SUPPLEMENT], ids=lambda f: f.version
)
def test_what_is_filed_says_by_which_form_it_was_asked(form: Form) -> None:
    draft = draft_of(form, {})

    version, _, digest = draft.form_version.partition(" ")
    assert (version, digest) == (form.version, form.digest)
    assert re.fullmatch(r"[0-9a-f]{12}", digest)
    assert form_of(form.name, draft.form_version) is form


@pytest.mark.parametrize("example", DEMONSTRATED, ids=lambda example: str(example.fields.get("reported_name")))
def test_the_demonstration_files_what_the_forms_could_have_taken(example: Any) -> None:
    form = forms()[example.kind]
    for name, value in example.fields.items():
        field = form.field(name)
        assert not is_given(value) or kind_of(field).fits(field, value), name
        assert (
            not field.options or field.kind is FieldKind.CHOICE or set(value) <= {o.value for o in field.options}
        )
    for group in filed.groups(form, example.fields, {}):
        for line in group.lines:
            reads_well(f"{line.label} {line.value}", form)


def test_what_names_the_filer_stands_in_no_words_that_are_sealed_with_the_case() -> None:
    said = "我是重庆锐驰机械有限公司的老板陈志强，电话19900001101"
    answers = {
        "reporter_role": Answer("right_holder", said, stated=True),
        "reporter_name": Answer("重庆锐驰机械有限公司", said),
        "contact_name": Answer("陈志强", said),
        "phone": Answer("19900001101", said),
    }

    draft = draft_of(forms()["complaint"], answers)

    assert draft.typed["reporter_role"] == "我是〔见身份信息〕的老板〔见身份信息〕，电话〔见身份信息〕"
    assert draft.typed["contact_name"] == said
