"""What is said about an item instead of an answer: must it be filled? Which is meant? It was told before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.form.unanswered import ask_once_more
from bot.conversation.summary import shown
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Field
from intents.telling.about_the_form import asks_whether_needed, asks_which_is_meant, says_it_was_told


def whether_needed(scene: FormScene) -> Turn | None:
    """Tell by the item's own definition whether it must be filled, and why: 「这个必须填吗」, 「电话必须留吗」."""
    if not asks_whether_needed(scene.text):
        return None
    field = max(_named(scene), key=lambda named: len(named[0]), default=("", scene.field))[1]
    running = scene.running
    if field.core and field.unknown:
        # It is explained now: whoever does not know is not told a second time.
        waits = running.pending
        running = replace(running, pending=replace(waits, pushed=(*waits.pushed, field.name)))
    return ask(scene, running, _told(scene, field))


def which_is_meant(scene: FormScene) -> Turn | None:
    """Say what the open item asks for: 「你是问偷的时间还是用的时间」."""
    if scene.field.takes_questions or not asks_which_is_meant(scene.text):
        return None
    return ask(scene, scene.running, scene.field.help)


def told_before(scene: FormScene) -> Turn | None:
    """Show what is noted for the item that is asked, or say that nothing is, and ask again: 「刚才说过了」."""
    if not says_it_was_told(_without_an_item(scene)):
        return None
    if scene.field.name in scene.running.answers:
        value = shown(scene.book, scene.running, scene.field)
        return ask(scene, scene.running, scene.say("form.told_already", value=value))
    return ask_once_more(scene, scene.say("form.told_but_not_noted", label=scene.field.label))


def _without_an_item(scene: FormScene) -> str:
    """Return the words without what an item is called: 「电话我起先都说了的」."""
    called = sorted((word for field in scene.form.fields for word in (field.label, *field.mentions)), key=len)
    word = next((word for word in reversed(called) if word in scene.text), "")
    return scene.text.replace(word, "", 1) if word else scene.text


def _named(scene: FormScene) -> Iterator[tuple[str, Field]]:
    """Yield what other items are called in the words."""
    for field in scene.form.fields:
        if field.when(scene.running.answers):
            yield from (
                (word, field.under(scene.running.answers))
                for word in (field.label, *field.mentions)
                if word in scene.text and field.name != scene.field.name
            )


def _told(scene: FormScene, field: Field) -> str:
    if field.kind is FieldKind.DECLARATION:
        return scene.say("form.truth_needed")
    if not field.core:
        return scene.say("form.not_needed", label=field.label)
    key = "form.needed_if_known" if field.unknown else "form.needed"
    return scene.say(key, label=field.label, why=field.push or field.help)
