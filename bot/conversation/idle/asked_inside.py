"""The questions inside a story that opens a form: answered beside it, or said how to ask them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.messages import Reply
from bot.conversation.scene import Scene, considered
from bot.conversation.turn import Turn
from intents import expressions as re
from intents.telling.story import story_of
from intents.telling.wish import asks
from knowledge.finding.found import Found

_MOST_QUESTIONS = 3
# 「不晓得从哪里下手」 tells what somebody does not know; what they ask comes behind it.
_KNOWS_NOT = re.compile(
    r"^[，,\s]*(?:我们?|也|都|又|就是|但|真的)*不(?:晓得|知道|清楚|懂)(?![^，,。]*(?:吗|"
    r"[能会要可]不[能会要可]))"
)
_MOST_ANSWERS = 2
# 「请告知管辖及所需材料」 asks what each of these words stands for.
_ASKS_TO_BE_TOLD = re.compile(r"请[^，,。；;]{0,4}(?:告知|告诉|说明|明确|示知|指明|答复|回复)")
_WHAT_IS_ASKED = {
    "管辖": "举报侵犯商业秘密归哪个局管辖",
    "材料": "举报商业秘密侵权要交哪些材料",
    "期限": "收到举报多久决定立不立案",
    "时限": "收到举报多久决定立不立案",
    "流程": "举报侵犯商业秘密的流程是什么",
}


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, and what was found for it: None where nothing is sure."""

    said: str
    asked: str
    found: Found | None


def with_answers(scene: Scene, opened: Turn, *, tells_the_rest: bool) -> Turn:
    """Answer the questions inside the story before the form goes on.

    tells_the_rest  say how to ask what has no sure answer; advice that is booked is to answer that itself
    """
    questions = list(_questions(scene))
    sure = {one.found.candidates[0][0]: (one.asked, one.found) for one in questions if one.found is not None}
    replies, state, trace = [], opened.state, opened.trace
    for asked, found in list(sure.values())[:_MOST_ANSWERS]:
        shown = scene.book.library.given(found, asked, scene.today)
        hint = f"\n{scene.say('answering.more_in_between')}" if shown.more else ""
        replies.append(Reply(f"{shown.text}{hint}", source=shown.source, statements=shown.statements))
        state = replace(state, last_entry=found.last, more=(shown.more,) if shown.more else ())
        trace = replace(trace, entry=found.candidates[0][0], candidates=considered(found.candidates))
    unsure = [one.asked for one in questions if one.found is None]
    if unsure and tells_the_rest:
        replies.append(Reply(scene.say("form.asked_inside", question=unsure[-1])))
    return replace(opened, state=state, replies=(*replies, *opened.replies), trace=trace)


def _questions(scene: Scene) -> Iterator[_Question]:
    clauses = story_of(scene.text).written.clauses
    for clause in clauses:
        if _ASKS_TO_BE_TOLD.search(clause.text):
            yield from _told_of(scene, clause.text)
    asking = [
        at
        for at, clause in enumerate(clauses)
        if asks(clause) and not _KNOWS_NOT.match(clause.text) and not _ASKS_TO_BE_TOLD.search(clause.text)
    ]
    for at in asking[-_MOST_QUESTIONS:]:
        said = clauses[at].text.strip()
        before = clauses[at - 1].text.strip() if at else ""
        yield _found(scene, said, f"{before}，{said}" if before else said)


def _told_of(scene: Scene, said: str) -> Iterator[_Question]:
    asked = (question for word, question in _WHAT_IS_ASKED.items() if word in said)
    for question in dict.fromkeys(asked):
        found = scene.book.library.find(question)
        if found.decision == "answer":
            yield _Question(said, question, found)


def _found(scene: Scene, said: str, in_context: str) -> _Question:
    library = scene.book.library
    alone = library.find(said)
    if alone.decision == "answer" and alone.outside is None:
        return _Question(said, said, alone)
    wider = library.find(in_context)
    return _Question(said, in_context, wider if _is_sure(wider) else None)


def _is_sure(found: Found) -> bool:
    if found.outside is not None or not found.candidates:
        return False
    first, *others = (chance for _, chance in found.candidates[:2])
    if found.decision == "answer":
        return first >= hearing.SURE_IN_OTHER_WORDS
    is_likelier = not others or first >= others[0] * hearing.MUCH_LIKELIER
    return found.decision == "menu" and first >= hearing.LIKELY_IN_OTHER_WORDS and is_likelier
