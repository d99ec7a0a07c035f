"""What a clerk entered on one page, read as the chat and the web form read it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.conversation.channels import ChannelName
from bot.conversation.form.question import missing_core
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Inbound
from bot.conversation.page.acts import declaration_of
from bot.conversation.page.filling import filled
from bot.conversation.page.sent import PageTold, SentField
from bot.conversation.scene import Scene
from bot.conversation.state import Running, State
from bot.shown.posted import Posted, first, names_in, sent_fields
from intake.forms.form import Answer, Answers, Field, Form


@dataclass(frozen=True, slots=True)
class EnteredForm:
    """A form as entered.

    sent         what was sent, by field, for those that were refused
    missing      names of fields of the core that are neither filled nor said to be left open by the letter
    declaration  the field in which truth is declared; None where the form asks for none
    """

    form: Form
    answers: Answers
    sent: Mapping[str, SentField]
    told: PageTold
    missing: frozenset[str]
    declaration: Field | None


def entered_form(book: Handbook, name: str, posted: Posted, now: datetime) -> EnteredForm:
    """Return the form as it was entered; it becomes a tip where its filer is no owner."""
    sent = sent_fields(posted, names_in(posted))
    scene = Scene(State(), Inbound(ChannelName.FORM, "", "", "page", now), "", book, now)
    filling = filled(scene, Running(name, ""), sent)
    told = filling.told()
    form = book.forms[filling.running.form]
    declaration = declaration_of(form)
    running = filling.running
    if declaration is not None and first(posted, "declared"):
        running = running.with_answer(declaration.name, Answer(True, book.say("choices.declare")))
    missing = {field.name for field in missing_core(form, running) if field.name not in running.answers}
    return EnteredForm(form, running.answers, sent, told, frozenset(missing - told.faults.keys()), declaration)
