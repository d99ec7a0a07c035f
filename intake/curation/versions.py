"""Versions of entries: which one is in force on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

DRAFT, PUBLISHED, WITHDRAWN, DISCARDED = "draft", "published", "withdrawn", "discarded"

VERSION_STATES: Mapping[str, str] = {
    DRAFT: "草稿",
    PUBLISHED: "已发布",
    WITHDRAWN: "已下架",
    DISCARDED: "已放弃",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an entry, as the table has it (knowledge_tables.EntryVersionRow)."""

    id: str
    entry_id: str
    number: int
    subject: str
    body: Mapping[str, object]
    state: str
    revision: int
    author: str
    editor: str
    reason: str
    created_at: datetime
    saved_at: datetime
    voucher: str | None = None
    published_by: str | None = None
    published_at: datetime | None = None
    from_on: date | None = None
    until_on: date | None = None


def in_force(versions: Iterable[Version], today: date) -> Version | None:
    """Return the version of one entry that holds on a day; a withdrawn one takes the entry down.

    None: nothing was decided, the file holds. Of several published ones the one that began last holds, so that
    a correction made today does not push aside what was published for next year. Whatever was published before
    an entry was taken down stays down, a future date too.
    """
    decided = [version for version in versions if version.state in (PUBLISHED, WITHDRAWN)]
    taken_down = max((version for version in decided if version.state == WITHDRAWN), key=_number, default=None)
    since = taken_down.number if taken_down else 0
    begun = [
        version
        for version in decided
        if version.state == PUBLISHED and version.number > since and version.from_on and version.from_on <= today
    ]
    return max(begun, key=_began, default=taken_down)


def to_come(versions: Iterable[Version], today: date) -> list[Version]:
    """Return published versions of one entry that begin later, the next one first."""
    every = list(versions)
    since = max((version.number for version in every if version.state == WITHDRAWN), default=0)
    coming = [
        version
        for version in every
        if version.state == PUBLISHED and version.number > since and version.from_on and version.from_on > today
    ]
    return sorted(coming, key=_began)


def by_entry(versions: Iterable[Version]) -> dict[str, list[Version]]:
    """Return versions by entry, each in the order of their numbers."""
    grouped: dict[str, list[Version]] = {}
    for version in sorted(versions, key=_number):
        grouped.setdefault(version.entry_id, []).append(version)
    return grouped


def _number(version: Version) -> int:
    return version.number


def _began(version: Version) -> tuple[date, int]:
    return version.from_on or date.min, version.number
