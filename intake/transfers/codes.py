"""The codes of transfers: kinds, states, gates, parts, papers, each with its word. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class TransferKind(StrEnum):
    """What kind of transfer it is; each has an article of its own."""

    POLICE = "police"
    ORGAN = "organ"
    INFORM = "inform"
    ENFORCE = "enforce"
    ROUTE = "route"
    JURISDICTION = "jurisdiction"
    ASSISTANCE = "assistance"
    JOINT = "joint"
    INBOUND = "inbound"


TRANSFER_KINDS: Mapping[str, str] = {
    TransferKind.POLICE: "移送公安机关",
    TransferKind.ORGAN: "移送其他行政机关",
    TransferKind.INFORM: "信息通报",
    TransferKind.ENFORCE: "申请强制执行",
    TransferKind.ROUTE: "告知其他途径",
    TransferKind.JURISDICTION: "川渝移送管辖",
    TransferKind.ASSISTANCE: "请求协助调查",
    TransferKind.JOINT: "联合执法",
    TransferKind.INBOUND: "来件",
}


class Direction(StrEnum):
    """Which way it goes."""

    OUT = "out"
    IN = "in"
    TOGETHER = "together"


DIRECTIONS: Mapping[str, str] = {Direction.OUT: "移出", Direction.IN: "移入", Direction.TOGETHER: "联合"}
DIRECTION_OF: Mapping[TransferKind, Direction] = {
    kind: {TransferKind.INBOUND: Direction.IN, TransferKind.JOINT: Direction.TOGETHER}.get(kind, Direction.OUT)
    for kind in TransferKind
}


class TransferState(StrEnum):
    """Where a transfer stands."""

    PREPARED = "prepared"
    REPORTED = "reported"
    APPROVED = "approved"
    REJECTED = "rejected"
    SENT = "sent"
    MISDIRECTED = "misdirected"
    FORWARDED = "forwarded"
    SENT_BACK = "sent_back"
    RECEIVED = "received"
    DOCKETED = "docketed"
    REFUSED = "refused"
    RECONSIDERATION_SENT = "reconsideration_sent"
    RECONSIDERED = "reconsidered"
    UPHELD = "upheld"
    SUPERVISED = "supervised"
    LEFT_TO_US = "left_to_us"
    HANDED_OVER = "handed_over"
    DISPUTED = "disputed"
    IN_HAND = "in_hand"
    RETURNED = "returned"
    DONE = "done"
    DROPPED = "dropped"
    VOID = "void"


TRANSFER_STATES: Mapping[str, str] = {
    TransferState.PREPARED: "拟办",
    TransferState.REPORTED: "已报告，待主要负责人决定",
    TransferState.APPROVED: "已批准，待移送",
    TransferState.REJECTED: "不批准移送",
    TransferState.SENT: "已送出，待签收",
    TransferState.MISDIRECTED: "不属该机关管辖，待转送",
    TransferState.FORWARDED: "已转送，待签收",
    TransferState.SENT_BACK: "退回，待重新送出",
    TransferState.RECEIVED: "已签收，待答复",
    TransferState.DOCKETED: "公安机关已立案，待移交物品材料",
    TransferState.REFUSED: "公安机关不予立案，待决定是否提请复议",
    TransferState.RECONSIDERATION_SENT: "已提请复议，待签收",
    TransferState.RECONSIDERED: "复议中",
    TransferState.UPHELD: "复议维持不予立案，待建议立案监督",
    TransferState.SUPERVISED: "已建议立案监督",
    TransferState.LEFT_TO_US: "公安机关不予立案，由本局依法处理",
    TransferState.HANDED_OVER: "公安机关已立案，物品材料已移交",
    TransferState.DISPUTED: "对方已报请指定管辖",
    TransferState.IN_HAND: "已回执，办理中",
    TransferState.RETURNED: "已退回",
    TransferState.DONE: "已办结",
    TransferState.DROPPED: "已撤销",
    TransferState.VOID: "误录，已撤销",
}

# Nothing is due in these any more.
OVER: Final = frozenset(
    {
        TransferState.REJECTED,
        TransferState.LEFT_TO_US,
        TransferState.HANDED_OVER,
        TransferState.RETURNED,
        TransferState.DONE,
        TransferState.DROPPED,
        TransferState.VOID,
    }
)
# The other side is to do something: what it does not do is asked for.
WAITS_FOR_THEM: Final = frozenset(
    {
        TransferState.SENT,
        TransferState.MISDIRECTED,
        TransferState.FORWARDED,
        TransferState.RECEIVED,
        TransferState.RECONSIDERATION_SENT,
        TransferState.RECONSIDERED,
        TransferState.SUPERVISED,
        TransferState.DISPUTED,
    }
)


class PoliceGate(StrEnum):
    """By which gate a case goes to the police (TRF 第3条)."""

    MUST = "must"
    SHOULD = "should"


GATES: Mapping[str, str] = {
    PoliceGate.MUST: "涉嫌构成犯罪，依法需要追究刑事责任（必须移送，第一款）",
    PoliceGate.SHOULD: "有犯罪的合理嫌疑，需要公安机关采取措施进一步取证（应当移送，第二款）",
}
CHECKS: Mapping[str, str] = {
    "facts": "违法事实已经查明，并有证据",
    "standard": "对照刑法、司法解释和追诉标准，已经达到",
    "suspicion": "根据已收集的证据和查明的事实，有犯罪的合理嫌疑",
    "measures": "是否达到追诉标准，需要公安机关采取措施才能判断",
}
# What has to be ticked for each gate.
CHECKS_OF: Mapping[str, frozenset[str]] = {
    PoliceGate.MUST: frozenset({"facts", "standard"}),
    PoliceGate.SHOULD: frozenset({"suspicion", "measures"}),
}

# The papers of TRF 第6条, and how it is said that there is none of one kind.
POLICE_PAPERS: Mapping[str, str] = {
    "transfer_letter": "涉嫌犯罪案件移送书",
    "investigation_report": "涉嫌犯罪案件情况的调查报告",
    "goods_list": "涉案物品清单",
    "appraisal": "有关检验报告或者鉴定结论",
    "no_appraisal": "（本案没有检验报告或者鉴定结论）",
    "others": "其他有关涉嫌犯罪的材料",
    "no_others": "（没有其他材料）",
}
PAPERS: Mapping[str, str] = {
    **POLICE_PAPERS,
    "case_letter": "案件移送函",
    "material_list": "材料清单",
    "delivery_slip": "送达回证",
    "assistance_letter": "协助调查函",
    "notice_letter": "通报函",
    "enforcement_request": "强制执行申请书",
    "penalty_decision": "行政处罚决定书",
    "reminder": "催告书和送达凭证",
    "case_file": "案卷材料",
}

# What became of an earlier penalty when the case goes to the police (TRF 第11条).
EARLIER_PENALTIES: Mapping[str, str] = {
    "none": "移送前没有作出行政处罚",
    "fine": "已经罚款（判处罚金时由人民法院折抵，第十一条第三款）",
    "other": "已经作出警告、停产停业或者暂扣、吊销许可证件的处罚（不停止执行，第十一条第二款）",
}

ROUTES: Mapping[str, str] = {
    "civil": "向人民法院提起民事诉讼",
    "labour": "申请劳动人事争议仲裁",
    "sichuan": "向四川省有管辖权的市场监督管理部门举报",
    "other_organ": "向其他有权机关反映",
}

CHASED_BY: Mapping[str, str] = {"letter": "书面", "telephone": "电话", "visit": "当面"}

# What brings a case in from outside, and what it obliges to.
INBOUND_AS: Mapping[str, str] = {
    "clue": "移送违法线索",
    "returned": "公安机关、检察机关或者法院移送行政处理",
    "jurisdiction": "四川省市场监督管理部门移送管辖",
    "assistance": "请求本局协助调查",
    "opinion": "检察意见、司法建议",
}
