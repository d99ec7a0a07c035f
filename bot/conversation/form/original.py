"""The opening message in its own words, kept with the form: what was not taken over reaches the officer too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.conversation.scene import Scene
from bot.conversation.state import Running
from intake.forms.codes import FormName
from intake.forms.draft import TOLD
from intake.forms.form import Answer, Form, value_of
from intents.telling.keeping import Cut
from intents.telling.original import original_of

# What is shorter is taken over as it stands.
_A_STORY_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class OriginalKept:
    """What is kept of the opening message, by field, and what was cut out of it."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    cut: tuple[Cut, ...] = ()

    def said(self, scene: Scene) -> list[str]:
        """Return what is to be said of what was cut out."""
        return [scene.say(f"pasted.cut_{kind}") for kind in self.cut]


def original_kept(form: Form, text: str) -> OriginalKept:
    """Return what is kept of a story in its own words; nothing of a sentence, or in a form that keeps none."""
    if not form.knows(TOLD) or len(text) < _A_STORY_CHARACTERS:
        return OriginalKept()
    original = original_of(text)
    return OriginalKept({TOLD: Answer(original.text, "", True)} if original.text else {}, original.cut)


def original_told(scene: Scene, running: Running) -> list[str]:
    """Say that the words are kept; of a tip, that nothing about whoever gives it is."""
    if value_of(running.answers, TOLD) is None:
        return []
    is_tip = running.form == FormName.TIP
    return [scene.say("form.original_kept_of_a_tip" if is_tip else "form.original_kept")]
