"""What a page with fields sends, read back into what was said of each field. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.conversation.page.sent import SentField
from intents.signs import without_control_characters

Posted = Mapping[str, Sequence[str]]
# Nobody answers a question about a place more often than this.
_MOST_ASKED = 4


def sent_fields(posted: Posted, names: Iterable[str]) -> dict[str, SentField]:
    """Return what was sent about the fields of these names."""
    return {name: _sent(posted, name) for name in names}


def names_in(posted: Posted) -> tuple[str, ...]:
    """Return the names of the fields that the page has, as it says itself."""
    return tuple(dict.fromkeys(posted.get("has", ())))


def first(posted: Posted, name: str) -> str:
    """Return the first value of this name, "" without one."""
    return next(iter(posted.get(name, ())), "")


def last_values(posted: Posted) -> dict[str, str]:
    """Return one value for each name, of several the last, without control characters."""
    return {name: without_control_characters(values[-1]) for name, values in posted.items()}


def _sent(posted: Posted, name: str) -> SentField:
    asked = tuple(filter(None, map(_clean, posted.get(f"{name}.asked", ()))))[:_MOST_ASKED]
    which, words = _clean(first(posted, f"{name}.which")), _clean(first(posted, name))
    if asked and not which and words in ("", asked[-1]):
        # Nothing was said to what was asked back: it is asked once more, unless the words were taken away.
        asked = asked[:-1] if words else ()
    return SentField(
        words=which or words,
        chosen=tuple(posted.get(f"{name}.chosen", ())),
        unknown=bool(first(posted, f"{name}.unknown")),
        as_it_is=bool(first(posted, f"{name}.as_it_is")),
        asked=asked,
        stood=first(posted, f"{name}.stood"),
    )


def _clean(text: str) -> str:
    return without_control_characters(text.replace("\r\n", "\n")).strip()
