"""How a transfer begins: what each kind needs, to whom it may go, what of the case it takes along. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from intake.cases.case import Case
from intake.cases.changes import Act
from intake.cases.codes import (
    FILED,
    HANDLERS,
    REPORTS,
    WORKED_STATES,
    CaseKind,
    CaseState,
    Role,
)
from intake.transfers.body import BodyKind
from intake.transfers.codes import CHECKS, GATES, ROUTES, TransferKind, TransferState
from intake.transfers.opening_asked import (
    PARTS,
    PARTS_WITHOUT_NAMES,
    WHY,
    bodies_of,
    body,
    may_be_enforced,
    not_passed_on,
    one_way_to_the_police,
    penalised,
    police_entered,
    team,
)
from intake.transfers.step import Office, StepField, always, ticked
from intake.transfers.transfer import Transfer

_WORKED_ON: Final = frozenset(
    {CaseState.TAKEN, CaseState.CHECKING, CaseState.DISPUTED, CaseState.DOCKETED, CaseState.NOT_DOCKETED}
)
_DOCKETED: Final = frozenset({CaseState.DOCKETED})


def nothing_against(_: Case, __: tuple[Transfer, ...], ___: Act, ____: Office) -> str:
    """Nothing speaks against it."""
    return ""


@dataclass(frozen=True, slots=True)
class TransferOpening:
    """How a transfer of one kind begins.

    states   states of the case in which it may; cases: kinds of case
    state    where the transfer stands then
    effect   what will happen, said before it does
    refuses  why not with this case now, as a sentence; "" when it may
    unfit    why what was entered does not go together, raised as Incomplete
    takes    parts of the case are ticked
    """

    kind: TransferKind
    cases: frozenset[CaseKind]
    states: frozenset[CaseState]
    by: frozenset[Role]
    effect: str
    article: str
    asks: tuple[StepField, ...]
    state: TransferState = TransferState.PREPARED
    refuses: Callable[[Case, tuple[Transfer, ...], Act, Office], str] = nothing_against
    unfit: Callable[[Case, Act, Office], None] | None = None
    takes: bool = True


OPENINGS: Final = (
    TransferOpening(
        TransferKind.POLICE,
        REPORTS,
        _WORKED_ON,
        HANDLERS,
        "指定专案组、核实情况后提出书面报告，由主要负责人三日内决定。行政立案不是移送的前提。",
        "TRF 第3、5条",
        (
            body("公安机关", bodies_of(BodyKind.POLICE, same_level=True)),
            StepField("gate", "移送的标准", "choice", "请选择移送的标准。", options=always(GATES)),
            StepField("checks", "逐项确认", "ticks", "请逐项确认。", options=always(CHECKS)),
            StepField(
                "team",
                "专案组",
                "ticks",
                "请勾选专案组成员。",
                "两名以上；报告人不能审批自己的报告。",
                options=team,
            ),
            PARTS,
            WHY,
        ),
        refuses=one_way_to_the_police,
        unfit=police_entered,
    ),
    TransferOpening(
        TransferKind.ORGAN,
        REPORTS,
        _DOCKETED,
        HANDLERS,
        "属于其他行政管理部门管辖的，及时移送；送出由本局负责人决定。",
        "APP 第17条第1款",
        (body("受移送的机关", bodies_of(BodyKind.ORGAN, BodyKind.LABOUR, BodyKind.SCIENCE)), PARTS, WHY),
        refuses=not_passed_on,
    ),
    TransferOpening(
        TransferKind.INFORM,
        REPORTS,
        _WORKED_ON,
        HANDLERS,
        "只通报情况，不转移办理责任，不带举报人的信息。",
        "",
        (
            body(
                "通报给",
                bodies_of(
                    BodyKind.LABOUR, BodyKind.SCIENCE, BodyKind.ASSETS, BodyKind.COURT, BodyKind.PROCURATORATE
                ),
            ),
            PARTS_WITHOUT_NAMES,
            WHY,
        ),
    ),
    TransferOpening(
        TransferKind.ENFORCE,
        REPORTS,
        _DOCKETED | {CaseState.CLOSED},
        HANDLERS,
        "向人民法院只申请强制执行行政处罚决定；损害赔偿由当事人自行起诉。",
        "APP 第76条",
        (
            body("人民法院", bodies_of(BodyKind.COURT)),
            StepField("reminded_on", "催告书送达日期", "day", "请填写催告书送达的日期。"),
            StepField("expired_on", "复议、诉讼期限届满日期", "day", "请填写期限届满的日期。"),
            PARTS,
            WHY,
        ),
        refuses=penalised,
        unfit=may_be_enforced,
    ),
    TransferOpening(
        TransferKind.JURISDICTION,
        REPORTS,
        _DOCKETED,
        HANDLERS,
        "立案后发现属四川省市场监督管理部门管辖的，移送；对方不能退回。立案以前只告知举报人。",
        "APP 第14条",
        (body("受移送的部门", bodies_of(BodyKind.SICHUAN)), PARTS, WHY),
        refuses=not_passed_on,
    ),
    TransferOpening(
        TransferKind.ASSISTANCE,
        REPORTS,
        # Until then nobody outside is told of a report (CRM 第37条), as within the city (`assist_moves`).
        _DOCKETED,
        HANDLERS,
        "出具协助调查函；市场监督管理部门自接到之日起十五个工作日内完成，需要延期的在届满前告知。立案以前不请求协助。",
        "APP 第45条；CRM 第37条",
        (
            body(
                "协助的单位",
                bodies_of(BodyKind.SICHUAN, BodyKind.ORGAN, BodyKind.LABOUR, BodyKind.SCIENCE, BodyKind.ASSETS),
            ),
            PARTS,
            WHY,
        ),
    ),
    TransferOpening(
        TransferKind.JOINT,
        REPORTS,
        _WORKED_ON,
        HANDLERS,
        "与其他机关一起开展的执法活动，开展以后登记情况。",
        "",
        (
            StepField(
                "bodies",
                "参加的机关",
                "ticks",
                "请勾选参加的机关。",
                options=bodies_of(
                    BodyKind.POLICE,
                    BodyKind.PROCURATORATE,
                    BodyKind.LABOUR,
                    BodyKind.SCIENCE,
                    BodyKind.ASSETS,
                    BodyKind.ORGAN,
                    BodyKind.SICHUAN,
                ),
            ),
            WHY,
        ),
        takes=False,
    ),
    TransferOpening(
        TransferKind.ROUTE,
        FILED & REPORTS,
        WORKED_STATES,
        HANDLERS,
        "告知来访人可以走的其他途径；只写给来访人，不向任何机关送材料。",
        "CRM 第34条",
        (
            StepField("route", "告知的途径", "choice", "请选择告知的途径。", options=always(ROUTES)),
            StepField(
                "letter",
                "给来访人的话",
                "text",
                "请写下给来访人的话。",
                "来访人在网页上立即看到，在微信里最迟随下一次对话收到。",
                kept="letter",
            ),
        ),
        state=TransferState.DONE,
        takes=False,
    ),
)


def opening_of(kind: str) -> TransferOpening | None:
    """Return how a transfer of this kind begins at the desk; None for one that does not."""
    return next((one for one in OPENINGS if one.kind == kind), None)


def said_at_opening(opening: TransferOpening, act: Act, office: Office) -> Mapping[str, object]:
    """Return what the opening entry keeps: codes, days and lists, what is not sent beside what is."""
    said: dict[str, object] = {"kind": opening.kind.value}
    for asked in opening.asks:
        value = act.said(asked.name)
        if asked.kept == "said" and value:
            said[asked.name] = list(ticked(value)) if asked.kind == "ticks" else value
    if "bodies" in said and not isinstance(said["bodies"], list):
        said["bodies"] = [said["bodies"]]
    if opening.takes:
        sent = set(ticked(act.said("parts")))
        said["withheld"] = [code for code, _ in office.parts if code not in sent]
    return said
