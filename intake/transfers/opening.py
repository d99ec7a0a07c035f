"""How a transfer begins: what each kind needs, to whom it may go, what of the case it takes along. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act
from intake.cases.codes import (
    FILED,
    FINAL_STATES,
    HANDLERS,
    REPORTS,
    WORKED_STATES,
    CaseKind,
    CaseState,
    Outcome,
    Role,
)
from intake.clocks.calendar import day_in_shanghai
from intake.transfers.body import BodyKind, beside
from intake.transfers.codes import CHECKS, CHECKS_OF, GATES, ROUTES, TransferKind, TransferState
from intake.transfers.parts import names_nobody
from intake.transfers.step import Asked, Office, Options, always, day_of, ticked
from intake.transfers.transfer import Transfer

_WORKED_ON: Final = frozenset(
    {CaseState.TAKEN, CaseState.CHECKING, CaseState.DISPUTED, CaseState.DOCKETED, CaseState.NOT_DOCKETED}
)
_DOCKETED: Final = frozenset({CaseState.DOCKETED})
# 催告书送达十个工作日后 and within three months (APP 第76条).
_AFTER_REMINDER: Final = 10
_ENFORCED_WITHIN_MONTHS: Final = 3


def nothing_against(_: Case, __: tuple[Transfer, ...], ___: Act, ____: Office) -> str:
    """Nothing speaks against it."""
    return ""


@dataclass(frozen=True, slots=True)
class Opening:
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
    asks: tuple[Asked, ...]
    state: TransferState = TransferState.PREPARED
    refuses: Callable[[Case, tuple[Transfer, ...], Act, Office], str] = nothing_against
    unfit: Callable[[Case, Act, Office], None] | None = None
    takes: bool = True


def bodies_of(*kinds: BodyKind, same_level: bool = False) -> Callable[..., Options]:
    """Return what offers the bodies of these kinds, of the same level and place where that is asked for."""

    def offered(case: Case, _: Transfer | None, office: Office, act: Act) -> Options:
        found = office.bodies.on(day_in_shanghai(act.at), *kinds)
        return tuple((body.code, body.name) for body in found if not same_level or beside(body, case.lead_bureau))

    return offered


def _team(_: Case, __: Transfer | None, office: Office, ___: Act) -> Options:
    return tuple(office.colleagues.items())


def parts_offered(_: Case, __: Transfer | None, office: Office, ___: Act) -> Options:
    """Return what of the case can be sent."""
    return office.parts


def _parts_without_names(_: Case, __: Transfer | None, office: Office, ___: Act) -> Options:
    return tuple((code, label) for code, label in office.parts if names_nobody(code))


def _one_way_to_the_police(_: Case, transfers: tuple[Transfer, ...], __: Act, ___: Office) -> str:
    if any(one.kind is TransferKind.POLICE and not one.is_over for one in transfers):
        return "这个案件已经有一件正在办理的移送公安机关，请在那一件里继续。"
    return ""


def _police_entered(_: Case, act: Act, __: Office) -> None:
    ticks, gate = set(ticked(act.said("checks"))), act.said("gate")
    lacking = [CHECKS[one] for one in CHECKS if one in CHECKS_OF[gate] - ticks]
    if lacking:
        raise Incomplete("checks", f"按所选的标准，还要逐项确认：{'；'.join(lacking)}（TRF 第3条）。")
    if len(ticked(act.said("team"))) < 2:
        raise Incomplete("team", "应当指定两名以上行政执法人员组成专案组（TRF 第5条）。")


def _not_passed_on(_: Case, transfers: tuple[Transfer, ...], __: Act, ___: Office) -> str:
    came = (one for one in transfers if one.kind is TransferKind.INBOUND)
    if any(one.facts.get("came_as") == "jurisdiction" and one.state is not TransferState.VOID for one in came):
        return "移送管辖来的案件不能再自行移送；对管辖有异议的，报请共同的上一级指定管辖（APP 第14条）。"
    return ""


def _penalised(case: Case, _: tuple[Transfer, ...], __: Act, ___: Office) -> str:
    if case.state in FINAL_STATES and case.outcome is not Outcome.PENALISED:
        return "没有作出行政处罚决定的案件，不能申请强制执行；损害赔偿由当事人自行起诉（APP 第76条）。"
    return ""


def _may_be_enforced(_: Case, act: Act, office: Office) -> None:
    today = day_in_shanghai(act.at)
    reminded, expired = day_of(act.said("reminded_on")), day_of(act.said("expired_on"))
    if reminded is None or reminded > today:
        raise Incomplete("reminded_on", "请核对催告书送达的日期，最晚填今天。")
    if expired is None or expired > today:
        raise Incomplete("expired_on", "复议和诉讼期限还没有届满，不能申请（APP 第76条）。")
    calendar = office.rules.clocks.calendar
    waited = sum(calendar.is_workday(day) for day in _days(reminded + timedelta(days=1), today))
    if waited <= _AFTER_REMINDER:
        raise Incomplete(
            "reminded_on", f"催告书送达后要等满十个工作日仍不履行，才能申请；现在是第 {waited} 个（APP 第76条）。"
        )
    if today > _months_after(expired, _ENFORCED_WITHIN_MONTHS):
        raise Incomplete("expired_on", "自期限届满之日起已经超过三个月，不能再申请（APP 第76条）。")


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _months_after(day: date, months: int) -> date:
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))


def _body(label: str, options: Callable[..., Options], name: str = "bodies") -> Asked:
    return Asked(name, label, "select", f"请选择{label}。", options=options)


PARTS: Final = Asked(
    "parts",
    "送出的内容",
    "ticks",
    "请勾选送出的内容；至少一项。",
    "只勾对方办事必需的；没有勾的会记为“未送”。举报人身份默认不送。",
    options=parts_offered,
)
_PARTS_WITHOUT_NAMES: Final = Asked(
    "parts",
    "通报的内容",
    "ticks",
    "请勾选通报的内容；至少一项。",
    "信息通报不带举报人的任何信息，也不带举报人自己写的话。",
    options=_parts_without_names,
)
_WHY: Final = Asked("text", "事由", "text", "请写明事由。", "内部留存，来访人看不到。", kept="words")

OPENINGS: Final = (
    Opening(
        TransferKind.POLICE,
        REPORTS,
        _WORKED_ON,
        HANDLERS,
        "指定专案组、核实情况后提出书面报告，由主要负责人三日内决定。行政立案不是移送的前提。",
        "TRF 第3、5条",
        (
            _body("公安机关", bodies_of(BodyKind.POLICE, same_level=True)),
            Asked("gate", "移送的标准", "choice", "请选择移送的标准。", options=always(GATES)),
            Asked("checks", "逐项确认", "ticks", "请逐项确认。", options=always(CHECKS)),
            Asked(
                "team",
                "专案组",
                "ticks",
                "请勾选专案组成员。",
                "两名以上；报告人不能审批自己的报告。",
                options=_team,
            ),
            PARTS,
            _WHY,
        ),
        refuses=_one_way_to_the_police,
        unfit=_police_entered,
    ),
    Opening(
        TransferKind.ORGAN,
        REPORTS,
        _DOCKETED,
        HANDLERS,
        "属于其他行政管理部门管辖的，及时移送；送出由本局负责人决定。",
        "APP 第17条第1款",
        (_body("受移送的机关", bodies_of(BodyKind.ORGAN, BodyKind.LABOUR, BodyKind.SCIENCE)), PARTS, _WHY),
        refuses=_not_passed_on,
    ),
    Opening(
        TransferKind.INFORM,
        REPORTS,
        _WORKED_ON,
        HANDLERS,
        "只通报情况，不转移办理责任，不带举报人的信息。",
        "",
        (
            _body(
                "通报给",
                bodies_of(
                    BodyKind.LABOUR, BodyKind.SCIENCE, BodyKind.ASSETS, BodyKind.COURT, BodyKind.PROCURATORATE
                ),
            ),
            _PARTS_WITHOUT_NAMES,
            _WHY,
        ),
    ),
    Opening(
        TransferKind.ENFORCE,
        REPORTS,
        _DOCKETED | {CaseState.CLOSED},
        HANDLERS,
        "向人民法院只申请强制执行行政处罚决定；损害赔偿由当事人自行起诉。",
        "APP 第76条",
        (
            _body("人民法院", bodies_of(BodyKind.COURT)),
            Asked("reminded_on", "催告书送达日期", "day", "请填写催告书送达的日期。"),
            Asked("expired_on", "复议、诉讼期限届满日期", "day", "请填写期限届满的日期。"),
            PARTS,
            _WHY,
        ),
        refuses=_penalised,
        unfit=_may_be_enforced,
    ),
    Opening(
        TransferKind.JURISDICTION,
        REPORTS,
        _DOCKETED,
        HANDLERS,
        "立案后发现属四川省市场监督管理部门管辖的，移送；对方不能退回。立案以前只告知举报人。",
        "APP 第14条",
        (_body("受移送的部门", bodies_of(BodyKind.SICHUAN)), PARTS, _WHY),
        refuses=_not_passed_on,
    ),
    Opening(
        TransferKind.ASSISTANCE,
        REPORTS,
        _WORKED_ON,
        HANDLERS,
        "出具协助调查函；市场监督管理部门自接到之日起十五个工作日内完成，需要延期的在届满前告知。",
        "APP 第45条",
        (
            _body(
                "协助的单位",
                bodies_of(BodyKind.SICHUAN, BodyKind.ORGAN, BodyKind.LABOUR, BodyKind.SCIENCE, BodyKind.ASSETS),
            ),
            PARTS,
            _WHY,
        ),
    ),
    Opening(
        TransferKind.JOINT,
        REPORTS,
        _WORKED_ON,
        HANDLERS,
        "与其他机关一起开展的执法活动，开展以后登记情况。",
        "",
        (
            Asked(
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
            _WHY,
        ),
        takes=False,
    ),
    Opening(
        TransferKind.ROUTE,
        FILED & REPORTS,
        WORKED_STATES,
        HANDLERS,
        "告知来访人可以走的其他途径；只写给来访人，不向任何机关送材料。",
        "CRM 第34条",
        (
            Asked("route", "告知的途径", "choice", "请选择告知的途径。", options=always(ROUTES)),
            Asked(
                "letter",
                "给来访人的话",
                "text",
                "请写下给来访人的话。",
                "来访人在网页上立即看到，在微信里随下一次对话收到。",
                kept="letter",
            ),
        ),
        state=TransferState.DONE,
        takes=False,
    ),
)


def opening_of(kind: str) -> Opening | None:
    """Return how a transfer of this kind begins at the desk; None for one that does not."""
    return next((one for one in OPENINGS if one.kind == kind), None)


def said_at_opening(opening: Opening, act: Act, office: Office) -> Mapping[str, object]:
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
