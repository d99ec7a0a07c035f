"""The conversation: where a person stands and what happened go in; where they stand now and what we say come out.

Pure: the same three values give the same turn. It reads no clock and writes nothing; what it wants done it
asks for (turn.py).
"""

from __future__ import annotations

import unicodedata
from datetime import datetime

from msgspec.structs import replace

from bot.conversation import arriving, codes, own_cases, safety, switched_off
from bot.conversation.bulletins import wanted as bulletins
from bot.conversation.bulletins.exchanged import BulletinsTold
from bot.conversation.estimating import before, kept
from bot.conversation.estimating.exchanged import EstimateKept, EstimatesFound
from bot.conversation.estimating.form import is_points_name
from bot.conversation.form import contact, earlier, filed, files, leaving, note, on_page
from bot.conversation.form.original import PARTY, with_original
from bot.conversation.form.patterns import answer_in_form
from bot.conversation.form.question import question_now
from bot.conversation.form.scene import in_form
from bot.conversation.form.words import MAY_THREATEN
from bot.conversation.guiding import wanted as guiding
from bot.conversation.guiding.exchanged import ContactsFound
from bot.conversation.handbook import Handbook
from bot.conversation.idle import letters, marks, visit_asked, visits
from bot.conversation.idle.patterns import answer_when_idle
from bot.conversation.messages import Inbound, Reply
from bot.conversation.own_words import in_own_words
from bot.conversation.page.acts import page_answered
from bot.conversation.page.ended import answered_after_it_ended
from bot.conversation.person import calling, held
from bot.conversation.person.asked import DesksFound, PersonCalled
from bot.conversation.person.lately import with_lately
from bot.conversation.scene import Scene, turn
from bot.conversation.state import CONFIRM, Special, State
from bot.conversation.turn import (
    CaseOpened,
    CaseRated,
    CasesFound,
    CodeRefused,
    ContactCorrected,
    EarlierFound,
    Event,
    NotDone,
    NoteAdded,
    OfOwnCase,
    PageLinked,
    PersonSaid,
    Turn,
    VisitArranged,
)
from bot.conversation.two_wishes import parted_wishes
from bot.conversation.uploading import LinksRevoked, UploadOpened
from intake.clocks.calendar import day_in_shanghai
from intake.filers.codes import may_hold_a_code
from intake.forms.codes import ESTIMATES
from intake.ids import holds_a_misspelt_reference
from intake.talks.talk import Talk
from intents import expressions as re
from intents.once import forget_the_message
from intents.reading import is_more
from intents.spelled import in_characters
from intents.telling.commands import ordinal_in
from intents.telling.despair import MAY_DESPAIR
from intents.telling.subscribing import MAY_SUBSCRIBE

# What is shorter, or has none of these, tells nobody's act.
_MAY_TELL = re.compile(r"(?s)\A(?=.{8}).*[拿偷拷发卖带传泄窃盗挖露抢]")
# More is told of a party than its name.
_GOES_ON = re.compile(r"[，,；;。]\s*\S")
# A number, and behind it that somebody gives up.
_MAY_WITHDRAW = re.compile(r"(?s)\A(?>.*?\d{7})(?>.*?[，,。；;\s]).*?(?:撤|取消|不.{0,3}(?:举报|告|投诉|追究))")
# What is looked at of one message; everything a person types by hand is far below.
MESSAGE_CHARACTERS = 2_000


def advance(state: State, event: Event, handbook: Handbook, now: datetime) -> Turn:
    """Return the turn that an event leads to.

    now  UTC, the moment the event is worked on
    """
    try:
        turned = _turn_of(state, event, handbook, now)
        return turned if turned.state.waiting is None else contact.asked_again(turned, handbook)
    finally:
        forget_the_message()


def _turn_of(state: State, event: Event, handbook: Handbook, now: datetime) -> Turn:
    match event:
        case PersonSaid(message, talk):
            return _said(state, message, handbook, now, talk)
        case PageLinked():
            return on_page.page_linked(state, event, handbook)
        case UploadOpened():
            return files.upload_opened(state, event, handbook, now)
        case EstimateKept():
            return kept.estimate_kept(state, event, handbook, now)
        case EstimatesFound():
            return before.results_found(state, event, handbook, now)
        case ContactsFound():
            return guiding.contacts_found(state, event, handbook, now)
        case BulletinsTold():
            return bulletins.told(state, event, handbook, day_in_shanghai(now))
        case LinksRevoked():
            return files.links_revoked(state, event, handbook)
        case DesksFound():
            return calling.desks_found(state, event, handbook, now)
        case PersonCalled():
            return calling.person_called(state, event, handbook)
        case _:
            return _of_own_case(state, event, handbook, now)


def _of_own_case(state: State, event: OfOwnCase, handbook: Handbook, now: datetime) -> Turn:
    match event:
        case CaseOpened():
            return filed.case_opened(state, event, handbook)
        case EarlierFound():
            return earlier.earlier_found(state, event, handbook)
        case CasesFound():
            return own_cases.cases_told(state, event, handbook)
        case CodeRefused():
            return codes.code_refused(state, event, handbook)
        case NoteAdded():
            return note.note_added(state, event, handbook)
        case ContactCorrected():
            return note.contact_corrected(state, event, handbook, now)
        case VisitArranged():
            return visits.visit_arranged(state, event, handbook)
        case CaseRated():
            return marks.case_rated(state, event, handbook)
        case NotDone():
            return visits.not_done(state, event, handbook)


def scene_of(state: State, message: Inbound, handbook: Handbook, now: datetime) -> Scene:
    """Return a message as it is heard: the number of an offered choice is the choice."""
    return Scene(state, message, _text_of(state, message), handbook, now)


def _said(state: State, message: Inbound, handbook: Handbook, now: datetime, talk: Talk | None) -> Turn:
    scene = scene_of(state, message, handbook, now)
    may_despair = message.kind == "text" and MAY_DESPAIR.search(scene.text) is not None
    if talk is not None and (told := held.heard_by_the_officer(scene, talk)) is not None:
        return safety.with_care(scene, told) if may_despair else told
    # Before any question, command or button is looked for, and before what is kept of stories.
    if may_despair and (cared := safety.cared_for(scene)) is not None:
        return cared
    if handbook.off:
        off = switched_off.answered_when_off(scene)
        return _kept_as_said(scene, _heard(scene)) if off is None else arriving.with_notice(scene, off)
    said = _with_its_length(scene, _kept_as_said(scene, _heard(scene)))
    if handbook.talks and state.running is None:
        said = with_lately(scene, said)
    return switched_off.with_welcome(scene, said) if state.unheard else said


def _heard(scene: Scene) -> Turn:
    message, answered = scene.message, None
    if message.page is None and _asks_about_contact(scene.state):
        scene = contact.without_waiting_contact(scene)
    if message.page is None and message.kind != "event" and scene.state.ended_there is not None:
        scene, answered = answered_after_it_ended(scene)
    state = scene.state
    if answered is not None:
        return answered
    if _is_asked_to_discard(state):
        scene, answered = leaving.discarding_answered(scene)
    elif state.word is not None and message.kind != "event":
        answer = letters.offer_answered if letters.is_offered(state) else note.word_answered
        scene, answered = answer(scene)
    elif state.calls_off and message.kind != "event" and message.page is None:
        scene, answered = visit_asked.call_off_answered(scene)
    elif state.calling is not None and message.kind != "event" and message.page is None:
        scene, answered = calling.call_answered(scene)
    elif state.seeks_liaison:
        scene, answered = guiding.place_answered(scene)
    if answered is None and _may_be_of_notices(scene):
        scene, answered = bulletins.heard(scene)
    if message.kind == "event":
        return arriving.answer_event(scene)
    if message.page is not None:
        return page_answered(scene, message.page)
    said = answered or (_answered_twice(scene) if _MAY_WITHDRAW.search(scene.text) else None) or _answer(scene)
    said = safety.safety_first(scene, said) if MAY_THREATEN.search(scene.text) else said
    return said if said.state.greeted else arriving.with_notice(scene, said)


def _may_be_of_notices(scene: Scene) -> bool:
    return scene.state.subscribing is not None or MAY_SUBSCRIBE.search(scene.text) is not None


def _kept_as_said(scene: Scene, said: Turn) -> Turn:
    """Return the turn with a story kept in its own words, and nothing quoted that was not written."""
    before, is_in_form = scene.state.running, said.state.running is not None
    is_of_parties = before is not None and before.field.startswith(PARTY) and _GOES_ON.search(scene.text)
    if before is not None and is_in_form and (is_of_parties or _MAY_TELL.search(scene.text)):
        said = with_original(scene, said)
    drafts, after = ((one.running, one.shelved, *one.below) for one in (scene.state, said.state))
    typed = {answer.typed for draft in drafts if draft for answer in draft.answers.values()}
    typed |= {"", scene.text, scene.message.text}
    is_said = all(answer.typed in typed for draft in after if draft for answer in draft.answers.values())
    return said if is_said else in_own_words(scene, said)


def _with_its_length(scene: Scene, said: Turn) -> Turn:
    """Say first that a message was longer than what is looked at; a note says so by itself, and keeps nothing."""
    running = scene.state.running
    is_note = running is not None and running.form == note.NOTE_FORM
    characters = len(scene.message.text.rstrip())
    if characters <= MESSAGE_CHARACTERS or is_note or scene.message.page is not None or not _says_something(said):
        return said
    told = Reply(scene.say("service.too_long", characters=characters, limit=MESSAGE_CHARACTERS))
    return replace(said, replies=(told, *said.replies))


def _says_something(said: Turn) -> bool:
    return bool(said.replies) or said.request is not None


def _asks_about_contact(state: State) -> bool:
    """Say whether new contact data wait for a yes, asked about now or later."""
    is_asked = state.running is not None and state.running.pending.ask is Special.CONTACT
    return is_asked or state.waiting is not None


def _is_asked_to_discard(state: State) -> bool:
    """Say whether it was asked of a draft put aside whether it shall be erased."""
    # What is asked about lies on top.
    return state.running is None and state.shelved is not None and state.shelved.pending.ask is Special.DISCARD


def _answer(scene: Scene) -> Turn:
    if (scene.state.more or scene.text == scene.say("choices.more")) and is_more(scene.text):
        return _more(scene)
    may_be = may_hold_a_code(scene.message.text) or holds_a_misspelt_reference(scene.message.text)
    if may_be and (about := codes.answer_about_a_code(scene)) is not None:
        return about
    running = scene.state.running
    return answer_when_idle(scene) if running is None else answer_in_form(in_form(scene, running))


def _answered_twice(scene: Scene) -> Turn | None:
    """Answer new contact data and the wish to withdraw behind them, one after the other; None for other words."""
    parts = parted_wishes(scene.text)
    if parts is None:
        return None
    first = _answer(scene.saying(parts[0]))
    # Where the case is looked for first, the wish is asked about once the number is known to be right.
    if first.request is not None or first.asked is not None:
        return None
    there = scene.at(first.state).saying(parts[1])
    then = _answer(contact.without_waiting_contact(there) if _asks_about_contact(there.state) else there)
    told = replace(first.replies[0], text=first.replies[0].text.partition("\n")[0], choices=())
    return replace(then, replies=(told, *then.replies))


def _more(scene: Scene) -> Turn:
    """Show the next page that waits."""
    if not scene.state.more:
        return turn(scene.state, Reply(scene.say("service.no_more")))
    page, *rest = scene.state.more
    running = scene.state.running
    # After the rest of an answer the form goes on; the rest of a summary is the question itself.
    asks = running is not None and running.field != CONFIRM and running.form != note.NOTE_FORM
    asks = asks and not scene.book.off
    again = (question_now(scene.book, running),) if running is not None and asks else ()
    return turn(replace(scene.state, more=tuple(rest)), Reply(page), *again)


def _text_of(state: State, message: Inbound) -> str:
    """Return what was said, without control characters.

    The number of an offered choice becomes the choice, a control word in other writing the Chinese word.
    """
    text = _without_control_characters(message.text[:MESSAGE_CHARACTERS]).strip()
    number = ordinal_in(text)
    # At the summary a bare number names an item of the summary.
    running = state.running
    at_summary = running is not None and running.field == CONFIRM and not running.pending.ask
    # So does one that says how many points; and points are said where they are asked.
    asks_points = running is not None and running.form in ESTIMATES and is_points_name(running.field)
    if number is None or at_summary or asks_points or not 1 <= number <= len(state.offered):
        return in_characters(text)
    return state.offered[number - 1]


def _without_control_characters(typed: str) -> str:
    if typed.isprintable():
        return typed
    return "".join(c for c in typed if c in "\n\t" or unicodedata.category(c)[0] != "C")
