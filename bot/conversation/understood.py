"""What a reader made of an answer: one value, one of several places, or a place that is not ours. Values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as part
from typing import Any

from bot.conversation.scene import Scene
from bot.conversation.summary import place_in_words


@dataclass(frozen=True, slots=True)
class Understood:
    """One value for the open field.

    typed      the words it was read from, kept beside it
    beside     values for neighbouring fields that the same words gave
    guessed    the name of a place that was guessed, from a misspelling for instance, to be read back
    shortened  the limit that the text was cut to, None when it was kept whole
    """

    value: Any
    typed: str
    beside: Mapping[str, Any] = part(default_factory=dict)
    guessed: str | None = None
    shortened: int | None = None

    def notes(self, scene: Scene) -> tuple[str, ...]:
        """Return what the person must be told about how it was taken."""
        if self.shortened is not None:
            return (scene.say("form.shortened", limit=self.shortened),)
        if self.guessed is not None:
            return (scene.say("form.noted_place_guess", place=self.guessed),)
        if self.beside.get("taken_place") and self.beside.get("use_place"):
            taken, used = (place_in_words(self.beside[name]) for name in ("taken_place", "use_place"))
            return (scene.say("form.noted_places", taken=taken, used=used),)
        if isinstance(self.value, Mapping) and self.value.get("district"):
            return (scene.say("form.noted_place", place=place_in_words(self.value)),)
        return ()


@dataclass(frozen=True, slots=True)
class Several:
    """A place of which there are several: it is asked which, never guessed.

    hint        what is missing, a key of the section `hints`
    settled     it may be taken as it is, when the person says no more
    beside      what the same words say of neighbouring fields, kept until the place is settled
    outside     a place outside Chongqing that was named too
    apart       each of them is real, not one name of several
    asks_taken  it is asked what was done in Chongqing: a place outside afterwards means that nothing was
    """

    text: str
    places: tuple[Mapping[str, Any], ...]
    hint: str | None
    settled: bool = False
    beside: Mapping[str, Any] = part(default_factory=dict)
    outside: str | None = None
    apart: bool = False
    asks_taken: bool = False


@dataclass(frozen=True, slots=True)
class Outside:
    """A place that is not in Chongqing, by province and prefecture."""

    name: str
    value: Mapping[str, Any]
    typed: str


Read = Understood | Several | Outside
