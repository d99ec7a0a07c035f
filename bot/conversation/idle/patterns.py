"""No form is under way: the ways in which a message may be meant, in the order in which they are looked for.

The list at the end is the priority. tests/bot/conversation/who_wins.txt shows who wins wherever two would answer.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.conversation import hearing, own_cases, stopping
from bot.conversation.cut import cut_in_words, dropped_in_words
from bot.conversation.estimating import wanted
from bot.conversation.form import files, leaving, not_meant, note, on_page, opening, outside, taking_up
from bot.conversation.form.patterns import answer_in_form
from bot.conversation.form.question import ask
from bot.conversation.form.words import MAY_SPEAK_OF_OFFICIALS, MAY_THREATEN
from bot.conversation.guiding import wanted as guiding
from bot.conversation.idle import (
    accused,
    adding,
    after_filing,
    answering,
    asking,
    belongs,
    bureaus,
    chosen,
    feedback,
    letters,
    marks,
    minds,
    nothing_open,
    own_data,
    pressure,
    stories,
    unnamed,
    visits,
)
from bot.conversation.messages import SILENT_KINDS, Reply
from bot.conversation.pattern import Context, Pattern
from bot.conversation.person.wanted import person_wanted
from bot.conversation.scene import Scene, button, turn, where_drafts_lie
from bot.conversation.turn import FindCases, Turn
from intake.forms.codes import ChannelStatus
from intake.ids import read_reference
from intents import expressions as re
from intents.cues import InOrder
from intents.reading.questions import looks_like_a_question
from intents.spelled import is_english
from intents.telling.added import says_more_than_to_add
from intents.telling.being_accused import MAY_BE_ACCUSED
from intents.telling.commands import Command, agrees, command_in
from intents.telling.estimating import MAY_ESTIMATE
from intents.telling.fraud import MAY_BE_FRAUD
from intents.telling.guiding import MAY_CONCERN
from intents.telling.keeping import kept_of
from intents.telling.not_meant import MAY_DENY
from intents.telling.officials import MAY_NAME_AN_OFFICER, asks_for_an_officers_number
from intents.telling.own_case import CaseWish, asks_to_withdraw, wish_about_a_case
from intents.telling.receipt import MAY_BE_A_RECEIPT
from intents.telling.returning import MAY_BE_UNDECIDED
from intents.telling.story import story_of
from intents.telling.who_handles import MAY_ASK_WHO
from intents.telling.wish import OTHER_COMPETITION, topic_elsewhere
from knowledge.finding.message import goes_on
from knowledge.finding.outside import kind_of

_MAY_BE_PRESSED = re.compile(f"撤|收回|[不别莫][要想再]*(?:举报|投诉|检举|告|追究)|{MAY_THREATEN.pattern.pattern}")
_MAY_BE_OF_A_VISIT = re.compile(
    r"^(?:好|行|可以|要得|没问题|得行)|确认|同意|约|时间|取消|[换改](?:一?个?|别的)?(?:天|日子)"
)
MAY_BE_FOLLOWED = re.compile("自己|自愿|主动|愿意|自个")
_PERSON_IN_ENGLISH = re.compile(r"\b(?:person|human|staff|officer|operator|someone|agent)\b", re.IGNORECASE)
# 「没懂」 speaks of what was said, 「怎么填」 asks something.
_NOT_CLEAR = re.compile("意思|懂|明白|简单点|人话")
# What an entry likens to a question about one of these is about something else.
_NO_ENTRY_IS_ABOUT = ("monopoly", *OTHER_COMPETITION)
# Whoever has filed asks it of their own case.
_ASKS_FOR_THE_RESULT = re.compile(
    r"^(?!.*(?:立案|处罚|规定|一般|法定)).*(?:(?:多久|多长时间|好久|几天|多少天|几个月|什么时候|啥子?时候|何时|几时)[^，,。]{0,6}(?:结果|消息|回复|答复|处理|反馈|回音|办完|办好|查完|结案|通知)"
    r"|(?:结果|消息|回复|答复|通知)[^，,。]{0,4}(?:多久|好久|几天|什么时候|啥子?时候|几时)|[要得]等(?:多久|好久|几天|多长))"
)


def answer_when_idle(scene: Scene) -> Turn:
    """Take any message that comes while no form is under way; what it tells is remembered for a form to come."""
    for pattern in _LOOKED_FOR.that_may_be(scene.text):
        answer = pattern.answer(scene)
        if isinstance(answer, Scene):
            return answer_when_idle(answer)
        if answer is not None:
            kept = unnamed.remembered(scene, answer) if scene.state.unnamed or "匿名" in scene.text else answer
            return stories.with_telling(scene, kept) if story_of(scene.text).is_worth_keeping else kept
    raise LookupError("the last pattern did not answer")


def _without_text(scene: Scene) -> Turn | None:
    if scene.text:
        return None
    kind = scene.message.kind
    if kind == "location":
        return turn(scene.state, Reply(scene.say("media.location")))
    if kind in SILENT_KINDS:
        is_file = kind in ("image", "video", "file") and scene.book.status is not ChannelStatus.HELPER
        choices = (button(scene.book, "complaint"), button(scene.book, "supplement")) if is_file else ()
        return turn(scene.state, Reply(scene.say(f"media.{kind}"), choices))
    return turn(scene.state, Reply(scene.say("service.blank")))


def _just_symbols(scene: Scene) -> Turn | None:
    says_something = any(character.isalnum() for character in scene.text)
    return None if says_something else answering.menu_of_service(scene, "service.just_symbols")


def _pasted(scene: Scene) -> Turn | None:
    """Keep nothing of what must not be sent; what else a story tells stands."""
    kept = kept_of(scene.text)
    if not kept.cut:
        return None
    if kept.is_worth_reading and not kept_of(kept.text).cut:
        said = answer_when_idle(scene.saying(kept.text))
        return replace(said, replies=(Reply(cut_in_words(scene, kept)), *said.replies))
    choices = (button(scene.book, "complaint"), button(scene.book, "consultation"))
    return turn(scene.state, Reply(dropped_in_words(scene, kept), choices), intent=scene.heard.intent)


def _pressed(scene: Scene) -> Turn | None:
    """Take what our own buttons say."""
    tip = scene.say("choices.tip")
    # Without what stands in brackets, as people copy it.
    copied = tip.partition("（")[0]
    if scene.text not in scene.book.buttons and scene.text != copied:
        return None
    by_button = {
        copied: lambda: opening.open_told(scene, "tip"),
        scene.say("choices.complaint"): lambda: opening.open_form(scene, "complaint"),
        tip: lambda: opening.open_told(scene, "tip"),
        scene.say("choices.consultation"): lambda: opening.open_form(scene, "consultation"),
        scene.say("choices.visit_from_estimate"): lambda: wanted.visit_wanted(scene),
        scene.say("choices.guide"): lambda: guiding.guide_wanted(scene),
        scene.say("choices.liaison"): lambda: guiding.liaison_wanted(scene),
        scene.say("choices.supplement"): lambda: note.begin_note(scene),
        scene.say("choices.question"): lambda: turn(scene.state, Reply(scene.say("answering.your_question"))),
        scene.say("choices.none_of_these"): lambda: answering.none_of_these(scene),
    }
    pressed = by_button.get(scene.text)
    return pressed() if pressed else None


def _commanded(scene: Scene) -> Turn | None:
    """Take what is said of a draft."""
    match command_in(scene.text):
        case Command.RESUME | Command.BEGIN:
            return leaving.taken_up(scene)
        case Command.DISCARD:
            return leaving.ask_to_discard(scene)
        case Command.FILLED | Command.RESTART | Command.SUBMIT_NOW:
            return nothing_open.nothing_to_submit(scene)
        case Command.SELF:
            return answering.menu_of_service(scene, "service.self")
        case Command.ABOUT | Command.GUIDE:
            return answering.menu_of_service(scene, "service.greeting")
        case Command.UPLOAD:
            return note.begin_upload(scene)
        case Command.REVOKE:
            return files.revoke_links(scene)
        case Command.REPEAT:
            return _once_more(scene)
        case Command.WAIT:
            return turn(scene.state, Reply(scene.say("service.no_hurry")))
        case Command.ON_PAGE if scene.can.has_pages:
            return on_page.to_the_page(scene)
        case Command.HELP if _NOT_CLEAR.search(scene.text):
            return answering.menu_of_service(scene, "service.not_clear")
    return None


def _once_more(scene: Scene) -> Turn | None:
    """Say again what was said last: the number of a case, or an answer."""
    if "编号" in scene.text:
        return turn(scene.state, intent="progress", request=FindCases())
    return answering.answered_again(scene) if scene.state.last_entry else None


def _agreed_to_nothing(scene: Scene) -> Turn | None:
    return nothing_open.nothing_to_submit(scene) if agrees(scene.text) else None


def _place_after_all(scene: Scene) -> Turn | None:
    """Open a form again that was turned away, when a place in Chongqing is told."""
    draft = scene.state.shelved
    there = outside.place_after_all(scene, draft) if draft is not None and draft.pending.outside else None
    if there is None:
        return None
    if there.is_read:
        return answer_in_form(there)
    return ask(there, there.running, scene.say("form.resumed"))


def _reference(scene: Scene) -> Turn | None:
    reference = read_reference(scene.text)
    return turn(scene.state, intent="progress", request=FindCases(reference)) if reference else None


def _wish_about_a_case(scene: Scene) -> Turn | None:
    """Take the wish to withdraw or to object."""
    wish = wish_about_a_case(scene.text)
    if wish is None and scene.state.filed and not scene.titled and asks_to_withdraw(scene.text):
        wish = CaseWish.WITHDRAW
    return note.take_wish(scene, wish) if wish else None


def _pressed_to_withdraw(scene: Scene) -> Turn | None:
    return pressure.pressed(scene) if _MAY_BE_PRESSED.search(scene.text) else None


def _grieved(scene: Scene) -> Turn | None:
    return pressure.grieved(scene) if MAY_SPEAK_OF_OFFICIALS.search(scene.text) else None


def _not_ours(scene: Scene) -> Turn | None:
    """Send elsewhere what does not belong here; a question about it is still a question."""
    if paid_for := _of_pay(scene):
        return paid_for
    topic = _topic_elsewhere(scene)
    stop = None if topic in OTHER_COMPETITION else stopping.stop_in(scene.text)
    if stop is not None and (not scene.wants("ask") or stopping.holds_an_official_secret(scene.text)):
        return stopping.stopped(scene, stop)
    return stopping.sent_elsewhere(scene, topic) if topic else stopping.still_stopped(scene)


def _of_pay(scene: Scene) -> Turn | None:
    told = story_of(scene.text)
    topic = topic_elsewhere(told.written, told.hits)
    return stories.pay_first(scene, topic) if topic else None


def _topic_elsewhere(scene: Scene) -> str | None:
    """Return what somebody tells in a few words that is other people's business: 「KTV半夜好吵」."""
    told = story_of(scene.text)
    topic = topic_elsewhere(told.written, told.hits)
    if topic is None:
        return None
    asks = scene.wants("ask", "human") or looks_like_a_question(scene.text)
    # What there is an answer to, if only that it is not ours, is answered.
    asks = asks and topic not in _NO_ENTRY_IS_ABOUT
    return None if asks and (answering.has_an_answer(scene) or kind_of(scene.found.outside)) else topic


def _bureau_of_a_town(scene: Scene) -> Turn | None:
    # A longer question asks for more than a name in a table.
    asks = bureaus.ASKS_WHICH.search(scene.text) if len(scene.text) <= hearing.A_SENTENCE_CHARACTERS else None
    return bureaus.bureau_told(scene, scene.text[: asks.start()]) if asks else None


def _place_alone(scene: Scene) -> Turn | None:
    asks = looks_like_a_question(scene.text) or goes_on(scene.text)
    return None if asks else bureaus.place_alone(scene)


def _form_wanted(scene: Scene) -> Turn | None:
    # A menu sends the title back: 「怎么预约指导站咨询」 books nothing.
    if scene.titled or not scene.wants("complaint", "consultation"):
        return None
    if asking.is_rather_a_question(scene) or asking.files_nothing(scene):
        return None
    if scene.state.filed and not asking.SAYS_THE_WISH.search(scene.text):
        # What whoever has filed tells is of that: another form is opened for who says so.
        return None
    return None if answering.is_no_wish(scene) else opening.open_form(scene, scene.heard.intent)


def _number_of_an_officer(scene: Scene) -> Turn | None:
    """Give nobody's own number away, and say where a bureau is reached: 「你们局长的手机号给我一个」."""
    is_asked = not scene.titled and asks_for_an_officers_number(scene.text)
    return turn(scene.state, Reply(scene.say("service.no_officers_number")), intent="ask") if is_asked else None


def _own_case(scene: Scene) -> Turn | None:
    # 「没交错吧？」 sounds like an addition and asks.
    asks = scene.wants("supplement") and looks_like_a_question(scene.text)
    wants = scene.wants("progress", "supplement") and not asks and not asking.is_rather_a_question(scene)
    wants = wants and not asking.is_of_another_trade(scene)
    is_short = len(scene.text) <= hearing.SHORT_CHARACTERS
    asks_for_theirs = scene.state.filed and is_short and _ASKS_FOR_THE_RESULT.search(scene.text)
    if wants and scene.wants("supplement") and scene.state.filed and says_more_than_to_add(scene.text):
        return stories.offered_addition(scene)
    return own_cases.look_up(scene) if (wants or asks_for_theirs) and not scene.titled else None


def _a_person(scene: Scene) -> Turn | None:
    if scene.titled or not scene.wants("human") or scene.found.outside == "command":
        # 「扮演没有限制的人」 asks for nobody.
        return None
    if asking.calls_nobody(scene) or pressure.URGES.search(scene.text):
        return None
    return person_wanted(scene) or turn(scene.state, Reply(scene.say("service.person")), intent="human")


def _greeting(scene: Scene) -> Turn | None:
    if not scene.wants("greeting") or len(scene.text) > hearing.A_GREETING_CHARACTERS:
        return None
    if scene.heard.score < hearing.SURE_WISH and answering.has_a_likely_title(scene):
        return None
    if scene.heard.score < 1 and answering.has_a_certain_answer(scene) and not asking.HAILS.search(scene.text):
        # 「你是哪年开通的」 sounds like 「你是谁」; 「晚上好呀，在吗」 asks nothing.
        return None
    return answering.menu_of_service(scene, "service.greeting")


def _thanks(scene: Scene) -> Turn | None:
    if not scene.wants("thanks") or asking.is_asked_too(scene):
        return None
    return turn(scene.state, Reply(scene.say("service.thanks")), intent="thanks")


def _another_time(scene: Scene) -> Turn | None:
    if not scene.wants("cancel") or asking.is_rather_a_question(scene):
        return None
    return turn(replace(scene.state, unsure=0), Reply(scene.say("service.another_time")), intent="cancel")


def _nothing_open(scene: Scene) -> Turn | None:
    """Take steering words where there is nothing to steer."""
    if not scene.wants("back", "confirm", "deny"):
        return None
    if (kind := kind_of(scene.found.outside)) and kind.is_firm:
        # 「把上一个人的内容发我看看」 sounds like 「上一个」.
        return None
    is_word = len(scene.text) <= hearing.A_WORD_CHARACTERS
    if is_word or not answering.has_an_answer(scene):
        return nothing_open.nothing_to_steer(scene)
    return None


def _in_english(scene: Scene) -> Turn | None:
    """Tell in English what can be chosen, whatever exactly was said in it."""
    if not is_english(scene.text) or answering.has_an_answer(scene):
        return None
    wants_a_person = _PERSON_IN_ENGLISH.search(scene.text) is not None
    return answering.menu_of_service(scene, "service.in_english", intent="human" if wants_a_person else None)


def _story(scene: Scene) -> Turn | None:
    """Take a message by what it tells; 举报 need not be said. Nothing is told of a secret of the state."""
    wish = None if scene.titled else story_of(scene.text).wish
    if wish is None or stopping.speaks_of_state_secrets(scene.text) or answering.wants_to_do_wrong(scene):
        return None
    if scene.state.filed and wish_about_a_case(scene.text) is not None:
        # Whoever has filed and withdraws tells why; that is no new matter.
        return None
    asks = wish.want == "ask" or (
        wish.want == "consultation" and scene.wants("ask") and asking.asks_of_nobody(scene)
    )
    if asks:
        return answering.question_answered(scene)
    return stories.story_after_filing(scene, wish) or stories.story_answered(scene, wish)


def _answer_to_a_letter(scene: Scene) -> Turn | None:
    return letters.answer_to_a_letter(scene) if scene.state.letter else None


def _own_visit(scene: Scene) -> Turn | None:
    may_be = scene.state.booked or _MAY_BE_OF_A_VISIT.search(scene.text)
    return visits.own_visit(scene) if may_be else None


def _own_mark(scene: Scene) -> Turn | None:
    return marks.own_mark(scene) if "评价" in scene.text or "满意" in scene.text else None


def _of_who_has_filed(answer: Callable[[Scene], Turn | None]) -> Callable[[Scene], Turn | None]:
    return lambda scene: answer(scene) if scene.state.filed else None


_IDLE = frozenset({Context.IDLE})

PATTERNS: tuple[Pattern[Scene], ...] = (
    Pattern("message without text", _IDLE, _without_text),
    Pattern("just symbols", _IDLE, _just_symbols),
    Pattern("pasted secret", _IDLE, _pasted),
    Pattern("a button", _IDLE, _pressed),
    Pattern("chosen in own words", _IDLE, chosen.chosen_in_own_words, chosen.MAY_CHOOSE),
    Pattern("over to a draft", _IDLE, where_drafts_lie(taking_up.changed_over), taking_up.MAY_CHANGE_OVER),
    Pattern("self-assessment", _IDLE, wanted.estimate_wanted, MAY_ESTIMATE),
    Pattern("liaison and guidance officers", _IDLE, guiding.guide_asked, MAY_CONCERN),
    Pattern("what is kept of me", _IDLE, own_data.what_is_kept, own_data.MAY_ASK),
    Pattern("deletion wanted", _IDLE, own_data.deletion_wanted, own_data.MAY_DELETE),
    Pattern("own appointment", _IDLE, _own_visit),
    Pattern("mark of a closed case", _IDLE, _own_mark),
    Pattern("reaction to an answer", _IDLE, feedback.reacted),
    Pattern("nothing more after filing", _IDLE, _of_who_has_filed(after_filing.nothing_more)),
    Pattern("command", _IDLE, _commanded),
    Pattern("agreement to nothing", _IDLE, _agreed_to_nothing),
    Pattern("a place after all", _IDLE, _place_after_all),
    Pattern("a lost code", _IDLE, minds.code_lost, minds.NEEDED_TO_LOSE),
    Pattern("coming back to look", _IDLE, minds.looks_after_their_case, minds.COMES_BACK_TO_LOOK),
    Pattern("wanted after all", _IDLE, minds.wanted_after_all, minds.NEEDED_TO_WANT),
    Pattern("number of an officer", _IDLE, _number_of_an_officer, MAY_NAME_AN_OFFICER),
    Pattern("a tip without a name", _IDLE, unnamed.tip_without_a_name, unnamed.MAY_TIP_UNNAMED),
    Pattern("asked who handles it", _IDLE, _of_who_has_filed(after_filing.who_handles_it), MAY_ASK_WHO),
    Pattern("wording of an entry", _IDLE, answering.known_wording_answered),
    Pattern("asked to pay", _IDLE, pressure.asked_to_pay, MAY_BE_FRAUD),
    Pattern("asked of one's own case", _IDLE, after_filing.of_ones_case, after_filing.MAY_ASK),
    Pattern("a person after filing", _IDLE, after_filing.person_after_filing, after_filing.MAY_ASK),
    Pattern("new contact data", _IDLE, _of_who_has_filed(adding.new_contact)),
    Pattern("correction of what was filed", _IDLE, _of_who_has_filed(adding.correction_of_what_was_filed)),
    Pattern("reference", _IDLE, _reference),
    Pattern("pressed to withdraw", _IDLE, _pressed_to_withdraw),
    Pattern("complaint about officials", _IDLE, _grieved),
    Pattern("addition to what was filed", _IDLE, _of_who_has_filed(adding.addition_to_what_was_filed)),
    Pattern("pressing for one's case", _IDLE, pressure.urged, pressure.URGES),
    Pattern("receipt of what was filed", _IDLE, adding.receipt_of_what_was_filed, MAY_BE_A_RECEIPT),
    Pattern("answer to a letter", _IDLE, _answer_to_a_letter),
    Pattern("nothing meant", _IDLE, not_meant.nothing_meant, MAY_DENY),
    Pattern("asked whether it is ours", _IDLE, stories.asked_whether_it_is_ours, stories.ASKS_WHETHER_OURS),
    Pattern("asked where to report", _IDLE, stories.asked_where_to_report, stories.ASKS_WHERE),
    Pattern("customers who followed", _IDLE, accused.followed_by_customers, MAY_BE_FOLLOWED),
    Pattern("accused oneself", _IDLE, accused.accused_oneself, MAY_BE_ACCUSED),
    Pattern("undecided", _IDLE, minds.undecided, MAY_BE_UNDECIDED),
    Pattern("guidance invited", _IDLE, minds.guidance_invited, minds.MAY_INVITE),
    Pattern("told of a draft", _IDLE, where_drafts_lie(belongs.told_of_a_draft), belongs.MAY_BELONG),
    Pattern("a story", _IDLE, _story),
    Pattern("given up before it began", _IDLE, minds.given_up_before_it_began, minds.NEEDED_TO_GIVE_UP),
    Pattern("wish about a case", _IDLE, _wish_about_a_case),
    Pattern("not ours", _IDLE, _not_ours),
    Pattern("told of the others", _IDLE, _of_who_has_filed(adding.told_of_the_others)),
    Pattern("bureau of a town", _IDLE, _bureau_of_a_town),
    Pattern("a place alone", _IDLE, _place_alone),
    Pattern("in English", _IDLE, _in_english),
    Pattern("wish for a form", _IDLE, _form_wanted),
    Pattern("own case", _IDLE, _own_case),
    Pattern("a person", _IDLE, _a_person),
    Pattern("greeting", _IDLE, _greeting),
    Pattern("thanks", _IDLE, _thanks),
    Pattern("another time", _IDLE, _another_time),
    Pattern("nothing open", _IDLE, _nothing_open),
    Pattern("told after filing", _IDLE, _of_who_has_filed(adding.told_after_filing)),
    Pattern("question", _IDLE, answering.question_answered),
)

_LOOKED_FOR = InOrder((pattern, pattern.needs) for pattern in PATTERNS)
