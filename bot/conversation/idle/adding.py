"""Whoever has filed adds to that, corrects it, gives new contact data, or wants the receipt."""

from __future__ import annotations

from bot.conversation import hearing
from bot.conversation.form import note
from bot.conversation.idle import answering, stories
from bot.conversation.scene import Scene, turn
from bot.conversation.turn import FindCases, Turn
from intents import expressions as re
from intents.reading.questions import looks_like_a_question
from intents.telling.added import tells_and_asks, tells_of_others, words_added
from intents.telling.own_contact import new_contact_in
from intents.telling.receipt import asks_for_the_receipt
from knowledge.finding.scope import NOT_OURS

_SAYS_WRONG = re.compile(
    r"(?:写|填|留|说|打|报|搞|弄|选|交)[错反拐]|(?:写|填|说|搞|弄)颠倒|有误|第.{1,4}项[^，,。]{0,6}(?:不对|错)|应该是|改成|改为|更正|不是[^，,。]{1,20}[，,]\s*是"
)
_SAYS_RIGHT = re.compile(r"\d{5,}|[和跟].{1,16}[反颠]|(?:应该是|改成|改为|更正为|是|叫)[^，,。吧吗]{2,}")


def correction_of_what_was_filed(scene: Scene) -> Turn | None:
    """Add to the case what was wrong in it and is said right now: 「电话留错了，139…」."""
    is_short = len(scene.text) <= hearing.A_SENTENCE_CHARACTERS
    if not is_short or not _SAYS_WRONG.search(scene.text):
        return None
    # 「改为匿名线索举报」 is a button of a form that is gone.
    if looks_like_a_question(scene.text) or scene.text in scene.book.buttons:
        return None
    return note.begin_note(scene, scene.text if _SAYS_RIGHT.search(scene.text) else "")


def addition_to_what_was_filed(scene: Scene) -> Turn | None:
    """Add to the case what is told with the wish to add it: 「补充：他们上周又发了报价单」."""
    words = words_added(scene.text)
    return note.begin_note(scene, words) if words else None


def told_of_the_others(scene: Scene) -> Turn | None:
    """Offer to add to the case what whoever has filed tells of the other side, whatever else it sounds like."""
    is_told = len(scene.text) >= hearing.A_TELLING_CHARACTERS and not scene.titled
    tells = tells_of_others(scene.text) or tells_and_asks(scene.text)
    return stories.offered_addition(scene) if is_told and tells else None


def told_after_filing(scene: Scene) -> Turn | None:
    """Offer to add to the case what whoever has filed tells, and nothing here has an answer to."""
    is_told = len(scene.text) >= hearing.A_TELLING_CHARACTERS and not scene.text.isascii()
    if not is_told or scene.titled or looks_like_a_question(scene.text) or answering.has_an_answer(scene):
        return None
    # What is like nothing that people ask of us is what they tell.
    return stories.offered_addition(scene) if scene.found.outside in (None, NOT_OURS) else None


def receipt_of_what_was_filed(scene: Scene) -> Turn | None:
    """Show whoever has filed their case, with the address of its receipt: 「把回执再发我一次」."""
    if scene.titled or not asks_for_the_receipt(scene.text, has_filed=scene.state.filed):
        return None
    return turn(scene.state, intent="progress", request=FindCases())


def new_contact(scene: Scene) -> Turn | None:
    """Put new contact data of whoever has filed in the place of the old ones: 「我换号码了」."""
    new = new_contact_in(scene.text)
    if new is None:
        return None
    # 「打我老公的」: whoever has the case shall read it as it was said.
    return note.begin_note(scene, scene.text) if new.is_open else note.begin_contact(scene, new.given)
