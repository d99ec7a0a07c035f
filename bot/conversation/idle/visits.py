"""The appointment of one's own consultation: agreed to, moved, or called off in a word.

「确认时间」, 「改约下周二上午」, 「取消预约」: what our letters ask for. Without a time, times are offered.
"""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.conversation.form import note
from bot.conversation.form.question import question_now
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.part_shown import VisitGlance
from bot.conversation.pattern import Context
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import ArrangeVisit, FindCases, NotDone, Turn, VisitArranged, VisitAsked
from intake.cases.appointment import MOST_WISHED, VisitAct, offered_times
from intake.clocks.calendar import SHANGHAI
from intake.forms.codes import FormName
from intake.forms.saying import day_in_words, time_in_words
from intents import expressions as re
from intents.reading import NotUnderstood
from intents.reading.times import read_times
from intents.telling.appointment import VisitWay, changes_the_mode, names_a_day, new_time_in, visit_way_in

_BEFORE = r"^(?:[我们想要请]|麻烦|帮)*+"
_END = r"(?:[了吧哈嘛。.!！~\s]|谢谢)*+$"
# What our own letters ask for is heard from everybody; other words only from whoever has an appointment.
_AGREES = re.compile(r"^(?:好的?[，, ]?)?(?:确认|同意)(?:这个|约定的?|预约的?)?(?:时间|预约)" + _END)
_OTHER = re.compile(_BEFORE + r"(?:改约|另约|改时间|换个?时间|预约改|改预约)[到在成为:：]?")
_TAKES_BACK = re.compile(_BEFORE + r"(?:确定)?取消(?:这次|这个|我的?|掉)?(?:预约|约定|上门)" + _END)
# What can be said of nothing but an appointment that stands.
_OF_THE_STANDING_ONE = (VisitWay.MOVE, VisitWay.AGREE)
_UNFIT = ("times.past", "times.too_far")
# How each state is told with the case; what is held is told by the case's own state.
_TOLD = ("wished", "offered", "agreed", "called_off")


def own_visit(scene: Scene) -> Turn | None:
    """Take what somebody does with their appointment."""
    way = in_our_words(scene.text) or (visit_way_in(scene.text) if scene.state.booked else None)
    if way is not None and not scene.may_have_cases:
        return turn(scene.state, Reply(scene.say("progress.helper")), intent="progress")
    return _arranged(scene, way) if way is not None else None


def _arranged(scene: Scene, way: VisitWay) -> Turn | None:
    match way:
        case VisitWay.MOVE | VisitWay.TAKE_BACK if changes_the_mode(scene.text):
            return note.offer_word(scene, why="mode")
        case VisitWay.MOVE:
            return _moved(scene)
        case VisitWay.AGREE if (why := _unfit_day(scene)) is not None:
            # 「这周六可以」 is no yes to the Thursday that was offered.
            return _offered(scene, scene.say(f"unread.{why.phrase_key}", **why.values))
        case VisitWay.AGREE:
            return turn(scene.state, intent="confirm", request=ArrangeVisit(VisitAct.AGREE, _day_meant(scene)))
        case VisitWay.TAKE_BACK if scene.text == scene.say("choices.really_call_off"):
            return turn(scene.state, intent="cancel", request=ArrangeVisit(VisitAct.TAKE_BACK))
        case VisitWay.TAKE_BACK:
            return turn(scene.state, intent="cancel", request=FindCases(asks=VisitAsked(calls_off=True)))
        case VisitWay.KEEP:
            return turn(scene.state, intent="progress", request=FindCases())
        case VisitWay.CANNOT:
            return _offered(scene, scene.say("visit.cannot"), button(scene.book, "call_off_visit"))
        case VisitWay.NOBODY:
            return note.offer_word(scene, why="nobody_came")
        case VisitWay.WHEN:
            day = next(iter(_day_meant(scene)), "")[:10]
            return turn(scene.state, intent="progress", request=FindCases(asks=VisitAsked(day=day)))


def own_visit_meanwhile(scene: FormScene) -> Turn | None:
    """Take the same in the middle of something else: a form goes on, a note that says nothing yet is left."""
    if scene.form.name == FormName.CONSULTATION and in_our_words(scene.text) not in _OF_THE_STANDING_ONE:
        # There times are wished for the next one, and it is the next one that is called off.
        return None
    return own_visit(scene.at(note.without_the_note(scene.state)) if scene.where is Context.NOTE else scene)


def visit_arranged(state: State, event: VisitArranged, book: Handbook) -> Turn:
    """Tell how the appointment stands now."""
    # Whoever moves it wants to know whether the time that stood still does.
    how = {
        (VisitAct.OTHER_TIMES, True): "_from",
        (VisitAct.TAKE_BACK, False): "_unset",
    }.get((event.act, bool(event.visit.slot)), "")
    said = book.say(
        f"visit.done_{event.act}{how}",
        reference=event.reference,
        time=time_in_words(event.visit.slot) if event.visit.slot else "",
        wished="；".join(map(time_in_words, event.wished)),
    )
    lines = (said, *calendar_told(event.visit, book))
    return turn(state, Reply("\n".join(lines)), *_open_question(state, book), case=event.reference)


def not_done(state: State, event: NotDone, book: Handbook) -> Turn:
    """Tell why not; for everybody but the filer it is the one same sentence."""
    # What was to be corrected is not asked for again: it is the same as before.
    state = note.without_the_note(state) if event.what == "contact" else state
    said = event.why or book.say("mark.none" if event.what == "mark" else "visit.none")
    return turn(state, Reply(said), *_open_question(state, book))


def visit_told(visit: VisitGlance | None, book: Handbook) -> tuple[str, ...]:
    """Return how an appointment stands, for whoever asks how far their case is."""
    if visit is None or visit.state not in _TOLD:
        return ()
    time = time_in_words(visit.slot) if visit.slot else ""
    how = {("wished", True): "_anew", ("called_off", False): "_unset"}.get((visit.state, bool(visit.slot)), "")
    told = book.say(f"visit.{visit.state}{how}", time=time)
    return (told, *_wishes_told(visit, book), *calendar_told(visit, book))


def _wishes_told(visit: VisitGlance, book: Handbook) -> tuple[str, ...]:
    if visit.state != "wished" or not visit.wished:
        return ()
    return (book.say("visit.wishes", wished="；".join(map(time_in_words, visit.wished))),)


def calendar_told(visit: VisitGlance, book: Handbook) -> tuple[str, ...]:
    """Return where the file for a calendar is, where the time stands."""
    return (book.say("visit.calendar", address=visit.calendar),) if visit.calendar else ()


def choices_for(visit: VisitGlance | None, book: Handbook) -> tuple[Choice, ...]:
    """Return what can be done with an appointment."""
    if visit is None or visit.state not in _TOLD:
        return ()
    agrees = (button(book, "agree_visit"),) if visit.state == "offered" else ()
    return (*agrees, button(book, "other_times"))


def in_our_words(text: str) -> VisitWay | None:
    """Return what is said in the words that our letters ask for."""
    if _AGREES.match(text):
        return VisitWay.AGREE
    if _TAKES_BACK.match(text):
        return VisitWay.TAKE_BACK
    return VisitWay.MOVE if _OTHER.match(text) else None


def _day_meant(scene: Scene) -> tuple[str, ...]:
    """Return the day to which somebody agrees, where they name one: 「下周四可以」."""
    try:
        return read_times(scene.text, scene.now.astimezone(SHANGHAI)) if names_a_day(scene.text) else ()
    except NotUnderstood:
        return ()


def _unfit_day(scene: Scene) -> NotUnderstood | None:
    """Return why nobody comes on the day that somebody names: a day off, one that is over or far away."""
    try:
        times = read_times(scene.text, scene.now.astimezone(SHANGHAI)) if names_a_day(scene.text) else ()
    except NotUnderstood as unread:
        return unread if unread.phrase_key in _UNFIT else None
    days = [time[:10] for time in times]
    off = next((day for day in days if not scene.book.calendar.is_workday(date.fromisoformat(day))), None)
    return NotUnderstood("times.day_off", day=day_in_words(off)) if off else None


def _moved(scene: Scene) -> Turn:
    """Move it to the times that were said; else offer some, each of them a whole message."""
    rest = time_said(scene.text)
    try:
        wished = read_times(rest, scene.now.astimezone(SHANGHAI)) if rest else ()
    except NotUnderstood as unread:
        return _offered(scene, scene.say(f"unread.{unread.phrase_key}", **unread.values))
    if not wished:
        return _offered(scene, scene.say("visit.when"))
    if len(wished) > MOST_WISHED:
        return _offered(scene, scene.say("visit.too_many", most=MOST_WISHED))
    return turn(scene.state, intent="progress", request=ArrangeVisit(VisitAct.OTHER_TIMES, wished))


def time_said(text: str) -> str:
    """Return what is said of the new time."""
    found = _OTHER.search(text)
    return text[found.end() :].strip(" ，,。") if found else new_time_in(text)


def _offered(scene: Scene, sentence: str, *ways: Choice) -> Turn:
    said = scene.say("choices.other_times")
    slots = map(time_in_words, offered_times(scene.book.calendar, scene.today))
    choices = tuple(Choice(slot, f"{said}{slot}") for slot in slots)
    state = replace(scene.state, unsure=0)
    return turn(state, Reply(sentence, (*choices, *ways)), *_open_question(state, scene.book), intent="progress")


def _open_question(state: State, book: Handbook) -> tuple[Reply, ...]:
    return (question_now(book, state.running),) if state.running else ()
