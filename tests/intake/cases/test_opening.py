"""What a filed draft becomes. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from intake.cases.changes import BureauNotice, Changes
from intake.cases.codes import CaseState
from intake.cases.opening import Receipt, opened_case
from intake.forms.draft import Draft
from intake.routing.route import route
from intake.routing.rules import load_rules
from tests.builders import COMPLAINT, CONSULTATION
from tests.intake.cases.values import NOW, RULES

RECEIPT = Receipt("c1", "K7M2-9QXT-4", "f1", "wechat", False, NOW)
ELSEWHERE = {"text": "说不准", "district": None, "unit": None}


def filed(kind: str = "complaint", anonymous: bool = False, **fields: Any) -> Changes:
    given = CONSULTATION if kind == "consultation" else COMPLAINT
    draft = Draft(kind, anonymous, {**given, **fields}, {"phone": "199…", "description": "原话"}, f"{kind}-1")
    return opened_case(draft, route(draft, load_rules(), RULES.bureaus, NOW.date()), RECEIPT, RULES)


def test_a_report_reaches_its_bureau_with_its_date_and_its_journal() -> None:
    changes = filed()

    case = changes.after
    assert changes.before is None
    assert (case.id, case.reference, case.filer, case.channel, case.version) == (
        "c1", "K7M2-9QXT-4", "f1", "wechat", 1
    )  # fmt: skip
    assert (case.lead_bureau, case.state, case.place_unit) == ("jiangjin", CaseState.ROUTED, "双福街道")
    assert [(clock.name, clock.due_on) for clock in case.clocks] == [("tip_check", date(2026, 12, 16))]
    assert [(entry.actor, entry.code) for entry in changes.entries] == [
        ("filer", "case_opened"),
        ("service", "routed"),
    ]
    assert changes.notices == (BureauNotice("case_routed", "jiangjin"),)


def test_what_waits_at_the_municipal_bureau_was_not_routed_yet() -> None:
    case = filed(act_place=ELSEWHERE).after

    assert (case.lead_bureau, case.state) == ("municipal", CaseState.SUBMITTED)


def test_what_names_the_filer_is_parted_from_the_rest() -> None:
    content = filed().filed

    assert content is not None
    assert set(content.identity["fields"]) == {"reporter_name", "credit_code", "contact_name", "phone"}
    assert content.identity["typed"] == {"phone": "199…"}
    assert content.text["typed"] == {"description": "原话"}
    assert not set(content.text["fields"]) & set(content.identity["fields"])


def test_a_consultation_has_no_date() -> None:
    assert filed("consultation").after.clocks == ()


@pytest.mark.parametrize("kind", ["complaint", "tip", "consultation"])
def test_the_journal_holds_codes_and_no_words(kind: str) -> None:
    changes = filed(kind)

    assert all(entry.words is None and entry.mail is None for entry in changes.entries)
    said = {name for entry in changes.entries for name in entry.payload}
    assert said - {"kind", "form", "bureau", "rule", "due"} <= {"wished", "visibility"}


def test_a_place_of_use_comes_before_the_place_of_the_act() -> None:
    case = filed(use_place={"text": "巴南", "district": "巴南区", "unit": None}).after

    assert case.place_district == "巴南区"
    assert replace(RECEIPT, demo=True).demo is True


@pytest.mark.parametrize("secret_kind", ["technical", "business"])
def test_of_several_places_none_is_the_place_of_the_case_not_even_their_office(secret_kind: str) -> None:
    both = {"text": "两处", "district": None, "unit": None, "candidates": ["jiangjin", "bishan"]}
    office = {"text": "璧山", "district": "璧山区", "unit": "青杠街道"}

    case = filed(secret_kind=secret_kind, act_place=both, reported_place=office).after

    assert (case.place_district, case.place_unit) == (None, None)


def test_where_it_is_used_is_the_place_of_the_case_beside_several() -> None:
    both = {"text": "两处", "district": None, "unit": None, "candidates": ["jiangjin", "bishan"]}

    case = filed(act_place=both, use_place={"text": "巴南", "district": "巴南区", "unit": None}).after

    assert case.place_district == "巴南区"
