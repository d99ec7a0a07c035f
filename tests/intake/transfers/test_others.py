"""Other organs, courts, Sichuan, notices, acting together, asking again: as a rule book. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from intake.cases.case import Incomplete, NotAllowed
from intake.cases.changes import Act
from intake.cases.codes import CaseKind, CaseState, Outcome, Role
from intake.clocks.calendar import SHANGHAI
from intake.clocks.clock import ClockEvent
from intake.transfers.bars import bar_of, bar_of_act
from intake.transfers.body import Body, BodyKind, BodyLevel
from intake.transfers.chasers import rung_at
from intake.transfers.codes import TransferKind, TransferState
from intake.transfers.moves import steps_for, why_not_opened
from intake.transfers.opening import OPENINGS, opening_of
from intake.transfers.reading import transfers_of
from tests.intake.cases.values import NOW, RULES
from tests.intake.transfers.values import OFFICE, POLICE, Play, a_play, refused, reported

TAX = Body("tax", BodyKind.ORGAN, BodyLevel.DISTRICT, "jiangjin", "某区税务局")
WITH_TAX = replace(OFFICE, bodies=OFFICE.bodies.with_entered([TAX]))
ORGAN: dict[str, Any] = {"bodies": "tax", "parts": "reported,act", "text": "涉及税收。"}


def docketed() -> Play:
    play = a_play(CaseState.DOCKETED)
    play.office = WITH_TAX
    return play


@pytest.mark.parametrize("kind", ["organ", "jurisdiction", "assistance"])
@pytest.mark.parametrize("state", [CaseState.TAKEN, CaseState.CHECKING, CaseState.NOT_DOCKETED])
def test_only_a_docketed_case_is_transferred_to_another_organ_or_asks_one_for_help(
    kind: str, state: CaseState
) -> None:
    with pytest.raises(NotAllowed, match="不能办理"):
        a_play(state).open(kind, **ORGAN)


def test_it_leaves_by_the_heads_decision_and_is_signed_for_there() -> None:
    play = docketed()
    play.open("organ", **ORGAN)
    with pytest.raises(NotAllowed, match="负责人"):
        play.step("transfer_sent", papers="case_letter,material_list")

    play.step("transfer_sent", by="h1", role=Role.HEAD, papers="case_letter,material_list")
    assert play.newest.waits_for_them
    assert play.step("transfer_received").state is TransferState.RECEIVED
    assert play.step("transfer_answered", text="已查处。").state is TransferState.DONE


@pytest.mark.parametrize(
    ("kind", "bodies", "more"),
    [
        ("organ", "tax", {}),
        ("jurisdiction", "sichuan", {}),
        ("enforce", "court", {"reminded_on": "2026-11-01", "expired_on": "2026-10-20"}),
    ],
)
def test_who_prepared_what_leaves_by_a_heads_decision_does_not_decide_on_it(
    kind: str, bodies: str, more: dict[str, str]
) -> None:
    play = docketed()
    play.open(kind, by="h1", role=Role.HEAD, bodies=bodies, parts="act", text="理由。", **more)
    with pytest.raises(NotAllowed, match="另一位负责人"):
        play.step("transfer_sent", by="h1", role=Role.HEAD, papers="material_list")

    assert play.step("transfer_sent", by="p1", role=Role.PRINCIPAL, papers="material_list").waits_for_them


def test_what_was_prepared_before_that_was_noted_is_sent_as_it_was() -> None:
    play = docketed()
    play.open("organ", **ORGAN)
    earlier = [
        replace(one, payload={key: said for key, said in one.payload.items() if key != "by"})
        for one in play.case.events
    ]
    play.case = replace(play.case, events=tuple(earlier))

    assert play.step("transfer_sent", by="o1", role=Role.HEAD, papers="case_letter").waits_for_them


def test_what_an_organ_sends_back_is_the_bureaus_again() -> None:
    play = docketed()
    play.open("organ", **ORGAN)
    play.step("transfer_sent", by="h1", role=Role.HEAD, papers="case_letter")
    play.step("transfer_sent_back", text="不属本机关职责。")

    assert play.newest.state is TransferState.SENT_BACK
    assert not play.newest.waits_for_them


def test_sichuan_cannot_send_a_transfer_back_but_may_have_it_designated() -> None:
    play = docketed()
    play.open("jurisdiction", bodies="sichuan", parts="reported", text="行为地在四川。")
    play.step("transfer_sent", by="h1", role=Role.HEAD, papers="case_letter")
    with pytest.raises(NotAllowed, match="第14条"):
        play.step("transfer_sent_back", text="不收。")

    play.step("designation_asked_there")
    assert play.step("designated_there", designated="us").state is TransferState.RETURNED


def test_what_came_by_transfer_is_not_passed_on() -> None:
    play = docketed()
    came = {"kind": "inbound", "came_as": "jurisdiction", "state": "received", "bodies": ["sichuan"]}
    arrived = ClockEvent(9, "transfer_opened", NOW, NOW, subject="t0", payload=came)
    play.case = replace(play.case, events=(*play.case.events, arrived))

    with pytest.raises(NotAllowed, match="不能再自行移送"):
        play.open("organ", **ORGAN)


def test_a_notice_never_carries_the_filer_nor_their_words() -> None:
    play = a_play(CaseState.CHECKING)
    for part in ("identity", "words"):
        with pytest.raises(Incomplete):
            play.open("inform", bodies="assets", parts=f"act,{part}", text="请关注。")

    transfer = play.open("inform", bodies="assets", parts="reported,act", text="请关注。")
    assert "identity" in transfer.withheld


def test_the_police_are_no_receiver_of_a_mere_notice() -> None:
    with pytest.raises(Incomplete):
        a_play().open("inform", bodies="police_jiangjin", parts="act", text="请关注。")


def test_a_route_is_told_to_the_filer_and_done_with() -> None:
    play = a_play(CaseState.TAKEN)
    transfer = play.open("route", route="civil", letter="损害赔偿可以向人民法院提起民事诉讼。")

    assert transfer.is_over and transfer.bodies == ()


def test_nobody_stands_behind_a_referral_who_could_be_told_a_route() -> None:
    with pytest.raises(NotAllowed):
        a_play(CaseState.TAKEN, CaseKind.REFERRAL).open("route", route="civil", letter="可以起诉。")


@pytest.mark.parametrize(
    ("reminded", "expired", "fault"),
    [
        ("2026-11-20", "2026-10-01", "reminded_on"),
        ("2026-11-01", "2026-12-01", "expired_on"),
        ("2026-07-01", "2026-08-01", "expired_on"),
    ],
)
def test_enforcement_waits_for_the_reminder_and_has_three_months(reminded: str, expired: str, fault: str) -> None:
    play = docketed()
    with pytest.raises(Incomplete) as refusal:
        play.open("enforce", bodies="court", reminded_on=reminded, expired_on=expired, parts="act", text="逾期。")
    assert refusal.value.field == fault


def test_a_penalty_is_enforced_after_the_case_was_closed_and_nothing_else_is() -> None:
    said: dict[str, Any] = {
        "bodies": "court",
        "reminded_on": "2026-11-01",
        "expired_on": "2026-10-20",
        "parts": "act",
        "text": "逾期不缴。",
    }
    play = a_play(CaseState.CLOSED, outcome=Outcome.PENALISED)
    assert play.open("enforce", **said).state is TransferState.PREPARED

    with pytest.raises(NotAllowed, match="损害赔偿"):
        a_play(CaseState.CLOSED, outcome=Outcome.NOT_PENALISED).open("enforce", **said)


def test_acting_together_names_every_body() -> None:
    play = docketed()
    transfer = play.open("joint", bodies="police_jiangjin,tax", text="联合检查。")

    assert transfer.bodies == ("police_jiangjin", "tax")
    assert play.step("joint_held", text="检查两处。").is_over


def test_a_case_may_have_several_transfers_with_steps_of_their_own() -> None:
    play = docketed()
    first = play.open("inform", bodies="assets", parts="act", text="请关注。")
    play.open("organ", **ORGAN)
    play.step("transfer_sent", of=first, papers="notice_letter")

    assert [one.state for one in transfers_of(play.case)] == [TransferState.SENT, TransferState.PREPARED]


def test_asking_again_changes_nothing_and_ends_with_the_transfer() -> None:
    play = docketed()
    play.open("inform", bodies="assets", parts="act", text="请关注。")
    play.step("transfer_sent", papers="notice_letter")
    assert play.step("transfer_chased", by_way="telephone").state is TransferState.SENT
    play.step("transfer_answered", text="收悉。")

    with pytest.raises(NotAllowed):
        play.step("transfer_chased", by_way="telephone")


@pytest.mark.parametrize(
    ("kind", "days", "rung"), [("police", 1, 0), ("police", 2, 1), ("organ", 2, 0), ("organ", 30, 3)]
)
def test_the_ladder_counts_working_days(kind: str, days: int, rung: int) -> None:
    monday = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)

    assert rung_at(TransferKind(kind), monday, monday + timedelta(days=days), RULES.clocks.calendar) == rung


def test_no_weekend_is_waited_through() -> None:
    friday = datetime(2026, 11, 27, 10, tzinfo=SHANGHAI)

    assert rung_at(TransferKind.POLICE, friday, friday + timedelta(days=2), RULES.clocks.calendar) == 0


def test_a_case_on_its_way_is_not_closed_and_one_that_came_back_is_not_handed_over() -> None:
    assert "第11条" in bar_of("close", reported().case)
    back = refused()
    back.step("police_refusal_accepted", by="p1", role=Role.PRINCIPAL, text="同意。")
    act = Act("h1", Role.HEAD, "jiangjin", NOW, 1, {"outcome": "handed_over"})
    assert bar_of("close", back.case) == ""
    assert "第10条" in bar_of_act("close", back.case, act)


@pytest.mark.parametrize("role", Role)
def test_who_may_begin_what_follows_post_and_state(role: Role) -> None:
    for opening in OPENINGS:
        case = a_play(CaseState.DOCKETED).case
        act = Act("o1", role, "jiangjin", NOW, 1, {})
        handles = role in {Role.OFFICER, Role.HEAD, Role.PRINCIPAL}
        assert (why_not_opened(opening, case, act, WITH_TAX) == "") is handles, opening.kind


def test_every_step_that_is_offered_can_be_taken_only_by_who_may() -> None:
    play = reported()
    offered = {
        role: {step.code for step in _offered(play, role)} for role in (Role.OFFICER, Role.HEAD, Role.PRINCIPAL)
    }

    assert offered[Role.OFFICER] == offered[Role.HEAD] == set()
    assert offered[Role.PRINCIPAL] == {"police_transfer_approved", "police_transfer_rejected"}


def test_a_body_that_is_no_more_is_not_offered() -> None:
    gone = replace(TAX, valid_until=date(2026, 11, 1))
    play = docketed()
    play.office = replace(OFFICE, bodies=OFFICE.bodies.with_entered([gone]))

    with pytest.raises(Incomplete):
        play.open("organ", **ORGAN)


def test_every_kind_but_the_inbound_begins_at_the_desk() -> None:
    assert {kind for kind in TransferKind if opening_of(kind) is None} == {TransferKind.INBOUND}
    assert POLICE["gate"]


def _offered(play: Play, role: Role) -> Any:
    return steps_for(play.case, play.newest, Act("p1", role, "jiangjin", NOW, 1, {}), play.office)
