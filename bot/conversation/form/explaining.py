"""What is said about an item instead of an answer: must it be filled? Which is meant? It was told before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bot.conversation.form import correcting, elsewhere
from bot.conversation.form.corrections import numbered_item
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.form.unanswered import ask_once_more
from bot.conversation.pattern import Context
from bot.conversation.summary import shown
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Field
from intents import expressions as re
from intents.telling.about_the_form import (
    asks_whether_needed,
    asks_which_is_meant,
    says_it_was_told,
)

_A_NUMBER = re.compile(r"第\s*[0-9一二三四五六七八九十]{1,3}\s*[项条个点]|[0-9]{1,2}\s*[项条]")
_SPOKE_OF = re.compile(
    r"^(?:不是|不对|[，,\s])*+(?:我|刚才|刚刚|前面|上面|这句|是){0,3}(?:说|讲|指)(?:的其?实?就?是|的|是)(?:那个|上面的?)?"
    r"(?P<item>[^，,。；;\s]{2,8}?)(?:不对|错了|那一?项|这一?项)?[啊嘛哦呀的。！!]{0,3}$"
)


def whether_needed(scene: FormScene) -> Turn | None:
    """Tell by the item's own definition whether it must be filled, and why: 「这个必须填吗」, 「电话必须留吗」."""
    if not asks_whether_needed(scene.text):
        return None
    field, running = _asked_about(scene), scene.running
    if field is None:
        return None
    if scene.where is Context.SUMMARY and not field.core:
        return elsewhere.left_open(scene, field)
    if field.core and field.unknown:
        # It is explained now: whoever does not know is not told a second time.
        waits = running.pending
        running = replace(running, pending=replace(waits, pushed=(*waits.pushed, field.name)))
    return ask(scene, running, _told(scene, field))


def _asked_about(scene: FormScene) -> Field | None:
    """Return the item that is asked about: by its number in the list, by what it is called, or the open one."""
    if _A_NUMBER.search(scene.text) and (numbered := numbered_item(scene, scene.running, scene.text)):
        return numbered
    called = max(_named(scene), key=lambda named: len(named[0]), default=None)
    if called is not None:
        return called[1]
    return scene.field if scene.where is Context.FIELD else None


def which_is_meant(scene: FormScene) -> Turn | None:
    """Say what the open item asks for: 「你是问偷的时间还是用的时间」."""
    if scene.field.takes_questions or not asks_which_is_meant(scene.text):
        return None
    return ask(scene, scene.running, scene.field.help)


def told_before(scene: FormScene) -> Turn | None:
    """Show what is noted for the item that is asked, or say that nothing is, and ask again: 「刚才说过了」.

    「我说的是发生地点」 opens the item that it names.
    """
    if (meant := _item_meant(scene)) is not None:
        return correcting.asked_again(scene, meant)
    if not says_it_was_told(_without_an_item(scene)):
        return None
    if scene.field.name in scene.running.answers:
        value = shown(scene.book, scene.running, scene.field)
        return ask(scene, scene.running, scene.say("form.told_already", value=value))
    return ask_once_more(scene, scene.say("form.told_but_not_noted", label=scene.field.label))


def _item_meant(scene: FormScene) -> Field | None:
    """Return the answered item that somebody says they spoke of; None for everything else."""
    found = _SPOKE_OF.match(scene.text)
    if found is None:
        return None
    called = (field for word, field in _named(scene) if word == found["item"])
    return next((field for field in called if field.name in scene.running.answers), None)


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
                if word in scene.text and field.name != scene.running.field
            )


def _told(scene: FormScene, field: Field) -> str:
    if field.kind is FieldKind.DECLARATION:
        return scene.say("form.truth_needed")
    if not field.core:
        return scene.say("form.not_needed", label=field.label)
    key = "form.needed_if_known" if field.unknown else "form.needed"
    return scene.say(key, label=field.label, why=field.push or field.help)
