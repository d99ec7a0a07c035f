"""A message as its facts are read from it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from intents.telling.signals import says
from intents.telling.story import Story
from intents.telling.whereabouts import Locating

# The field, its value in the shape of the contract, the words it was read from.
Fact = tuple[str, object, str]


@dataclass(frozen=True, slots=True)
class Message:
    """A story, when it is told, and who knows the places."""

    story: Story
    now: datetime
    gazetteer: Locating

    @property
    def today(self) -> date:
        """The day on which it is told, in Shanghai."""
        return self.now.date()

    @property
    def wants_a_meeting(self) -> bool:
        """Whether advice or a visit is wanted."""
        want = self.story.want
        if want is not None:
            return want == "consultation"
        return not self.story.tells_of_an_act and says("meeting", self.story.written.text)
