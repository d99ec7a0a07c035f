"""Every sentence the bot says, read once from `phrases.yaml`."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from intake.forms.form import Dialog

FILE = Path(__file__).with_name("phrases.yaml")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Sentences by dotted key: `complaint.phone.ask`."""

    sentences: Mapping[str, str]

    @classmethod
    def load(cls, path: Path = FILE) -> Phrases:
        """Read the file; a key leads to a sentence or to further keys."""
        return cls(dict(_flattened(yaml.safe_load(path.read_text(encoding="utf-8")))))

    def say(self, key: str, **values: object) -> str:
        """Return the sentence with its names filled in; KeyError for an unknown key or a missing name."""
        return self.sentences[key].format_map(values)

    def has(self, key: str) -> bool:
        """Say whether there is a sentence of this key."""
        return key in self.sentences

    def names_in(self, key: str) -> frozenset[str]:
        """Return the names that a sentence wants filled in."""
        return frozenset(name for _, name, _, _ in string.Formatter().parse(self.sentences[key]) if name)


def faults(phrases: Phrases, dialogs: Iterable[Dialog]) -> list[str]:
    """Return what is missing or broken in the sentences of the forms: file, key, what is wrong."""
    found = []
    for dialog in dialogs:
        for field in dialog.fields:
            parts = ("label", "ask", "help", "push") if field.explained else ("label", "ask", "help")
            keys = (f"{dialog.name}.{field.name}.{part}" for part in parts)
            found += [f"phrases.yaml: {key} is missing" for key in keys if not phrases.has(key)]
    for key, sentence in phrases.sentences.items():
        if not sentence.strip():
            found.append(f"phrases.yaml: {key} is empty")
        try:
            phrases.names_in(key)
        except ValueError:
            found.append(f"phrases.yaml: {key} has a broken placeholder")
    return sorted(set(found))


def _flattened(node: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, str]]:
    for key, below in node.items():
        if isinstance(below, Mapping):
            yield from _flattened(below, f"{above}{key}.")
        else:
            yield f"{above}{key}", str(below)
