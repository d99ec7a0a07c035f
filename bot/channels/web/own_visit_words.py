"""What our letters ask an appointment to be answered with, written into a box of the page: taken as what it is.

「确认时间」, 「改约下周二上午」, 「取消预约」, and nothing more: other words are added to the case as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from bot.channels.web.own_words import words_in
from bot.conversation.idle.visits import in_our_words, time_said
from intake.cases.appointment import VisitAct
from intake.clocks.calendar import SHANGHAI
from intake.forms.supplement import Purpose
from intents.reading import NotUnderstood
from intents.reading.times import read_times
from intents.telling.appointment import VisitWay

_ACTS: Final[Mapping[VisitWay, VisitAct]] = {
    VisitWay.AGREE: VisitAct.AGREE,
    VisitWay.MOVE: VisitAct.OTHER_TIMES,
    VisitWay.TAKE_BACK: VisitAct.TAKE_BACK,
}
# Longer ones tell something besides.
_MOST_CHARACTERS: Final = 40
_A_TIME_CHARACTERS: Final = 12


def visit_words(form: Mapping[str, str], now: datetime) -> tuple[VisitAct, tuple[str, ...]] | None:
    """Return what is done with the appointment, and the times wished for; None for words of another kind.

    A move without a time that can be read wishes for none: then it is said where one is chosen.
    """
    text = words_in(form)
    if form.get("purpose") != Purpose.SUPPLEMENT or len(text) > _MOST_CHARACTERS:
        return None
    way = in_our_words(text)
    if way is None:
        return None
    if way is not VisitWay.MOVE:
        return _ACTS[way], ()
    wished = _times_in(text, now)
    return (_ACTS[way], wished) if wished or len(time_said(text)) <= _A_TIME_CHARACTERS else None


def _times_in(text: str, now: datetime) -> tuple[str, ...]:
    try:
        return read_times(time_said(text), now.astimezone(SHANGHAI))
    except NotUnderstood:
        return ()
