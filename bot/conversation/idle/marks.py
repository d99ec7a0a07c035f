"""The one mark after a case is closed: offered to whoever asks how far it is, given in a word, once."""

from __future__ import annotations

import re
from typing import Final

from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.state import State
from bot.conversation.turn import CaseGlance, CaseRated, RateCase, Turn
from intake.cases.codes import MARKS

_SAYS: Final = "评价："
_MARK: Final = re.compile(
    rf"^(?:我的?)?评价(?:是|为|[:：])?\s*({'|'.join(map(re.escape, MARKS.values()))})[。.!！]?$"
)


def own_mark(scene: Scene) -> Turn | None:
    """Take the mark: 「评价：满意」."""
    found = _MARK.match(scene.text)
    if found is None or not scene.may_have_cases:
        return None
    mark = next(mark for mark, label in MARKS.items() if label == found[1])
    return turn(scene.state, intent="progress", request=RateCase(mark))


def case_rated(state: State, event: CaseRated, book: Handbook) -> Turn:
    """Thank for it."""
    return turn(state, Reply(book.say("progress.rated", reference=event.reference)), case=event.reference)


def mark_asked(case: CaseGlance, book: Handbook) -> tuple[str, ...]:
    """Return the question, where the case is closed and no mark was given yet."""
    return (book.say("progress.rate"),) if case.may_rate else ()


def marks_for(case: CaseGlance) -> tuple[Choice, ...]:
    """Return the marks as buttons; each is a whole message."""
    return tuple(Choice(label, f"{_SAYS}{label}") for label in MARKS.values()) if case.may_rate else ()
