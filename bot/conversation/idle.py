"""No form under way: what does the person want?"""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import answering, feedback, leaving, lookup, media, stopping, switching
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.turn import FindCases, Turn
from intake.ids import read_reference
from intents.persons.pasted import looks_like_a_secret
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import agrees, command_in

# Heard more weakly than this, a sure answer from the knowledge base wins over an act.
_SURE_WISH = 0.6
_ACTS = ("complaint", "consultation", "progress", "supplement", "cancel")
# A word or two of yes and no are no question, whatever the knowledge base finds in them.
_SHORT = 6
_A_SENTENCE = 40
_A_GREETING = 12


def answered(scene: Scene) -> Turn:
    """Take any message that comes while no form is under way."""
    return (
        media.alone(scene)
        or _just_symbols(scene)
        or _pasted(scene)
        or _commanded(scene)
        or feedback.reacted(scene)
        or _not_ours(scene)
        or _wished(scene)
        or answering.answered(scene)
    )


def _just_symbols(scene: Scene) -> Turn | None:
    if any(character.isalnum() for character in scene.text):
        return None
    return answering.menu_of_service(scene, "service.just_symbols")


def _pasted(scene: Scene) -> Turn | None:
    kind = looks_like_a_secret(scene.text)
    if kind is None:
        return None
    choices = (button(scene.book, "complaint"), button(scene.book, "consultation"))
    return turn(scene.state, Reply(scene.say(f"pasted.{kind}"), choices), intent=scene.heard.intent)


def _commanded(scene: Scene) -> Turn | None:
    """Take what our own buttons say, and what is said of a draft."""
    by_button = {
        scene.say("choices.complaint"): lambda: switching.start(scene, "complaint"),
        scene.say("choices.tip"): lambda: switching.start_tip(scene),
        scene.say("choices.consultation"): lambda: switching.start(scene, "consultation"),
        scene.say("choices.supplement"): lambda: lookup.supplement(scene),
        scene.say("choices.question"): lambda: turn(scene.state, Reply(scene.say("answering.your_question"))),
        scene.say("choices.none_of_these"): lambda: answering.none_of_these(scene),
    }
    if scene.text in by_button:
        return by_button[scene.text]()
    match command_in(scene.text):
        case "resume":
            return leaving.taken_up(scene)
        case "discard":
            return leaving.discarded(scene)
        case "filled" | "restart" | "submit_now":
            return answering.menu_of_service(scene, "service.nothing_open")
        case "about":
            return answering.menu_of_service(scene, "service.greeting")
    if agrees(scene.text):
        return answering.menu_of_service(scene, "service.nothing_open")
    return _about_a_case(scene)


def _about_a_case(scene: Scene) -> Turn | None:
    """Take a reference that stands alone, and the wish to withdraw or to object."""
    if reference := read_reference(scene.text):
        return turn(scene.state, intent="progress", request=FindCases(reference))
    wishes = lookup.purpose_of(scene.text) != lookup.SUPPLEMENT
    asks = looks_like_a_question(scene.text) or scene.wants("ask", at_least=_SURE_WISH)
    if wishes and len(scene.text) <= _A_SENTENCE and not asks:
        return lookup.supplement(scene)
    return None


def _not_ours(scene: Scene) -> Turn | None:
    """Send elsewhere what does not belong here; a question about it is still a question."""
    stop = stopping.stop_in(scene.text)
    if stop is not None and not scene.wants("ask"):
        return stopping.stopped(scene, stop)
    return stopping.still_stopped(scene)


def _wished(scene: Scene) -> Turn | None:
    """Act on what was heard, None when it is a question or nothing we know."""
    intent = scene.heard.intent
    if intent in _ACTS and _is_rather_a_question(scene):
        return None
    match intent:
        case "complaint" | "consultation":
            return None if answering.is_no_wish(scene) else switching.start(scene, intent)
        case "progress" | "supplement":
            return lookup.asked(scene)
        case "human":
            return leaving.for_a_person(scene)
        case "greeting" if len(scene.text) <= _A_GREETING:
            return answering.menu_of_service(scene, "service.greeting")
        case "thanks":
            return turn(scene.state, Reply(scene.say("service.thanks")), intent=intent)
        case "cancel":
            return turn(replace(scene.state, unsure=0), Reply(scene.say("service.another_time")), intent=intent)
        case "back" | "confirm" | "deny" if len(scene.text) <= _SHORT or not answering.answers(scene):
            return answering.menu_of_service(scene, "service.nothing_open")
    return None


def _is_rather_a_question(scene: Scene) -> bool:
    """Say whether an act was heard weakly while there is a sure answer: 「一审结束之前要做什么」 ends nothing."""
    return scene.heard.score < _SURE_WISH and answering.answers(scene)
