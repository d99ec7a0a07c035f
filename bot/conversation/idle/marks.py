"""The one mark after a case is closed: offered to whoever asks how far it is, given in a word, once."""

from __future__ import annotations

from typing import Final

from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.state import State
from bot.conversation.turn import CaseGlance, CaseRated, RateCase, Turn
from intake.cases.codes import MARKS
from intents import expressions as re

_SAYS: Final = "评价："
# 「整得巴适，满意」: the label with nothing around it but how it was.
_LABELS: Final = "|".join(map(re.escape, sorted(MARKS.values(), key=len, reverse=True)))
_IN_OTHER_WORDS: Final = re.compile(
    r"^(?:我们?|对|这次|这回|你们|的|办理|服务|处理|总体|整体|整得|办得|做得|搞得|巴适|安逸|"
    r"好|快|很|非常|比较|还|挺|都|可以|得很|[，,！!。 ])*+"
    rf"({_LABELS})(?:得很|了|的|哈|嘛|吧|谢谢|[。.!！])*$"
)
_MARK: Final = re.compile(
    rf"^(?:我的?)?评价(?:是|为|[:：])?\s*({'|'.join(map(re.escape, MARKS.values()))})[。.!！]?$"
)


def own_mark(scene: Scene) -> Turn | None:
    """Take the mark: 「评价：满意」."""
    found = _MARK.match(scene.text) or (scene.state.filed and _IN_OTHER_WORDS.match(scene.text)) or None
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
