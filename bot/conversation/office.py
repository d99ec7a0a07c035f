"""Which bureau a form would go to if it were confirmed now: told before it is filed, and changed by one word."""

from __future__ import annotations

from datetime import date

from bot.conversation.handbook import Handbook
from bot.conversation.state import Running
from intake.forms.draft import draft_of
from intake.routing.bureaus import MUNICIPAL
from intake.routing.route import route


def office_told(book: Handbook, running: Running, on: date) -> str:
    """Return who will receive what is confirmed; empty where nobody here will."""
    draft = draft_of(book.forms[running.form], running.answers)
    lead = route(draft, book.rules, book.bureaus, on).lead
    if lead is None:
        return ""
    key = "summary.office_municipal" if lead == MUNICIPAL else "summary.office"
    return book.say(key, office=book.bureaus.public_name_of(lead))
