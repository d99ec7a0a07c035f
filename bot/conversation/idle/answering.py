"""Questions answered from the knowledge base: one answer, titles to choose from, or an honest word."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing, stopping
from bot.conversation.form.words import BARE_PHONE
from bot.conversation.idle import feedback
from bot.conversation.learnt import QuestionAsked
from bot.conversation.messages import Choice, Reply
from bot.conversation.scene import Scene, button, turn
from bot.conversation.turn import Turn
from intents import expressions as re
from intents import wording
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import found_helpful
from knowledge.content.offering import tools_about
from knowledge.content.offers import offers
from knowledge.finding.found import Found
from knowledge.finding.outside import OutsideKind, kind_of, outside_in
from knowledge.finding.scope import NOT_OURS

MENU = ("complaint", "tip", "consultation", "progress")
_NEXT_QUESTIONS = 3
_ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
_FEWEST_ENGLISH_WORDS = 3
# Fewer may as well be English: 「he can go」.
_FEWEST_SYLLABLES = 4
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|iao|ian|ing|uai|uan|ang|eng|ong|ai|ei|ao|ou|an|en|er|ia|ie|"
    r"iu|in|ua|uo|ui|un|ue|a|o|e|i|u|v)[1-4]?"
)
_NO_WISHES = ("command", "persons", "graft", "other_competition")
_WRONGDOING = "wrongdoing"
_REPORTS = re.compile("举报|投诉|检举|反映")
# Without one of these whoever tells what was done asks no bureau for anything against it.
_WISHES_TO_REPORT = re.compile("举报|投诉|检举|反映|控告|维权(?!成功)|[要想]告|查处|查一?查|管不管|[帮替]我")
_ONE_OR_THE_OTHER = re.compile(r"(.)不\1|(?:算|是|要|该|会|能|扣|加)[^，,。]{0,10}还是[^，,。]{1,10}[?？]?$")
# 「我在上家干了八年，老客户自己找来，算侵权不算嘛」: told of oneself, to know where one stands.
_LEFT_A_COMPANY = re.compile(
    r"^(?:我|本人)(?!们|司|厂|公司|家|单位)[^。！？!?]{0,40}(?:上家|老东家|前东家|前公司|原公司|原单位|老单位|跳槽|离职|辞职|出来单干)"
)
_WHETHER_IT_IS_FORBIDDEN = re.compile(
    r"算不算|(?:侵权|违法|犯法|泄密|违约|侵犯)[^，,。]{0,4}[不吗嘛么]|算[^，,。]{1,8}[不吗嘛么]"
)
_LONGEST_WORDING = 60
# Whoever says these is threatened, has a complaint about officials, or names a town: more than an answer is due.
RATHER_DONE = frozenset(
    f"procedure.{name}" for name in ("retaliation", "not_ours", "inaction", "yubei", "jiangbei", "towns")
)
# Whoever has filed asks these of their own case.
OF_ONES_OWN_CASE = frozenset(
    f"procedure.{name}"
    for name in (
        *("result_notice", "anonymous_result", "total_time", "extend_days", "check_days"),
        *("decide_days", "decide_extend", "case_closed", "filing_notice", "no_acceptance"),
    )
)
# What is asked about a talk with an officer, by words that call for one as well.
ABOUT_TALKS = frozenset(f"service.talk_{name}" for name in ("filing", "end", "kept"))
_BLAMES = re.compile(
    r"[笨蠢傻烦滚坑]|没用|垃圾|废物|智障|脑残|弱智|讨厌|差劲|无语|屁用|一点用|玩意|答非所问|"
    r"(?:啥|什么)都不[懂会]|听不懂|有病|神经"
)


def known_wording_answered(scene: Scene) -> Turn | None:
    """Answer what is a wording of an entry, whatever else its words are like; what can be done here is done."""
    entry = scene.book.library.finder.exactly(scene.text) if len(scene.text) <= _LONGEST_WORDING else None
    if entry is None or entry.startswith("service.") or entry in RATHER_DONE:
        return None
    return None if scene.state.filed and entry in OF_ONES_OWN_CASE else question_answered(scene)


def question_answered(scene: Scene) -> Turn:
    """Answer a question while no form is under way."""
    if scene.titled is not None:
        return _given(scene, scene.titled, ((scene.titled, 1.0),))
    found = scene.found
    if _blames_us(scene, found):
        return _kept(scene, found, "outside", _sorry(scene))
    if found.decision == "answer":
        return _given(scene, found.candidates[0][0], found.candidates, found)
    if found.unknown_of:
        return _kept(scene, found, "nothing", _unknown(scene, found.unknown_of))
    if kind := kind_of(found.outside):
        return _kept(scene, found, "outside", _elsewhere(scene, kind))
    if stopping.is_ours(scene.text) and not scene.wants("ask") and not looks_like_a_question(scene.text):
        return asked_back(scene)
    if found.outside == NOT_OURS:
        return _kept(scene, found, "outside", _not_ours(scene))
    if found.decision == "menu" and found.candidates and _is_worth_a_menu(scene, found):
        return _kept(scene, found, "menu", _menu(scene, found))
    return _kept(scene, found, "nothing", _nothing(scene, found))


def answered_again(scene: Scene) -> Turn | None:
    """Give the answer once more that was given last; None where its entry is gone."""
    library, entry = scene.book.library, scene.state.last_entry
    if entry is None:
        return None
    if entry in library.entries:
        return _given(scene, entry, ())
    found = library.find(entry)
    return _given(scene, found.candidates[0][0], (), found) if found.composed else None


def entry_given(scene: Scene, entry: str, *also: str) -> Turn | None:
    """Give this entry, and the one that belongs beside it; None where it was withdrawn."""
    if entry not in scene.book.library.entries:
        return None
    return _given(scene, entry, (), Found("answer", ((entry, 1.0),), also=also) if also else None)


def has_an_answer(scene: Scene) -> bool:
    """Say whether there is a sure answer to what was said."""
    return scene.titled is not None or scene.found.decision == "answer"


def has_a_certain_answer(scene: Scene) -> bool:
    """Say whether there is an answer of which hardly a doubt is left."""
    return has_an_answer(scene) and (
        scene.titled is not None or scene.found.candidates[0][1] >= hearing.AN_ANSWER_BEYOND_DOUBT
    )


def has_a_likely_title(scene: Scene) -> bool:
    """Say whether a title is found that is likelier than not what was asked."""
    return scene.found.decision != "nothing" and scene.found.candidates[0][1] >= hearing.A_LIKELY_ANSWER


def is_beyond_doubt(scene: Scene) -> bool:
    """Say whether an answer is so sure that what sounds like an act is asked."""
    return has_an_answer(scene) and (
        scene.titled is not None or scene.found.candidates[0][1] >= hearing.NEXT_TO_CERTAIN
    )


def asks_of_the_plan(scene: Scene) -> bool:
    """Say whether a story is told for what the plan makes of it: 「官司告赢了，算加分不」."""
    asks = looks_like_a_question(scene.text) or _ONE_OR_THE_OTHER.search(scene.text) is not None
    asks = asks and _WISHES_TO_REPORT.search(scene.text) is None
    return asks and has_a_certain_answer(scene) and scene.found.candidates[0][0].startswith("plan.")


def asks_of_oneself(scene: Scene) -> bool:
    """Say whether somebody who left a company tells what they did to know whether it is forbidden."""
    asks = _LEFT_A_COMPANY.search(scene.text) and _WHETHER_IT_IS_FORBIDDEN.search(scene.text)
    return bool(asks) and _WISHES_TO_REPORT.search(scene.text) is None and is_beyond_doubt(scene)


def is_about_us(scene: Scene) -> bool:
    """Say whether what is found is about the service itself."""
    return has_an_answer(scene) and scene.found.candidates[0][0].startswith("service.")


def asks_about_talks(scene: Scene) -> bool:
    """Say whether it is asked what a talk with an officer is: 「怎么结束人工」 calls nobody."""
    asks = looks_like_a_question(scene.text) and has_a_certain_answer(scene)
    return asks and scene.found.candidates[0][0] in ABOUT_TALKS


def is_no_wish(scene: Scene) -> bool:
    """Say whether words that mention a filing are a command to us or a question about persons."""
    # Asked of the guards alone: a story that opens a filing need not be looked up among all entries.
    kind = outside_in(scene.text, wording.normalised(scene.text))
    return kind in _NO_WISHES or wants_to_do_wrong(scene)


def wants_to_do_wrong(scene: Scene) -> bool:
    """Say whether somebody asks us to help with what is forbidden: that is no story of what others did."""
    kind = outside_in(scene.text, wording.normalised(scene.text))
    return kind == _WRONGDOING and not _REPORTS.search(scene.text)


def menu_of_service(scene: Scene, *phrases: str, intent: str | None = None) -> Turn:
    """Say these sentences and show what the service offers."""
    names = ("resume", *MENU) if scene.state.put_aside else MENU
    choices = tuple(button(scene.book, name) for name in names)
    reply = Reply("\n".join(scene.say(phrase) for phrase in phrases), choices)
    return turn(scene.state, reply, intent=intent or scene.heard.intent)


def none_of_these(scene: Scene) -> Turn:
    """Take 「都不是」 after a menu of titles."""
    state = replace(scene.state, unsure=scene.state.unsure + 1)
    reply = Reply(scene.say("answering.none_of_these"), (button(scene.book, "human"),))
    return feedback.reacted_with_none(scene, turn(state, reply, intent=scene.heard.intent))


def asked_back(scene: Scene) -> Turn:
    """Ask somebody who only tells what happened whether they want to report it."""
    choices = tuple(button(scene.book, name) for name in ("complaint", "consultation", "question"))
    text = "\n".join((*scene.urgent(), scene.say("answering.story")))
    return turn(replace(scene.state, unsure=0), Reply(text, choices), intent=scene.heard.intent)


def _given(
    scene: Scene, entry: str, candidates: tuple[tuple[str, float], ...], found: Found | None = None
) -> Turn:
    """Give an answer, with the one to a second question of the message; what it asks further gets a button."""
    library = scene.book.library
    also = [other for other in found.also if other in library.entries] if found else []
    perhaps = [other for other in found.perhaps if other in library.entries] if found else []
    shown = (
        library.given(found, scene.text, scene.today) if found else library.answer(entry, scene.text, scene.today)
    )
    second = library.answer(also[0], scene.text, scene.today) if also else None
    titles = [library.entries[other].title for other in (*also[1:], *perhaps)]
    following = dict.fromkeys((*titles, *_rivals(scene, found), *shown.next_questions))
    choices = [Choice(title, title) for title in following][:_NEXT_QUESTIONS]
    pages = tuple(one.more for one in (shown, second) if one and one.more)
    if pages:
        choices.insert(0, button(scene.book, "more"))
    tools = tools_about(found.composed.sources) if found and found.composed else offers().get(entry, ())
    choices += [button(scene.book, tool) for tool in tools]
    texts = _said_once([one.text for one in (shown, second) if one])
    if titles:
        texts.append(scene.say("answering.several"))
    last = found.last if found else entry
    state = replace(scene.state, last_entry=last, more=pages, unsure=0, signposted="")
    reply = Reply("\n".join(texts), tuple(choices), source=shown.source, statements=shown.statements)
    given = turn(state, reply, intent=scene.heard.intent, entry=entry, candidates=candidates)
    return feedback.with_feedback(scene, given, QuestionAsked(scene.text, candidates, "answer", entry))


def _rivals(scene: Scene, found: Found | None) -> list[str]:
    """Return the title of the second best where it is half as likely: whoever meant that one is one press away."""
    if found is None or found.composed is not None or len(found.candidates) < 2:
        return []
    (_, first), (second, chance) = found.candidates[:2]
    entries = scene.book.library.entries
    is_told = second in found.also or second not in entries
    return [] if is_told or chance < hearing.HALF_AS_LIKELY * first else [entries[second].title]


def _said_once(texts: list[str]) -> list[str]:
    """Leave out of the first answer what the second says in the same line: that what both rest on is over."""
    said_later = {line for text in texts[1:] for line in text.split("\n")}
    first = [line for line in texts[0].split("\n") if not line or line not in said_later]
    return ["\n".join(first), *texts[1:]]


def _unknown(scene: Scene, member: str) -> Turn:
    """Say honestly that nothing tells whether it is otherwise for the member that is asked for: 「那园区呢」."""
    entry = scene.book.library.entries.get(scene.state.last_entry or "")
    title = entry.title if entry else scene.state.last_entry or ""
    reply = Reply(scene.say("answering.no_difference_known", member=member, title=title), (Choice(title, title),))
    return turn(replace(scene.state, unsure=0), reply, intent=scene.heard.intent)


def _kept(scene: Scene, found: Found, decision: str, said: Turn) -> Turn:
    return replace(said, asked=QuestionAsked(scene.text, found.candidates, decision))


def _elsewhere(scene: Scene, kind: OutsideKind) -> Turn:
    state = replace(scene.state, unsure=0)
    return turn(state, Reply(kind.says), intent=scene.heard.intent)


def _not_ours(scene: Scene) -> Turn:
    """Answer what is asked of others, and a word of talk."""
    if BARE_PHONE.match(scene.text):
        return menu_of_service(scene, "service.a_number")
    asks = scene.wants("ask") or looks_like_a_question(scene.text)
    return menu_of_service(scene, "answering.not_ours" if asks else "service.listening")


def _blames_us(scene: Scene, found: Found) -> bool:
    """Say whether a short message that asks and tells nothing of ours is about us: 「一点用都没有」."""
    is_found = found.decision == "answer" and found.candidates[0][1] >= hearing.AN_ANSWER_BEYOND_DOUBT
    if is_found or stopping.is_ours(scene.text):
        return False
    is_short = len(scene.text) <= hearing.SHORT_CHARACTERS and not scene.wants("ask")
    return is_short and (found_helpful(scene.text) is False or _BLAMES.search(scene.text) is not None)


def _sorry(scene: Scene) -> Turn:
    reply = Reply(scene.say("service.blamed"), (button(scene.book, "human"),))
    return turn(replace(scene.state, unsure=0), reply, intent=scene.heard.intent)


def _is_worth_a_menu(scene: Scene, found: Found) -> bool:
    # What is no question gets titles only when one of them is likely.
    return (
        scene.wants("ask")
        or looks_like_a_question(scene.text)
        or found.candidates[0][1] >= hearing.A_LIKELY_ANSWER
    )


def _menu(scene: Scene, found: Found) -> Turn:
    entries = scene.book.library.entries
    titles = [entries[entry].title for entry, _ in found.candidates]
    choices = (*(Choice(title, title) for title in dict.fromkeys(titles)), button(scene.book, "none_of_these"))
    reply = Reply(scene.say("answering.menu"), choices)
    state = replace(scene.state, unsure=0)
    return turn(state, reply, intent=scene.heard.intent, candidates=found.candidates)


def _nothing(scene: Scene, found: Found) -> Turn:
    if _is_pinyin(scene.text):
        return menu_of_service(scene, "answering.in_pinyin")
    if scene.text.isascii() and len(_ENGLISH_WORD.findall(scene.text)) >= _FEWEST_ENGLISH_WORDS:
        return menu_of_service(scene, "answering.in_english")
    state = replace(scene.state, unsure=scene.state.unsure + 1)
    if state.unsure > 1:
        reply = Reply(scene.say("answering.nothing_again"), (button(scene.book, "human"),))
    else:
        asked = scene.wants("ask")
        names = MENU if asked else ("complaint", "tip", "consultation")
        text = scene.say("answering.nothing" if asked else "answering.not_sure")
        reply = Reply(text, tuple(button(scene.book, name) for name in names))
    return turn(state, reply, intent=scene.heard.intent, candidates=found.candidates)


def _is_pinyin(text: str) -> bool:
    """Say whether a message is Chinese in Latin letters, syllable by syllable: 「shang ye mi mi」."""
    words = text.lower().strip(" ?!.").split()
    return len(words) >= _FEWEST_SYLLABLES and all(map(_SYLLABLE.fullmatch, words))
