"""A note on one's own case: 补充材料说明, 申请撤回, 提出异议. Which case first, then the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation.form.question import question_now
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, touched, turn
from bot.conversation.state import Pending, Purpose, Running, State
from bot.conversation.turn import AddNote, CasesFound, FindCases, NoteAdded, Turn
from intake.forms.form import Answer
from intake.forms.supplement import PURPOSES
from intake.ids import read_reference

# The form's name, and the intent it is told as.
NOTE = "supplement"
_INTENT = "supplement"


def begin_note(scene: Scene) -> Turn:
    """Begin a note on one's own case; a form under way is put aside meanwhile."""
    waits = Pending(purpose=purpose_of(scene.text), interrupted=scene.state.running is not None)
    running = touched(Running(NOTE, "reference", pending=waits), scene.now)
    state = replace(scene.state, running=running, shelved=scene.state.running or scene.state.shelved)
    return turn(state, intent=_INTENT, request=FindCases(read_reference(scene.text)))


def purpose_of(text: str) -> Purpose:
    """Return what a note is for."""
    named = next((name for name, words in PURPOSES if any(word in text for word in words)), None)
    return Purpose(named) if named else Purpose.SUPPLEMENT


def leave_note(scene: FormScene, sentence: str, intent: str) -> Turn:
    """Add nothing; a form that the note interrupted goes on."""
    done = _without_the_note(scene.state)
    return turn(done, Reply(scene.say(sentence)), *_open_question(done, scene.book), intent=intent)


def note_taken(scene: FormScene) -> Turn:
    """Take the case's reference, or the words of the note."""
    if scene.running.field == "reference":
        return turn(scene.state, intent=_INTENT, request=FindCases(read_reference(scene.text) or scene.text))
    limit = scene.form.field("note").limit
    reference = scene.running.answers["reference"].value
    note = AddNote(reference, scene.running.pending.purpose, scene.text[:limit])
    return turn(scene.state, intent=_INTENT, request=note)


def case_found(state: State, running: Running, event: CasesFound, told: Sequence[str], book: Handbook) -> Turn:
    """Ask for the words of the note, or which case is meant; `told` are the cases in sentences."""
    if not event.cases:
        done = _without_the_note(state)
        return turn(done, Reply(book.say("progress.none")), *_open_question(done, book), intent=_INTENT)
    if len(event.cases) > 1:
        listed = "\n".join((book.say("progress.which"), *told))
        choices = tuple(Choice(case.reference, case.reference) for case in event.cases)
        return turn(state, Reply(listed, choices), intent=_INTENT)
    reference = event.cases[0].reference
    named = running.with_answer("reference", Answer(reference, reference)).at("note")
    text = book.say(f"progress.ask_{running.pending.purpose}", reference=reference)
    return turn(replace(state, running=named), Reply(text), intent=_INTENT)


def note_added(state: State, event: NoteAdded, book: Handbook) -> Turn:
    """Tell that the note stands."""
    reply = Reply(book.say(f"progress.noted_{event.purpose}", reference=event.reference))
    done = _without_the_note(state)
    return turn(done, reply, *_open_question(done, book), intent=_INTENT, case=event.reference)


def _open_question(state: State, book: Handbook) -> tuple[Reply, ...]:
    return (question_now(book, state.running),) if state.running else ()


def _without_the_note(state: State) -> State:
    """Leave the note; a form that it interrupted goes on."""
    if state.running is not None and state.running.pending.interrupted:
        return replace(state, running=state.shelved, shelved=None)
    return state.idle()
