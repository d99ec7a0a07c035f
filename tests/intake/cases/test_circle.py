"""Who knows of a case: who decides it, who can be let in, and that somebody is left who decides. No database."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Changes
from intake.cases.circle import DeskPerson, circle_drawn, could_know
from intake.cases.codes import JournalCode, Role
from tests.intake.cases.values import a_case, an_act

HEAD = DeskPerson("h1", "马局", Role.HEAD, "jiangjin")
OFFICER = DeskPerson("o1", "小周", Role.OFFICER, "jiangjin")
COLLEAGUE = DeskPerson("o2", "小吴", Role.OFFICER, "jiangjin")
ASSISTANT = DeskPerson("a1", "小郑", Role.OFFICER, "banan")
COORDINATOR = DeskPerson("c1", "老冯", Role.COORDINATOR, None)
AUDITOR = DeskPerson("u1", "老陈", Role.AUDITOR, None)
ADMIN = DeskPerson("x1", "管理员", Role.ADMIN, None)
PEOPLE = (HEAD, OFFICER, COLLEAGUE, ASSISTANT, COORDINATOR, AUDITOR, ADMIN)


def drawn(case: Case, act: Act, chosen: Sequence[str]) -> Changes:
    return circle_drawn(case, act, PEOPLE, chosen)


def test_a_head_closes_a_case_to_those_who_are_named_and_the_journal_has_both_lists() -> None:
    changes = drawn(a_case(), an_act(reason="涉及本局人员"), ["o1", "h1"])

    (entry,) = changes.entries
    assert changes.after.circle == ("h1", "o1")
    assert changes.after.version == a_case().version + 1
    assert (entry.code, entry.payload) == (JournalCode.CIRCLE_DRAWN, {"officers": ["h1", "o1"], "before": []})
    assert entry.words is not None and entry.words.text == "涉及本局人员"


def test_with_nobody_chosen_it_is_open_again() -> None:
    changes = drawn(a_case(circle=("h1", "o1")), an_act(reason="事情已经了结"), [])

    assert changes.after.circle == ()
    assert changes.entries[0].code == JournalCode.CIRCLE_LIFTED


@pytest.mark.parametrize(
    ("role", "bureau"),
    [(Role.OFFICER, "jiangjin"), (Role.HEAD, "banan"), (Role.COORDINATOR, None), (Role.AUDITOR, None)],
)
def test_nobody_else_decides_it(role: Role, bureau: str | None) -> None:
    with pytest.raises(NotAllowed, match="负责人"):
        drawn(a_case(), an_act(role, bureau, reason="x"), ["h1"])


def test_the_coordinator_decides_it_while_the_municipal_bureau_has_the_case() -> None:
    municipal = a_case(lead_bureau="municipal")

    assert drawn(municipal, an_act(Role.COORDINATOR, None, reason="x"), ["c1"]).after.circle == ("c1",)


@pytest.mark.parametrize("chosen", [["o1"], ["o1", "u1"], ["c1"]])
def test_a_circle_without_anybody_who_decides_is_refused(chosen: list[str]) -> None:
    with pytest.raises(Incomplete, match="至少选一名承办局的负责人"):
        drawn(a_case(), an_act(reason="x"), chosen)


@pytest.mark.parametrize("chosen", [["h1", "a1"], ["h1", "x1"], ["h1", "nobody"]])
def test_only_whom_the_wall_lets_in_can_be_named(chosen: list[str]) -> None:
    with pytest.raises(Incomplete, match="重新选"):
        drawn(a_case(), an_act(reason="x"), chosen)


def test_an_assisting_bureaus_officer_can_be_named() -> None:
    assert could_know(a_case(assisting=("banan",)), ASSISTANT)


def test_a_reason_is_needed_and_a_change() -> None:
    with pytest.raises(Incomplete, match="理由"):
        drawn(a_case(), an_act(), ["h1"])
    with pytest.raises(Incomplete, match="没有改动"):
        drawn(a_case(circle=("h1",)), an_act(reason="x"), ["h1"])
