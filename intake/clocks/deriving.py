"""The clocks of a case from the entries of its journal. Pure: the same entries give the same clocks.

What counts is the day an entry took effect, not the day it was entered (a letter is entered late); within one
day the order of `_TURN` counts, since many entries name a day only, then the instant, then the journal's number.
An entry that another one supersedes counts as never entered, and so does an extension or a pause that its article
does not allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from enum import IntEnum
from typing import Final

from intake.clocks.clock import Clock, ClockEvent, Derived, Extended, Refusal
from intake.clocks.codes import DECIDER_WORDS, REASONS, UNIT_WORDS, Reason
from intake.clocks.counting import Clocks, Pause
from intake.clocks.limits import Extension, Limit

PAUSED: Final = "paused"
RESUMED: Final = "resumed"

# Nobody decides on more at once; what is larger is a slip of the pen, and dates would run out of years.
_LONGEST_EXTENSION: Final = 1_000


class _Role(IntEnum):
    """What an entry is to a clock."""

    START = 0
    RESTART = 1
    PAUSE = 2
    RESUME = 3
    EXTEND = 4
    END = 5
    STOP = 6


# Which role comes first on one day; pauses and their ends come as they happened, and an extension after them:
# it is valid again from the day on which the clock resumes.
_TURN: Final[Mapping[_Role, int]] = {role: int(role) for role in _Role} | {_Role.RESUME: int(_Role.PAUSE)}


def derived(events: Iterable[ClockEvent], clocks: Clocks) -> Derived:
    """Return the clocks of a case and the entries that count for nothing.

    events  the whole journal of one case, in any order; codes that no limit knows are passed over
    """
    hearing = _Hearing(tuple(sorted(events, key=lambda event: event.seq)))
    codes = {event.code for event in hearing.standing}
    found: list[Clock] = []
    for name, limits in clocks.by_name.items():
        if not any(limit.starts.code in codes for limit in limits):
            continue
        for subject in hearing.subjects_of(limits):
            found += _clocks_of(name, subject, hearing, clocks)
    found.sort(key=lambda clock: (clock.started.effective_at, clock.started.seq))
    return Derived(tuple(found), hearing.refusals(clocks))


class _Refused(Exception):
    """The entry counts for nothing. The text is a sentence for the officer."""


class _Hearing:
    """The entries that stand, and what the clocks made of each."""

    def __init__(self, events: Sequence[ClockEvent]) -> None:
        self._events = events
        self._said: dict[int, str] = {}
        self._accepted: set[int] = set()
        self.standing = self._without_superseded()

    def subjects_of(self, limits: Sequence[Limit]) -> tuple[str, ...]:
        """Return the subjects that something starts such a clock for."""
        starts = (event for event in self.standing if _role_among(limits, event) is _Role.START)
        return tuple(dict.fromkeys(event.subject for event in starts))

    def accept(self, event: ClockEvent) -> None:
        """Note that a clock made use of the entry."""
        self._accepted.add(event.seq)

    def refuse(self, event: ClockEvent, sentence: str) -> None:
        """Note that a clock may not use the entry; another one still may."""
        self._said.setdefault(event.seq, sentence)

    def refusals(self, clocks: Clocks) -> tuple[Refusal, ...]:
        """Return the entries that no clock accepted though they wanted something of one."""
        for event in self.standing:
            if event.seq not in self._said and _wants_an_open_clock(event, clocks):
                self.refuse(event, "没有正在计算的期限，请先核对案件的进展。")
        return tuple(
            Refusal(event, self._said[event.seq])
            for event in self._events
            if event.seq in self._said and event.seq not in self._accepted
        )

    def _without_superseded(self) -> tuple[ClockEvent, ...]:
        # What was superseded once stays so, also when the entry that did it was itself a mistake: whoever
        # wants it back enters it anew.
        entered: set[int] = set()
        gone: set[int] = set()
        for event in self._events:
            if event.supersedes is not None:
                if event.supersedes not in entered:
                    self.refuse(event, "要更正的那条记录不存在，请核对它的序号。")
                    gone.add(event.seq)
                    continue
                gone.add(event.supersedes)
            entered.add(event.seq)
        return tuple(event for event in self._events if event.seq not in gone)


def _clocks_of(name: str, subject: str, hearing: _Hearing, clocks: Clocks) -> list[Clock]:
    limits = clocks.by_name[name]
    found: list[Clock] = []
    for event in _heard(limits, subject, hearing.standing):
        open_clock = found[-1] if found and found[-1].is_open else None
        try:
            after = _heard_by(open_clock, limits, event, clocks)
        except _Refused as refusal:
            hearing.refuse(event, str(refusal))
            continue
        if after is None:
            continue
        hearing.accept(event)
        if open_clock is not None:
            found.pop()
        found.append(after)
    return found


def _heard(limits: Sequence[Limit], subject: str, events: Iterable[ClockEvent]) -> Iterator[ClockEvent]:
    """Return the entries that such a clock of this subject hears, in the order in which they count."""
    heard = []
    for event in events:
        role = _role_among(limits, event)
        # The end of the case is the end of all that belongs to it; everything else names what it is about.
        if role is not None and (event.subject == subject or (not event.subject and role >= _Role.END)):
            heard.append((event.day, _TURN[role], event.effective_at, event.seq, event))
    # No two entries of a journal have one number, so events themselves are never compared.
    return (event for *_, event in sorted(heard))


def _heard_by(clock: Clock | None, limits: Sequence[Limit], event: ClockEvent, clocks: Clocks) -> Clock | None:
    """Return the clock after the entry; None where the entry is nothing to it. Raises `_Refused`."""
    if clock is None:
        return _started(limits, event, clocks)
    match _role_of(clock.limit, event):
        case _Role.START:
            raise _Refused(f"“{clock.limit.label}”已经在计算；起算日期记错的，请用更正。")
        case _Role.RESTART:
            return _restarted(clock, event, clocks)
        case _Role.PAUSE:
            return _paused(clock, event)
        case _Role.RESUME:
            return _resumed(clock, event, clocks)
        case _Role.EXTEND:
            return _extended(clock, event, clocks)
        case _Role.END:
            return replace(clock, ended=event, is_met=True)
        case _Role.STOP:
            return replace(clock, ended=event)
    return None


def _started(limits: Sequence[Limit], event: ClockEvent, clocks: Clocks) -> Clock | None:
    for limit in limits:
        if limit.is_valid_on(event.day) and limit.starts.fits(event.code, event.payload):
            return Clock(limit, event, event, clocks.deadline(limit, event.effective_at))
    return None


def _restarted(clock: Clock, event: ClockEvent, clocks: Clocks) -> Clock:
    keeps = any(restart.keeps_extensions for restart in clock.limit.restarts if restart.code == event.code)
    extensions = clock.extensions if keeps else ()
    return _recounted(replace(clock, counted_from=event, extensions=extensions), clocks)


def _paused(clock: Clock, event: ClockEvent) -> Clock:
    limit, reason = clock.limit, event.payload.get("reason")
    if limit.pauses is None:
        raise _Refused(f"“{limit.label}”没有可以不计入的时间（{limit.basis}）。")
    if reason not in limit.pauses.reasons:
        allowed = "、".join(REASONS[one] for one in limit.pauses.reasons)
        raise _Refused(
            f"“{REASONS.get(str(reason), '所写的事由')}”不停止“{limit.label}”的期限；"
            f"不计入的只有{allowed}所需的时间（{limit.pauses.basis}）。"
        )
    if event.day > clock.deadline.due_on:
        raise _Refused(f"期限已于{_day(clock.deadline.due_on)}届满，不能再暂停（{limit.pauses.basis}）。")
    if any(pause.reason == reason and pause.ended_on is None for pause in clock.pauses):
        raise _Refused(f"“{limit.label}”已经因{REASONS[str(reason)]}暂停，请先恢复。")
    expected_on, state = _day_said(event.payload.get("until")), str(event.payload.get("state", ""))
    began = Pause(Reason(str(reason)), event.day, expected_on=expected_on, state=state)
    return replace(clock, pauses=(*clock.pauses, began))


def _day_said(said: object) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(said) if isinstance(said, str) else None
    return None


def _resumed(clock: Clock, event: ClockEvent, clocks: Clocks) -> Clock:
    reason = event.payload.get("reason")
    ended = [pause for pause in clock.pauses if pause.ended_on is None and reason in (None, pause.reason)]
    if not ended:
        raise _Refused(f"“{clock.limit.label}”没有因此暂停，谈不上恢复。")
    pauses = tuple(replace(pause, ended_on=event.day) if pause in ended else pause for pause in clock.pauses)
    return _recounted(replace(clock, pauses=pauses), clocks)


def _extended(clock: Clock, event: ClockEvent, clocks: Clocks) -> Clock:
    limit = clock.limit
    extension = next(one for one in limit.extends if one.code == event.code)
    basis = extension.basis or limit.basis
    if any(pause.ended_on is None and pause.began_on < event.day for pause in clock.pauses):
        # No article says so: a period that stands still does not come to its end.
        raise _Refused(f"“{limit.label}”正在暂停，恢复以后再办理“{extension.label}”。")
    if event.day > clock.deadline.due_on:
        raise _Refused(f"期限已于{_day(clock.deadline.due_on)}届满，不能再“{extension.label}”（{basis}）。")
    if event.payload.get("by", extension.by) != extension.by:
        raise _Refused(f"“{extension.label}”应当{DECIDER_WORDS[extension.by]}（{basis}）。")
    used = {granted.code for granted in clock.extensions}
    if extension.once and extension.code in used:
        raise _Refused(f"“{extension.label}”只能办理一次（{basis}）。")
    if extension.after is not None and extension.after not in used:
        first = next(one for one in limit.extends if one.code == extension.after)
        raise _Refused(f"应当先“{first.label}”，届时仍不能办结的，才能“{extension.label}”（{basis}）。")
    length = _length_of(extension, event, limit, basis)
    granted = Extended(extension.code, extension.label, length, extension.by, event.day, basis)
    return _recounted(replace(clock, extensions=(*clock.extensions, granted)), clocks)


def _length_of(extension: Extension, event: ClockEvent, limit: Limit, basis: str) -> int:
    said, unit = event.payload.get("days"), UNIT_WORDS[limit.unit]
    if isinstance(extension.length, int):
        if said not in (None, extension.length):
            raise _Refused(f"“{extension.label}”是{extension.length}{unit}（{basis}）。")
        return extension.length
    if not isinstance(said, int) or isinstance(said, bool) or not 0 < said <= _LONGEST_EXTENSION:
        raise _Refused(f"“{extension.label}”应当同时写明延长多少{unit}（{basis}）。")
    if extension.at_most is not None and said > extension.at_most:
        raise _Refused(f"“{extension.label}”最多{extension.at_most}{unit}（{basis}）。")
    return said


def _recounted(clock: Clock, clocks: Clocks) -> Clock:
    longer_by = sum(granted.length for granted in clock.extensions)
    start: datetime = clock.counted_from.effective_at
    return replace(clock, deadline=clocks.deadline(clock.limit, start, longer_by=longer_by, pauses=clock.pauses))


def _role_among(limits: Sequence[Limit], event: ClockEvent) -> _Role | None:
    roles = [role for limit in limits if (role := _role_of(limit, event)) is not None]
    return min(roles, default=None)


def _role_of(limit: Limit, event: ClockEvent) -> _Role | None:
    code, payload = event.code, event.payload
    if code == PAUSED:
        return _Role.PAUSE
    if code == RESUMED:
        return _Role.RESUME
    if limit.starts.fits(code, payload):
        return _Role.START
    if any(restart.fits(code, payload) and restart.valid_from <= event.day for restart in limit.restarts):
        return _Role.RESTART
    if any(extension.code == code for extension in limit.extends):
        return _Role.EXTEND
    if any(trigger.fits(code, payload) for trigger in limit.ends):
        return _Role.END
    if any(trigger.fits(code, payload) for trigger in limit.stops):
        return _Role.STOP
    return None


def _wants_an_open_clock(event: ClockEvent, clocks: Clocks) -> bool:
    return event.code in (PAUSED, RESUMED) or event.code in clocks.extensions


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
