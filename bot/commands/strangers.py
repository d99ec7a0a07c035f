"""Questions of strangers, put to the conversation as a person meets it: recogniser, guards and finder together.

Every question is asked of a finder that knows no wording near it and learnt nothing from its fold, so that what
was written after a question does not count.
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from bot.conversation.channels import ChannelName
from bot.conversation.engine import advance
from bot.conversation.handbook import Handbook
from bot.conversation.messages import Inbound
from bot.conversation.state import State
from bot.conversation.turn import PersonSaid, Turn
from intents import wording
from knowledge.learning.evaluate import Figure
from knowledge.learning.expectations import DevelopmentQuestion, asked_in, texts_of
from knowledge.learning.learn import Learnt
from knowledge.learning.near import Nearness
from knowledge.learning.trials import fold_of

Judged = Literal["right", "offered", "wrong", "missed"]

IN_SCOPE, OUT_OF_SCOPE = "faq_blind.jsonl", "faq_blind_out.jsonl"
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

# The plan leaves it open: whoever says so in the first two sentences has answered.
_LEFT_OPEN = re.compile(r"没有(?:写|规定|提|说|列|给|定|明确|附)|未(?:写|规定|明确)|没写")
_LEFT_OPEN_IN = ("not_in_doc", "subsidy_amount")
_NOT_UNDERSTOOD = ("answering.not_sure", "answering.nothing", "answering.nothing_again", "answering.menu")


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a question."""

    asked: DevelopmentQuestion
    verdict: Judged
    entry: str | None


class AskedByStrangers:
    """Asks questions, each of a finder robbed of what lies near it.

    learnt_of   by fold, learnt on the other folds; a fold without asks with what is in use
    """

    def __init__(self, book: Handbook, today: date, learnt_of: Mapping[int, Learnt] | None = None) -> None:
        self._book = book
        self._now = datetime(today.year, today.month, today.day, 1, tzinfo=UTC)
        self._learnt_of = learnt_of or {}
        self._near = Nearness(book.library.finder.candidates)
        self._texts = texts_of(book.library, today)

    def outcome(self, asked: DevelopmentQuestion, sure_from: float | None = None) -> Tally:
        """Return what becomes of a question that an entry answers."""
        said = self.said(asked, sure_from)
        return Tally(asked, self._verdict(asked, said), said.trace.entry)

    def is_left_alone(self, asked: DevelopmentQuestion) -> bool:
        """Say whether a question that no entry answers gets none, and small talk a fitting word."""
        said = self.said(asked)
        text = _told(said)
        if asked.expect == "human":
            return said.trace.intent == "human"
        if asked.expect == "smalltalk":
            return said.trace.entry is None and not any(self._book.say(key) in text for key in _NOT_UNDERSTOOD)
        opening = "。".join(text.split("。")[:2])
        is_left_open = asked.category in _LEFT_OPEN_IN and _LEFT_OPEN.search(opening) is not None
        is_sent_on = asked.category == "consumer" and "12315" in text
        return said.trace.entry is None or is_left_open or is_sent_on

    def said(self, asked: DevelopmentQuestion, sure_from: float | None = None) -> Turn:
        """Return the turn that a first message with this question leads to."""
        library = self._book.library
        in_use = Learnt(library.finder.weights, library.scope)
        weights = self._learnt_of.get(fold_of(asked.id), in_use).weights
        # What tells our questions from others was learnt in folds of texts, the rest in folds of names.
        scope = self._learnt_of.get(fold_of(asked.text), in_use).scope
        if sure_from is not None:
            weights = dataclasses.replace(weights, sure_from=sure_from)
        robbed = library.finder.robbed(self._near.of(asked.text), weights)
        book = dataclasses.replace(self._book, library=dataclasses.replace(library, finder=robbed, scope=scope))
        message = Inbound(ChannelName.WEB, "stranger", asked.id, "text", self._now, asked.text)
        return advance(State(greeted=True), PersonSaid(message), book, self._now)

    def _verdict(self, asked: DevelopmentQuestion, said: Turn) -> Judged:
        told = _told(said)
        if asked.is_met_by(told):
            return "right"
        titles = (wording.normalised(choice.say) for reply in said.replies for choice in reply.choices)
        offered = [self._texts[entry] for title in titles if (entry := self._book.titles.get(title))]
        # An answer to one of two questions, with a button for the other, is complete with the button.
        beside = told if said.trace.entry and asked.is_twofold else ""
        if (said.trace.entry is None or beside) and any(asked.is_met_by(f"{beside}\n{text}") for text in offered):
            return "offered"
        return "wrong" if said.trace.entry else "missed"


def figures(outcomes: Sequence[Tally], left_alone: Mapping[str, Sequence[bool]]) -> Iterator[Figure]:
    """Yield the lines of the table."""
    count = Counter(outcome.verdict for outcome in outcomes)
    share = 100 / max(len(outcomes), 1)
    yield Figure("陌生人的题：一次答对", count["right"] * share, 80)
    yield Figure("陌生人的题：两轮内答对", (count["right"] + count["offered"]) * share, 94)
    yield Figure("陌生人的题：答错或只对一半", count["wrong"] * share, 3, at_most=True)
    answered = [not is_fit for is_fit in left_alone.get("abstain", ())]
    yield Figure("陌生人的题外：误给条目", 100 * sum(answered) / max(len(answered), 1), 2, at_most=True)
    fitting = [*left_alone.get("smalltalk", ()), *left_alone.get("human", ())]
    yield Figure("寒暄、告别、要人工：答得得体", 100 * sum(fitting) / max(len(fitting), 1), 94)


def report(data: Path, book: Handbook, today: date, learnt_of: Mapping[int, Learnt]) -> Iterator[str]:
    """Yield the table, the curve of wrong against right at once, and the share of every kind of question."""
    strangers = AskedByStrangers(book, today, learnt_of)
    questions = asked_in(data / IN_SCOPE)
    outcomes = [strangers.outcome(asked) for asked in questions]
    left_alone: dict[str, list[bool]] = {}
    for asked in asked_in(data / OUT_OF_SCOPE):
        left_alone.setdefault(asked.expect, []).append(strangers.is_left_alone(asked))
    yield from map(str, figures(outcomes, left_alone))
    yield "\n门槛    一次答对  两轮内  答错（%）"
    for threshold in THRESHOLDS:
        yield f"{threshold:.2f}  {_line(strangers.outcome(asked, threshold) for asked in questions)}"
    yield "\n题型（题数：一次答对、两轮内、答错，%）"
    for kind in sorted({outcome.asked.kind for outcome in outcomes}):
        own = [outcome for outcome in outcomes if outcome.asked.kind == kind]
        yield f"{kind:<12}{len(own):4}：{_line(own)}"
    yield "\n最弱的题："
    for outcome in sorted(outcomes, key=lambda one: ("wrong", "missed", "offered", "right").index(one.verdict))[
        :30
    ]:
        yield f"  {outcome.verdict:<8}{outcome.asked.id} {outcome.asked.text}  [{outcome.entry or '–'}]"


def _line(outcomes: Iterable[Tally]) -> str:
    count = Counter(outcome.verdict for outcome in outcomes)
    share = 100 / max(sum(count.values()), 1)
    right, offered, wrong = (count[verdict] * share for verdict in ("right", "offered", "wrong"))
    return f"{right:8.1f}{right + offered:8.1f}{wrong:8.1f}"


def _told(said: Turn) -> str:
    return "\n".join(reply.text for reply in said.replies)
