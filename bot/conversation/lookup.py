"""The person's own cases: how far they are, and adding words to one of them."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.form import form_of, question_now, with_answer
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, button, touched, turn
from bot.conversation.state import Running, State
from bot.conversation.summary import day_in_words
from bot.conversation.turn import AddNote, CaseGlance, CasesFound, FindCases, NoteAdded, Turn
from intake.cases.case import STATES
from intake.forms.draft import KINDS
from intake.forms.form import Answer
from intake.forms.supplement import PURPOSES
from intake.ids import read_reference
from intents.persons.pasted import looks_like_a_secret

SUPPLEMENT = "supplement"


def asked(scene: Scene) -> Turn:
    """Look up how far the person's cases are, or which of them they want to add to."""
    if scene.book.status == "helper":
        return turn(scene.state, Reply(scene.say("progress.helper")), intent=scene.heard.intent)
    if scene.wants(SUPPLEMENT):
        return supplement(scene)
    return turn(scene.state, intent="progress", request=FindCases(read_reference(scene.text)))


def supplement(scene: Scene) -> Turn:
    """Begin a note on one's own case; a form under way is put aside meanwhile."""
    purpose = purpose_of(scene.text)
    interrupted = scene.state.running is not None
    pending = {"purpose": purpose, "interrupted": interrupted}
    running = touched(Running(SUPPLEMENT, "reference", pending=pending), scene.now)
    state = replace(scene.state, running=running, shelved=scene.state.running or scene.state.shelved)
    return turn(state, intent=SUPPLEMENT, request=FindCases(read_reference(scene.text)))


def purpose_of(text: str) -> str:
    """Return what a note is for: supplement, withdrawal_wish or objection."""
    return next((name for name, words in PURPOSES if any(word in text for word in words)), "supplement")


def answered(scene: Scene) -> Turn:
    """Take the case's reference or the words of the note."""
    running = form_of(scene)
    if scene.wants("cancel", at_least=0.5) or scene.wants("back", at_least=0.8):
        done = _done(scene.state)
        replies = (Reply(scene.say("service.another_time")), *_open_question(done, scene.book))
        return turn(done, *replies, intent="cancel")
    if scene.wants("human", at_least=0.8):
        return turn(_done(scene.state), Reply(scene.say("service.person")), intent="human")
    if running.field == "reference":
        return turn(scene.state, intent=SUPPLEMENT, request=FindCases(read_reference(scene.text) or scene.text))
    if kind := looks_like_a_secret(scene.text):
        return turn(scene.state, Reply(scene.say(f"pasted.{kind}")), intent=scene.heard.intent)
    limit = scene.book.dialogs[SUPPLEMENT].field("note").limit
    note = AddNote(running.answers["reference"].value, running.pending["purpose"], scene.text[:limit])
    return turn(scene.state, intent=SUPPLEMENT, request=note)


def found(state: State, event: CasesFound, book: Handbook) -> Turn:
    """Tell what was found; for everybody but the filer it is the one same sentence."""
    running = state.running
    if running is not None and running.dialog == SUPPLEMENT:
        return _for_a_note(state, running, event, book)
    if not event.cases:
        return turn(state, Reply(book.say("progress.none")), *_open_question(state, book), intent="progress")
    told = [told_of(case, book) for case in event.cases]
    text = told[0] if len(told) == 1 else "\n".join((book.say("progress.list"), *told))
    choices = () if running else (button(book, "supplement"),)
    return turn(state, Reply(text, choices), *_open_question(state, book), intent="progress")


def noted(state: State, event: NoteAdded, book: Handbook) -> Turn:
    """Tell that the note stands."""
    reply = Reply(book.say(f"progress.noted_{event.purpose}", reference=event.reference))
    done = _done(state)
    return turn(done, reply, *_open_question(done, book), intent=SUPPLEMENT, case=event.reference)


def told_of(case: CaseGlance, book: Handbook) -> str:
    """Return one case in a sentence: state, who holds it, the next date."""
    due = ""
    if case.due_on is not None:
        key = "progress.due_provisional" if case.provisional else "progress.due"
        due = book.say(key, day=day_in_words(case.due_on.isoformat()))
    return book.say(
        "progress.one",
        reference=case.reference,
        kind=KINDS[case.kind],
        state=STATES[case.state],
        bureau=case.lead_bureau,
        due=due,
    )


def _for_a_note(state: State, running: Running, event: CasesFound, book: Handbook) -> Turn:
    if not event.cases:
        done = _done(state)
        return turn(done, Reply(book.say("progress.none")), *_open_question(done, book), intent=SUPPLEMENT)
    if len(event.cases) > 1:
        listed = "\n".join((book.say("progress.which"), *(told_of(case, book) for case in event.cases)))
        choices = tuple(Choice(case.reference, case.reference) for case in event.cases)
        return turn(state, Reply(listed, choices), intent=SUPPLEMENT)
    reference = event.cases[0].reference
    named = replace(with_answer(running, "reference", Answer(reference, reference)), field="note")
    purpose = running.pending["purpose"]
    text = book.say(f"progress.ask_{purpose}", reference=reference)
    return turn(replace(state, running=named), Reply(text), intent=SUPPLEMENT)


def _open_question(state: State, book: Handbook) -> tuple[Reply, ...]:
    return (question_now(book, state.running),) if state.running else ()


def _done(state: State) -> State:
    """Leave the note; a form that it interrupted goes on."""
    if state.running is not None and state.running.pending.get("interrupted"):
        return replace(state, running=state.shelved, shelved=None)
    return state.idle()
