"""What a case cannot do because of its transfers. Pure.

No penalty in place of a transfer (TRF 第11条): a case on its way to the police is neither decided nor closed over
it. After the police have refused, the bureau still has to deal with it (TRF 第10条): it does not close it as one
that was handed over.
"""

from __future__ import annotations

from typing import Final

from intake.cases.case import Case
from intake.cases.changes import Act
from intake.cases.codes import CaseState, Outcome
from intake.cases.decision_moves import UNDECIDED, decided_as
from intake.transfers.codes import TRANSFER_STATES, TransferKind, TransferState
from intake.transfers.reading import transfers_of

_CLOSE: Final = "close"
_DECIDE: Final = "decide_case"
# What goes on after the case was closed does not hold it open.
_HOLDS_OPEN: Final = frozenset({TransferKind.POLICE, TransferKind.ORGAN, TransferKind.JURISDICTION})
_GONE: Final = frozenset({TransferState.HANDED_OVER, TransferState.DONE})
_BACK_WITH_US: Final = frozenset({TransferState.LEFT_TO_US, TransferState.RETURNED, TransferState.REJECTED})


def bar_of(move: str, case: Case) -> str:
    """Say why this move cannot be made with the case whatever is entered; "" when it can."""
    if move not in (_CLOSE, _DECIDE):
        return ""
    held_by = _HOLDS_OPEN if move == _CLOSE else frozenset({TransferKind.POLICE})
    under_way = [one for one in transfers_of(case) if one.kind in held_by and not one.is_over]
    if not under_way:
        return _nothing_to_end_with(case) if move == _CLOSE else ""
    state = TRANSFER_STATES[under_way[0].state]
    if under_way[0].kind is TransferKind.POLICE:
        what = "办结" if move == _CLOSE else "作出处理决定"
        return f"移送公安机关还没有办完（{state}），不能{what}；不得以行政处罚代替移送（TRF 第11条）。"
    return f"移送还没有办完（{state}），不能办结。"


def _nothing_to_end_with(case: Case) -> str:
    """Say that nothing was decided, and nothing has left the bureau either (APP 第60条)."""
    if case.state is not CaseState.DOCKETED or decided_as(case) is not None:
        return ""
    has_left = any(one.kind in _HOLDS_OPEN and one.state in _GONE for one in transfers_of(case))
    return "" if has_left else UNDECIDED


def bar_of_act(move: str, case: Case, act: Act) -> str:
    """Say why what was entered cannot be done with the case; "" when it can."""
    if move == _CLOSE and act.said("outcome") == Outcome.HANDED_OVER:
        police = [one for one in transfers_of(case) if one.kind is TransferKind.POLICE]
        if police and police[-1].state in _BACK_WITH_US:
            return "案件没有移送出去，本局应当依法作出处理，不能按“移送其他机关处理”办结（TRF 第10条）。"
    return bar_of(move, case)
