"""Asking for a person: at which bureau, whether it may read along, and what is said where nobody is there."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import leaving
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.person.asked import CallPerson, DeskGlance, DesksFound, FindDesks, PersonCalled
from bot.conversation.person.lately import lines_of
from bot.conversation.remembered import Calling
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import Turn
from intake.clocks.calendar import SHANGHAI
from intake.forms.draft import draft_of
from intake.routing.bureaus import MUNICIPAL
from intake.routing.route import route
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import agrees, denies

# With more bureaus than these a name is typed.
_MOST_TO_CHOOSE = 6
_LONGEST_PLACE = 20
_ANY_BUREAU = re.compile(
    r"市局|市级|市里|重庆市市场|不(?:太|大|怎么)?(?:清楚|知道|晓得|确定)|随便|都(?:行|可以)|哪个都"
)
_YES = re.compile(r"^(?:那就|好的?|可以|行|嗯)?[，,]?(?:帮我|请)?转(?:吧|嘛|人工)?[。！!]*$")
_NO = re.compile(r"^(?:还是)?(?:算了|不转了?|不用转?了?|取消|不找了?)(?:吧|嘛)?[。！!]*$")
_PLACED = ("act_place", "district")


def desks_found(state: State, event: DesksFound, book: Handbook, now: datetime) -> Turn:
    """Go on with what is known of who could be there: nobody, ask where, or ask whether."""
    calling = state.calling or Calling()
    if not event.desks:
        return _nobody(state, calling, book)
    bureau = calling.bureau or _bureau_of_the_form(state, calling, book, now) or event.own
    if not bureau:
        return _asked_where(state, calling, event, book)
    return _offered(state, replace(calling, bureau=bureau), event, book, now)


def person_called(state: State, event: PersonCalled, book: Handbook) -> Turn:
    """Say where the talk stands, and that the bot is silent from now on."""
    office = book.bureaus.public_name_of(event.desk.bureau)
    told = book.say("talk.called", office=office, minutes=event.desk.patience)
    ways = book.say("talk.arrives" if event.arrives else "talk.comes_along")
    after = replace(state, calling=None, lately=None, heard_by="")
    return turn(after, Reply(f"{told}{ways}"), intent="human")


def call_answered(scene: Scene) -> tuple[Scene, Turn | None]:
    """Take the answer to where or whether; no turn when it is none: then the form goes on as it was."""
    calling = scene.state.calling or Calling()
    if _declines(scene):
        return scene, _declined(scene, calling)
    if calling.asks == "consent":
        return _consent_answered(scene, calling)
    return _where_answered(scene, calling)


def _consent_answered(scene: Scene, calling: Calling) -> tuple[Scene, Turn | None]:
    bare = scene.text == scene.say("choices.to_person_bare")
    if bare or scene.text == scene.say("choices.to_person") or agrees(scene.text) or _YES.match(scene.text):
        before = () if bare else lines_of(scene.state)
        request = CallPerson(calling.bureau, before, calling.resumes)
        return scene, turn(scene.state, intent="human", request=request)
    return _left(scene, calling), None


def _where_answered(scene: Scene, calling: Calling) -> tuple[Scene, Turn | None]:
    bureau = _bureau_in(scene)
    if bureau is None:
        return _left(scene, calling), None
    named = replace(scene.state, calling=Calling(bureau=bureau, resumes=calling.resumes))
    return scene, turn(named, intent="human", request=FindDesks())


def _bureau_in(scene: Scene) -> str | None:
    """Return which bureau a short answer names; the municipal one for whoever does not know."""
    if len(scene.text) > _LONGEST_PLACE or looks_like_a_question(scene.text):
        return None
    if _ANY_BUREAU.search(scene.text):
        return MUNICIPAL
    located = scene.book.gazetteer.locate(scene.text, scene.today)
    if located.place is not None:
        return located.place.bureau
    bureaus = {place.bureau for place in located.candidates}
    return bureaus.pop() if len(bureaus) == 1 else MUNICIPAL if bureaus else None


def _declines(scene: Scene) -> bool:
    says_no = scene.text == scene.say("choices.no_person") or _NO.match(scene.text) is not None
    return says_no or denies(scene.text) or scene.wants("cancel", at_least=hearing.VERY_CLEAR)


def _declined(scene: Scene, calling: Calling) -> Turn:
    there = scene.at(replace(scene.state, calling=None))
    said = Reply(scene.say("talk.declined"))
    if not calling.resumes or there.state.shelved is None:
        return turn(there.state, said, intent="human")
    resumed = leaving.taken_up(there)
    return replace(resumed, replies=(said, *resumed.replies))


def _left(scene: Scene, calling: Calling) -> Scene:
    """Return the scene as if no person had been asked for."""
    state = replace(scene.state, calling=None)
    if calling.resumes and state.running is None and state.shelved is not None:
        state = replace(state.without_aside(state.shelved), running=state.shelved)
    return scene.at(state)


def _nobody(state: State, calling: Calling, book: Handbook) -> Turn:
    after = replace(state, calling=None)
    if calling.resumes:
        return turn(after, Reply(book.say("service.person_draft_kept"), (button(book, "resume"),)), intent="human")
    return turn(after, Reply(book.say("service.person")), intent="human")


def _bureau_of_the_form(state: State, calling: Calling, book: Handbook, now: datetime) -> str:
    """Return where the form that was put aside would go, once it says where."""
    draft = state.shelved if calling.resumes else None
    if draft is None or not any(name in draft.answers for name in _PLACED):
        return ""
    on = now.astimezone(SHANGHAI).date()
    return route(draft_of(book.forms[draft.form], draft.answers), book.rules, book.bureaus, on).lead or ""


def _asked_where(state: State, calling: Calling, event: DesksFound, book: Handbook) -> Turn:
    names = [book.bureaus.name_of(desk.bureau) for desk in event.desks]
    shown = names if len(names) <= _MOST_TO_CHOOSE else []
    choices = (*(Choice(name, name) for name in shown), button(book, "no_person"))
    asking = replace(state, calling=Calling("bureau", resumes=calling.resumes))
    return turn(asking, Reply(book.say("talk.where"), choices), intent="human")


def _offered(state: State, calling: Calling, event: DesksFound, book: Handbook, now: datetime) -> Turn:
    """Ask whether the bureau's desk may read along; say when, or where else, if nobody is there now."""
    desk = event.of(calling.bureau)
    office, instead = book.bureaus.public_name_of(calling.bureau), ""
    if desk is None and (municipal := event.of(MUNICIPAL)) is not None:
        desk, instead = municipal, book.say("talk.instead", office=office)
    if desk is None:
        return _turned_away(state, calling, book, book.say("talk.none_there", office=office))
    office = book.bureaus.public_name_of(desk.bureau)
    if not desk.is_open:
        return _turned_away(state, calling, book, f"{instead}{_closed(desk, office, book, now)}")
    key = "talk.consent" if lines_of(state) else "talk.consent_bare"
    kept = book.say("talk.form_stays") if calling.resumes else ""
    ways = ("to_person", "to_person_bare", "no_person") if lines_of(state) else ("to_person", "no_person")
    asking = replace(state, calling=Calling("consent", desk.bureau, calling.resumes))
    text = f"{instead}{book.say(key, office=office)}{kept}"
    return turn(asking, Reply(text, tuple(button(book, way) for way in ways)), intent="human")


def _closed(desk: DeskGlance, office: str, book: Handbook, now: datetime) -> str:
    opens = desk.opens_at.astimezone(SHANGHAI)
    is_today = opens.date() == now.astimezone(SHANGHAI).date()
    day = f"{'今天' if is_today else f'{opens.month}月{opens.day}日'}{opens:%H:%M}"
    return book.say("talk.closed", office=office, hours=desk.hours, day=day)


def _turned_away(state: State, calling: Calling, book: Handbook, why: str) -> Turn:
    ways = ("resume", "supplement") if calling.resumes else ("complaint", "supplement")
    text = f"{why}{book.say('talk.meanwhile')}"
    choices = tuple(button(book, way) for way in ways)
    return turn(replace(state, calling=None), Reply(text, choices), intent="human")
