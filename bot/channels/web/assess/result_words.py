"""A result as the page and the paper show it: the same words in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.conversation.estimating.told import compared, mark_told, notice_of, points_told
from bot.conversation.handbook import Handbook
from bot.shown.estimates import ShownLine, estimate_of, shown_lines
from intake.clocks.calendar import day_in_shanghai
from intake.filers.estimates import KeptEstimate
from intake.forms.saying import day_in_words
from knowledge.standards.estimate import Estimate, Sheet

TITLE: Final = "{title}自评结果"


@dataclass(frozen=True, slots=True)
class ResultInWords:
    """A result.

    points     what it comes to, one sentence a line
    compared   with the last time; "" where there was none
    worth_most  the gaps that are worth most, each with what to do and who helps
    rest       further gaps by name
    own        that it is nobody's judgment; notice: what it rests on, and that its term is over
    """

    title: str
    made_on: str
    points: Sequence[str]
    mark: str
    compared: str
    lines: tuple[ShownLine, ...]
    worth_most: tuple[str, ...]
    rest: str
    bonus: str
    own: str
    notice: str


def result_in_words(
    kept: KeptEstimate,
    before: KeptEstimate | None,
    book: Handbook,
    today: date,
    attached: Mapping[str, tuple[str, ...]] | None = None,
) -> ResultInWords | None:
    """Return an estimate in words; None where its standard is there no more.

    attached  what was handed in for each item, by its key
    """
    estimate = estimate_of(kept)
    if estimate is None:
        return None
    last = estimate_of(before) if before is not None else None
    lines = shown_lines(estimate, book.say, attached)
    gaps = [line.item.name for line in estimate.gaps]
    most = len(estimate.worth_most)
    todo = {line.name: line.todo for line in lines}
    return ResultInWords(
        title=TITLE.format(title=estimate.standard.title),
        made_on=day_in_words(day_in_shanghai(kept.made_at).isoformat()),
        points=points_told(estimate, book.say),
        mark=mark_told(estimate.standard, book.say),
        compared=compared(estimate, last, before.made_at if before else None, book.say),
        lines=lines,
        worth_most=tuple(todo[name] for name in gaps[:most]),
        rest="、".join(gaps[most:]),
        bonus=_bonus_told(estimate, kept),
        own=book.say("estimate.own"),
        notice=notice_of(estimate.standard, book.library, today, at_head=True),
    )


def _bonus_told(estimate: Estimate, kept: KeptEstimate) -> str:
    bonus = estimate.standard.bonus
    chosen = set(Sheet.read(kept.content).bonus)
    if bonus is None or not chosen:
        return ""
    names = "；".join(one.name for one in bonus.circumstances if one.key in chosen)
    return f"{names}。{bonus.says}"
