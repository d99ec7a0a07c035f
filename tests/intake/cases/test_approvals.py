"""What a second person agrees to: asked, decided, taken back, lapsed, ended by a hand-over. No database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from intake.cases.approvals import (
    RequestStanding,
    What,
    approval_for,
    approvals_of,
    asked,
    decided,
    ended_by_hand_over,
    taken_back,
)
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Changes
from intake.cases.codes import JournalCode, Role
from intake.cases.handling import HandlerCode
from intake.clocks.clock import ClockEvent
from tests.intake.cases.values import NOW, a_case

WEEK = timedelta(days=7)


def act(by: str = "o1", role: Role = Role.OFFICER, bureau: str | None = "jiangjin", **typed: str) -> Act:
    return Act(by, role, bureau, NOW, 1, {"reason": "verify", "words": "需要核对签名", **typed})


def after(changes: Changes) -> Case:
    """Return the case as it is read again once the entries stand in its journal."""
    events = changes.after.events
    new = (
        ClockEvent(len(events) + number, entry.code, entry.at, entry.at, payload=entry.payload)
        for number, entry in enumerate(changes.entries, start=1)
    )
    return replace(changes.after, events=(*events, *new))


def with_a_request(case: Case | None = None) -> Case:
    return after(asked(case or a_case(), act(), What.IDENTITY, "", "r1", WEEK))


def granted(case: Case) -> Case:
    return after(decided(case, act("h1", Role.HEAD), "r1", WEEK, agrees=True))


def standing(case: Case, now: datetime = NOW) -> RequestStanding:
    (approval,) = approvals_of(case)
    return approval.standing_at(now)


def test_a_request_says_who_asks_for_what_and_why_until_when() -> None:
    (approval,) = approvals_of(with_a_request())

    assert (approval.asker, approval.what, approval.reason, approval.bureau) == (
        "o1", What.IDENTITY, "verify", "jiangjin"
    )  # fmt: skip
    assert approval.standing_at(NOW) is RequestStanding.WAITING
    assert approval.until == NOW + WEEK


def test_after_a_head_agreed_the_asker_alone_may_look_until_it_lapses() -> None:
    (approval,) = approvals_of(granted(with_a_request()))

    assert approval.holds_for("o1", NOW + WEEK - timedelta(seconds=1))
    assert not approval.holds_for("o1", NOW + WEEK)
    assert not approval.holds_for("h1", NOW)
    assert approval.decided_by == "h1"


@pytest.mark.parametrize(
    "who",
    [act("o1", Role.HEAD), act("o2"), act("h2", Role.HEAD, "banan"), act("c1", Role.COORDINATOR, None)],
    ids=["the asker, head or not", "an officer", "the head of another bureau", "the coordinator"],
)
def test_nobody_but_another_head_of_the_bureau_decides(who: Act) -> None:
    with pytest.raises(NotAllowed, match="负责人"):
        decided(with_a_request(), who, "r1", WEEK, agrees=True)


def test_whoever_does_not_agree_says_why() -> None:
    with pytest.raises(Incomplete, match="不同意的"):
        decided(with_a_request(), act("h1", Role.HEAD, words=""), "r1", WEEK, agrees=False)

    changes = decided(with_a_request(), act("h1", Role.HEAD), "r1", WEEK, agrees=False)

    assert changes.entries[0].words is not None
    assert standing(after(changes)) is RequestStanding.REFUSED


def test_a_request_is_decided_once() -> None:
    with pytest.raises(NotAllowed, match="已经有人处理过"):
        decided(granted(with_a_request()), act("h2", Role.PRINCIPAL), "r1", WEEK, agrees=False)
    with pytest.raises(NotAllowed, match="已经有人处理过"):
        taken_back(granted(with_a_request()), act(), "r1")


def test_nobody_asks_twice_and_everybody_asks_anew_once_it_lapsed() -> None:
    case = with_a_request()
    with pytest.raises(NotAllowed, match="已经有一个申请"):
        asked(case, act(), What.IDENTITY, "", "r2", WEEK)

    late = replace(act(), at=NOW + WEEK)
    assert approval_for(case, What.IDENTITY, "", "o1", late.at) is None
    assert len(approvals_of(after(asked(case, late, What.IDENTITY, "", "r2", WEEK)))) == 2


def test_nobody_agrees_to_what_lapsed() -> None:
    with pytest.raises(NotAllowed, match="过期"):
        decided(with_a_request(), replace(act("h1", Role.HEAD), at=NOW + WEEK), "r1", WEEK, agrees=True)


@pytest.mark.parametrize("words", ["", "字" * 301])
def test_a_request_needs_words_and_not_too_many(words: str) -> None:
    with pytest.raises(Incomplete):
        asked(a_case(), act(words=words), What.IDENTITY, "", "r1", WEEK)


def test_only_the_asker_takes_it_back() -> None:
    with pytest.raises(NotAllowed, match="提申请的人"):
        taken_back(with_a_request(), act("o2"), "r1")

    assert standing(after(taken_back(with_a_request(), act(), "r1"))) is RequestStanding.TAKEN_BACK


@pytest.mark.parametrize("agreed", [False, True])
def test_a_hand_over_ends_what_waits_and_what_was_agreed(agreed: bool) -> None:
    case = granted(with_a_request()) if agreed else with_a_request()
    handed_over = Changes(case, replace(case, lead_bureau="banan"))

    changes = ended_by_hand_over(handed_over, NOW)

    assert [entry.code for entry in changes.entries] == [JournalCode.APPROVAL_ENDED]
    assert standing(after(changes)) is RequestStanding.ENDED


@pytest.mark.parametrize(("leaving", "codes"), [("o1", [JournalCode.APPROVAL_ENDED]), ("o2", [])])
def test_whoever_leaves_the_case_to_a_colleague_keeps_no_agreement(leaving: str, codes: list[str]) -> None:
    case = granted(with_a_request())
    named = [ClockEvent(90 + n, HandlerCode.ASSIGNED, NOW, NOW, payload={"officer": f"o{n}"}) for n in (1, 2)]
    handled = replace(case, events=(*case.events, *named))
    left = ClockEvent(99, HandlerCode.LEFT, NOW, NOW, payload={"officer": leaving})

    changes = ended_by_hand_over(Changes(handled, replace(handled, events=(*handled.events, left))), NOW)

    assert [entry.code for entry in changes.entries] == codes


@pytest.mark.parametrize("change", [{"state": "taken"}, {"assisting": ("banan",)}])
def test_what_hands_nothing_over_ends_nothing(change: Mapping[str, object]) -> None:
    case = with_a_request()

    assert ended_by_hand_over(Changes(case, replace(case, **change)), NOW).entries == ()  # type: ignore[arg-type]
    assert ended_by_hand_over(Changes(None, case), NOW).entries == ()


def test_an_agreement_for_one_file_opens_no_other_and_no_identity() -> None:
    case = after(asked(a_case(), act(), What.ORIGINAL, "f1", "r1", WEEK))

    assert approval_for(case, What.ORIGINAL, "f1", "o1", NOW) is not None
    assert approval_for(case, What.ORIGINAL, "f2", "o1", NOW) is None
    assert approval_for(case, What.IDENTITY, "", "o1", NOW) is None
