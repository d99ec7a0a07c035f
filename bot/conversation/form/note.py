"""A note on one's own case: 补充材料说明, 申请撤回, 提出异议. Which case first, then the words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form.question import ask, purpose_key, question_now
from bot.conversation.form.scene import FormScene
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.remembered import ToldBefore
from bot.conversation.scene import Scene, button, touched, turn
from bot.conversation.state import Pending, Running, Special, State
from bot.conversation.turn import (
    AddNote,
    CasesFound,
    ContactCorrected,
    FindCases,
    NoteAdded,
    Turn,
)
from bot.conversation.uploading import OpenUpload
from intake.cases.codes import CaseKind
from intake.forms.codes import FormName
from intake.forms.form import Answer
from intake.forms.supplement import Purpose
from intake.ids import read_reference
from intents import expressions as re
from intents.reading.agreement import agrees, denies
from intents.reading.questions import looks_like_a_question
from intents.reading.unchanged import leaves_it_as_it_was
from intents.telling.added import begins_to_add
from intents.telling.both_wishes import withdraws_too
from intents.telling.commands import Command
from intents.telling.naming import gives_a_name, names_oneself
from intents.telling.own_case import CaseWish, goes_on_with_the_case, says_why, wish_about_a_case
from intents.telling.own_contact import addition_beside
from intents.telling.own_data import says_what_to_delete, wants_deletion
from intents.telling.threats import is_threatened, withdraws_under_threat

NOTE_FORM = FormName.SUPPLEMENT
_UNKEPT = re.compile(
    r"^(?:算了|那|就|先|暂时|[，, ])*(?:不|莫|别)(?:要|用|能)?(?:这样|照样)?(?:记|留|写)|^(?:请|我|把)*去掉"
)
_LETS_THEM_CALL = re.compile(
    r"^(?:好|行|可以|没关系|没事|不怕|那|就|还是|要|[，, ])*(?:照|按)?(?:留|记|写)(?:下|着|上)?(?:我的?)?"
    r"(?:电话|手机|号码|名字|姓名)"
    r"(?:吧|嘛|了|给你们|给他们|[。！!])*$"
)
# What the turns of a note are told as.
_INTENT = "supplement"
# What is wanted instead of an answer to 「要记下“申请撤回”吗」.
_ELSEWHERE = frozenset({"cancel", "human"})
_PURPOSES = {
    CaseWish.WITHDRAW: Purpose.WITHDRAWAL_WISH,
    CaseWish.OBJECT: Purpose.OBJECTION,
    CaseWish.KEEP: Purpose.WITHDRAWAL_TAKEN_BACK,
}


def begin_note(scene: Scene, words: str = "") -> Turn:
    """Begin a note on one's own case; a form under way is put aside meanwhile.

    words  what is to be added, where it was said already
    """
    return _begun(scene, Pending(words=words))


def begin_answer(scene: Scene, words: str) -> Turn:
    """Begin a note that answers an officer's letter: these words, and with them the link to the upload page."""
    return _begun(scene, Pending(words=words, links_after=True))


def begin_upload(scene: Scene) -> Turn:
    """Begin a note whose files come first: the link to the upload page, as soon as it is known for which case."""
    return _begun(scene, Pending(uploads=True))


def begin_contact(scene: Scene, given: Mapping[str, str]) -> Turn:
    """Begin to correct the contact data of one's own case; what is not given is asked for."""
    return _begun(scene, Pending(words=scene.text if given else "", contact=given, asks_contact=not given))


def take_wish(scene: Scene, wish: CaseWish) -> Turn:
    """Begin a note that is a wish. One that says why is the note itself, to withdraw only after asking; of another
    one the reason is asked."""
    is_whole = wish is CaseWish.KEEP or says_why(scene.text)
    return _begun(scene, Pending(purpose=_PURPOSES[wish], words=scene.text if is_whole else ""))


def take_deletion(scene: Scene) -> Turn:
    """Note that what is kept of them is to be deleted: whoever has the case answers it. What exactly is asked."""
    words = scene.text if says_what_to_delete(scene.text) else ""
    return _begun(scene, Pending(purpose=Purpose.DELETION_WISH, words=words))


def offer_word(scene: Scene, before: str = "", why: str = "") -> Turn:
    """Offer to tell whoever has the case what was said; nothing is told unasked, and nothing withdrawn.

    before  what was said of it already
    why     of which kind it is, a key below `progress.offered`; else whether they are threatened decides
    """
    words = f"{before}；{scene.text}" if before else scene.text
    why = why or ("threat" if is_threatened(words) else "pressed")
    word = ToldBefore(words, scene.now.isoformat(timespec="seconds"))
    choices = tuple(button(scene.book, key) for key in ("tell_officer", "no_note"))
    asked = Reply(scene.say(f"progress.offered.{why}"), choices)
    return turn(replace(scene.state, word=word), asked, intent=_INTENT)


def offer_word_instead(scene: FormScene) -> Turn | None:
    """Leave a wish that is made under threat, and offer to tell of the threat; None where it is none.

    Whoever still wants to withdraw says so in words of their own afterwards.
    """
    is_wish = scene.running.pending.purpose is not Purpose.SUPPLEMENT
    if not (is_wish and is_threatened(scene.text)) and not withdraws_under_threat(scene.text):
        return None
    kept = scene.running.pending.words
    return offer_word(scene.at(without_the_note(scene.state)), kept)


def word_answered(scene: Scene) -> tuple[Scene, Turn | None]:
    """Take the answer to that offer, which is open for one message only; no turn when it is none."""
    word = scene.state.word
    heard = scene.at(replace(scene.state, word=None))
    if word is not None and (scene.text == scene.say("choices.tell_officer") or agrees(scene.text)):
        return heard, begin_note(heard, word.text)
    if wish_about_a_case(scene.text) is CaseWish.KEEP:
        # 「算了还是不撤了」 is no 「不补充了」.
        return heard, None
    if scene.text == scene.say("choices.no_note") or denies(scene.text):
        return heard, turn(heard.state, Reply(scene.say("progress.not_added")), intent="cancel")
    return heard, None


def leave_note(scene: FormScene, sentence: str, intent: str) -> Turn:
    """Add nothing; a form that the note interrupted goes on."""
    if sentence == "progress.not_added":
        sentence = "files.note_left" if scene.running.pending.handed_in else _left_as(scene.running)
    done = without_the_note(scene.state)
    return turn(done, Reply(scene.say(sentence)), *_open_question(done, scene.book), intent=intent)


def become_wish(scene: FormScene, wish: CaseWish) -> Turn:
    """Make a note under way the wish that it turns out to be."""
    before, purpose = scene.running.pending.purpose, _PURPOSES[wish]
    running = replace(scene.running, pending=replace(scene.running.pending, purpose=purpose))
    if wish is CaseWish.WITHDRAW and before is not purpose and says_why(scene.text):
        return take_words(scene.with_running(running), scene.text, is_confirmed=False)
    if before is purpose or wish is CaseWish.KEEP or says_why(scene.text):
        # Said once more, it is all that there is to say.
        return take_words(scene.with_running(running), scene.text)
    return ask(scene, running)


def take_addition(scene: FormScene, words: str) -> Turn:
    """Add these words and nothing else: the wish that was begun stays unsaid."""
    waits = replace(scene.running.pending, purpose=Purpose.SUPPLEMENT)
    return take_words(scene.with_running(replace(scene.running, pending=waits)), words)


def take_contact(scene: FormScene, given: Mapping[str, str]) -> Turn:
    """Correct the contact data by these, as soon as it is known of which case."""
    waits = replace(scene.running.pending, contact=given)
    if scene.running.field == "note" and not waits.anonymous:
        return read_back(scene.state, replace(scene.running, pending=waits), given, scene.book)
    return take_words(scene.with_running(replace(scene.running, pending=waits)), scene.text)


def read_back(state: State, running: Running, given: Mapping[str, str], book: Handbook) -> Turn:
    """Read new contact data back, a telephone figure by figure; they are used after one yes."""
    lines = [book.say("progress.new_name", name=given["contact_name"])] if given.get("contact_name") else []
    if given.get("phone"):
        lines.append(book.say("progress.new_phone", figures=" ".join(given["phone"])))
    waits = replace(running.pending, contact=given, ask=Special.CONTACT)
    reference = running.answers["reference"].value
    asked = book.say("progress.check_contact", reference=reference, told="\n".join(lines))
    if withdraws_too(running.pending.words):
        # One thing after the other, and none is lost.
        asked = f"{asked}\n{book.say('progress.withdraw_after')}"
    elif addition_beside(running.pending.words):
        asked = f"{asked}\n{book.say('progress.addition_after')}"
    choices = (button(book, "correct_contact"), button(book, "no_note"))
    return turn(replace(state, running=replace(running, pending=waits)), Reply(asked, choices), intent=_INTENT)


def take_words(scene: FormScene, words: str, *, is_confirmed: bool = True) -> Turn:
    """Add these words, or keep them until it is known to which case; nothing of words that are too many.

    is_confirmed  a wish to withdraw was asked about: the words answer why
    """
    limit = scene.form.field("note").limit
    if len(words) > limit:
        characters = len(scene.message.text.strip())
        return ask(scene, scene.running, scene.say("progress.too_long", characters=characters, limit=limit))
    if scene.running.field == "note" and not is_confirmed:
        return _wish_asked(scene.state, scene.running, words, scene.book)
    if scene.running.field == "note":
        return _added(scene.state, scene.running, words, scene.book)
    waits = replace(scene.running.pending, words=words)
    return ask(scene, replace(scene.running, pending=waits), scene.say("progress.words_kept"))


def names_answered(scene: FormScene) -> Turn | None:
    """Take the answer to 「照原样记下吗」; None where something else is said instead."""
    kept = scene.running.pending.words
    forgotten = scene.with_running(replace(scene.running, pending=replace(scene.running.pending, words="")))
    if scene.text in (scene.say("choices.note_as_it_is"), kept) or agrees(scene.text):
        return _requested(forgotten.state, forgotten.running, kept)
    if _LETS_THEM_CALL.match(scene.text):
        return _requested(forgotten.state, forgotten.running, kept)
    if gives_a_name(scene.text):
        # A note makes no named report of it: what becomes of the words is asked, never passed over.
        asked = _added(scene.state, scene.running, kept, scene.book)
        return replace(asked, replies=(Reply(scene.say("progress.named_only_as_told")), *asked.replies))
    unkept = denies(scene.text) or leaves_it_as_it_was(scene.text) or _UNKEPT.search(scene.text) is not None
    return ask(forgotten, forgotten.running) if unkept else None


def wish_answered(scene: FormScene) -> Turn | None:
    """Take the answer to 「要记下“申请撤回”吗」; None where something else is asked or commanded."""
    kept = scene.running.pending.words
    told = scene.with_running(replace(scene.running, pending=replace(scene.running.pending, words="")))
    if scene.text == scene.say("choices.only_told"):
        as_note = replace(told.running, pending=replace(told.running.pending, purpose=Purpose.SUPPLEMENT))
        return _added(told.state, as_note, kept, scene.book)
    if threatened := offer_word_instead(scene):
        return threatened
    wishes = wish_about_a_case(scene.text) is CaseWish.WITHDRAW and not says_why(scene.text)
    if wishes or scene.text == scene.say("choices.record_wish") or agrees(scene.text):
        return _added(told.state, told.running, kept, scene.book)
    unkept = denies(scene.text) or _UNKEPT.search(scene.text) is not None
    if scene.text == scene.say("choices.no_note") or unkept or goes_on_with_the_case(scene.text):
        return leave_note(told, "progress.not_added", "cancel")
    if scene.wants("progress", at_least=hearing.CLEAR):
        # What was asked waits, and is asked again beneath what is told.
        waits = replace(scene.running.pending, ask=Special.WISH)
        asked = replace(scene.state, running=replace(scene.running, pending=waits))
        return turn(asked, intent="progress", request=FindCases(read_reference(scene.text)))
    if begins_to_add(scene.text):
        return None
    commands = scene.command not in (None, Command.WAIT, Command.REPEAT)
    if commands or scene.heard.intent in _ELSEWHERE or looks_like_a_question(scene.text):
        return None
    again = _wish_asked(told.state, told.running, kept, scene.book)
    if scene.command is not Command.WAIT:
        return again
    return replace(again, replies=(Reply(scene.say("progress.wish_waits")), *again.replies))


def choose_case(scene: FormScene, reference: str) -> Turn:
    """Look up the case that is meant."""
    return turn(scene.state, intent=_INTENT, request=FindCases(reference))


def case_found(state: State, running: Running, event: CasesFound, told: Sequence[str], book: Handbook) -> Turn:
    """Ask for the words of the note, or which case is meant; `told` are the cases in sentences."""
    if not event.cases:
        done = without_the_note(state)
        none = Reply(book.say("progress.none"))
        if running.pending.uploads and done.running is None:
            none = Reply(book.say("files.nothing_yet"), (button(book, "complaint"), button(book, "tip")))
        return turn(done, none, *_open_question(done, book), intent=_INTENT)
    if len(event.cases) > 1:
        listed = "\n".join((book.say("progress.which"), *told))
        choices = tuple(Choice(case.reference, case.reference) for case in event.cases)
        waits = replace(running.pending, anonymous=any(case.anonymous for case in event.cases))
        return turn(
            replace(state, running=replace(running, pending=waits)), Reply(listed, choices), intent=_INTENT
        )
    case = event.cases[0]
    consults = case.kind == CaseKind.CONSULTATION
    waits = replace(running.pending, anonymous=case.anonymous, consults=consults)
    named = replace(running, pending=waits).with_answer("reference", Answer(case.reference, case.reference))
    named = named.at("note")
    state = replace(state, running=named)
    if named.pending.uploads:
        ready = replace(named, pending=replace(named.pending, uploads=False))
        wanted = OpenUpload(reference=case.reference, anonymous=case.anonymous)
        return turn(replace(state, running=ready), intent=_INTENT, request=wanted)
    if named.pending.asks_contact and case.anonymous:
        done = without_the_note(state)
        said = Reply(book.say("progress.no_contact", reference=case.reference))
        return turn(done, said, *_open_question(done, book), intent=_INTENT)
    if named.pending.words and named.pending.purpose is Purpose.WITHDRAWAL_WISH:
        return _wish_asked(state, named, named.pending.words, book)
    if named.pending.contact and not case.anonymous:
        return read_back(state, named, named.pending.contact, book)
    if named.pending.words:
        return _added(state, named, named.pending.words, book)
    return turn(state, question_now(book, named), intent=_INTENT)


def note_added(state: State, event: NoteAdded, book: Handbook) -> Turn:
    """Tell that the note stands."""
    consults = state.running is not None and state.running.pending.consults
    told = purpose_key(event.purpose, consults=consults)
    reply = Reply(book.say(f"progress.noted_{told}", reference=event.reference))
    done = without_the_note(state)
    if state.running is not None and state.running.pending.links_after and done.running is None:
        anonymous = state.running.pending.anonymous
        replies = (reply, Reply(book.say("files.tell_on_you"))) if anonymous else (reply,)
        wanted = OpenUpload(reference=event.reference, anonymous=anonymous)
        return turn(done, *replies, intent=_INTENT, case=event.reference, request=wanted)
    return turn(done, reply, *_open_question(done, book), intent=_INTENT, case=event.reference)


def contact_corrected(state: State, event: ContactCorrected, book: Handbook, now: datetime) -> Turn:
    """Tell that the new contact data stand; what was said beside them is asked about next.

    now  UTC
    """
    done = without_the_note(state)
    reply = Reply(book.say("progress.noted_contact", reference=event.reference, told=event.told))
    words = state.running.pending.words if state.running is not None else ""
    if withdraws_too(words):
        asked = Reply(book.say("progress.withdraw_now"), (button(book, "record_wish"),))
        return turn(done, reply, asked, *_open_question(done, book), intent=_INTENT, case=event.reference)
    if added := addition_beside(words):
        done = replace(done, word=ToldBefore(added, now.isoformat(timespec="seconds")))
        choices = (button(book, "tell_officer"), button(book, "no_note"))
        asked = Reply(book.say("progress.offered.beside", words=added), choices)
        return turn(done, reply, asked, intent=_INTENT, case=event.reference)
    return turn(done, reply, *_open_question(done, book), intent=_INTENT, case=event.reference)


def _added(state: State, running: Running, words: str, book: Handbook) -> Turn:
    """Add the words; those that name the filer of an anonymous case only after asking."""
    if not running.pending.anonymous or not names_oneself(words):
        return _requested(state, running, words)
    waits = replace(running.pending, ask=Special.NAMES, words=words)
    asked = Reply(book.say("progress.names_you"), (button(book, "note_as_it_is"), button(book, "no_note")))
    return turn(replace(state, running=replace(running, pending=waits)), asked, intent=_INTENT)


def _wish_asked(state: State, running: Running, words: str, book: Handbook) -> Turn:
    """Ask whether a wish that was told with its reason is one: what others press for is told in the same words."""
    waits = replace(running.pending, ask=Special.WISH, words=words)
    choices = tuple(button(book, key) for key in ("record_wish", "only_told", "no_note"))
    asked = Reply(book.say("progress.really_withdraw"), choices)
    return turn(replace(state, running=replace(running, pending=waits)), asked, intent=_INTENT)


def _left_as(running: Running) -> str:
    """Return the sentence that says truly what was not done when a note is left."""
    if running.pending.contact or running.pending.asks_contact:
        return "progress.contact_left"
    match running.pending.purpose:
        case Purpose.WITHDRAWAL_WISH:
            return "progress.not_withdrawn"
        case Purpose.DELETION_WISH:
            return "progress.not_deleted"
        case Purpose.OBJECTION:
            return "progress.not_objected"
    return "progress.not_added"


def _requested(state: State, running: Running, words: str) -> Turn:
    reference = str(running.answers["reference"].value)
    about = running.answers.get("objects_to")
    words = f"{about.typed}：{words}" if about is not None else words
    if running.pending.purpose is Purpose.DELETION_WISH and not wants_deletion(words):
        words = f"要求删除：{words}"
    return turn(state, intent=_INTENT, request=AddNote(reference, running.pending.purpose, words))


def _begun(scene: Scene, waits: Pending) -> Turn:
    if not scene.may_have_cases:
        return turn(scene.state, Reply(scene.say("progress.helper")), intent=_INTENT)
    before = scene.state.running
    there, interrupted = scene.state, before is not None
    if before is not None and before.form == NOTE_FORM:
        # One note follows another: what the first interrupted is still shelved.
        interrupted = before.pending.interrupted
    elif before is not None:
        there = there.with_aside(before)
    running = touched(Running(NOTE_FORM, "reference", pending=replace(waits, interrupted=interrupted)), scene.now)
    state = replace(there, running=running)
    return turn(state, intent=_INTENT, request=FindCases(read_reference(scene.text)))


def _open_question(state: State, book: Handbook) -> tuple[Reply, ...]:
    return (question_now(book, state.running),) if state.running else ()


def without_the_note(state: State) -> State:
    """Leave the note; a form that it interrupted goes on."""
    if state.running is not None and state.running.pending.interrupted:
        return replace(state.without_aside(state.shelved), running=state.shelved)
    return state.idle()
