"""A transfer as its page and its case's page show it. Pure: everything is put together from values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from bot.desk.cases.dossier import DossierEntry
from intake.cases.case import Case, CaseClock
from intake.cases.changes import Act
from intake.cases.transfer_codes import TransferCode
from intake.transfers.body import Bodies
from intake.transfers.codes import (
    CHASED_BY,
    CHECKS,
    DIRECTIONS,
    EARLIER_PENALTIES,
    GATES,
    INBOUND_AS,
    PAPERS,
    ROUTES,
    TRANSFER_KINDS,
    TRANSFER_STATES,
    TransferState,
)
from intake.transfers.moves import label_of
from intake.transfers.parts import MINIMAL
from intake.transfers.step import Office, StepField, TransferStep
from intake.transfers.transfer import Done, Transfer

_GOODS: Final[Mapping[str, str]] = {
    "goods": "涉案物品",
    "no_goods": "没有涉案物品",
    "materials": "其他材料",
    "record": "交接清单",
}
# What an entry keeps beside its code, with what the page calls it and its values.
_FACTS: Final[Mapping[str, tuple[str, Mapping[str, str]]]] = {
    "came_as": ("来件性质", INBOUND_AS),
    "route": ("告知的途径", ROUTES),
    "gate": ("移送的标准", GATES),
    "checks": ("逐项确认", CHECKS),
    "papers": ("随附", PAPERS),
    "made_papers": ("本系统制作的文书", {}),
    "earlier_penalty": ("移送前的行政处罚", EARLIER_PENALTIES),
    "goods": ("移交", _GOODS),
    "by_way": ("方式", CHASED_BY),
    "materials_back": ("案卷材料", {"yes": "已退回", "no": "尚未退回"}),
    "designated": ("指定由谁管辖", {"us": "本局", "them": "对方"}),
    "days": ("延长的工作日", {}),
    "reminded_on": ("催告书送达日期", {}),
    "expired_on": ("复议、诉讼期限届满日期", {}),
    "expires_on": ("链接有效至", {}),
    "sha256_of_package": ("材料包 SHA-256", {}),
}
_TONES: Final[Mapping[TransferState, str]] = {
    TransferState.REJECTED: "done",
    TransferState.DROPPED: "done",
    TransferState.VOID: "done",
    TransferState.DONE: "calm",
    TransferState.HANDED_OVER: "calm",
    TransferState.RETURNED: "soon",
    TransferState.LEFT_TO_US: "soon",
    TransferState.REFUSED: "soon",
    TransferState.UPHELD: "soon",
    TransferState.SENT_BACK: "soon",
    TransferState.MISDIRECTED: "soon",
}


@dataclass(frozen=True, slots=True)
class TransferLine:
    """A transfer in one line.

    number     which of the case's transfers it is
    direction  移出, 移入, 联合
    bodies     the other side, by name
    tone       what its chip looks like
    clock      name of the clock that ends next; "" where none runs
    """

    number: int
    direction: str
    kind: str
    bodies: str
    state: str
    tone: str
    since: datetime
    clock: str
    due_on: date | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the line.

    on         the day it happened, and at: the instant
    late       it was entered on a later day: which
    facts      what was kept beside it: label and value
    withdrawn  a later entry says that it was a mistake
    """

    label: str
    at: datetime
    late: datetime | None
    by: str
    number: str
    words: str
    facts: tuple[tuple[str, str], ...]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ShownAsk:
    """One thing a form asks for, as the templates show it; `ticked` is what is ticked beforehand."""

    name: str
    label: str
    kind: str
    hint: str
    required: bool
    most: int
    options: tuple[tuple[str, str], ...]
    ticked: frozenset[str]


@dataclass(frozen=True, slots=True)
class StepForm:
    """A step that this officer may take now, ready to be shown.

    name   stands in the address of the form
    grave  confirmed by a tick
    apart  folded, after the others
    """

    name: str
    label: str
    button: str
    effect: str
    article: str
    grave: bool
    apart: bool
    asks: tuple[ShownAsk, ...]


def line_of(transfer: Transfer, case: Case, bodies: Bodies) -> TransferLine:
    """Return a transfer in one line."""
    clock = next_clock(transfer, case)
    return TransferLine(
        transfer.number,
        DIRECTIONS[transfer.direction],
        TRANSFER_KINDS[transfer.kind],
        "、".join(map(bodies.name_of, transfer.bodies)) or "来访人",
        TRANSFER_STATES[transfer.state],
        tone_of(transfer.state),
        transfer.since,
        clock.name if clock else "",
        clock.due_on if clock else None,
        clock.due_at if clock else None,
    )


def tone_of(state: TransferState) -> str:
    """Return what a state's chip looks like."""
    return _TONES.get(state, "active")


def next_clock(transfer: Transfer, case: Case) -> CaseClock | None:
    """Return the clock of the transfer that ends next; None where none runs."""
    running = (clock for clock in case.clocks if clock.subject == transfer.id and clock.is_running)
    return min(running, key=lambda clock: (clock.due_on, clock.name), default=None)


def steps_of(transfer: Transfer, happenings: Iterable[DossierEntry], office: Office) -> tuple[ShownStep, ...]:
    """Return the line of steps, those that were taken back included, the oldest first."""
    done = {step.seq: step for step in transfer.steps}
    return tuple(_shown_step(one, done.get(one.seq), office) for one in happenings if one.subject == transfer.id)


def _shown_step(one: DossierEntry, done: Done | None, office: Office) -> ShownStep:
    at = done.effective_at if done else one.at
    facts = [_fact(name, value) for name, value in one.payload.items() if name in _FACTS and value]
    for name, label in (("body", "转送到"), ("supervisor", "人民检察院")):
        if code := one.payload.get(name):
            facts.append((label, office.bodies.name_of(str(code))))
    if one.code == TransferCode.OPENED and (team := one.payload.get("team")):
        names = team if isinstance(team, list) else []
        facts.append(("专案组", "、".join(office.colleagues.get(str(one), "已调离的同事") for one in names)))
    if one.payload.get("competent") is False:
        facts.append(("管辖", "不属该机关管辖，由其转送"))
    return ShownStep(
        label_of(one.code),
        at,
        one.at if done and done.was_entered_late else None,
        one.by,
        one.number,
        one.words,
        tuple(facts),
        one.withdrawn,
    )


def _fact(name: str, value: object) -> tuple[str, str]:
    label, values = _FACTS[name]
    said = value if isinstance(value, list) else [value]
    return label, "、".join(_plain(values.get(str(one), str(one))) for one in said)


def _plain(said: str) -> str:
    """Return what is said to be missing without its brackets."""
    return said.strip("（）") if said.startswith("（") else said


def parts_shown(codes: Iterable[str], office: Office) -> tuple[str, ...]:
    """Return what parts are called, in the order of the case."""
    wanted = set(codes)
    known = dict(office.parts)
    return tuple(label for code, label in known.items() if code in wanted) + tuple(
        sorted(code for code in wanted if code not in known)
    )


def form_of_step(step: TransferStep, case: Case, transfer: Transfer, act: Act, office: Office) -> StepForm:
    """Return a step as a form."""
    return StepForm(
        step.code,
        step.label,
        step.button or step.label,
        step.effect,
        step.article,
        step.grave,
        step.apart,
        asks_shown(step.asks, case, transfer, act, office),
    )


def asks_shown(
    asks: Iterable[StepField], case: Case, transfer: Transfer | None, act: Act, office: Office
) -> tuple[ShownAsk, ...]:
    """Return what a form asks for, with what is ticked beforehand."""
    return tuple(
        ShownAsk(
            asked.name,
            asked.label,
            asked.kind,
            asked.hint,
            asked.required,
            asked.most,
            asked.options(case, transfer, office, act),
            _ticked_beforehand(asked, transfer, office),
        )
        for asked in asks
    )


def _ticked_beforehand(asked: StepField, transfer: Transfer | None, office: Office) -> frozenset[str]:
    """Return the least of what can be sent; of the papers those that were made."""
    if asked.name == "papers":
        return frozenset(office.made_beside(transfer))
    return MINIMAL if asked.name == "parts" else frozenset()
