"""What is handed over in person stands under a register number of its case. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act
from intake.cases.codes import CaseKind, CaseState, Role
from intake.cases.materials import materials_of
from intake.cases.working import moved
from intake.clocks.clock import ClockEvent
from intake.transfers.codes import TransferKind, TransferState
from intake.transfers.package import cover_of
from intake.transfers.transfer import Transfer
from tests.intake.cases.values import NOW, RULES, a_case, an_act

TODAY, LATER = "2026-11-25", NOW + timedelta(days=2)
PAPER = {"material": "paper", "text": "工艺文件复印件", "pieces": "3", "came_from": "agent", "on": TODAY}

_TRANSFER = Transfer("t1", 1, TransferKind.POLICE, TransferState.REPORTED, "jiangjin", ("police_jiangjin",))


def acting(case: Case, name: str, act: Act) -> Case:
    """Return the case once the move was made, with what its journal then has."""
    changes = moved(name, case, act, RULES)
    (entry,) = changes.entries
    event = ClockEvent(
        len(case.events) + 1, entry.code, entry.effective_at or entry.at, entry.at, payload=entry.payload
    )
    return replace(changes.after, events=(*case.events, event))


def taken(case: Case, **typed: str) -> Case:
    return acting(
        case, "take_material", replace(an_act(Role.OFFICER, typed=PAPER | typed), at=LATER, seen=case.version)
    )


def returned(case: Case, which: str, on: str = "2026-11-27") -> Case:
    typed = {"which": which, "went_to": "filer", "on": on}
    return acting(case, "return_material", _act(case, typed))


def _act(case: Case, typed: dict[str, str]) -> Act:
    return replace(an_act(Role.OFFICER, typed=typed), at=LATER, seen=case.version)


@pytest.mark.parametrize("kind", CaseKind)
def test_it_gets_the_number_of_the_case_and_the_next_of_its_own(kind: CaseKind) -> None:
    case = taken(taken(a_case(CaseState.TAKEN, kind)), material="storage", pieces="1", pages="12")

    first, second = materials_of(case.events)
    assert first.registered(case.reference) == "K7M2-9QXT-4-D1"
    assert second.registered(case.reference) == "K7M2-9QXT-4-D2"
    assert (first.in_words, second.in_words) == ("纸质材料，3件", "光盘、U盘等存储介质，1件、12页")
    assert str(first.taken_on) == TODAY and first.returned_on is None


def test_a_number_is_not_given_again_once_its_material_went_back() -> None:
    case = taken(returned(taken(taken(a_case(CaseState.TAKEN))), "2"))

    assert [(one.number, str(one.returned_on or "")) for one in materials_of(case.events)] == [
        (1, ""),
        (2, "2026-11-27"),
        (3, ""),
    ]


def test_the_journal_has_codes_and_numbers_and_the_words_are_sealed_apart() -> None:
    changes = moved("take_material", a_case(CaseState.TAKEN), an_act(Role.OFFICER, typed=PAPER), RULES)

    (entry,) = changes.entries
    assert entry.payload == {"number": 1, "material": "paper", "pieces": 3, "came_from": "agent"}
    assert entry.words is not None and entry.words.text == "工艺文件复印件"
    assert changes.before is not None and changes.after.clocks == changes.before.clocks


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "写" * 61}, "text"),
        ({"material": "name"}, "material"),
        ({"pieces": "0"}, "pieces"),
        ({"pages": "-1"}, "pages"),
        ({"came_from": "张三"}, "came_from"),
        ({"on": "2026-11-24"}, "on"),
        ({"on": "2026-12-24"}, "on"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(wrong: dict[str, str], field: str) -> None:
    with pytest.raises(Incomplete) as refused:
        taken(a_case(CaseState.TAKEN), **wrong)

    assert refused.value.field == field


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.WITHDRAWN, CaseState.SPLIT])
def test_a_case_that_is_over_takes_nothing_more_but_gives_back(state: CaseState) -> None:
    case = replace(taken(a_case(CaseState.TAKEN)), state=state)

    with pytest.raises(NotAllowed):
        taken(case)
    assert materials_of(returned(case, "1").events)[0].returned_on


def test_nothing_goes_back_twice_or_before_it_came() -> None:
    case = taken(a_case(CaseState.TAKEN), on="2026-11-26")

    with pytest.raises(Incomplete, match="不能早于"):
        returned(case, "1", on=TODAY)
    with pytest.raises(NotAllowed, match="没有当面收下"):
        returned(returned(case, "1"), "1")


def test_what_was_given_back_is_not_offered_again() -> None:
    case = returned(taken(taken(a_case(CaseState.TAKEN))), "1")

    with pytest.raises(Incomplete):
        returned(case, "1")


def test_what_lies_at_the_bureau_is_named_on_the_cover_of_a_package_and_what_went_back_is_not() -> None:
    case = returned(taken(taken(a_case(CaseState.DOCKETED))), "1")

    cover = cover_of(_TRANSFER, case, "甲局", "乙局", (), NOW)

    assert "登记号K7M2-9QXT-4-D2　纸质材料，3件" in cover and "-D1" not in cover
    assert "当面收下" not in cover_of(_TRANSFER, a_case(CaseState.DOCKETED), "甲局", "乙局", (), NOW)
