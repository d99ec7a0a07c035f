"""What stands at the head of a page that rests on a standard."""

from __future__ import annotations

from datetime import date

from bot.conversation.estimating.told import notice_of
from bot.conversation.handbook import Handbook
from intents.telling.estimating import EstimateSubject
from knowledge.standards.shelf import standard_on


def head_notice_of(subject: EstimateSubject, handbook: Handbook, today: date) -> str:
    """Return what the standard of the day rests on, and that its term is over where it is."""
    return notice_of(standard_on(subject, today), handbook.library, today, at_head=True)
