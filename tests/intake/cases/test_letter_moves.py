"""What officers write to the filer. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.codes import CaseKind, CaseState, Role
from intake.cases.letter_moves import has_unread_words, owes_result
from intake.cases.working import added, moved
from intake.clocks.clock import ClockEvent
from tests.intake.cases.values import NOW, RULES, a_case, an_act


def made(case: Case, name: str, **typed: str) -> Case:
    return moved(name, case, an_act(seen=case.version, typed=typed), RULES).after


def test_a_request_for_supplements_has_a_day_and_stops_no_clock() -> None:
    case = a_case(CaseState.CHECKING)

    changes = moved("ask_supplement", case, an_act(text="请补充保密协议。", until="2026-12-07"), RULES)

    (entry,) = changes.entries
    assert entry.payload == {"until": "2026-12-07"}
    assert entry.mail is not None and entry.mail.endswith(
        "请补充保密协议。\n请在2026年12月7日以前补充；办理期限照常计算，过了这一天也可以补充。"
    )
    assert [(one.name, one.state, one.due_on) for one in changes.after.clocks] == [
        (one.name, one.state, one.due_on) for one in case.clocks
    ]


@pytest.mark.parametrize("until", ["", "2026-11-25", "2026-12-05", "2027-11-25", "soon"])
def test_the_day_is_a_working_day_to_come(until: str) -> None:
    with pytest.raises(Incomplete):
        made(a_case(CaseState.CHECKING), "ask_supplement", text="请补充", until=until)


@pytest.mark.parametrize("decision", ["docket", "not_docket"])
def test_telling_the_result_stays_due_docketed_or_not(decision: str) -> None:
    decided = made(a_case(CaseState.CHECKING), decision, reason="证据不足")

    assert owes_result(decided)
    told = made(decided, "tell_result", text="处理结果如下。")
    assert not owes_result(told)
    with pytest.raises(NotAllowed, match="已经告知"):
        made(told, "tell_result", text="再告知一次")


def test_what_is_told_with_the_decision_is_told() -> None:
    assert not owes_result(
        made(a_case(CaseState.CHECKING), "not_docket", reason="证据不足", tell="决定不予立案。")
    )


def test_after_a_refusal_was_told_closing_need_not_be_told_again() -> None:
    refused = made(a_case(CaseState.CHECKING), "not_docket", reason="证据不足", tell="决定不予立案。")

    assert not owes_result(made(refused, "close", outcome="not_docketed"))


def test_what_a_docketed_case_came_to_is_told_when_it_is_closed_too() -> None:
    docketed = made(a_case(CaseState.CHECKING), "docket", tell="已立案。")
    closed = made(
        made(made(docketed, "take_on"), "decide_case", outcome="dismissed", on="2026-11-25", reason="不成立"),
        "close",
        outcome="dismissed",
    )

    assert owes_result(closed)
    assert not owes_result(made(closed, "tell_result", text="已作出行政处罚决定。"))


@pytest.mark.parametrize(
    "case",
    [
        a_case(CaseState.NOT_DOCKETED, anonymous=True),
        a_case(CaseState.ANSWERED, CaseKind.CONSULTATION),
        a_case(CaseState.CHECKING),
    ],
)
def test_nothing_is_owed_to_an_anonymous_filer_for_a_consultation_or_before_a_decision(case: Case) -> None:
    assert not owes_result(case)


def test_words_of_the_filer_are_unread_until_an_officer_acts_on_a_closed_case_too() -> None:
    case = a_case(CaseState.CLOSED)
    wrote = replace(case, events=(*case.events, _wrote(len(case.events) + 1)))

    assert has_unread_words(wrote)
    read = made(wrote, "read_words")
    assert not has_unread_words(read)
    assert (read.state, read.clocks) == (CaseState.CLOSED, wrote.clocks)
    with pytest.raises(NotAllowed, match="没有新写的话"):
        made(read, "read_words")


def test_words_on_a_closed_case_change_no_state_and_start_no_clock() -> None:
    case = a_case(CaseState.CLOSED)

    changes = added(case, "objection", "我不同意", NOW + timedelta(days=3))

    assert changes.after == case


def test_an_assisting_bureau_writes_to_nobody() -> None:
    with pytest.raises(NotAllowed):
        moved("tell_result", a_case(CaseState.DOCKETED), an_act(Role.HEAD, "banan", text="x"), RULES)


def _wrote(seq: int) -> ClockEvent:
    return ClockEvent(seq, "filer_added", NOW, NOW, payload={"purpose": "objection"})
