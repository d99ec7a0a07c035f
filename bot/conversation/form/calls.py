"""Who calls whom, and when, is asked at the summary: answered, and the form stays open."""

from __future__ import annotations

from bot.conversation.form.question import ask_again
from bot.conversation.form.scene import FormScene
from bot.conversation.form.words import REPORTS
from bot.conversation.messages import Reply
from bot.conversation.turn import Turn
from intake.forms.form import value_of
from intents.telling.being_called import asks_about_being_called, asks_if_the_others_are_called


def call_asked_about(scene: FormScene) -> Turn | None:
    """Say who calls and when; of the other side, what they are told."""
    if scene.form.name not in REPORTS or not asks_about_being_called(scene.text):
        return None
    if asks_if_the_others_are_called(scene.text):
        key = "form.others_called"
    elif value_of(scene.running.answers, "anonymous") is True:
        key = "form.who_calls_unnamed"
    else:
        key = "form.who_calls"
    return ask_again(scene, scene.running, Reply(scene.say(key)))
