"""Every step of every kind of transfer, in one list. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from intake.cases.codes import DECIDERS, HANDLERS
from intake.cases.transfer_codes import TransferCode
from intake.transfers.codes import (
    CHASED_BY,
    WAITS_FOR_THEM,
    TransferKind,
    TransferState,
)
from intake.transfers.others import OTHER_STEPS
from intake.transfers.police import POLICE_STEPS
from intake.transfers.step import AT, NOTE, NUMBER, WHY, StepField, TransferStep, always

_EVERY: Final = frozenset(TransferKind)

_OURS: Final = (
    TransferStep(
        TransferCode.CHASED,
        "登记催办",
        _EVERY,
        WAITS_FOR_THEM,
        None,
        HANDLERS,
        "催办的时间和方式记录在案；不改变期限。",
        asks=(
            AT,
            StepField("by_way", "方式", "choice", "请选择催办的方式。", options=always(CHASED_BY)),
            NUMBER,
            NOTE,
        ),
        apart=True,
        late=True,
    ),
    TransferStep(
        TransferCode.DROPPED,
        "撤销，不再办理",
        _EVERY - {TransferKind.INBOUND},
        frozenset({TransferState.PREPARED}),
        TransferState.DROPPED,
        DECIDERS,
        "还没有报告、没有送出的可以撤销；理由记录在案。",
        asks=(WHY,),
        apart=True,
        late=True,
    ),
)
STEPS: Final = (*POLICE_STEPS, *OTHER_STEPS, *_OURS)

# What the service itself records beside the steps of officers; none of it changes where a transfer stands.
RECORDED: Final = frozenset(
    {
        TransferCode.PACKED,
        TransferCode.LINK_GIVEN,
        TransferCode.LINK_REVOKED,
        TransferCode.BODY_ANSWERED,
        TransferCode.BODY_SILENT,
    }
)
STEP_OF: Final[Mapping[tuple[TransferKind, str], TransferStep]] = {
    (kind, step.code): step for step in STEPS for kind in step.kinds
}
