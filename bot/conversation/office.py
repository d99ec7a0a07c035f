"""Which bureau a form would go to if it were confirmed now: told before it is filed, and changed by one word."""

from __future__ import annotations

from datetime import date

from bot.conversation.form.places import OF_THE_ACT
from bot.conversation.handbook import Handbook
from bot.conversation.state import Running
from intake.forms.codes import FormName
from intake.forms.draft import draft_of
from intake.forms.form import value_of
from intake.forms.kind import is_given
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
    change = book.say(_change(running) if on_page else "summary.office_change")
    return f"{book.say('summary.office', office=office)}{change}"


def _change(running: Running) -> str:
    """Return what a page says of changing it: where several places are filled in, which of them decides."""
    several = sum(is_given(value_of(running.answers, name)) for name in OF_THE_ACT) > 1
    return "summary.office_change_places" if several else "summary.office_change_page"
