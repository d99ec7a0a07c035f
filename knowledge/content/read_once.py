"""Which entries somebody has read once, each wording against the first sentence of the answer.

Most people read no further than that sentence: a wording for which it is wrong misleads, and no machine sees it.
`read_once.txt` has one line an entry: its id, and a digest of what was read. When title, first sentence or a
wording changes, the digest no longer fits, and the entry is to be read again. At the desk the digest is a field of
the draft: it is approved, published and exported like everything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from intents.sheet import SheetFaults
from knowledge.content.entry import Entry

READ_ONCE: Final = "read_once.txt"
_DIGITS = 12
# More names than these nobody reads in one line.
_NAMED = 20


def wordings_digest(title: str, answer: str, wordings: Iterable[str]) -> str:
    """Return a short digest over what is read: the title, the first sentence, the wordings in any order."""
    read = "\n".join((title, first_sentence(answer), *sorted(wordings)))
    return hashlib.sha256(read.encode()).hexdigest()[:_DIGITS]


def digest_of_entry(entry: Entry) -> str:
    """Return the digest of an entry as it stands."""
    return wordings_digest(entry.title, entry.answer, entry.wordings)


def first_sentence(answer: str) -> str:
    """Return what stands before the first full stop: what everybody reads."""
    return answer.partition("。")[0]


def is_read(entry: Entry) -> bool:
    """Say whether the entry was read as it stands."""
    return entry.read == digest_of_entry(entry)


def as_read(entry: Entry) -> Entry:
    """Return the entry as read."""
    return replace(entry, read=digest_of_entry(entry))


def load_read(folder: Path) -> dict[str, str]:
    """Return the digests under which entries were read, by id; raise SheetFaults for a line that says none."""
    path = folder / READ_ONCE
    if not path.exists():
        return {}
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    faults = [f"{READ_ONCE}: {' '.join(line)}: is not an id and a digest" for line in lines if len(line) != 2]
    if faults:
        raise SheetFaults(faults)
    return {name: digest for name, digest in lines}


def with_read(entries: Iterable[Entry], read: Mapping[str, str]) -> list[Entry]:
    """Return the entries of the files, each with the digest under which it was read."""
    return [replace(entry, read=read.get(entry.id, entry.read)) for entry in entries]


def written_read(entries: Iterable[Entry]) -> str:
    """Return the list as its file has it, by id; entries that nobody has read yet have no line."""
    return "".join(f"{entry.id} {entry.read}\n" for entry in sorted(entries, key=lambda one: one.id) if entry.read)


def reading_line(entries: Iterable[Entry]) -> str:
    """Return one line for whoever checks the content."""
    unread = [entry.id for entry in entries if not is_read(entry)]
    if not unread:
        return "问法核对：全部条目的问法都已逐条对照首句读过。"
    named = "、".join(unread[:_NAMED]) + (" 等" if len(unread) > _NAMED else "")
    return f"问法核对：{len(unread)} 条新写或者改过以后还没有逐条对照首句读过：{named}。"
