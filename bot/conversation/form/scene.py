"""One message in the middle of a form: the form under way and its definition stand beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from bot.conversation.asking import field_of
from bot.conversation.pattern import Context
from bot.conversation.scene import Scene
from bot.conversation.state import Running, Special
from bot.conversation.understanding import read_answer
from intake.forms.form import Field, Form
from intake.forms.kinds import kind_of
from intake.forms.understood import Read
from intents.reading import NotUnderstood
from intents.telling.commands import command_in


@dataclass(frozen=True)
class FormScene(Scene):
    """What is said while a form is under way.

    running  the form as it is filled now; no special question is open in it any more
    form   what it asks
    special  the special question that was open when this was said
    """

    running: Running
    form: Form
    special: Special | None

    @property
    def where(self) -> Context:
        """Whether a field is asked, the summary is shown, or a note is expected."""
        if self.form.name == "supplement":
            return Context.NOTE
        return Context.SUMMARY if self.running.is_at_summary else Context.FIELD

    @cached_property
    def field(self) -> Field:
        """The open field; KeyError at the summary."""
        return field_of(self.form, self.running)

    @cached_property
    def command(self) -> str | None:
        """Which command the words are, as `command_in` names them."""
        return command_in(self.text)

    @cached_property
    def read(self) -> Read | NotUnderstood:
        """What the open field reads in the words, or why it reads nothing."""
        try:
            return read_answer(self, self.field, self.text)
        except NotUnderstood as problem:
            return problem

    @property
    def is_read(self) -> bool:
        """Say whether the open field can read the words."""
        return not isinstance(self.read, NotUnderstood)

    @property
    def is_free(self) -> bool:
        """Say whether the open field takes any words."""
        return kind_of(self.field).is_free

    def with_running(self, running: Running) -> FormScene:
        """Return the same message, heard with the form as given."""
        return replace(self, running=running, state=replace(self.state, running=running))


def in_form(scene: Scene, running: Running) -> FormScene:
    """Return the message as one to the form under way. A special question is open for one message only."""
    heard_by = replace(running, pending=replace(running.pending, ask=None))
    return FormScene(
        state=replace(scene.state, running=heard_by),
        message=scene.message,
        text=scene.text,
        book=scene.book,
        now=scene.now,
        running=heard_by,
        form=scene.book.forms[running.form],
        special=running.pending.ask,
    )
