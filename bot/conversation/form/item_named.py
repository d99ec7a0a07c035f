"""Nothing but the name of another item is said: 「保密措施」 where an address is asked for."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn
from intake.forms.form import Field
from intents import expressions as re

_LONGEST = 14
# 「方式」, 「名称」 may be a part of anything; what is longer is only said of an item.
_SHORTEST = 4
_AROUND = re.compile(
    r"^(?:我要|我想|先|那个?|回到|[填写改说到][一下]?)+|(?:那|这)?一?[项栏个]?[吧嘛哈呢了。！!：:，,\s]*$"
)


def item_named(scene: FormScene) -> Turn | None:
    """Ask that item, and come back to the open one afterwards; None where the words may be an answer."""
    takes_any_words = scene.is_free or scene.asks_for_a_place
    if len(scene.text) > _LONGEST or (scene.is_read and not takes_any_words):
        return None
    item = _item(scene)
    if item is None:
        return None
    waits = replace(scene.running.pending, correcting=True)
    key = "form.ask_again" if item.name in scene.running.answers else "form.asked_first"
    return ask(scene, replace(scene.running.at(item.name), pending=waits), scene.say(key, label=item.label))


def _item(scene: FormScene) -> Field | None:
    said, answers = {scene.text, _AROUND.sub("", scene.text)}, scene.running.answers
    for field in scene.form.fields:
        called = (field.label, *(word for word in field.mentions if len(word) >= _SHORTEST))
        if said.intersection(called) and field.asked and field.when(answers):
            return field.under(answers) if field.name != scene.field.name else None
    return None
