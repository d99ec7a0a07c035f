"""Somebody without a name names themselves in an answer: asked once whether that is to be left out."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.pattern import Context
from bot.conversation.scene import button, touched, turn
from bot.conversation.state import Special
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind, FormName
from intake.forms.form import value_of
from intents import expressions as re
from intents.reading.agreement import agrees, denies
from intents.telling.naming import names_oneself, only_names_oneself, without_own_names

_KEEPS = re.compile(r"^(?:就|还是|请|那|[，, ])*(?:照|按|保留|原样|留着|不用去|不要去|别去|莫去|不去掉|不删)")
_LEAVES_OUT = re.compile(
    r"^(?:就|还是|请|那|帮我|好的?|都|全部?|把?(?:姓名|名字|电话|微信|这些|它们?)|[，, ])*"
    r"(?:去掉|去除|去了|删掉|删除|删了|抹掉|隐去|不要记|别记|莫记|不记|不要写|别写|莫写)"
)


def own_name_asked(scene: FormScene) -> Turn | None:
    """Ask whether the words by which an anonymous filer names themselves are to be left out."""
    is_unnamed = scene.form.name == FormName.TIP and value_of(scene.running.answers, "anonymous") is True
    if not is_unnamed or scene.may_name_the_filer or not names_oneself(scene.text):
        return None
    if not _may_stand(scene):
        return ask(scene, scene.running, scene.say("pasted.unnamed"))
    waits = replace(scene.running.pending, ask=Special.OWN_NAME, words=scene.text)
    running = touched(replace(scene.running, pending=waits), scene.now)
    choices = (button(scene.book, "name_left_out"), button(scene.book, "note_as_it_is"))
    asked = Reply(scene.say("form.names_you"), choices)
    return turn(replace(scene.state, running=running), asked, intent=scene.heard.intent, field=running.field)


def _may_stand(scene: FormScene) -> bool:
    """Say whether the words could be noted as they are: what only names the filer answers no other question."""
    if scene.where is not Context.FIELD:
        return not only_names_oneself(scene.text)
    return scene.field.kind is FieldKind.TEXT or (scene.is_read and not only_names_oneself(scene.text))


def own_name_decided(scene: FormScene) -> FormScene | Turn:
    """Return what is to be answered now: the words as decided, or others that are said instead of them."""
    words = scene.running.pending.words
    forgotten = scene.with_running(replace(scene.running, pending=replace(scene.running.pending, words="")))
    forgotten = dataclasses.replace(forgotten, special=None)
    if scene.text == words or _KEEPS.search(scene.text):
        return dataclasses.replace(forgotten, text=words, may_name_the_filer=True)
    if agrees(scene.text) or _LEAVES_OUT.search(scene.text):
        rest = without_own_names(words)
        if rest:
            return dataclasses.replace(forgotten, text=rest, may_name_the_filer=True)
        return ask(forgotten, forgotten.running, scene.say("form.nothing_kept"))
    if denies(scene.text):
        return ask(forgotten, forgotten.running, scene.say("form.nothing_kept"))
    return forgotten
