"""Which papers fit which case, and beside which transfer: the whole table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Final

import pytest

from intake.cases.case import Case, Incomplete
from intake.cases.codes import CaseKind, CaseState, Outcome, Role
from intake.cases.running import recounted
from intake.clocks.clock import ClockEvent
from intake.papers.codes import TITLES, PaperKind, number_in_words
from intake.papers.context import FIELDS
from intake.papers.entering import entered
from intake.papers.kinds import PAPERS, paper_of
from intake.papers.of_measures import MEASURE_PAPERS
from intake.papers.offering import offered, why_not_made
from intake.transfers.codes import PAPERS as TRANSFER_PAPERS
from intake.transfers.codes import TransferState
from tests.intake.cases.values import NOW, RULES, a_case
from tests.intake.transfers.values import PAPERS as POLICE_PAPERS
from tests.intake.transfers.values import POLICE, REPORT, Play

NAMED: Final = {"register", "telling", "result_notice"}
# What a head of the bureau that has a right-holder's case can make of the case itself; others can less.
OF_A_CASE: Final = {
    "submitted": "register telling delivery_slip",
    "routed": "register telling delivery_slip",
    "taken": "register telling material_list delivery_slip",
    "checking": "register telling docket_approval no_docket_approval goods_list material_list delivery_slip",
    "disputed": "register material_list delivery_slip",
    "docketed": "register docket_approval result_notice goods_list material_list delivery_slip",
    "not_docketed": "register no_docket_approval result_notice material_list delivery_slip",
    "answered": "register delivery_slip",
    "closed": "register telling result_notice delivery_slip",
    "withdrawn": "",
    "split": "register delivery_slip",
}
# What follows an act between bureaus: the act, who made it and with which post, the paper.
AFTER_AN_ACT: Final = (
    ("passed_down", {"from": "municipal", "to": "jiangjin"}, Role.COORDINATOR, None, "pass_down_notice"),
    ("passed_inside", {"bureau": "jiangjin"}, Role.HEAD, "jiangjin", "pass_down_notice"),
    ("handed_down", {"from": "municipal", "to": "jiangjin"}, Role.HEAD, "municipal", "assignment"),
    ("jurisdiction_reported_up", {"bureau": "jiangjin"}, Role.HEAD, "jiangjin", "designation_request"),
    ("transferred", {"from": "jiangjin", "to": "banan"}, Role.HEAD, "jiangjin", "case_letter"),
    ("assist_asked", {"from": "jiangjin", "to": "banan"}, Role.OFFICER, "jiangjin", "assistance_letter"),
)


def _offered(case: Case, role: Role = Role.HEAD, bureau: str | None = "jiangjin", **more: Any) -> list[str]:
    found = offered(case, more.pop("transfer", None), role, bureau, **{"has_paper": True, **more})
    return [paper.kind.value for paper in found]


@pytest.mark.parametrize("state", CaseState)
def test_a_case_is_offered_what_fits_its_state(state: CaseState) -> None:
    bureau = "municipal" if state is CaseState.SUBMITTED else "jiangjin"
    case = a_case(state=state, lead_bureau=bureau)

    expected = OF_A_CASE[state].split()

    assert _offered(case, bureau=bureau) == expected
    others = {"telling"} if state is not CaseState.DOCKETED else {"telling", "case_letter"}
    assert _offered(case, Role.OFFICER, bureau) == [one for one in expected if one not in others]
    assert _offered(case, bureau="banan") == _offered(case, Role.AUDITOR, None) == []
    assert _offered(case, has_paper=False, bureau=bureau) == [one for one in expected if one != "delivery_slip"]
    anonymous = _offered(replace(case, anonymous=True), bureau=bureau)
    assert anonymous == [one for one in expected if one not in NAMED - {"register"}]
    referral = _offered(replace(case, kind=CaseKind.REFERRAL), bureau=bureau)
    assert referral == [one for one in expected if one not in NAMED]
    assert _offered(replace(case, kind=CaseKind.CONSULTATION), bureau=bureau) == []


def test_a_closed_case_is_told_of_what_it_came_to() -> None:
    closed = a_case(state=CaseState.CLOSED)

    assert "telling" in _offered(replace(closed, outcome=Outcome.TOLD_ELSEWHERE))
    assert "result_notice" not in _offered(replace(closed, outcome=Outcome.TOLD_ELSEWHERE))
    assert "telling" not in _offered(replace(closed, outcome=Outcome.PENALISED))


@pytest.mark.parametrize(("act", "said", "role", "bureau", "kind"), AFTER_AN_ACT)
def test_what_follows_an_act_is_made_by_whoever_did_it(
    act: str, said: dict[str, str], role: Role, bureau: str | None, kind: str
) -> None:
    case = a_case(state=CaseState.DOCKETED)
    after = replace(case, events=(*case.events, ClockEvent(9, act, NOW, NOW, payload=said)))
    paper = paper_of(kind)
    assert paper is not None

    assert kind not in _offered(case, role, bureau)
    assert "还没有办理" in why_not_made(paper, case, None, role, bureau, has_paper=True)
    assert kind in _offered(after, role, bureau)
    assert kind not in _offered(after, Role.HEAD, "banan")


def _with_events(case: Case, *events: tuple[str, str, dict[str, Any]]) -> Case:
    made = (ClockEvent(9 + n, code, NOW, NOW, key, payload=said) for n, (code, key, said) in enumerate(events))
    return recounted(replace(case, events=(*case.events, *made)), RULES.clocks).after


def test_a_paper_of_a_measure_is_about_one_that_there_is_at_its_step() -> None:
    case = a_case(state=CaseState.CHECKING)
    reported = _with_events(case, ("measure_reported", "measure-1", {"measure": "seize", "to": "municipal"}))
    entry = _with_events(reported, ("measure_reported", "measure-2", {"measure": "enter", "to": "jiangjin"}))
    approved = _with_events(entry, ("measure_approved", "measure-1", {"measure": "seize"}))
    seized = _with_events(approved, ("seized", "measure-1", {"measure": "seize"}))
    lifted = _with_events(seized, ("seizure_lifted", "measure-1", {}))
    given_back = replace(lifted, state=CaseState.CLOSED)
    saved = _with_events(case, ("evidence_registered", "registered-1", {}))
    let_go = _with_events(saved, ("evidence_released", "registered-1", {}))
    dealt_with = _with_events(saved, ("evidence_dealt_with", "registered-1", {}))
    measures = {paper.kind.value for paper in MEASURE_PAPERS}

    found = [
        [one for one in _offered(each) if one in measures]
        for each in (case, reported, approved, seized, lifted, given_back, saved, let_go, dealt_with)
    ]

    assert found == [
        [],
        ["measure_report"],
        ["measure_report", "seizure_decision"],
        ["measure_report", "seizure_decision", "seizure_extension", "seizure_examination", "seizure_lifting"],
        ["measure_report", "seizure_lifting"],
        ["seizure_lifting"],
        ["registration_notice", "registration_release"],
        ["registration_release"],
        [],
    ]
    report, decision = paper_of("measure_report"), paper_of("seizure_decision")
    assert report is not None
    assert decision is not None
    assert report.asks_of(approved)[0].options == (
        "查封、扣押（2026年11月25日批准）",
        "进入经营场所检查（2026年11月25日报告）",
    )
    assert decision.asks_of(seized)[0].options == ("查封、扣押（2026年11月25日实施）",)
    twice = _with_events(saved, ("evidence_registered", "registered-2", {}))
    notice = paper_of("registration_notice")
    assert notice is not None
    assert notice.asks_of(twice)[0].options == ("2026年11月25日登记保存之1", "2026年11月25日登记保存之2")
    assert "先在案件页“调查措施”里办理" in why_not_made(
        decision, case, None, Role.HEAD, "jiangjin", has_paper=True
    )
    assert "seizure_decision" not in _offered(seized, bureau="banan")


def test_no_extension_is_written_that_the_law_does_not_know() -> None:
    case = a_case(state=CaseState.CHECKING)
    seized = _with_events(
        case,
        ("measure_reported", "measure-1", {"measure": "seize", "to": "municipal"}),
        ("seized", "measure-1", {"measure": "seize"}),
    )
    extended = _with_events(seized, ("seizure_extended", "measure-1", {"by": "head", "days": 10}))
    notice = paper_of("seizure_extension")
    assert notice is not None
    which = notice.asks_of(seized)[0].options[0]

    notice.fits(seized, {"branch": which, "deadline": "2027-01-24"})
    notice.fits(extended, {"branch": which, "deadline": "2027-01-04"})

    for of, day in ((seized, "2027-01-25"), (extended, "2027-01-05")):
        with pytest.raises(Incomplete, match="最多延长到"):
            notice.fits(of, {"branch": which, "deadline": day})


def test_the_police_chain_is_offered_its_papers_step_by_step() -> None:
    play = Play()
    early = ["investigation_report", "goods_list", "material_list", "delivery_slip"]

    assert _offered(play.case, transfer=play.open("police", **POLICE)) == early
    assert _offered(play.case, transfer=play.step("police_transfer_reported", **REPORT)) == early
    approved = play.step("police_transfer_approved", by="p1", role=Role.PRINCIPAL)
    assert _offered(play.case, transfer=approved) == ["transfer_letter", *early]
    over = replace(approved, state=TransferState.HANDED_OVER)
    assert _offered(play.case, transfer=over) == []


def test_what_was_made_here_stands_in_the_step_that_hands_it_over() -> None:
    play = Play()
    play.open("police", **POLICE)
    made = {"t1": {"transfer_letter": "江津区-移送公安-2026-0001", "case_letter": "江津区-案移-2026-0001"}}
    play.office = replace(play.office, made=made)
    play.step("police_transfer_reported", **REPORT)
    play.step("police_transfer_approved", by="p1", role=Role.PRINCIPAL)

    sent = play.step("police_handed_over", papers=POLICE_PAPERS)

    assert sent.steps[-1].said["made_papers"] == ["江津区-移送公安-2026-0001"]


def test_every_paper_stands_once_in_the_table_under_a_name_that_is_not_abolished() -> None:
    assert [paper.kind for paper in PAPERS] == list(dict.fromkeys(paper.kind for paper in PAPERS))
    assert {paper.kind for paper in PAPERS} == set(PaperKind) == set(TITLES)
    assert not [title for title in TITLES.values() if title.endswith("立案告知书")]
    assert {kind: TRANSFER_PAPERS[kind] for kind in TITLES if kind in TRANSFER_PAPERS} == {
        kind: title for kind, title in TITLES.items() if kind in TRANSFER_PAPERS
    }
    fields = {one.name for one in FIELDS}
    assert len(fields) == len(FIELDS)
    assert number_in_words("江津区", PaperKind.GOODS_LIST, 2026, 12345) == "江津区-物品-2026-12345"


def test_what_is_entered_is_read_line_by_line_and_refused_in_words() -> None:
    goods, notice = paper_of("goods_list"), paper_of("pass_down_notice")
    assert goods is not None
    assert notice is not None
    today = date(2026, 11, 25)

    rows = entered(goods.asks, {"listed": "硬盘，1块，存放在本局，三楼\r\n\r\n合同\t2份"}, today)["listed"]

    assert [tuple(row.values()) for row in rows] == [
        ("1", "硬盘", "1块", "存放在本局，三楼"),
        ("2", "合同", "2份", ""),
    ]
    for paper, typed, sentence in (
        (goods, {"listed": " \n "}, "请填写涉案物品。"),
        (goods, {"listed": "物品\n" * 201}, "最多 200 行"),
        (goods, {"listed": "x" * 4_001}, "最多 4,000 字"),
        (notice, {"receiver": "甲\n乙", "deadline": "2026-12-01"}, "分送给只能写一行。"),
        (notice, {"receiver": "甲", "deadline": "2026-02-30"}, "请填写反馈日期"),
        (notice, {"receiver": "甲", "deadline": "2026-11-24"}, "反馈日期不能早于今天。"),
    ):
        with pytest.raises(Incomplete) as missing:
            entered(paper.asks, typed, today)
        assert sentence in str(missing.value)
