"""The appointment of one's own consultation: agreed to, moved, or called off in a word.

「确认时间」, 「改约下周二上午」, 「取消预约」: what our letters ask for. Without a time, times are offered.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form.question import question_now
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import ArrangeVisit, NotDone, Turn, VisitArranged, VisitGlance
from intake.cases.appointment import MOST_WISHED, VisitAct, offered_times
from intake.clocks.calendar import SHANGHAI
from intake.forms.codes import ChannelStatus
from intake.forms.saying import time_in_words
from intents.reading import NotUnderstood
from intents.reading.agreement import agrees
from intents.reading.times import read_times

_BEFORE = r"^(?:[我们想要请]|麻烦|帮)*+"
_END = r"(?:[了吧哈嘛。.!！~\s]|谢谢)*+$"
_AGREES = re.compile(r"^(?:好的?[，, ]?)?(?:确认|同意)(?:这个|约定的?|预约的?)?(?:时间|预约)" + _END)
_OTHER = re.compile(_BEFORE + r"(?:改约|另约|改时间|换个?时间|预约改|改预约)[到在成为:：]?")
_TAKES_BACK = re.compile(_BEFORE + r"取消(?:这次|这个|我的?|掉)?(?:预约|约定|上门)" + _END)
# What whoever has filed says in other words: each clause calls off, or tells why, or is polite.
_CALLS_OFF = re.compile(
    r"(?:我们?|那|就|请|麻烦|帮我|把)*(?:上次|那个|这个|的)*(?:预约|约的?时间|约定|上门)(?:的事)?(?:我们?|那|就|都|还是|先|请|帮我|给我)*"
    r"(?:取消|不要|作废|撤)(?:算|掉)?[了吧嘛哈]*|"
    r"(?:我们?|那|就|请|麻烦|帮我|还是)*(?:取消|不要)(?:上次|那个|这个|这次|我的?|掉)*(?:预约|约定|上门)[了吧嘛哈]*|"
    r"(?:我们?|那|就|还是)*不约了"
)
_BESIDE = re.compile(
    r"(?:我们?|那天|那|就|你们|那边|这边|临时|也|都|还是)*+(?:(?:不|莫|别|没法|没空|不用|不要|不能|不想)(?:来|去|过来|上门|得空)[了嘛吧]*|[来去]不(?:了|成|到)[了嘛]?|有事|没(?:得)?空|没时间|算了)|"
    r"(?:谢谢|麻烦|不好意思|对不起|抱歉|你好|您好)(?:你们|您|了|哈|嘛)*"
)
_CLAUSE_ENDS = re.compile(r"[，,。！!；;\s]+")
_MOVES = re.compile(
    r"^(?:你好|您好|不好意思|麻烦|我们?|想|请|把|帮|要|能不能|可不可以|可以|[，, ])*+"
    r"(?:(?:约的?|约好的?|预约的?|上门的?|咨询的?)(?:时间|日子|日期)?|时间|日子)(?:我们?|想|要|请|帮忙?|能不能|可不可以|可以|先|再|往后)*+"
    r"(?:改|换|调|挪|推迟|提前|推)(?:到|成|在|为)"
)
_ANOTHER_DAY = re.compile(
    r"(?:^|[，,。；; ])(?:我们?|那|就|请|麻烦|帮|想|要|能不能|可不可以|可以|能|得不得行|还是)*+"
    r"(?:换|改|另约|另外约|重新约)(?:一?个?|别的)?(?:天|日子|时间|时候)"
    r"(?:行不行|可不可以|可以|好不好|要得不|行|好|[了吗不嘛吧哈啊])*+[？?。！!]*$"
)
_ASKS_IF = re.compile(
    r"(?:行不行|可不可以|可以[吗不嘛]|好不好|要不要得|要得不|得不得行|行[吗不嘛]|好[吗嘛])[？?。]*$"
)
_OF_A_MEETING = re.compile(r"等你|等您|恭候|欢迎|见|来|[上下]午|周[一二三四五六日天]|\d[日号点]|时间")
# How each state is told with the case; what is held is told by the case's own state.
_TOLD = ("wished", "offered", "agreed", "called_off")


def own_visit(scene: Scene) -> Turn | None:
    """Take what somebody does with their appointment."""
    wanted = _wanted(scene.text) or _wanted_in_other_words(scene)
    if wanted is None:
        return _asked_what_is_meant(scene) if _may_agree(scene) else None
    if scene.book.status is ChannelStatus.HELPER:
        return turn(scene.state, Reply(scene.say("progress.helper")), intent="progress")
    if wanted is VisitAct.OTHER_TIMES:
        return _moved(scene)
    intent = "confirm" if wanted is VisitAct.AGREE else "cancel"
    return turn(scene.state, intent=intent, request=ArrangeVisit(wanted))


def visit_arranged(state: State, event: VisitArranged, book: Handbook) -> Turn:
    """Tell how the appointment stands now."""
    said = book.say(
        f"visit.done_{event.act}",
        reference=event.reference,
        time=time_in_words(event.visit.slot) if event.visit.slot else "",
        wished="；".join(map(time_in_words, event.wished)),
    )
    lines = (said, *calendar_told(event.visit, book))
    return turn(state, Reply("\n".join(lines)), *_open_question(state, book), case=event.reference)


def not_done(state: State, event: NotDone, book: Handbook) -> Turn:
    """Tell why not; for everybody but the filer it is the one same sentence."""
    return turn(
        state,
        Reply(event.why or book.say("mark.none" if event.what == "mark" else "visit.none")),
        *_open_question(state, book),
    )


def visit_told(visit: VisitGlance | None, book: Handbook) -> tuple[str, ...]:
    """Return how an appointment stands, for whoever asks how far their case is."""
    if visit is None or visit.state not in _TOLD:
        return ()
    time = time_in_words(visit.slot) if visit.slot else ""
    told = book.say(f"visit.{visit.state}", time=time)
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


def _wanted(text: str) -> VisitAct | None:
    if _AGREES.match(text):
        return VisitAct.AGREE
    if _TAKES_BACK.match(text):
        return VisitAct.TAKE_BACK
    return VisitAct.OTHER_TIMES if _OTHER.match(text) else None


def _wanted_in_other_words(scene: Scene) -> VisitAct | None:
    """Return what whoever has filed wants: 「我不来了，预约取消」, 「下周二我没得空，能不能换一天」."""
    text = scene.text
    if not scene.state.filed or len(text) > hearing.A_SENTENCE_CHARACTERS:
        return None
    clauses = [clause for clause in _CLAUSE_ENDS.split(text) if clause]
    calling_off = [clause for clause in clauses if _CALLS_OFF.fullmatch(clause)]
    if calling_off and all(_CALLS_OFF.fullmatch(clause) or _BESIDE.fullmatch(clause) for clause in clauses):
        return VisitAct.TAKE_BACK
    return VisitAct.OTHER_TIMES if _MOVES.search(text) or _ANOTHER_DAY.search(text) else None


def _may_agree(scene: Scene) -> bool:
    """Say whether somebody who has filed may mean an appointment: 「可以的，11号上午我们等你们」."""
    begins = re.split(r"[,，。.!！\s]", scene.text.strip(), maxsplit=1)[0]
    return (
        scene.state.filed
        and agrees(begins)
        and begins != scene.text
        and _OF_A_MEETING.search(scene.text) is not None
    )


def _asked_what_is_meant(scene: Scene) -> Turn:
    ways = ("agree_visit", "other_times", "call_off_visit")
    choices = tuple(button(scene.book, way) for way in ways)
    return turn(scene.state, Reply(scene.say("visit.is_it_agreed"), choices), intent="confirm")


def _moved(scene: Scene) -> Turn:
    """Move it to the times that were said; else offer some, each of them a whole message."""
    rest = _new_time_in(scene.text)
    try:
        wished = read_times(rest, scene.now.astimezone(SHANGHAI)) if rest else ()
    except NotUnderstood as unread:
        return _offered(scene, scene.say(f"unread.{unread.phrase_key}", **unread.values))
    if not wished:
        return _offered(scene, scene.say("visit.when"))
    if len(wished) > MOST_WISHED:
        return _offered(scene, scene.say("visit.too_many", most=MOST_WISHED))
    return turn(scene.state, intent="progress", request=ArrangeVisit(VisitAct.OTHER_TIMES, wished))


def _new_time_in(text: str) -> str:
    """Return what is said of the new time; nothing of a day that does not suit: 「周二没空，能不能换一天」."""
    for says_when in (_OTHER, _MOVES):
        if found := says_when.search(text):
            return _ASKS_IF.sub("", text[found.end() :].strip(" ，,。")).strip(" ，,。")
    return ""


def _offered(scene: Scene, sentence: str) -> Turn:
    said = scene.say("choices.other_times")
    slots = map(time_in_words, offered_times(scene.book.calendar, scene.today))
    choices = tuple(Choice(slot, f"{said}{slot}") for slot in slots)
    return turn(replace(scene.state, unsure=0), Reply(sentence, choices), intent="progress")


def _open_question(state: State, book: Handbook) -> tuple[Reply, ...]:
    return (question_now(book, state.running),) if state.running else ()
