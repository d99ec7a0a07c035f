"""How long a closed case is kept, what holds it back, and what its disposal comes to. Pure.

The periods are the bureau's own decision (档案法: each organ sets them and has them approved). Without a schedule
nothing is ever due. Who enters a disposal and who confirms it are two persons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, JournalEntry
from intake.cases.codes import DECIDERS, FINAL_STATES, HANDLERS, OUTCOMES, CaseKind, JournalCode, Outcome, Role
from intake.cases.parting import origin_of
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.clock import ClockEvent
from intake.forms.draft import KIND_NAMES
from intents.sheet import SheetFaults, Words, of_a_sheet, read_sheet

# Who filed a case that was disposed of. Every other case has a key here.
NOBODY: Final = ""
LONGEST_REASON: Final = 300
_LONGEST_YEARS: Final = 100

NOT_CLOSED: Final = "还没有办结"
A_PART: Final = "是另一件的一部分，请从原来的那一件提出"
NO_PERIOD: Final = "这种结果的保存期限还没有确定"
HELD: Final = "已经暂缓销毁"
STILL_COUNTING: Final = "还有没有结束的期限"


@of_a_sheet
@dataclass(frozen=True, slots=True)
class RetentionPeriod:
    """For how long cases of one outcome are kept after they were closed.

    years  whole years, counted from the day of closing
    basis  the decision that sets it: title and number
    kinds  kinds of case it is for; none: all
    """

    outcome: Outcome
    years: int
    basis: Words
    kinds: tuple[CaseKind, ...] = ()

    def fits(self, case: Case) -> bool:
        """Say whether it is the period of this case."""
        return case.outcome == self.outcome and (not self.kinds or case.kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Schedule:
    """The periods that were decided; empty: nothing is ever due. The first that fits a case is its own."""

    periods: tuple[RetentionPeriod, ...] = ()

    def period_of(self, case: Case) -> RetentionPeriod | None:
        """Return the period of a case; None where nobody has decided it."""
        return next((period for period in self.periods if period.fits(case)), None)

    def kept_until(self, case: Case) -> date | None:
        """Return the last day on which a closed case is kept; None where there is none."""
        period = self.period_of(case)
        if period is None or case.closed_at is None:
            return None
        return _years_later(day_in_shanghai(case.closed_at), period.years)


_PERIODS: Final = TypeAdapter(tuple[RetentionPeriod, ...])


def load_schedule(file: Path | None) -> Schedule:
    """Read the schedule; raise SheetFaults with every fault at once.

    file  what the operator has written down; None: nothing was decided
    """
    if file is None:
        return Schedule()
    periods = read_sheet(file, _PERIODS)
    if faults := list(_faults_among(periods)):
        raise SheetFaults([f"{file.name}: {fault}" for fault in faults])
    return Schedule(periods)


def _faults_among(periods: tuple[RetentionPeriod, ...]) -> Iterator[str]:
    seen: set[tuple[Outcome, CaseKind]] = set()
    for period in periods:
        if not 1 <= period.years <= _LONGEST_YEARS:
            yield f"{period.outcome}: years: must be between 1 and {_LONGEST_YEARS}"
        covered = {(period.outcome, kind) for kind in period.kinds or CaseKind}
        if covered <= seen:
            yield f"{period.outcome}: another period comes before it and fits all of its cases"
        seen |= covered


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)  # of 29 February: the longer way


def is_held(case: Case) -> bool:
    """Say whether somebody has asked that it be kept."""
    last = _last(case, JournalCode.RETENTION_HELD, JournalCode.RETENTION_RELEASED)
    return last is not None and last.code == JournalCode.RETENTION_HELD


def entered(case: Case) -> ClockEvent | None:
    """Return the entry that asks for its disposal and waits for a second person; None where none does."""
    last = _last(
        case,
        JournalCode.DISPOSAL_ENTERED,
        JournalCode.DISPOSAL_TAKEN_BACK,
        JournalCode.RETENTION_HELD,
        JournalCode.DISPOSED,
    )
    return last if last is not None and last.code == JournalCode.DISPOSAL_ENTERED else None


def disposed(case: Case) -> ClockEvent | None:
    """Return the entry of its disposal; None for a case that is kept."""
    return _last(case, JournalCode.DISPOSED)


def why_kept(case: Case, schedule: Schedule, today: date) -> str:
    """Say why the case cannot be disposed of today, as its journal has it; "" when nothing stands against it."""
    if case.state not in FINAL_STATES:
        return NOT_CLOSED
    if (origin := origin_of(case)) is not None and not origin.follows:
        return A_PART
    return why_part_kept(case, schedule, today)


def why_part_kept(case: Case, schedule: Schedule, today: date) -> str:
    """Say the same of a part that goes with its filing."""
    if case.state not in FINAL_STATES:
        return NOT_CLOSED
    if is_held(case):
        return HELD
    until = schedule.kept_until(case)
    if until is None:
        return NO_PERIOD
    if today <= until:
        return f"保存到{until.isoformat()}"
    return STILL_COUNTING if any(clock.is_open for clock in case.clocks) else ""


def held_back(case: Case, act: Act) -> Changes:
    """Return what holding a case back comes to: nobody disposes of it until somebody lifts that."""
    _refuse_others(case, act, HANDLERS, "由承办局的办案岗位办理。")
    if is_held(case):
        raise NotAllowed("已经暂缓销毁，不用再办。")
    return _changed(case, act, JournalCode.RETENTION_HELD, {}, _reason(act, "请写明为什么要继续保存。"))


def released(case: Case, act: Act) -> Changes:
    """Return what lifting that comes to."""
    _refuse_others(case, act, DECIDERS, "由承办局的负责人解除。")
    if not is_held(case):
        raise NotAllowed("没有暂缓销毁，不用解除。")
    return _changed(case, act, JournalCode.RETENTION_RELEASED, {}, _reason(act, "请写明为什么不用再保存。"))


def asked_for(case: Case, act: Act, schedule: Schedule) -> Changes:
    """Return what asking for a disposal comes to: a second person confirms it or does not."""
    _refuse_others(case, act, HANDLERS, "由承办局的办案岗位提出。")
    if why := why_kept(case, schedule, day_in_shanghai(act.at)):
        raise NotAllowed(f"不能提出销毁：{why}。")
    if entered(case) is not None:
        raise NotAllowed("已经有人提出，等另一位负责人确认。")
    return _changed(case, act, JournalCode.DISPOSAL_ENTERED, {"asker": act.by}, None)


def taken_back(case: Case, act: Act) -> Changes:
    """Return what it comes to that a disposal is asked for no more."""
    _refuse_others(case, act, HANDLERS, "由承办局的办案岗位撤回。")
    if entered(case) is None:
        raise NotAllowed("没有等待确认的销毁，可能已经有人办过了。")
    return _changed(case, act, JournalCode.DISPOSAL_TAKEN_BACK, {}, None)


def refuse_to_confirm(case: Case, act: Act, schedule: Schedule) -> ClockEvent:
    """Return the entry that asks for the disposal; raise NotAllowed where this officer cannot confirm it."""
    _refuse_others(case, act, DECIDERS, "由承办局的负责人确认。")
    asked = entered(case)
    if asked is None:
        raise NotAllowed("没有等待确认的销毁，可能已经撤回，或者已经有人办过了。")
    if {str(asked.payload.get("asker")), str(asked.payload.get("for") or "")} & {act.by, act.as_whom}:
        raise NotAllowed("提出的人不能自己确认，请另一位负责人确认。")
    if why := why_kept(case, schedule, day_in_shanghai(act.at)):
        raise NotAllowed(f"不能销毁：{why}。")
    return asked


def emptied(case: Case, entry: JournalEntry) -> Changes:
    """Return what is left of a case: where it was handled, how it ended, and its journal."""
    after = replace(
        case,
        filer=NOBODY,
        secret_kind=None,
        place_district=None,
        place_unit=None,
        route={},
        version=case.version + 1,
    )
    return Changes(case, after, (entry,))


def period_in_words(period: RetentionPeriod) -> str:
    """Say a period as it is listed."""
    kinds = "、".join(KIND_NAMES[kind] for kind in period.kinds)
    whose = f"（{kinds}）" if kinds else ""
    return f"{OUTCOMES[period.outcome]}{whose}：办结后保存 {period.years} 年。依据：{period.basis}"


def _changed(
    case: Case, act: Act, code: JournalCode, payload: Mapping[str, object], words: CaseWords | None
) -> Changes:
    entry = JournalEntry(case.id, act.at, act.by, code, {**payload, **act.behalf}, words=words)
    return Changes(case, replace(case, version=case.version + 1), (entry,))


def _reason(act: Act, missing: str) -> CaseWords:
    said = act.said("reason")
    if not said:
        raise Incomplete("reason", missing)
    if len(said) > LONGEST_REASON:
        raise Incomplete("reason", f"最多 {LONGEST_REASON} 字，您写了 {len(said):,} 字，请删减。")
    return CaseWords("reason", said)


def _refuse_others(case: Case, act: Act, posts: frozenset[Role], sentence: str) -> None:
    if act.role not in posts or act.bureau != case.lead_bureau:
        raise NotAllowed(sentence)


def _last(case: Case, *codes: JournalCode) -> ClockEvent | None:
    return next((event for event in reversed(case.events) if event.code in codes), None)
