"""Indexing: what can be worked out about the entries before anybody asks, as numbers and texts that a file keeps.

`Candidates` reads them, whether they were made just now or by an earlier start: there is one way only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import msgspec
import numpy as np

from intents.index_files import Parts, digest_of, key_of
from intents.wording import normalised
from knowledge.finding import contrast
from knowledge.finding.document import Document
from knowledge.finding.index import Gathered, Ints
from knowledge.finding.joined import signal_parts
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
    of_words, of_pairs = (terms_gathered, titles, answers), (grams_gathered, answer_pairs)
    numbers = {
        **signal_parts(owners_of(documents), len(documents), of_words, of_pairs, sounds_gathered),
        **dict(shapes.numbers(words)),
    }
    rarity_of = dict(zip(words, numbers["words.rarities"].tolist(), strict=False))
    told = [_told(document) for document in documents]
    texts = {"words": words, "pairs": pairs, "sounds": sounds, "told": told, **dict(shapes.written(rarity_of))}
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


@cache
def _code() -> bytes:
    """Return the digest of what makes an index, beside what reads texts."""
    return digest_of(*(path for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".yaml")))
