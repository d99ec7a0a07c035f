"""Entries written as the repository's files have them, so that what was published at the desk can be committed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path

import yaml

from knowledge.content.entry import Entry
from knowledge.content.files import HERE, read_content, read_contents, subject_of
from knowledge.content.overlay import stored_fields_of
from knowledge.content.read_once import READ_ONCE, as_read, written_read

# Short lists stand in one line, texts of several lines in a block; everything else as YAML likes it.
_IN_ONE_LINE = ("sources", "facts", "next")
_BLOCKS = ("answer", "more")


def subjects(folder: Path = HERE) -> dict[str, str]:
    """Return the file of entries by its subject; raise SheetFaults."""
    return {subject_of(folder / "entries" / name): name for name in read_contents(folder).entries}


def changed_files(before: Mapping[str, Entry], after: Mapping[str, Entry], folder: Path = HERE) -> dict[str, str]:
    """Return the text of every file of entries that differs, and the list of what was read, by name."""
    files = subjects(folder)
    touched = {
        entry.subject
        for name in {*before, *after}
        if _filed(before.get(name)) != _filed(after.get(name))
        for entry in (before.get(name), after.get(name))
        if entry is not None
    }
    changed = {
        files[subject]: entries_file(subject, [entry for entry in after.values() if entry.subject == subject])
        for subject in sorted(touched)
    }
    read = written_read(after.values())
    return changed if read == written_read(before.values()) else {**changed, READ_ONCE: read}


def _filed(entry: Entry | None) -> Entry | None:
    """Return what a file of entries has of one."""
    return None if entry is None else replace(entry, read="")


def note_read(names: Iterable[str], folder: Path = HERE) -> list[str]:
    """Write into the list that these entries were read as they stand; return those that do not exist.

    Where one does not exist nothing is written. Raises ContentFaults when the files cannot be read.
    """
    wanted, entries = set(names), read_content(folder)[0]
    unknown = sorted(wanted - {entry.id for entry in entries})
    if not unknown:
        noted = [as_read(entry) if entry.id in wanted else entry for entry in entries]
        (folder / READ_ONCE).write_text(written_read(noted), encoding="utf-8")
    return unknown


def entries_file(subject: str, entries: Iterable[Entry]) -> str:
    """Return a file of entries."""
    return f"subject: {_scalar(subject)}\nentries:\n" + "".join(_entry(entry) for entry in entries)


def written_regressions(known: Sequence[tuple[str, str]]) -> str:
    """Return questions (text, entry) as `regression.yaml` has them."""
    by_entry: dict[str, list[str]] = {}
    for text, entry in known:
        by_entry.setdefault(entry, []).append(text)
    return "".join(f"{entry}: [{', '.join(map(_quoted, texts))}]\n" for entry, texts in by_entry.items())


def _entry(entry: Entry) -> str:
    body = stored_fields_of(entry)
    lines = []
    for name in (field.name for field in fields(entry) if field.name in body):
        value = body[name]
        # What a file leaves out is empty; what was read stands in a list of its own.
        if name == "read" or (name in ("more", "valid_until", "polarity") and not value):
            continue
        lines += _field(name, value)
    return "".join(f"{'- ' if place == 0 else '  '}{line}\n" for place, line in enumerate(lines))


def _field(name: str, value: object) -> list[str]:
    if isinstance(value, list):
        if name in _IN_ONE_LINE:
            return [f"{name}: [{', '.join(map(_quoted, value))}]"]
        return [f"{name}:", *(f"- {_scalar(item)}" for item in value)]
    text = str(value)
    if name in _BLOCKS:
        return [f"{name}: |-", *(f"  {line}" for line in text.splitlines())]
    return [f"{name}: {_scalar(text)}"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _scalar(text: str) -> str:
    """Return a text as it may stand behind a colon or a dash, quoted only where YAML would read something else."""
    dumped = yaml.safe_dump(text, allow_unicode=True, width=10_000).removesuffix("\n...\n").rstrip("\n")
    return dumped if "\n" not in dumped else _quoted(text)
