"""The first words, and the events of a channel: following, leaving, a press on the menu."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form import leaving, note, opening
from bot.conversation.form.question import ask
from bot.conversation.form.scene import in_form
from bot.conversation.idle import answering
from bot.conversation.messages import Reply
from bot.conversation.person.wanted import person_wanted
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import FindCases, ForgetPerson, Turn
from intake.forms.codes import ESTIMATES, FormName


def with_notice(scene: Scene, said: Turn) -> Turn:
    """Say once, before everything else, what the service is in law and what must not be sent."""
    if said.state.greeted or (not said.replies and said.request is None):
        return said
    status = scene.say(f"status.{scene.book.status}", notice=scene.book.notice)
    notice = Reply(f"{status}\n{scene.say('service.warning')}")
    return replace(said, state=replace(said.state, greeted=True), replies=(notice, *said.replies))


def answer_event(scene: Scene) -> Turn:
    """Answer an event; most of them are nothing to speak about."""
    match scene.message.event:
        case "subscribe":
            return with_notice(scene, answering.menu_of_service(scene, "service.greeting", intent="greeting"))
        case "unsubscribe":
            return turn(scene.state, request=ForgetPerson())
        case "click":
            return with_notice(scene, _clicked(scene))
    return turn(scene.state)


def _clicked(scene: Scene) -> Turn:
    """Take a press on the menu as if it were said."""
    match scene.message.event_key:
        case "complaint" | "consultation" as form:
            return _form_pressed(scene, form)
        case "ask":
            return turn(scene.state, Reply(scene.say("answering.your_question")), intent="ask")
        case "progress":
            return turn(scene.state, intent="progress", request=FindCases())
        case "supplement":
            return note.begin_note(scene)
        case "human":
            return _person_pressed(scene)
    return turn(scene.state)


def _form_pressed(scene: Scene, form: str) -> Turn:
    running = scene.state.running
    if running is None:
        return opening.open_form(scene, form)
    there = in_form(scene, running)
    if running.form == note.NOTE_FORM:
        left = note.leave_note(there, "progress.not_added", form)
        pressed = _form_pressed(scene.at(left.state), form)
        return replace(pressed, replies=(left.replies[0], *pressed.replies))
    if running.form in ESTIMATES:
        return opening.change_form(there, there.running, form)
    here = "consultation" if running.form == FormName.CONSULTATION else "complaint"
    # Pressed once more in the middle of it: the person wants to see where they are.
    return ask(there, there.running) if here == form else opening.change_form(there, there.running, form)


def _person_pressed(scene: Scene) -> Turn:
    if (called := person_wanted(scene)) is not None:
        return called
    running = scene.state.running
    if running is not None:
        return leaving.for_a_person(in_form(scene, running))
    return turn(scene.state, Reply(scene.say("service.person")), intent="human")
