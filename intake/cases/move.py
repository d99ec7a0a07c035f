"""What a move of an officer is: everything that is true of it, in one value. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, BureauNotice, Changes, JournalEntry, Rulebook
from intake.cases.codes import CaseKind, CaseState, Role
from intake.cases.crossing import CrossingKind, NextStep
from intake.clocks.calendar import day_in_shanghai

LONGEST_TEXT: Final = 2_000
# Nobody makes an appointment for a day further away.
FURTHEST: Final = timedelta(days=120)
_TIME: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d", re.ASCII)

Options = tuple[tuple[str, str], ...]


def always(_: Case) -> bool:
    """What is asked of every case."""
    return True


def no_options(_: Case, __: Rulebook, ___: datetime) -> Options:
    """For an input that is written, not chosen."""
    return ()


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a move asks for.

    kind     a "day" is one between the receipt of the case and today, as YYYY-MM-DD; "coming" a working day after
             today and within four months; "time" HH:MM; "number" a count from 1 on
    missing  the sentence that is shown when it was left out, or is none of the options
    most     characters it may have
    options  for "select" and "choice": value and label, as the case and the day have them
    when     the cases of which it is asked at all
    """

    name: str
    label: str
    kind: Literal["text", "select", "choice", "day", "coming", "time", "number"]
    missing: str = ""
    hint: str = ""
    required: bool = True
    most: int = LONGEST_TEXT
    options: Callable[[Case, Rulebook, datetime], Options] = no_options
    when: Callable[[Case], bool] = always

    @property
    def is_chosen(self) -> bool:
        """Whether it is one of some options."""
        return self.kind in ("select", "choice")

    def refuse_unfit(self, case: Case, act: Act, rules: Rulebook) -> None:
        """Raise Incomplete when what was entered does not fit."""
        said = act.said(self.name)
        if not self.when(case) or (not said and not self.required):
            return
        if self.kind == "text":
            self._refuse_unfit_text(said)
        elif not self._fits(said, case, act, rules):
            raise Incomplete(self.name, self.missing)

    def _fits(self, said: str, case: Case, act: Act, rules: Rulebook) -> bool:
        today = day_in_shanghai(act.at)
        match self.kind:
            case "day":
                return day_in_shanghai(case.received_at) <= _day(said) <= today
            case "coming":
                day = _day(said)
                return today < day <= today + FURTHEST and rules.clocks.calendar.is_workday(day)
            case "time":
                return _TIME.fullmatch(said) is not None
            case "number":
                return said.isascii() and said.isdigit() and len(said) < 6 and int(said) > 0
        return said in {value for value, _ in self.options(case, rules, act.at)}

    def _refuse_unfit_text(self, said: str) -> None:
        if not said and self.required:
            raise Incomplete(self.name, self.missing)
        if len(said) > self.most:
            sentence = f"最多 {self.most:,} 字，您写了 {len(said):,} 字，请删减或者分两次写。"
            raise Incomplete(self.name, sentence)


def _day(said: str) -> date:
    """Return the day that was entered; for anything else a day no case was received on."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return date.min


def never_refuses(_: Case, __: Act, ___: Rulebook) -> str:
    """Nothing to say against the act."""
    return ""


def never(_: Case) -> str:
    """Nothing to say about the case."""
    return ""


@dataclass(frozen=True, slots=True)
class Mover:
    """Who would make a move: the officer, or the colleague whom they stand in for."""

    id: str
    role: Role
    bureau: str | None


def for_everybody(_: Case, __: Mover) -> str:
    """Nobody in particular is kept from the move."""
    return ""


def is_needed(_: Case, __: datetime) -> bool:
    """The move does not rest."""
    return False


@dataclass(frozen=True, slots=True)
class Move:
    """One step that an officer may take with a case.

    name     stands in the address of the page that makes it
    label    what the desk calls it, and the journal too unless `recorded_as` says otherwise
    article  the article that it follows; "" where it follows none
    kinds    kinds of case that know it
    before   states it may start from
    after    the state it leads to; None keeps the state
    by       posts that may make it; the wall between bureaus is checked apart from this
    journal  its code in the journal
    effect   what will happen, said before it does; `effects` what some kinds of case are told instead
    does     what it comes to: pure, and may refuse (NotAllowed, Incomplete)
    asks     what has to be entered
    warns    a sentence to think about before, for this case; "" without one
    bars     why this case cannot make it whatever its state, as a sentence; "" when it can
    not_for  why this officer cannot make it, as a sentence; "" when they can
    button   what stands on its button, when that is not the label
    rests    there is no need of it now, as the case stands at this moment: offered, but not as the next step
    again    what the desk calls it while it rests, when that is not the label
    grave    it cannot be taken back: set apart, and confirmed by a tick
    written  it adds words and belongs beside the timeline
    timed    it belongs beside the clocks
    assists  an assisting bureau may make it too
    refuses  why what was entered may not be done, as a sentence with its article; "" when it may
    paper    what the paper is called that goes with it; "" for none
    answers  crossings and their steps: only the bureau that owns one that waits may make it
    intake   the coordinator makes it for the municipal bureau's own cases alone
    group    where the page shows it: "between" bureaus, "measures", "inside" the bureau, beside the "material";
             "" among the rest
    tells    the filer may be told of it with words that are entered: shown as they will read them, before it
             is made
    letter   the filer reads what is entered: shown to the officer as they will, before it is sent
    outside  colleagues of the bureau may make it who do not handle the case
    missed   it decides or ends the case: while it is barred, the page says why instead of leaving it out
    """

    name: str
    label: str
    kinds: frozenset[CaseKind]
    before: frozenset[CaseState]
    after: CaseState | None
    by: frozenset[Role]
    journal: str
    effect: str
    does: Callable[[Case, Act, Rulebook], Changes]
    article: str = ""
    effects: Mapping[CaseKind, str] = field(default_factory=dict)
    recorded_as: str = ""
    asks: tuple[Input, ...] = ()
    warns: Callable[[Case], str] = never
    bars: Callable[[Case], str] = never
    not_for: Callable[[Case, Mover], str] = for_everybody
    button: str = ""
    rests: Callable[[Case, datetime], bool] = is_needed
    again: str = ""
    grave: bool = False
    written: bool = False
    timed: bool = False
    assists: bool = False
    refuses: Callable[[Case, Act, Rulebook], str] = never_refuses
    paper: str = ""
    answers: frozenset[tuple[CrossingKind, NextStep]] = frozenset()
    intake: bool = False
    group: Literal["", "between", "measures", "inside", "material"] = ""
    tells: bool = False
    letter: bool = False
    outside: bool = False
    missed: bool = False

    def effect_on(self, case: Case) -> str:
        """Say what will happen to this case."""
        return self.effects.get(case.kind, self.effect)

    def asked_of(self, case: Case) -> tuple[Input, ...]:
        """Return what has to be entered for this case."""
        return tuple(asked for asked in self.asks if asked.when(case))

    def made(self, case: Case, act: Act, payload: Mapping[str, object] | None = None, **parts: Any) -> Changes:
        """Return what every move comes to: the state after it, and its entry in the journal.

        parts  `words`, `mail`, `effective_at`, `subject` and `supersedes` of the entry, `notices`; everything else
               is a new value of the case
        """
        of_the_entry = ("words", "mail", "effective_at", "subject", "supersedes")
        entry = self.entry(case, act, payload, **{name: parts.pop(name) for name in of_the_entry if name in parts})
        notices: tuple[BureauNotice, ...] = parts.pop("notices", ())
        state = parts.pop("state", self.after or case.state)
        after = replace(case, state=state, version=case.version + 1, **parts)
        return Changes(case, after, (entry,), notices)

    def entry(
        self, case: Case, act: Act, payload: Mapping[str, object] | None = None, **parts: Any
    ) -> JournalEntry:
        """Return the entry of this move; whoever acted for a colleague says for whom."""
        return JournalEntry(case.id, act.at, act.by, self.journal, {**(payload or {}), **act.behalf}, **parts)
