"""A confirmed self-assessment: handed over to be kept, and what it comes to told."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from bot.conversation.aside import others_told
from bot.conversation.estimating.exchanged import EstimateKept, KeepEstimate
from bot.conversation.estimating.form import SUBJECT_OF, sheet_of
from bot.conversation.estimating.told import Say, compared, gaps_told, mark_told, notice_of, points_told
from bot.conversation.form.question import question_now
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import Running, State
from bot.conversation.turn import Turn
from intake.clocks.calendar import day_in_shanghai
from intake.forms.form import value_of
from intents.telling.estimating import EstimateSubject
from knowledge.standards.estimate import Estimate, Sheet, between, estimated
from knowledge.standards.shelf import standard_of, standard_on
from knowledge.standards.standard import Standard

# What a consultation is about that follows from the plan: an option of its own.
VISIT_TOPIC: Final = "示范基地（单位）创建"


def estimate_confirmed(scene: FormScene) -> Turn:
    """Ask for the filled sheet to be kept."""
    standard = standard_of_form(scene.book, scene.running.form)
    sheet = sheet_of(standard, scene.running.answers)
    wanted = KeepEstimate(SUBJECT_OF[scene.running.form], standard.stamp, sheet.kept(), scene.state.estimates)
    return turn(scene.state, intent="confirm", request=wanted)


def kept_for_the_page(scene: Scene, draft: Running) -> Turn | None:
    """Ask for what was said so far to be kept, so that its page shows it; None where nothing was said."""
    standard = standard_of_form(scene.book, draft.form)
    sheet = sheet_of(standard, draft.answers)
    if not sheet.given:
        return None
    wanted = KeepEstimate(
        SUBJECT_OF[draft.form], standard.stamp, sheet.kept(), scene.state.estimates, to_page=True
    )
    return turn(scene.state, intent=scene.heard.intent, request=wanted)


def taken_to_the_page(state: State, event: EstimateKept, book: Handbook) -> Turn:
    """Tell where it is gone on with; the form in the chat stays as it is."""
    page = event.address or f"{book.web}/assess"
    parts = [book.say("estimate.taken_over", address=page)]
    if event.code:
        parts.append(book.say("estimate.code", code=event.code))
    owner = event.owner if event.code else state.estimates
    again = (question_now(book, state.running),) if state.running is not None else ()
    return turn(replace(state, estimates=owner), Reply("\n".join(parts)), *again)


def estimate_kept(state: State, event: EstimateKept, book: Handbook, now: datetime) -> Turn:
    """Tell what it comes to, as the person's own estimate, with what is worth most and who helps."""
    if event.to_page:
        return taken_to_the_page(state, event, book)
    estimate = estimated_by(event.stamp, event.content)
    if estimate is None:
        return turn(state.idle(), Reply(book.say("estimate.gone")))
    last = estimated_by(event.last_stamp, event.last) if event.last is not None else None
    parts = [book.say("estimate.kept", title=estimate.standard.title), *points_told(estimate, book.say)]
    parts += [mark_told(estimate.standard, book.say)]
    if told := compared(estimate, last, event.last_at, book.say):
        parts.append(told)
    parts += gaps_told(estimate, book.say)
    parts.append(book.say("estimate.own"))
    if event.code:
        parts.append(book.say("estimate.code", code=event.code))
    if event.address:
        parts.append(book.say("estimate.result", address=event.address))
    parts += [*others_told(state, book), notice_of(estimate.standard, book.library, day_in_shanghai(now))]
    ways = ("visit_from_estimate", "apply_list", *(("resume",) if state.put_aside else ()))
    choices = tuple(button(book, way) for way in ways)
    owner = event.owner if event.code else state.estimates
    done = replace(state.idle(), estimates=owner, visit_about=visit_about(estimate, book.say))
    return turn(done, Reply("\n".join(parts), choices))


def visit_about(estimate: Estimate, say: Say) -> str:
    """Return what a visit is to be about that follows from an estimate: names of items, nothing else."""
    names = "、".join(line.item.name for line in estimate.worth_most) or say("estimate.nothing_missing")
    points = between(estimate.least, estimate.most)
    return say("estimate.visit_about", title=estimate.standard.title, points=points, names=names)


def term_told(scene: Scene, running: Running) -> list[str]:
    """Return that the term of the plan is over on which a form rests; nothing while it holds, or of other forms.

    A consultation rests on it that is about being recognised.
    """
    topics = value_of(running.answers, "topics")
    if running.form in SUBJECT_OF:
        standard = standard_of_form(scene.book, running.form)
    elif isinstance(topics, list) and VISIT_TOPIC in topics:
        standard = standard_on(EstimateSubject.COMPANY, scene.today)
    else:
        return []
    return [notice_of(standard, scene.book.library, scene.today)] if standard.is_over(scene.today) else []


def standard_of_form(book: Handbook, form: str) -> Standard:
    """Return the standard that a form asks."""
    standard = standard_of(book.forms[form].version)
    if standard is None:
        raise LookupError(f"no standard {EstimateSubject(SUBJECT_OF[form])}")
    return standard


def estimated_by(stamp: str, content: object) -> Estimate | None:
    """Return what was said comes to, by the standard it was made by; None where that is there no more."""
    standard = standard_of(stamp)
    if standard is None or not isinstance(content, dict):
        return None
    return estimated(standard, Sheet.read(content))
