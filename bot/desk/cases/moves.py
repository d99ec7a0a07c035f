"""The moves an officer may make now, as forms of the case page. What is true of a move stands in `cases.moves`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intake.cases.case import Case
from intake.cases.changes import Rulebook
from intake.cases.move import Move, Options
from intake.cases.working import offered_moves, open_moves
from intake.officers import wall
from intake.officers.officer import Officer
from intake.papers.codes import TITLES
from intake.transfers.bars import bar_of


@dataclass(frozen=True, slots=True)
class ShownInput:
    """One thing a form asks for, as the templates show it.

    kind     text, select, choice, day or number
    most     characters that fit in
    options  for select and choice: value and label
    """

    name: str
    label: str
    kind: str
    hint: str
    required: bool
    most: int
    options: Options


@dataclass(frozen=True, slots=True)
class MoveForm:
    """A move that this officer may make now, ready to be shown.

    effect   what will happen, said before it does
    article  what it follows, e.g. "APP 第18、64条"; "" where it follows nothing
    paper    what the paper is called that goes with it; "" for none
    warning  a sentence to think about before; "" without one
    rests    there is no need of it now: offered folded, after the others
    grave    set apart, and confirmed by a tick
    written  stands beside the timeline
    timed    stands beside the clocks
    group    where it stands: between bureaus, measures, inside the bureau, beside the material; "" among the rest
    letter   the filer reads it: it is previewed first
    tells    the filer reads what is written for them, if anything is: that is previewed first
    for_whom  the colleague for whom it would be made; "" for oneself
    """

    name: str
    label: str
    button: str
    effect: str
    article: str
    paper: str
    warning: str
    rests: bool
    grave: bool
    written: bool
    timed: bool
    group: str
    letter: bool
    tells: bool
    for_whom: str
    inputs: tuple[ShownInput, ...]


@dataclass(frozen=True, slots=True)
class KeptInput:
    """What an officer had entered when a move was refused, and what is wrong with it, by field name."""

    move: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def forms_for(officer: Officer, case: Case, rules: Rulebook, now: datetime) -> tuple[MoveForm, ...]:
    """Return the moves this officer may make with the case now, in the order of `cases.moves`."""
    who = wall.as_whom(officer, case)
    offered = offered_moves(case, officer.role, officer.bureau, rules, now, who.id)
    for_whom = "" if who.id == officer.id else who.name
    return tuple(_form(move, for_whom, case, rules, now) for move in offered if not bar_of(move.name, case))


def barred_for(officer: Officer, case: Case) -> tuple[tuple[str, str], ...]:
    """Return what this officer would decide or end the case with and cannot now: its label, and why."""
    who = wall.as_whom(officer, case)
    open_to_them = open_moves(case, officer.role, officer.bureau, who.id)
    against = [(move.label, move.bars(case) or bar_of(move.name, case)) for move in open_to_them if move.missed]
    return tuple((label, why) for label, why in against if why)


def _form(move: Move, for_whom: str, case: Case, rules: Rulebook, now: datetime) -> MoveForm:
    inputs = tuple(
        ShownInput(
            asked.name,
            asked.label,
            asked.kind,
            asked.hint,
            asked.required,
            asked.most,
            asked.options(case, rules, now),
        )
        for asked in move.asked_of(case)
    )
    rests = move.rests(case, now)
    return MoveForm(
        move.name,
        (move.again or move.label) if rests else move.label,
        move.button or move.label,
        move.effect_on(case),
        move.article,
        paper_in_words(move.paper),
        move.warns(case),
        rests,
        move.grave,
        move.written,
        move.timed,
        move.group,
        move.letter,
        move.tells,
        for_whom,
        inputs,
    )


def paper_in_words(title: str) -> str:
    """Return what the paper of a move is called; of one that is not made here, that the bureau makes it itself."""
    return title if not title or title in TITLES.values() else f"{title}（不在本系统制作，由本局另行出具）"
