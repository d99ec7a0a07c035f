"""What officers may do with a case and what it comes to. No database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, BureauNotice, CaseWords
from intake.cases.codes import FINAL_STATES, HANDLERS, OUTCOMES, CaseKind, CaseState, Outcome, Role
from intake.cases.move import Move
from intake.cases.moves import JOURNAL, MOVES, outcomes
from intake.cases.technical import lower_bureaus
from intake.cases.working import added, moved, open_moves
from intake.clocks.clock import ClockEvent, ClockState
from tests.intake.cases.values import NOW, RULES, a_case, a_handled_case, an_act


def names_of(role: Role = Role.HEAD, bureau: str | None = "jiangjin", **values: Any) -> set[str]:
    return {move.name for move in open_moves(a_case(**values), role, bureau)}


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_a_move_says_everything_about_itself(move: Move) -> None:
    assert move.label and move.effect.endswith("。") and move.kinds and move.before and move.by
    assert JOURNAL[move.journal]
    # What is over stays over; words still reach those who read them.
    assert not move.before & FINAL_STATES or move.after is None
    names = [asked.name for asked in move.asks]
    assert len(set(names)) == len(names)
    assert all(asked.missing.endswith("。") for asked in move.asks if asked.required)


def test_names_and_journal_labels_are_unique() -> None:
    assert len({move.name for move in MOVES}) == len(MOVES)
    assert len(set(JOURNAL.values())) == len(JOURNAL)


# Who may do what from which state stands in `permitted_moves.txt`.
# What the party does with a decision, and its publication, may come after the case was closed.
_AFTERWARDS = {
    "serve_decision",
    "publish_penalty",
    "push_penalty",
    "enter_review",
    "enter_litigation",
    "enter_lapse",
}


@pytest.mark.parametrize("state", sorted(FINAL_STATES))
@pytest.mark.parametrize("role", Role)
def test_nothing_moves_a_case_that_is_over(state: CaseState, role: Role) -> None:
    words = {"write", "note"} if role in HANDLERS | {Role.COORDINATOR} else set()
    # What lies at the bureau is given back whenever that is.
    words |= {"return_material"} if role in HANDLERS else set()
    # What is missing on the platform of the ministry is entered there, and here, afterwards too (CRM 第40条).
    if state is CaseState.CLOSED:
        words |= {"bring_back_result", *_AFTERWARDS} if role in HANDLERS else set()
        words |= {"register_platform"} if role in HANDLERS | {Role.COORDINATOR} else set()
    assert names_of(state=state, role=role, lead_bureau="municipal", bureau="municipal") == words


def test_an_assisting_bureau_may_only_note_and_who_handles_no_case_may_do_nothing() -> None:
    assert names_of(state=CaseState.CHECKING, bureau="banan", assisting=("banan",)) == {"note"}
    assert names_of(role=Role.AUDITOR, bureau=None) == names_of(role=Role.ADMIN, bureau=None) == set()


@pytest.mark.parametrize(
    ("name", "case", "act", "says"),
    [
        ("delete", a_case(), an_act(), "没有这个操作"),
        ("answer", a_case(CaseState.TAKEN), an_act(text="好"), "这类案件没有这个操作"),
        ("docket", a_case(CaseState.CHECKING), an_act(Role.OFFICER), "您的岗位不能“立案”"),
        ("docket", a_case(CaseState.DOCKETED), an_act(), "案件现在是“已立案”，不能“立案”"),
        ("sign_for", a_case(assisting=("banan",)), an_act(bureau="banan"), "本局是协助单位"),
        ("sign_for", a_case(), an_act(bureau="banan"), "案件由别的局承办"),
        (
            "pass_down",
            a_case(CaseState.SUBMITTED, lead_bureau="municipal", secret_kind="both"),
            an_act(Role.COORDINATOR, None, typed={"bureau": "banan"}),
            "没有总局同意",
        ),
    ],
)
def test_a_refusal_is_a_sentence(name: str, case: Case, act: Act, says: str) -> None:
    with pytest.raises(NotAllowed, match=says):
        moved(name, case, act, RULES)


@pytest.mark.parametrize(
    ("name", "state", "typed", "field"),
    [
        ("close", CaseState.NOT_DOCKETED, {"confirmed": "", "outcome": "not_docketed"}, "confirmed"),
        ("close", CaseState.NOT_DOCKETED, {"outcome": "penalised"}, "outcome"),
        ("close", CaseState.NOT_DOCKETED, {}, "outcome"),
        ("not_docket", CaseState.CHECKING, {"reason": " \r\n　"}, "reason"),
        ("note", CaseState.TAKEN, {"text": "字" * 2_001}, "text"),
        ("docket", CaseState.CHECKING, {"tell": "字" * 2_001}, "tell"),
    ],
)
def test_what_was_entered_is_looked_at_before_anything_is_done(
    name: str, state: CaseState, typed: dict[str, str], field: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        moved(name, a_case(state), an_act(typed=typed), RULES)

    assert refused.value.field == field
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize(
    ("name", "case", "role", "fields"),
    [
        ("not_docket", a_case(CaseState.CHECKING), Role.HEAD, {"confirmed", "reason"}),
        ("correct_facts", a_case(CaseState.TAKEN), Role.HEAD, {"district", "secret_kind", "reason"}),
        ("take_material", a_case(CaseState.TAKEN), Role.OFFICER, {"pieces", "on"}),
        ("close", a_case(CaseState.NOT_DOCKETED), Role.OFFICER, {"confirmed", "outcome"}),
        ("ask_supplement", a_case(CaseState.TAKEN), Role.OFFICER, {"text", "until"}),
    ],
)
def test_all_that_is_wrong_on_a_form_is_said_at_once(name: str, case: Case, role: Role, fields: set[str]) -> None:
    empty = {"confirmed": "", "number": "0", "on": "2027-01-01"}
    with pytest.raises(Incomplete) as refused:
        moved(name, case, an_act(role, typed=empty), RULES)

    assert fields <= set(refused.value.faults)


@pytest.mark.parametrize("number", ["abc", "没有", "a-1", "1-2"])
def test_what_has_no_number_is_no_number_of_the_platform(number: str) -> None:
    with pytest.raises(Incomplete):
        moved("register_platform", a_case(CaseState.TAKEN), an_act(number=number, on="2026-11-25"), RULES)


def test_a_move_counts_the_version_and_leaves_what_it_does_not_touch() -> None:
    case = a_case(CaseState.TAKEN, version=7)

    changes = moved("check", case, an_act(Role.OFFICER, seen=7), RULES)

    assert changes.before is case
    assert changes.after == replace(case, state=CaseState.CHECKING, version=8, events=changes.after.events)
    assert [event.code for event in changes.after.events] == ["case_opened", "checking_started"]
    assert [(entry.code, entry.actor, entry.at) for entry in changes.entries] == [("checking_started", "o1", NOW)]


def test_passing_down_changes_the_bureau_and_says_why_without_the_words() -> None:
    case = a_case(CaseState.SUBMITTED, lead_bureau="municipal")

    typed = {"bureau": "banan", "report_by": "2026-12-10", "reason": "行为地在巴南区"}
    changes = moved("pass_down", case, an_act(Role.COORDINATOR, None, typed=typed), RULES)

    (entry,) = changes.entries
    assert (changes.after.lead_bureau, changes.after.state) == ("banan", CaseState.ROUTED)
    assert changes.after.route["earlier"] == {"rule": "business_act", "reason": "行为地：江津区。"}
    assert changes.after.clocks == case.clocks
    assert entry.payload == {
        "from": "municipal", "to": "banan", "report_by": "2026-12-10", "due": "2026-11-27",
    }  # fmt: skip
    assert entry.words == CaseWords("reason", "行为地在巴南区")
    assert changes.notices == (BureauNotice("case_routed", "banan"),)


def test_docketing_meets_the_check_and_starts_ninety_days() -> None:
    changes = moved("docket", a_case(CaseState.CHECKING), an_act(tell="已立案。"), RULES)

    assert [(clock.name, clock.state) for clock in changes.after.clocks] == [
        ("tip_check", ClockState.MET),
        ("decision", ClockState.RUNNING),
    ]
    assert changes.after.next_due_on == date(2027, 2, 23)
    assert [entry.code for entry in changes.entries] == ["docketed", "result_told"]


@pytest.mark.parametrize(
    ("case", "outcome", "clock_states"),
    [
        (a_handled_case("dismissed"), Outcome.DISMISSED, [ClockState.MET, ClockState.MET]),
        (a_case(CaseState.NOT_DOCKETED), Outcome.NOT_DOCKETED, [ClockState.MET]),
    ],
)
def test_a_case_that_is_closed_has_no_running_clock(
    case: Case, outcome: Outcome, clock_states: list[ClockState]
) -> None:
    changes = moved("close", case, an_act(outcome=outcome.value), RULES)

    assert (changes.after.state, changes.after.outcome, changes.after.closed_at) == (
        CaseState.CLOSED,
        outcome,
        NOW,
    )
    assert [clock.state for clock in changes.after.clocks] == clock_states
    assert changes.after.next_due_on is None


def test_a_consultation_that_was_taken_back_is_withdrawn() -> None:
    case = a_case(CaseState.TAKEN, CaseKind.CONSULTATION)

    states = {
        outcome: moved("close_consultation", case, an_act(outcome=outcome), RULES).after.state
        for outcome, _ in outcomes(case, RULES, NOW)
    }

    assert states == {
        "answered": CaseState.CLOSED, "told_elsewhere": CaseState.CLOSED, "withdrawn": CaseState.WITHDRAWN
    }  # fmt: skip


def test_outcomes_follow_whether_the_case_was_docketed() -> None:
    def of(state: CaseState, kind: CaseKind = CaseKind.COMPLAINT) -> list[str]:
        return [outcome for outcome, _ in outcomes(a_case(state, kind), RULES, NOW)]

    assert of(CaseState.DOCKETED) == [], "nothing was decided"
    for decided in ("penalised", "not_penalised", "dismissed"):
        assert outcomes(a_handled_case(decided), RULES, NOW) == ((decided, OUTCOMES[Outcome(decided)]),)
    assert of(CaseState.NOT_DOCKETED) == ["not_docketed", "handed_over", "told_elsewhere", "repeated"]
    assert of(CaseState.TAKEN, CaseKind.CONSULTATION) == ["answered", "told_elsewhere", "withdrawn"]


def test_words_to_the_filer_are_headed_by_who_writes_and_kept_without_heading() -> None:
    (entry,) = (changes := moved("write", a_case(CaseState.TAKEN), an_act(text=" 请补充。 "), RULES)).entries

    assert entry.mail == "江津区市场监督管理部门就您的举报 K7M2-9QXT-4 回复：\n请补充。"
    assert entry.words == CaseWords("written", "请补充。")
    assert entry.payload == {}
    assert changes.notices == (BureauNotice("case_written", "jiangjin"),)


def test_a_case_is_passed_down_to_any_bureau_of_the_day_but_the_municipal_one() -> None:
    codes = {code for code, _ in lower_bureaus(a_case(), RULES, NOW)}

    assert "banan" in codes and "municipal" not in codes


def test_words_of_the_filer_are_an_entry_and_move_nothing() -> None:
    case = a_case(CaseState.CHECKING)

    later = NOW + timedelta(hours=1)
    changes = added(case, "supplement", "对方又联系了两家经销商", later)
    wish = added(case, "withdrawal_wish", "我想撤回", later)

    assert changes.after is changes.before is case
    (entry,) = changes.entries
    assert (entry.actor, entry.code, entry.payload) == ("filer", "filer_added", {"purpose": "supplement"})
    assert entry.words == CaseWords("supplement", "对方又联系了两家经销商")
    assert wish.entries[0].code == "withdrawal_wished"


def test_a_wish_to_withdraw_is_taken_back_in_an_entry_of_its_own() -> None:
    wish = (ClockEvent(7, "withdrawal_wished", NOW, NOW),)
    wished = a_case(CaseState.CHECKING, events=wish)

    (entry,) = added(wished, "withdrawal_taken_back", "不撤了，你们继续查", NOW).entries

    assert (entry.code, entry.payload) == ("withdrawal_taken_back", {"purpose": "withdrawal_taken_back"})


def test_a_wish_that_nobody_has_is_not_taken_back_but_added() -> None:
    (entry,) = added(a_case(CaseState.CHECKING), "withdrawal_taken_back", "不撤了，你们继续查", NOW).entries

    assert (entry.code, entry.payload) == ("filer_added", {"purpose": "supplement"})


def test_words_that_tell_of_a_threat_are_marked_so() -> None:
    (threat,) = added(a_case(CaseState.CHECKING), "supplement", "他说要弄死我", NOW).entries
    (fear,) = added(a_case(CaseState.CHECKING), "supplement", "我怕他报复我", NOW).entries

    assert threat.payload == {"purpose": "supplement", "threat": True} and "threat" not in fear.payload


@pytest.mark.parametrize("text", ["", " ", "\n\t　", "。。。", "……", "？！", "—", "\u200b\u200d", "😀"])
@pytest.mark.parametrize("purpose", ["supplement", "withdrawal_wish", "objection"])
def test_words_that_say_nothing_are_refused(text: str, purpose: str) -> None:
    with pytest.raises(Incomplete):
        added(a_case(), purpose, text, NOW)
