"""「我的指导员是谁」, 「谁是我们园区的联络员」, 「申请指导员」: looked up, told, or begun as a consultation."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.conversation.estimating.kept import VISIT_TOPIC
from bot.conversation.estimating.told import notice_of
from bot.conversation.form import opening
from bot.conversation.form.question import question_now
from bot.conversation.guiding.exchanged import ContactGlance, ContactsFound, FindContacts
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import Turn
from intake.clocks.calendar import day_in_shanghai
from intake.forms.codes import FormName
from intake.forms.form import Answer
from intake.geography.place import Place
from intents.reading.questions import looks_like_a_question
from intents.telling.guiding import (
    asks_for_liaison,
    asks_for_own_guide,
    guided_by_name,
    may_be_a_place,
    of_their_district,
    place_said,
    wants_a_guide,
)
from knowledge.standards.rounds import round_on

# Longer words answer something else, or tell something.
_LONGEST_PLACE = 24
_SHORT_NAME = 4


def guide_asked(scene: Scene) -> Turn | None:
    """Look up who is asked for, or begin to ask for one."""
    # The very words of an entry are answered by it, and it offers the same by a button.
    if scene.book.library.finder.exactly(scene.text) is not None:
        return None
    if (found := looked_up(scene)) is not None:
        return found
    return guide_wanted(scene) if wants_a_guide(scene.text) else None


def looked_up(scene: Scene) -> Turn | None:
    """Look up who is asked for; None for everything else."""
    if company := guided_by_name(scene.text):
        return _looked_up(scene, FindContacts(company=company, bureaus=_bureaus_of(_places_in(scene, company))))
    if asks_for_own_guide(scene.text):
        return _looked_up(scene, FindContacts())
    return _liaison_looked_up(scene) if asks_for_liaison(scene.text) else None


def place_answered(scene: Scene) -> tuple[Scene, Turn | None]:
    """Take the park or district that was asked for, if this is one; the question is open for one message only."""
    scene = scene.at(replace(scene.state, seeks_liaison=False))
    if scene.state.running is not None or scene.message.kind == "event" or scene.message.page is not None:
        return scene, None
    if len(scene.text) > _LONGEST_PLACE or looks_like_a_question(scene.text):
        return scene, None
    name = place_said(scene.text)
    is_place = may_be_a_place(scene.text) or (0 < len(name) <= _SHORT_NAME and _places_in(scene, name))
    return scene, _liaison_looked_up(scene) if is_place else None


def liaison_wanted(scene: Scene) -> Turn:
    """Look up those of the person's own park or district; where it is not known, it is asked."""
    return _looked_up(scene, FindContacts(of_liaison=True))


def guide_wanted(scene: Scene) -> Turn:
    """Open a consultation in which the company asks for a guidance officer; the bureau assigns one upon it."""
    about = scene.say("guides.wanted")
    stated = {"topics": Answer([VISIT_TOPIC], "", True), "question": Answer(about, about, True)}
    return opening.open_about(scene, FormName.CONSULTATION, stated)


def contacts_found(state: State, event: ContactsFound, book: Handbook, now: datetime) -> Turn:
    """Tell who was found, else whom to turn to; that the plan's term is over comes last."""
    asked = event.asked
    told = [_told(one, book) for one in event.contacts]
    if told and event.by_case:
        told.insert(0, book.say("guides.by_case"))
    if not told:
        told = [_nobody_told(event, book)]
    if asked.of_liaison and event.page:
        told.append(book.say("guides.page", address=event.page))
    today = day_in_shanghai(now)
    told.append(notice_of(round_on(today).standard, book.library, today))
    if state.running is not None:
        again = question_now(book, state.running)
        return turn(replace(state, seeks_liaison=False), Reply("\n".join(told)), again)
    has_own = any(one.name for one in event.contacts)
    choices = () if has_own and not asked.of_liaison else (button(book, "guide"),)
    is_asked = asked.of_liaison and not event.contacts and not event.office
    return turn(replace(state, seeks_liaison=is_asked), Reply("\n".join(told), choices))


def _looked_up(scene: Scene, request: FindContacts) -> Turn:
    return turn(replace(scene.state, unsure=0), intent="ask", request=request)


def _liaison_looked_up(scene: Scene) -> Turn:
    name = place_said(scene.text)
    places = _places_in(scene, name)
    is_district = bool(places) and all(place.district in (None, place.text) for place in places)
    request = FindContacts(
        of_liaison=True,
        said=name,
        bureaus=_bureaus_of(places),
        of_district=is_district or (not name and of_their_district(scene.text)),
    )
    return _looked_up(scene, request)


def _places_in(scene: Scene, name: str) -> tuple[Place, ...]:
    """Return where this may be; nothing where no place is known in it, or only as part of a name."""
    located = scene.book.gazetteer.locate(name, scene.today) if name else None
    if located is None or located.doubt == "name":
        return ()
    return (located.place,) if located.place else located.candidates


def _bureaus_of(places: tuple[Place, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(place.bureau for place in places))


def _nobody_told(event: ContactsFound, book: Handbook) -> str:
    if event.asked.company:
        return book.say("guides.of_another", office=event.office or book.say("guides.any_office"))
    if not event.asked.of_liaison:
        return book.say("guides.none_at", office=event.office) if event.office else book.say("guides.none")
    if event.office:
        return book.say("guides.no_liaison_at", office=event.office)
    return book.say("guides.no_liaison") if event.asked.said else book.say("guides.which")


def _told(one: ContactGlance, book: Handbook) -> str:
    phone = book.say("guides.phone", phone=one.phone) if one.phone else ""
    if one.company and not one.name:
        return book.say("guides.left", company=one.company, office=one.office)
    if one.company:
        own = {"company": one.company, "name": one.name, "office": one.office, "reach": one.reach}
        return book.say("guides.own", **own) + phone
    liaison = {"place": one.place, "name": one.name, "office": one.office, "reach": one.reach}
    return book.say("guides.liaison", **liaison) + phone
