"""The way to the police and back: every step of TRF, each with its guard. Pure.

Two gates (第3条); two officers, a report, the decision of the principal who has not reported (第5条); five papers
(第6条); slip, wrong organ (第7条); decision (第8条); reconsideration and supervision (第9条); what is left to the
bureau (第10条); no penalty in place of a transfer (第11条); goods and materials (第12条); sent back (第13条).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act
from intake.cases.codes import DECIDERS, HANDLERS, Role
from intake.cases.transfer_codes import TransferCode
from intake.clocks.calendar import day_in_shanghai
from intake.transfers.body import BodyKind, beside
from intake.transfers.codes import EARLIER_PENALTIES, POLICE_PAPERS, TransferKind, TransferState
from intake.transfers.step import AT, NOTE, NUMBER, WHY, Asked, Office, Options, Step, always, ticked
from intake.transfers.transfer import Transfer

_POLICE: Final = frozenset({TransferKind.POLICE})
_PRINCIPAL: Final = frozenset({Role.PRINCIPAL})


def _reports_alone(_: Case, transfer: Transfer, act: Act, __: Office) -> str:
    if act.by in transfer.team:
        return ""
    return "移送的书面报告由专案组提出，您不在这件移送的专案组里（TRF 第5条）。"


def _has_reported(_: Case, transfer: Transfer, act: Act, __: Office) -> str:
    reported = transfer.done(TransferCode.REPORTED)
    by = str(reported.said.get("by", "")) if reported else ""
    if act.by in (*transfer.team, by):
        return "提出报告的人员不能审批自己的报告，请由正职负责人或者主持工作的负责人审批（TRF 第5条）。"
    return ""


def _by_whom(_: Case, __: Transfer, act: Act, ___: Office) -> Mapping[str, object]:
    return {"by": act.by}


def papers_complete(_: Case, __: Transfer, act: Act, ___: Office) -> None:
    """Raise Incomplete where one of the five papers is neither attached nor said not to exist."""
    papers = set(ticked(act.said("papers")))
    for paper, none in (
        ("transfer_letter", ""),
        ("investigation_report", ""),
        ("goods_list", ""),
        ("appraisal", "no_appraisal"),
        ("others", "no_others"),
    ):
        if paper not in papers and none not in papers:
            raise Incomplete("papers", f"还缺《{POLICE_PAPERS[paper]}》，移送应当附齐五类材料（TRF 第6条）。")
        if paper in papers and none in papers:
            raise Incomplete("papers", f"《{POLICE_PAPERS[paper]}》不能既附上又写没有，请核对。")
    if "appraisal" in papers and not act.said("appraisal"):
        raise Incomplete("appraisal", "随附检验报告或者鉴定结论的，请写明名称、出具的机构和文号。")


def _other_police(_: Case, transfer: Transfer | None, office: Office, act: Act) -> Options:
    there = transfer.bodies if transfer else ()
    return tuple(
        (body.code, body.name)
        for body in office.bodies.on(day_in_shanghai(act.at), BodyKind.POLICE)
        if body.code not in there
    )


def _procuratorates(case: Case, _: Transfer | None, office: Office, act: Act) -> Options:
    found = office.bodies.on(day_in_shanghai(act.at), BodyKind.PROCURATORATE)
    return tuple((body.code, body.name) for body in found if beside(body, case.lead_bureau))


def _misdirected(said: Mapping[str, object]) -> TransferState | None:
    return TransferState.MISDIRECTED if said.get("competent") is False else None


def _competent(_: Case, __: Transfer, act: Act, ___: Office) -> Mapping[str, object]:
    return {"competent": act.said("competent") == "yes"}


_COMPETENT: Final = Asked(
    "competent",
    "是否属该机关管辖",
    "choice",
    "请选择是否属该机关管辖。",
    "不属的，应当在二十四小时内转送有管辖权的机关并书面告知（TRF 第7条）。",
    options=always({"yes": "属该机关管辖", "no": "不属该机关管辖，由其转送"}),
)
_PENALTY: Final = Asked(
    "earlier_penalty",
    "移送前的行政处罚",
    "choice",
    "请选择移送前是否作出过行政处罚。",
    "不得以行政处罚代替移送（TRF 第11条）。",
    options=always(EARLIER_PENALTIES),
)
_PAPERS: Final = Asked(
    "papers",
    "随附的材料",
    "ticks",
    "请勾选随附的材料。",
    "五类材料逐一确认；没有的也要勾明（TRF 第6条）。",
    options=always(POLICE_PAPERS),
)
_APPRAISAL: Final = Asked(
    "appraisal",
    "检验报告、鉴定结论",
    "line",
    "请写明名称、出具的机构和文号。",
    "随附的才填，例如：鉴定意见书，某某鉴定中心，〔2026〕第3号。不由本系统制作，原件随案移送。",
    kept="words",
    required=False,
    most=200,
)
_REASONS: Final = Asked("text", "对方说明的理由", "text", "请写明对方说明的理由。", "内部留存。", kept="words")
_MATERIALS_BACK: Final = Asked(
    "materials_back",
    "案卷材料",
    "choice",
    "请选择案卷材料是否已经退回。",
    options=always({"yes": "已退回", "no": "尚未退回"}),
)
_GOODS: Final = Asked(
    "goods",
    "移交的内容",
    "ticks",
    "请勾选移交的内容。",
    options=always(
        {
            "goods": "涉案物品",
            "no_goods": "（没有涉案物品）",
            "materials": "与案件有关的其他材料",
            "record": "交接清单",
        }
    ),
)


def goods_complete(_: Case, __: Transfer, act: Act, ___: Office) -> None:
    """Raise Incomplete where goods or materials are not spoken of."""
    goods = set(ticked(act.said("goods")))
    if len(goods & {"goods", "no_goods"}) != 1 or not {"materials", "record"} <= goods:
        raise Incomplete("goods", "涉案物品（或者没有）、其他材料、交接清单都要勾明，办结交接手续（TRF 第12条）。")


def _step(
    code: TransferCode,
    label: str,
    before: Iterable[TransferState],
    after: TransferState | None,
    effect: str,
    article: str,
    **more: object,
) -> Step:
    by = more.pop("by", HANDLERS)
    return Step(code, label, _POLICE, frozenset(before), after, by, effect, article, **more)  # type: ignore[arg-type]


POLICE_STEPS: Final = (
    _step(
        TransferCode.REPORTED,
        "提出移送的书面报告",
        {TransferState.PREPARED},
        TransferState.REPORTED,
        "报告交主要负责人；自接到报告之日起三日内作出决定，周末不顺延。",
        "TRF 第5条",
        asks=(
            AT,
            NUMBER,
            _PENALTY,
            Asked("text", "报告摘要", "text", "请写明报告摘要。", "内部留存，来访人看不到。", kept="words"),
        ),
        refuses=_reports_alone,
        adds=_by_whom,
        button="提出报告",
    ),
    _step(
        TransferCode.APPROVED,
        "批准移送",
        {TransferState.REPORTED},
        TransferState.APPROVED,
        "批准后二十四小时内向同级公安机关移送，周末和节假日照算。",
        "TRF 第5条",
        by=_PRINCIPAL,
        asks=(NUMBER, NOTE),
        refuses=_has_reported,
        adds=_by_whom,
        grave=True,
    ),
    _step(
        TransferCode.REJECTED,
        "不批准移送",
        {TransferState.REPORTED},
        TransferState.REJECTED,
        "理由记录在案；本件移送到此为止，案件由本局继续办理。",
        "TRF 第5条",
        by=_PRINCIPAL,
        asks=(WHY,),
        refuses=_has_reported,
        adds=_by_whom,
        grave=True,
    ),
    _step(
        TransferCode.HANDED_OVER,
        "送交公安机关",
        {TransferState.APPROVED, TransferState.SENT_BACK},
        TransferState.SENT,
        "送出后等公安机关在移送书的回执上签字。送出不能收回。",
        "TRF 第5、6条",
        asks=(AT, NUMBER, _PAPERS, _APPRAISAL, NOTE),
        unfit=papers_complete,
        grave=True,
    ),
    _step(
        TransferCode.POLICE_RECEIVED,
        "登记公安机关的回执",
        {TransferState.SENT},
        TransferState.RECEIVED,
        "公安机关自接受之日起三日内决定是否立案。",
        "TRF 第7、8条",
        asks=(AT, NUMBER, _COMPETENT),
        adds=_competent,
        turns=_misdirected,
        late=True,
    ),
    _step(
        TransferCode.POLICE_SENT_BACK,
        "公安机关未签收、退回材料",
        {TransferState.SENT, TransferState.MISDIRECTED},
        TransferState.SENT_BACK,
        "补齐材料后可以重新送出；认为应当接受的，可以建议人民检察院监督。",
        "TRF 第17条",
        asks=(AT, _REASONS),
        apart=True,
    ),
    _step(
        TransferCode.FORWARDED,
        "公安机关已转送",
        {TransferState.MISDIRECTED},
        TransferState.FORWARDED,
        "此后由转送到的公安机关签收和审查，办理期限仍按最先签收之日提示。",
        "TRF 第7条",
        asks=(
            AT,
            Asked("body", "转送到", "select", "请选择转送到的公安机关。", options=_other_police),
            NUMBER,
        ),
        late=True,
    ),
    _step(
        TransferCode.RECEIVED_ELSEWHERE,
        "登记转送到的公安机关的回执",
        {TransferState.FORWARDED},
        TransferState.RECEIVED,
        "由该公安机关审查是否立案。",
        "TRF 第7、8条",
        asks=(AT, NUMBER),
        late=True,
    ),
    _step(
        TransferCode.POLICE_DOCKETED,
        "收到立案通知书",
        {
            TransferState.RECEIVED,
            TransferState.RECONSIDERATION_SENT,
            TransferState.RECONSIDERED,
            TransferState.SUPERVISED,
        },
        TransferState.DOCKETED,
        "自接到立案通知书之日起三日内移交涉案物品和其他材料，办结交接手续。",
        "TRF 第8、12条",
        asks=(AT, NUMBER),
        late=True,
    ),
    _step(
        TransferCode.POLICE_REFUSED,
        "收到不予立案通知书",
        {TransferState.RECEIVED},
        TransferState.REFUSED,
        "认为应当立案的，自接到通知书之日起三日内提请复议，或者建议人民检察院立案监督。",
        "TRF 第8、9条",
        asks=(AT, NUMBER, _MATERIALS_BACK, _REASONS),
        late=True,
    ),
    _step(
        TransferCode.RECONSIDERATION_ASKED,
        "提请复议",
        {TransferState.REFUSED},
        TransferState.RECONSIDERATION_SENT,
        "向作出不予立案决定的公安机关提请。",
        "TRF 第9条第1款",
        by=DECIDERS,
        asks=(AT, NUMBER, WHY),
    ),
    _step(
        TransferCode.RECONSIDERATION_RECEIVED,
        "登记复议文件的回执",
        {TransferState.RECONSIDERATION_SENT},
        TransferState.RECONSIDERED,
        "公安机关自收到复议文件之日起三日内作出决定。",
        "TRF 第9条第2款",
        asks=(AT, NUMBER),
        late=True,
    ),
    _step(
        TransferCode.RECONSIDERATION_REFUSED,
        "收到维持不予立案的复议决定",
        {TransferState.RECONSIDERED},
        TransferState.UPHELD,
        "仍有异议的，自收到复议决定之日起三日内应当建议人民检察院立案监督。",
        "TRF 第9条第2款",
        asks=(AT, NUMBER, _REASONS),
        late=True,
    ),
    _step(
        TransferCode.SUPERVISION_ASKED,
        "建议人民检察院立案监督",
        {TransferState.REFUSED, TransferState.UPHELD, TransferState.SENT_BACK},
        TransferState.SUPERVISED,
        "公安机关应当接受人民检察院的立案监督。",
        "TRF 第9条",
        by=DECIDERS,
        asks=(
            AT,
            Asked("supervisor", "人民检察院", "select", "请选择人民检察院。", options=_procuratorates),
            NUMBER,
            WHY,
        ),
    ),
    _step(
        TransferCode.SUPERVISION_DECLINED,
        "检察院认为不立案理由成立",
        {TransferState.SUPERVISED},
        TransferState.LEFT_TO_US,
        "本件移送到此为止；应当给予行政处罚的，本局仍应依法处理。",
        "TRF 第10条",
        asks=(AT, NUMBER, _REASONS),
        late=True,
    ),
    _step(
        TransferCode.REFUSAL_ACCEPTED,
        "没有异议，由本局依法处理",
        {TransferState.REFUSED, TransferState.UPHELD},
        TransferState.LEFT_TO_US,
        "不再提请复议或者监督；应当给予行政处罚的，本局仍应依法处理。",
        "TRF 第10条",
        by=_PRINCIPAL,
        asks=(WHY,),
        grave=True,
    ),
    _step(
        TransferCode.MATERIALS_HANDED_OVER,
        "移交涉案物品和材料",
        {TransferState.DOCKETED},
        TransferState.HANDED_OVER,
        "移交并办结交接手续后，本件移送办结。",
        "TRF 第12条",
        asks=(AT, NUMBER, _GOODS, NOTE),
        unfit=goods_complete,
    ),
    _step(
        TransferCode.POLICE_RETURNED,
        "公安机关立案后移送回来",
        {TransferState.DOCKETED, TransferState.HANDED_OVER},
        TransferState.RETURNED,
        "不需要追究刑事责任、依法应当追究行政责任的，由本局依法处理。",
        "TRF 第13条",
        asks=(AT, NUMBER, _REASONS),
        late=True,
        apart=True,
    ),
)
