"""Every sentence the bot says but the questions of the forms, read once from `phrases.yaml`."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

STATUSES = ("demo", "helper", "published")
FILE = Path(__file__).with_name("phrases.yaml")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences by dotted key: `form.intro_tip`, as they are said in one CHANNEL_STATUS."""

    sentences: Mapping[str, str]

    @classmethod
    def load(cls, status: str = "published", path: Path = FILE) -> Phrases:
        """Read the file; a key leads to a sentence or to further keys.

        status  demo, helper or published: a key that ends in @status is said instead of the plain one
        """
        return cls(_in_status(dict(_flattened(yaml.safe_load(path.read_text(encoding="utf-8")))), status))

    def say(self, key: str, **values: object) -> str:
        """Return the sentence with its names filled in; KeyError for an unknown key or a missing name."""
        return self.sentences[key].format_map(values)

    def has(self, key: str) -> bool:
        """Say whether there is a sentence of this key."""
        return key in self.sentences

    def names_in(self, key: str) -> frozenset[str]:
        """Return the names that a sentence wants filled in."""
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.sentences[key]) if name)


def faults() -> list[str]:
    """Return what is missing or broken in the sentences of any status: file, key, what is wrong."""
    found = [f"phrases.yaml: {key} is of no status" for key in _of_no_status()]
    return found + [fault for status in STATUSES for fault in _faults_in(Phrases.load(status))]


def _of_no_status() -> list[str]:
    keys = dict(_flattened(yaml.safe_load(FILE.read_text(encoding="utf-8"))))
    return [key for key in keys if "@" in key and key.partition("@")[2] not in STATUSES]


def _faults_in(phrases: Phrases) -> list[str]:
    found = []
    for key, sentence in phrases.sentences.items():
        if not sentence.strip():
            found.append(f"phrases.yaml: {key} is empty")
        try:
            phrases.names_in(key)
        except ValueError:
            found.append(f"phrases.yaml: {key} has a broken placeholder")
    return found


def _in_status(written: Mapping[str, str], status: str) -> dict[str, str]:
    """Return each sentence as it is said in this status, by its plain key."""
    mark = f"@{status}"
    plain = {key: sentence for key, sentence in written.items() if "@" not in key}
    return plain | {key.removesuffix(mark): said for key, said in written.items() if key.endswith(mark)}


def _flattened(node: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, str]]:
    for key, below in node.items():
        if isinstance(below, Mapping):
            yield from _flattened(below, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(below)
