"""The codes of a case: kinds, states, outcomes, roles, and what its journal calls what happened. Pure.

What an officer's move is called in the journal stands in the move itself (`moves`); here is the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What can be filed. A rights-holder's filing is a 举报 too (TSR 第17条): never 投诉, never 已受理."""

    COMPLAINT = "complaint"
    TIP = "tip"
    CONSULTATION = "consultation"


class State(StrEnum):
    """Where a case stands."""

    SUBMITTED = "submitted"
    ROUTED = "routed"
    TAKEN = "taken"
    CHECKING = "checking"
    DISPUTED = "disputed"
    DOCKETED = "docketed"
    NOT_DOCKETED = "not_docketed"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What a case came to."""

    NOT_DOCKETED = "not_docketed"
    PENALISED = "penalised"
    NOT_PENALISED = "not_penalised"
    DISMISSED = "dismissed"
    HANDED_OVER = "handed_over"
    TOLD_ELSEWHERE = "told_elsewhere"
    ANSWERED = "answered"
    REPEATED = "repeated"
    WITHDRAWN = "withdrawn"


class Role(StrEnum):
    """Posts at the desk. `PRINCIPAL` is 主要负责人 or whoever stands in for them."""

    OFFICER = "officer"
    HEAD = "head"
    PRINCIPAL = "principal"
    COORDINATOR = "coordinator"
    CURATOR = "curator"
    AUDITOR = "auditor"
    ADMIN = "admin"


class ClockState(StrEnum):
    """How a clock of a case stands."""

    RUNNING = "running"
    MET = "met"
    STOPPED = "stopped"


class JournalCode(StrEnum):
    """What happens to a case besides the moves of officers."""

    CASE_OPENED = "case_opened"
    ROUTED = "routed"
    FILER_ADDED = "filer_added"
    WITHDRAWAL_WISHED = "withdrawal_wished"
    CLOCK_STARTED = "clock_started"
    CLOCK_MET = "clock_met"
    CLOCK_STOPPED = "clock_stopped"
    VIEWED = "viewed"
    IDENTITY_VIEWED = "identity_viewed"
    STATE_NOTED = "state_noted"


# Actors of the journal that are no officers.
FILER: Final = "filer"
SERVICE: Final = "service"

STATES: Mapping[str, str] = {
    State.SUBMITTED: "已提交",
    State.ROUTED: "已分送",
    State.TAKEN: "已签收",
    State.CHECKING: "核查中",
    State.DISPUTED: "管辖待定",
    State.DOCKETED: "已立案",
    State.NOT_DOCKETED: "不予立案",
    State.ANSWERED: "已答复",
    State.CLOSED: "已办结",
    State.WITHDRAWN: "已撤回",
}

FINAL_STATES: Final = frozenset({State.CLOSED, State.WITHDRAWN})

OUTCOMES: Mapping[str, str] = {
    Outcome.NOT_DOCKETED: "不予立案",
    Outcome.PENALISED: "作出行政处罚",
    Outcome.NOT_PENALISED: "不予行政处罚",
    Outcome.DISMISSED: "撤销案件",
    Outcome.HANDED_OVER: "移送其他机关处理",
    Outcome.TOLD_ELSEWHERE: "不属本局职责，已告知举报人",
    Outcome.ANSWERED: "已答复咨询",
    Outcome.REPEATED: "重复举报，已合并处理",
    Outcome.WITHDRAWN: "咨询人撤回",
}

JOURNAL_LABELS: Mapping[str, str] = {
    JournalCode.CASE_OPENED: "来访人提交",
    JournalCode.ROUTED: "系统分送",
    JournalCode.FILER_ADDED: "来访人补充",
    JournalCode.WITHDRAWAL_WISHED: "来访人申请撤回",
    JournalCode.CLOCK_STARTED: "期限起算",
    JournalCode.CLOCK_MET: "按期完成",
    JournalCode.CLOCK_STOPPED: "期限终止",
    JournalCode.VIEWED: "查阅案件",
    JournalCode.IDENTITY_VIEWED: "查看来访人身份",
    JournalCode.STATE_NOTED: "记下案件状态",
}

# Looking at a case changes nothing: on the page such entries stand apart.
READINGS: Final = frozenset({JournalCode.VIEWED, JournalCode.IDENTITY_VIEWED})

# These belong to one bureau; the others to the service as a whole.
ROLES_OF_A_BUREAU: Final = frozenset({Role.OFFICER, Role.HEAD, Role.PRINCIPAL})
