"""At a note on one's own case: what is no addition, and what is."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import files, leaving, note, opening, withdrawing, words
from bot.conversation.form.between import answered_in_between
from bot.conversation.form.question import ask, field_of_a_note
from bot.conversation.form.scene import FormScene, in_form
from bot.conversation.scene import turn
from bot.conversation.state import Special
from bot.conversation.turn import FindCases, Turn
from intake.forms.form import Answer
from intake.forms.supplement import Purpose
from intake.ids import read_reference
from intents import expressions as re
from intents.reading import is_nothing, is_skip
from intents.reading.agreement import speaks_of_agreeing
from intents.reading.plain import says_nothing
from intents.reading.questions import looks_like_a_question
from intents.reading.unchanged import leaves_it_as_it_was
from intents.telling.added import begins_to_add, points_back, says_nothing_more, words_added
from intents.telling.commands import Command, switches_to, wants_anonymity
from intents.telling.own_case import (
    CaseWish,
    asks_to_withdraw,
    goes_on_with_the_case,
    is_pressed_or_denied,
    says_why,
    wish_about_a_case,
)
from intents.telling.own_contact import contact_in, new_contact_in
from intents.telling.own_data import says_what_to_delete, wants_deletion
from intents.telling.returning import only_comes_back

_LEAVES = re.compile(
    r"^(?:不好意思|对不起|抱歉|算了|那|就|先|我|还是|[，, ])*"
    r"(?:(?:不|莫|别)(?:想|用|要|需要)?再?(?:补充?|加|添|说|写|撤回?|申请|提)(?:材料|说明|异议|撤回)?|(?:发|点|按|打|说)错)(?:了|啦|嘛|吧|[。！!])*$"
)
_SAYS_TO_ADD = re.compile(r"^(?:我们?|还|再|要|想|需要|另外|[，, ])*+(?:补充|追加)[^，,。]{0,4}[:：]")
_DELETES_NOTHING = re.compile(
    r"^(?:算了|那|就|先|还是|[，, ])*(?:不|莫|别)(?:要|用|想)?(?:删除?)(?:了|吧|嘛|[。！!])*$"
)
_SETTLED = re.compile("和解|协商|赔|追究|解决了|撤")
# 「第3项不对」, 「被举报人写错了」: nobody can tell from it what it should be.
_ONLY_WRONG = re.compile(
    r"^(?:(?:我|好像|可能|有一?项|里面有|那个){0,3}|(?:我的)?第.{1,4}[项条个]|(?![^，,。]{0,8}(?:他|你|们|没|不是))[\u4e00-\u9fff]{2,6})"
    r"(?:(?:都|也)?(?:写|填|说|打|弄|搞|选|报|记)?[错反拐](?:了|的)?|不对|有误|不正确)[。.！!]*$"
)
_JUST_A_NUMBER = re.compile(r"^[\d +-]+[。.]*$")
_LOOKS = re.compile(r"(?:看|查|问|催)[一下哈个]{0,2}(?:案子|办理)?(?:的)?(?:进度|进展|到哪|结果)")


def option_in_a_note(scene: FormScene) -> Turn | None:
    """Take what is pressed at a wish or an objection: a reason is the note, a subject wants words of its own."""
    if scene.running.pending.purpose is Purpose.DELETION_WISH:
        return _deletion_in_a_note(scene)
    field = field_of_a_note(scene.book, scene.running)
    if field is None or scene.running.field != "note":
        return None
    chosen = next((option for option in field.options if option.label == scene.text), None)
    if chosen is None:
        return None
    noted = scene.running.with_answer(field.name, Answer(chosen.value, chosen.label))
    if scene.running.pending.purpose is Purpose.WITHDRAWAL_WISH:
        return note.take_words(scene.with_running(noted), chosen.label)
    return ask(scene, noted, scene.say("progress.say_why"))


def _deletion_in_a_note(scene: FormScene) -> Turn | None:
    """Take which of it is to be deleted; a draft is the person's own to delete, and asked about."""
    if scene.running.field != "note":
        return None
    if scene.text == scene.say("choices.delete_draft") or scene.command is Command.DISCARD:
        left = scene.at(note.without_the_note(scene.state))
        if left.state.running is not None:
            return leaving.ask_to_lose(in_form(left, left.state.running), Special.DISCARD)
        return leaving.ask_to_discard(left)
    if scene.text == scene.say("choices.delete_nothing") or _DELETES_NOTHING.match(scene.text):
        return note.leave_note(scene, "progress.not_added", "cancel")
    is_chosen = scene.text in (scene.say("choices.delete_all"), scene.say("choices.delete_contact"))
    says_what = wants_deletion(scene.text) and says_what_to_delete(scene.text)
    return note.take_words(scene, scene.text) if is_chosen or says_what else None


def wish_in_a_note(scene: FormScene) -> Turn | None:
    """Hear what else the note is to be: it becomes a wish, whatever it was begun for, or an addition again."""
    if scene.running.pending.purpose is Purpose.WITHDRAWAL_WISH and goes_on_with_the_case(scene.text):
        # The wish that was begun is taken back before it was recorded.
        return note.leave_note(scene, "progress.not_added", "cancel")
    if scene.running.pending.purpose is not Purpose.SUPPLEMENT and (added := words_added(scene.text)):
        # What is to be added is no reason to withdraw, and nothing that is objected to.
        return note.take_addition(scene, added)
    if wish := wish_about_a_case(scene.text) or (CaseWish.WITHDRAW if asks_to_withdraw(scene.text) else None):
        return note.become_wish(scene, wish)
    if is_pressed_or_denied(scene.text):
        # Others press for a withdrawal, or none was wished: that is the note, whatever else it sounds like.
        return note_taken(scene, is_ground=False)
    if added := _evidence_added(scene):
        waits = replace(scene.running.pending, purpose=Purpose.SUPPLEMENT)
        return note.take_words(scene.with_running(replace(scene.running, pending=waits)), added)
    if begins_to_add(scene.text):
        waits = replace(scene.running.pending, purpose=Purpose.SUPPLEMENT)
        return ask(scene, replace(scene.running, pending=waits))
    return None


def withdrawal_taken_back(scene: FormScene) -> Turn | None:
    """Note on the case, while another form is open, that it is not to be withdrawn; the form goes on."""
    keeps = scene.state.filed and wish_about_a_case(scene.text) is CaseWish.KEEP
    return note.take_wish(scene, CaseWish.KEEP) if keeps else None


def _evidence_added(scene: FormScene) -> str:
    """Return what is added while a reason is asked for: 「要补充：我又找到一段录音」 is no ground to withdraw."""
    is_asked_why = scene.running.field == "note" and scene.running.pending.purpose is not Purpose.SUPPLEMENT
    says_so = _SAYS_TO_ADD.match(scene.text) is not None and not _SETTLED.search(scene.text)
    return words_added(scene.text) if is_asked_why and says_so else ""


def contact_in_a_note(scene: FormScene) -> Turn | None:
    """Take new contact data: they take the place of the old ones, and are no words to be added."""
    new, waits = new_contact_in(scene.text), scene.running.pending
    if new is not None and new.given:
        return note.take_contact(scene, new.given)
    if not waits.asks_contact:
        wants = new is not None and not new.is_open and waits.purpose is Purpose.SUPPLEMENT
        asks = replace(waits, asks_contact=True)
        return ask(scene, replace(scene.running, pending=asks)) if wants else None
    given = contact_in(scene.text)
    return note.take_contact(scene, given) if given else None


def commanded_in_a_note(scene: FormScene, command: Command) -> Turn | None:
    """Take words that steer."""
    running = scene.running
    match command:
        case Command.WAIT:
            return ask(scene, running, scene.say("form.wait"))
        case Command.REPEAT:
            return ask(scene, running, scene.say("form.repeat"))
        case Command.HELP | Command.GUIDE | Command.ABOUT:
            return ask(scene, running, scene.field.help)
        case Command.SELF:
            return ask(scene, running, scene.say("service.self"))
        case Command.RESUME | Command.BEGIN:
            return ask(scene, running)
        case Command.FILLED | Command.RESTART | Command.SUBMIT_NOW:
            return ask(scene, running, scene.say("progress.nothing_yet"))
        case Command.UPLOAD:
            return files.upload_wanted(scene)
        case Command.REVOKE:
            return files.revoke_links(scene)
        case Command.PUT_ASIDE | Command.DISCARD:
            return note.leave_note(scene, "progress.not_added", "cancel")
    return None


def leaving_a_note(scene: FormScene) -> Turn | None:
    """Add nothing: 「不补了」, 「算了」, 「没有了」, 「发错了」. A wish stands without a reason."""
    goes_back = scene.wants("back", at_least=hearing.VERY_CLEAR)
    # 「返回前一个」 is no reason, however many words it has.
    leaves = _LEAVES.match(scene.text) is not None or (goes_back and len(scene.text) <= hearing.A_WORD_CHARACTERS)
    if _is_short(scene) and not gives_a_reason(scene):
        leaves = leaves or goes_back or scene.wants("cancel", at_least=hearing.AT_SUMMARY)
    if leaves or leaves_it_as_it_was(scene.text):
        return note.leave_note(scene, "progress.not_added", "cancel")
    if not _says_no_more(scene):
        return None
    if scene.running.pending.purpose is Purpose.SUPPLEMENT:
        return note.leave_note(scene, "progress.not_added", "cancel")
    return note.take_words(scene, scene.say("progress.no_reason"))


def nothing_to_add(scene: FormScene) -> Turn | None:
    """Leave an addition that turns out to be none; a wish stands without a reason."""
    is_addition = scene.running.pending.purpose is Purpose.SUPPLEMENT and not scene.running.pending.asks_contact
    if not is_addition or not says_nothing_more(scene.text):
        return None
    return note.leave_note(scene, "progress.not_added", "cancel")


def gives_a_reason(scene: FormScene) -> bool:
    """Say whether a reason was asked for and is given, whatever its words are like: 「私下和解了，他都删了」."""
    is_asked_why = scene.running.field == "note" and scene.running.pending.purpose is not Purpose.SUPPLEMENT
    return is_asked_why and says_why(scene.text) and not only_comes_back(scene.text)


def _says_no_more(scene: FormScene) -> bool:
    is_word = len(scene.text) <= hearing.A_WORD_CHARACTERS
    # 「第3项不对」 sounds like a no.
    denies = is_word and not _ONLY_WRONG.match(scene.text) and scene.wants("deny", at_least=hearing.AT_SUMMARY)
    return denies or is_nothing(scene.text) or (is_word and is_skip(scene.text))


def another_form_from_a_note(scene: FormScene) -> Turn | None:
    """Leave the note for a form that is asked for: 「我要举报另一家公司」."""
    there = switches_to(scene.text)
    if there is None or not _is_short(scene) or looks_like_a_question(scene.text):
        return None
    if not scene.wants("complaint", "consultation", at_least=hearing.VERY_CLEAR):
        return None
    left = note.leave_note(scene, "progress.not_added", there)
    running, at = left.state.running, scene.at(left.state)
    opened = opening.change_form(at, running, there) if running else opening.open_form(at, there)
    return replace(opened, replies=(left.replies[0], *opened.replies))


def progress_in_a_note(scene: FormScene) -> Turn | None:
    """Look up how far the case is, then go on."""
    is_asked = scene.wants("progress", at_least=hearing.CLEAR) or _LOOKS.search(scene.text)
    if not _is_short(scene) or not is_asked:
        return None
    return turn(scene.state, intent="progress", request=FindCases(read_reference(scene.text)))


def small_talk_in_a_note(scene: FormScene) -> Turn | None:
    """Return a greeting and thanks."""
    is_short = len(scene.text) <= hearing.A_GREETING_CHARACTERS
    if not is_short or not scene.wants("greeting", "thanks", at_least=hearing.CLEAR):
        return None
    return answered_in_between(scene)


def nothing_said_in_a_note(scene: FormScene) -> Turn | None:
    """Take no yes and no button for words to be added."""
    is_button = len(scene.text) <= hearing.SHORT_CHARACTERS and scene.text in scene.book.buttons
    says_where = points_back(scene.text) or words.REFERS_BACK.match(scene.text) is not None
    if not is_button and not says_where and not says_nothing(scene.text) and not speaks_of_agreeing(scene.text):
        return None
    return ask(scene, scene.running, scene.say("progress.nothing_yet"))


def asked_what_it_means(scene: FormScene) -> Turn | None:
    """Ask once what is meant by a bare number, or by a wish that no note can fulfil."""
    running = scene.running
    if running.field != "note" or running.misread:
        return None
    sentence = _unclear(scene)
    return ask(scene, replace(running, misread=1), scene.say(sentence)) if sentence else None


def _unclear(scene: FormScene) -> str | None:
    if _JUST_A_NUMBER.match(scene.text):
        return "progress.only_a_number"
    if scene.running.pending.purpose is Purpose.SUPPLEMENT and _ONLY_WRONG.match(scene.text):
        return "progress.what_instead"
    if _is_short(scene) and wants_anonymity(scene.text) and not scene.running.pending.anonymous:
        return "progress.no_name_later"
    return None


def note_taken(scene: FormScene, *, is_ground: bool = True) -> Turn:
    """Take the case's reference, or the words of the note; of a withdrawal what is a ground for it."""
    if scene.running.field != "reference":
        waits = scene.running.pending
        withdraws = waits.purpose is Purpose.WITHDRAWAL_WISH and not waits.consults
        is_clear = is_ground and withdrawing.gives_a_ground(scene.text)
        return note.take_words(scene, scene.text, is_confirmed=is_clear or not withdraws)
    reference = read_reference(scene.text)
    return note.choose_case(scene, reference) if reference else note.take_words(scene, scene.text)


def _is_short(scene: FormScene) -> bool:
    return len(scene.text) <= hearing.SHORT_CHARACTERS
