"""A box to try a question in: what the service would do now, the three best entries, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.curator.shop import KNOWLEDGE_HOME, Shop
from bot.desk.pages import PageContext, Visit
from knowledge.content.plainly import FEATURES
from knowledge.finding.explaining import Why

TRY: Final = f"{KNOWLEDGE_HOME}/try"
LONGEST_QUESTION: Final = 400
# From here on a reason for or against an entry weighs much.
_MUCH: Final = 1.0
TRIAL_DECISIONS: Final = {
    "answer": "直接回答第一条",
    "table": "由表格合成答复",
    "menu": "列出标题让来访人选",
    "nothing": "说没有把握，请换个说法",
    "outside": "说明不归这里答，告诉该找谁",
}


@dataclass(frozen=True, slots=True)
class TriedEntry:
    """One of the best entries for a question, and why: (reason, how much it weighs, whether it speaks for it)."""

    entry: str
    title: str
    chance: float
    reasons: tuple[tuple[str, str, bool], ...]
    is_contrary: bool


@dataclass(frozen=True, slots=True)
class TriedQuestion:
    """What the service would do with a question.

    decision  a key of DECISIONS
    read_as   the question as it is compared
    is_exact  whether it is a wording to the letter
    best      the best entries, best first
    composed  the answer that a table gives, or empty
    """

    decision: str
    read_as: str
    is_exact: bool
    best: tuple[TriedEntry, ...]
    composed: str = ""


@dataclass(frozen=True, slots=True)
class TryContext(PageContext):
    """The box to try a question in.

    question        what was typed
    trial           what would be done with it; None when nothing was asked
    decision_names  what each decision is called
    """

    template: ClassVar[str] = "knowledge/try.html"
    question: str
    trial: TriedQuestion | None
    decision_names: Mapping[str, str]


class Trying:
    """The handlers of `/desk/knowledge/try`. The question is posted, so that it stands in no address."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(TRY, self._shop.look(self._show)),
            web.post(TRY, self._shop.form(self._show)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        question = visit.form.get("question", "").strip()[:LONGEST_QUESTION]
        trial = await self._trial(question) if question else None
        return self._shop.page(TryContext(question, trial, TRIAL_DECISIONS), visit)

    async def _trial(self, question: str) -> TriedQuestion:
        why = await self._shop.catalogue.tried(question)
        titles = self._shop.catalogue.titles()
        decision = "outside" if why.decision == "nothing" and why.outside else why.decision
        best = tuple(_candidate(one, titles.get(one.entry, one.entry)) for one in why.best)
        composed = await self._shop.catalogue.composed(question)
        return TriedQuestion("table" if composed else decision, why.read_as, why.is_exact, best, composed)


def _candidate(why: Why, title: str) -> TriedEntry:
    reasons = tuple((FEATURES[reason.feature], _weight(reason.adds), reason.adds > 0) for reason in why.reasons)
    return TriedEntry(why.entry, title, why.chance, reasons, why.clashes > 0)


def _weight(adds: float) -> str:
    """Say how much a reason adds or takes; a number would say nothing to who has not made the scale."""
    how = "很" if abs(adds) >= _MUCH else "略"
    return f"{how}{'有利' if adds > 0 else '不利'}"
