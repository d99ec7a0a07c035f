"""Into a self-assessment from whatever was said, and to what goes with it: the list for applying, a visit."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation.estimating.before import results_asked
from bot.conversation.estimating.form import FORM_OF
from bot.conversation.estimating.kept import VISIT_TOPIC
from bot.conversation.estimating.told import notice_of
from bot.conversation.form import opening
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.turn import Turn
from intake.forms.codes import FormName
from intake.forms.form import Answer
from intents.telling.choosing import asks_which_is_which, wants_both
from intents.telling.estimating import (
    EstimateSubject,
    subject_in,
    wants_the_list,
    wants_to_become_one,
    wants_to_estimate,
)
from knowledge.standards.check_list import list_on
from knowledge.standards.shelf import standard_on

# A button by which each standard is begun.
BUTTONS = ("assess_company", "assess_park")


def estimate_wanted(scene: Scene) -> Turn | None:
    """Begin the self-assessment that is wanted, or ask which; the list for applying is a page."""
    if wants_the_list(scene.text):
        return _list_shown(scene)
    if (asked := results_asked(scene)) is not None:
        return asked
    becomes, estimates = wants_to_become_one(scene.text), wants_to_estimate(scene.text)
    # The very words of an entry are answered by it, and it offers the same by a button.
    if not (becomes or estimates) or scene.book.library.finder.exactly(scene.text) is not None:
        return None
    if becomes:
        return _ways_shown(scene)
    subject = subject_in(scene.text)
    if subject is not None:
        return opening.open_told(scene, FORM_OF[subject])
    return _which_asked(scene, scene.say("estimate.which"))


def which_explained(scene: Scene) -> Turn | None:
    """Ask again whoever wants both, or does not know which is theirs; None for everything else."""
    if wants_both(scene.text):
        return _which_asked(scene, scene.say("estimate.which_first"))
    return _which_asked(scene, scene.say("estimate.which_is_which")) if asks_which_is_which(scene.text) else None


def visit_wanted(scene: Scene) -> Turn:
    """Open a consultation that is about what the self-assessment showed."""
    about = scene.state.visit_about
    stated = {"topics": Answer([VISIT_TOPIC], "", True), "question": Answer(about, about, True)} if about else {}
    return opening.open_about(scene, FormName.CONSULTATION, stated)


def wanted_in_between(scene: FormScene) -> Turn | None:
    """Say how to come to it where another form is under way: one at a time."""
    if (asked := results_asked(scene)) is not None:
        return asked
    if not (wants_to_estimate(scene.text) or wants_the_list(scene.text)):
        return None
    return ask(scene, scene.running, scene.say("estimate.one_at_a_time"))


def _which_asked(scene: Scene, said: str) -> Turn:
    choices = tuple(button(scene.book, name) for name in BUTTONS)
    text = [said]
    if scene.can.has_pages and scene.book.web:
        text.append(scene.say("estimate.page", address=f"{scene.book.web}/assess"))
    text.append(_notice(scene))
    return turn(replace(scene.state, unsure=0), Reply("\n".join(text), choices), intent=scene.heard.intent)


def _ways_shown(scene: Scene) -> Turn:
    choices = tuple(button(scene.book, name) for name in (*BUTTONS, "apply_list", "consultation"))
    text = "\n".join((scene.say("estimate.to_become"), _notice(scene)))
    return turn(replace(scene.state, unsure=0), Reply(text, choices), intent=scene.heard.intent)


def _list_shown(scene: Scene) -> Turn:
    text = scene.say("estimate.list", address=f"{scene.book.web}/assess/apply")
    over = notice_of(list_on(scene.today), scene.book.library, scene.today)
    return turn(replace(scene.state, unsure=0), Reply("\n".join((text, over))))


def _notice(scene: Scene) -> str:
    """Return what both standards rest on, and that its term is over where it is."""
    return notice_of(standard_on(EstimateSubject.COMPANY, scene.today), scene.book.library, scene.today)
