"""The form under way as a value: answers put in and taken out, and the turn that goes on with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bot.conversation.asking import may_submit, next_field, question
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, touched, turn
from bot.conversation.state import Running
from bot.conversation.summary import summary
from bot.conversation.turn import Turn
from intake.forms.form import Answer, Dialog

CONFIRM = "confirm"


def form_of(scene: Scene) -> Running:
    """Return the form under way; asked only where one is."""
    running = scene.state.running
    if running is None:
        raise LookupError("no form under way")
    return running


def dialog_of(scene: Scene) -> Dialog:
    """Return the dialog of the form under way."""
    return scene.book.dialogs[form_of(scene).dialog]


def with_answer(running: Running, name: str, answer: Answer) -> Running:
    """Return the form with one answer put in last, as the one given most recently."""
    others = {other: given for other, given in running.answers.items() if other != name}
    return replace(running, answers={**others, name: answer})


def without(running: Running, name: str) -> Running:
    """Return the form with one answer taken out."""
    return replace(running, answers={other: given for other, given in running.answers.items() if other != name})


def with_pending(running: Running, **changes: Any) -> Running:
    """Return the form with some of what it waits for changed; None takes a part out."""
    pending = {**running.pending, **changes}
    return replace(running, pending={name: value for name, value in pending.items() if value is not None})


def go_on(scene: Scene, running: Running, *before: str) -> Turn:
    """Ask the next open question, or show the summary when there is none left."""
    dialog = scene.book.dialogs[running.dialog]
    was_ready = may_submit(dialog, form_of(scene)) if scene.state.running else False
    field = next_field(dialog, running)
    running = replace(running, field=field.name if field else CONFIRM, misread=0)
    if field is None:
        return show_summary(scene, running, *before)
    notes = list(before)
    if not field.core and not was_ready and may_submit(dialog, running) and dialog.name != "consultation":
        notes.append(scene.say("form.later_part"))
    return ask(scene, running, *notes)


def ask(scene: Scene, running: Running, *before: str, first: Iterable[Reply] = ()) -> Turn:
    """Ask the open question (again); `first` are replies of their own before it."""
    running = touched(running, scene.now)
    if running.field == CONFIRM:
        return _shown(scene, running, before, first)
    asked = question(scene.book, running, *before, *_location_welcome(scene, running))
    return turn(replace(scene.state, running=running), *first, asked, intent=scene.heard.intent)


def _location_welcome(scene: Scene, running: Running) -> tuple[str, ...]:
    # Only WeChat can send one; from somebody who gives a tip we do not want to know where they are.
    welcome = scene.message.can.sends_locations and running.dialog != "tip"
    return (scene.say("form.location_welcome"),) if welcome and running.field in ("act_place", "district") else ()


def show_summary(scene: Scene, running: Running, *before: str) -> Turn:
    """Show what was filled in, to be confirmed."""
    running = replace(with_pending(running, correcting=None, ask=None), field=CONFIRM, misread=0)
    return _shown(scene, touched(running, scene.now), before, ())


def question_now(book: Handbook, running: Running) -> Reply:
    """Return the open question once more: the field's, or a reminder of the summary."""
    if running.field == CONFIRM:
        return Reply(book.say("form.confirm_again"), summary(book, running).choices)
    return question(book, running)


def texts_of(answers: Mapping[str, Answer]) -> Mapping[str, str]:
    """Return the person's own words by field name."""
    return {name: answer.typed for name, answer in answers.items() if answer.typed}


def _shown(scene: Scene, running: Running, before: Iterable[str], first: Iterable[Reply]) -> Turn:
    shown = summary(scene.book, running, *before)
    return turn(replace(scene.state, running=running), *first, shown, intent=scene.heard.intent)
