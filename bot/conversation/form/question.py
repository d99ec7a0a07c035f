"""Going on with a form: the next open question, the same one again, or the summary."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.conversation.asking import may_submit, next_field, question
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, touched, turn
from bot.conversation.state import CONFIRM, Running
from bot.conversation.summary import summary
from bot.conversation.turn import Turn


def go_on(scene: Scene, running: Running, *before: str) -> Turn:
    """Ask the next open question, or show the summary when there is none left."""
    form = scene.book.forms[running.form]
    was_ready = may_submit(form, scene.state.running) if scene.state.running else False
    field = next_field(form, running)
    if field is None:
        return show_summary(scene, running, *before)
    running = running.at(field.name)
    notes = list(before)
    if not field.core and not was_ready and may_submit(form, running) and form.name != "consultation":
        notes.append(scene.say("form.later_part"))
    return ask(scene, running, *notes)


def ask(scene: Scene, running: Running, *before: str, first: Iterable[Reply] = ()) -> Turn:
    """Ask the open question (again); `first` are replies of their own before it."""
    running = touched(running, scene.now)
    if running.is_at_summary:
        return _shown(scene, running, before, first)
    asked = question(scene.book, running, *before, *_location_welcome(scene, running))
    return turn(replace(scene.state, running=running), *first, asked, intent=scene.heard.intent)


def show_summary(scene: Scene, running: Running, *before: str) -> Turn:
    """Show what was filled in, to be confirmed."""
    waits = replace(running.pending, correcting=False, ask=None)
    running = replace(running.at(CONFIRM), pending=waits)
    return _shown(scene, touched(running, scene.now), before, ())


def question_now(book: Handbook, running: Running) -> Reply:
    """Return the open question once more: the field's, or a reminder of the summary."""
    if running.is_at_summary:
        return Reply(book.say("form.confirm_again"), summary(book, running).choices)
    return question(book, running)


def _location_welcome(scene: Scene, running: Running) -> tuple[str, ...]:
    # Only WeChat can send one; from somebody who gives a tip we do not want to know where they are.
    welcome = scene.message.can.sends_locations and running.form != "tip"
    return (scene.say("form.location_welcome"),) if welcome and running.field in ("act_place", "district") else ()


def _shown(scene: Scene, running: Running, before: Iterable[str], first: Iterable[Reply]) -> Turn:
    shown = summary(scene.book, running, *before)
    return turn(replace(scene.state, running=running), *first, shown, intent=scene.heard.intent)
