"""Candidates: the entries worth a closer look at, with their features."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from intents.index_files import IndexFiles
from knowledge.finding.document import Document
from knowledge.finding.features import Asked
from knowledge.finding.index import Floats
from knowledge.finding.indexing import indexed, key_of_documents, owners_of, with_told
from knowledge.finding.joined import Signals, Without
from knowledge.finding.mending import Mender
from knowledge.finding.reading import Reading
from knowledge.finding.shapes import Shapes

# So many best wordings of each signal are looked at closely.
BEST_OF_EACH = 12
# What edit similarity adds when the best wording of an entry is chosen.
EDITS_WEIGH = 0.25
# A share of the best of a signal, above which the best are looked for.
NEAR_THE_BEST = 0.3


class Candidate(NamedTuple):
    """An entry with its features, in the order of `features.RANKED_BY`."""

    entry: str
    features: tuple[float, ...]


class Candidates:
    """All texts of all entries, indexed by characters, words and sounds.

    documents   the entries
    texts       every wording and title, the ones of an entry side by side
    owners      for every text the number of its entry
    """

    def __init__(self, documents: Sequence[Document], files: IndexFiles | None = None) -> None:
        """Index the documents, or read what an earlier start made of them.

        files  where it is kept
        """
        parts = (files or IndexFiles()).read_or_made(
            "finder", key_of_documents(documents), lambda: indexed(documents)
        )
        self.documents = with_told(documents, parts)
        self.texts = [text for document in documents for text in document.texts]
        self.owners = owners_of(documents)
        sizes = [len(document.texts) for document in documents]
        self._starts = [0, *np.cumsum(sizes, dtype=np.int64).tolist()]
        self._signals = Signals(parts, self.owners, len(documents))
        self._words = self._signals.words
        self._shapes = Shapes(parts, parts.texts["words"], self._words.rarities[0])

    def of(self, question: Reading, without: Without = None) -> list[Candidate]:
        """Return the entries worth considering for a question, unordered.

        without   texts to leave out, to test the finder on its own wordings
        """
        if not question.text or not self.texts:
            return []
        signals, shares = self._signals.of(question, without)
        together = signals[3]
        best = self._best_texts(question, signals)
        if not best:
            return []
        asked = Asked.of(question.shape, self._words.rarity_of, self._words.rarity_of_unknown)
        entries = list(best)
        of_texts = signals[:3, [text for text, _ in best.values()]].T.tolist()
        of_entries = shares[:, entries].T.tolist()
        unsaid = self._unsaid(question, entries, without)
        candidates = []
        for (entry, (text, ratio)), by_text, by_entry, nowhere_said in zip(
            best.items(), of_texts, of_entries, unsaid, strict=True
        ):
            document, wording = self.documents[entry], self._shapes[text]
            row = (
                *by_text,
                ratio,
                *by_entry,
                self._support(entry, together),
                *asked.beside(wording),
                *asked.beside_entry(document, wording),
                nowhere_said,
            )
            candidates.append(Candidate(document.id, row))
        return candidates

    @cached_property
    def mender(self) -> Mender:
        """What reads mishearings as words of these texts."""
        words = ((word, self._words.rarity_of(word)) for word in self._words.number_of)
        return Mender(words, self._signals.pairs.number_of)

    @property
    def vocabulary(self) -> Collection[str]:
        """The words of all texts, titles and answers, and their signs."""
        return self._words.number_of.keys()

    def plain_texts(self) -> Iterator[tuple[str, str]]:
        """Yield every text as exact wordings are compared, with its entry."""
        for text, owner in zip(self._shapes.texts, self.owners.tolist(), strict=True):
            yield text, self.documents[owner].id

    def _best_texts(self, question: Reading, signals: Floats) -> dict[int, tuple[int, float]]:
        """Return for every entry worth a look its best text and how alike that is by edits, 0 to 1."""
        proposed, together = _best_of_each(signals), signals[-1]
        best: dict[int, tuple[int, float]] = {}
        best_score: dict[int, float] = {}
        text_asked, texts = question.text, self._shapes.texts
        alike, owners = together[proposed].tolist(), self.owners[proposed].tolist()
        for text, likeness, entry in zip(proposed.tolist(), alike, owners, strict=True):
            if likeness <= 0:
                continue
            ratio = fuzz.ratio(text_asked, texts[text]) / 100
            score = likeness + EDITS_WEIGH * ratio
            if score > best_score.get(entry, 0.0):
                best[entry], best_score[entry] = (text, ratio), score
        return best

    def _unsaid(self, question: Reading, entries: Sequence[int], without: Without) -> list[float]:
        """Return for each of the entries the rarity of the rarest word asked that it nowhere says, 0 to 1."""
        rarest = dict.fromkeys(entries, 0.0)
        open_ones = np.array(entries)
        says = np.zeros(len(self.documents), dtype=np.bool_)
        rarity_of, greatest = self._words.rarity_of, self._words.rarity_of_unknown
        rarities = {word: rarity_of(word) for word in question.words}
        for word in sorted(rarities, key=rarities.__getitem__, reverse=True):
            said_by = self._signals.says(word, without)
            if said_by is None:
                return [share or rarities[word] / greatest for share in rarest.values()]
            says[:] = False
            says[said_by] = True
            says_it = says[open_ones]
            if not says_it.all():
                rarest.update(dict.fromkeys(open_ones[~says_it].tolist(), rarities[word] / greatest))
                open_ones = open_ones[says_it]
                if not len(open_ones):
                    break
        return list(rarest.values())

    def _support(self, entry: int, together: Floats) -> float:
        """Return the mean likeness of an entry's second and third best texts."""
        own: list[float] = together[self._starts[entry] : self._starts[entry + 1]].tolist()
        return sum(sorted(own, reverse=True)[1:3]) / 2


def _best_of_each(signals: Floats) -> NDArray[np.intp]:
    """Return the texts that are among the best of some signal, each once."""
    texts = signals.shape[1]
    if texts <= BEST_OF_EACH:
        return np.arange(texts)
    # Sorting out the few that come near the best takes a tenth of the time of sorting out all; finding them in one
    # long row, where a signal begins where the last one ends, a tenth of that of finding them in a table.
    near = (signals > NEAR_THE_BEST * signals.max(axis=1, keepdims=True)).ravel().nonzero()[0]
    lacking = -signals.ravel()[near]
    ends = near.searchsorted(np.arange(0, signals.size + 1, texts)).tolist()
    proposed = set[int]()
    for signal, begin, end in zip(signals, ends, ends[1:], strict=False):
        if end - begin > BEST_OF_EACH:
            best = lacking[begin:end].argpartition(BEST_OF_EACH)[:BEST_OF_EACH]
            proposed.update((near[begin:end][best] % texts).tolist())
        else:
            proposed.update((-signal).argpartition(BEST_OF_EACH)[:BEST_OF_EACH].tolist())
    return np.array(sorted(proposed))
