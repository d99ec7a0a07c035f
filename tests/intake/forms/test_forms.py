"""The forms as data: one block a field, every fault at once with file and field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from intake.forms.codes import WRITTEN
from intake.forms.faults import answers_leading_to
from intake.forms.form import Answer, Form, open_fields
from intake.forms.forms import HERE, forms, identity_fields, read_earlier_forms, read_forms
from intents.sheet import SheetFaults, faults_in


def faults_of(folder: Path) -> list[str]:
    return faults_in(lambda: read_forms(folder), lambda: read_earlier_forms(folder / "versions"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The forms of the house in a folder where they may be spoilt."""
    for path in HERE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_the_forms_of_the_house_are_without_fault() -> None:
    assert list(forms()) == list(WRITTEN)


@pytest.mark.parametrize(
    ("file", "written", "instead", "fault"),
    [
        (
            "complaint.yaml",
            "    element: harm\n    sealed: case\n",
            "    element: harm\n",
            "complaint.yaml: fields: loss_amount: sealed: is missing",
        ),
        ("tip.yaml", "label: 知情途径", "lable: 知情途径", "tip.yaml: fields: how_known: lable: unknown field"),
        (
            "tip.yaml",
            "label: 知情途径",
            "label:",
            "tip.yaml: fields: how_known: label: must be text",
        ),
        ("tip.yaml", "kind: place", "kind: town", "tip.yaml: fields: act_place: kind: must be"),
        ("tip.yaml", "need: later", "need: perhaps", "tip.yaml: fields: reported_relation: need: must be"),
        (
            "tip.yaml",
            "options: roles",
            "options: rolls",
            "tip.yaml: fields: reporter_role: options: there is no list rolls",
        ),
        ("tip.yaml", "kind: phone", "kind: choice", "tip.yaml: fields: phone: options: needed by a choice"),
        (
            "tip.yaml",
            "group: filer",
            "group: nobody",
            "tip.yaml: fields: reporter_role: group: nobody is",
        ),
        (
            "tip.yaml",
            "{anonymous: [false]}",
            "{anonymous: [no one]}",
            "contact_name: when: anonymous: no one",
        ),
        (
            "tip.yaml",
            "{anonymous: [false]}",
            "{how_known: [a]}",
            "contact_name: when: how_known is no",
        ),
        (
            "tip.yaml",
            "{phone: phone}",
            "{phone: fax}",
            "tip.yaml: fields: contact_name: beside: the form",
        ),
        ("tip.yaml", "name: how_known", "name: phone", "tip.yaml: fields: phone: name: stands twice"),
        ("tip.yaml", "name: tip", "name: complaint", "tip.yaml: name: must be tip"),
        (
            "consultation.yaml",
            "{mode: [visit]}",
            "{mode: [car]}",
            "company_name: core_when: mode: car is no",
        ),
        ("tip.yaml", "element: party", "element: partly", "tip.yaml: fields: reported_name: element: must be"),
        ("tip.yaml", "need: core", "need: core\n    several: true", "several: only a name of a group"),
        ("tip.yaml", "values: [insider]", "values: [insiders]", "remarks: reporter_role: insiders is no option"),
        ("tip.yaml", "checks: [not_in_future]", "checks: [in_time]", "checks: in_time: there is no such rule"),
        ("tip.yaml", "checks: [not_in_future]", "checks: [after]", "checks: after: a rule that compares needs"),
        (
            "complaint.yaml",
            "（{other}），请核对后再说一次发生",
            "（{formed}）",
            "may only fill in {value} and {other}",
        ),
        ("complaint.yaml", "after: formed_on", "after: formed", "checks: after: the form has no field formed"),
        ("complaint.yaml", "{until: act_until,", "{until: act_end,", "beside: the form has no field act_end"),
        (
            "complaint.yaml",
            "later_when: happened_online",
            "later_when: online",
            "later_when: there is no",
        ),
        (
            "complaint.yaml",
            "title: 举报人}",
            "title: 举报人}\n  - {name: x, title: 甲}",
            "groups: x: has",
        ),
        ("options.yaml", "label: 上门服务", "lable: 上门服务", "options.yaml: modes: "),
        ("options.yaml", "modes:\n", "modes: [\n", "options.yaml: cannot be read"),
        (
            "tip.yaml",
            "    mentions: [联系电话, 电话, 手机, 号码]\n    sealed: identity",
            "    sealed: case",
            "tip.yaml: fields: phone: sealed: case, but identity in complaint.yaml",
        ),
    ],
)
def test_a_fault_is_named_with_its_file_and_field(
    folder: Path, file: str, written: str, instead: str, fault: str
) -> None:
    path = folder / file
    content = path.read_text(encoding="utf-8")
    assert written in content
    path.write_text(content.replace(written, instead, 1), encoding="utf-8")

    found = faults_of(folder)

    assert any(fault in one for one in found), found


@pytest.mark.parametrize(
    ("block", "fault"),
    [
        ("when: {reporter_role: [insider], loop: [visit]}", "loop is no earlier field"),
        ("when: {secret_kind: [both], reporter_role: []}", "extra: when: is never reached"),
        ("core_when: {anonymous: []}", "extra: core_when: is never reached"),
    ],
)
def test_a_field_that_nobody_reaches_is_a_fault(folder: Path, block: str, fault: str) -> None:
    path = folder / "tip.yaml"
    extra = f"""
  - name: extra
    kind: text
    group: act
    need: later
    {block}
    label: 某项
    ask: 问什么？
    help: 说一句。
    sealed: case
"""
    path.write_text(path.read_text(encoding="utf-8") + extra, encoding="utf-8")

    assert any(fault in one for one in faults_of(folder)), faults_of(folder)


def test_a_condition_under_another_condition_that_shuts_it_out_is_never_reached(folder: Path) -> None:
    path = folder / "tip.yaml"
    between = "    when: {anonymous: [false]}\n"
    content = path.read_text(encoding="utf-8")
    # A choice that only the named see, and a field for the anonymous who chose it.
    added = (
        content
        + """
  - name: hours
    kind: choice
    group: act
    need: later
    when: {anonymous: [false]}
    options: modes
    label: 怎样联系
    ask: 怎样联系您？
    help: 说一种。
    sealed: case

  - name: after_hours
    kind: text
    group: act
    need: later
    when: {hours: [phone], anonymous: [true]}
    label: 某项
    ask: 问什么？
    help: 说一句。
    sealed: case
"""
    )
    assert between in content
    path.write_text(added, encoding="utf-8")

    assert faults_of(folder) == ["tip.yaml: fields: after_hours: when: is never reached"]


@pytest.mark.parametrize("form", forms().values(), ids=list(forms()))
def test_every_field_is_asked_under_some_answers(form: Form) -> None:
    for field in form.fields:
        conditions = [one for one in (field.core_when, field.later_when) if one] or [field.when]
        for condition in conditions:
            asked = open_fields(form, answers_leading_to(form, condition))
            assert (field.name in [one.name for one in asked]) == (field.asked or condition is not field.when)


def test_a_field_becomes_needed_under_its_condition() -> None:
    company = forms()["consultation"].field("company_name")

    assert not company.under({}).core
    assert company.under({"mode": Answer("visit", "上门")}).core
    assert not company.under({"mode": Answer("phone", "电话")}).core


def test_an_earlier_version_is_checked_too(folder: Path) -> None:
    versions = folder / "versions"
    versions.mkdir()
    old = (HERE / "versions" / "tip-1.yaml").read_text(encoding="utf-8")
    (versions / "tip-1.yaml").write_text(old.replace("options: roles, ", "options: rolls, "), encoding="utf-8")
    (versions / "tip-0.yaml").write_text(old.replace(", sealed: identity", "", 1), encoding="utf-8")

    assert faults_of(folder) == [
        "versions/tip-0.yaml: fields: contact_name: sealed: is missing",
        "versions/tip-1.yaml: fields: reporter_role: options: there is no list rolls",
    ]


def test_the_digest_follows_what_is_asked_and_offered_and_nothing_else(folder: Path) -> None:
    before = read_forms(folder)
    (folder / "tip.yaml").write_text("# a remark\n" + (folder / "tip.yaml").read_text(encoding="utf-8"), "utf-8")
    options = (folder / "options.yaml").read_text(encoding="utf-8")
    (folder / "options.yaml").write_text(options.replace("label: 上门服务", "label: 上门"), encoding="utf-8")

    after = read_forms(folder)

    offering = {
        form.name
        for form in before.values()
        if any(option.label == "上门服务" for field in form.fields for option in field.options)
    }
    assert "consultation" in offering
    assert {name for name in before if before[name].digest != after[name].digest} == offering


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    for name in WRITTEN:
        path = folder / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("    sealed: case\n", ""), encoding="utf-8")

    with pytest.raises(SheetFaults) as refusal:
        read_forms(folder)

    for name in WRITTEN:
        assert any(one.startswith(f"{name}.yaml") for one in refusal.value.faults)
    assert len(refusal.value.faults) > 40


def test_a_form_that_is_not_there_is_a_fault(folder: Path) -> None:
    (folder / "tip.yaml").unlink()

    assert any(one.startswith("tip.yaml: the file does not exist") for one in faults_of(folder))


def test_what_names_the_filer_is_sealed_as_such() -> None:
    assert identity_fields() == {
        "reporter_name",
        "credit_code",
        "contact_name",
        "phone",
        "mail",
        "agent",
        "company_name",
        "right_basis",
    }
