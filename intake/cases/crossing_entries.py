"""What each entry of a journal does to the crossings of its case: one small function a code. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from intake.cases.crossing import SENDINGS, Crossing, CrossingKind, NextStep
from intake.clocks.clock import ClockEvent
from intake.routing.bureaus import MUNICIPAL

_Found = dict[str, Crossing]
_Hears = Callable[[_Found, ClockEvent], None]


def hear(found: dict[str, Crossing], event: ClockEvent) -> None:
    """Let one entry open, move on or end crossings; what no crossing knows is passed over."""
    if event.code in _HEARD:
        _HEARD[event.code](found, event)


_SIGNING: Final = frozenset({CrossingKind.INTAKE, CrossingKind.ROUTED, CrossingKind.INSIDE})
_PROPOSED: Final = frozenset({CrossingKind.PROPOSAL})
_REPORTING: Final = frozenset({CrossingKind.ROUTED, CrossingKind.INSIDE, *SENDINGS})


def _routed(found: _Found, event: ClockEvent) -> None:
    _route(found, event, _said(event, "bureau"), "")


def _passed_down(found: _Found, event: ClockEvent) -> None:
    _end(found, event, _SIGNING | _PROPOSED)
    _route(found, event, _said(event, "to"), _said(event, "from"))


def _passed_inside(found: _Found, event: ClockEvent) -> None:
    _end(found, event, _SIGNING)
    bureau = _said(event, "bureau")
    _open(found, event, CrossingKind.INSIDE, NextStep.SIGN, bureau, bureau, about=_said(event, "unit"))


def _sent_back(found: _Found, event: ClockEvent) -> None:
    _end(found, event, {CrossingKind.INSIDE})
    bureau = _said(event, "bureau")
    if bureau == MUNICIPAL:
        _open(found, event, CrossingKind.INTAKE, NextStep.PLACE, bureau, bureau)
    else:
        _open(found, event, CrossingKind.ROUTED, NextStep.SIGN, "", bureau)


def _signed_for(found: _Found, event: ClockEvent) -> None:
    _sign(found, event, _SIGNING)


def _split(found: _Found, event: ClockEvent) -> None:
    _end(found, event, _SIGNING | _PROPOSED, {NextStep.SIGN, NextStep.PLACE, NextStep.CONFIRM})


def _reported_back(found: _Found, event: ClockEvent) -> None:
    _end(found, event, _REPORTING, {NextStep.REPORT})


def _disputed(found: _Found, event: ClockEvent) -> None:
    _end(found, event, _SIGNING | _PROPOSED)
    bureau = _said(event, "bureau")
    _open(found, event, CrossingKind.DISPUTE, NextStep.SETTLE, bureau, bureau, about=_said(event, "with"))


def _dispute_settled(found: _Found, event: ClockEvent) -> None:
    _end(found, event, {CrossingKind.DISPUTE})
    if _said(event, "by") == "other":
        _open(found, event, CrossingKind.INTAKE, NextStep.PLACE, _said(event, "bureau"), MUNICIPAL)


def _reported_up(found: _Found, event: ClockEvent) -> None:
    _end(found, event, {CrossingKind.DISPUTE, *_PROPOSED})
    _open(found, event, CrossingKind.DESIGNATION, NextStep.DECIDE, _said(event, "bureau"), MUNICIPAL)


def _designated(found: _Found, event: ClockEvent) -> None:
    _end(found, event, {CrossingKind.DESIGNATION})
    to = _said(event, "to")
    if to in (_said(event, "from"), MUNICIPAL):
        return
    _end(found, event, _REPORTING)
    kind = CrossingKind.DESIGNATED if event.payload.get("docketed") else CrossingKind.ROUTED
    _open(found, event, kind, NextStep.SIGN, MUNICIPAL, to)


def _sent(kind: CrossingKind) -> _Hears:
    def sent(found: _Found, event: ClockEvent) -> None:
        _open(found, event, kind, NextStep.SIGN, _said(event, "from"), _said(event, "to"))

    return sent


def _sending_signed(found: _Found, event: ClockEvent) -> None:
    _end(found, event, _SIGNING)
    _end(found, event, SENDINGS, {NextStep.REPORT})
    _sign(found, event, SENDINGS)


def _sending_recalled(found: _Found, event: ClockEvent) -> None:
    _end(found, event, SENDINGS, {NextStep.SIGN})


def _take_up_proposed(found: _Found, event: ClockEvent) -> None:
    _open(found, event, CrossingKind.TAKE_UP, NextStep.DECIDE, MUNICIPAL, MUNICIPAL)


def _taken_up(found: _Found, event: ClockEvent) -> None:
    # What the lower bureau had been asked is over with its competence.
    _end(found, event, frozenset(CrossingKind) - {CrossingKind.ASSIST, CrossingKind.MEASURE, CrossingKind.RECUSAL})


def _left_below(found: _Found, event: ClockEvent) -> None:
    _end(found, event, {CrossingKind.TAKE_UP})


def _assist_asked(found: _Found, event: ClockEvent) -> None:
    _open(found, event, CrossingKind.ASSIST, NextStep.SIGN, _said(event, "from"), _said(event, "to"))


def _assist_received(found: _Found, event: ClockEvent) -> None:
    if (one := found.get(event.subject)) and one.is_open:
        found[event.subject] = replace(one, step=NextStep.ANSWER)


def _measure_reported(found: _Found, event: ClockEvent) -> None:
    sender, owner = _said(event, "from"), _said(event, "to")
    _open(found, event, CrossingKind.MEASURE, NextStep.DECIDE, sender, owner, about=_said(event, "measure"))


def _measure_approved(found: _Found, event: ClockEvent) -> None:
    one, due_on = found.get(event.subject), _day(event.payload.get("due"))
    if one is None or not one.is_open:
        return
    # Entries of before name no day: what they let be taken waits in no list.
    found[event.subject] = replace(one, step=NextStep.TAKE, due_on=due_on) if due_on else _ended(one, event)


def _recusal_asked(found: _Found, event: ClockEvent) -> None:
    _open(found, event, CrossingKind.RECUSAL, NextStep.DECIDE, "", "")


def _recusal_decided(found: _Found, event: ClockEvent) -> None:
    waits = [key for key, one in found.items() if one.is_open and one.kind is CrossingKind.RECUSAL]
    # Entries of before do not say which: then it was the one that waited longest.
    key = event.subject or next(iter(waits), "")
    if key in waits:
        found[key] = _ended(found[key], event)


def _facts_corrected(found: _Found, event: ClockEvent) -> None:
    _end(found, event, _PROPOSED)
    if proposed := _said(event, "proposes"):
        bureau = _said(event, "bureau")
        _open(found, event, CrossingKind.PROPOSAL, NextStep.CONFIRM, bureau, bureau, about=proposed)


def _proposal_ended(found: _Found, event: ClockEvent) -> None:
    _end(found, event, _PROPOSED)


def _subject_ended(found: _Found, event: ClockEvent) -> None:
    if (one := found.get(event.subject)) and one.is_open:
        found[event.subject] = _ended(one, event)


def _closed(found: _Found, event: ClockEvent) -> None:
    _end(found, event, CrossingKind)


_HEARD: Final[Mapping[str, _Hears]] = {
    "routed": _routed,
    "passed_down": _passed_down,
    "passed_inside": _passed_inside,
    "sent_back": _sent_back,
    "signed_for": _signed_for,
    "case_split": _split,
    "reported_back": _reported_back,
    "disputed": _disputed,
    "dispute_settled": _dispute_settled,
    "jurisdiction_reported_up": _reported_up,
    "jurisdiction_designated": _designated,
    "transferred": _sent(CrossingKind.TRANSFER),
    "handed_down": _sent(CrossingKind.HAND_DOWN),
    "sending_signed": _sending_signed,
    "sending_recalled": _sending_recalled,
    "take_up_proposed": _take_up_proposed,
    "taken_up": _taken_up,
    "left_below": _left_below,
    "assist_asked": _assist_asked,
    "assist_received": _assist_received,
    "assist_given": _subject_ended,
    "assist_withdrawn": _subject_ended,
    "measure_reported": _measure_reported,
    "measure_approved": _measure_approved,
    "measure_taken": _subject_ended,
    "seized": _subject_ended,
    "measure_refused": _subject_ended,
    "measure_withdrawn": _subject_ended,
    "recusal_asked": _recusal_asked,
    "recusal_decided": _recusal_decided,
    "closed": _closed,
    "docketed": _proposal_ended,
    "facts_corrected": _facts_corrected,
    "not_docketed": _proposal_ended,
    "proposal_dismissed": _proposal_ended,
}


def _said(event: ClockEvent, name: str) -> str:
    return str(event.payload.get(name, ""))


def _route(found: _Found, event: ClockEvent, to: str, sender: str) -> None:
    waits_for_a_place = to == MUNICIPAL and not sender
    kind = CrossingKind.INTAKE if waits_for_a_place else CrossingKind.ROUTED
    _open(found, event, kind, NextStep.PLACE if waits_for_a_place else NextStep.SIGN, sender, to)


def _open(
    found: _Found, event: ClockEvent, kind: CrossingKind, step: NextStep, sender: str, owner: str, about: str = ""
) -> None:
    key = f"{kind}-{sum(one.kind is kind for one in found.values()) + 1}"
    report_by = _day(event.payload.get("report_by"))
    due_on = _day(event.payload.get("due")) or report_by or event.day
    by = str(event.payload.get("reported_by", ""))
    found[key] = Crossing(key, kind, step, sender, owner, event.day, due_on, about, report_by=report_by, by=by)


def _sign(found: _Found, event: ClockEvent, kinds: Iterable[CrossingKind]) -> None:
    """Let what was signed for end, or wait for the report that was asked for."""
    for key, one in list(found.items()):
        if one.is_open and one.kind in kinds and one.step in (NextStep.SIGN, NextStep.PLACE):
            if one.report_by is None:
                found[key] = _ended(one, event)
            else:
                found[key] = replace(one, step=NextStep.REPORT, due_on=one.report_by)


def _end(
    found: _Found,
    event: ClockEvent,
    kinds: Iterable[CrossingKind],
    steps: Iterable[NextStep] = frozenset(NextStep),
) -> None:
    for key, one in list(found.items()):
        if one.is_open and one.kind in kinds and one.step in steps:
            found[key] = _ended(one, event)


def _ended(one: Crossing, event: ClockEvent) -> Crossing:
    return replace(one, ended_on=event.day, ended_as=event.code)


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
