"""What a person is told of their talk from outside of a turn: by what an officer does, and by the clock."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation.handbook import Handbook

# By their keys in phrases.yaml: who says one of these says no other sentence of the bot.
TOLD = (
    "talk.taken",
    "talk.handed_on",
    "talk.officer",
    "talk.handed_back",
    "talk.to_form",
    "talk.draft_waits",
    "talk.went_quiet",
    "talk.nobody_yet",
    "talk.nobody_came",
    "choices.complaint",
    "choices.tip",
    "choices.consultation",
)


def told_by(book: Callable[[], Handbook]) -> Callable[..., str]:
    """Return what says these sentences as they stand now."""

    def say(key: str, **values: object) -> str:
        if key not in TOLD:
            raise KeyError(key)
        return book().say(key, **values)

    return say
