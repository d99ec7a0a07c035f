"""New contact data of whoever has filed: read back figure by figure, used after one yes.

Whatever else is wanted before that yes is done first; the new data wait, and are asked about again afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import note
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, in_form
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, turn
from bot.conversation.state import Running, Special, State
from bot.conversation.turn import CorrectContact, Turn
from intake.forms.codes import FormName
from intents import expressions as re
from intents.reading.agreement import agrees, denies
from intents.reading.questions import looks_like_a_question
from intents.reading.unchanged import leaves_it_as_it_was, speaks_of_no_change
from intents.telling.both_wishes import takes_a_withdrawal_back
from intents.telling.commands import Command
from intents.telling.own_case import asks_to_withdraw, wish_about_a_case
from intents.telling.own_contact import contact_in
from intents.telling.undecided import is_undecided

# So much of a number is one that was to be the right one.
_FIGURES = re.compile(r"\d{5,}")


def contact_answered(scene: FormScene) -> Turn:
    """Take the answer to 「请逐位核对」.

    What is sent instead is read back again: a figure that was wrong is mended by sending the right ones.
    """
    waits = scene.running.pending
    told = scene.with_running(replace(scene.running, pending=replace(waits, ask=None)))
    if leaves_it_as_it_was(scene.text) or is_undecided(scene.text):
        return note.leave_note(told, "progress.not_added", "cancel")
    # 「没错，不改了」 is a yes to the figures or none to the change: both are asked again.
    says_yes = agrees(scene.text) and not speaks_of_no_change(scene.text)
    if scene.text == scene.say("choices.correct_contact") or says_yes:
        return _corrected(told, waits.contact)
    if takes_a_withdrawal_back(scene.text) and not contact_in(scene.text):
        # 「算了不撤了」 gives the wish up, and not the new number.
        return _read_back_after(told, scene.say("progress.not_withdrawn_here"))
    if again := contact_in(scene.text):
        return note.read_back(told.state, told.running, {**waits.contact, **again}, scene.book)
    if scene.text == scene.say("choices.no_note") or scene.wants("cancel", at_least=hearing.VERY_CLEAR):
        return note.leave_note(told, "progress.not_added", "cancel")
    if denies(scene.text):
        asks = replace(told.running.pending, contact={}, words="", asks_contact=True)
        return ask(told, replace(told.running, pending=asks))
    return note.read_back(told.state, told.running, waits.contact, scene.book)


def _read_back_after(scene: FormScene, said: str) -> Turn:
    """Ask for the yes once more, the withdrawal apart."""
    waits = replace(scene.running.pending, words="")
    asked = note.read_back(scene.state, replace(scene.running, pending=waits), waits.contact, scene.book)
    first, *others = asked.replies
    return replace(asked, replies=(replace(first, text=f"{said}\n{first.text}"), *others))


def without_waiting_contact(scene: Scene) -> Scene:
    """Return the scene with new contact data put aside where something else is wanted than to answer for them."""
    running, waits = scene.state.running, scene.state.waiting
    if waits is not None and scene.text == scene.say("choices.correct_contact"):
        return scene.at(_asking(scene.state, waits))
    if running is None or running.pending.ask is not Special.CONTACT:
        return scene
    if not _wants_something_else(in_form(scene, running)):
        return scene
    waiting = replace(running, pending=replace(running.pending, ask=None))
    return scene.at(replace(note.without_the_note(scene.state), waiting=waiting, offered=()))


def asked_again(said: Turn, book: Handbook) -> Turn:
    """Return the turn with new contact data asked about again, once nothing else is open."""
    waiting, state = said.state.waiting, said.state
    is_open = state.word is not None or state.calling is not None or state.calls_off
    if waiting is None or said.request is not None or said.page is not None or is_open:
        return said
    running = state.running
    if running is not None and running.form == FormName.SUPPLEMENT:
        # One note follows another: the new data are told anew there, or wait for its end.
        return replace(said, state=replace(state, waiting=None)) if running.pending.contact else said
    if running is not None:
        return _told_to_wait(said, waiting, book)
    there = _asking(state, waiting)
    asked = note.read_back(there, there.running or waiting, waiting.pending.contact, book)
    first, *others = asked.replies
    told = replace(first, text="\n".join((book.say("progress.contact_waits"), first.text)))
    trace = replace(asked.trace, intent=said.trace.intent, entry=said.trace.entry, case=said.trace.case)
    return replace(said, state=asked.state, replies=(*said.replies, told, *others), trace=trace)


def _asking(state: State, waiting: Running) -> State:
    """Return the conversation with new contact data asked about; what is open is shelved meanwhile."""
    is_open = state.running is not None
    waits = replace(waiting.pending, ask=Special.CONTACT, interrupted=is_open)
    there = state.with_aside(state.running) if state.running is not None else state
    return replace(there, running=replace(waiting, pending=waits, misread=0), waiting=None)


def _told_to_wait(said: Turn, waiting: Running, book: Handbook) -> Turn:
    """Say once that the new data are asked about as soon as the form that is open now is done."""
    if waiting.misread:
        return said
    state = replace(said.state, waiting=replace(waiting, misread=1))
    first, *others = said.replies
    told = Reply(book.say("progress.contact_later"))
    return replace(said, state=state, replies=(told, first, *others))


def _wants_something_else(scene: FormScene) -> bool:
    is_answer = scene.text in map(scene.say, ("choices.correct_contact", "choices.no_note"))
    is_answer = is_answer or takes_a_withdrawal_back(scene.text) or leaves_it_as_it_was(scene.text)
    if (
        is_answer
        or is_undecided(scene.text)
        or scene.command in (Command.WAIT, Command.REPEAT)
        or agrees(scene.text)
        or denies(scene.text)
    ):
        return False
    if wish_about_a_case(scene.text) or asks_to_withdraw(scene.text):
        return True
    if (
        contact_in(scene.text)
        or scene.message.kind == "event"
        or scene.wants("cancel", at_least=hearing.VERY_CLEAR)
    ):
        return False
    if (
        scene.command is not None
        or scene.heard.intent in ("human", "progress")
        or looks_like_a_question(scene.text)
    ):
        return True
    if not scene.text:
        return True
    return len(scene.text) > hearing.A_WORD_CHARACTERS and not _FIGURES.search(scene.text)


def _corrected(scene: FormScene, given: Mapping[str, str]) -> Turn:
    reference = str(scene.running.answers["reference"].value)
    return turn(scene.state, intent="supplement", request=CorrectContact(reference, given))
