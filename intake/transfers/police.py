"""The way to the police and back: every step of TRF, each with its guard. Pure.

Two gates (第3条); two officers, a report, the decision of the principal who has not reported (第5条); five papers
(第6条); slip, wrong organ (第7条); decision (第8条); reconsideration and supervision (第9条); what is left to the
bureau (第10条); no penalty in place of a transfer (第11条); goods and materials (第12条); sent back (第13条).
"""

from __future__ import annotations

from typing import Final

from intake.cases.codes import DECIDERS
from intake.cases.transfer_codes import TransferCode
from intake.transfers.codes import TransferState
from intake.transfers.police_asked import (
    GOODS,
    MATERIALS_BACK,
    PRINCIPAL,
    REASONS,
    goods_complete,
    police_step,
    procuratorates,
)
from intake.transfers.police_handing import HANDING_STEPS
from intake.transfers.step import AT, NOTE, NUMBER, WHY, StepField

POLICE_STEPS: Final = (
    *HANDING_STEPS,
    police_step(
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
    police_step(
        TransferCode.POLICE_REFUSED,
        "收到不予立案通知书",
        {TransferState.RECEIVED},
        TransferState.REFUSED,
        "认为应当立案的，自接到通知书之日起三日内提请复议，或者建议人民检察院立案监督。",
        "TRF 第8、9条",
        asks=(AT, NUMBER, MATERIALS_BACK, REASONS),
        late=True,
    ),
    police_step(
        TransferCode.RECONSIDERATION_ASKED,
        "提请复议",
        {TransferState.REFUSED},
        TransferState.RECONSIDERATION_SENT,
        "向作出不予立案决定的公安机关提请。",
        "TRF 第9条第1款",
        by=DECIDERS,
        asks=(AT, NUMBER, WHY),
    ),
    police_step(
        TransferCode.RECONSIDERATION_RECEIVED,
        "登记复议文件的回执",
        {TransferState.RECONSIDERATION_SENT},
        TransferState.RECONSIDERED,
        "公安机关自收到复议文件之日起三日内作出决定。",
        "TRF 第9条第2款",
        asks=(AT, NUMBER),
        late=True,
    ),
    police_step(
        TransferCode.RECONSIDERATION_REFUSED,
        "收到维持不予立案的复议决定",
        {TransferState.RECONSIDERED},
        TransferState.UPHELD,
        "仍有异议的，自收到复议决定之日起三日内应当建议人民检察院立案监督。",
        "TRF 第9条第2款",
        asks=(AT, NUMBER, REASONS),
        late=True,
    ),
    police_step(
        TransferCode.SUPERVISION_ASKED,
        "建议人民检察院立案监督",
        {TransferState.REFUSED, TransferState.UPHELD, TransferState.SENT_BACK},
        TransferState.SUPERVISED,
        "公安机关应当接受人民检察院的立案监督。",
        "TRF 第9条",
        by=DECIDERS,
        asks=(
            AT,
            StepField("supervisor", "人民检察院", "select", "请选择人民检察院。", options=procuratorates),
            NUMBER,
            WHY,
        ),
    ),
    police_step(
        TransferCode.SUPERVISION_DECLINED,
        "检察院认为不立案理由成立",
        {TransferState.SUPERVISED},
        TransferState.LEFT_TO_US,
        "本件移送到此为止；应当给予行政处罚的，本局仍应依法处理。",
        "TRF 第10条",
        asks=(AT, NUMBER, REASONS),
        late=True,
    ),
    police_step(
        TransferCode.REFUSAL_ACCEPTED,
        "没有异议，由本局依法处理",
        {TransferState.REFUSED, TransferState.UPHELD},
        TransferState.LEFT_TO_US,
        "不再提请复议或者监督；应当给予行政处罚的，本局仍应依法处理。",
        "TRF 第10条",
        by=PRINCIPAL,
        asks=(WHY,),
        grave=True,
    ),
    police_step(
        TransferCode.MATERIALS_HANDED_OVER,
        "移交涉案物品和材料",
        {TransferState.DOCKETED},
        TransferState.HANDED_OVER,
        "移交并办结交接手续后，本件移送办结。",
        "TRF 第12条",
        asks=(AT, NUMBER, GOODS, NOTE),
        unfit=goods_complete,
    ),
    police_step(
        TransferCode.POLICE_RETURNED,
        "公安机关立案后移送回来",
        {TransferState.DOCKETED, TransferState.HANDED_OVER},
        TransferState.RETURNED,
        "不需要追究刑事责任、依法应当追究行政责任的，由本局依法处理。",
        "TRF 第13条",
        asks=(AT, NUMBER, REASONS),
        late=True,
        apart=True,
    ),
)
