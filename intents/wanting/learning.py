"""How the recogniser learns from `examples.yaml`; `python -m intents.wanting.learning` writes down what it learnt.

Ridge regression in its dual form: exact, and a matter of seconds. The weights stand in `weights.json` with the
hash of all they depend on; when that has changed they are learnt anew at the start.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import math
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import orjson
from pydantic import TypeAdapter

from intents.sheet import Block, Words, read_sheet
from intents.wanting.features import features_of

log = logging.getLogger(__name__)

Context = Literal["start", "mid", "confirm"]

CONTEXTS: tuple[Context, ...] = ("start", "mid", "confirm")


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
    "numerals.py",
    "wording.py",
)

_RIDGE = 0.15

Weights = npt.NDArray[np.float32]


class Example(NamedTuple):
    """One sentence with what it means where."""

    text: str
    context: Context
    intent: Intent


_Somewhere = Literal["start", "mid", "confirm", "any"]


class ExamplesSheet(Block):
    """`examples.yaml`: messages that decide by themselves, and sentences to learn from."""

    control: Mapping[_Somewhere, Mapping[Intent, tuple[Words, ...]]]
    examples: Mapping[Intent, Mapping[_Somewhere, tuple[Words, ...]]]


class Learnt(NamedTuple):
    """What was learnt.

    row_of   the row of each feature in the weights
    weights  per context one row per feature, one column per intent
    """

    row_of: Mapping[str, int]
    weights: Mapping[Context, Weights]


def load() -> Learnt:
    """Return the stored weights, or learn them when what they depend on has changed."""
    stored = _stored()
    if stored is not None:
        return stored
    log.warning(
        "the recogniser's weights are out of date: learning anew; python -m intents.wanting.learning stores them"
    )
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
    contexts = CONTEXTS if where == "any" else (where,)
    for sentence in sentences:
        for context in contexts:
            yield Example(sentence, context, intent)


def _learnt(examples: Sequence[Example]) -> Learnt:
    """Solve for the weights.

    Every feature counts twice: once for all contexts together and once for its own, so that what is said alike
    everywhere is learnt from everywhere. Solving for one number per example instead of one per feature keeps the
    equations small (the dual form).
    """
    texts = list(dict.fromkeys(example.text for example in examples))
    described = [features_of(text) for text in texts]
    seen = Counter(feature for features in described for feature in features)
    # What occurs in a single sentence says little and would fill most of the table.
    row_of = {feature: row for row, feature in enumerate(sorted(name for name in seen if seen[name] > 1))}
    table = _table(described, row_of)
    number_of = {text: number for number, text in enumerate(texts)}
    sentence = np.array([number_of[example.text] for example in examples])
    context = np.array([CONTEXTS.index(example.context) for example in examples])
    wanted = np.zeros((len(examples), len(INTENTS)), dtype=np.float32)
    wanted[np.arange(len(examples)), [INTENTS.index(example.intent) for example in examples]] = 1
    kernel = (table @ table.T)[np.ix_(sentence, sentence)] * (1 + (context[:, None] == context)).astype(np.float32)
    pull = np.linalg.solve(kernel + _RIDGE * np.eye(len(examples), dtype=np.float32), wanted)
    everywhere = table[sentence].T @ pull
    return Learnt(
        row_of,
        {
            name: everywhere + table[sentence[context == number]].T @ pull[context == number]
            for number, name in enumerate(CONTEXTS)
        },
    )


def _table(described: Sequence[set[str]], row_of: Mapping[str, int]) -> Weights:
    """Return one row per sentence, one column per feature; short and long sentences weigh the same."""
    table = np.zeros((len(described), len(row_of)), dtype=np.float32)
    for number, features in enumerate(described):
        known = [row_of[feature] for feature in features if feature in row_of]
        table[number, known] = 1 / math.sqrt(2 * len(known) or 1)
    return table


# ------------------------------------------------------------------------------- stored weights


def _fingerprint() -> str:
    content = b"".join((_FOLDER.parent / name).read_bytes() for name in _DEPENDS_ON)
    return hashlib.sha256(content).hexdigest()


def _stored() -> Learnt | None:
    if not _WEIGHTS_FILE.exists():
        return None
    content = orjson.loads(_WEIGHTS_FILE.read_bytes())
    if content["fingerprint"] != _fingerprint():
        return None
    row_of = {feature: row for row, feature in enumerate(content["features"])}
    steps = np.frombuffer(zlib.decompress(base64.b64decode(content["weights"])), dtype=np.int8)
    weights = steps.reshape(len(CONTEXTS), len(row_of), len(INTENTS)).astype(np.float32) * content["step"]
    return Learnt(row_of, dict(zip(CONTEXTS, weights, strict=True)))


def _store(learnt: Learnt) -> None:
    """Write the weights in 255 steps: finer ones change no decision."""
    weights = np.stack([learnt.weights[context] for context in CONTEXTS])
    step = float(np.abs(weights).max()) / 127
    steps = np.round(weights / step).astype(np.int8)
    content = {
        "fingerprint": _fingerprint(),
        "step": step,
        "features": sorted(learnt.row_of, key=learnt.row_of.__getitem__),
        "weights": base64.b64encode(zlib.compress(steps.tobytes(), 9)).decode(),
    }
    _WEIGHTS_FILE.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2))


if __name__ == "__main__":
    _store(learnt_from_examples())
