"""The transfers of a case, as its journal has them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from intake.cases.case import Case, NotAllowed
from intake.cases.transfer_codes import TransferCode
from intake.clocks.clock import ClockEvent
from intake.stored import StoredObject, texts_in
from intake.transfers.codes import (
    TransferKind,
    TransferState,
)
from intake.transfers.steps import RECORDED, STEP_OF
from intake.transfers.transfer import Done, Transfer

# Taking an entry back is no step of the transfer: it makes another one count as never entered.
_WITHDRAWN: Final = TransferCode.WITHDRAWN


def transfers_of(case: Case) -> tuple[Transfer, ...]:
    """Return the transfers of a case as its journal has them, in the order they were opened."""
    return transfers_in(case.events, case.lead_bureau)


def transfers_in(events: Iterable[ClockEvent], bureau: str) -> tuple[Transfer, ...]:
    """Return the transfers that these entries tell of.

    bureau  code of the bureau that answers for the case now, where the opening entry names none
    """
    heard = [event for event in events if event.subject]
    gone = {event.supersedes for event in heard if event.code == _WITHDRAWN}
    found: dict[str, Transfer] = {}
    for event in heard:
        if event.code == TransferCode.OPENED:
            found[event.subject] = _opened(event, len(found) + 1, bureau)
        elif event.subject in found and event.seq not in gone and event.code != _WITHDRAWN:
            found[event.subject] = _after(found[event.subject], event)
    return tuple(_without_mistakes(one, gone) for one in found.values())


def transfer_called(case: Case, transfer_id: str) -> Transfer:
    """Return the transfer with this id; raise NotAllowed when the case has none."""
    found = next((one for one in transfers_of(case) if one.id == transfer_id), None)
    if found is None:
        raise NotAllowed("没有这件移送，请刷新页面后重试。")
    return found


def _opened(event: ClockEvent, number: int, bureau: str) -> Transfer:
    said: StoredObject = dict(event.payload)
    kind = TransferKind(str(said["kind"]))
    state = TransferState(str(said.get("state", TransferState.PREPARED)))
    return Transfer(
        id=event.subject,
        number=number,
        kind=kind,
        state=state,
        bureau=str(said.get("bureau") or bureau),
        bodies=texts_in(said, "bodies"),
        parts=texts_in(said, "parts"),
        withheld=texts_in(said, "withheld"),
        facts=said,
        steps=(_done(event, state),),
    )


def _after(transfer: Transfer, event: ClockEvent) -> Transfer:
    step = STEP_OF.get((transfer.kind, event.code))
    if step is None and event.code not in RECORDED:
        return transfer
    state = step.leads_to(transfer.state, event.payload) if step else transfer.state
    there = event.payload.get("body")
    bodies = (str(there),) if there else transfer.bodies
    return replace(transfer, state=state, bodies=bodies, steps=(*transfer.steps, _done(event, state)))


def _done(event: ClockEvent, state: TransferState) -> Done:
    return Done(event.seq, event.code, event.effective_at, event.recorded_at, event.payload, state)


def _without_mistakes(transfer: Transfer, gone: set[int | None]) -> Transfer:
    withdrawn = tuple(sorted(seq for seq in gone if seq is not None and seq >= transfer.steps[0].seq))
    is_void = transfer.steps[0].seq in gone
    return replace(transfer, state=TransferState.VOID if is_void else transfer.state, withdrawn=withdrawn)
