"""The first words, and the events of a channel: following, leaving, a press on the menu."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation import answering, leaving, lookup, switching
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import FindCases, ForgetPerson, Turn


def greeted(scene: Scene, answered: Turn) -> Turn:
    """Say once, before everything else, what the service is in law and what must not be sent."""
    if answered.state.greeted or (not answered.replies and answered.request is None):
        return answered
    status = scene.say(f"status.{scene.book.status}", notice=scene.book.notice)
    notice = Reply(f"{status}\n{scene.say('service.warning')}")
    state = replace(answered.state, greeted=True)
    return replace(answered, state=state, replies=(notice, *answered.replies))


def happened(scene: Scene) -> Turn:
    """Answer an event; most of them are nothing to speak about."""
    match scene.message.event:
        case "subscribe":
            return greeted(scene, answering.menu_of_service(scene, "service.greeting", intent="greeting"))
        case "unsubscribe":
            return turn(scene.state, request=ForgetPerson())
        case "click":
            return _clicked(scene)
    return turn(scene.state)


def _clicked(scene: Scene) -> Turn:
    """Take a press on the menu as if it were said."""
    match scene.message.event_key:
        case "complaint" | "consultation" as form:
            return greeted(scene, _form(scene, form))
        case "ask":
            return greeted(scene, turn(scene.state, Reply(scene.say("answering.your_question")), intent="ask"))
        case "progress":
            return greeted(scene, turn(scene.state, intent="progress", request=FindCases()))
        case "supplement":
            return greeted(scene, lookup.supplement(scene))
        case "human":
            return greeted(scene, leaving.for_a_person(scene))
    return turn(scene.state)


def _form(scene: Scene, form: str) -> Turn:
    running = scene.state.running
    if running is None:
        return switching.start(scene, form)
    here = "consultation" if running.dialog == "consultation" else "complaint"
    # Pressed once more in the middle of it: the person wants to see where they are.
    return leaving.went_on(scene) if here == form else switching.switch(scene, form)
