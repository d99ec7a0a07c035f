"""A mixed filing is split into parts, one level only; its parts count from its receipt (CRM 第9条)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Changes
from intake.cases.codes import CaseKind, CaseState, Outcome, Role
from intake.cases.handling import handlers_of
from intake.cases.parting import closed_with_its_parts, files_given, known_as, origin_of, part_ids
from intake.cases.running import with_clocks
from intake.cases.splitting import MOST, Drawn, WantedPart, given, refuse_unfit, split, why_not_split
from tests.intake.cases.situations import after, begun
from tests.intake.cases.values import NOW, RULES, a_case, an_act

REPORT = WantedPart("complaint", "business", "甲公司", "甲公司拿走客户名单", ("f1",), carries=True)
QUESTION = WantedPart("consultation", "", "", "另外想问保密协议怎么签")


def taken(**values: Any) -> Case:
    case = after(begun(lead="jiangjin"), ("signed",))
    return replace(case, reference="K7M2-9QXT-4", **values)


def made(case: Case, *wanted: WantedPart, **fields: Any) -> tuple[Changes, ...]:
    drawn = [Drawn(f"p{number}", f"P{number}") for number in range(1, len(wanted) + 1)]
    act = an_act(Role.OFFICER)
    return split(case, act, wanted, drawn, fields, RULES)


def test_each_part_is_a_case_of_its_own_and_counts_from_the_receipt_of_the_filing() -> None:
    case = taken()

    filing, report, question = made(case, REPORT, QUESTION)

    assert filing.after.state is CaseState.SPLIT
    assert not any(clock.is_open for clock in filing.after.clocks)
    assert part_ids(filing.after) == ("p1", "p2")
    assert (report.after.kind, report.after.state) == (CaseKind.COMPLAINT, CaseState.TAKEN)
    assert [clock.due_on for clock in report.after.clocks] == [clock.due_on for clock in case.clocks]
    assert (question.after.kind, question.after.clocks) == (CaseKind.CONSULTATION, ())
    assert known_as(report.after) == "K7M2-9QXT-4（第1部分）"
    assert files_given(report.after) == {"f1"} and not files_given(question.after)


def test_a_part_has_the_officers_words_and_what_goes_with_them_and_nothing_else_of_the_filing() -> None:
    fields = {"act_date": "2026-08-12", "description": "甲乙两家的事", "reported_name": "乙公司", "phone": "1"}

    _, with_them, without = made(taken(), REPORT, replace(REPORT, carries=False), **fields)

    assert with_them.filed is not None and without.filed is not None
    assert with_them.filed.text["fields"] == {
        "act_date": "2026-08-12",
        "reported_name": "甲公司",
        "secret_kind": "business",
        "description": "甲公司拿走客户名单",
    }
    assert "act_date" not in without.filed.text["fields"]
    assert with_them.filed.identity == {"fields": {}, "typed": {}}


def test_an_extension_and_the_handlers_of_the_filing_hold_for_its_parts() -> None:
    case = after(begun(lead="jiangjin"), ("signed", "taken_on", "check_extended"))
    act = replace(an_act(Role.OFFICER), by="o2")

    _, report, _ = split(case, act, (REPORT, QUESTION), (Drawn("p1", "P1"), Drawn("p2", "P2")), {}, RULES)

    assert [clock.due_on for clock in report.after.clocks] == [clock.due_on for clock in case.clocks]
    assert handlers_of(report.after) == handlers_of(case) == ("o2",)


@pytest.mark.parametrize(
    ("case", "role", "bureau", "why"),
    [
        (lambda: made(taken(), REPORT, QUESTION)[1].after, Role.HEAD, "jiangjin", "不能再拆分"),
        (lambda: made(taken(), REPORT, QUESTION)[0].after, Role.HEAD, "jiangjin", "分别办理中"),
        (lambda: a_case(CaseState.CLOSED), Role.HEAD, "jiangjin", "已办结"),
        (lambda: a_case(CaseState.DOCKETED), Role.HEAD, "jiangjin", "已立案"),
        (lambda: begun(lead="jiangjin"), Role.OFFICER, "jiangjin", "先签收"),
        (lambda: after(taken(), ("disputed",)), Role.HEAD, "jiangjin", "管辖待定"),
        (taken, Role.HEAD, "banan", "承办局"),
        (taken, Role.COORDINATOR, None, "还没有分送"),
        (taken, Role.AUDITOR, None, "承办局"),
        (lambda: a_case(CaseState.TAKEN, CaseKind.REFERRAL), Role.HEAD, "jiangjin", "没有来访人"),
    ],
)
def test_a_part_a_closed_case_one_in_dispute_or_somebody_elses_is_not_split(
    case: Callable[[], Case], role: Role, bureau: str | None, why: str
) -> None:
    assert why in why_not_split(case(), role, bureau, "o1")


def test_at_the_municipal_intake_the_coordinator_splits_and_the_parts_wait_there_to_be_placed() -> None:
    case = begun()

    filing, *parts = split(
        case,
        an_act(Role.COORDINATOR, None),
        (REPORT, replace(REPORT, secret_kind="technical")),
        (Drawn("p1", "P1"), Drawn("p2", "P2")),
        {},
        RULES,
    )

    assert filing.after.state is CaseState.SPLIT
    assert [part.after.state for part in parts] == [CaseState.SUBMITTED] * 2
    assert [part.after.secret_kind for part in parts] == ["business", "technical"]


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        ([], "parts"),
        ([REPORT], "parts"),
        ([REPORT] * 30, "parts"),
        ([REPORT] * (MOST + 1), "parts"),
        ([REPORT, replace(REPORT, kind="")], "kind-2"),
        ([REPORT, replace(REPORT, kind="referral")], "kind-2"),
        ([replace(REPORT, secret_kind=""), REPORT], "secret_kind-1"),
        ([REPORT, replace(QUESTION, text=" 。")], "text-2"),
        ([REPORT, replace(QUESTION, text="长" * 2_001)], "text-2"),
        ([REPORT, replace(REPORT, about="长" * 101)], "about-2"),
        ([REPORT, replace(REPORT, files=("another",))], "files-2"),
    ],
)
def test_what_makes_no_parts_is_told_beside_its_input(wanted: list[WantedPart], field: str) -> None:
    with pytest.raises(Incomplete) as refused:
        refuse_unfit(wanted, frozenset({"f1"}))

    assert refused.value.field == field


def test_the_filing_closes_when_all_its_parts_have_and_not_before() -> None:
    filing = made(taken(), REPORT, QUESTION)[0].after

    assert closed_with_its_parts(filing, ["closed", "taken"], NOW) is None
    changes = closed_with_its_parts(filing, ["closed", "withdrawn"], NOW)

    assert changes is not None
    assert (changes.after.state, changes.after.outcome) == (CaseState.CLOSED, Outcome.IN_PARTS)
    assert closed_with_its_parts(changes.after, ["closed", "withdrawn"], NOW) is None


def test_what_comes_later_is_handed_to_one_part_with_the_files_that_it_may_use() -> None:
    filing, report, question = (one.after for one in made(taken(), REPORT, QUESTION))
    act = replace(an_act(Role.OFFICER), at=NOW + timedelta(days=1))

    out, into = given(filing, question, act, "来访人补充：协议找到了", ["f1"], frozenset({"f1"}))

    assert files_given(with_clocks(into, RULES.clocks).after) == {"f1"}
    assert out.entries[0].words is None and into.entries[0].words is not None
    assert origin_of(report) != origin_of(question)
    with pytest.raises(Incomplete, match="一个部分"):
        given(filing, taken(), act, "话", [], frozenset())
    with pytest.raises(Incomplete, match="要转的"):
        given(filing, question, act, "", [], frozenset())
    with pytest.raises(Incomplete, match="不在这一件里"):
        given(filing, question, act, "", ["x"], frozenset({"f1"}))
    with pytest.raises(NotAllowed, match="承办人员"):
        given(filing, question, replace(act, bureau="banan"), "话", [], frozenset())
