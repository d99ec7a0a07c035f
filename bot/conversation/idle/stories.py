"""Somebody tells what happened: the form it wants, a note on their case, an answer, or where else to turn."""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing, own_cases, stopping
from bot.conversation.form import note, opening
from bot.conversation.idle import answering, asked_inside
from bot.conversation.messages import Reply
from bot.conversation.remembered import ToldBefore
from bot.conversation.scene import Scene, button, turn
from bot.conversation.turn import Turn
from intents import expressions as re
from intents.telling.lexicon import THINGS
from intents.telling.own_case import CaseWish
from intents.telling.signals import says
from intents.telling.story import story_of
from intents.telling.wish import Wish
from intents.telling.writing import MOST_CHARACTERS

# 「这事你们管不管」, 「归不归你们管」, 「在这里能举报吗」.
ASKS_WHETHER_OURS = re.compile(
    r"(?:你们|这里|这边|市监局?|市场监管局?|工商局?|这事|这个事|这种事?|这种情况)[^，,。？?！!]{0,8}"
    r"(?:管不管|管嘛|管吗|管不|管得[了到]|会管|受理不|受不受理|受理吗|理不理)|归(?:不归)?你们管(?:吗|嘛|不)?|"
    r"(?:可以|能|能不能|可不可以)(?:在|找|向|跟|给)?(?:这里|这儿|你们)?(?:这里|这边)?举报(?:他|她|它)?们?(?:吗|嘛|不|么)|有人管(?:吗|嘛|不|没)"
)
# 「我该去哪里举报」, 「举报去哪」, 「到底去区局还是去市局举报」.
ASKS_WHERE = re.compile(
    r"(?:举报|投诉|反映|维权)[^，,。；;？?！!]{0,6}(?:去|到|在|找|向|往)(?:哪|那里|谁)|"
    r"(?:去|到|在|找|向|往)(?:哪|谁|[市区县][^，,。；;？?！!]{0,6}还是)[^，,。；;？?！!]{0,10}(?:举报|投诉|反映|维权)"
)
_CLAUSES = re.compile(r"[^，,。；;？?！!\n]+")
# By which way, and to which bureau.
_WHERE_TO = ("service.official_channels", "procedure.who")
# These tell where a matter belongs, each for its own case.
_TELLS_WHERE = re.compile(r"^procedure\.(?:technical|platform|outside|sichuan|police_direct)$")
_OF_LABOUR = re.compile(r"^law\.labour\.")
_REPORTS = ("complaint", "tip", "unclear")


def story_answered(scene: Scene, wish: Wish) -> Turn | None:
    """Take a message by what it tells, None where that decides nothing."""
    match wish.want:
        case "complaint" | "tip" if answering.asks_of_the_plan(scene) or answering.asks_of_oneself(scene):
            return answering.question_answered(scene)
        case "complaint" | "tip" | "consultation":
            opened = opening.open_told(scene, wish.want)
            return asked_inside.with_answers(scene, opened, tells_the_rest=wish.want != "consultation")
        case "withdraw":
            return note.take_wish(scene, CaseWish.WITHDRAW)
        case "supplement":
            return note.begin_note(scene)
        case "progress":
            return own_cases.look_up(scene)
        case "elsewhere":
            # A question that there is a sure answer to is answered, whatever it is about.
            asks = wish.asks_too and answering.has_an_answer(scene)
            return pay_first(scene, wish.topic) if asks else stopping.sent_elsewhere(scene, wish.topic)
        case "unclear":
            answers = (wish.asks_too and answering.has_an_answer(scene)) or answering.is_beyond_doubt(scene)
            return _answered_with_offer(scene) if answers else answering.asked_back(scene)
        case _:
            return None


def pay_first(scene: Scene, topic: str) -> Turn | None:
    """Say where pay that is owed is had before anything asked beside it; None where none is."""
    if topic != "labour" or not says("wages", story_of(scene.text).written.text):
        return None
    sent = stopping.sent_elsewhere(scene, topic)
    entry = scene.found.candidates[0][0] if answering.has_an_answer(scene) and not scene.titled else ""
    # Of what is found only the law of labour is meant; where a trade secret is reported is not.
    beside = answering.entry_given(scene, entry) if _OF_LABOUR.match(entry) else None
    return sent if beside is None else replace(beside, replies=(*sent.replies, *beside.replies))


def asked_whether_it_is_ours(scene: Scene) -> Turn | None:
    """Tell whoever tells a story and asks whether we deal with it that it can be reported here."""
    story = story_of(scene.text)
    if scene.state.filed or scene.titled or stopping.speaks_of_state_secrets(scene.text):
        return None
    wants_to_know = story.wish is None or story.wish.want in ("ask", "unclear")
    if not wants_to_know or not story.tells_of_an_act or len(scene.text) <= hearing.SHORT_CHARACTERS:
        return None
    said = "\n".join((*scene.urgent(), scene.say("answering.ours")))
    choices = tuple(button(scene.book, name) for name in ("complaint", "tip", "consultation"))
    return turn(replace(scene.state, unsure=0), Reply(said, choices), intent=scene.heard.intent)


def asked_where_to_report(scene: Scene) -> Turn | None:
    """Tell whoever tells a story and asks where it is to be reported where, and offer to report it here."""
    asked = next((clause for clause in _CLAUSES.findall(scene.text) if ASKS_WHERE.search(clause)), None)
    if asked is None or scene.state.filed or scene.titled or stopping.speaks_of_state_secrets(scene.text):
        return None
    story, told_beside = story_of(scene.text), len(scene.text) - len(asked)
    if not story.tells_of_an_act or told_beside < hearing.A_TELLING_CHARACTERS or says("accused", scene.text):
        return None
    found = scene.book.library.find(asked)
    entry = found.candidates[0][0] if found.decision == "answer" else ""
    told = answering.entry_given(scene, *([entry] if _TELLS_WHERE.match(entry) else _WHERE_TO))
    if told is None:
        return None
    urgent = tuple(Reply(said) for said in scene.urgent())
    forms = (button(scene.book, "complaint"), button(scene.book, "tip"))
    where = replace(told.replies[0], choices=tuple(one for one in told.replies[0].choices if one not in forms))
    offer = Reply(scene.say("answering.story_beside"), forms)
    return replace(told, replies=(*urgent, where, offer, *told.replies[1:]))


def story_after_filing(scene: Scene, wish: Wish) -> Turn | None:
    """Ask whoever has filed whether a few words more belong to that or are to be reported apart.

    A whole story, and whoever says that they report, opens a form as ever.
    """
    is_report = wish.want in ("complaint", "tip", "unclear") and not says(
        "demands", story_of(scene.text).written.text
    )
    if not scene.state.filed or not is_report or len(scene.text) > hearing.A_SENTENCE_CHARACTERS:
        return None
    return offered_addition(scene)


def offered_addition(scene: Scene) -> Turn:
    """Offer to add what is told to the case that was filed; an act may be one to be reported apart."""
    if not story_of(scene.text).tells_of_an_act:
        return note.offer_word(scene, why="addition")
    offered = note.offer_word(scene, why="addition_or_new")
    added, *others = offered.replies[0].choices
    choices = (added, button(scene.book, "complaint"), *others)
    return turn(offered.state, Reply(offered.replies[0].text, choices), intent="supplement")


def with_telling(scene: Scene, said: Turn) -> Turn:
    """Return the turn with what the message tells remembered, so that it need not be told again."""
    story = story_of(scene.text)
    if said.state.running is not None or not story.is_worth_keeping:
        return said
    wants = story.wish.want if story.wish is not None else "ask"
    is_of_secrets = any(hit.kind in THINGS for hit in story.hits)
    # What was sent elsewhere for a side sentence is taken over where the form opens after all.
    if wants not in ("ask", "unclear") and not (wants == "elsewhere" and is_of_secrets):
        return said
    told = ToldBefore(opening.told_text(scene)[-MOST_CHARACTERS:], scene.now.isoformat(timespec="seconds"))
    return replace(said, state=replace(said.state, telling=told))


def _answered_with_offer(scene: Scene) -> Turn:
    """Answer the question, and offer to report what is told with it."""
    said = answering.question_answered(scene)
    offer = Reply(
        scene.say("answering.story_beside"), (button(scene.book, "complaint"), button(scene.book, "tip"))
    )
    return replace(said, replies=(said.replies[0], offer, *said.replies[1:]))
