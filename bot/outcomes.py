"""What became of a message that wanted an answer, and why: counted, to see how well the bot does. Pure."""

from __future__ import annotations

from bot.conversation.handbook import Handbook
from bot.conversation.learnt import QuestionAsked
from bot.conversation.messages import Inbound, Reply, Trace
from bot.conversation.state import State

# What was decided about a question, as it is counted: the outcome and its reason.
_DECIDED = {
    "menu": ("menu", "several_likely"),
    "outside": ("nothing", "not_ours"),
    "nothing": ("nothing", "unknown"),
}
_A_PERSON = ("service.person", "service.person_draft_kept")


def outcome_of(
    before: State,
    message: Inbound,
    asked: QuestionAsked | None,
    trace: Trace,
    replies: list[Reply],
    book: Handbook,
) -> tuple[str, str] | None:
    """Return outcome and reason; None for what fills a form, greets, or is about a case.

    before  where the person stood
    asked   the question that was put to the knowledge base outside of any form
    """
    if book.off:
        return ("off", "switched_off") if message.kind != "event" else None
    wants_one = book.talks and trace.intent == "human" and before.calling is None and bool(replies)
    if wants_one or any(reply.text in map(book.say, _A_PERSON) for reply in replies):
        return "person", _why_a_person(before)
    if asked is not None and asked.decision in _DECIDED:
        return _DECIDED[asked.decision]
    if asked is not None:
        return "answered", "entry" if asked.entry is not None else "table"
    return ("answered", "in_a_form") if trace.entry is not None else None


def _why_a_person(before: State) -> str:
    """Say whether they asked at once, after we had nothing for them, or left a form for it."""
    if before.running is not None:
        return "left_a_form"
    return "after_nothing" if before.unsure else "asked_at_once"
