"""Who will handle it is asked before it is filed: the bureau by the place, or that the place decides it."""

from __future__ import annotations

from bot.conversation.form.places import OF_THE_ACT
from bot.conversation.form.question import ask_again
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.office import office_told
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.form import value_of
from intake.forms.kind import is_given
from intents.telling.who_handles import asks_who_handles


def who_will_handle_it(scene: FormScene) -> Turn | None:
    """Name the bureau that would receive it as far as it is filled; nothing is answered by that."""
    decide = _decided_by(scene)
    if not decide or scene.titled or not asks_who_handles(scene.text):
        return None
    is_known = any(is_given(value_of(scene.running.answers, name)) for name in decide)
    office = office_told(scene.book, scene.running, scene.today) if is_known else ""
    by = "form.office_by_seat" if scene.form.name == FormName.CONSULTATION else "form.office_by_place"
    return ask_again(scene, scene.running, Reply(office or scene.say(by)))


def _decided_by(scene: FormScene) -> tuple[str, ...]:
    match scene.form.name:
        case FormName.COMPLAINT | FormName.TIP:
            return OF_THE_ACT
        case FormName.CONSULTATION:
            return ("district",)
    return ()
