"""Who handles a case inside its bureau. No database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Changes
from intake.cases.codes import CaseKind, CaseState, Role
from intake.cases.handling import Colleague, handlers_of, is_outsider, lacks_hands
from intake.cases.working import moved, open_moves
from tests.intake.cases.values import NOW, RULES, a_case

STAFF = tuple(
    Colleague(name, name, Role.OFFICER, "jiangjin", is_qualified=name in "abc") for name in ("a", "b", "c", "x")
)
STAFFED = replace(RULES, staff=(*STAFF, Colleague("h", "h", Role.HEAD, "jiangjin", is_qualified=True)))


def made(case: Case, name: str, by: str, role: Role = Role.OFFICER, on_behalf: str = "", **typed: str) -> Case:
    return change(case, name, by, role, on_behalf, **typed).after


def change(case: Case, name: str, by: str, role: Role, on_behalf: str = "", **typed: str) -> Changes:
    behalf = {"standing_in": "代理", "for": on_behalf} if on_behalf else {}
    return moved(name, case, Act(by, role, "jiangjin", NOW, case.version, typed, behalf), STAFFED)


def handled_by(*officers: str, state: CaseState = CaseState.CHECKING) -> Case:
    case = a_case(state)
    for one in officers:
        case = made(case, "assign", "h", Role.HEAD, officer=one)
    return case


def names(case: Case, who: str, role: Role = Role.OFFICER) -> set[str]:
    return {move.name for move in open_moves(case, role, "jiangjin", who)}


def test_an_officer_takes_up_what_nobody_handles() -> None:
    case = made(a_case(CaseState.TAKEN), "take_on", "a")

    assert handlers_of(case) == ("a",)
    with pytest.raises(NotAllowed, match="已有承办人"):
        made(case, "take_on", "b", Role.HEAD)
    assert "take_on" not in names(case, "a")


def test_a_head_names_others_and_a_handler_brings_somebody_in() -> None:
    case = made(handled_by("a"), "assign", "a", officer="b")

    assert handlers_of(case) == ("a", "b")
    with pytest.raises(Incomplete):
        made(case, "assign", "a", officer="somebody of another bureau")


def test_colleagues_who_do_not_handle_it_may_only_take_notes() -> None:
    case = handled_by("a")

    assert is_outsider(case, Role.OFFICER, "jiangjin", "b")
    assert not is_outsider(case, Role.HEAD, "jiangjin", "h")
    assert not is_outsider(case, Role.OFFICER, "banan", "of a bureau that assists")
    assert names(case, "b") == {"note"}
    with pytest.raises(NotAllowed, match="由承办人办理"):
        made(case, "write", "b", text="您好")
    assert {"write", "leave"} <= names(case, "a")


def test_who_leaves_says_why_and_the_last_one_leaves_it_to_nobody() -> None:
    with pytest.raises(Incomplete):
        made(handled_by("a"), "leave", "a")

    assert handlers_of(made(handled_by("a"), "leave", "a", reason="出差")) == ()


def test_a_docketed_case_wants_two_with_the_qualification() -> None:
    assert lacks_hands(handled_by("a", "x", state=CaseState.DOCKETED), STAFF)
    assert not lacks_hands(handled_by("a", "b", state=CaseState.DOCKETED), STAFF)
    assert not lacks_hands(handled_by("a"), STAFF)
    assert not lacks_hands(a_case(CaseState.TAKEN, CaseKind.CONSULTATION), STAFF)


@pytest.mark.parametrize("name", ["leave", "release"])
def test_of_two_on_a_docketed_case_none_goes_without_another(name: str) -> None:
    case = handled_by("a", "b", state=CaseState.DOCKETED)
    by, role = ("a", Role.OFFICER) if name == "leave" else ("h", Role.HEAD)

    with pytest.raises(NotAllowed, match="两名以上有执法资格"):
        made(case, name, by, role, officer="a", reason="调岗")


def test_a_head_puts_another_in_the_place_of_one() -> None:
    case = handled_by("a", "b", state=CaseState.DOCKETED)

    with pytest.raises(NotAllowed, match="执法资格"):
        made(case, "release", "h", Role.HEAD, officer="a", instead="x", reason="调岗")
    with pytest.raises(Incomplete):
        made(case, "release", "h", Role.HEAD, officer="a", instead="b", reason="调岗")
    after = made(case, "release", "h", Role.HEAD, officer="a", instead="c", reason="调岗")
    assert handlers_of(after) == ("b", "c")


def test_another_bureau_that_signs_for_it_names_its_own() -> None:
    signed = moved("sign_for", replace(handled_by("a"), state=CaseState.ROUTED), _by_a_head(), STAFFED).after

    assert handlers_of(signed) == ()


def test_a_deputy_acts_for_the_handler_and_the_entry_says_for_whom() -> None:
    changes = change(handled_by("a"), "write", "b", Role.OFFICER, on_behalf="a", text="请补充合同")

    assert changes.entries[0].actor == "b"
    assert changes.entries[0].payload["for"] == "a"


def _by_a_head() -> Act:
    return Act("h", Role.HEAD, "jiangjin", NOW, 1)
