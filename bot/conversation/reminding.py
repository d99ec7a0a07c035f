"""What is said of a draft that rests, and until when it is kept."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.state import DRAFTS_KEPT, Running
from intake.clocks.calendar import day_in_shanghai
from intake.forms.saying import day_in_words


def reminder_of(draft: Running, book: Handbook) -> Reply:
    """Return the reminder. It names neither the form nor anybody: whoever holds the telephone may read it."""
    return Reply(book.say("form.rests", days=book.reminds_after.days, day=_kept_until(draft)), notice=True)


def rests_in_words(draft: Running, book: Handbook, now: datetime) -> str:
    """Return what whoever comes back to a draft after long is told on its page; "" before."""
    if not draft.touched_at:
        return ""
    rested = now - datetime.fromisoformat(draft.touched_at)
    return book.say("page.rests", days=rested.days, day=_kept_until(draft)) if rested >= book.reminds_after else ""


def _kept_until(draft: Running) -> str:
    until = day_in_shanghai(datetime.fromisoformat(draft.touched_at) + DRAFTS_KEPT)
    return day_in_words(until.isoformat())
