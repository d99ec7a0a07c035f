"""From what a person typed to what a field keeps: the field's kind reads it, under where and when it was said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from bot.conversation.scene import SHANGHAI, Scene
from bot.conversation.whereabouts import read_district, read_place
from intake.forms.form import Field
from intake.forms.kinds import kind_of
from intake.forms.understood import Read


def read_answer(scene: Scene, field: Field, text: str) -> Read:
    """Read the answer to a field; raise NotUnderstood when the words do not hold one."""
    return kind_of(field).read(field, text, _InScene(scene))


@dataclass(frozen=True, slots=True)
class _InScene:
    """The circumstances of a message, as the kinds of fields ask for them."""

    scene: Scene

    @property
    def now(self) -> datetime:
        return self.scene.now.astimezone(SHANGHAI)

    def is_workday(self, day: date) -> bool:
        return self.scene.book.calendar.is_workday(day)

    def place(self, field: Field, text: str) -> Read:
        return read_place(self.scene, field, text)

    def district(self, field: Field, text: str) -> Read:
        return read_district(self.scene, field, text)
