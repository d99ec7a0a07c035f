"""Whoever is in danger hears where help is before anything else: in despair, or threatened as they tell of it."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import Turn
from intents.telling.despair import is_of_another, tells_of_despair
from intents.telling.threats import tells_of_danger

# By it a reply says already where help is.
_POLICE = "拨打110"


def cared_for(scene: Scene) -> Turn | None:
    """Answer despair alone, wherever it is said; nothing is opened or kept, and all that was begun stays."""
    if not tells_of_despair(scene.text):
        return None
    said = scene.say("safety.despair_of_another" if is_of_another(scene.text) else "safety.despair")
    said = f"{said}\n{scene.say('safety.draft_stays')}" if scene.state.running is not None else said
    # What was offered before is still meant by a number said later.
    return replace(turn(scene.state, Reply(said)), state=scene.state)


def with_care(scene: Scene, said: Turn) -> Turn:
    """Return what goes to an officer who listens, with the same words first where it tells of despair."""
    cared = cared_for(scene)
    return said if cared is None else replace(said, replies=(*cared.replies, *said.replies))


def safety_first(scene: Scene, said: Turn) -> Turn:
    """Return the turn with safety named first, where the message tells of a threat and nothing says so yet."""
    if any(_POLICE in reply.text for reply in said.replies) or not tells_of_danger(scene.text):
        return said
    return replace(said, replies=(Reply(scene.say("stops.threat")), *said.replies))
