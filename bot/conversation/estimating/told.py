"""What an estimate comes to, in words: the same on the chat, the page, the paper and at the desk.

Every sentence says whose estimate it is. None of them judges, and none promises what is recognised.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from bot.conversation.estimating.form import MET_LABELS
from intake.clocks.calendar import day_in_shanghai
from intake.forms.saying import day_in_words
from knowledge.finding.answer import cited, over_in_words
from knowledge.library import Library
from knowledge.standards.check_list import CheckList
from knowledge.standards.estimate import Estimate, EstimatedItem, Met, between, in_figures
from knowledge.standards.standard import Standard

Say = Callable[..., str]
OWN: Final = "estimate.own"


def points_told(estimate: Estimate, say: Say) -> list[str]:
    """Return what it comes to: one way, or both where headings and items of the text come to different sums."""
    standard = estimate.standard
    if estimate.by_headings is None:
        told = [say("estimate.points", points=between(estimate.least, estimate.most), total=standard.total)]
        if estimate.bonus:
            items = between(*estimate.by_items)
            told.append(say("estimate.with_bonus", items=items, bonus=estimate.bonus, total=standard.total))
    else:
        headings, items = between(*estimate.by_headings), between(*estimate.by_items)
        both = {"headings": headings, "total": standard.total, "items": items, "worth": standard.worth}
        told = [say("estimate.both_ways", **both), standard.differs]
    if estimate.open_items:
        told.append(say("estimate.open", count=estimate.open_items))
    return told


def mark_told(standard: Standard, say: Say) -> str:
    """Return what the text says of a mark, or that it has none."""
    if standard.mark is None:
        return standard.no_mark
    return say("estimate.mark", title=standard.title, mark=standard.mark)


def gaps_told(estimate: Estimate, say: Say) -> list[str]:
    """Return what is worth most, each with what to do."""
    if not estimate.gaps:
        return [say("estimate.no_gaps")]
    lines = [say("estimate.worth_most")]
    lines += [f"{number}. {gap_told(line, say)}" for number, line in enumerate(estimate.worth_most, start=1)]
    return lines


def gap_told(line: EstimatedItem, say: Say) -> str:
    """Return one gap with what to do about it."""
    key = "estimate.gap_open" if line.is_open else "estimate.gap"
    item = line.item
    return say(key, name=item.name, points=line.missing, lacking=item.lacking, helps=item.helps)


def compared(estimate: Estimate, last: Estimate | None, last_at: datetime | None, say: Say) -> str:
    """Return how it differs from the last time; "" where there was none, or by another standard."""
    if last is None or last_at is None or last.standard.stamp != estimate.standard.stamp:
        return ""
    day = day_in_words(day_in_shanghai(last_at).isoformat())
    before = between(last.least, last.most)
    if (last.least, last.most) == (estimate.least, estimate.most):
        return say("estimate.as_last_time", day=day, points=before)
    better = [
        line.item.name for line, was in zip(estimate.lines, last.lines, strict=True) if line.least > was.least
    ]
    # What is known now and was not sure then is no progress: only what counts for more, or for less.
    worse = [
        line.item.name for line, was in zip(estimate.lines, last.lines, strict=True) if line.least < was.least
    ]
    said = say("estimate.last_time", day=day, points=before)
    for key, names in (("estimate.better", better), ("estimate.worse", worse)):
        said += say(key, names="、".join(names)) if names else ""
    return said


def met_told(line: EstimatedItem, say: Say) -> str:
    """Return what was chosen of one item."""
    return MET_LABELS[line.given.met] if line.given is not None else say("estimate.not_said")


def line_told(line: EstimatedItem, say: Say) -> str:
    """Return the points of one item in words: 「15分」, 「8分（自己估的）」, 「暂按0分」."""
    if line.given is None or line.given.met is Met.UNSURE:
        return say("estimate.unsure")
    if line.least != line.most:
        return say("estimate.no_guess")
    key = "estimate.guessed" if line.given.met is Met.PARTLY else "estimate.of"
    return say(key, points=in_figures(line.least), most=line.item.points)


def notice_of(one: Standard | CheckList, library: Library, today: date, *, at_head: bool = False) -> str:
    """Return what a standard or a list rests on, and that its term is over where it is.

    at_head  it stands above what it speaks of: on a page, not in an answer
    """
    over = over_in_words(library.instruments[one.instrument]) if one.is_over(today) else ""
    if at_head:
        over = over.replace("以上依据", "本页依据")
    return over or f"依据：{cited((one.source,), library.instruments)}"
