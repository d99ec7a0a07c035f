"""The way to the police as a rule book, step by step. No database."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.codes import CaseKind, CaseState, Role
from intake.clocks.calendar import SHANGHAI
from intake.clocks.clock import ClockState
from intake.transfers.codes import TransferState
from intake.transfers.moves import steps_for
from tests.intake.transfers.values import (
    PAPERS,
    POLICE,
    REPORT,
    a_play,
    approved,
    received,
    refused,
    reported,
)


@pytest.mark.parametrize(
    "state", [CaseState.TAKEN, CaseState.CHECKING, CaseState.DOCKETED, CaseState.NOT_DOCKETED]
)
def test_a_case_can_go_to_the_police_docketed_or_not(state: CaseState) -> None:
    assert a_play(state).open("police", **POLICE).state is TransferState.PREPARED


def test_a_consultation_cannot_go_to_the_police() -> None:
    with pytest.raises(NotAllowed):
        a_play(CaseState.TAKEN, CaseKind.CONSULTATION).open("police", **POLICE)


@pytest.mark.parametrize(
    ("gate", "checks"), [("must", "facts"), ("must", "suspicion,measures"), ("should", "facts")]
)
def test_each_gate_wants_all_of_its_own_checks(gate: str, checks: str) -> None:
    with pytest.raises(Incomplete, match="第3条"):
        a_play().open("police", **POLICE | {"gate": gate, "checks": checks})


def test_what_evidently_reaches_the_standard_must_go() -> None:
    transfer = a_play().open("police", **POLICE | {"gate": "must", "checks": "facts,standard"})

    assert transfer.facts["gate"] == "must"


@pytest.mark.parametrize("team", ["o1", "o1,o1"])
def test_one_officer_is_no_team(team: str) -> None:
    with pytest.raises(Incomplete, match="两名"):
        a_play().open("police", **POLICE | {"team": team})


def test_somebody_of_another_bureau_is_in_no_team() -> None:
    with pytest.raises(Incomplete):
        a_play().open("police", **POLICE | {"team": "o1,o9"})


@pytest.mark.parametrize("body", ["police", "police_banan", "procuratorate_jiangjin"])
def test_only_the_police_of_the_same_level_and_place_receive(body: str) -> None:
    with pytest.raises(Incomplete):
        a_play().open("police", **POLICE | {"bodies": body})


def test_the_identity_stays_unless_it_is_ticked_and_what_was_not_sent_is_kept() -> None:
    transfer = a_play().open("police", **POLICE)

    assert transfer.parts == ("reported", "act")
    assert transfer.withheld == ("words", "identity")


def test_a_second_way_to_the_police_is_not_opened_beside_the_first() -> None:
    play = reported()

    with pytest.raises(NotAllowed, match="已经有一件"):
        play.open("police", **POLICE)


def test_only_the_team_reports() -> None:
    play = a_play()
    play.open("police", **POLICE)

    with pytest.raises(NotAllowed, match="专案组"):
        play.step("police_transfer_reported", by="o3", **REPORT)


def test_the_principal_decides_within_three_days_weekends_counted() -> None:
    assert reported().clock("police_transfer_decision").due_on == date(2026, 11, 28)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD])
@pytest.mark.parametrize("step", ["police_transfer_approved", "police_transfer_rejected"])
def test_nobody_but_the_principal_decides(role: Role, step: str) -> None:
    with pytest.raises(NotAllowed, match="岗位"):
        reported().step(step, by="h1", role=role, text="理由")


@pytest.mark.parametrize("step", ["police_transfer_approved", "police_transfer_rejected"])
def test_who_reported_never_decides_even_as_principal(step: str) -> None:
    with pytest.raises(NotAllowed, match="不能审批自己的报告"):
        reported().step(step, by="o2", role=Role.PRINCIPAL, text="理由")


def test_a_refusal_wants_its_reasons_and_ends_the_transfer() -> None:
    play = reported()
    with pytest.raises(Incomplete, match="理由"):
        play.step("police_transfer_rejected", by="p1", role=Role.PRINCIPAL)

    play.step("police_transfer_rejected", by="p1", role=Role.PRINCIPAL, text="没有合理嫌疑。")

    assert play.newest.state is TransferState.REJECTED
    assert play.clock("police_transfer_decision").state is ClockState.MET


def test_approved_on_a_friday_evening_it_is_handed_over_on_saturday() -> None:
    play = a_play()
    play.now = datetime(2026, 11, 27, 17, 0, tzinfo=SHANGHAI)
    play.open("police", **POLICE)
    play.step("police_transfer_reported", **REPORT | {"at": "2026-11-27T17:00"})
    play.step("police_transfer_approved", by="p1", role=Role.PRINCIPAL)

    assert play.clock("police_handover").due_at == datetime(2026, 11, 28, 17, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "paper", ["transfer_letter", "investigation_report", "goods_list", "no_appraisal", "others"]
)
def test_none_of_the_five_papers_is_left_open(paper: str) -> None:
    papers = ",".join(one for one in PAPERS.split(",") if one != paper)

    with pytest.raises(Incomplete, match="第6条"):
        approved().step("police_handed_over", papers=papers)


def test_a_paper_is_not_both_there_and_missing() -> None:
    with pytest.raises(Incomplete, match="又写没有"):
        approved().step("police_handed_over", papers=f"{PAPERS},appraisal")


def test_an_appraisal_that_goes_along_is_named() -> None:
    papers = PAPERS.replace("no_appraisal", "appraisal")
    with pytest.raises(Incomplete, match="名称、出具的机构和文号"):
        approved().step("police_handed_over", papers=papers)

    play = approved()
    play.step("police_handed_over", papers=papers, appraisal="鉴定意见书，〔2026〕第3号", text="原件随案")

    assert play.written == "检验报告、鉴定结论：鉴定意见书，〔2026〕第3号\n原件随案"


def test_handing_over_is_confirmed_by_a_tick() -> None:
    with pytest.raises(Incomplete):
        approved().step("police_handed_over", papers=PAPERS, confirmed="")


def test_the_police_decide_within_three_days_of_their_slip() -> None:
    play = received()

    assert play.newest.state is TransferState.RECEIVED
    assert play.clock("police_decision").due_on == date(2026, 11, 28)


def test_a_slip_dated_before_its_sending_is_refused() -> None:
    play = approved().later(hours=2)
    play.step("police_handed_over", papers=PAPERS)

    with pytest.raises(Incomplete, match="不能早于上一步"):
        play.step("police_received", competent="yes", at="2026-11-24")


def test_a_slip_of_tomorrow_is_refused() -> None:
    play = approved()
    play.step("police_handed_over", papers=PAPERS)

    with pytest.raises(Incomplete, match="还没有到"):
        play.step("police_received", competent="yes", at="2026-11-26")


def test_a_slip_that_bears_only_the_day_of_sending_is_taken() -> None:
    play = approved()
    play.step("police_handed_over", papers=PAPERS)

    assert play.step("police_received", competent="yes", at="2026-11-25").state is TransferState.RECEIVED


def test_a_second_acceptance_is_refused() -> None:
    with pytest.raises(NotAllowed, match="已签收"):
        received().step("police_received", competent="yes")


def test_the_wrong_organ_passes_it_on_within_a_day() -> None:
    play = approved()
    play.step("police_handed_over", papers=PAPERS)
    play.step("police_received", competent="no")
    assert play.newest.waits_for_them
    assert play.clock("police_forward").due_at == datetime(2026, 11, 26, 10, 30, tzinfo=SHANGHAI)

    play.later(hours=20).step("police_forwarded", body="police_banan")
    play.later(hours=1).step("police_received_elsewhere")

    assert play.newest.bodies == ("police_banan",)
    assert play.newest.state is TransferState.RECEIVED
    assert play.clock("police_forward").state is ClockState.MET


def test_what_the_police_do_not_sign_for_comes_back_and_can_be_sent_again() -> None:
    play = approved()
    play.step("police_handed_over", papers=PAPERS)
    play.step("police_sent_back", text="缺清单。")

    assert play.step("police_handed_over", papers=PAPERS).state is TransferState.SENT


def test_goods_and_materials_follow_within_three_days_of_the_notice() -> None:
    play = received().later(days=1)
    play.step("police_docketed", number="渝公知立字〔2026〕12号")
    assert play.clock("material_handover").due_on == date(2026, 11, 29)
    with pytest.raises(Incomplete, match="第12条"):
        play.step("police_materials_handed_over", goods="goods")

    play.step("police_materials_handed_over", goods="no_goods,materials,record")

    assert play.newest.state is TransferState.HANDED_OVER
    assert play.newest.is_over


def test_what_the_police_give_back_after_docketing_returns_to_the_bureau() -> None:
    play = received()
    play.step("police_docketed")

    assert play.step("police_returned", text="不需要追究刑事责任。").state is TransferState.RETURNED


def test_a_refusal_is_answered_within_three_days() -> None:
    play = refused()

    assert play.newest.state is TransferState.REFUSED
    assert play.clock("reconsideration_request").due_on == date(2026, 11, 30)
    assert {
        step.code for step in steps_for(play.case, play.newest, play._act("h1", Role.HEAD, {}), play.office)
    } == {
        "reconsideration_asked",
        "supervision_asked",
    }


def test_reconsideration_upheld_leads_to_supervision_within_three_days() -> None:
    play = refused().later(hours=3)
    play.step("reconsideration_asked", by="h1", role=Role.HEAD, text="事实清楚。")
    play.later(hours=1).step("reconsideration_received")
    assert play.clock("reconsideration_decision").due_on == date(2026, 11, 30)
    play.later(days=2).step("reconsideration_refused", text="维持。")
    assert play.clock("supervision_request").due_on == date(2026, 12, 2)

    play.step("supervision_asked", by="h1", role=Role.HEAD, supervisor="procuratorate_jiangjin", text="应当立案。")

    assert play.newest.state is TransferState.SUPERVISED
    assert play.clock("supervision_request").state is ClockState.MET
    assert play.step("police_docketed").state is TransferState.DOCKETED


def test_supervision_can_be_asked_for_at_once() -> None:
    play = refused()
    play.step("supervision_asked", by="h1", role=Role.HEAD, supervisor="procuratorate_jiangjin", text="应当立案。")

    assert play.clock("reconsideration_request").state is ClockState.MET
    assert play.step("supervision_declined", text="理由成立。").state is TransferState.LEFT_TO_US


def test_supervision_is_asked_of_the_procuratorate_of_the_same_level() -> None:
    with pytest.raises(Incomplete):
        refused().step("supervision_asked", by="h1", role=Role.HEAD, supervisor="procuratorate", text="应当立案。")


def test_whoever_has_no_objection_leaves_no_clock_running() -> None:
    play = refused()
    play.step("police_refusal_accepted", by="p1", role=Role.PRINCIPAL, text="同意。")

    assert play.newest.state is TransferState.LEFT_TO_US
    assert play.clock("reconsideration_request").state is ClockState.STOPPED
    assert [one.name for one in play.case.clocks if one.is_open] == ["tip_check"]


def test_a_notice_entered_three_weeks_late_counts_from_its_own_day() -> None:
    play = received().later(days=21)
    play.step("police_refused", materials_back="no", text="情节轻微。", at="2026-11-27")

    clock = play.clock("reconsideration_request")
    assert clock.due_on == date(2026, 11, 30)
    assert clock.counted["recorded_on"] == "2026-12-16"
    assert play.newest.steps[-1].was_entered_late


def test_a_mistaken_entry_is_superseded_after_the_clock_ran_out() -> None:
    play = received().later(days=1)
    play.step("police_docketed", at="2026-11-26")
    play.later(days=10)

    play.withdraw("公安机关送来的是不予立案通知书。")
    assert play.newest.state is TransferState.RECEIVED
    assert not [one for one in play.case.clocks if one.name == "material_handover"]
    play.step("police_refused", materials_back="yes", text="情节轻微。", at="2026-11-26")

    assert play.clock("reconsideration_request").due_on == date(2026, 11, 29)
    assert play.clock("police_decision").state is ClockState.MET
    assert not play.clock("police_decision").counted["late"]


def test_only_a_decider_takes_an_entry_back_and_says_why() -> None:
    with pytest.raises(Incomplete):
        received().withdraw("")


def test_an_opening_taken_back_leaves_a_void_transfer_and_room_for_another() -> None:
    play = a_play()
    play.open("police", **POLICE)
    assert play.withdraw().state is TransferState.VOID

    assert play.open("police", **POLICE).number == 2


def test_it_can_be_dropped_before_the_report_and_not_after() -> None:
    play = a_play()
    play.open("police", **POLICE)
    dropped = play.step("transfer_dropped", by="h1", role=Role.HEAD, text="另案处理。")
    assert dropped.state is TransferState.DROPPED

    with pytest.raises(NotAllowed):
        reported().step("transfer_dropped", by="h1", role=Role.HEAD, text="另案处理。")


def test_another_bureau_takes_no_step() -> None:
    play = approved()
    play.case = type(play.case)(
        **{name: getattr(play.case, name) for name in play.case.__slots__} | {"lead_bureau": "banan"}
    )

    with pytest.raises(NotAllowed, match="承办局"):
        play.step("police_handed_over", papers=PAPERS)
