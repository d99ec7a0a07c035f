"""From case to case through the list one came from: the page of a case knows the list by its own address. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

_CASES: Final = "/desk/cases"
STEP: Final = f"{_CASES}/step"
_MOST_CHARACTERS: Final = 400


@dataclass(frozen=True, slots=True)
class Walk:
    """The list that a page of a case was opened from.

    back      the list
    previous, following  the case before it and after it in that list
    """

    back: str
    previous: str
    following: str


def walk_of(path: str, query: Mapping[str, str], came_from: str) -> Walk | None:
    """Return the list a page belongs to; None for a page that was opened in another way.

    came_from  the page before; after a move the list is still known by it
    """
    if not path.startswith(f"{_CASES}/") or path.count("/") != 3:
        return None
    if "at" not in query and "done" in query:
        before = urlsplit(came_from)
        query = dict(parse_qsl(before.query)) if before.path == path else {}
    listed, place = query.get("in", ""), query.get("at", "")
    if not place or len(listed) > _MOST_CHARACTERS or len(place) > _MOST_CHARACTERS:
        return None
    back = f"{_CASES}?{urlencode(parse_qsl(listed))}" if listed else _CASES
    return Walk(back, _step("previous", listed, place), _step("next", listed, place))


def _step(to: str, listed: str, place: str) -> str:
    return f"{STEP}?{urlencode({'to': to, 'in': listed, 'at': place})}"
