"""At the summary: what confirms, what stops, what is left unclear."""

from __future__ import annotations

import re

from bot.conversation import hearing
from bot.conversation.form import correcting, leaving
from bot.conversation.form.between import answered_in_between
from bot.conversation.form.filed import submitted
from bot.conversation.form.question import show_summary
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import agrees, denies, holds_back
from intents.telling.corrective import is_corrective

_FILES = re.compile("交|报|发|生成")


def agreement(scene: FormScene) -> Turn | None:
    """File the form when the whole message says yes, and only then: what is filed cannot be taken back."""
    return submitted(scene) if agrees(scene.text) else None


def denial(scene: FormScene) -> Turn | None:
    """File nothing: 「我不同意提交」, 「还不能交」 stop, 「不对」 asks what is wrong."""
    if not denies(scene.text):
        return None
    return leaving.cancelled_at_summary(scene) if _FILES.search(scene.text) else correcting.ask_which(scene)


def change_wanted(scene: FormScene) -> Turn | None:
    """Ask which item is to be changed."""
    return correcting.ask_which(scene) if scene.text == scene.say("choices.change") else None


def giving_up_at_summary(scene: FormScene) -> Turn | None:
    """Stop; nothing is lost by it."""
    if scene.text == scene.say("choices.not_now"):
        return leaving.cancelled_at_summary(scene)
    gives_up = scene.wants("cancel", at_least=hearing.AT_SUMMARY) or holds_back(scene.text)
    return leaving.cancelled_at_summary(scene) if gives_up and not is_corrective(scene.text) else None


def question_at_summary(scene: FormScene) -> Turn | None:
    """Answer a question."""
    if scene.wants("ask", at_least=hearing.AT_SUMMARY) and looks_like_a_question(scene.text):
        return answered_in_between(scene)
    return None


def unclear_at_summary(scene: FormScene) -> Turn:
    """Take what was heard at all; else show the items again."""
    if scene.wants("cancel"):
        return leaving.cancelled_at_summary(scene)
    if scene.wants("human"):
        return leaving.for_a_person(scene)
    if is_corrective(scene.text) or scene.wants("deny", "back"):
        return correcting.ask_which(scene)
    if scene.wants("ask", "greeting", "thanks"):
        return answered_in_between(scene)
    return show_summary(scene, scene.running, scene.say("answering.not_sure"))
