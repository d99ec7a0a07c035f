"""What is said of the pieces of a message that must not be kept."""

from __future__ import annotations

from bot.conversation.scene import Scene
from intake.forms.form import value_of
from intents.telling.keeping import Cut, KeptPart
from intents.telling.story import story_of


def dropped_in_words(scene: Scene, kept: KeptPart) -> str:
    """Return that nothing of the message was kept, and why."""
    return scene.say(f"pasted.{_kind_said(scene, kept.cut[0])}")


def cut_in_words(scene: Scene, kept: KeptPart) -> str:
    """Return what was cut out of the message, and that the rest stands."""
    return "\n".join(scene.say(f"pasted.cut_{_kind_said(scene, kind)}") for kind in kept.cut)


def with_a_way_to_hand_it_over(scene: Scene, kept: KeptPart, told: str) -> str:
    """Return what was told, and of the content of a secret how it reaches whoever handles the filing."""
    return f"{told}\n{scene.say('pasted.hand_over')}" if "secret" in kept.cut else told


def stays_unknown(scene: Scene) -> bool:
    """Say whether the form under way is one of somebody who gives no name."""
    running = scene.state.running
    return running is not None and value_of(running.answers, "anonymous") is True


def _kind_said(scene: Scene, kind: Cut) -> str:
    """Return by which key a kind is spoken of: whoever gives no name is not asked for a number of their own."""
    if kind != "number" or not stays_unknown(scene):
        return kind
    owners = {number.owner for number in story_of(scene.text).numbers}
    return "number_of_others" if owners == {"others"} else "unnamed"
