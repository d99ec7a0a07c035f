"""What whoever has a letter from an officer says is heard as the answer to it: offered to be added to that case.

A letter asks, and its reader answers below it: nobody says 补充材料 first. Nothing is added unasked; with
the words goes the address where files can be handed in.
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import note
from bot.conversation.idle import answering, asking
from bot.conversation.messages import Choice, Reply
from bot.conversation.remembered import ToldBefore
from bot.conversation.scene import Scene, button, turn
from bot.conversation.state import State
from bot.conversation.turn import Turn
from intents import expressions as re
from intents.reading.agreement import agrees, denies
from intents.reading.questions import looks_like_a_question
from intents.telling.commands import Command, command_in
from intents.telling.own_case import wish_about_a_case

_CLAUSES = re.compile(r"[，,。；;！!？?\n]+")
_FEWEST_OF_A_CLAUSE = 4
# 「照片怎么交」, 「合同发到哪里」.
_HANDS_IN = re.compile(
    r"(?:怎么|怎样|如何|咋个?|啷个|哪里|哪儿)[^，,。？?]{0,4}(?:交|传|发|寄|送|提供|给你们)|"
    r"(?:交|传|发|寄|送)(?:到|给|去|往|在)?(?:哪|谁|什么地方)"
)
_STEERS = ("progress", "human", "greeting", "thanks", "cancel", "back")


def answer_to_a_letter(scene: Scene) -> Turn | None:
    """Offer to add it to the case that the letter is about; a question in it is answered as well."""
    if not scene.state.letter or not _may_answer(scene):
        return None
    if not _tells(scene.text):
        hands_in = _HANDS_IN.search(scene.text) is not None
        return note.begin_upload(scene.saying(scene.state.letter)) if hands_in else None
    asks = looks_like_a_question(scene.text) and not _HANDS_IN.search(scene.text)
    if not asks or not answering.has_an_answer(scene):
        return _offered(scene)
    answered = answering.question_answered(scene)
    offered = _offered(scene.at(answered.state))
    return replace(offered, replies=(answered.replies[0], *offered.replies), trace=answered.trace)


def is_offered(state: State) -> bool:
    """Say whether that was offered last."""
    return state.word is not None and bool(state.letter) and any(state.letter in one for one in state.offered)


def offer_answered(scene: Scene) -> tuple[Scene, Turn | None]:
    """Take the answer to that offer; more that is told is offered together with it. No turn when it is neither."""
    state, word = scene.state, scene.state.word
    heard = scene.at(replace(state, word=None))
    if word is None:
        return heard, None
    is_yes = scene.text in (_add_to(scene).say, scene.say("choices.tell_officer")) or agrees(scene.text)
    if is_yes or command_in(scene.text) is Command.UPLOAD:
        return heard, note.begin_answer(heard.saying(state.letter), word.text)
    if scene.text == scene.say("choices.no_note") or denies(scene.text):
        return heard, turn(heard.state, Reply(scene.say("progress.not_added")), intent="cancel")
    if _may_answer(scene) and _tells(scene.text):
        return heard, _offered(heard, word.text)
    return heard, None


def _may_answer(scene: Scene) -> bool:
    text = scene.text
    if len(text) < hearing.A_TELLING_CHARACTERS and not _HANDS_IN.search(text):
        return False
    if scene.titled or text in scene.book.buttons or text.isascii() or wish_about_a_case(text) is not None:
        return False
    if scene.wants("complaint", "consultation") and asking.SAYS_THE_WISH.search(text):
        return False
    return not (len(text) <= hearing.SHORT_CHARACTERS and scene.wants(*_STEERS, at_least=hearing.SURE_WISH))


def _tells(text: str) -> bool:
    """Say whether a clause of it tells something rather than ask."""
    clauses = (clause.strip() for clause in _CLAUSES.split(text))
    return any(len(one) >= _FEWEST_OF_A_CLAUSE and not looks_like_a_question(one) for one in clauses)


def _offered(scene: Scene, before: str = "") -> Turn:
    words = f"{before}\n{scene.text}" if before else scene.text
    word = ToldBefore(words, scene.now.isoformat(timespec="seconds"))
    asked = Reply(
        scene.say("progress.offered.letter", reference=scene.state.letter),
        (_add_to(scene), button(scene.book, "no_note")),
    )
    return turn(replace(scene.state, word=word, unsure=0), asked, intent="supplement")


def _add_to(scene: Scene) -> Choice:
    label = scene.say("progress.add_to", reference=scene.state.letter)
    return Choice(label, label)
