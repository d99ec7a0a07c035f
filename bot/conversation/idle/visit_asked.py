"""What is asked of an appointment, answered from how it stands: shall it be off, does anybody come on that day.

Nothing is called off before it was asked back: a slip of the thumb costs nobody their visit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from bot.conversation.form.question import question_now
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.part_shown import VisitGlance
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import ArrangeVisit, CaseGlance, CasesFound, FindCases, Turn
from intake.cases.appointment import VisitAct
from intake.forms.saying import day_in_words, time_in_words
from intents import expressions as re
from intents.reading.agreement import agrees, denies
from intents.reading.unchanged import leaves_it_as_it_was
from intents.telling.appointment import VisitWay, visit_way_in

_STANDS = ("wished", "offered", "agreed")
_IS_SET = ("offered", "agreed")
_OFF = re.compile(r"^(?:是的?|对的?|确定|确认|就是|嗯|好的?|我?要|[，, ])*+取消(?:掉|了|吧|嘛|[。！!])*$")
# A time as our letters name it, and what a letter about an appointment asks for.
_TIME_SET = re.compile(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日（周.）[0-9]{1,2}:[0-9]{2}")
_IS_OF_A_VISIT = "改约"


def visits_of(case: CaseGlance) -> tuple[VisitGlance, ...]:
    """Return the appointments of a case and of its parts."""
    return tuple(one for one in (case.visit, *(part.visit for part in case.parts)) if one is not None)


def call_off_asked(state: State, event: CasesFound, book: Handbook) -> Turn:
    """Ask whether it is really to be off, and say what stands; nothing is done yet."""
    again = (question_now(book, state.running),) if state.running else ()
    found = next(_with_visits(event.cases, _STANDS), None)
    if found is None:
        is_off = any(_with_visits(event.cases, ("called_off",)))
        return turn(
            state, Reply(book.say("visit.off_already" if is_off else "visit.none")), *again, intent="cancel"
        )
    case, visit = found
    stands = book.say(f"visit.stands_{visit.state}", time=time_in_words(visit.slot) if visit.slot else "")
    asked = book.say("visit.really_call_off", reference=case.reference, stands=stands)
    choices = (button(book, "really_call_off"), button(book, "withdraw_consultation"), button(book, "keep_visit"))
    return turn(replace(state, calls_off=True), Reply(asked, choices), intent="cancel", case=case.reference)


def call_off_answered(scene: Scene) -> tuple[Scene, Turn | None]:
    """Take the answer to that question, which is open for one message only; no turn when it is none."""
    heard = scene.at(replace(scene.state, calls_off=False))
    way = visit_way_in(scene.text)
    keeps = way is VisitWay.KEEP or leaves_it_as_it_was(scene.text) or denies(scene.text)
    if scene.text == scene.say("choices.keep_visit") or keeps:
        return heard, turn(heard.state, Reply(scene.say("visit.kept")), intent="progress", request=FindCases())
    is_yes = scene.text == scene.say("choices.really_call_off") or agrees(scene.text)
    if is_yes or way is VisitWay.TAKE_BACK or _OFF.match(scene.text):
        return heard, turn(heard.state, intent="cancel", request=ArrangeVisit(VisitAct.TAKE_BACK))
    return heard, None


def day_answered(event: CasesFound, book: Handbook) -> tuple[str, ...]:
    """Return yes or no to whether anybody comes on the day that was asked about."""
    day = event.asks.day if event.asks is not None else ""
    visit = next((visit for _, visit in _with_visits(event.cases, (*_STANDS, "called_off"))), None)
    if not day or visit is None:
        return ()
    is_that_day, is_set = visit.slot[:10] == day, visit.state in _IS_SET
    key = {
        (True, True): f"comes_{visit.state}",
        (True, False): "comes_no_more",
        (False, True): "comes_another_day",
        (False, False): "comes_not",
    }[is_that_day, is_set]
    time = time_in_words(visit.slot) if visit.slot else ""
    return (book.say(f"visit.{key}", day=day_in_words(day), time=time),)


def letter_now(letter: str, case: CaseGlance, book: Handbook) -> str:
    """Return what an officer wrote, marked where the time in it is none any more."""
    times = _TIME_SET.findall(letter) if _IS_OF_A_VISIT in letter else []
    visits = visits_of(case)
    if not times or not visits or any(visit.state == "held" for visit in visits):
        return letter
    standing = {time_in_words(visit.slot) for visit in visits if visit.state in _IS_SET and visit.slot}
    return letter if standing & set(times) else f"{book.say('visit.letter_overtaken')}{letter}"


def _with_visits(cases: Iterable[CaseGlance], states: tuple[str, ...]) -> Iterator[tuple[CaseGlance, VisitGlance]]:
    return ((case, visit) for case in cases for visit in visits_of(case) if visit.state in states)
