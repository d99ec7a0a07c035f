"""How the recogniser learns from `examples.yaml`; `python -m intents.learn` writes down what it learnt.

The weights stand in `weights.json` with the hash of all they depend on; when that has changed they are learnt anew
at the start.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from pydantic import TypeAdapter

from intents.sheet import Block, Words, read_sheet
from intents.wanting import linear
from intents.wanting.features import features_of
from intents.wanting.linear import Linear

log = logging.getLogger(__name__)

Moment = Literal["start", "mid", "confirm"]

MOMENTS: tuple[Moment, ...] = ("start", "mid", "confirm")


class Intent(StrEnum):
    """What a message can want."""

    ASK = "ask"
    COMPLAINT = "complaint"
    CONSULTATION = "consultation"
    PROGRESS = "progress"
    SUPPLEMENT = "supplement"
    HUMAN = "human"
    CANCEL = "cancel"
    BACK = "back"
    CONFIRM = "confirm"
    DENY = "deny"
    GREETING = "greeting"
    THANKS = "thanks"
    OTHER = "other"


INTENTS: tuple[Intent, ...] = tuple(Intent)

_FOLDER = Path(__file__).parent
_EXAMPLES_FILE = _FOLDER / "examples.yaml"
_WEIGHTS_FILE = _FOLDER / "weights.json"
_DEPENDS_ON = (
    "wanting/examples.yaml",
    "synonyms.yaml",
    "wanting/features.py",
    "wanting/learning.py",
    "wanting/linear.py",
    "numerals.py",
    "wording.py",
)

_RIDGE = 0.15

Learnt = Mapping[Moment, Linear]


class Example(NamedTuple):
    """One sentence with what it means where."""

    text: str
    context: Moment
    intent: Intent


_Somewhere = Literal["start", "mid", "confirm", "any"]


class ExamplesSheet(Block):
    """`examples.yaml`: messages that decide by themselves, and sentences to learn from."""

    control: Mapping[_Somewhere, Mapping[Intent, tuple[Words, ...]]]
    examples: Mapping[Intent, Mapping[_Somewhere, tuple[Words, ...]]]


def load() -> Learnt:
    """Return the stored weights, or learn them when what they depend on has changed."""
    stored = _stored()
    if stored is not None:
        return stored
    log.warning("the recogniser's weights are out of date: learning anew; python -m intents.learn stores them")
    return learnt_from_examples()


def is_stored_up_to_date() -> bool:
    """Say whether the stored weights were learnt from the files as they are now."""
    return _stored() is not None


def learnt_from_examples() -> Learnt:
    """Learn from `examples.yaml`."""
    return _learnt(list(_examples(examples_sheet())))


def control_words() -> Iterator[Example]:
    """Yield the messages that decide by themselves, each with its context."""
    for context, by_intent in examples_sheet().control.items():
        for intent, sentences in by_intent.items():
            yield from _in_contexts(sentences, context, intent)


def examples_sheet() -> ExamplesSheet:
    """Return what `examples.yaml` holds; raise `SheetFaults`."""
    return read_sheet(_EXAMPLES_FILE, TypeAdapter(ExamplesSheet))


def _examples(sheet: ExamplesSheet) -> Iterator[Example]:
    for intent, by_context in sheet.examples.items():
        for context, sentences in by_context.items():
            yield from _in_contexts(sentences, context, intent)


def _in_contexts(sentences: Sequence[str], where: _Somewhere, intent: Intent) -> Iterator[Example]:
    contexts = MOMENTS if where == "any" else (where,)
    for sentence in sentences:
        for context in contexts:
            yield Example(sentence, context, intent)


def _learnt(examples: Sequence[Example]) -> Learnt:
    """Solve for the weights.

    Every feature counts twice: once for all contexts together and once for its own, so that what is said alike
    everywhere is learnt from everywhere.
    """
    texts = list(dict.fromkeys(example.text for example in examples))
    described = [features_of(text) for text in texts]
    row_of = linear.rows_of_features(described)
    table = linear.table_of(described, row_of) / np.float32(np.sqrt(2))
    number_of = {text: number for number, text in enumerate(texts)}
    sentence = np.array([number_of[example.text] for example in examples])
    context = np.array([MOMENTS.index(example.context) for example in examples])
    wanted = np.zeros((len(examples), len(INTENTS)), dtype=np.float32)
    wanted[np.arange(len(examples)), [INTENTS.index(example.intent) for example in examples]] = 1
    kernel = (table @ table.T)[np.ix_(sentence, sentence)] * (1 + (context[:, None] == context)).astype(np.float32)
    pull = np.linalg.solve(kernel + _RIDGE * np.eye(len(examples), dtype=np.float32), wanted)
    everywhere = table[sentence].T @ pull
    own = [table[sentence[context == number]].T @ pull[context == number] for number in range(len(MOMENTS))]
    weights = np.concatenate([everywhere + its for its in own], axis=1) / np.sqrt(2)
    return _by_context(Linear(row_of, np.asarray(weights, dtype=np.float32)))


def _by_context(together: Linear) -> Learnt:
    """Return the columns of each context apart; they are stored side by side."""
    parts = np.split(together.weights, len(MOMENTS), axis=1)
    return {name: Linear(together.row_of, part) for name, part in zip(MOMENTS, parts, strict=True)}


# ------------------------------------------------------------------------------- stored weights


def _fingerprint() -> str:
    content = b"".join((_FOLDER.parent / name).read_bytes() for name in _DEPENDS_ON)
    return hashlib.sha256(content).hexdigest()


def _stored() -> Learnt | None:
    together = linear.stored(_WEIGHTS_FILE, _fingerprint())
    return None if together is None else _by_context(together)


def store(learnt: Learnt) -> None:
    """Write down what was learnt."""
    together = np.concatenate([learnt[context].weights for context in MOMENTS], axis=1)
    linear.store(_WEIGHTS_FILE, Linear(learnt[MOMENTS[0]].row_of, together), _fingerprint())
