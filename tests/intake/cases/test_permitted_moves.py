"""One table of who may do what, by kind, state, post and where they stand to the case: all of it, as expected.

`permitted_moves.txt` is read and changed by hand; what a single case bars again is the guards' matter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from intake.cases.case import Case
from intake.cases.codes import CaseKind, CaseState, Role
from intake.cases.crossing import CROSSINGS, CrossingKind, NextStep
from intake.cases.crossings import open_crossings
from intake.cases.working import open_moves
from intake.officers.officer import ROLES
from tests.intake.cases.situations import after, begun
from tests.intake.cases.values import a_case

TABLE: Final = Path(__file__).parents[2] / "expectations" / "own" / "permitted_moves.txt"
_OF_A_BUREAU: Final = (Role.OFFICER, Role.HEAD, Role.PRINCIPAL)
_DOCKETED: Final = ("signed", "checking", "docketed")
# A case in which each kind of crossing waits for a bureau that does not have the case.
_ASKED: Final = (
    ("banan", begun(lead="jiangjin"), (*_DOCKETED, "transferred")),
    ("jiangjin", begun(), (*_DOCKETED, "handed_down")),
    ("municipal", begun(lead="jiangjin"), ("disputed", "disputed_up")),
    ("municipal", begun(lead="jiangjin"), ("signed", "checking", "referred_up")),
    ("municipal", begun(lead="jiangjin"), (*_DOCKETED, "take_up_proposed")),
    ("banan", begun(lead="jiangjin"), (*_DOCKETED, "assist_asked")),
    ("banan", begun(lead="jiangjin"), (*_DOCKETED, "assist_asked", "assist_received")),
    ("municipal", begun(lead="jiangjin"), (*_DOCKETED, "seizure_reported")),
)


def lines() -> Iterator[str]:
    """Say the whole table."""
    for kind in CaseKind:
        yield f"# {kind}: the bureau that has it"
        for state in CaseState:
            case = a_case(state, kind, lead_bureau="jiangjin")
            yield from (f"{kind} {state} {role}: {_names(case, role, 'jiangjin')}" for role in _OF_A_BUREAU)
        yield f"# {kind}: the coordinator, of a district's and of the municipal bureau's own; nobody else has any"
        for state in CaseState:
            for lead in ("jiangjin", "municipal"):
                names = _names(a_case(state, kind, lead_bureau=lead), Role.COORDINATOR, None)
                yield f"{kind} {state} coordinator {lead}: {names}"
    yield "# whoever is asked: kind and step of the crossing, state of the case, post"
    for bureau, case, steps in _ASKED:
        case = after(case, steps)
        (waits,) = [one for one in open_crossings(case, bureau) if one.owner != case.lead_bureau]
        for role in _OF_A_BUREAU:
            yield f"{waits.kind} {waits.step} {case.state} {role}: {_names(case, role, bureau)}"


def test_who_may_do_what_is_as_the_table_says() -> None:
    assert list(lines()) == TABLE.read_text(encoding="utf-8").splitlines()


def test_posts_that_handle_no_case_may_do_nothing_anywhere() -> None:
    for role in set(ROLES) - {*_OF_A_BUREAU, Role.COORDINATOR}:
        for kind in CaseKind:
            for state in CaseState:
                assert not open_moves(a_case(state, kind), Role(role), None)


@pytest.mark.parametrize(
    ("steps", "kind"),
    [
        (("signed", "checking", "recusal_asked", "recusal_decided"), CrossingKind.RECUSAL),
        ((*_DOCKETED, "entry_reported", "approved_by_own", "taken"), CrossingKind.MEASURE),
        ((*_DOCKETED, "seizure_reported", "approved_above", "seized"), CrossingKind.MEASURE),
    ],
)
def test_what_was_waited_for_waits_no_more(steps: tuple[str, ...], kind: CrossingKind) -> None:
    case = begun(lead="jiangjin")
    before, done = after(case, steps[:-1]), after(case, steps)
    (waits,) = [one for one in open_crossings(before) if one.kind is kind]

    assert waits.owner == "jiangjin"
    assert date(2026, 11, 26) < waits.due_on < date(2026, 12, 10)
    assert not waits.by_law
    assert not [one for one in open_crossings(done) if one.kind is kind]


def test_a_case_that_goes_on_takes_what_it_owes_itself_along() -> None:
    case = after(begun(lead="jiangjin"), (*_DOCKETED, "recusal_asked", "transferred", "signed_by_banan"))

    assert [one.owner for one in open_crossings(case) if one.kind is CrossingKind.RECUSAL] == ["banan"]


def test_every_waiting_state_has_an_owner_a_day_and_a_way_out_by_a_button() -> None:
    """Each crossing that waits is ended by a move that its owner, or the one who sent it, may make."""
    waits = [
        (begun(), ()),
        (begun(lead="jiangjin"), ()),
        (begun(), ("passed_down",)),
        (begun(), ("passed_down", "signed")),
        (begun(), ("inside_municipal",)),
        (begun(lead="jiangjin"), ("disputed",)),
        (begun(), ("corrected",)),
        (begun(lead="jiangjin"), ("signed", "checking", "recusal_asked")),
        (begun(lead="jiangjin"), (*_DOCKETED, "entry_reported", "approved_by_own")),
        (begun(lead="jiangjin"), (*_DOCKETED, "seizure_reported", "approved_above")),
        (begun(lead="jiangjin"), (*_DOCKETED, "recusal_asked", "transferred", "signed_by_banan")),
        *((case, steps) for _, case, steps in _ASKED),
    ]
    seen = set()
    for case, steps in waits:
        case = after(case, steps)
        for one in open_crossings(case):
            seen.add((one.kind, one.step))
            assert one.owner and one.due_on
            ways = {
                move.name
                for role in (*_OF_A_BUREAU, Role.COORDINATOR)
                for move in open_moves(case, role, one.owner if role in _OF_A_BUREAU else None)
            }
            assert ways & _ENDS[one.kind, one.step], one
    assert seen == set(_ENDS)
    assert set(CROSSINGS) == {kind for kind, _ in _ENDS} | {CrossingKind.DESIGNATED}


_ENDS: Final = {
    (CrossingKind.INTAKE, NextStep.PLACE): {"pass_down", "sign_for"},
    (CrossingKind.ROUTED, NextStep.SIGN): {"sign_for"},
    (CrossingKind.ROUTED, NextStep.REPORT): {"report_back"},
    (CrossingKind.INSIDE, NextStep.SIGN): {"sign_for", "send_back"},
    (CrossingKind.DISPUTE, NextStep.SETTLE): {"settle_dispute", "report_dispute"},
    (CrossingKind.DESIGNATION, NextStep.DECIDE): {"designate"},
    (CrossingKind.TRANSFER, NextStep.SIGN): {"sign_sending"},
    (CrossingKind.HAND_DOWN, NextStep.SIGN): {"sign_sending"},
    (CrossingKind.TAKE_UP, NextStep.DECIDE): {"take_up", "leave_below"},
    (CrossingKind.ASSIST, NextStep.SIGN): {"receive_assist"},
    (CrossingKind.ASSIST, NextStep.ANSWER): {"answer_assist"},
    (CrossingKind.PROPOSAL, NextStep.CONFIRM): {"confirm_proposal", "dismiss_proposal"},
    (CrossingKind.MEASURE, NextStep.DECIDE): {"approve_measure", "refuse_measure"},
    (CrossingKind.MEASURE, NextStep.TAKE): {"take_measure", "seize"},
    (CrossingKind.RECUSAL, NextStep.DECIDE): {"decide_recusal"},
}


def _names(case: Case, role: Role, bureau: str | None) -> str:
    return " ".join(sorted(move.name for move in open_moves(case, role, bureau))) or "-"
