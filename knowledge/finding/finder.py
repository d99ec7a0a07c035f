"""Finder: from a question to a sure answer, two or three titles to choose from, or nothing.

Cheap signals propose candidates, a learnt linear model ranks them, a learnt calibration says how likely
the best one is right; where only an open contrast decides, it is asked for. Measured by `shangmi evaluate`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from operator import itemgetter, mul

import numpy as np
from numpy.typing import NDArray

from intents import wording
from intents.index_files import IndexFiles
from intents.reading.questions import questions_in
from intents.wording import normalised
from knowledge.finding import contrast
from knowledge.finding.candidates import Candidate, Candidates
from knowledge.finding.certainty import evidence
from knowledge.finding.contrast import Members
from knowledge.finding.document import Document
from knowledge.finding.found import Found
from knowledge.finding.message import (
    asks_when_over,
    completed,
    exchanged,
    goes_on,
    is_a_tag,
    names_nothing,
    with_their_subject,
)
from knowledge.finding.outside import OutsideKind, kinds, outside_in
from knowledge.finding.reading import MAX_CHARACTERS, Reading, plain_reading
from knowledge.finding.several import (
    MENU_LENGTH,
    NEARLY_AS_LIKELY,
    SURE_ALONE,
    Hear,
    are_apart,
    are_of_one_family,
    bare,
    borne_out,
    with_every_question,
)
from knowledge.finding.weights import Weights, content_hash

# So many candidates get a chance; what follows is never shown.
LOOKED_AT = 10
# From this chance on, a word from another trade does not make a question somebody else's business.
VERY_SURE = 0.95
# From this chance on, not even a whole question that is known to be none of ours.
BEYOND_DOUBT = 0.97
# What is known by heart, where it is part of a message only.
BY_HEART = 0.99
# A rival with this share of the best score may be meant as well.
NEARLY_AS_GOOD = 0.8
# Where the first is less sure than this, and the second has that share of its chance, both are offered: a wrong
# answer is the greater evil. Of 1,600 questions, asked of a finder that knew nothing near them, 54 lie between
# these bounds and the ones before, (0.85, 0.5): 51 were right at their first; below, one in four is wrong.
TORN = ((0.75, 0.7), (0.7, 0.3))


class Finder:
    """Finds entries. Built once; asking changes nothing, so any number of threads may ask."""

    def __init__(self, documents: Sequence[Document], weights: Weights, files: IndexFiles | None = None) -> None:
        self.candidates = Candidates(documents, files)
        self._documents = {document.id: document for document in self.candidates.documents}
        self._weights = weights
        self._by_exact_text = _unique_texts(self.candidates.plain_texts())
        self._without: NDArray[np.bool_] | None = None
        self.sure_from = weights.sure_from
        self.menu_from = weights.menu_from
        self.content_hash = finder_hash(documents)

    @classmethod
    def build(
        cls, entries: Iterable[object], weights: Weights | None = None, files: IndexFiles | None = None
    ) -> Finder:
        """Build from entries or mappings that have at least `id`, `wordings` and `answer`.

        files  where the index is kept from one start to the next
        """
        documents = [Document.of(entry) for entry in entries]
        return cls(documents, weights or Weights.load(), files)

    def robbed(self, without: NDArray[np.bool_], weights: Weights | None = None) -> Finder:
        """Return the same finder as if it had never known some of its texts, or learnt otherwise.

        without   texts of `candidates` that it does not know
        """
        poorer = copy(self)
        poorer._without = without
        poorer._weights = weights or self._weights
        poorer.sure_from, poorer.menu_from = poorer._weights.sure_from, poorer._weights.menu_from
        poorer._by_exact_text = _unique_texts(
            known for known, is_gone in zip(self.candidates.plain_texts(), without, strict=True) if not is_gone
        )
        return poorer

    @property
    def weights(self) -> Weights:
        """The numbers it decides with."""
        return self._weights

    @property
    def is_stale(self) -> bool:
        """Say whether entries or synonyms changed since the weights were learnt: `shangmi learn` mends it."""
        return self._weights.content_hash != self.content_hash

    def rank(
        self, text: str, limit: int = 10, without: NDArray[np.bool_] | None = None
    ) -> list[tuple[str, float]]:
        """Return the best entries with the chance that each is the right answer, best first.

        without   texts of `candidates` to leave out, to test the finder on its own wordings
        """
        best = ranked(self.candidates.of(Reading.of(text), without), self._weights)
        return [(candidate.entry, candidate.chance) for candidate in best[:limit]]

    def find(self, text: str, last_entry: str | None = None) -> Found:
        """Decide about a message.

        last_entry   the entry answered last: 「那园区呢」 asks the same about parks
        """
        # A sentence is often also a clause: each text is heard once.
        hear = cache(self._heard)
        best = self._best(text, last_entry, hear)
        if best.is_exact:
            return best
        outside = outside_in(text, normalised(text[:MAX_CHARACTERS]))
        if outside is not None and not _goes_before(best, kinds()[outside]):
            return Found("nothing", best.candidates, outside=outside)
        return unless_torn(with_every_question(text, best, hear))

    def exactly(self, text: str) -> str | None:
        """Return the entry of which a message is a wording, None for every other message."""
        return self._by_exact_text.get(plain_reading(text))

    def _best(self, text: str, last_entry: str | None, hear: Hear) -> Found:
        whole, *sentences = questions_in(text)
        said = with_their_subject(completed(sentences[::-1]))
        # What names nothing asks of what went before: alone 「文件怎么写的」 asks of files.
        asked = (whole, *(question for question in reversed(said) if not names_nothing(bare(question))))
        all_heard = [borne_out(question, hear(bare(question)), hear(bare(whole))) for question in asked]
        # 「可以吗」 alone is near whatever says 可以.
        found = Found("nothing", ()) if is_a_tag(text) else max(all_heard, key=_certainty)
        if found.is_exact and self.exactly(text) is None:
            # One of its questions is known by heart; the message asks more than that.
            found = replace(found, candidates=((found.candidates[0][0], BY_HEART),))
        last = self._documents.get(last_entry or "")
        if found.is_exact or last is None or not goes_on(text):
            return found
        going_on = self._decided(exchanged(last.title, text))
        if asks_when_over(text) and going_on.decision == "answer" and not are_of_one_family(found, going_on):
            # 「超过了咋办」 by itself is found in any matter that ends.
            return going_on
        is_new = going_on.candidates and going_on.candidates[0][0] != last.id
        if found.decision == "answer" and not is_new:
            # 「那罚款好多呢」 asks something else by itself; the same answer once more is no answer to it.
            return found
        return max((found, going_on), key=_certainty) if is_new or _asks_the_same(last, text) else found

    def _heard(self, text: str) -> Found:
        """Decide about a question as it is typed, and as it sounds where that makes words of ours."""
        typed = self._decided(text)
        plain = plain_reading(text)
        meant = self.candidates.mender.mended(plain)
        return typed if typed.is_exact or meant == plain else max((typed, self._decided(meant)), key=_certainty)

    def _decided(self, text: str) -> Found:
        exact = self.exactly(text)
        if exact is not None:
            return Found("answer", ((exact, 1.0),))
        reading = Reading.of(text)
        best = ranked(self.candidates.of(reading, self._without), self._weights, MENU_LENGTH)
        candidates = tuple((candidate.entry, candidate.chance) for candidate in best)[:MENU_LENGTH]
        if not candidates or candidates[0][1] < self.menu_from:
            return Found("nothing", candidates)
        members = contrast.members_in(reading.text)
        ask = self._open_contrast(members, best)
        if candidates[0][1] >= self.sure_from and not ask:
            return Found("answer", candidates)
        return Found("menu", candidates, ask=ask)

    def _open_contrast(self, members: Members, best: Sequence[Ranked]) -> tuple[str, ...]:
        """Return the members to choose from, when only a contrast that the question leaves open decides."""
        for rival in best[1:MENU_LENGTH]:
            if rival.score >= NEARLY_AS_GOOD * best[0].score:
                first, second = self._documents[best[0].entry], self._documents[rival.entry]
                found = contrast.to_ask(members, first.members, second.members)
                if found and contrast.are_else_alike(first.title, second.title):
                    return found[1]
        return ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score (comparable within one question) and its chance of being right."""

    entry: str
    score: float
    chance: float


def ranked(candidates: Sequence[Candidate], weights: Weights, limit: int = LOOKED_AT) -> list[Ranked]:
    """Return the best by score, each with the chance that it is right, which never rises down the list."""
    if not candidates:
        return []
    scored = [(sum(map(mul, candidate.features, weights.rank)), candidate) for candidate in candidates]
    scored = sorted(scored, key=_by_score, reverse=True)[:LOOKED_AT]
    scores = [score for score, _ in scored]
    told = evidence([candidate.features for _, candidate in scored], scores, min(limit, len(scored)))
    lowest, best = 1.0, []
    for (score, candidate), row in zip(scored, told, strict=False):
        speaks_for_it = sum(map(mul, row, weights.calibration)) + weights.calibration[-1]
        lowest = min(lowest, 1 / (1 + math.exp(-speaks_for_it)))
        best.append(Ranked(candidate.entry, score, lowest))
    return best


_by_score: Callable[[tuple[float, Candidate]], float] = itemgetter(0)


def finder_hash(documents: Iterable[Document]) -> str:
    """Return the digest that tells whether weights fit entries and synonyms."""
    return content_hash(
        [*((document.id, document.wordings) for document in documents), ("wording", (wording.version(),))]
    )


def _goes_before(found: Found, kind: OutsideKind) -> bool:
    """Say whether an answer is so sure that a word of another trade does not make it somebody else's business."""
    enough = VERY_SURE if kind.is_topic else BEYOND_DOUBT
    return not kind.is_firm and found.decision == "answer" and found.candidates[0][1] >= enough


def unless_torn(found: Found) -> Found:
    """Return what is found; a menu where the single answer has a rival that is nearly as likely."""
    if found.decision != "answer" or found.also or len(found.candidates) < 2:
        return found
    (best, first), (rival, second) = found.candidates[:2]
    is_torn = any(first < below and second >= share * first for below, share in TORN)
    # Where not even the matter is told, the plan or the law, the rival's button is not enough.
    is_torn |= first < SURE_ALONE and second >= NEARLY_AS_LIKELY * first and are_apart(best, rival)
    if not is_torn:
        return found
    # What answers a further question of the message is offered with the two.
    further = tuple((entry, second) for entry in found.perhaps)[:1]
    candidates = (found.candidates[0], *further, *found.candidates[1:])[:MENU_LENGTH]
    return replace(found, decision="menu", candidates=candidates, perhaps=())


def _certainty(found: Found) -> tuple[int, float]:
    chance = found.candidates[0][1] if found.candidates else 0.0
    return ("nothing", "menu", "answer").index(found.decision), chance


def _asks_the_same(last: Document, text: str) -> bool:
    """Say whether a follow-up asks again for the kind of thing that the last answer told: 「几月份？」"""
    reading = Reading.of(text)
    return bool(reading.kinds & Reading.of(last.title).kinds or contrast.members_in(reading.text))


def _unique_texts(texts: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return the entry of every normalised text that stands in one entry only."""
    owners: dict[str, set[str]] = {}
    for text, entry in texts:
        owners.setdefault(text, set()).add(entry)
    return {text: next(iter(ids)) for text, ids in owners.items() if text and len(ids) == 1}
