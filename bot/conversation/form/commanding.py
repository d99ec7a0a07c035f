"""Words that steer the form under way rather than fill it: commands, and what is like others that steer."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing, own_cases
from bot.conversation.form import files, leaving, note, noting, on_page
from bot.conversation.form.between import answered_in_between
from bot.conversation.form.original import original_shown
from bot.conversation.form.question import ask, submit_now
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.person.wanted import person_wanted
from bot.conversation.state import Special
from bot.conversation.summary import summary_lines
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intents.telling.commands import Command
from intents.telling.steering import Aside


def steered_at_field(scene: FormScene, steers: Command | Aside) -> Turn | None:
    """Take words at a field that steer though no list has them: 「等我两分钟找截图」."""
    match steers:
        case Aside.CANCEL:
            return leaving.ask_to_cancel(scene)
        case Aside.PROGRESS | Aside.WITHDRAW:
            return own_cases.look_up(scene)
        case Aside.HUMAN:
            return leaving.for_a_person(scene)
        case Aside.GREETING | Aside.ASK | Command.HELP if scene.field.takes_questions:
            # What a consultation is to be about is a question by itself.
            return None
        case Aside.GREETING | Aside.ASK:
            return answered_in_between(scene)
    return carried_out(scene, steers) or carried_out_at_field(scene, steers)


def steered_in_a_note(scene: FormScene, steers: Command | Aside) -> Turn | None:
    """Take words at a note that steer though no list has them: nothing of them is added to the case."""
    if noting.gives_a_reason(scene):
        return None
    match steers:
        case Aside.CANCEL:
            return note.leave_note(scene, "progress.not_added", "cancel")
        case Aside.HUMAN:
            return person_wanted(scene) or note.leave_note(scene, "service.person", "human")
        case Aside.PROGRESS:
            return own_cases.look_up(scene)
        case Aside.GREETING | Aside.ASK:
            return answered_in_between(scene)
        case Aside.WITHDRAW:
            return None
    return noting.commanded_in_a_note(scene, steers)


def carried_out(scene: FormScene, command: Command) -> Turn | None:
    """Do what a command says that is one wherever it is said."""
    running = scene.running
    match command:
        case Command.FILLED:
            filled = summary_lines(scene.book, running)
            head = scene.say("form.filled" if filled else "form.filled_nothing")
            shown = replace(running, pending=replace(running.pending, listed=True))
            return ask(scene, shown, first=(Reply("\n".join((head, *filled))),))
        case Command.ORIGINAL:
            return ask(scene, running, original_shown(scene, running))
        case Command.RESTART:
            return leaving.ask_to_lose(scene, Special.RESTART)
        case Command.REPEAT:
            return ask(scene, running, scene.say("form.repeat"))
        case Command.DISCARD:
            return leaving.ask_to_lose(scene, Special.DISCARD)
        case Command.RESUME:
            return ask(scene, running)
        case Command.PUT_ASIDE:
            return leaving.put_aside(scene)
        case Command.ON_PAGE if scene.can.has_pages:
            return on_page.to_the_page(scene)
        case Command.UPLOAD:
            return files.upload_wanted(scene)
        case Command.REVOKE:
            return files.revoke_links(scene)
        case Command.SELF:
            return ask(scene, running, scene.say("service.self"))
    return None


def carried_out_at_field(scene: FormScene, command: Command) -> Turn | None:
    """Do what a command says that is one at a field."""
    running = scene.running
    match command:
        case Command.WAIT:
            return ask(scene, running, scene.say("form.wait"))
        case Command.READY if _awaits_an_answer(scene):
            return ask(scene, running)
        case Command.BEGIN if scene.is_free or not scene.is_read:
            return ask(scene, running)
        case Command.ABOUT:
            return ask(scene, running, scene.say("service.a_program"))
        case Command.SUBMIT_NOW:
            return submit_now(scene, running)
        case Command.HELP | Command.GUIDE if not _is_own_question(scene):
            return ask(scene, running, scene.field.help)
    return None


def _awaits_an_answer(scene: FormScene) -> bool:
    """Say whether 「好了」 answers nothing here: no yes is asked for, and nothing is ended by it."""
    return scene.field.kind is not FieldKind.DECLARATION and not scene.field.keeps_no


def _is_own_question(scene: FormScene) -> bool:
    """Say whether this is what a consultation is to be about: 「为什么要写保密协议」, not 「怎么填」."""
    return scene.field.takes_questions and len(scene.text) > hearing.ABOUT_THE_FORM_CHARACTERS
