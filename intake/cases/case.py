"""A case, and the moves that a case may make. Pure.

Sources: law.md in the design notes; AUCL25 第20条, TSR 第17-19条, CRM 第33-41条, APP 第14、18条.
A rights-holder's filing is a 举报 too (TSR 第17条): it is never called 投诉, and never 已受理.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from intake.forms.draft import KINDS

STATES: Mapping[str, str] = {
    "submitted": "已提交",
    "routed": "已分送",
    "taken": "已签收",
    "checking": "核查中",
    "disputed": "管辖待定",
    "docketed": "已立案",
    "not_docketed": "不予立案",
    "answered": "已答复",
    "closed": "已办结",
    "withdrawn": "已撤回",
}

FINAL_STATES = frozenset({"closed", "withdrawn"})

OUTCOMES: Mapping[str, str] = {
    "not_docketed": "不予立案",
    "penalised": "作出行政处罚",
    "not_penalised": "不予行政处罚",
    "dismissed": "撤销案件",
    "handed_over": "移送其他机关处理",
    "told_elsewhere": "不属本局职责，已告知举报人",
    "answered": "已答复咨询",
    "repeated": "重复举报，已合并处理",
    "withdrawn": "咨询人撤回",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One step that an officer may take with a case.

    name      what the desk's button sends
    label     what stands on the button
    kinds     kinds of case that know it
    before    states it may start from
    after     the state it leads to; None keeps the state
    roles     roles that may take it; the wall between bureaus is checked apart from this
    """

    name: str
    label: str
    kinds: frozenset[str]
    before: frozenset[str]
    after: str | None
    roles: frozenset[str]


_REPORTS = frozenset({"complaint", "tip"})
_ALL = frozenset(KINDS)
_OPEN = frozenset(STATES) - FINAL_STATES
_HANDLERS = frozenset({"officer", "head", "principal"})
_DECIDERS = frozenset({"head", "principal"})
_COORDINATOR = frozenset({"coordinator"})

MOVES: Mapping[str, Move] = {
    move.name: move
    for move in (
        # 分送 goes downwards only, from the municipal intake to a district (CRM 第41条).
        Move("pass_down", "分送", _ALL, frozenset({"submitted"}), "routed", _COORDINATOR),
        Move("sign_for", "签收", _ALL, frozenset({"submitted", "routed"}), "taken", _HANDLERS),
        Move("check", "开始核查", _REPORTS, frozenset({"taken"}), "checking", _HANDLERS),
        # 立案由负责人决定 (APP 第18条).
        Move("docket", "立案", _REPORTS, frozenset({"checking"}), "docketed", _DECIDERS),
        Move("not_docket", "不予立案", _REPORTS, frozenset({"checking"}), "not_docketed", _DECIDERS),
        Move("answer", "答复", frozenset({"consultation"}), frozenset({"taken"}), "answered", _HANDLERS),
        Move("close", "办结", _REPORTS, frozenset({"docketed", "not_docketed"}), "closed", _HANDLERS),
        Move(
            "close_consultation",
            "办结",
            frozenset({"consultation"}),
            frozenset({"taken", "answered"}),
            "closed",
            _HANDLERS,
        ),
        Move("note", "备注", _ALL, _OPEN, None, _HANDLERS | _COORDINATOR),
        Move("write", "回复来访人", _ALL, _OPEN, None, _HANDLERS | _COORDINATOR),
    )
}

OUTCOMES_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "complaint": (
        "not_docketed",
        "penalised",
        "not_penalised",
        "dismissed",
        "handed_over",
        "told_elsewhere",
        "repeated",
    ),
    "tip": (
        "not_docketed",
        "penalised",
        "not_penalised",
        "dismissed",
        "handed_over",
        "told_elsewhere",
        "repeated",
    ),
    "consultation": ("answered", "told_elsewhere", "withdrawn"),
}

# Fields that name the filer. They are sealed apart from the rest and masked unless asked for.
IDENTITY_FIELDS = frozenset(
    {"reporter_name", "credit_code", "contact_name", "phone", "agent", "company_name", "right_basis"}
)


class NotAllowed(Exception):
    """A move the rules refuse. The text is a sentence for the officer: what is wrong, what to do."""


def allowed_moves(kind: str, state: str, role: str) -> tuple[Move, ...]:
    """Return the moves an officer of this role may take now, in the order of the table."""
    return tuple(
        move for move in MOVES.values() if kind in move.kinds and state in move.before and role in move.roles
    )


def state_after(move_name: str, kind: str, state: str, role: str) -> str:
    """Return the state a move leads to, or refuse with a sentence for the officer."""
    move = MOVES.get(move_name)
    if move is None or kind not in move.kinds:
        raise NotAllowed("这类案件没有这个操作，请刷新页面后重试。")
    if role not in move.roles:
        raise NotAllowed(f"您的岗位不能“{move.label}”，请交由有权的同事办理。")
    if state not in move.before:
        raise NotAllowed(f"案件现在是“{STATES[state]}”，不能“{move.label}”。请刷新页面，按页面上列出的操作办理。")
    return move.after or state
