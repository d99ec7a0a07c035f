"""Corrections applied: at the summary by number or in words, at a field in passing."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import checks
from bot.conversation.form import answer
from bot.conversation.form.corrections import correction_in
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.scene import touched, turn
from bot.conversation.summary import corrected
from bot.conversation.turn import Turn
from bot.conversation.understanding import read_answer
from intake.forms.form import Answer, Field
from intake.forms.understood import Understood
from intents.reading import NotUnderstood


def phone_in_passing(scene: FormScene) -> Turn | None:
    """Take a telephone number that stands alone while something else is asked."""
    phone = scene.form.by_name.get("phone")
    if phone is None or scene.field.name == "phone" or not phone.when(scene.running.answers):
        return None
    return _taken_in_passing(scene, phone, (scene.text,))


def corrected_in_passing(scene: FormScene) -> Turn | None:
    """Correct an earlier answer in the middle of the form: 「电话写错了，是…」."""
    running = scene.running
    correction = correction_in(scene, running, numbered=False)
    if correction is None or correction.field.name == scene.field.name:
        return None
    if correction.field.name not in (*running.answers, *running.pending.put_off):
        return None
    return _taken_in_passing(scene, correction.field, correction.texts)


def correction_at_summary(scene: FormScene) -> Turn | None:
    """Put the new value in; where none is said, ask the field anew and come back to the summary."""
    correction = correction_in(scene, scene.running)
    if correction is None:
        return None
    field, running = correction.field, scene.running
    waits = replace(running.pending, correcting=True)
    there = scene.with_running(replace(running, field=field.name, pending=waits))
    for text in correction.texts:
        try:
            read = read_answer(there, field, text)
        except NotUnderstood:
            continue
        return answer.taken(there, read)
    asked = scene.say("form.ask_again", label=field.label)
    return ask(scene, there.running, asked)


def ask_which(scene: FormScene) -> Turn:
    """Ask which item is not right."""
    running = touched(scene.running, scene.now)
    reply = Reply(scene.say("form.confirm_which"))
    return turn(replace(scene.state, running=running), reply, intent=scene.heard.intent)


def _taken_in_passing(scene: FormScene, field: Field, texts: tuple[str, ...]) -> Turn | None:
    running = scene.running
    for text in texts:
        try:
            read = read_answer(scene, field, text)
        except NotUnderstood:
            continue
        if isinstance(read, Understood) and checks.problem_of(scene, running, field, read.value) is None:
            filled = running.with_answer(field.name, Answer(read.value, read.typed))
            return ask(scene, filled, corrected(scene, filled, field))
    return None
