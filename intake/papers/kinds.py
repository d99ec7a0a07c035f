"""Every paper as one value: when it fits, who makes it, what is entered, whether it names the filer. Pure.

Law: 立案审批表 and 不予立案审批表 APP 第19、20条; 分送 CRM 第41条; 处理结果 CRM 第36条, AUCL25 第20条;
告知 CRM 第34条; the papers of a transfer to the police TRF 第6条; 移送 APP 第14、17条; 交办 APP 第15条;
报请 APP 第16条; 协助调查函 APP 第45条; 送达 APP 第82条. Those of measures stand in `of_measures`.
There is no 举报立案告知书 and no 举报不予立案告知书: they are abolished.
"""

from __future__ import annotations

from typing import Final

from intake.cases.codes import DECIDERS, FILED, HANDLERS, REPORTS, CaseState, Outcome, Role
from intake.cases.crossing import CrossingKind
from intake.papers.codes import PaperKind
from intake.papers.of_measures import MEASURE_PAPERS
from intake.papers.paper import EnteredField, Paper
from intake.transfers.codes import OVER, TransferKind, TransferState

_NAMED: Final = REPORTS & FILED
_WORKED_ON: Final = frozenset(
    {CaseState.TAKEN, CaseState.CHECKING, CaseState.DISPUTED, CaseState.DOCKETED, CaseState.NOT_DOCKETED}
)
_EVERY: Final = frozenset(CaseState) - {CaseState.WITHDRAWN}
_NOT_OVER: Final = frozenset(TransferState) - OVER
_APPROVED: Final = _NOT_OVER - {TransferState.PREPARED, TransferState.REPORTED}

_CHECKED: Final = EnteredField("facts", "核查情况", "text", "写查到的事实和依据的材料，不写商业秘密的内容。")
_OPINION: Final = EnteredField("opinion", "承办意见", "text")

PAPERS: Final = (
    Paper(
        PaperKind.REGISTER,
        "CRM 第28条",
        _NAMED,
        _EVERY,
        by=HANDLERS | {Role.COORDINATOR},
        names=True,
    ),
    Paper(
        PaperKind.PASS_DOWN_NOTICE,
        "CRM 第41条",
        REPORTS,
        _EVERY,
        (
            EnteredField("receiver", "分送给", "line", "承办局或者本局内设机构的名称。"),
            EnteredField("opinion", "分送事由", "text", required=False),
            EnteredField("deadline", "反馈日期", "day"),
        ),
        crossings=frozenset({CrossingKind.ROUTED}),
        after=frozenset({"passed_down", "passed_inside"}),
        by=DECIDERS | {Role.COORDINATOR},
    ),
    Paper(
        PaperKind.TELLING,
        "CRM 第34条",
        _NAMED,
        frozenset({CaseState.SUBMITTED, CaseState.ROUTED, CaseState.TAKEN, CaseState.CHECKING, CaseState.CLOSED}),
        (
            EnteredField(
                "branch",
                "哪一种情形",
                "choice",
                options=("属于市场监管职责，但本局没有处理权限", "不属于市场监管部门的职责"),
            ),
            EnteredField("receiver", "有权处理的机关", "line", "写全称。"),
            EnteredField("opinion", "另外告知的内容", "text", required=False),
        ),
        outcomes=frozenset({Outcome.TOLD_ELSEWHERE}),
        by=DECIDERS | {Role.COORDINATOR},
        names=True,
    ),
    Paper(
        PaperKind.DOCKET_APPROVAL,
        "APP 第18、19条；TSR 第19条",
        REPORTS,
        frozenset({CaseState.CHECKING, CaseState.DOCKETED}),
        (_CHECKED, _OPINION),
    ),
    Paper(
        PaperKind.NO_DOCKET_APPROVAL,
        "APP 第18、20条",
        REPORTS,
        frozenset({CaseState.CHECKING, CaseState.NOT_DOCKETED}),
        (
            _CHECKED,
            EnteredField(
                "branch",
                "不予立案的情形",
                "choice",
                options=(
                    "违法行为轻微并及时改正，没有造成危害后果（第一项）",
                    "初次违法且危害后果轻微并及时改正（第二项）",
                    "当事人有证据足以证明没有主观过错（第三项）",
                    "依法可以不予立案的其他情形（第四项）",
                ),
            ),
            EnteredField("opinion", "理由和承办意见", "text"),
        ),
    ),
    Paper(
        PaperKind.RESULT_NOTICE,
        "AUCL25 第20条；CRM 第36条",
        _NAMED,
        frozenset({CaseState.DOCKETED, CaseState.NOT_DOCKETED, CaseState.CLOSED}),
        (EnteredField("opinion", "处理结果", "text", "举报人会读到，不写举报以外的人的商业秘密和个人信息。"),),
        outcomes=frozenset(Outcome) - {Outcome.TOLD_ELSEWHERE},
        names=True,
    ),
    Paper(
        PaperKind.ASSIGNMENT,
        "APP 第15条第1款",
        REPORTS,
        frozenset({CaseState.SUBMITTED, CaseState.TAKEN, CaseState.CHECKING, CaseState.DOCKETED}),
        (
            EnteredField("receiver", "交给", "line", "承办的区县局。"),
            EnteredField("opinion", "交办事项和要求", "text"),
            EnteredField("deadline", "反馈日期", "day"),
        ),
        crossings=frozenset({CrossingKind.HAND_DOWN}),
        after=frozenset({"handed_down"}),
        by=DECIDERS,
    ),
    Paper(
        PaperKind.DESIGNATION_REQUEST,
        "APP 第13、14、16条；CRM 第33条",
        REPORTS,
        frozenset({CaseState.TAKEN, CaseState.CHECKING, CaseState.DISPUTED, CaseState.DOCKETED}),
        (
            EnteredField("receiver", "报请", "line", "共同的上一级，写全称。"),
            EnteredField(
                "facts", "案件和管辖的情况", "text", "写行为地、各方的意见和协商的情况；不写商业秘密的内容。"
            ),
            EnteredField("opinion", "报请的事项和理由", "text"),
        ),
        crossings=frozenset({CrossingKind.DESIGNATION}),
        after=frozenset({"jurisdiction_reported_up"}),
        by=DECIDERS,
    ),
    Paper(
        PaperKind.TRANSFER_LETTER,
        "TRF 第3、5、6条；APP 第17条第2款",
        REPORTS,
        frozenset(),
        (EnteredField("facts", "涉嫌犯罪的事实", "text"), EnteredField("opinion", "移送的理由", "text")),
        transfers={TransferKind.POLICE: _APPROVED},
    ),
    Paper(
        PaperKind.INVESTIGATION_REPORT,
        "TRF 第6条",
        REPORTS,
        frozenset(),
        (
            EnteredField("facts", "调查经过和查明的事实", "text"),
            EnteredField("opinion", "认定的理由和处理意见", "text"),
        ),
        transfers={TransferKind.POLICE: _NOT_OVER},
    ),
    Paper(
        PaperKind.GOODS_LIST,
        "TRF 第4、6条",
        REPORTS,
        frozenset({CaseState.CHECKING, CaseState.DOCKETED}),
        (
            EnteredField("listed", "涉案物品", "rows", "一行一件：名称，数量，特征和存放地点。没有的写“无”。"),
            EnteredField("opinion", "说明", "text", required=False),
        ),
        transfers={TransferKind.POLICE: _NOT_OVER},
    ),
    Paper(
        PaperKind.CASE_LETTER,
        "APP 第14条、第17条第1款",
        REPORTS,
        frozenset({CaseState.DOCKETED}),
        (
            EnteredField("receiver", "移送给", "line", "写全称。"),
            EnteredField("opinion", "移送的理由", "text"),
        ),
        transfers={TransferKind.ORGAN: _NOT_OVER, TransferKind.JURISDICTION: _NOT_OVER},
        crossings=frozenset({CrossingKind.TRANSFER}),
        after=frozenset({"transferred"}),
        by=DECIDERS,
    ),
    Paper(
        PaperKind.MATERIAL_LIST,
        "TRF 第6条；APP 第14、17条",
        REPORTS,
        _WORKED_ON,
        (EnteredField("listed", "另附的材料", "rows", "一行一份：名称，份数，说明。", required=False),),
        transfers=dict.fromkeys(
            (
                TransferKind.POLICE,
                TransferKind.ORGAN,
                TransferKind.JURISDICTION,
                TransferKind.ASSISTANCE,
                TransferKind.ENFORCE,
            ),
            _NOT_OVER,
        ),
    ),
    Paper(
        PaperKind.ASSISTANCE_LETTER,
        "APP 第45条",
        REPORTS,
        frozenset({CaseState.DOCKETED}),
        (
            EnteredField("receiver", "请求谁协助", "line", "写全称。"),
            EnteredField("opinion", "协助事项", "text", "写具体事项；不写商业秘密的内容，不写举报人是谁。"),
            EnteredField("addressee", "回复给谁", "line", "联系人和电话。"),
        ),
        transfers={TransferKind.ASSISTANCE: _NOT_OVER},
        crossings=frozenset({CrossingKind.ASSIST}),
        after=frozenset({"assist_asked"}),
    ),
    Paper(
        PaperKind.DELIVERY_SLIP,
        "APP 第82条",
        REPORTS,
        _EVERY,
        (
            EnteredField("listed", "送达的文书", "rows", "一行一份：名称，份数，文号。"),
            EnteredField("addressee", "受送达人", "line"),
            EnteredField(
                "branch",
                "送达方式",
                "choice",
                options=("直接送达", "留置送达", "电子送达", "邮寄送达", "委托、转交送达", "公告送达"),
            ),
            EnteredField("opinion", "送达地点", "line", required=False),
        ),
        transfers=dict.fromkeys(
            (TransferKind.POLICE, TransferKind.ORGAN, TransferKind.JURISDICTION, TransferKind.ASSISTANCE),
            _NOT_OVER,
        ),
        wants_paper=True,
    ),
    *MEASURE_PAPERS,
)
_BY_KIND: Final = {paper.kind.value: paper for paper in PAPERS}


def paper_of(kind: str) -> Paper | None:
    """Return the paper of this kind; None for none."""
    return _BY_KIND.get(kind)
