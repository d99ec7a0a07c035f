"""What other systems are told of: a case is new, stands otherwise, came or left; a transfer moved on. Pure.

A happening says which case, what it has become and when; never who filed it, or what was filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from intake.cases.case import Case
from intake.cases.transfer_codes import TransferCode
from intake.transfers.codes import TransferState
from intake.transfers.reading import transfers_of


class HookEvent(StrEnum):
    """What can happen, as other systems choose it."""

    OPENED = "case.opened"
    STATE_CHANGED = "case.state_changed"
    ARRIVED = "case.arrived"
    LEFT = "case.left"
    TRANSFER_CHANGED = "transfer.state_changed"


HOOK_EVENTS: Final[Mapping[str, str]] = {
    HookEvent.OPENED: "收到新案件",
    HookEvent.STATE_CHANGED: "案件状态变化",
    HookEvent.ARRIVED: "案件转来本局",
    HookEvent.LEFT: "案件转离本局",
    HookEvent.TRANSFER_CHANGED: "对外移送有进展",
}
# Asked for on the page: whether anybody listens. It is about no case.
PING: Final = "ping"


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened to a case.

    bureau    code of the bureau whose systems are told
    state     of the case afterwards; of the transfer, where that is what moved
    transfer  which of the case's transfers moved; None: the case itself
    """

    event: HookEvent
    bureau: str
    reference: str
    state: str
    at: datetime
    transfer: int | None = None


def happenings(before: Case | None, after: Case, at: datetime) -> tuple[Happening, ...]:
    """Return what other systems are told of a change, in the order it happened.

    A case that is closed to named officers is nobody else's, so nothing of it is told.
    """
    if after.circle or before is after:
        return ()
    return tuple(_happenings(before, after, at))


def _happenings(before: Case | None, after: Case, at: datetime) -> Iterator[Happening]:
    def of_the_case(event: HookEvent, bureau: str) -> Happening:
        return Happening(event, bureau, after.reference, after.state, at)

    if before is None:
        yield of_the_case(HookEvent.OPENED, after.lead_bureau)
    elif before.lead_bureau != after.lead_bureau:
        yield of_the_case(HookEvent.LEFT, before.lead_bureau)
        yield of_the_case(HookEvent.ARRIVED, after.lead_bureau)
    elif before.state != after.state:
        yield of_the_case(HookEvent.STATE_CHANGED, after.lead_bureau)
    known = _transfers(before) if before is not None else {}
    for number, state in _transfers(after).items():
        if known.get(number) != state:
            event = HookEvent.TRANSFER_CHANGED
            yield Happening(event, after.lead_bureau, after.reference, state, at, number)


def _transfers(case: Case) -> dict[int, TransferState]:
    # Almost no case has one, and every filing comes by here.
    if not any(event.code == TransferCode.OPENED for event in case.events):
        return {}
    return {transfer.number: transfer.state for transfer in transfers_of(case)}
