"""The way to the police until they have signed: report, decision, handing over, slip, wrong organ. Pure.

Two officers and a report, the decision of the principal who has not reported (TRF 第5条); five papers (第6条);
slip and wrong organ (第7条).
"""

from __future__ import annotations

from typing import Final

from intake.cases.transfer_codes import TransferCode
from intake.transfers.codes import TransferState
from intake.transfers.police_asked import (
    APPRAISAL,
    COMPETENT,
    PAPERS,
    PENALTY,
    PRINCIPAL,
    REASONS,
    by_whom,
    competent,
    has_reported,
    misdirected,
    other_police,
    papers_complete,
    police_step,
    reports_alone,
)
from intake.transfers.step import AT, NOTE, NUMBER, WHY, StepField

HANDING_STEPS: Final = (
    police_step(
        TransferCode.REPORTED,
        "提出移送的书面报告",
        {TransferState.PREPARED},
        TransferState.REPORTED,
        "报告交主要负责人；自接到报告之日起三日内作出决定，周末不顺延。",
        "TRF 第5条",
        asks=(
            AT,
            NUMBER,
            PENALTY,
            StepField("text", "报告摘要", "text", "请写明报告摘要。", "内部留存，来访人看不到。", kept="words"),
        ),
        refuses=reports_alone,
        adds=by_whom,
        button="提出报告",
    ),
    police_step(
        TransferCode.APPROVED,
        "批准移送",
        {TransferState.REPORTED},
        TransferState.APPROVED,
        "批准后二十四小时内向同级公安机关移送，周末和节假日照算。",
        "TRF 第5条",
        by=PRINCIPAL,
        asks=(NUMBER, NOTE),
        refuses=has_reported,
        adds=by_whom,
        grave=True,
    ),
    police_step(
        TransferCode.REJECTED,
        "不批准移送",
        {TransferState.REPORTED},
        TransferState.REJECTED,
        "理由记录在案；本件移送到此为止，案件由本局继续办理。",
        "TRF 第5条",
        by=PRINCIPAL,
        asks=(WHY,),
        refuses=has_reported,
        adds=by_whom,
        grave=True,
    ),
    police_step(
        TransferCode.HANDED_OVER,
        "送交公安机关",
        {TransferState.APPROVED, TransferState.SENT_BACK},
        TransferState.SENT,
        "送出后等公安机关在移送书的回执上签字。送出不能收回。",
        "TRF 第5、6条",
        asks=(AT, NUMBER, PAPERS, APPRAISAL, NOTE),
        unfit=papers_complete,
        grave=True,
    ),
    police_step(
        TransferCode.POLICE_RECEIVED,
        "登记公安机关的回执",
        {TransferState.SENT},
        TransferState.RECEIVED,
        "公安机关自接受之日起三日内决定是否立案。",
        "TRF 第7、8条",
        asks=(AT, NUMBER, COMPETENT),
        adds=competent,
        turns=misdirected,
        late=True,
    ),
    police_step(
        TransferCode.POLICE_SENT_BACK,
        "公安机关未签收、退回材料",
        {TransferState.SENT, TransferState.MISDIRECTED},
        TransferState.SENT_BACK,
        "补齐材料后可以重新送出；认为应当接受的，可以建议人民检察院监督。",
        "TRF 第17条",
        asks=(AT, REASONS),
        apart=True,
    ),
    police_step(
        TransferCode.FORWARDED,
        "公安机关已转送",
        {TransferState.MISDIRECTED},
        TransferState.FORWARDED,
        "此后由转送到的公安机关签收和审查，办理期限仍按最先签收之日提示。",
        "TRF 第7条",
        asks=(
            AT,
            StepField("body", "转送到", "select", "请选择转送到的公安机关。", options=other_police),
            NUMBER,
        ),
        late=True,
    ),
    police_step(
        TransferCode.RECEIVED_ELSEWHERE,
        "登记转送到的公安机关的回执",
        {TransferState.FORWARDED},
        TransferState.RECEIVED,
        "由该公安机关审查是否立案。",
        "TRF 第7、8条",
        asks=(AT, NUMBER),
        late=True,
    ),
)
