"""Which bureau a form would go to if it were confirmed now: told before it is filed, and changed by one word."""

from __future__ import annotations

from datetime import date

from bot.conversation.handbook import Handbook
from bot.conversation.state import Running
from intake.forms.codes import FormName
from intake.forms.draft import draft_of
from intake.routing.bureaus import MUNICIPAL
from intake.routing.route import route


def office_told(book: Handbook, running: Running, on: date, *, on_page: bool = False) -> str:
    """Return who will receive what is confirmed, and how to change that; empty where nobody here will."""
    draft = draft_of(book.forms[running.form], running.answers)
    lead = route(draft, book.rules, book.bureaus, on).lead
    if lead is None:
        return ""
    office = book.bureaus.public_name_of(lead)
    if lead == MUNICIPAL and running.form != FormName.CONSULTATION:
        return book.say("summary.office_municipal", office=office)
    change = book.say("summary.office_change_page" if on_page else "summary.office_change")
    return f"{book.say('summary.office', office=office)}{change}"
