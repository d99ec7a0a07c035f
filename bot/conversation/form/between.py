"""A question in the middle of a form: answered, then the open question is asked again."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import words
from bot.conversation.form.question import ask, ask_again
from bot.conversation.form.scene import FormScene
from bot.conversation.messages import Reply
from bot.conversation.scene import considered
from bot.conversation.state import CONFIRM
from bot.conversation.turn import Turn
from intake.forms.codes import REPORTS, FieldKind
from intake.forms.supplement import Purpose
from intents import expressions as re
from intents.persons.organisations import organisations_in
from intents.reading.questions import looks_like_a_question
from intents.telling.about_the_form import asks_what_it_means
from intents.telling.commands import Command
from intents.telling.own_case import asks_to_withdraw, wish_about_a_case
from knowledge.finding.found import Found
from knowledge.finding.outside import kind_of

# What is asked with so few signs leaves out of what.
_SAYS_LITTLE_CHARACTERS = 14
_LEADS_IN = re.compile(
    r"^(?:(?:等一?[下哈]|那个|那|对了|哦对了|顺便|另外|先|还有|我?(?:先|想|就)?问一?[下哈个]?|请问|不好意思|打断一?[下哈])[，,。\s]*){1,4}"
)
_OF_WHAT = re.compile(r"秘密|侵权|举报|投诉|保密|协议|预约|指导")
_HOW_MUCH = re.compile(r"[好几]多|多少|[好多]久")
_HOW_LONG_IT_TAKES = re.compile(
    r"(?:好久|多久|多长时间|几天|多少天|几个月)"
    r"[^，,。]{0,4}(?:查|办|处理|核查)(?:得)?(?:完|好|清楚|下来|结)"
)
# What they mean is asked of the law, whatever item is called so.
_SPEAKS_OF_ANY = ("保密措施", "技术信息", "经营信息", "权利人", "商业秘密")
_TOTAL_TIME = "procedure.total_time"
# What is asked where it is asked why a case is withdrawn is asked of that.
_OF_WITHDRAWING = re.compile("撤|还会.{0,2}查|不查")
_WITHDRAWING = "service.withdraw"
# A shorter question tells nothing that could be an addition as well.
_MAY_BE_BOTH_CHARACTERS = 12


def answered_in_between(scene: FormScene) -> Turn:
    """Answer what was asked, then ask the open question again."""
    asked, found = asked_here(scene)
    entry = scene.titled or (found.candidates[0][0] if found.decision == "answer" or is_likely(found) else None)
    if entry is None:
        answered = ask_again(scene, scene.running, Reply(_without_an_entry(scene, found)))
    else:
        library = scene.book.library
        shown = (
            library.answer(entry, scene.text, scene.today)
            if scene.titled
            else library.given(found, asked, scene.today)
        )
        last = entry if scene.titled else found.last
        state = replace(scene.state, last_entry=last, more=(shown.more,) if shown.more else ())
        # No button here: the numbers belong to the open question's choices.
        hint = f"\n{scene.say('answering.more_in_between')}" if shown.more else ""
        reply = Reply(f"{shown.text}{hint}", source=shown.source, statements=shown.statements)
        answered = ask_again(scene.at(state), scene.running, reply)
    trace = replace(answered.trace, entry=entry, candidates=considered(found.candidates))
    return replace(answered, trace=trace)


def asked_here(scene: FormScene) -> tuple[str, Found]:
    """Return what is asked and what is found for it: without 「等一下，先问哈」, and of the form."""
    found = scene.found
    is_known = scene.titled or found.decision == "answer"
    withdraws = scene.running.pending.purpose is Purpose.WITHDRAWAL_WISH
    if withdraws and not is_known and _OF_WITHDRAWING.search(scene.text):
        return scene.text, Found("answer", ((_WITHDRAWING, 1.0),))
    if is_known or is_likely(found) or found.outside:
        return scene.text, found
    asked = _LEADS_IN.sub("", scene.text, count=1)
    of_a_report = scene.form.name in REPORTS and len(asked) <= _SAYS_LITTLE_CHARACTERS
    if of_a_report and _HOW_LONG_IT_TAKES.search(asked):
        return asked, Found("answer", ((_TOTAL_TIME, 1.0),))
    says_of_what = not of_a_report or _OF_WHAT.search(asked)
    tried = (asked, *(() if says_of_what else (f"侵犯商业秘密{asked}",)))
    for text in tried if found.decision == "menu" else ():
        other = scene.book.library.find(text) if text != scene.text else found
        if (
            other.decision == "answer"
            and not other.outside
            and other.candidates[0][1] >= hearing.SURE_IN_OTHER_WORDS
        ):
            return text, other
    return scene.text, found


def is_likely(found: Found) -> bool:
    """Say whether one answer is much likelier than all others: where no titles can be offered it is given."""
    if found.decision != "menu" or not found.candidates:
        return False
    chances = [chance for _, chance in found.candidates[:2]]
    return chances[0] >= hearing.LIKELY_BESIDE_A_FORM and (
        len(chances) == 1 or chances[0] >= chances[1] * hearing.MUCH_LIKELIER
    )


def known_question(scene: FormScene) -> Turn | None:
    """Answer a short question that stands where a text is asked, or cannot be read, and whose answer is known."""
    return answered_in_between(scene) if _asks_what_is_known(scene) else None


def _asks_what_is_known(scene: FormScene) -> bool:
    may_ask = scene.field.kind is FieldKind.TEXT or not scene.is_read
    # 「那侵权了要罚好多」 names nobody.
    of_a_name = scene.field.kind is FieldKind.NAME and not scene.is_named and not organisations_in(scene.text)
    may_ask = may_ask or (of_a_name and _HOW_MUCH.search(scene.text) is not None)
    if scene.field.takes_questions or not may_ask or len(scene.text) > hearing.SHORT_CHARACTERS:
        return False
    if not looks_like_a_question(scene.text) and not _HOW_MUCH.search(scene.text):
        return False
    _, found = asked_here(scene)
    return found.decision == "answer" or is_likely(found)


def asks_of_the_options(scene: FormScene) -> bool:
    """Say whether a question only names options: 「匿名举报有没有奖励」, 「可不可以当面说」; it chooses none."""
    is_choice = scene.field.kind is FieldKind.CHOICE
    is_open = scene.field.kind is FieldKind.CHOICES and not scene.is_read
    if is_open and scene.wants("progress", "supplement", at_least=scene.sure_from):
        return False
    return (is_choice or is_open) and words.ASKS_OF_AN_OPTION.search(scene.text) is not None


def asked_in_a_note(scene: FormScene) -> Turn | None:
    """Answer a question; a long text may ask something as well, and is one."""
    wishes = wish_about_a_case(scene.text) or asks_to_withdraw(scene.text)
    if len(scene.text) > hearing.A_SENTENCE_CHARACTERS or wishes:
        return None
    if isinstance(scene.steers, Command) and scene.steers is not Command.HELP:
        # 「等我几分钟」 counts minutes and asks nothing.
        return None
    asks = looks_like_a_question(scene.text) or scene.wants("ask", at_least=hearing.CLEAR)
    return _kept_for_a_yes(scene, answered_in_between(scene)) if asks else None


def _kept_for_a_yes(scene: FormScene, answered: Turn) -> Turn:
    """Keep what was asked at an addition, and may be one as well: 「确认」 adds it after all."""
    running = answered.state.running
    is_addition = scene.running.pending.purpose is Purpose.SUPPLEMENT and scene.running.field == "note"
    if running is None or not is_addition or len(scene.text) < _MAY_BE_BOTH_CHARACTERS:
        return answered
    kept = replace(running, pending=replace(running.pending, asked=scene.text))
    first, *others = answered.replies
    hint = Reply(scene.say("progress.asked_kept"))
    return replace(answered, state=replace(answered.state, running=kept), replies=(first, hint, *others))


def answered_first(scene: FormScene, taken: Turn) -> Turn:
    """Give what the knowledge base surely knows before somebody is sent for it; the form goes on all the same."""
    if scene.field.kind is not FieldKind.TEXT or scene.running.pending.correcting:
        return taken
    found = scene.found
    if found.decision != "answer":
        return taken
    shown = scene.book.library.given(found, scene.text, scene.today)
    text = "\n".join((scene.say("answering.before_the_visit"), shown.text))
    hint = f"\n{scene.say('answering.more_in_between')}" if shown.more else ""
    reply = Reply(f"{text}{hint}", source=shown.source, statements=shown.statements)
    state = replace(taken.state, last_entry=found.last, more=(shown.more,) if shown.more else ())
    return replace(taken, state=state, replies=(reply, *taken.replies))


def _without_an_entry(scene: FormScene, found: Found) -> str:
    """Return what can be said in the middle of a form without a sure answer; the field's help often is one."""
    running = scene.running
    if kind := kind_of(found.outside):
        return kind.says
    if scene.wants("greeting"):
        return scene.say("answering.back_to_form")
    if scene.wants("thanks"):
        return scene.say("service.thanks")
    said = []
    if running.field != CONFIRM:
        said.append(scene.field.help)
    titles = [
        scene.book.library.entries[entry].title
        for entry, chance in found.candidates
        if chance >= hearing.A_FAIR_CHANCE
    ]
    if found.decision == "menu" and titles:
        said.append(scene.say("answering.menu_in_between", titles="".join(f"“{title}”" for title in titles)))
    return "\n".join(said) or scene.say("answering.nothing_in_between")


def what_it_means(scene: FormScene) -> Turn | None:
    """Say what the open item asks for to whoever asks what its own name means: 「啥子叫行为地嘛」."""
    word = asks_what_it_means(scene.text)
    called = (scene.field.label, *scene.field.mentions)
    is_its_name = len(word) > 1 and any(name.startswith(word) or word.startswith(name) for name in called)
    if not is_its_name or scene.field.takes_questions or word in _SPEAKS_OF_ANY:
        return None
    return ask(scene, scene.running, scene.field.help)
