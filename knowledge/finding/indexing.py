"""Indexing: what can be worked out about the entries before anybody asks, as numbers and texts that a file keeps.

`Candidates` reads them, whether they were made just now or by an earlier start: there is one way only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from intents.index_files import Parts, digest_of, key_of
from intents.wording import normalised
from knowledge.finding import contrast
from knowledge.finding.document import Document
from knowledge.finding.index import Gathered, Ints, Likeness, Postings, Relevance, TermsHeld
from knowledge.finding.reading import Reading
from knowledge.finding.shapes import ShapesGathered
from knowledge.finding.told import kinds_told


def key_of_documents(documents: Sequence[Document]) -> str:
    """Return the key of the index of these documents."""
    written = [(one.id, one.title, one.wordings, one.answer) for one in documents]
    return key_of(_code(), msgspec.msgpack.encode(written))


def owners_of(documents: Sequence[Document]) -> Ints:
    """Return for every text of the documents the number of its document."""
    sizes = [len(document.texts) for document in documents]
    return np.repeat(np.arange(len(documents), dtype=np.int32), sizes)


def indexed(documents: Sequence[Document]) -> Parts:
    """Work out the index of these documents."""
    words, pairs, sounds = dict[str, int](), dict[str, int](), dict[str, int]()
    grams_gathered, terms_gathered, sounds_gathered = Gathered(pairs), Gathered(words), Gathered(sounds)
    shapes = ShapesGathered()
    for text in (text for document in documents for text in document.texts):
        reading = Reading.of(text)
        shapes.add(reading.shape)
        grams_gathered.add(reading.grams)
        terms_gathered.add(reading.terms)
        sounds_gathered.add(reading.sounds)
    titles, answers, answer_pairs = Gathered(words), Gathered(words), Gathered(pairs)
    for document in documents:
        answer = Reading.of(document.answer)
        titles.add(Reading.of(document.title).terms)
        answers.add(answer.words)
        answer_pairs.add(answer.pairs)
    numbers = {
        **_by_text(owners_of(documents), terms_gathered, grams_gathered, sounds_gathered),
        **_by_entry(len(documents), titles=titles, answers=answers, answer_pairs=answer_pairs),
        **dict(shapes.numbers(words)),
    }
    told = [_told(document) for document in documents]
    texts = {"words": words, "pairs": pairs, "sounds": sounds, "told": told, **dict(shapes.written())}
    return Parts.of(numbers, texts)


def with_told(documents: Sequence[Document], parts: Parts) -> list[Document]:
    """Return the documents with what was read in each."""
    told = map(_TOLD.decode, parts.texts["told"])
    return [
        replace(one, members={name: frozenset(some) for name, some in members.items()}, tells=frozenset(tells))
        for one, (members, tells) in zip(documents, told, strict=True)
    ]


_TOLD = msgspec.json.Decoder(tuple[dict[str, list[str]], list[str]])


def _told(document: Document) -> str:
    title = document.title or (document.wordings[0] if document.wordings else "")
    members = contrast.members_in(Reading.of(title).text)
    in_order = {name: sorted(some) for name, some in members.items()}
    return msgspec.json.encode((in_order, sorted(kinds_told(normalised(document.answer))))).decode()


def _by_text(owners: Ints, terms: Gathered, grams: Gathered, sounds: Gathered) -> dict[str, NDArray[Any]]:
    words, pairs, heard = (Postings.of(gathered, owners) for gathered in (terms, grams, sounds))
    return {
        **words.parts("words"),
        **pairs.parts("pairs"),
        **heard.parts("sounds"),
        **TermsHeld.of(words).parts("words"),
        "likeness": Likeness.of(pairs).weights,
        "sound": Likeness.of(heard).weights,
        "relevance": Relevance.of(words).weights,
    }


def _by_entry(entries: int, **gathered: Gathered) -> dict[str, NDArray[Any]]:
    """Return indexes of one text per entry."""
    each = np.arange(entries, dtype=np.int32)
    postings = {name: Postings.of(terms, each) for name, terms in gathered.items()}
    parts: dict[str, NDArray[Any]] = {}
    for name, one in postings.items():
        parts |= {**one.parts(name), **TermsHeld.of(one).parts(name)}
    return parts


@cache
def _code() -> bytes:
    """Return the digest of what makes an index, beside what reads texts."""
    return digest_of(*(path for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".yaml")))
