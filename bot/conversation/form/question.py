"""Going on with a form: the next open question, the same one again, or the summary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from bot.conversation.form.places import offered_again
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, button, touched, turn
from bot.conversation.state import CONFIRM, Running, Special
from bot.conversation.summary import summary, summary_choices
from bot.conversation.turn import FindCases, Turn
from intake.cases.appointment import offered_times
from intake.clocks.calendar import day_in_shanghai
from intake.forms.codes import ESTIMATES, REPORTS, FieldKind, FormName
from intake.forms.form import Field, Form, is_core_complete, nth, open_fields, parted, value_of
from intake.forms.saying import time_in_words
from intake.forms.supplement import Purpose

# What a note is about, by what it is for.
_PARTY = "reported_name"
_DELETES = ("delete_all", "delete_contact", "delete_draft", "delete_nothing")
_OF_A_NOTE = {Purpose.WITHDRAWAL_WISH: "withdraws_because", Purpose.OBJECTION: "objects_to"}


def go_on(scene: Scene, running: Running, *before: str) -> Turn:
    """Ask the next open question, or show the summary when there is none left."""
    if running.pending.to_change:
        return _ask_next_change(scene, running, *before)
    form = scene.book.forms[running.form]
    was_ready = may_submit(form, scene.state.running) if scene.state.running else False
    field = next_field(form, running)
    if field is None:
        return show_summary(scene, running, *before)
    # A correction in the middle of the form leads back to where the form stood.
    running = replace(running.at(field.name), pending=replace(running.pending, correcting=False, gives_name=False))
    notes = list(before)
    if not field.core and not was_ready and may_submit(form, running) and form.name in REPORTS:
        notes.append(scene.say("form.later_part"))
    return ask(scene, running, *notes)


def submit_now(scene: Scene, running: Running) -> Turn:
    """Leave out what can be added later; what must not be left out is asked next."""
    missing = not may_submit(scene.book.forms[running.form], running)
    notes = (scene.say("form.core_still_open"),) if missing else ()
    return go_on(scene, replace(running, pending=replace(running.pending, submit_now=True)), *notes)


def ask(scene: Scene, running: Running, *before: str, first: Iterable[Reply] = ()) -> Turn:
    """Ask the open question (again); `first` are replies of their own before it."""
    running = touched(running, scene.now)
    if _is_named_against_a_wish(scene, running):
        return ask_about_a_name(scene, running, *before, first=first)
    if running.field == CONFIRM:
        return _shown(scene, running, before, first)
    if _asks_which_case(running):
        replies = (*first, *((Reply("\n".join(before)),) if before else ()))
        return _which_case(scene, running, replies)
    asked = question_now(scene.book, running, *before, *_location_welcome(scene, running))
    return turn(replace(scene.state, running=running), *first, asked, intent=scene.heard.intent)


def ask_again(scene: Scene, running: Running, *first: Reply) -> Turn:
    """Ask the open question again after these replies; of the summary only the question."""
    running = touched(running, scene.now)
    if _is_named_against_a_wish(scene, running):
        return ask_about_a_name(scene, running, first=first)
    if _asks_which_case(running):
        return _which_case(scene, running, first)
    state = replace(scene.state, running=running)
    return turn(state, *first, question_now(scene.book, running), intent=scene.heard.intent)


def show_summary(scene: Scene, running: Running, *before: str) -> Turn:
    """Show what was filled in, to be confirmed; what was to be changed besides is asked first."""
    if running.pending.to_change:
        return _ask_next_change(scene, running, *before)
    waits = replace(running.pending, correcting=False, ask=None)
    running = touched(replace(running.at(CONFIRM), pending=waits), scene.now)
    if _is_named_against_a_wish(scene, running):
        return ask_about_a_name(scene, running, *before)
    return _shown(scene, running, before, ())


def _ask_next_change(scene: Scene, running: Running, *before: str) -> Turn:
    """Ask the next of the items that were named together to be changed."""
    name, *others = running.pending.to_change
    waits = replace(running.pending, correcting=True, to_change=tuple(others))
    field = scene.book.forms[running.form].field(name).under(running.answers)
    again = scene.say("form.ask_again", label=field.label)
    return ask(scene, replace(running.at(name), pending=waits), *before, again)


def ask_about_a_name(scene: Scene, running: Running, *before: str, first: Iterable[Reply] = ()) -> Turn:
    """Ask an owner who wants to stay unknown: a tip without a name, or a complaint with one."""
    running = replace(running, pending=replace(running.pending, ask=Special.ANONYMITY))
    choices = (button(scene.book, "to_tip"), button(scene.book, "stay_named"))
    asked = Reply("\n".join((*before, scene.say("form.anonymous_owner"))), choices)
    state = replace(scene.state, running=touched(running, scene.now))
    return turn(state, *first, asked, intent=scene.heard.intent, field="anonymous")


def question_now(book: Handbook, running: Running, *before: str) -> Reply:
    """Return the open question once more: the field's, or a reminder of the summary."""
    if running.field == CONFIRM:
        return Reply(book.say("form.confirm_again"), summary_choices(book))
    if running.form == FormName.SUPPLEMENT:
        return _question_of_a_note(book, running, before)
    return question(book, running, *before)


def question(book: Handbook, running: Running, *before: str) -> Reply:
    """Return the open field's question, after the sentences that come before it, with its choices."""
    form = book.forms[running.form]
    field = form.field(running.field).under(running.answers)
    words, choices = field.ask, _choices_of(book, running, field)
    if running.pending.candidates and (offered := offered_again(book, running)):
        words, choices = offered
    if name := _asked_of(form, running, field):
        words = book.say("form.asked_of_party", name=name, ask=words)
    if not running.pending.correcting:
        words = f"{_number(book, form, running)}：{words}"
    return Reply("\n".join((*before, words)), choices)


def _asked_of(form: Form, running: Running, field: Field) -> str:
    """Return whom a question is about that is asked of each party, where there are several; "" for one."""
    own, number = parted(running.field)
    party = form.by_name.get(_PARTY)
    if party is None or own == _PARTY or field.group != party.group:
        return ""
    named = {name: value_of(running.answers, nth(_PARTY, name)) for name in (1, 2, number)}
    return str(named[number]) if named[1] and named[2] and named[number] else ""


def may_submit(form: Form, running: Running) -> bool:
    """Say whether only questions are left that can be answered later."""
    return is_core_complete(form, running.answers)


def missing_core(form: Form, running: Running) -> tuple[Field, ...]:
    """Return the fields that are open and without which nothing is filed, the declaration apart."""
    still_open = open_fields(form, running.answers)
    return tuple(field for field in still_open if field.core and field.kind is not FieldKind.DECLARATION)


def is_asked_next(form: Form, running: Running, name: str) -> bool:
    """Say whether this field would be asked next, because nothing else is open."""
    following = next_field(form, running)
    return following is not None and following.name == name


def _is_named_against_a_wish(scene: Scene, running: Running) -> bool:
    # Whoever wants to stay unknown is asked nothing of a form that ends with a name.
    return scene.state.unnamed and running.form == FormName.COMPLAINT


def _asks_which_case(running: Running) -> bool:
    return running.form == FormName.SUPPLEMENT and running.field == "reference"


def _which_case(scene: Scene, running: Running, first: Iterable[Reply]) -> Turn:
    # The cases are looked up anew: the list and its numbers are shown once more.
    state = replace(scene.state, running=running)
    return turn(state, *first, intent=scene.heard.intent, request=FindCases())


def _question_of_a_note(book: Handbook, running: Running, before: Iterable[str]) -> Reply:
    reference = running.answers.get("reference")
    if reference is None:
        return Reply("\n".join((*before, book.say("progress.which"))))
    if running.pending.asks_contact:
        return Reply("\n".join((*before, book.say("progress.ask_contact", reference=reference.value))))
    purpose = running.pending.purpose
    # What takes a wish back says so; more words are an addition.
    purpose = Purpose.SUPPLEMENT if purpose is Purpose.WITHDRAWAL_TAKEN_BACK else purpose
    if purpose is Purpose.DELETION_WISH:
        asks = book.say("progress.ask_deletion_wish", reference=reference.value)
        return Reply("\n".join((*before, asks)), tuple(button(book, one) for one in _DELETES))
    told = purpose_key(purpose, consults=running.pending.consults)
    asks = book.say(f"progress.ask_{told}", reference=reference.value)
    offered = field_of_a_note(book, running)
    options = offered.options if offered is not None and offered.name not in running.answers else ()
    return Reply("\n".join((*before, asks)), tuple(Choice(option.label, option.label) for option in options))


def field_of_a_note(book: Handbook, running: Running) -> Field | None:
    """Return the field that a wish or an objection has beside its words; None for an addition."""
    if running.pending.consults or running.pending.purpose not in _OF_A_NOTE:
        return None
    return book.forms[FormName.SUPPLEMENT].field(_OF_A_NOTE[running.pending.purpose])


def purpose_key(purpose: str, *, consults: bool) -> str:
    """Return under which key the words for a note stand: nothing of a check is said of a consultation."""
    return "withdrawn_consultation" if consults and purpose == Purpose.WITHDRAWAL_WISH else purpose


def _location_welcome(scene: Scene, running: Running) -> tuple[str, ...]:
    # From somebody who gives a tip we do not want to know where they are.
    if running.form == FormName.TIP or running.field not in ("act_place", "district"):
        return ()
    return (scene.say("form.location_welcome"),) if scene.can.sends_locations else ()


def _shown(scene: Scene, running: Running, before: Iterable[str], first: Iterable[Reply]) -> Turn:
    shown = summary(scene.book, running, scene.today, *before)
    return turn(replace(scene.state, running=running), *first, shown, intent=scene.heard.intent)


def next_field(form: Form, running: Running) -> Field | None:
    """Return what is asked next: what was put off comes last before the declaration; None when all is said."""
    put_off = running.pending.put_off
    still_open = open_fields(form, running.answers)
    first = [
        field for field in still_open if field.name not in put_off and field.kind is not FieldKind.DECLARATION
    ]
    if running.pending.submit_now:
        first = [field for field in first if field.core]
    later = [field for field in still_open if field.name in put_off]
    last = [field for field in still_open if field.kind is FieldKind.DECLARATION]
    return next(iter((*first, *later, *last)), None)


def _choices_of(book: Handbook, running: Running, field: Field) -> tuple[Choice, ...]:
    """Return the field's options, and the ways around it that are open."""
    ticks = field.kind is FieldKind.CHOICES
    options = tuple(Choice(option.label, option.label, ticks) for option in field.options)
    if field.kind is FieldKind.DECLARATION:
        return (button(book, "declare"),)
    if field.kind is FieldKind.TIMES:
        options = _times_offered(book, running)
    if field.core:
        return options
    ways = [button(book, "skip")]
    is_ready = may_submit(book.forms[running.form], running) and running.form not in ESTIMATES
    if is_ready and not running.pending.correcting:
        ways.append(button(book, "submit_now"))
    return (*options, *ways)


def _times_offered(book: Handbook, running: Running) -> tuple[Choice, ...]:
    """Return halves of working days to come, several of which may suit; other times can be said."""
    if not running.touched_at:
        return ()
    today = day_in_shanghai(datetime.fromisoformat(running.touched_at))
    times = map(time_in_words, offered_times(book.calendar, today))
    return tuple(Choice(time, time, ticks=True) for time in times)


def _number(book: Handbook, form: Form, running: Running) -> str:
    # What was taken over without asking does not count: the person never sees a question for it.
    given = answered_in_order(form, running)
    asked = [name for name in given if name != running.field]
    left = open_fields(form, running.answers)
    if running.pending.submit_now:
        left = tuple(field for field in left if field.core)
    still_open = {field.name for field in left} | {running.field}
    # One that is opened again has the number that it had.
    n = given.index(running.field) if running.field in given else len(asked)
    return book.say("form.progress", n=n + 1, total=len(asked) + len(still_open))


def answered_in_order(form: Form, running: Running) -> list[str]:
    """Return the names of the questions that were answered, as the form asks them."""
    answers, order = running.answers, form.places
    asked = (name for name, answer in answers.items() if not answer.stated and form.asks(name, answers))
    return sorted(asked, key=lambda name: (order[parted(name)[0]], parted(name)[1]))
