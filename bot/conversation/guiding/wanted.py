"""「我的指导员是谁」, 「谁是我们园区的联络员」, 「申请指导员」: looked up, told, or begun as a consultation."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.conversation.estimating.told import notice_of
from bot.conversation.estimating.wanted import VISIT_TOPIC
from bot.conversation.form import opening
from bot.conversation.guiding.exchanged import ContactGlance, ContactsFound, FindContacts
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import Turn
from intake.clocks.calendar import day_in_shanghai
from intake.forms.codes import FormName
from intake.forms.form import Answer
from intents.telling.guiding import asks_for_liaison, asks_for_own_guide, wants_a_guide
from knowledge.standards.rounds import round_on


def guide_asked(scene: Scene) -> Turn | None:
    """Look up who is asked for, or begin to ask for one."""
    # The very words of an entry are answered by it, and it offers the same by a button.
    if scene.book.library.finder.exactly(scene.text) is not None:
        return None
    if asks_for_own_guide(scene.text):
        return turn(replace(scene.state, unsure=0), intent="ask", request=FindContacts())
    if asks_for_liaison(scene.text):
        return turn(replace(scene.state, unsure=0), intent="ask", request=FindContacts(scene.text))
    return guide_wanted(scene) if wants_a_guide(scene.text) else None


def liaison_wanted(scene: Scene) -> Turn:
    """Ask of which park or district, with the way to the list."""
    asked = scene.say("guides.which")
    if scene.book.web:
        asked += "\n" + scene.say("guides.page", address=f"{scene.book.web}/guides")
    return turn(replace(scene.state, unsure=0), Reply(asked), intent="ask")


def guide_wanted(scene: Scene) -> Turn:
    """Open a consultation in which the company asks for a guidance officer; the bureau assigns one upon it."""
    about = scene.say("guides.wanted")
    stated = {"topics": Answer([VISIT_TOPIC], "", True), "question": Answer(about, about, True)}
    return opening.open_about(scene, FormName.CONSULTATION, stated)


def contacts_found(state: State, event: ContactsFound, book: Handbook, now: datetime) -> Turn:
    """Tell who was found, else whom to turn to; that the plan's term is over comes last."""
    told = [_told(one, book) for one in event.contacts]
    if not told:
        told = [book.say("guides.no_liaison" if event.of_liaison else "guides.none")]
    if event.of_liaison and event.page:
        told.append(book.say("guides.page", address=event.page))
    today = day_in_shanghai(now)
    told.append(notice_of(round_on(today).standard, book.library, today))
    has_own = any(one.name for one in event.contacts)
    choices = () if has_own and not event.of_liaison else (button(book, "guide"),)
    return turn(state, Reply("\n".join(told), choices))


def _told(one: ContactGlance, book: Handbook) -> str:
    phone = book.say("guides.phone", phone=one.phone) if one.phone else ""
    if one.company and not one.name:
        return book.say("guides.left", company=one.company, office=one.office)
    if one.company:
        own = {"company": one.company, "name": one.name, "office": one.office, "reach": one.reach}
        return book.say("guides.own", **own) + phone
    liaison = {"place": one.place, "name": one.name, "office": one.office, "reach": one.reach}
    return book.say("guides.liaison", **liaison) + phone
