"""Calls to other systems, written in the transaction of what they tell of: neither can be without the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlalchemy import Table, select

from intake.ids import new_id
from intake.storage.steps import METADATA, Ask, Each, Work, among
from intake.transfers.happenings import Happening

_HOOKS: Table = METADATA.tables["webhook"]
_CALLS: Table = METADATA.tables["webhook_call"]
_LISTENING = select(_HOOKS.c.id, _HOOKS.c.bureau, _HOOKS.c.events).where(
    among(_HOOKS.c.bureau, "bureaus"), _HOOKS.c.stopped_at.is_(None)
)
_ADD = _CALLS.insert()


def telling_systems(told: Sequence[Happening]) -> Work[None]:
    """Write a call for each address that wants to hear of it."""
    if not told:
        return
    found = yield Ask(_LISTENING, {"bureaus": sorted({one.bureau for one in told})})
    hooks = cast("Sequence[tuple[str, str, str]]", found)
    calls = [
        _call(hook_id, one)
        for one in told
        for hook_id, bureau, events in hooks
        if bureau == one.bureau and one.event in events.split()
    ]
    if calls:
        yield Each(_ADD, calls)


def _call(hook_id: str, one: Happening) -> dict[str, object]:
    return {
        "id": new_id(one.at),
        "hook_id": hook_id,
        "event": one.event.value,
        "reference": one.reference,
        "state": str(one.state),
        "transfer": one.transfer,
        "at": one.at,
        "standing": "waiting",
        "tries": 0,
        "since": one.at,
        "next_try_at": one.at,
    }
