"""A case is shown by the form it was filed with: what a version once asked, it keeps.

`asked/` holds what each version in use asked when it was new. Fields and options may be added to a version. What
goes, or changes its meaning, needs a new one: the old form moves to `intake/forms/versions/`, shortened to what is
shown, and the form in use is called by the next number.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from intake.forms.codes import WRITTEN, FormName
from intake.forms.forms import earlier_forms, form_of, forms

ASKED = Path(__file__).with_name("asked")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_version_still_has_every_field_and_option_that_it_asked(name: FormName) -> None:
    form = forms()[name]
    asked: dict[str, dict[str, Any]] = json.loads((ASKED / f"{form.version}.json").read_text(encoding="utf-8"))

    for field_name, was in asked.items():
        field = form.field(field_name)
        assert field.kind == was["kind"], field_name
        assert set(was.get("values", ())) <= {option.value for option in field.options}, field_name


def test_every_version_before_the_one_in_use_is_kept() -> None:
    numbered = (form.version.rpartition("-") for form in forms().values())
    before = {f"{name}-{earlier}" for name, _, number in numbered for earlier in range(1, int(number))}

    assert set(earlier_forms()) == before


def test_a_case_of_no_version_that_we_know_is_shown_by_the_form_in_use() -> None:
    assert form_of("tip", "tip-99 0123456789ab") is forms()["tip"]
    assert form_of("tip", "") is forms()["tip"]
    assert form_of("tip", "tip-1") is earlier_forms()["tip-1"]
