"""Ways in which a message may be meant. A list of them is the priority: the first that answers wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from bot.conversation.scene import Scene
from bot.conversation.turn import Turn
from intents.cues import Cue

SceneT = TypeVar("SceneT", bound=Scene)


class Context(StrEnum):
    """Where the person stands when they say something.

    IDLE     no form is under way
    FIELD    a field of a form is asked
    SUMMARY  a form is filled and waits to be confirmed
    NOTE     a note on one's own case: which case, then the words
    """

    IDLE = "idle"
    FIELD = "field"
    SUMMARY = "summary"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Pattern(Generic[SceneT]):
    """One way in which a message may be meant.

    name      as the sheet in the tests calls it
    contexts  where it is looked for
    answer    returns the turn, None when the message is not meant so; a scene where the message is to be heard
              as if something else had been said
    needs     it is only looked for where this stands in the words
    """

    name: str
    contexts: frozenset[Context]
    answer: Callable[[SceneT], Turn | SceneT | None]
    needs: Cue | re.Pattern[str] | None = None
