"""A note on one's own case: 补充材料说明, 申请撤回, 提出异议. Which case first, then the words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.conversation.form.question import ask, question_now
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, touched, turn
from bot.conversation.state import Pending, Running, State
from bot.conversation.turn import AddNote, CasesFound, FindCases, NoteAdded, Turn
from intake.forms.codes import ChannelStatus, FormName
from intake.forms.form import Answer
from intake.forms.supplement import Purpose
from intake.ids import read_reference
from intents.telling.own_case import CaseWish, says_why

NOTE = FormName.SUPPLEMENT
# What the turns of a note are told as.
_INTENT = "supplement"
_PURPOSES = {CaseWish.WITHDRAW: Purpose.WITHDRAWAL_WISH, CaseWish.OBJECT: Purpose.OBJECTION}


def begin_note(scene: Scene, words: str = "") -> Turn:
    """Begin a note on one's own case; a form under way is put aside meanwhile.

    words  what is to be added, where it was said already
    """
    return _begun(scene, Purpose.SUPPLEMENT, words)


def take_wish(scene: Scene, wish: CaseWish) -> Turn:
    """Begin a note that is a wish. One that says why is the note itself; of another one the reason is asked."""
    return _begun(scene, _PURPOSES[wish], scene.text if says_why(scene.text) else "")


def leave_note(scene: FormScene, sentence: str, intent: str) -> Turn:
    """Add nothing; a form that the note interrupted goes on."""
    done = _without_the_note(scene.state)
    return turn(done, Reply(scene.say(sentence)), *_open_question(done, scene.book), intent=intent)


def become_wish(scene: FormScene, wish: CaseWish) -> Turn:
    """Make a note under way the wish that it turns out to be."""
    before, purpose = scene.running.pending.purpose, _PURPOSES[wish]
    running = replace(scene.running, pending=replace(scene.running.pending, purpose=purpose))
    if before is purpose or says_why(scene.text):
        # Said once more, it is all that there is to say.
        return take_words(scene.with_running(running), scene.text)
    return ask(scene, running)


def take_words(scene: FormScene, words: str) -> Turn:
    """Add these words, or keep them until it is known to which case."""
    limit = scene.form.field("note").limit
    if scene.running.field == "note":
        reference = str(scene.running.answers["reference"].value)
        note = AddNote(reference, scene.running.pending.purpose, words[:limit])
        return turn(scene.state, intent=_INTENT, request=note)
    waits = replace(scene.running.pending, words=words[:limit])
    return ask(scene, replace(scene.running, pending=waits), scene.say("progress.words_kept"))


def choose_case(scene: FormScene, reference: str) -> Turn:
    """Look up the case that is meant."""
    return turn(scene.state, intent=_INTENT, request=FindCases(reference))


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
    state = replace(state, running=named)
    if named.pending.words:
        note = AddNote(reference, named.pending.purpose, named.pending.words)
        return turn(state, intent=_INTENT, request=note)
    return turn(state, question_now(book, named), intent=_INTENT)


def note_added(state: State, event: NoteAdded, book: Handbook) -> Turn:
    """Tell that the note stands."""
    reply = Reply(book.say(f"progress.noted_{event.purpose}", reference=event.reference))
    done = _without_the_note(state)
    return turn(done, reply, *_open_question(done, book), intent=_INTENT, case=event.reference)


def _begun(scene: Scene, purpose: Purpose, words: str) -> Turn:
    if scene.book.status is ChannelStatus.HELPER:
        return turn(scene.state, Reply(scene.say("progress.helper")), intent=_INTENT)
    before = scene.state.running
    shelved = before or scene.state.shelved
    interrupted = before is not None
    if before is not None and before.form == NOTE:
        # One note follows another: what the first interrupted is still shelved.
        shelved, interrupted = scene.state.shelved, before.pending.interrupted
    waits = Pending(purpose=purpose, words=words, interrupted=interrupted)
    running = touched(Running(NOTE, "reference", pending=waits), scene.now)
    state = replace(scene.state, running=running, shelved=shelved)
    return turn(state, intent=_INTENT, request=FindCases(read_reference(scene.text)))


def _open_question(state: State, book: Handbook) -> tuple[Reply, ...]:
    return (question_now(book, state.running),) if state.running else ()


def _without_the_note(state: State) -> State:
    """Leave the note; a form that it interrupted goes on."""
    if state.running is not None and state.running.pending.interrupted:
        return replace(state, running=state.shelved, shelved=None)
    return state.idle()
