"""What is done on a page of a form, as one event of the conversation in which its draft is kept."""

from __future__ import annotations

import hashlib

from msgspec.structs import replace

from bot.conversation.form.earlier import ADD, ANOTHER, added_to_earlier
from bot.conversation.form.filed import submitted
from bot.conversation.form.files import upload_wanted
from bot.conversation.form.opening import told_at_the_opening, told_for
from bot.conversation.form.question import missing_core
from bot.conversation.form.scene import in_form
from bot.conversation.handbook import Handbook
from bot.conversation.page.filling import at_the_next, filled
from bot.conversation.page.sent import PageAct, PageFault, PageSent, PageTold
from bot.conversation.scene import Scene, turn
from bot.conversation.state import CONFIRM, Running, State
from bot.conversation.summary import refused_fields, summary_lines
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind, FormName
from intake.forms.form import Answer, Field, Form, value_of

_DIGEST_CHARACTERS = 16
# What a page says in words of its own where the chat speaks of itself.
WARNING, WRITE_DOWN, LATER, KEPT = "page.warning", "page.write_down", "page.later", "page.kept"


def page_answered(scene: Scene, sent: PageSent) -> Turn:
    """Return what an act on a page comes to; nothing is said in words, the page shows it."""
    if sent.act is PageAct.BEGIN:
        return _begun(scene, sent.form)
    if sent.act is PageAct.ENTER:
        return _entered(scene, sent.link)
    running = scene.state.running
    if running is None or running.form != sent.form:
        return _told(scene.state, PageTold(gone=running is None, switched=running.form if running else ""))
    match sent.act:
        case PageAct.SAVE:
            return _saved(scene, running, sent)
        case PageAct.UPLOAD:
            return upload_wanted(in_form(scene, running))
        case PageAct.CONFIRM:
            return _confirmed(scene, running, sent)
    return _told(replace(scene.state.idle(), unnamed=False), PageTold())


def summary_digest(book: Handbook, running: Running) -> str:
    """Return the digest of what a summary shows: what is confirmed must be what was seen."""
    refused = (field.name for field in refused_fields(book, running))
    shown = "\n".join((running.form, *summary_lines(book, running), *refused))
    return hashlib.sha256(shown.encode()).hexdigest()[:_DIGEST_CHARACTERS]


def declaration_of(form: Form) -> Field | None:
    """Return the field in which truth is declared, None where the form asks for no declaration."""
    return next((field for field in form.fields if field.kind is FieldKind.DECLARATION), None)


def _begun(scene: Scene, form: str) -> Turn:
    opened = scene.book.forms[form]
    told = told_at_the_opening(scene, opened, told_for(scene, opened)) if scene.state.telling else {}
    running = at_the_next(scene, Running(form, "", told))
    # The page has said what the service is in law, and what must not be sent.
    state = replace(scene.state, running=running, greeted=True, signposted="", unsure=0, telling=None)
    return _told(state, PageTold())


def _entered(scene: Scene, link: str) -> Turn:
    """Let a browser in by a link that was not used before; the link is spent."""
    if scene.state.running is None or not scene.state.is_opened_by(link, scene.now):
        return _told(scene.state, PageTold(gone=True))
    return _told(replace(scene.state, link=None, by_link=True), PageTold())


def _saved(scene: Scene, running: Running, sent: PageSent) -> Turn:
    filling = filled(scene, running, sent.fields)
    anonymous = value_of(filling.running.answers, "anonymous")
    unnamed = scene.state.unnamed if anonymous is None else anonymous is True
    return _told(replace(scene.state, running=filling.running, unnamed=unnamed), filling.told())


def _confirmed(scene: Scene, running: Running, sent: PageSent) -> Turn:
    """File the form that was seen, whole and declared; else say what is missing."""
    form = scene.book.forms[running.form]
    faults = {field.name: PageFault(scene.say("page.missing")) for field in missing_core(form, running)}
    declaration = declaration_of(form)
    if declaration is not None and not sent.declared:
        faults[declaration.name] = PageFault(scene.say("page.undeclared"))
    if faults:
        return _told(scene.state, PageTold(faults))
    if sent.seen != summary_digest(scene.book, running):
        return _told(scene.state, PageTold(unseen=True))
    if declaration is not None:
        running = running.with_answer(declaration.name, Answer(True, scene.say("choices.declare")))
    settled = replace(running.at(CONFIRM), pending=replace(running.pending, ask=None))
    confirmed = in_form(scene.at(replace(scene.state, running=settled)), settled)
    if sent.choice == ADD and settled.pending.earlier:
        return added_to_earlier(confirmed)
    return submitted(confirmed, anyway=sent.choice == ANOTHER)


def _told(state: State, told: PageTold) -> Turn:
    return replace(turn(state), page=told)


# A note on one's own case is no form of a page.
PAGE_FORMS = (FormName.COMPLAINT, FormName.TIP, FormName.CONSULTATION)
