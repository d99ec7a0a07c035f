"""One object a kind: how an answer is read, declined, said, shown and checked, wherever it comes from."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from intake.forms.codes import FieldKind
from intake.forms.form import Field
from intake.forms.forms import forms
from intake.forms.kind import as_said
from intake.forms.kinds import KINDS, kind_of
from intake.forms.understood import Read, Understood
from intents.reading import NotUnderstood

ROLES = Path(__file__).with_name("roles.txt").read_text(encoding="utf-8").splitlines()
COMPLAINT, CONSULTATION = forms()["complaint"], forms()["consultation"]


class Monday:
    """A Monday morning in Shanghai; places are what they are called, Saturdays and Sundays are off."""

    now = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai"))

    def is_workday(self, day: date) -> bool:
        return day.weekday() < 5

    def place(self, field: Field, text: str) -> Read:
        return Understood({"text": text, "district": None, "unit": None}, text)

    def district(self, field: Field, text: str) -> Read:
        return Understood(text, text)


def read(name: str, text: str) -> Understood:
    """Read the answer to a field of the complaint, or of the consultation."""
    field = (COMPLAINT if COMPLAINT.knows(name) else CONSULTATION).field(name)
    understood = kind_of(field).read(field, text, Monday())
    assert isinstance(understood, Understood)
    return understood


def test_there_is_one_object_for_every_kind() -> None:
    # Points are asked where a form is made of a standard.
    asked = {field.kind for form in forms().values() for field in form.fields} | {FieldKind.POINTS}

    assert set(KINDS) == set(FieldKind) == asked


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("reporter_role", "权利人", "right_holder"),
        ("secret_kind", "第二个", "business"),
        ("ongoing", "还在用", True),
        ("ongoing", "已经停了", False),
        ("reported_kind", "是个公司", "company"),
        ("visibility", "指导站也可以看", "station"),
        ("mode", "上门", "visit"),
        ("truth_declared", "属实", True),
        ("phone", "199 0000 1101", "19900001101"),
        ("loss_amount", "大概三十来万", 300_000),
        ("loss_amount", "五六万吧", 50_000),
        ("formed_on", "2021年3月", "2021-03"),
        ("preferred_times", "下周二上午", ["2026-12-01 上午"]),
        ("preferred_times", "哪天都行", None),
        ("act_place", "江津双福", {"text": "江津双福", "district": None, "unit": None}),
        ("district", "江津区", "江津区"),
        ("contact_name", "我叫王珂", "王珂"),
    ],
)
def test_an_answer_is_read_by_its_kind_and_fits_it(name: str, text: str, value: Any) -> None:
    field = (COMPLAINT if COMPLAINT.knows(name) else CONSULTATION).field(name)

    assert read(name, text).value == value
    assert value is None or kind_of(field).fits(field, value)


@pytest.mark.parametrize("line", [line for line in ROLES if not line.startswith("#")])
def test_who_somebody_is_is_read_from_what_they_are_to_whom(line: str) -> None:
    role, said = line.split(" | ")

    if role == "-":
        with pytest.raises(NotUnderstood):
            read("reporter_role", said)
    else:
        assert read("reporter_role", said).value == role


@pytest.mark.parametrize("said", ["我是权利人的律师", "受公司委托来举报", "代理人", "我是被许可人的律师"])
def test_whoever_files_for_the_owner_is_kept_as_the_agent(said: str) -> None:
    assert str(read("reporter_role", said).beside["agent"]) in said


def test_whoever_belongs_to_the_owner_is_no_agent() -> None:
    assert not read("reporter_role", "我是公司法务").beside


def test_several_options_are_kept_as_they_are_labelled() -> None:
    first, third = (COMPLAINT.field("measures").options[number].label for number in (0, 2))

    assert read("measures", "1和3").value == [first, third]


def test_the_words_of_one_answer_may_fill_the_fields_beside_it() -> None:
    assert read("act_date", "2023年至今").beside == {"ongoing": True}
    assert read("act_date", "2023年到2025年").beside == {"act_until": "2025"}
    assert read("contact_name", "王珂，19900001101").beside == {"phone": "19900001101"}
    assert read("reported_name", "半坡公司、张三").beside == {"reported_name#2": "张三"}


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("truth_declared", "不属实", "yes_no.unclear"),
        ("preferred_times", "周六下午", "times.day_off"),
        ("phone", "没有", "phone.no_digits"),
    ],
)
def test_what_holds_no_answer_is_refused_with_its_reason(name: str, text: str, key: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read(name, text)

    assert refusal.value.phrase_key == key


@pytest.mark.parametrize(
    ("name", "text", "declined"),
    [
        ("loss_amount", "说不清", True),
        ("loss_amount", "大约15,000欧元", False),
        ("loss_amount", "三十万", False),
        ("description", "没有", False),
        ("secret_title", "没有", True),
        ("park", "不在园区", True),
        ("reported_name", "不知道", True),
        ("reported_name", "不晓得全名，叫小鹿广告", False),
        ("act_kinds", "都没有", True),
        ("measures", "都没有", False),
    ],
)
def test_a_kind_knows_what_declines_it(name: str, text: str, declined: bool) -> None:
    field = (COMPLAINT if COMPLAINT.knows(name) else CONSULTATION).field(name)
    try:
        understood: Read | None = kind_of(field).read(field, text, Monday())
    except NotUnderstood:
        understood = None

    assert kind_of(field).declines(field, text, understood) is declined


@pytest.mark.parametrize(
    ("value", "typed", "said", "shown"),
    [
        (300_000, "三十来万", "30万元", "300,000 元（30 万元）"),
        (50_000, "五六万吧", "5万元至6万元（原话：五六万吧）", "5万元至6万元（原话：五六万吧）"),
        (300_000, "", "30万元", "300,000 元（30 万元）"),
    ],
)
def test_an_amount_that_is_no_single_figure_is_shown_as_it_was_said(
    value: int, typed: str, said: str, shown: str
) -> None:
    field = COMPLAINT.field("loss_amount")

    assert kind_of(field).said(field, value, typed) == said
    assert kind_of(field).shown(field, value, typed) == shown


def test_words_without_a_value_are_kept_and_a_refusal_is_not() -> None:
    assert as_said(None, "大约15,000欧元") == "大约15,000欧元"
    assert as_said(None, "不知道") == as_said(None, "跳过") == as_said([], "都没有") == as_said("甲", "甲") == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reporter_role", "owner"),
        ("ongoing", "是"),
        ("measures", "加密"),
        ("truth_declared", False),
        ("loss_amount", "三十万"),
        ("loss_amount", True),
        ("loss_amount", -1),
        ("act_date", "去年"),
        ("act_place", {"district": "江津区"}),
        ("act_place", "江津"),
        ("preferred_times", ["下周二"]),
        ("phone", ""),
    ],
)
def test_a_value_of_another_shape_does_not_fit(name: str, value: Any) -> None:
    field = (COMPLAINT if COMPLAINT.knows(name) else CONSULTATION).field(name)

    assert not kind_of(field).fits(field, value)


CHOOSING = [
    (form.name, field)
    for form in forms().values()
    for field in form.fields
    if field.kind in (FieldKind.CHOICE, FieldKind.CHOICES)
]


@pytest.mark.parametrize(("form", "field"), CHOOSING, ids=[f"{form}-{field.name}" for form, field in CHOOSING])
def test_each_part_of_a_label_chooses_its_option(form: str, field: Field) -> None:
    for option in field.options:
        parts = [part for part in re.split("或者|[、（），“”]|等(?:手段)?", option.label) if len(part) > 1]
        chosen = {part: read_of(field, part) for part in (option.label, *parts)}
        assert chosen == dict.fromkeys(chosen, option.value), option.label


def read_of(field: Field, text: str) -> object:
    """Return what a text chooses; the only one where several may be chosen."""
    understood = kind_of(field).read(field, text, Monday())
    assert isinstance(understood, Understood)
    several = understood.value
    return several[0] if isinstance(several, list) and len(several) == 1 else several


@pytest.mark.parametrize(
    ("name", "text", "chosen"),
    [
        ("measures", "1、3还有离职时收回资料", (0, 2, 5)),
        ("measures", "1，3，还有锁柜子", (0, 2, 3)),
        ("measures", "第二个和第三个，另外还有签了协议", (0, 1, 2)),
        ("measures", "签了保密协议，还有4", (0, 3)),
        ("measures", "选2，再加收回资料", (1, 5)),
        ("act_kinds", "1、3还有违反保密约定", (0, 2, 3)),
        ("act_kinds", "1、拷贝图纸；2、违反保密协议", (0, 3)),
        ("act_kinds", "3个人一起拷走的", (0,)),
        ("act_kinds", "3、4个人一起拷走的", (0,)),
        ("act_kinds", "3和5月份都来拷过", (0,)),
        ("act_kinds", "2026年3月偷的", (0,)),
        ("evidence_kinds", "一和三，还有监控", (0, 2, 3)),
    ],
)
def test_numbers_beside_words_are_kept(name: str, text: str, chosen: tuple[int, ...]) -> None:
    labels = [option.value for option in COMPLAINT.field(name).options]
    assert read(name, text).value == [labels[position] for position in chosen]
