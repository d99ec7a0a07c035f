"""A case as a value. What may be done with it is in `moves`, how it comes about in `opening`. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from intake.cases.codes import ClockState, Kind, Outcome, State
from intake.forms.draft import KINDS


class NotAllowed(Exception):
    """A move the rules refuse. The text is a sentence for the officer: what is wrong, what to do."""


class Incomplete(Exception):
    """Something that was typed is missing or does not fit.

    field  the input it stands beside; the text is a sentence for who typed it: what to do
    """

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class CaseClock:
    """A statutory or promised date of a case.

    id       "" for a clock that is not stored yet
    due_on   the last day, in Shanghai
    due_at   the last instant, UTC, for limits in hours; else None
    counted  {"from": day, "days": [days counted], "skipped": [[day, why]]}: how the date came about
    """

    name: str
    started_at: datetime
    due_on: date
    due_at: datetime | None
    state: ClockState
    provisional: bool
    basis: str
    counted: Mapping[str, Any]
    id: str = ""

    @property
    def is_running(self) -> bool:
        """Whether the date still matters."""
        return self.state is ClockState.RUNNING


@dataclass(frozen=True, slots=True)
class Case:
    """A case, without what was filed in it.

    id          UUIDv7 in hex; `reference` is what people read out
    filer       key of the filer's account; of an anonymous case a key that leads to this case alone
    lead_bureau code of the bureau that answers for it; `assisting` may look and take notes
    route       {"rule", "reason", "candidates": [{"bureau", "reason"}], "earlier": {"rule", "reason"}}
    version     counts the moves: one made on an older version is refused
    """

    id: str
    reference: str
    kind: Kind
    state: State
    channel: str
    demo: bool
    filer: str
    anonymous: bool
    secret_kind: str | None
    place_district: str | None
    place_unit: str | None
    lead_bureau: str
    received_at: datetime
    form_version: str
    route: Mapping[str, Any]
    assisting: tuple[str, ...] = ()
    outcome: Outcome | None = None
    closed_at: datetime | None = None
    version: int = 1
    clocks: tuple[CaseClock, ...] = field(default=())

    @property
    def next_due_on(self) -> date | None:
        """The nearest date of the clocks that run."""
        return min((clock.due_on for clock in self.clocks if clock.is_running), default=None)


# Which columns the digest of each form covers. A new column is a new form: old digests keep their meaning.
_DIGESTED: Mapping[str, tuple[str, ...]] = {
    "1": (
        "id", "reference", "kind", "state", "channel", "demo", "filer", "anonymous", "secret_kind",
        "place_district", "place_unit", "lead_bureau", "received_at", "form_version", "route", "assisting",
        "outcome", "closed_at", "version",
    )
}  # fmt: skip
_NEWEST_FORM: Final = "1"


def digest_of(case: Case, form: str = _NEWEST_FORM) -> str:
    """Return the digest that the journal keeps of a case's state: the form's number and SHA-256 in hex.

    Clocks are left out: they follow from the journal. Raises KeyError for a form nobody knows.
    """
    state = {name: _plain(getattr(case, name)) for name in _DIGESTED[form]}
    text = json.dumps(state, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return f"{form}:{hashlib.sha256(text.encode()).hexdigest()}"


def is_digest_of(digest: str, case: Case) -> bool:
    """Say whether the case still stands as it did when the digest was taken."""
    form = digest.partition(":")[0]
    return form in _DIGESTED and digest_of(case, form) == digest


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return sorted(value) if isinstance(value, tuple) else value


# ---- what the desk still moves cases by; goes with `casework`

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
class OldMove:
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

MOVES: Mapping[str, OldMove] = {
    move.name: move
    for move in (
        # 分送 goes downwards only, from the municipal intake to a district (CRM 第41条).
        OldMove("pass_down", "分送", _ALL, frozenset({"submitted"}), "routed", _COORDINATOR),
        OldMove("sign_for", "签收", _ALL, frozenset({"submitted", "routed"}), "taken", _HANDLERS),
        OldMove("check", "开始核查", _REPORTS, frozenset({"taken"}), "checking", _HANDLERS),
        # 立案由负责人决定 (APP 第18条).
        OldMove("docket", "立案", _REPORTS, frozenset({"checking"}), "docketed", _DECIDERS),
        OldMove("not_docket", "不予立案", _REPORTS, frozenset({"checking"}), "not_docketed", _DECIDERS),
        OldMove("answer", "答复", frozenset({"consultation"}), frozenset({"taken"}), "answered", _HANDLERS),
        OldMove("close", "办结", _REPORTS, frozenset({"docketed", "not_docketed"}), "closed", _HANDLERS),
        OldMove(
            "close_consultation",
            "办结",
            frozenset({"consultation"}),
            frozenset({"taken", "answered"}),
            "closed",
            _HANDLERS,
        ),
        OldMove("note", "备注", _ALL, _OPEN, None, _HANDLERS | _COORDINATOR),
        OldMove("write", "回复来访人", _ALL, _OPEN, None, _HANDLERS | _COORDINATOR),
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


def allowed_moves(kind: str, state: str, role: str) -> tuple[OldMove, ...]:
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
