"""Marks: what holds a trade secret, who may open it besides, who takes a mark away. No database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Changes
from intake.cases.codes import Role
from intake.cases.secrecy import LEVELS, TEXT, UNMARKED, Mark, SecrecyLevel, mark_of, marked
from intake.clocks.clock import ClockEvent
from tests.intake.cases.test_circle import ADMIN, ASSISTANT, AUDITOR, HEAD, PEOPLE
from tests.intake.cases.values import NOW, a_case, an_act


def mark(case: Case, act: Act, subject: str = "f1") -> Changes:
    return marked(case, act, subject, 3, PEOPLE)


def after(changes: Changes) -> Case:
    (entry,) = changes.entries
    event = ClockEvent(len(changes.after.events) + 1, entry.code, NOW, NOW, payload=entry.payload)
    return replace(changes.after, events=(*changes.after.events, event))


def test_what_nobody_marked_is_ordinary_and_open_to_nobody_besides() -> None:
    assert mark_of(a_case(), "f1") == UNMARKED == Mark(SecrecyLevel.ORDINARY, ())


def test_no_level_is_called_as_the_grades_of_state_secrets_are() -> None:
    assert set(LEVELS.values()) == {"一般", "含商业秘密"}


def test_an_officer_marks_a_file_and_the_journal_says_which() -> None:
    changes = mark(a_case(), an_act(Role.OFFICER, level="secret", access=AUDITOR.id))

    assert changes.entries[0].payload == {"subject": "f1", "number": 3, "level": "secret", "access": ["u1"]}
    assert mark_of(after(changes), "f1") == Mark(SecrecyLevel.SECRET, ("u1",))
    assert mark_of(after(changes), TEXT) == UNMARKED


def test_the_last_mark_holds() -> None:
    once = after(mark(a_case(), an_act(level="secret")))

    twice = after(mark(once, an_act(level="ordinary", reason="核对过，只有公开的内容")))

    assert mark_of(twice, "f1") == UNMARKED


def test_only_a_head_takes_a_mark_away_and_says_why() -> None:
    case = after(mark(a_case(), an_act(Role.OFFICER, level="secret")))

    with pytest.raises(NotAllowed, match="负责人"):
        mark(case, an_act(Role.OFFICER, level="ordinary", reason="x"))
    with pytest.raises(Incomplete, match="理由"):
        mark(case, an_act(Role.HEAD, level="ordinary"))


@pytest.mark.parametrize("level", ["", "机密", "top"])
def test_a_level_nobody_knows_is_refused(level: str) -> None:
    with pytest.raises(Incomplete, match="保密标记"):
        mark(a_case(), an_act(level=level))


@pytest.mark.parametrize("person", [ASSISTANT, ADMIN])
def test_nobody_is_named_who_does_not_see_the_case(person: object) -> None:
    with pytest.raises(Incomplete, match="重新选"):
        mark(a_case(), an_act(level="secret", access=person.id))  # type: ignore[attr-defined]


def test_of_a_closed_case_only_those_are_named_who_know_of_it() -> None:
    closed = a_case(circle=(HEAD.id,))

    with pytest.raises(Incomplete, match="重新选"):
        mark(closed, an_act(level="secret", access=AUDITOR.id))


def test_the_same_again_is_no_change() -> None:
    with pytest.raises(Incomplete, match="没有改动"):
        mark(a_case(), an_act(level="ordinary"))
