"""What changes in `transfer` when a case changes: its rows follow from the journal and are written with it."""

from __future__ import annotations

from collections.abc import Mapping

from intake.cases.case import Case
from intake.cases.transfer_codes import TransferCode
from intake.storage.rows import Insert, Rows, Update
from intake.transfers.reading import transfers_of
from intake.transfers.transfer import Transfer


def transfer_rows(before: Case | None, after: Case) -> Rows:
    """Return the rows of transfers that are new or stand otherwise now."""
    # Almost no case has one, and every filing comes by here.
    if not any(event.code == TransferCode.OPENED for event in after.events):
        return Rows()
    known = _columns(before) if before else {}
    inserts, updates = [], []
    for transfer_id, values in _columns(after).items():
        if transfer_id not in known:
            inserts.append(Insert("transfer", {"id": transfer_id, "case_id": after.id, **values}))
        elif known[transfer_id] != values:
            updates.append(Update("transfer", transfer_id, values))
    return Rows(inserts=tuple(inserts), updates=tuple(updates))


def _columns(case: Case) -> Mapping[str, dict[str, object]]:
    return {transfer.id: _values(transfer, case) for transfer in transfers_of(case)}


def _values(transfer: Transfer, case: Case) -> dict[str, object]:
    running = [clock for clock in case.clocks if clock.subject == transfer.id and clock.is_running]
    due = min(running, key=lambda clock: (clock.due_on, clock.name), default=None)
    return {
        "number": transfer.number,
        "kind": transfer.kind.value,
        "direction": transfer.direction.value,
        "state": transfer.state.value,
        "bureau": transfer.bureau,
        "body": transfer.bodies[0] if transfer.bodies else "",
        "bodies": list(transfer.bodies),
        "is_over": transfer.is_over,
        "waits_for_them": transfer.waits_for_them,
        "opened_at": transfer.opened_at,
        "since": transfer.since,
        "due": due.name if due else None,
        "due_on": due.due_on if due else None,
        "due_at": due.due_at if due else None,
    }
