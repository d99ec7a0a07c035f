"""The person's own cases: how far they are."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.conversation.form import note
from bot.conversation.form.question import question_now
from bot.conversation.handbook import Handbook
from bot.conversation.idle import marks, visit_asked, visits
from bot.conversation.kept_told import kept_told
from bot.conversation.messages import Choice, Reply
from bot.conversation.part_shown import PartShown
from bot.conversation.remembered import CodeShown
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import CaseGlance, CasesFound, FindCases, Turn
from intake.cases.codes import OUTCOMES_TOLD, STATES, CaseState
from intake.clocks.calendar import SHANGHAI
from intake.forms.codes import ChannelStatus
from intake.forms.draft import KIND_NAMES
from intake.forms.saying import day_in_words
from intake.ids import read_reference
from intents.telling.receipt import asks_for_the_receipt


def look_up(scene: Scene) -> Turn:
    """Look up how far the person's cases are, or which of them they want to add to."""
    if not scene.may_have_cases:
        return turn(scene.state, Reply(scene.say("progress.helper")), intent=scene.heard.intent)
    if scene.wants("supplement"):
        return note.begin_note(scene)
    return turn(scene.state, intent="progress", request=FindCases(read_reference(scene.text)))


def receipt_of_what_was_filed(scene: Scene) -> Turn | None:
    """Show whoever has filed their case, with the address of its receipt."""
    wants = asks_for_the_receipt(scene.text, has_filed=scene.state.filed)
    return turn(scene.state, intent="progress", request=FindCases()) if wants else None


def cases_told(state: State, event: CasesFound, book: Handbook) -> Turn:
    """Tell what was found; for everybody but the filer it is the one same sentence."""
    running = state.running
    # Whoever shows that a case is theirs speaks of it from now on, here too.
    booked = state.booked or any(map(visit_asked.visits_of, event.cases))
    state = replace(state, filed=state.filed or bool(event.cases), booked=booked)
    if event.kept is not None:
        return kept_told(state, event, book)
    if event.confirms:
        return confirmed_told(state, event, book)
    if event.asks is not None and event.asks.calls_off and not book.off:
        return visit_asked.call_off_asked(state, event, book)
    told = [told_of(case, book) for case in event.cases]
    if book.off:
        # What was offered before stays: it is gone on with when answers are given again.
        text = "\n".join((*(told or (book.say("progress.none"),)), book.off))
        return replace(turn(state, Reply(text), intent="progress"), state=state)
    if running is not None and running.form == note.NOTE_FORM and running.field == "reference":
        return note.case_found(state, running, event, told, book)
    again = (question_now(book, running),) if running else ()
    if not told:
        none = "progress.helper" if book.status is ChannelStatus.HELPER else "progress.none"
        return turn(state, Reply(book.say(none)), *again, intent="progress")
    text = told[0] if len(told) == 1 else "\n".join((book.say("progress.list"), *told))
    text = "\n".join((*visit_asked.day_answered(event, book), text))
    only = event.cases[0] if len(event.cases) == 1 else None
    arranging = (*_arranging(only, book), *marks.marks_for(only)) if only is not None else ()
    if only is not None and only.receipt:
        text = "\n".join((text, book.say("filed.receipt", address=only.receipt)))
    if only is not None and only.letters:
        letters = (visit_asked.letter_now(letter, only, book) for letter in only.letters)
        text = "\n".join((text, book.say("progress.letters"), *letters))
    if event.open_hours:
        text = "\n\n".join((text, book.say("codes.seen_here", hours=event.open_hours)))
    choices = () if running else (*arranging, button(book, "supplement"))
    return turn(state, Reply(text, choices), *again, intent="progress")


def confirmed_told(state: State, event: CasesFound, book: Handbook) -> Turn:
    """Tell whoever confirms though nothing is open what they confirmed before, as far as they may see it here."""
    if event.again is not None and state.code is not None:
        said = event.again
        waits = CodeShown(state.code.last, said.key, said.until.isoformat())
        return turn(replace(state, code=waits), *said.replies, intent="confirm")
    if not event.cases:
        choices = (button(book, "progress"), button(book, "complaint"))
        return turn(state, Reply(book.say("filed.confirmed_unseen"), choices), intent="confirm")
    newest = event.cases[0]
    received = newest.received_at.astimezone(SHANGHAI)
    when = f"{day_in_words(received.date().isoformat())}{received:%H:%M}"
    text = "\n".join((book.say("filed.confirmed_before", when=when), told_of(newest, book)))
    names = ("progress", "supplement", *(("resume",) if state.put_aside else ()))
    return turn(state, Reply(text, tuple(button(book, name) for name in names)), intent="confirm")


def told_of(case: CaseGlance, book: Handbook) -> str:
    """Return one case in a sentence: state, who holds it, the next date."""
    due = _due_told(case.due_on, book, is_provisional=case.provisional)
    one = book.say(
        "progress.split" if case.state == CaseState.SPLIT else "progress.one",
        reference=case.reference,
        kind=KIND_NAMES[case.kind],
        state=STATES[case.state],
        office=case.office,
        due=due,
    )
    if case.outcome is not None:
        one += "\n" + book.say("progress.outcome", outcome=OUTCOMES_TOLD[case.outcome])
    parts = [line for part in case.parts for line in _part_told(part, book)]
    return "\n".join((one, *parts, *visits.visit_told(case.visit, book), *marks.mark_asked(case, book)))


def _arranging(case: CaseGlance, book: Handbook) -> tuple[Choice, ...]:
    """Return what can be done with the one appointment there is."""
    standing = visit_asked.visits_of(case)
    return visits.choices_for(standing[0], book) if len(standing) == 1 else ()


def _part_told(part: PartShown, book: Handbook) -> tuple[str, ...]:
    """Return how far one part of a filing is, and its appointment."""
    if part.outcome is not None:
        done = OUTCOMES_TOLD[part.outcome]
        return (book.say("progress.part_done", label=part.label, kind=KIND_NAMES[part.kind], outcome=done),)
    told = book.say(
        "progress.part",
        label=part.label,
        kind=KIND_NAMES[part.kind],
        state=STATES[part.state],
        office=part.office,
        due=_due_told(part.due_on, book, is_provisional=part.provisional),
    )
    return (told, *visits.visit_told(part.visit, book))


def _due_told(due_on: date | None, book: Handbook, *, is_provisional: bool) -> str:
    if due_on is None:
        return ""
    key = "progress.due_provisional" if is_provisional else "progress.due"
    return book.say(key, day=day_in_words(due_on.isoformat()))
