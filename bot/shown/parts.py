"""The parts of a form, one page each: what decides the form, then one group after another. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.conversation.form.opening import DECIDES_THE_FORM
from bot.conversation.page.filling import page_fields
from bot.shown.fields import Occasion, ShownField, shown_field
from intake.forms.form import Answers, Field, Form, Group, nth, parted
from intake.forms.kind import is_given

# The part in front of the groups: its answers decide which form it is.
START: Final = "start"
START_TITLE: Final = "您的情况"
# Nobody reports more parties than fit on a page.
MOST_INSTANCES: Final = 9


@dataclass(frozen=True, slots=True)
class FormPart:
    """Fields that stand on one page.

    repeats  it may be filled several times: 被举报人
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class ShownInstance:
    """One instance of a part as it is shown.

    number   from 1 on
    needed   without these nothing is filed, now or under other answers
    further  what may be added now or later
    """

    number: int
    needed: tuple[ShownField, ...]
    further: tuple[ShownField, ...]

    @property
    def is_begun(self) -> bool:
        """Whether anything stands in what may be added."""
        return any(one.sentence or one.words or any(o.chosen for o in one.options) for one in self.further)


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A part with what was filled in."""

    name: str
    title: str
    instances: tuple[ShownInstance, ...]
    may_repeat: bool

    @property
    def fields(self) -> tuple[ShownField, ...]:
        """All fields that it shows."""
        return tuple(field for one in self.instances for field in (*one.needed, *one.further))

    @property
    def faults(self) -> tuple[ShownField, ...]:
        """Those that were not saved."""
        return tuple(field for field in self.fields if field.sentence)


def parts_of(form: Form, answers: Answers) -> tuple[FormPart, ...]:
    """Return the parts of a form under these answers, in the order in which they are filled."""
    asked = tuple(page_fields(form, answers))
    deciding = tuple(field for field in asked if field.name in DECIDES_THE_FORM)
    first = (FormPart(START, START_TITLE, deciding),) if deciding else ()
    return (*first, *(_part(group, asked, deciding) for group in form.groups if _of(group, asked, deciding)))


def shown_part(form: Form, part: FormPart, answers: Answers, under: Occasion, *, more: bool = False) -> ShownPart:
    """Return a part as it is shown.

    more  with room for one instance more than there are
    """
    numbers = instances_of(part, answers)
    if more and part.repeats and len(numbers) < MOST_INSTANCES:
        numbers = (*numbers, numbers[-1] + 1)
    instances = tuple(_instance(form, part, number, answers, under) for number in numbers)
    return ShownPart(part.name, part.title, instances, part.repeats and len(numbers) < MOST_INSTANCES)


def instances_of(part: FormPart, answers: Answers) -> tuple[int, ...]:
    """Return the numbers of the instances that were filled; the first one is always there."""
    names = {field.name for field in part.fields}
    filled = {
        parted(name)[1] for name, answer in answers.items() if parted(name)[0] in names and is_given(answer.value)
    }
    return tuple(sorted(filled | {1})) if part.repeats else (1,)


def fields_of(form: Form, part: FormPart, answers: Answers, names: Sequence[str]) -> Iterator[Field]:
    """Yield the fields of these names that a part may hold, further instances included."""
    own = {field.name: field for field in part.fields}
    for name in names:
        first, number = parted(name)
        if name in own:
            yield own[name]
        elif first in own and part.repeats and 1 < number <= MOST_INSTANCES:
            yield form.field(name)


def _part(group: Group, asked: Sequence[Field], deciding: Sequence[Field]) -> FormPart:
    return FormPart(group.name, group.title, _of(group, asked, deciding), bool(group.repeats))


def _of(group: Group, asked: Sequence[Field], deciding: Sequence[Field]) -> tuple[Field, ...]:
    return tuple(field for field in asked if field.group == group.name and field not in deciding)


def _instance(form: Form, part: FormPart, number: int, answers: Answers, under: Occasion) -> ShownInstance:
    needed: list[ShownField] = []
    further: list[ShownField] = []
    for field in part.fields:
        shown = shown_field(form.field(nth(field.name, number)).under(answers), answers, under)
        # What another answer may make needed is asked in sight; of a further party its name is what it is about.
        is_needed = field.core or field.core_when is not None if number == 1 else field is part.fields[0]
        (needed if is_needed else further).append(shown)
    return ShownInstance(number, tuple(needed), tuple(further))
