"""What the steps of the way to the police ask and look at. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act
from intake.cases.codes import HANDLERS, Role
from intake.cases.transfer_codes import TransferCode
from intake.clocks.calendar import day_in_shanghai
from intake.transfers.body import BodyKind, beside
from intake.transfers.codes import EARLIER_PENALTIES, POLICE_PAPERS, TransferKind, TransferState
from intake.transfers.step import Office, Options, StepField, TransferStep, always, ticked
from intake.transfers.transfer import Transfer

POLICE: Final = frozenset({TransferKind.POLICE})
PRINCIPAL: Final = frozenset({Role.PRINCIPAL})


def reports_alone(_: Case, transfer: Transfer, act: Act, __: Office) -> str:
    """Refuse whoever is not in the team: the team reports."""
    if act.by in transfer.team:
        return ""
    return "移送的书面报告由专案组提出，您不在这件移送的专案组里（TRF 第5条）。"


def has_reported(_: Case, transfer: Transfer, act: Act, __: Office) -> str:
    """Refuse whoever reported, or belongs to the team: nobody decides on their own report."""
    reported = transfer.done(TransferCode.REPORTED)
    by = str(reported.said.get("by", "")) if reported else ""
    if act.by in (*transfer.team, by):
        return "提出报告的人员不能审批自己的报告，请由正职负责人或者主持工作的负责人审批（TRF 第5条）。"
    return ""


def by_whom(_: Case, __: Transfer, act: Act, ___: Office) -> Mapping[str, object]:
    """Add who does it."""
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


def other_police(_: Case, transfer: Transfer | None, office: Office, act: Act) -> Options:
    """Return the police to whom it can have been forwarded."""
    there = transfer.bodies if transfer else ()
    return tuple(
        (body.code, body.name)
        for body in office.bodies.on(day_in_shanghai(act.at), BodyKind.POLICE)
        if body.code not in there
    )


def procuratorates(case: Case, _: Transfer | None, office: Office, act: Act) -> Options:
    """Return the procuratorates beside the bureau."""
    found = office.bodies.on(day_in_shanghai(act.at), BodyKind.PROCURATORATE)
    return tuple((body.code, body.name) for body in found if beside(body, case.lead_bureau))


def misdirected(said: Mapping[str, object]) -> TransferState | None:
    """Return that it went to the wrong organ, where they say so."""
    return TransferState.MISDIRECTED if said.get("competent") is False else None


def competent(_: Case, __: Transfer, act: Act, ___: Office) -> Mapping[str, object]:
    """Add whether they are competent."""
    return {"competent": act.said("competent") == "yes"}


COMPETENT: Final = StepField(
    "competent",
    "是否属该机关管辖",
    "choice",
    "请选择是否属该机关管辖。",
    "不属的，应当在二十四小时内转送有管辖权的机关并书面告知（TRF 第7条）。",
    options=always({"yes": "属该机关管辖", "no": "不属该机关管辖，由其转送"}),
)
PENALTY: Final = StepField(
    "earlier_penalty",
    "移送前的行政处罚",
    "choice",
    "请选择移送前是否作出过行政处罚。",
    "不得以行政处罚代替移送（TRF 第11条）。",
    options=always(EARLIER_PENALTIES),
)
PAPERS: Final = StepField(
    "papers",
    "随附的材料",
    "ticks",
    "请勾选随附的材料。",
    "五类材料逐一确认；没有的也要勾明（TRF 第6条）。",
    options=always(POLICE_PAPERS),
)
APPRAISAL: Final = StepField(
    "appraisal",
    "检验报告、鉴定结论",
    "line",
    "请写明名称、出具的机构和文号。",
    "随附的才填，例如：鉴定意见书，某某鉴定中心，〔2026〕第3号。不由本系统制作，原件随案移送。",
    kept="words",
    required=False,
    most=200,
)
REASONS: Final = StepField("text", "对方说明的理由", "text", "请写明对方说明的理由。", "内部留存。", kept="words")
MATERIALS_BACK: Final = StepField(
    "materials_back",
    "案卷材料",
    "choice",
    "请选择案卷材料是否已经退回。",
    options=always({"yes": "已退回", "no": "尚未退回"}),
)
GOODS: Final = StepField(
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


def police_step(
    code: TransferCode,
    label: str,
    before: Iterable[TransferState],
    after: TransferState | None,
    effect: str,
    article: str,
    **more: object,
) -> TransferStep:
    """Return a step of the way to the police."""
    by = more.pop("by", HANDLERS)
    return TransferStep(code, label, POLICE, frozenset(before), after, by, effect, article, **more)  # type: ignore[arg-type]
