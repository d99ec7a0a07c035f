"""「上次自评的结果」, 「我们上次评了多少分」: what is kept under the account or by a code."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.conversation.estimating.exchanged import EstimateBefore, EstimatesFound, FindEstimates
from bot.conversation.estimating.form import FORM_OF
from bot.conversation.estimating.kept import estimated_by, visit_about
from bot.conversation.estimating.told import Say, gaps_told, mark_told, notice_of, points_told
from bot.conversation.form.question import question_now
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import Turn
from intake.clocks.calendar import day_in_shanghai
from intake.forms.saying import day_in_words
from intents.telling.estimating import EstimateSubject, asks_for_the_result
from knowledge.standards.estimate import Estimate
from knowledge.standards.shelf import standard_on

_BUTTONS = tuple(form.value for form in FORM_OF.values())


def results_asked(scene: Scene) -> Turn | None:
    """Look up the results that are asked for; None for everything else."""
    return results_looked_up(scene) if asks_for_the_result(scene.text) else None


def results_looked_up(scene: Scene, code: str = "") -> Turn:
    """Look up what is kept under the account, or by the code that was just said."""
    state = replace(scene.state, unsure=0)
    return turn(state, intent="progress", request=FindEstimates(scene.state.estimates, code))


def results_found(state: State, event: EstimatesFound, book: Handbook, now: datetime) -> Turn:
    """Tell what each came to, as the person's own estimate, with the page; else how to begin."""
    again = (question_now(book, state.running),) if state.running is not None else ()
    known = [(one, estimate) for one in event.estimates if (estimate := estimated_by(one.stamp, one.content))]
    if not known:
        choices = () if again or event.too_often else tuple(button(book, name) for name in _BUTTONS)
        return turn(state, Reply(_none_told(event, book, now), choices), *again, intent="progress")
    newest = known[0][1]
    parts = [line for one, estimate in known for line in _one_told(one, estimate, book.say)]
    parts += [*gaps_told(newest, book.say), book.say("estimate.own")]
    if event.address:
        parts.append(book.say("estimate.result", address=event.address))
    parts.append(notice_of(newest.standard, book.library, day_in_shanghai(now)))
    found = replace(state, estimates=event.owner if event.by_code else state.estimates)
    if again:
        return turn(found, Reply("\n".join(parts)), *again, intent="progress")
    forms = [FORM_OF[EstimateSubject(estimate.standard.subject)].value for _, estimate in known]
    choices = tuple(button(book, name) for name in ("visit_from_estimate", *forms, "apply_list"))
    found = replace(found, visit_about=visit_about(newest, book.say))
    return turn(found, Reply("\n".join(parts), choices), intent="progress")


def _one_told(one: EstimateBefore, estimate: Estimate, say: Say) -> list[str]:
    day = day_in_words(day_in_shanghai(one.made_at).isoformat())
    head = say("estimate.before", title=estimate.standard.title, day=day)
    return [head, *points_told(estimate, say), mark_told(estimate.standard, say)]


def _none_told(event: EstimatesFound, book: Handbook, now: datetime) -> str:
    if event.too_often:
        return book.say("estimate.slower")
    today = day_in_shanghai(now)
    parts = [book.say("estimate.none_by_code" if event.by_code else "estimate.none")]
    if book.web:
        parts.append(book.say("estimate.by_code", address=f"{book.web}/assess"))
    parts.append(notice_of(standard_on(EstimateSubject.COMPANY, today), book.library, today))
    return "\n".join(parts)
