"""What the statements beneath answers are worth: answers they make right, and those in vain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from knowledge.finding.answer import rendered
from knowledge.learning.expectations import DevelopmentQuestion
from knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Further:
    """What stands further beneath the answer to one question.

    was_right    the answer alone is right
    right_said   it is, with the statements that are said
    right_shown  it is, with those that are folded too
    said, shown  how many statements are said, and how many stand there altogether
    """

    was_right: bool
    right_said: bool
    right_shown: bool
    said: int
    shown: int


def statements_line(questions: Iterable[DevelopmentQuestion], library: Library, today: date) -> str:
    """Return what the statements did for the questions that get an answer."""
    found = [further for asked in questions if (further := _further(asked, library, today)) is not None]
    wrong = [one for one in found if not one.was_right]
    by_said = sum(one.right_said for one in wrong)
    by_folded = sum(one.right_shown for one in wrong) - by_said
    said, shown = sum(one.said for one in found), sum(one.shown for one in found)
    return (
        f"答复之下的条文要点：{len(found)} 条答复、{len(wrong)} 条答错之中，说出 {said} 句，救回 {by_said} 条；"
        f"折叠 {shown - said} 句，再救回 {by_folded} 条"
    )


def _further(asked: DevelopmentQuestion, library: Library, today: date) -> Further | None:
    found = library.find(asked.text)
    if found.decision != "answer" or found.composed:
        return None
    entry = library.entries[found.candidates[0][0]]
    alone = rendered(entry, library, today).text
    beside = library.statements.beside(asked.text, entry.sources, alone)
    with_said = rendered(entry, library, today, beside)
    return Further(
        was_right=asked.is_met_by(alone),
        right_said=asked.is_met_by(with_said.text),
        right_shown=asked.is_met_by("\n".join((with_said.text, *with_said.statements))),
        said=sum(one.holds for one in beside),
        shown=len(beside),
    )
