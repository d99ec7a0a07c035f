"""Explaining: why the finder decides as it does about a question, for people who look after the answers."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.finding import contrast, features
from knowledge.finding.finder import Finder, ranked
from knowledge.finding.outside import outside_in
from knowledge.finding.reading import MAX_CHARACTERS, Reading, plain_reading
from knowledge.finding.scope import Scope
from knowledge.finding.several import MENU_LENGTH

# So many reasons for and against are worth reading.
MOST_REASONS = 4
_SMALLEST = 0.05


@dataclass(frozen=True, slots=True)
class FeatureReason:
    """One feature: its value, and what it adds to the entry's score or takes from it."""

    feature: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Why:
    """One candidate and the reasons for its place, those that weigh most first.

    clashes   pairs of contrast terms that exclude one another, which speaks against it
    """

    entry: str
    chance: float
    score: float
    reasons: tuple[FeatureReason, ...]
    clashes: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A question as the finder sees it.

    read_as   the normalised text that is compared
    outside   the kind of question that is not ours, or None
    """

    read_as: str
    decision: str
    is_exact: bool
    outside: str | None
    ask: tuple[str, ...]
    best: tuple[Why, ...]


def explained(finder: Finder, scope: Scope, text: str) -> Explained:
    """Return the decision about a question, the three best candidates and why."""
    found = scope.within(finder.find(text), text)
    reading = Reading.of(text)
    return Explained(
        read_as=reading.text,
        decision=found.decision,
        is_exact=found.is_exact,
        outside=found.outside or outside_in(text, plain_reading(text[:MAX_CHARACTERS])),
        ask=found.ask,
        best=_best(finder, reading),
    )


def _best(finder: Finder, reading: Reading) -> tuple[Why, ...]:
    candidates = finder.candidates.of(reading)
    rows = {candidate.entry: candidate.features for candidate in candidates}
    members = contrast.members_in(reading.text)
    documents = {document.id: document for document in finder.candidates.documents}
    return tuple(
        Why(
            entry=one.entry,
            chance=one.chance,
            score=one.score,
            reasons=_reasons(rows[one.entry], finder.weights.rank),
            clashes=contrast.clashes(members, documents[one.entry].members),
        )
        for one in ranked(candidates, finder.weights)[:MENU_LENGTH]
    )


def _reasons(row: tuple[float, ...], weights: tuple[float, ...]) -> tuple[FeatureReason, ...]:
    every = [
        FeatureReason(name, value, value * weight)
        for name, value, weight in zip(features.RANKED_BY, row, weights, strict=True)
        if abs(value * weight) >= _SMALLEST
    ]
    return tuple(sorted(every, key=lambda reason: -abs(reason.adds))[:MOST_REASONS])
