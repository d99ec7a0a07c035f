"""At the summary: confirm once, correct by number or in words, or leave it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation import answering, filing, filling, leaving
from bot.conversation.corrections import correction_in, is_corrective
from bot.conversation.form import ask, form_of, show_summary, with_pending
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, touched, turn
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from bot.conversation.understanding import read_answer
from intake.forms.form import Field
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import agrees, holds_back, mishears_a_yes

_CLEAR = 0.5
_SURE = 0.7
_ASKS = re.compile(r"[?？]|吗|什么|谁|怎么|哪")


def answered(scene: Scene) -> Turn:
    """Take what is said at the summary."""
    running = form_of(scene)
    is_corrective_text = is_corrective(scene.text)
    if not is_corrective_text and _agrees(scene):
        return filing.submitted(scene, running)
    if scene.text in (scene.say("choices.change"), scene.say("choices.not_now")):
        return leaving.at_summary(scene) if scene.text == scene.say("choices.not_now") else _which(scene, running)
    if (scene.wants("cancel", at_least=_CLEAR) or holds_back(scene.text)) and not is_corrective_text:
        return leaving.at_summary(scene)
    if scene.wants("ask", at_least=_CLEAR) and looks_like_a_question(scene.text):
        return answering.in_between(scene)
    correction = correction_in(scene, running)
    if correction is not None:
        return _correct(scene, running, correction.field, correction.texts)
    return _otherwise(scene, running, is_corrective_text)


def _agrees(scene: Scene) -> bool:
    # What is filed cannot be taken back: the words must be clear, and no question (「确认什么」).
    if agrees(scene.text) or mishears_a_yes(scene.text):
        return True
    return scene.wants("confirm", at_least=_SURE) and not _ASKS.search(scene.text)


def _otherwise(scene: Scene, running: Running, is_corrective_text: bool) -> Turn:
    if scene.wants("cancel"):
        return leaving.at_summary(scene)
    if scene.wants("human"):
        return leaving.for_a_person(scene)
    if is_corrective_text or scene.wants("deny", "back"):
        return _which(scene, running)
    if scene.wants("ask", "greeting", "thanks"):
        return answering.in_between(scene)
    return show_summary(scene, running, scene.say("answering.not_sure"))


def _which(scene: Scene, running: Running) -> Turn:
    running = touched(running, scene.now)
    return turn(
        replace(scene.state, running=running), Reply(scene.say("form.confirm_which")), intent=scene.heard.intent
    )


def _correct(scene: Scene, running: Running, field: Field, texts: tuple[str, ...]) -> Turn:
    """Put the new value in; where none is said, ask the field anew and come back to the summary."""
    reopened = replace(with_pending(running, correcting=True), field=field.name)
    there = scene.at(replace(scene.state, running=reopened))
    for text in texts:
        try:
            read = read_answer(there, field, text)
        except NotUnderstood:
            continue
        return filling.taken(there, field, read)
    asked = scene.say("form.ask_again", label=scene.say(f"{running.dialog}.{field.name}.label"))
    return ask(scene, reopened, asked)
