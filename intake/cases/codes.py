"""The codes of a case: kinds, states, outcomes, roles, and what its journal calls what happened. Pure.

What an officer's move is called in the journal stands in the move itself (`moves`); here is the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class CaseKind(StrEnum):
    """What can be filed. A rights-holder's filing is a 举报 too (TSR 第17条): never 投诉, never 已受理.

    REFERRAL  comes from another organ: nobody filed it (APP 第18条)
    """

    COMPLAINT = "complaint"
    TIP = "tip"
    CONSULTATION = "consultation"
    REFERRAL = "referral"


class EntryWay(StrEnum):
    """How a filing came that a clerk enters at the desk; the case keeps it as its channel."""

    TELEPHONE = "telephone"
    LETTER = "letter"
    VISIT = "visit"


WAYS: Mapping[str, str] = {EntryWay.TELEPHONE: "电话", EntryWay.LETTER: "信函", EntryWay.VISIT: "来访"}


class CaseState(StrEnum):
    """Where a case stands.

    SPLIT  its parts are handled, each by itself; it closes with the last of them
    """

    SUBMITTED = "submitted"
    ROUTED = "routed"
    TAKEN = "taken"
    CHECKING = "checking"
    DISPUTED = "disputed"
    DOCKETED = "docketed"
    NOT_DOCKETED = "not_docketed"
    ANSWERED = "answered"
    SPLIT = "split"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What a case came to."""

    NOT_DOCKETED = "not_docketed"
    PENALISED = "penalised"
    NOT_PENALISED = "not_penalised"
    DISMISSED = "dismissed"
    HANDED_OVER = "handed_over"
    TOLD_ELSEWHERE = "told_elsewhere"
    ANSWERED = "answered"
    REPEATED = "repeated"
    WITHDRAWN = "withdrawn"
    IN_PARTS = "in_parts"
    NOT_AGAIN = "not_again"


class Role(StrEnum):
    """Posts at the desk. `PRINCIPAL` is 主要负责人 or whoever stands in for them."""

    OFFICER = "officer"
    HEAD = "head"
    PRINCIPAL = "principal"
    COORDINATOR = "coordinator"
    CURATOR = "curator"
    AUDITOR = "auditor"
    ADMIN = "admin"


class JournalCode(StrEnum):
    """What happens to a case besides the moves of officers."""

    CASE_OPENED = "case_opened"
    ROUTED = "routed"
    FILER_ADDED = "filer_added"
    WITHDRAWAL_WISHED = "withdrawal_wished"
    WITHDRAWAL_TAKEN_BACK = "withdrawal_taken_back"
    CONTACT_CORRECTED = "contact_corrected"
    FILER_RATED = "filer_rated"
    VISIT_WISHED = "visit_wished"
    VISIT_AGREED = "visit_agreed"
    VISIT_TAKEN_BACK = "visit_taken_back"
    VISIT_REMINDED = "visit_reminded"
    HANDLER_REPLACED = "handler_replaced"
    CASE_LINKED = "case_linked"
    CASE_SPLIT = "case_split"
    PART_OPENED = "part_opened"
    PART_GIVEN = "part_given"
    FOLLOWED = "followed"
    FOLLOW_OPENED = "follow_opened"
    GROUPED = "grouped"
    UNGROUPED = "ungrouped"
    CLOCK_STARTED = "clock_started"
    CLOCK_MET = "clock_met"
    CLOCK_STOPPED = "clock_stopped"
    CLOCKS_RECOUNTED = "clocks_recounted"
    VIEWED = "viewed"
    IDENTITY_VIEWED = "identity_viewed"
    IDENTITY_SEARCHED = "identity_searched"
    REMINDED = "reminded"
    STATE_NOTED = "state_noted"
    CIRCLE_DRAWN = "circle_drawn"
    CIRCLE_LIFTED = "circle_lifted"
    EVIDENCE_STAMPED = "evidence_stamped"
    SECRECY_MARKED = "secrecy_marked"
    MASKED_COPY_MADE = "masked_copy_made"
    PASSAGES_COVERED = "passages_covered"
    PRINTED = "printed"
    APPROVAL_ASKED = "approval_asked"
    APPROVAL_GRANTED = "approval_granted"
    APPROVAL_REFUSED = "approval_refused"
    APPROVAL_TAKEN_BACK = "approval_taken_back"
    APPROVAL_ENDED = "approval_ended"
    EVIDENCE_RECEIVED = "evidence_received"
    EVIDENCE_MISSED = "evidence_missed"
    EVIDENCE_SCANNED = "evidence_scanned"
    EVIDENCE_LISTED = "evidence_listed"
    EVIDENCE_PREVIEWED = "evidence_previewed"
    EVIDENCE_DOWNLOADED = "evidence_downloaded"
    TRANSFERS_EXPORTED = "transfers_exported"
    CASES_EXPORTED = "cases_exported"
    PAPER_MADE = "paper_made"
    PAPER_VOIDED = "paper_voided"
    PAPER_OPENED = "paper_opened"
    DELETION_WISHED = "deletion_wished"
    RETENTION_HELD = "retention_held"
    RETENTION_RELEASED = "retention_released"
    DISPOSAL_ENTERED = "disposal_entered"
    DISPOSAL_TAKEN_BACK = "disposal_taken_back"
    DISPOSED = "disposed"


# Actors of the journal that are no officers.
FILER: Final = "filer"
SERVICE: Final = "service"

STATES: Mapping[str, str] = {
    CaseState.SUBMITTED: "已提交",
    CaseState.ROUTED: "已分送",
    CaseState.TAKEN: "已签收",
    CaseState.CHECKING: "核查中",
    CaseState.DISPUTED: "管辖待定",
    CaseState.DOCKETED: "已立案",
    CaseState.NOT_DOCKETED: "不予立案",
    CaseState.ANSWERED: "已答复",
    CaseState.SPLIT: "分别办理中",
    CaseState.CLOSED: "已办结",
    CaseState.WITHDRAWN: "已撤回",
}

FINAL_STATES: Final = frozenset({CaseState.CLOSED, CaseState.WITHDRAWN})
# In these the bureau itself works on the case; of one that is split it works on the parts.
WORKED_STATES: Final = frozenset(CaseState) - FINAL_STATES - {CaseState.SPLIT}

OUTCOMES: Mapping[str, str] = {
    Outcome.NOT_DOCKETED: "不予立案",
    Outcome.PENALISED: "作出行政处罚",
    Outcome.NOT_PENALISED: "不予行政处罚",
    Outcome.DISMISSED: "撤销案件",
    Outcome.HANDED_OVER: "移送其他机关处理",
    Outcome.TOLD_ELSEWHERE: "不属本局职责，已告知举报人",
    Outcome.ANSWERED: "已答复咨询",
    Outcome.REPEATED: "重复举报，已合并处理",
    Outcome.WITHDRAWN: "咨询人撤回",
    Outcome.IN_PARTS: "各部分已分别办结",
    Outcome.NOT_AGAIN: "同一事实重复举报，不再另行处理",
}

# What a filer is told it came to; nothing of what was sent where.
OUTCOMES_TOLD: Mapping[str, str] = {
    Outcome.NOT_DOCKETED: "不予立案",
    Outcome.PENALISED: "已作出行政处罚决定",
    Outcome.NOT_PENALISED: "不予行政处罚",
    Outcome.DISMISSED: "撤销案件",
    Outcome.HANDED_OVER: "由其他有权的机关处理",
    Outcome.TOLD_ELSEWHERE: "不属于办理单位的职责，已告知您向有权的单位提出",
    Outcome.ANSWERED: "已答复您的咨询",
    Outcome.REPEATED: "与您先前的举报合并处理",
    Outcome.WITHDRAWN: "按您的意思撤回",
    Outcome.IN_PARTS: "各部分都已分别办结",
    Outcome.NOT_AGAIN: "同一事实先前已经举报，不再另行处理",
}

# The one mark that a filer may give once their case is closed.
MARKS: Mapping[str, str] = {"satisfied": "满意", "fair": "基本满意", "unsatisfied": "不满意"}

JOURNAL_LABELS: Mapping[str, str] = {
    JournalCode.CASE_OPENED: "来访人提交",
    JournalCode.ROUTED: "系统分送",
    JournalCode.FILER_ADDED: "来访人补充",
    JournalCode.WITHDRAWAL_WISHED: "来访人申请撤回",
    JournalCode.WITHDRAWAL_TAKEN_BACK: "来访人不再申请撤回",
    JournalCode.CONTACT_CORRECTED: "来访人更正联系方式",
    JournalCode.FILER_RATED: "来访人评价",
    JournalCode.VISIT_WISHED: "来访人说了方便的时间",
    JournalCode.VISIT_AGREED: "来访人同意约定的时间",
    JournalCode.VISIT_TAKEN_BACK: "来访人取消预约",
    JournalCode.VISIT_REMINDED: "提醒约定的时间",
    JournalCode.HANDLER_REPLACED: "移交承办",
    JournalCode.CASE_LINKED: "关联案件",
    JournalCode.CASE_SPLIT: "分成几部分办理",
    JournalCode.PART_OPENED: "由原件分出",
    JournalCode.PART_GIVEN: "转给某一部分",
    JournalCode.FOLLOWED: "就来访人的话另立新件",
    JournalCode.FOLLOW_OPENED: "办结以后另立的新件",
    JournalCode.GROUPED: "放进一组办理",
    JournalCode.UNGROUPED: "移出一组",
    JournalCode.CLOCK_STARTED: "期限起算",
    JournalCode.CLOCK_MET: "按期完成",
    JournalCode.CLOCK_STOPPED: "期限终止",
    JournalCode.CLOCKS_RECOUNTED: "期限重新推算",
    JournalCode.VIEWED: "查阅案件",
    JournalCode.IDENTITY_VIEWED: "查看来访人身份",
    JournalCode.IDENTITY_SEARCHED: "按来访人身份查找到",
    JournalCode.REMINDED: "催办承办人",
    JournalCode.STATE_NOTED: "记下案件状态",
    JournalCode.CIRCLE_DRAWN: "限定知情范围",
    JournalCode.CIRCLE_LIFTED: "解除知情限定",
    JournalCode.EVIDENCE_STAMPED: "下载带水印的图片",
    JournalCode.SECRECY_MARKED: "保密标记",
    JournalCode.MASKED_COPY_MADE: "制作遮盖件",
    JournalCode.PASSAGES_COVERED: "划出要遮盖的文字",
    JournalCode.PRINTED: "打开打印页",
    JournalCode.APPROVAL_ASKED: "提出查看申请",
    JournalCode.APPROVAL_GRANTED: "同意查看申请",
    JournalCode.APPROVAL_REFUSED: "不同意查看申请",
    JournalCode.APPROVAL_TAKEN_BACK: "撤回查看申请",
    JournalCode.APPROVAL_ENDED: "查看申请随移交终止",
    JournalCode.EVIDENCE_RECEIVED: "收到证据材料",
    JournalCode.EVIDENCE_MISSED: "来访人发来的文件没有收到",
    JournalCode.EVIDENCE_SCANNED: "证据材料查毒",
    JournalCode.EVIDENCE_LISTED: "查看证据清单",
    JournalCode.EVIDENCE_PREVIEWED: "预览证据材料",
    JournalCode.EVIDENCE_DOWNLOADED: "下载证据材料",
    JournalCode.TRANSFERS_EXPORTED: "随移送台账导出",
    JournalCode.CASES_EXPORTED: "随案件清单导出",
    JournalCode.PAPER_MADE: "制作文书",
    JournalCode.PAPER_VOIDED: "作废文书",
    JournalCode.PAPER_OPENED: "打开文书",
    JournalCode.DELETION_WISHED: "来访人要求删除",
    JournalCode.RETENTION_HELD: "暂缓销毁",
    JournalCode.RETENTION_RELEASED: "解除暂缓销毁",
    JournalCode.DISPOSAL_ENTERED: "提出销毁",
    JournalCode.DISPOSAL_TAKEN_BACK: "撤回销毁",
    JournalCode.DISPOSED: "期满销毁",
}

# What clocks hear of (`clocks.yaml`) and no move records: another report, what other bureaus send, and disputes of
# consumers, which this service does not handle.
HEARD_LABELS: Mapping[str, str] = {
    "tip_repeated": "再次举报",
    "penalty_information_received": "收到推送的处罚信息",
    "consumer_complaint_received": "收到消费者投诉",
    "consumer_complaint_accepted": "受理消费者投诉",
    "consumer_complaint_refused": "不予受理消费者投诉",
    "mediation_ended": "终止调解",
    "mediation_end_told": "告知终止调解",
}

# Looking at a case changes nothing: on the page such entries stand apart.
READINGS: Final = frozenset(
    {
        JournalCode.VIEWED,
        JournalCode.IDENTITY_VIEWED,
        JournalCode.IDENTITY_SEARCHED,
        JournalCode.EVIDENCE_LISTED,
        JournalCode.EVIDENCE_PREVIEWED,
        JournalCode.EVIDENCE_DOWNLOADED,
        JournalCode.TRANSFERS_EXPORTED,
        JournalCode.CASES_EXPORTED,
        JournalCode.EVIDENCE_STAMPED,
        JournalCode.PRINTED,
        JournalCode.PAPER_OPENED,
    }
)

REPORTS: Final = frozenset({CaseKind.COMPLAINT, CaseKind.TIP, CaseKind.REFERRAL})
# Somebody stands behind these who may be written to; a referral comes from another organ.
FILED: Final = frozenset(CaseKind) - {CaseKind.REFERRAL}
HANDLERS: Final = frozenset({Role.OFFICER, Role.HEAD, Role.PRINCIPAL})
DECIDERS: Final = frozenset({Role.HEAD, Role.PRINCIPAL})

# These belong to one bureau; the others to the service as a whole.
ROLES_OF_A_BUREAU: Final = frozenset({Role.OFFICER, Role.HEAD, Role.PRINCIPAL})
