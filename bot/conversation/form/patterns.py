"""A form is under way: the ways in which a message may be meant, in the order in which they are looked for.

The list at the end is the priority, for all forms and in one place. Each pattern knows where it is looked for:
at a field, at the summary, at a note. tests/bot/conversation/who_wins.txt shows who wins where two would answer.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.conversation import hearing, own_cases, stopping
from bot.conversation.estimating import wanted
from bot.conversation.form import (
    anonymity,
    another_item,
    answer,
    back,
    both_named,
    caller,
    calls,
    commanding,
    confirming,
    correcting,
    doubted,
    early,
    elsewhere,
    evidence_first,
    explaining,
    how_much_left,
    item_named,
    leaving,
    left_then,
    meanwhile,
    more_places,
    name_again,
    named_first,
    not_meant,
    noting,
    numbered_changes,
    on_page,
    one_of_two_places,
    opening,
    own_name,
    parties,
    pasted,
    person_called,
    put_right,
    reaching,
    recusing,
    relations,
    removing,
    retiming,
    role,
    several_changes,
    taking_up,
    twice_over,
    two_in_one,
    unanswered,
    unreachable,
    value_denied,
    who_handles,
    withdrawing,
    words,
    wrong_name,
)
from bot.conversation.form.between import (
    answered_in_between,
    asked_in_a_note,
    asks_of_the_options,
    known_question,
    what_it_means,
)
from bot.conversation.form.files import MAY_HAVE_A_FILE, file_at_hand, told_of_message_without_text, upload_wanted
from bot.conversation.form.fitting import FIGURES
from bot.conversation.form.question import ask
from bot.conversation.form.scene import FormScene, where_drafts_lie
from bot.conversation.form.special import special_answered
from bot.conversation.guiding import in_between
from bot.conversation.idle import after_filing, visits
from bot.conversation.pattern import Context, Pattern
from bot.conversation.state import Special
from bot.conversation.stops import STATE_SECRET, STATE_SECRET_WORDS
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind, FormName
from intake.forms.form import value_of
from intake.forms.supplement import Purpose
from intake.forms.understood import Understood
from intents.cues import InOrder
from intents.reading import NotUnderstood
from intents.reading.questions import asks_of_fees, looks_like_a_question
from intents.reading.unchanged import MAY_LEAVE_IT
from intents.telling.both_parties import MAY_LACK_A_NAME, MAY_NAME_BOTH
from intents.telling.commands import Command
from intents.telling.corrective import is_corrective
from intents.telling.doubled import TWICE_OVER
from intents.telling.estimating import MAY_ESTIMATE
from intents.telling.fraud import MAY_BE_FRAUD
from intents.telling.keeping import kept_of
from intents.telling.naming import names_oneself
from intents.telling.not_meant import MAY_DENY
from intents.telling.who_handles import MAY_ASK_WHO

_Way = Callable[[FormScene, Callable[[FormScene], Turn]], Turn | None]


def answer_in_form(scene: FormScene) -> Turn:
    """Take any message that comes while a form is under way."""
    for pattern in _LOOKED_FOR[scene.where].that_may_be(scene.text):
        said = pattern.answer(scene)
        if said is not None:
            return answer_in_form(said) if isinstance(said, FormScene) else said
    raise LookupError(f"the last pattern did not answer: {scene.where}")


def _declaration_not_given(scene: FormScene) -> Turn | None:
    if scene.field.kind is not FieldKind.DECLARATION or (scene.is_read and not is_corrective(scene.text)):
        return None
    return confirming.declaration_not_given(scene)


# ------------------------------------------------------------------- about the form, not the question


def _special_question(scene: FormScene) -> Turn | FormScene | None:
    if scene.special is Special.OWN_NAME:
        return own_name.own_name_decided(scene)
    return special_answered(scene) if scene.special else None


def _back_after_a_while(scene: FormScene) -> Turn | None:
    """Ask before going on with a form that lay untouched for long."""
    at = scene.running.touched_at
    if scene.special or not at or scene.now - datetime.fromisoformat(at) <= hearing.ASKED_AGAIN_AFTER:
        return None
    return None if scene.command in (Command.RESTART, Command.DISCARD) else leaving.welcomed_back(scene)


def _back_from_the_page(scene: FormScene) -> Turn | None:
    """Show what the page added before anything is taken for an answer; what leaves the form leaves it."""
    leaves = (Command.RESTART, Command.DISCARD, Command.PUT_ASIDE, Command.ON_PAGE, Command.UPLOAD, Command.REVOKE)
    if not scene.running.pending.on_page or scene.command in leaves:
        return None
    return on_page.shown_first(scene, answer_in_form)


def _without_text(scene: FormScene) -> Turn | None:
    says_something = scene.text and (scene.where is Context.SUMMARY or not words.JUST_SIGNS.match(scene.text))
    if says_something or (scene.message.kind == "location" and scene.asks_for_a_place):
        return None
    if scene.where is Context.FIELD and words.A_FILE_IN_WORDS.match(scene.text):
        return upload_wanted(scene)
    if scene.text and not scene.text.strip("?？ "):
        return ask(scene, scene.running, scene.field.help)
    return told_of_message_without_text(scene)


def _pasted(scene: FormScene) -> Turn | None:
    """Keep nothing of what must not be sent; where words are asked for, the rest of them stands."""
    calls = scene.form.name == FormName.CONSULTATION and words.HOLDS_A_NUMBER.search(scene.text) is not None
    if calls and (noted := answer.caller_noted(scene)):
        return noted
    says_who = scene.running.pending.gives_name or words.SAYS_WHO.search(scene.text) is not None
    says_who = says_who and scene.where is Context.FIELD
    if says_who and (told := caller.caller_told(scene)):
        return told
    kept = kept_of(scene.text, scene.numbers_kept)
    if kept.cut:
        return pasted.without_what_was_cut(scene, kept, answer_in_form)
    may_be = STATE_SECRET_WORDS.search(scene.text) is not None
    if may_be and stopping.speaks_of_state_secrets(scene.text) and not looks_like_a_question(scene.text):
        return ask(scene, scene.running, scene.say(STATE_SECRET.phrase))
    return None


def _commanded(scene: FormScene) -> Turn | None:
    return commanding.carried_out(scene, scene.command) if scene.command else None


def _commanded_at_field(scene: FormScene) -> Turn | None:
    return commanding.carried_out_at_field(scene, scene.command) if scene.command else None


def _commanded_in_a_note(scene: FormScene) -> Turn | None:
    return noting.commanded_in_a_note(scene, scene.command) if scene.command else None


def _contact_in_a_note(scene: FormScene) -> Turn | None:
    asked = scene.running.pending.asks_contact
    return noting.contact_in_a_note(scene) if asked or words.MAY_BE_A_CONTACT.search(scene.text) else None


def _option_in_a_note(scene: FormScene) -> Turn | None:
    return None if scene.running.pending.purpose is Purpose.SUPPLEMENT else noting.option_in_a_note(scene)


def _steered_in_a_note(scene: FormScene) -> Turn | None:
    return commanding.steered_in_a_note(scene, scene.steers) if scene.steers else None


def _own_visit(scene: FormScene) -> Turn | None:
    return visits.own_visit_meanwhile(scene) if scene.state.booked else None


def _steered_at_field(scene: FormScene) -> Turn | None:
    return commanding.steered_at_field(scene, scene.steers) if scene.steers and not scene.is_named else None


def _a_person(scene: FormScene) -> Turn | None:
    if not scene.wants("human", at_least=scene.sure_from) or scene.is_a_text:
        return None
    return person_called.person_called(scene)


def _giving_up_at_field(scene: FormScene) -> Turn | None:
    """Take it that the whole form is given up: 「不想举报了」, not 「这个就不填了」, not a story of giving up."""
    if scene.other_form:
        return None
    says_so = scene.command is Command.GIVE_UP
    # 「退了12单，算下来三十三万六」 is the amount.
    is_figure = scene.field.kind in FIGURES and isinstance(scene.read, Understood) and scene.read.value is not None
    if not says_so and not is_figure and not scene.is_a_text and not words.THIS_ONE.match(scene.text):
        says_so = scene.wants("cancel", at_least=hearing.VERY_CLEAR)
    return leaving.ask_to_cancel(scene) if says_so else None


def _another_form(scene: FormScene) -> Turn | None:
    """Change over to the other form when the words say so."""
    if words.ANOTHER_ONE.match(scene.text):
        return ask(scene, scene.running, scene.say("form.another_first"))
    if (there := scene.other_form) is None:
        return None
    # 「那还是咨询嘛」 asks nothing.
    wants = words.CHANGES_OVER.match(scene.text) is not None
    if not wants and not looks_like_a_question(scene.text):
        wants = scene.wants("complaint", "consultation", "cancel")
    return opening.change_form(scene, scene.running, there) if wants else None


def _question_at_field(scene: FormScene) -> Turn | None:
    if scene.is_named:
        return None
    is_no_name = scene.field.kind is FieldKind.NAME and words.ASKS_CLEARLY.search(scene.text) is not None
    # 「匿名了还查得到我吗」 names an option and chooses none.
    is_no_name = is_no_name or (asks_of_fees(scene.text) and scene.field.kind is not FieldKind.AMOUNT)
    is_about_options = scene.field.options and looks_like_a_question(scene.text)
    sure = hearing.CLEAR if is_about_options else scene.sure_from
    if scene.field.kind is FieldKind.DECLARATION and looks_like_a_question(scene.text):
        sure = hearing.AT_SUMMARY
    is_of_the_visit = scene.field.takes_questions and words.ASKS_OF_THE_VISIT.search(scene.text) is not None
    if is_no_name or is_of_the_visit or (scene.wants("ask", at_least=sure) and _asks(scene)):
        return answered_in_between(scene)
    of_options = words.ASKS_OF_AN_OPTION.search(scene.text) is not None and asks_of_the_options(scene)
    return answered_in_between(scene) if of_options else None


def _asks(scene: FormScene) -> bool:
    is_its_own = scene.field.takes_questions and scene.is_read
    return not is_its_own and (looks_like_a_question(scene.text) or not scene.is_read)


def _back(scene: FormScene) -> Turn | None:
    if scene.is_a_text or not scene.wants("back", at_least=scene.sure_from) or back.tells_of_something(scene):
        return None
    return back.back_in_form(scene)


def _own_case(scene: FormScene) -> Turn | None:
    if scene.is_a_text or not scene.wants("progress", "supplement", at_least=scene.sure_from):
        return None
    return own_cases.look_up(scene) if not scene.is_read or words.OWN_CASE.search(scene.text) else None


def _small_talk(scene: FormScene) -> Turn | None:
    if scene.is_a_text or not scene.wants("greeting", "thanks", at_least=scene.sure_from):
        return None
    # 「谢谢你餐饮店」 is a name; in a text, or where a place is asked, thanks stand as in any other message.
    takes_any = scene.field.kind is FieldKind.TEXT or scene.kind.is_place
    return answered_in_between(scene) if not scene.is_read or takes_any else None


def _own_name_first(scene: FormScene) -> Turn | None:
    return both_named.own_name_first(scene) if scene.field.name == "reporter_role" else None


def _own_name(scene: FormScene) -> Turn | None:
    is_unnamed_tip = scene.form.name == FormName.TIP and value_of(scene.running.answers, "anonymous") is True
    return own_name.own_name_asked(scene) if is_unnamed_tip and names_oneself(scene.text) else None


def _and_more(way: _Way) -> Callable[[FormScene], Turn | None]:
    """Return a way to take a message of which more than one thing is answered."""
    return lambda scene: way(scene, answer_in_form)


def _title_of_an_entry(scene: FormScene) -> Turn | None:
    return answered_in_between(scene) if scene.titled else None


def _refusal(scene: FormScene) -> Turn | None:
    read = None if isinstance(scene.read, NotUnderstood) else scene.read
    refuses = words.REFUSES.match(scene.text) is not None or scene.kind.declines(scene.field, scene.text, read)
    # 「不想说，会不会看得出是我」 asks as well.
    asks = refuses and scene.field.kind is FieldKind.NAME and words.ASKS_CLEARLY.search(scene.text)
    return unanswered.refused(scene) if refuses and not asks else None


def _holding_back(scene: FormScene) -> Turn | None:
    is_undeclared = scene.field.kind is FieldKind.DECLARATION and not scene.is_read
    return confirming.holding_back_at_declaration(scene) if is_undeclared else None


_FIELD = frozenset({Context.FIELD})
_SUMMARY = frozenset({Context.SUMMARY})
_NOTE = frozenset({Context.NOTE})
_FORM = _FIELD | _SUMMARY
_ANYWHERE = _FORM | _NOTE

PATTERNS: tuple[Pattern[FormScene], ...] = (
    Pattern("form not meant", _FORM, not_meant.form_not_meant, MAY_DENY),
    Pattern("special question", _ANYWHERE, _special_question),
    Pattern("back after a while", _ANYWHERE, _back_after_a_while),
    Pattern("back from the page", _FORM, _back_from_the_page),
    Pattern("message without text", _ANYWHERE, _without_text),
    Pattern("pasted secret", _ANYWHERE, _pasted),
    Pattern("said twice over", _ANYWHERE, twice_over.heard_once, TWICE_OVER),
    Pattern("asked to pay", _ANYWHERE, meanwhile.asked_to_pay, MAY_BE_FRAUD),
    Pattern("value denied or unknown", _FORM, value_denied.value_denied, value_denied.MAY_BE_DENIED),
    Pattern(
        "one of two places put right",
        _FORM,
        one_of_two_places.one_of_two_put_right,
        one_of_two_places.MAY_BE_ONE_OF_TWO,
    ),
    Pattern("item said wrong by its label", _FIELD, wrong_name.item_said_wrong, words.MAY_CALL_IT_WRONG),
    Pattern("how much is left", _FIELD, how_much_left.how_much_is_left, how_much_left.MAY_ASK_HOW_MUCH),
    Pattern("own appointment", _ANYWHERE, _own_visit),
    Pattern("company said again", _FORM, name_again.said_again, name_again.MAY_BE_SAID_AGAIN),
    Pattern("sign of a name described", _FORM, name_again.sign_put_right, name_again.MAY_BE_SAID_AGAIN),
    Pattern(
        "several items numbered", _FORM, numbered_changes.several_numbered, numbered_changes.MAY_NUMBER_SEVERAL
    ),
    Pattern("nothing decided in a note", _NOTE, withdrawing.not_to_be_noted, withdrawing.MAY_NOT_WITHDRAW),
    Pattern("told and asked in a note", _NOTE, evidence_first.told_and_asked, words.MAY_TELL_AND_ASK),
    Pattern("withdrawal taken back", _FORM, noting.withdrawal_taken_back, words.MAY_TAKE_BACK),
    Pattern("receipt of what was filed", _ANYWHERE, own_cases.receipt_of_what_was_filed, words.MAY_BE_A_RECEIPT),
    Pattern("asked of a case meanwhile", _ANYWHERE, after_filing.asked_meanwhile, after_filing.MAY_ASK),
    Pattern("asked who will handle it", _FORM, who_handles.who_will_handle_it, MAY_ASK_WHO),
    Pattern("over to another draft", _FORM, where_drafts_lie(taking_up.changed_over), taking_up.MAY_CHANGE_OVER),
    Pattern("self-assessment in between", _FORM, wanted.wanted_in_between, MAY_ESTIMATE),
    Pattern("a tool in between", _FORM, in_between.tool_in_between, in_between.MAY_WANT),
    Pattern("wish for no name", _FORM, anonymity.wish_for_no_name, words.MAY_WANT_NO_NAME),
    Pattern("how they are reached", _FORM, reaching.how_reached, reaching.MAY_BE_OF_REACHING),
    Pattern("kept as it was", _FIELD, back.kept_as_it_was, words.MAY_KEEP_IT),
    Pattern("must it be filled", _FORM, explaining.whether_needed, words.MAY_ASK_IF_NEEDED),
    Pattern("asked which is meant", _FIELD, explaining.which_is_meant, words.MAY_ASK_WHICH),
    Pattern("asked what it means", _FIELD, what_it_means, words.MAY_ASK_WHAT),
    Pattern("told before", _FIELD, explaining.told_before, words.MAY_POINT_BACK),
    Pattern("item doubted", _FIELD, doubted.doubted, doubted.MAY_DOUBT),
    Pattern("command", _FORM, _commanded),
    Pattern("command at a field", _FIELD, _commanded_at_field),
    Pattern("coming back to the form", _FIELD, leaving.come_back, words.MAY_COME_BACK),
    Pattern("command in a note", _NOTE, _commanded_in_a_note),
    Pattern("new contact in a note", _NOTE, _contact_in_a_note),
    Pattern("somebody threatened", _ANYWHERE, meanwhile.threatened, words.MAY_THREATEN),
    Pattern("option in a note", _NOTE, _option_in_a_note),
    Pattern("wish for recusal", _FORM, recusing.recusal_wanted, words.MAY_WANT_RECUSAL),
    Pattern("wish for a name", _FORM, _and_more(anonymity.wish_for_a_name), words.MAY_WANT_NO_NAME),
    Pattern("own name in an anonymous tip", _FORM, _own_name),
    Pattern("each party named", _FIELD, _and_more(both_named.each_named), MAY_NAME_BOTH),
    Pattern("own name first", _FIELD, _own_name_first, words.MAY_BE_A_COMPANY),
    Pattern("party without a name", _FIELD, both_named.found_by_place, MAY_LACK_A_NAME),
    Pattern("story of somebody", _FIELD, two_in_one.story_of_somebody, words.MAY_BE_A_STORY),
    Pattern("reference of a case", _FIELD, own_cases.look_up, words.JUST_A_REFERENCE),
    Pattern("title of an entry", _FIELD | _NOTE, _title_of_an_entry),
    Pattern("one more place", _FORM, more_places.one_more_place, more_places.MAY_BE_ONE_MORE),
    Pattern("addition to another item", _FIELD, named_first.added_to_another, words.MAY_COME_TO),
    Pattern("own mail besides", _FIELD, _and_more(two_in_one.mail_besides), words.MAY_HOLD_MAIL),
    Pattern("date of leaving", _FIELD, left_then.left_then, words.MAY_HAVE_LEFT),
    Pattern("several changed", _FIELD, _and_more(several_changes.changed_at_field), words.MAY_CHANGE_SEVERAL),
    Pattern("put right in one breath", _FIELD, two_in_one.put_right, words.MAY_PUT_RIGHT),
    Pattern("answer and more", _FIELD, _and_more(two_in_one.answered_with_more), words.MAY_SAY_MORE),
    Pattern("what each party is", _FORM, relations.told_of_each, words.MAY_RELATE),
    Pattern("who tells it", _FORM, role.role_corrected, words.MAY_BE_A_ROLE),
    Pattern("wished time changed", _FORM, retiming.time_changed, words.MAY_CHANGE_A_TIME),
    Pattern(
        "several items changed", _SUMMARY, _and_more(several_changes.several_changed), words.MAY_CHANGE_SEVERAL
    ),
    Pattern("party taken out", _FORM, parties.party_removed, words.MAY_TAKE_OUT),
    Pattern("item emptied", _FORM, removing.item_emptied, words.MAY_EMPTY),
    Pattern("name of another item", _FIELD, item_named.item_named, words.MAY_NAME_AN_ITEM),
    Pattern("one more party", _FORM, parties.party_added, words.MAY_ADD_A_PARTY),
    Pattern("said of something else", _FIELD, elsewhere.said_elsewhere, words.MAY_BE_ELSEWHERE),
    Pattern("item named first", _FIELD, named_first.named_first, words.MAY_NAME_FIRST),
    Pattern("complaint about officials", _ANYWHERE, meanwhile.grieved, words.MAY_SPEAK_OF_OFFICIALS),
    Pattern("name said wrong", _FORM, wrong_name.name_put_right, words.MAY_NAME_WRONGLY),
    Pattern("answer to another field", _FIELD, correcting.answer_to_another_field, words.MAY_CORRECT),
    Pattern("put right elsewhere", _FIELD, put_right.put_right, put_right.MAY_PUT_RIGHT),
    Pattern("told of another item", _FIELD, another_item.told_of_another, words.MAY_TELL_OF_ANOTHER),
    Pattern("told before it is asked", _FIELD, early.told_early, words.MAY_BE_EARLY),
    Pattern("time asked for", _FIELD, early.time_wished, words.MAY_ASK_FOR_A_TIME),
    Pattern("nothing to add", _NOTE, noting.nothing_to_add, words.MAY_ADD_NOTHING),
    Pattern("question in a note", _NOTE, asked_in_a_note),
    Pattern("wish about a case", _NOTE, noting.wish_in_a_note),
    Pattern("no telephone", _FORM, unreachable.no_telephone, words.MAY_HAVE_NO_TELEPHONE),
    Pattern("asked to be faster", _FORM, unreachable.asked_to_be_faster, words.MAY_URGE),
    Pattern("who calls and when", _SUMMARY, calls.call_asked_about, words.MAY_ASK_WHO_CALLS),
    Pattern("a person", _ANYWHERE, _a_person),
    Pattern("nothing to change", _SUMMARY, confirming.nothing_to_change, MAY_LEAVE_IT),
    Pattern("agreement", _SUMMARY, confirming.agreement),
    Pattern("item named first at the summary", _SUMMARY, named_first.named_first, words.MAY_NAME_FIRST),
    Pattern("wish to change something", _SUMMARY, confirming.change_wanted),
    Pattern("holding back at the declaration", _FIELD, _holding_back),
    Pattern("giving up", _FIELD, _giving_up_at_field),
    Pattern("giving up at the summary", _SUMMARY, confirming.giving_up_at_summary),
    Pattern("denial", _SUMMARY, confirming.denial),
    Pattern("refusal", _FIELD, _refusal),
    Pattern("another form", _FIELD, _another_form),
    Pattern("another form from a note", _NOTE, noting.another_form_from_a_note),
    Pattern("question in between", _FIELD, _question_at_field),
    Pattern("question with a known answer", _FIELD, known_question, words.REALLY_ASKS),
    Pattern("question at the summary", _SUMMARY, confirming.question_at_summary),
    Pattern("progress in a note", _NOTE, noting.progress_in_a_note),
    Pattern("small talk in a note", _NOTE, noting.small_talk_in_a_note),
    Pattern("unclear in a note", _NOTE, noting.asked_what_it_means),
    Pattern("leaving a note", _NOTE, noting.leaving_a_note),
    Pattern("nothing said in a note", _NOTE, evidence_first.nothing_said),
    Pattern("steering a note by likeness", _NOTE, _steered_in_a_note),
    Pattern("the note", _NOTE, noting.note_taken),
    Pattern("correction", _SUMMARY, correcting.correction_at_summary),
    Pattern("unclear at the summary", _SUMMARY, confirming.unclear_at_summary),
    Pattern("back", _FIELD, _back),
    Pattern("own case", _FIELD, _own_case),
    Pattern("small talk", _FIELD, _small_talk),
    Pattern("steering by likeness", _FIELD, _steered_at_field),
    Pattern("another kind", _FIELD, answer.another_kind),
    Pattern("file at hand", _FIELD, file_at_hand, MAY_HAVE_A_FILE),
    Pattern("declaration not given", _FIELD, _declaration_not_given),
    Pattern("nothing to say", _FIELD, answer.nothing_to_say),
    Pattern("own words for an option", _FIELD, answer.own_words),
    Pattern("no answer", _FIELD, answer.no_answer),
    Pattern("no place", _FIELD, early.no_place, words.MAY_BE_NO_PLACE),
    Pattern("misread", _FIELD, answer.misread),
    Pattern("the answer", _FIELD, answer.the_answer),
)

_LOOKED_FOR = {
    where: InOrder((pattern, pattern.needs) for pattern in PATTERNS if where in pattern.contexts)
    for where in Context
}
