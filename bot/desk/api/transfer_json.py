"""A transfer as `/api/v1` gives it: codes, days and numbers of papers, never words."""

from __future__ import annotations

from datetime import UTC

from bot.desk.transfers.records import BookLine
from intake.transfers.body import Bodies
from intake.transfers.codes import TRANSFER_STATES, TransferState


def transfer_shape(line: BookLine, bodies: Bodies) -> dict[str, object]:
    """Return the shape of one transfer."""
    row, transfer = line.row, line.transfer
    return {
        "case": line.reference,
        "number": row.number,
        "kind": row.kind,
        "direction": row.direction,
        "state": row.state,
        "state_label": TRANSFER_STATES[TransferState(row.state)],
        "over": row.is_over,
        "waits_for_them": row.waits_for_them,
        "bureau": row.bureau,
        "bodies": [{"code": code, "name": bodies.name_of(code)} for code in row.bodies],
        "opened_at": row.opened_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "since": row.since.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "due": row.due,
        "due_on": row.due_on.isoformat() if row.due_on else None,
        "sent": list(transfer.parts) if transfer else [],
        "withheld": list(transfer.withheld) if transfer else [],
        "steps": [
            {"label": step.label, "on": step.on.isoformat(), "number": step.number or None} for step in line.steps
        ],
        "demo": line.demo,
    }
