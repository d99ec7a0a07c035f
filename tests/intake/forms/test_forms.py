"""The forms as data: one block a field, every fault at once with file and field."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from intake.forms.form import FormName
from intake.forms.forms import HERE, FormFaults, faults, forms, identity_fields, read_forms


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The forms of the house in a folder where they may be spoilt."""
    for path in HERE.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def test_the_forms_of_the_house_are_without_fault() -> None:
    assert faults() == []
    assert list(forms()) == list(FormName)


@pytest.mark.parametrize(
    ("file", "written", "instead", "fault"),
    [
        (
            "complaint.yaml",
            "    element: harm\n    sealed: case\n",
            "    element: harm\n",
            "complaint.yaml: fields: loss_amount: sealed: is missing",
        ),
        ("tip.yaml", "label: 知情途径", "lable: 知情途径", "tip.yaml: fields: how_known: lable: is unknown"),
        (
            "tip.yaml",
            "label: 知情途径",
            "label:",
            "tip.yaml: fields: how_known: label: Input should be",
        ),
        ("tip.yaml", "kind: place", "kind: town", "tip.yaml: fields: act_place: kind: Input should"),
        ("tip.yaml", "need: later", "need: perhaps", "tip.yaml: fields: reported_relation: need: Input should"),
        (
            "tip.yaml",
            "options: roles",
            "options: rolls",
            "tip.yaml: fields: reporter_role: options: rolls is",
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

    found = faults(folder)

    assert any(fault in one for one in found), found


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    for name in FormName:
        path = folder / f"{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("    sealed: case\n", ""), encoding="utf-8")

    with pytest.raises(FormFaults) as refusal:
        read_forms(folder)

    for name in FormName:
        assert any(one.startswith(f"{name}.yaml") for one in refusal.value.faults)
    assert len(refusal.value.faults) > 40


def test_a_form_that_is_not_there_is_a_fault(folder: Path) -> None:
    (folder / "tip.yaml").unlink()

    assert any(one.startswith("tip.yaml: cannot be read") for one in faults(folder))


def test_what_names_the_filer_is_sealed_as_such() -> None:
    assert identity_fields() == {
        "reporter_name",
        "credit_code",
        "contact_name",
        "phone",
        "agent",
        "company_name",
        "right_basis",
    }
