"""The ways to other organs, courts and Sichuan, acting together, what comes in: every step and guard. Pure.

移送其他行政机关 APP 第17条; 移送管辖 APP 第14条; 协助调查 APP 第45条; 申请强制执行 APP 第76条; 来件 APP 第18条.
What leaves by the decision of a head was prepared by somebody else: four eyes see it, as with the police.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from intake.cases.case import Case
from intake.cases.changes import Act
from intake.cases.codes import DECIDERS, HANDLERS, CaseState
from intake.cases.transfer_codes import TransferCode
from intake.transfers.codes import PAPERS, TransferKind, TransferState
from intake.transfers.step import AT, NOTE, NUMBER, WHY, Office, Options, StepField, TransferStep, always
from intake.transfers.transfer import Transfer

_ANSWERING: Final = frozenset(
    {
        TransferKind.ORGAN,
        TransferKind.INFORM,
        TransferKind.ENFORCE,
        TransferKind.JURISDICTION,
        TransferKind.ASSISTANCE,
    }
)
_DECIDED: Final = frozenset({TransferKind.ORGAN, TransferKind.ENFORCE, TransferKind.JURISDICTION})
_PREPARED: Final = frozenset({TransferState.PREPARED})
_SENT: Final = frozenset({TransferState.SENT})

# What is attached where, by kind.
_ATTACHED: Mapping[TransferKind, tuple[str, ...]] = {
    TransferKind.ORGAN: ("case_letter", "material_list", "delivery_slip", "case_file"),
    TransferKind.JURISDICTION: ("case_letter", "material_list", "delivery_slip", "case_file"),
    TransferKind.INFORM: ("notice_letter",),
    TransferKind.ASSISTANCE: ("assistance_letter", "material_list"),
    TransferKind.ENFORCE: ("enforcement_request", "penalty_decision", "reminder", "material_list"),
}

NO_RETURN: Final = (
    "受移送的部门对管辖有异议的，应当报请共同的上一级指定管辖，不能退回或者再自行移送（APP 第14条）。"
)
NOT_DOCKETED_ANY_MORE: Final = "只有已经立案、还没有办结的案件可以移送（APP 第14、17条）。"


def attached_to(_: Case, transfer: Transfer | None, __: Office, ___: Act) -> Options:
    """Return the papers that go with a transfer of this kind."""
    names = _ATTACHED.get(transfer.kind, ()) if transfer else ()
    return tuple((name, PAPERS[name]) for name in names)


def _only_docketed(case: Case, transfer: Transfer, act: Act, _: Office) -> str:
    if transfer.kind in _DECIDED and act.role not in DECIDERS:
        return "送出要由本局负责人决定，请交负责人办理。"
    if transfer.kind in _DECIDED and {act.by, act.as_whom} & _prepared_by(transfer):
        return "这件移送是您登记的，送出要由另一位负责人决定。"
    if transfer.kind in (TransferKind.ORGAN, TransferKind.JURISDICTION) and case.state is not CaseState.DOCKETED:
        return NOT_DOCKETED_ANY_MORE
    return ""


def _prepared_by(transfer: Transfer) -> set[object]:
    """Return who prepared it, and for whom they stood in; nobody in entries of before."""
    return {transfer.facts[name] for name in ("by", "for") if transfer.facts.get(name)}


def _no_return(_: Case, transfer: Transfer, __: Act, ___: Office) -> str:
    return NO_RETURN if transfer.kind is TransferKind.JURISDICTION else ""


def _only_jurisdiction(_: Case, transfer: Transfer, __: Act, ___: Office) -> str:
    return "" if transfer.kind is TransferKind.JURISDICTION else "只有移送管辖才报请指定管辖（APP 第14条）。"


def came_as(transfer: Transfer) -> str:
    """Return what brought an inbound case in."""
    return str(transfer.facts.get("came_as", ""))


def _not_assistance(_: Case, transfer: Transfer, __: Act, ___: Office) -> str:
    return "协助事项完成后登记“完成协助调查”。" if came_as(transfer) == "assistance" else ""


def _may_be_sent_back(_: Case, transfer: Transfer, __: Act, ___: Office) -> str:
    return NO_RETURN if came_as(transfer) == "jurisdiction" else ""


def _is_assistance(_: Case, transfer: Transfer, __: Act, ___: Office) -> str:
    return "" if came_as(transfer) == "assistance" else "这件来件不是协助调查。"


def _by_notice(_: Case, __: Transfer, act: Act, ___: Office) -> Mapping[str, object]:
    return {"by": "notice", "days": int(act.said("days"))}


def _designated(said: Mapping[str, object]) -> TransferState | None:
    return TransferState.RETURNED if said.get("designated") == "us" else None


OTHER_STEPS: Final = (
    TransferStep(
        TransferCode.SENT,
        "送出",
        _ANSWERING,
        _PREPARED | {TransferState.SENT_BACK},
        TransferState.SENT,
        HANDLERS,
        "送出后等对方签收；送出不能收回。只送登记时勾选的内容。",
        asks=(
            AT,
            NUMBER,
            StepField("papers", "随附的文书", "ticks", "请勾选随附的文书。", options=attached_to),
            NOTE,
        ),
        refuses=_only_docketed,
        grave=True,
        late=True,
    ),
    TransferStep(
        TransferCode.RECEIVED,
        "登记对方的回执",
        _ANSWERING,
        _SENT,
        TransferState.RECEIVED,
        HANDLERS,
        "责任自对方签收时转移；签收以前仍由本局负责。",
        asks=(AT, NUMBER),
        late=True,
    ),
    TransferStep(
        TransferCode.SENT_BACK,
        "对方退回",
        _ANSWERING,
        _SENT | {TransferState.RECEIVED},
        TransferState.SENT_BACK,
        HANDLERS,
        "退回后由本局继续负责，可以补正后重新送出，或者结束。",
        asks=(AT, NUMBER, StepField("text", "退回的理由", "text", "请写明对方退回的理由。", kept="words")),
        refuses=_no_return,
        late=True,
        apart=True,
    ),
    TransferStep(
        TransferCode.ANSWERED,
        "收到对方答复",
        _ANSWERING,
        _SENT | {TransferState.RECEIVED},
        TransferState.DONE,
        HANDLERS,
        "对方的答复或者处理结果记录在案，本件办结。",
        asks=(AT, NUMBER, StepField("text", "答复的内容", "text", "请写明答复的内容。", kept="words")),
        late=True,
    ),
    TransferStep(
        TransferCode.FINISHED,
        "不再等待，结束",
        _ANSWERING,
        frozenset({TransferState.RECEIVED, TransferState.SENT_BACK, TransferState.SENT}),
        TransferState.DONE,
        DECIDERS,
        "本件不再催办；理由记录在案。",
        asks=(WHY,),
        apart=True,
        late=True,
    ),
    TransferStep(
        TransferCode.DESIGNATION_ASKED,
        "对方报请指定管辖",
        frozenset({TransferKind.JURISDICTION}),
        _SENT | {TransferState.RECEIVED},
        TransferState.DISPUTED,
        HANDLERS,
        "川渝之间的共同上一级是市场监管总局；结果收到以前，本局不得以此停止办理。",
        "APP 第14条",
        asks=(AT, NUMBER),
        refuses=_only_jurisdiction,
        late=True,
    ),
    TransferStep(
        TransferCode.DESIGNATED,
        "收到指定管辖的结果",
        frozenset({TransferKind.JURISDICTION}),
        frozenset({TransferState.DISPUTED}),
        TransferState.DONE,
        HANDLERS,
        "指定本局管辖的，由本局继续办理。",
        "APP 第16条",
        asks=(
            AT,
            NUMBER,
            StepField(
                "designated",
                "指定由谁管辖",
                "choice",
                "请选择指定由谁管辖。",
                options=always({"them": "由对方管辖", "us": "由本局管辖"}),
            ),
        ),
        turns=_designated,
        late=True,
    ),
    TransferStep(
        TransferCode.JOINT_HELD,
        "登记开展的情况",
        frozenset({TransferKind.JOINT}),
        _PREPARED,
        TransferState.DONE,
        HANDLERS,
        "时间、参加单位和结果记录在案。",
        asks=(AT, StepField("text", "开展的情况和结果", "text", "请写明开展的情况和结果。", kept="words")),
        late=True,
    ),
    TransferStep(
        TransferCode.SLIP_RETURNED,
        "向来件机关回执",
        frozenset({TransferKind.INBOUND}),
        frozenset({TransferState.RECEIVED}),
        TransferState.IN_HAND,
        HANDLERS,
        "回执不等于立案；期限自收到材料之日起已经计算。",
        "APP 第18条",
        asks=(AT, NUMBER),
        late=True,
    ),
    TransferStep(
        TransferCode.RESULT_TOLD,
        "向来件机关反馈结果",
        frozenset({TransferKind.INBOUND}),
        frozenset({TransferState.RECEIVED, TransferState.IN_HAND}),
        TransferState.DONE,
        HANDLERS,
        "处理结果告诉来件机关，本件办结。",
        asks=(AT, NUMBER, StepField("text", "反馈的内容", "text", "请写明反馈的内容。", kept="words")),
        refuses=_not_assistance,
        late=True,
    ),
    TransferStep(
        TransferCode.INBOUND_SENT_BACK,
        "退回来件机关",
        frozenset({TransferKind.INBOUND}),
        frozenset({TransferState.RECEIVED, TransferState.IN_HAND}),
        TransferState.RETURNED,
        DECIDERS,
        "不属市场监管部门职责的，说明理由退回。",
        asks=(AT, NUMBER, WHY),
        refuses=_may_be_sent_back,
        apart=True,
        grave=True,
    ),
    TransferStep(
        TransferCode.ASSIST_EXTENDED,
        "告知延期完成协查",
        frozenset({TransferKind.INBOUND}),
        frozenset({TransferState.RECEIVED, TransferState.IN_HAND}),
        None,
        HANDLERS,
        "应当在期限届满前告知提出请求的部门。",
        "APP 第45条",
        asks=(AT, StepField("days", "延长多少个工作日", "number", "请填写延长多少个工作日。"), NUMBER),
        refuses=_is_assistance,
        adds=_by_notice,
    ),
    TransferStep(
        TransferCode.ASSIST_GIVEN,
        "完成协助调查",
        frozenset({TransferKind.INBOUND}),
        frozenset({TransferState.RECEIVED, TransferState.IN_HAND}),
        TransferState.DONE,
        HANDLERS,
        "协助事项完成，结果告诉提出请求的部门。",
        "APP 第45条",
        asks=(AT, NUMBER, StepField("text", "协助的结果", "text", "请写明协助的结果。", kept="words")),
        refuses=_is_assistance,
    ),
)
