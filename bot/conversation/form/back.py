"""上一步: the field answered last is opened again, or the one that is named."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.form.question import ask, go_on
from bot.conversation.form.scene import FormScene
from bot.conversation.turn import Turn


def back_in_form(scene: FormScene) -> Turn:
    """Open the field answered last again, or the one that is named."""
    running = scene.running
    if running.pending.correcting:
        return go_on(scene, running)
    asked = {field.name for field in scene.form.fields if field.when(running.answers)}
    given = [name for name, answer in running.answers.items() if not answer.stated and name in asked]
    if not given:
        return ask(scene, running, scene.say("form.back_first"))
    name = _named_in(scene, given) or given[-1]
    return ask(scene, running.without(name).at(name), scene.say("form.back"))


def _named_in(scene: FormScene, given: Sequence[str]) -> str | None:
    mentions = [(word, name) for name in given for word in scene.form.field(name).mentions if word in scene.text]
    # 「上一步，名字要写全」 says why, 「回到问电话那里」 says where.
    return max(mentions, key=lambda pair: len(pair[0]))[1] if mentions and "回到" in scene.text else None
