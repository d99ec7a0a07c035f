"""One message in the middle of a form: the form under way and its definition stand beside it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime

from msgspec.structs import replace

from bot.conversation import hearing
from bot.conversation.form import words
from bot.conversation.pattern import Context
from bot.conversation.scene import Scene
from bot.conversation.scene import where_drafts_lie as where_drafts_lie
from bot.conversation.state import CONFIRM, Running, Special
from bot.conversation.whereabouts import read_district, read_place
from intake.clocks.calendar import SHANGHAI
from intake.forms.codes import ESTIMATES, FieldKind, FormName
from intake.forms.form import Field, Form, value_of
from intake.forms.kind import Kind
from intake.forms.kinds import kind_of
from intake.forms.understood import Heard, Read, Understood
from intents.once import once
from intents.persons.parties import is_an_organisation
from intents.reading import NotUnderstood
from intents.telling.commands import Command, command_in, switches_to
from intents.telling.keeping import KeptPart, Numbers, kept_of
from intents.telling.numbers import gives_their_own_later
from intents.telling.plainly import PLAIN_CHARACTERS, Plainly, plainly
from intents.telling.steering import Aside, steering_of


@dataclass(frozen=True)
class FormScene(Scene):
    """What is said while a form is under way.

    running  the form as it is filled now; no special question is open in it any more
    form     what it asks
    special  the special question that was open when this was said
    may_name_the_filer  an anonymous filer was asked about these words and wants them as they are
    """

    running: Running
    form: Form
    special: Special | None
    may_name_the_filer: bool = False

    @once
    def where(self) -> Context:
        """Whether a field is asked, the summary is shown, or a note is expected."""
        if self.form.name == FormName.SUPPLEMENT:
            return Context.NOTE
        return Context.SUMMARY if self.running.field == CONFIRM else Context.FIELD

    @once
    def field(self) -> Field:
        """The open field; KeyError at the summary."""
        return self.form.field(self.running.field).under(self.running.answers)

    @once
    def command(self) -> Command | None:
        """Which command the words are, as `command_in` names them."""
        return command_in(self.text)

    @once
    def steers(self) -> Command | Aside | None:
        """What the words do to the form by likeness to others that steer one.

        Where the field can read them they must be the surer: most of what is said at a field answers it.
        """
        is_asked = self.where is Context.FIELD
        is_answer = is_asked and self.is_read and (not self.is_free or self.field.kind is FieldKind.NAME)
        return steering_of(self.text, hearing.STEERS_BEYOND_DOUBT if is_answer else hearing.STEERS)

    @once
    def kind(self) -> Kind:
        """What is true of answers to the open field by what they are."""
        return kind_of(self.field)

    @once
    def read(self) -> Read | NotUnderstood:
        """What the open field reads in the words, or why it reads nothing."""
        try:
            return read_answer(self, self.field, self.text)
        except NotUnderstood as problem:
            # With the way it took it would hold this scene, and what was said, until they are looked for.
            return problem.with_traceback(None)

    @once
    def is_read(self) -> bool:
        """Say whether the open field can read the words."""
        return not isinstance(self.read, NotUnderstood)

    @once
    def is_named(self) -> bool:
        """Whether a name is read out of talk: 「牌子写的是老灶台，执照上叫啥不清楚」 asks nothing."""
        return isinstance(self.read, Understood) and self.read.heard is Heard.NAME

    @once
    def is_free(self) -> bool:
        """Say whether the open field takes any words."""
        return kind_of(self.field).is_free

    @property
    def asks_for_a_place(self) -> bool:
        """Whether a field is asked that takes a place."""
        return self.where is Context.FIELD and kind_of(self.field).is_place

    @once
    def other_form(self) -> str | None:
        """The other form that the words change over to, complaint or consultation; None where they do not."""
        there = switches_to(self.text)
        here = "consultation" if self.form.name == FormName.CONSULTATION else "complaint"
        if self.form.name in ESTIMATES:
            return there
        return None if there == here else there

    @once
    def is_a_text(self) -> bool:
        """Whether the words are too long to be anything but the text that is asked for."""
        return self.where is Context.FIELD and self.is_free and len(self.text) > hearing.SHORT_CHARACTERS

    @once
    def plainly(self) -> Plainly | None:
        """What the whole message plainly is; None where it is words."""
        return plainly_said(self, self.text) or plainly_said(self, self._without_its_name())

    @once
    def is_another_kind(self) -> bool:
        """Whether the words plainly are another kind of thing than the open field asks for."""
        if not self.kind.is_loose or self.plainly is None:
            return False
        return not self.kind.takes(self.field, self.plainly, self.text)

    def _without_its_name(self) -> str:
        """Return the words behind what a field is called: 「发生时间是去年三月」."""
        if not self.text.startswith(self.form.called):
            return ""
        called = next(word for word in self.form.called if self.text.startswith(word))
        return self.text[len(called) :].lstrip("是为：: ")

    @once
    def sure_from(self) -> float:
        """How clearly a command must be heard here."""
        if self.where is Context.FIELD:
            return hearing.VERY_CLEAR if self.is_free or self.is_read else hearing.CLEAR
        return hearing.CLEAR if self.where is Context.SUMMARY else hearing.VERY_CLEAR

    @once
    def numbers_kept(self) -> Numbers:
        """Whose telephones may be kept: a number is the filer's only where the field or the words say so."""
        if self.where is Context.SUMMARY:
            return "any"
        if self.where is Context.FIELD and self.field.kind is FieldKind.PHONE:
            # 「对方的电话是139…」 leaves nobody a number to be called at.
            is_theirs = words.THEIR_NUMBER.search(self.text) or gives_their_own_later(self.text)
            return "own" if is_theirs else "any"
        if value_of(self.running.answers, "anonymous") is True:
            return "none"
        if words.OWN_NUMBER_CHANGES.search(self.text) and not words.THEIR_NUMBER.search(self.text):
            return "any"
        is_about_others = self.where is Context.FIELD and self.field.name not in words.NAMED
        return "said" if is_about_others else "own"

    def takes_the_rest(self, kept: KeptPart, numbers: Numbers | None = None) -> bool:
        """Say whether what was left of an answer is one: 「王某」 of 「王某，手机号139…」, not 「配方是」.

        numbers  whose telephones may be kept, where it is not as in the chat
        """
        if kept_of(kept.text, numbers or self.numbers_kept).cut:
            return False
        if kept.cut == ("number",) and words.CALLS_THEM.match(kept.text):
            return False
        if kept.cut == ("number",):
            return len(kept.text) >= hearing.SHORTEST_NAME_CHARACTERS
        takes_words = self.where is Context.NOTE or (self.where is Context.FIELD and self.is_free)
        return takes_words and kept.is_worth_reading

    def with_running(self, running: Running) -> FormScene:
        """Return the same message, heard with the form as given."""
        return dataclasses.replace(self, running=running, state=replace(self.state, running=running))


def plainly_said(scene: Scene, text: str) -> Plainly | None:
    """Return what words plainly are, a place included."""
    said = plainly(text)
    if said is None and 0 < len(text) <= PLAIN_CHARACTERS and not is_an_organisation(text):
        return Plainly.PLACE if scene.book.gazetteer.is_just_a_place(text, scene.today) else None
    return said


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
