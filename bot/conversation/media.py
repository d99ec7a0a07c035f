"""Messages that are no text: what can honestly be said about them."""

from __future__ import annotations

from bot.conversation.asking import field_of
from bot.conversation.form import CONFIRM, ask, dialog_of, form_of, with_pending
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import Turn

_SILENT_KINDS = ("image", "voice", "video", "file", "link", "unknown")


def alone(scene: Scene) -> Turn | None:
    """Answer a message without text while no form is under way; None when there is text to answer."""
    if scene.text:
        return None
    kind = scene.message.kind
    if kind == "location":
        return turn(scene.state, Reply(scene.say("media.location")))
    if kind in _SILENT_KINDS:
        return turn(scene.state, Reply(scene.say(f"media.{kind}")))
    return turn(scene.state, Reply(scene.say("service.blank")))


def in_form(scene: Scene) -> Turn | None:
    """The same while a form is under way; a location is an answer where a place is asked for."""
    running = form_of(scene)
    kind = scene.message.kind
    if scene.text or (kind == "location" and _asks_for_a_place(scene)):
        return None
    if kind == "image":
        return ask(scene, with_pending(running, pictures=True), scene.say("form.picture_noted"))
    if kind in ("file", "video"):
        return ask(scene, running, scene.say("form.file_noted"))
    if kind == "location":
        return ask(scene, running, scene.say("form.location_not_asked"))
    if kind in _SILENT_KINDS:
        return ask(scene, running, scene.say(f"media.{kind}"))
    return ask(scene, running, scene.say("service.blank"))


def _asks_for_a_place(scene: Scene) -> bool:
    running = form_of(scene)
    return running.field != CONFIRM and field_of(dialog_of(scene), running).kind in ("place", "district")
