"""Cases and acts as values. Builders fill in what does not matter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from intake.cases.case import Case
from intake.cases.changes import Act, Rulebook
from intake.cases.codes import CaseKind, CaseState, Role
from intake.cases.running import recounted
from intake.clocks.clock import ClockEvent
from tests.builders import bureaus, clocks

# A Wednesday, 10:30 in Shanghai.
NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)

RULES = Rulebook(bureaus(), clocks())


def a_case(state: CaseState = CaseState.ROUTED, kind: CaseKind = CaseKind.COMPLAINT, **values: Any) -> Case:
    """Return a case of 江津区."""
    known: dict[str, Any] = {
        "id": "c1",
        "reference": "K7M2-9QXT-4",
        "kind": kind,
        "state": state,
        "channel": "web",
        "demo": False,
        "filer": "f1",
        "anonymous": False,
        "secret_kind": "business",
        "place_district": "江津区",
        "place_unit": "双福街道",
        "lead_bureau": "jiangjin",
        "received_at": NOW,
        "form_version": "complaint-1",
        "route": {"rule": "business_act", "reason": "行为地：江津区。", "candidates": []},
        "events": _events(kind, state),
    }
    case = Case(**known | values)
    return case if "clocks" in values else recounted(case, RULES.clocks).after


def a_handled_case(decided: str = "", by: str = "o1") -> Case:
    """Return a docketed case that somebody handles; `decided` is the code of what was decided."""
    events = (*_events(CaseKind.COMPLAINT, CaseState.DOCKETED),)
    said = [("handler_taken", {"officer": by}), *([("decided", {"outcome": decided})] if decided else [])]
    more = [ClockEvent(number, code, NOW, NOW, payload=payload) for number, (code, payload) in enumerate(said, 3)]
    return a_case(CaseState.DOCKETED, events=(*events, *more))


def _events(kind: CaseKind, state: CaseState) -> tuple[ClockEvent, ...]:
    """Return what the journal of a case in this state says to its clocks, all of it today."""
    codes = [
        "case_opened",
        *{CaseState.DOCKETED: ["docketed"], CaseState.NOT_DOCKETED: ["not_docketed"]}.get(state, []),
    ]
    return tuple(
        ClockEvent(number, code, NOW, NOW, payload={"kind": kind.value})
        for number, code in enumerate(codes, start=1)
    )


def an_act(
    role: Role = Role.HEAD,
    bureau: str | None = "jiangjin",
    seen: int = 1,
    typed: Mapping[str, str] | None = None,
    **more: str,
) -> Act:
    """Return what an officer wants done, ticked."""
    return Act("o1", role, bureau, NOW, seen, {"confirmed": "yes", **(typed or {}), **more})
