"""Drafts that rest: reminded of once, by words that wait for their person, and deleted in the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.conversation.handbook import Handbook
from bot.conversation.reminding import reminder_of
from bot.memory import Mail, Memory
from intake.ids import new_id
from intake.storage.keeping.sweeping import Trimmed
from intake.storage.rows import PostedLetter


class RestingDrafts:
    """Says what the housekeeping makes of a conversation in which something is due."""

    def __init__(self, memory: Memory, book: Callable[[], Handbook]) -> None:
        self._memory = memory
        self._book = book

    def trimmed(self, person: str, sealed: bytes, now: datetime) -> Trimmed:
        """Return a sealed state without what is due, and the reminder of a draft that rests too long."""
        book, letter = self._book(), None
        state = self._memory.read_state(sealed, person).without_old_drafts(now)
        state, resting = state.with_reminder(now, book.reminds_after)
        if resting is not None:
            mail = Mail((reminder_of(resting, book),), of_draft=True)
            letter = PostedLetter(new_id(now), person, None, self._memory.sealed_mail(mail, person), now)
        return Trimmed(self._memory.sealed_state(state, person), state.due_at(book.reminds_after), letter)
