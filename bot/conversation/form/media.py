"""Messages that are no text, in the middle of a form: what can honestly be said about them."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import SILENT_KINDS
from bot.conversation.pattern import Context
from bot.conversation.turn import Turn


def told_of_media(scene: FormScene) -> Turn:
    """Say what becomes of a message without text, and ask the open question again."""
    running = scene.running
    kind = scene.message.kind
    if scene.where is Context.NOTE and kind in SILENT_KINDS:
        return ask(scene, running, scene.say(f"media.{kind}"))
    if kind == "image":
        noted = replace(running, pending=replace(running.pending, pictures=True))
        return ask(scene, noted, scene.say("form.picture_noted"))
    if kind in ("file", "video"):
        return ask(scene, running, scene.say("form.file_noted"))
    if kind == "location":
        return ask(scene, running, scene.say("form.location_not_asked"))
    if kind in SILENT_KINDS:
        return ask(scene, running, scene.say(f"media.{kind}"))
    return ask(scene, running, scene.say("service.blank"))
