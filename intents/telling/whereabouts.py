"""What is asked about places where a text is read; the gazetteer of the floor above answers."""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Where(Protocol):
    """A place, as `intake.geography.place.Place` knows it."""

    @property
    def text(self) -> str: ...

    def as_json(self) -> dict[str, object]: ...


class Here(Where, Protocol):
    """A place in Chongqing."""

    @property
    def district(self) -> str | None: ...


class Whereabouts(Protocol):
    """What a text says about where, as `intake.geography.place.Located` tells it."""

    @property
    def outcome(self) -> str: ...

    @property
    def place(self) -> Here | None: ...

    @property
    def outside(self) -> str | None: ...

    @property
    def hint(self) -> str | None: ...

    @property
    def confirm(self) -> bool: ...

    @property
    def doubt(self) -> str | None: ...

    @property
    def misspelt(self) -> bool: ...

    @property
    def taken(self) -> Where | None: ...

    @property
    def used(self) -> Where | None: ...


class Locating(Protocol):
    """What is asked where a text places something: `intake.geography.gazetteer.Gazetteer`."""

    def locate(self, text: str, on: date) -> Whereabouts: ...
    def is_just_a_place(self, text: str, on: date) -> bool: ...
