"""A person is wanted: a form under way is put aside, and it is looked up who could be there."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.form.note import NOTE_FORM, without_the_note
from bot.conversation.form.scene import in_form
from bot.conversation.person.asked import FindDesks
from bot.conversation.remembered import Calling
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import Turn


def person_wanted(scene: Scene) -> Turn | None:
    """Look up who could be there; None where nobody ever is."""
    if not scene.book.talks:
        return None
    state = scene.state
    if state.running is not None:
        # A special question that was open is answered by this: 「确定删除吗」 must not hear the yes that follows.
        state = replace(state, running=in_form(scene, state.running).running)
    if state.running is not None and state.running.form == NOTE_FORM:
        state = without_the_note(state)
    running = state.running
    if running is not None:
        state = replace(state.idle().with_aside(running), asks_anew=state.unnamed)
    return turn(replace(state, calling=Calling(resumes=running is not None)), intent="human", request=FindDesks())
