"""What the journal of a case says of its transfers: the codes, and what the desk calls them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class TransferCode(StrEnum):
    """What happens to a transfer; every entry names the transfer as its subject."""

    OPENED = "transfer_opened"
    DROPPED = "transfer_dropped"
    WITHDRAWN = "transfer_entry_withdrawn"
    CHASED = "transfer_chased"
    PACKED = "transfer_packed"
    SENT = "transfer_sent"
    RECEIVED = "transfer_received"
    SENT_BACK = "transfer_sent_back"
    ANSWERED = "transfer_answered"
    FINISHED = "transfer_finished"
    DESIGNATION_ASKED = "designation_asked_there"
    DESIGNATED = "designated_there"
    JOINT_HELD = "joint_held"
    SLIP_RETURNED = "slip_returned"
    RESULT_TOLD = "result_told_to_sender"
    INBOUND_SENT_BACK = "inbound_sent_back"
    LINK_GIVEN = "reply_link_given"
    LINK_REVOKED = "reply_link_revoked"
    BODY_ANSWERED = "body_answered"
    BODY_SILENT = "body_silent"
    REPORTED = "police_transfer_reported"
    APPROVED = "police_transfer_approved"
    REJECTED = "police_transfer_rejected"
    HANDED_OVER = "police_handed_over"
    POLICE_RECEIVED = "police_received"
    FORWARDED = "police_forwarded"
    RECEIVED_ELSEWHERE = "police_received_elsewhere"
    POLICE_SENT_BACK = "police_sent_back"
    POLICE_DOCKETED = "police_docketed"
    POLICE_REFUSED = "police_refused"
    REFUSAL_ACCEPTED = "police_refusal_accepted"
    RECONSIDERATION_ASKED = "reconsideration_asked"
    RECONSIDERATION_RECEIVED = "reconsideration_received"
    RECONSIDERATION_REFUSED = "reconsideration_refused"
    SUPERVISION_ASKED = "supervision_asked"
    SUPERVISION_DECLINED = "supervision_declined"
    MATERIALS_HANDED_OVER = "police_materials_handed_over"
    POLICE_RETURNED = "police_returned"
    ASSIST_RECEIVED = "assist_received"
    ASSIST_EXTENDED = "assist_extended"
    ASSIST_GIVEN = "assist_given"


TRANSFER_LABELS: Mapping[str, str] = {
    TransferCode.OPENED: "登记移送或者通报",
    TransferCode.DROPPED: "撤销拟办的移送",
    TransferCode.WITHDRAWN: "撤销误录的移送记录",
    TransferCode.CHASED: "催办",
    TransferCode.PACKED: "制作加密材料包",
    TransferCode.SENT: "送出",
    TransferCode.RECEIVED: "对方签收",
    TransferCode.SENT_BACK: "对方退回",
    TransferCode.ANSWERED: "收到对方答复",
    TransferCode.FINISHED: "结束移送事项",
    TransferCode.DESIGNATION_ASKED: "对方报请指定管辖",
    TransferCode.DESIGNATED: "收到指定管辖的结果",
    TransferCode.JOINT_HELD: "开展联合执法",
    TransferCode.SLIP_RETURNED: "向来件机关回执",
    TransferCode.RESULT_TOLD: "向来件机关反馈结果",
    TransferCode.INBOUND_SENT_BACK: "退回来件机关",
    TransferCode.LINK_GIVEN: "开通答复链接",
    TransferCode.LINK_REVOKED: "停用答复链接",
    TransferCode.BODY_ANSWERED: "对方经链接答复",
    TransferCode.BODY_SILENT: "对方逾期未经链接答复",
    TransferCode.REPORTED: "收到移送公安机关的报告",
    TransferCode.APPROVED: "批准移送公安机关",
    TransferCode.REJECTED: "不批准移送公安机关",
    TransferCode.HANDED_OVER: "移送公安机关",
    TransferCode.POLICE_RECEIVED: "公安机关接受移送",
    TransferCode.FORWARDED: "公安机关转送有管辖权的机关",
    TransferCode.RECEIVED_ELSEWHERE: "转送到的公安机关接受移送",
    TransferCode.POLICE_SENT_BACK: "公安机关未签收、退回材料",
    TransferCode.POLICE_DOCKETED: "收到公安机关立案通知书",
    TransferCode.POLICE_REFUSED: "收到公安机关不予立案通知书",
    TransferCode.REFUSAL_ACCEPTED: "对公安机关不予立案没有异议",
    TransferCode.RECONSIDERATION_ASKED: "提请公安机关复议",
    TransferCode.RECONSIDERATION_RECEIVED: "公安机关收到复议文件",
    TransferCode.RECONSIDERATION_REFUSED: "收到维持不予立案的复议决定",
    TransferCode.SUPERVISION_ASKED: "建议人民检察院立案监督",
    TransferCode.SUPERVISION_DECLINED: "人民检察院认为不立案理由成立",
    TransferCode.MATERIALS_HANDED_OVER: "向公安机关移交物品和材料",
    TransferCode.POLICE_RETURNED: "公安机关立案后移送回来",
}
