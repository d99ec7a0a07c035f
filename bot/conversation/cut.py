"""What is said of the pieces of a message that must not be kept."""

from __future__ import annotations

from bot.conversation.scene import Scene
from intents.telling.keeping import KeptPart


def dropped_in_words(scene: Scene, kept: KeptPart) -> str:
    """Return that nothing of the message was kept, and why."""
    return scene.say(f"pasted.{kept.cut[0]}")


def cut_in_words(scene: Scene, kept: KeptPart) -> str:
    """Return what was cut out of the message, and that the rest stands."""
    return "\n".join(scene.say(f"pasted.cut_{kind}") for kind in kept.cut)


def with_a_way_to_hand_it_over(scene: Scene, kept: KeptPart, told: str) -> str:
    """Return what was told, and of the content of a secret how it reaches whoever handles the filing."""
    return f"{told}\n{scene.say('pasted.hand_over')}" if "secret" in kept.cut else told
