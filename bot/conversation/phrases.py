"""Every sentence the bot says but the questions of the forms, read once from `phrases.yaml`."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from intake.forms.codes import ChannelStatus
from intents.sheet import Words, raw_sheet, understood

FILE = Path(__file__).with_name("phrases.yaml")


def _of_a_status(key: str) -> str:
    name, mark, status = key.partition("@")
    if mark and status not in set(ChannelStatus):
        raise ValueError(f"{name} is of no status: after @ stands one of {', '.join(ChannelStatus)}")
    return key


def _fills_in(sentence: str) -> str:
    try:
        tuple(string.Formatter().parse(sentence))
    except ValueError:
        raise ValueError("has a broken placeholder") from None
    return sentence


# Sentences by dotted key, as they stand in the file.
_SENTENCES = TypeAdapter(
    Mapping[Annotated[Words, AfterValidator(_of_a_status)], Annotated[Words, AfterValidator(_fills_in)]]
)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences by dotted key: `form.intro_tip`, as they are said in one CHANNEL_STATUS."""

    sentences: Mapping[str, str]

    @classmethod
    def load(cls, status: ChannelStatus = ChannelStatus.PUBLISHED, path: Path = FILE) -> Phrases:
        """Read the file; raise `SheetFaults` with every fault at once.

        status  a key that ends in @status is said instead of the plain one
        """
        written = dict(_flattened(raw_sheet(path, path.name)))
        return cls(_in_status(understood(written, _SENTENCES, path.name), status))

    def say(self, key: str, **values: object) -> str:
        """Return the sentence with its names filled in; KeyError for an unknown key or a missing name."""
        sentence = self.sentences[key]
        # Most have no name to be filled in.
        return sentence.format_map(values) if "{" in sentence else sentence

    def has(self, key: str) -> bool:
        """Say whether there is a sentence of this key."""
        return key in self.sentences


def _in_status(written: Mapping[str, str], status: ChannelStatus) -> dict[str, str]:
    """Return each sentence as it is said in this status, by its plain key."""
    mark = f"@{status}"
    plain = {key: sentence for key, sentence in written.items() if "@" not in key}
    return plain | {key.removesuffix(mark): said for key, said in written.items() if key.endswith(mark)}


def _flattened(node: object, above: str = "") -> Iterator[tuple[str, object]]:
    """Yield what a file holds by dotted key; a key leads to a sentence or to further keys."""
    if not isinstance(node, Mapping):
        yield above, node
        return
    for key, below in node.items():
        yield from _flattened(below, f"{above}.{key}" if above else str(key))
