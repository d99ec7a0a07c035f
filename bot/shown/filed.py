"""What was filed, as the desk shows it: by the form it was filed with, in the words the filer chose. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from intake.cases.elements import Element, Standing
from intake.forms.form import Field, Form, nth, parted
from intake.forms.kind import as_said, is_given
from intake.forms.kinds import kind_of

# Said at the head of the page already.
_SHOWN_ABOVE: Final = frozenset({"anonymous"})
_REST: Final = "其他"


@dataclass(frozen=True, slots=True)
class FiledLine:
    """One answered field as the desk shows it.

    typed  the person's own words, where they differ from what we understood
    """

    label: str
    value: str
    typed: str = ""


@dataclass(frozen=True, slots=True)
class FiledGroup:
    """Answers that belong together.

    unanswered  the labels of what was asked and left open
    """

    title: str
    lines: tuple[FiledLine, ...]
    unanswered: tuple[str, ...]

    @property
    def in_own_words(self) -> tuple[FiledLine, ...]:
        """The answers that the person gave in other words than we understood them in."""
        return tuple(line for line in self.lines if line.typed)


def groups(form: Form, fields: Mapping[str, object], typed: Mapping[str, str]) -> tuple[FiledGroup, ...]:
    """Return the answers in the form's groups; a group about which nothing was asked is left out."""
    by_group: dict[str, list[FiledLine]] = {group.name: [] for group in form.groups}
    for field, value in _answers(form, fields):
        by_group[field.group].append(_line(field, value, typed))
    rest = [FiledLine(name, _plainly(value)) for name, value in fields.items() if _is_unknown(form, name)]
    shown = [(group.title, by_group[group.name]) for group in form.groups]
    return tuple(_group(title, lines) for title, lines in (*shown, (_REST, rest)) if lines)


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One element of the law, with what the filing says of it.

    standing  what is said of it, in words
    lines     the answers that speak of it
    """

    name: str
    label: str
    standing: Standing
    lines: tuple[FiledLine, ...]


def sheet(
    form: Form, elements: Sequence[Element], fields: Mapping[str, object], typed: Mapping[str, str]
) -> tuple[SheetEntry, ...]:
    """Return one row for each element, in the order of the law: the filing beside the article, and no judgment."""
    return tuple(
        SheetEntry(
            element.name,
            element.label,
            element.standing,
            tuple(_line(field, value, typed) for field, value in _speaking_of(form, element, fields)),
        )
        for element in elements
    )


def _speaking_of(form: Form, element: Element, fields: Mapping[str, object]) -> Iterator[tuple[Field, object]]:
    """Yield the answers that speak of an element, those about further parties too, each beside its party."""
    return (one for one in _answers(form, fields) if parted(one[0].name)[0] in element.fields)


def filed_lines(form: Form, fields: Mapping[str, object], typed: Mapping[str, str]) -> tuple[FiledLine, ...]:
    """Return what was answered line by line, in the form's order; what was left open is left out."""
    shown = (_line(field, value, typed) for field, value in _answers(form, fields))
    return tuple(line for line in shown if line.value)


def lines_by_field(form: Form, fields: Mapping[str, object], typed: Mapping[str, str]) -> dict[str, FiledLine]:
    """Return the same by the name of the field, so that two filings can be held beside each other."""
    shown = ((field.name, _line(field, value, typed)) for field, value in _answers(form, fields))
    return {name: line for name, line in shown if line.value}


def spoken(field: Field, value: object, typed: str = "") -> str:
    """Return a filed value as an officer reads it; "" for what was declined or is unknown."""
    return kind_of(field).shown(field, value, typed) if is_given(value) else ""


def _answers(form: Form, fields: Mapping[str, object]) -> Iterator[tuple[Field, object]]:
    """Yield what was answered in the form's order, what is said of one instance of a group beside it."""
    answers = {field.name: (field, value) for field, value in _in_order(form, fields)}
    return (answers[field.name] for field in form.together(field for field, _ in answers.values()))


def _in_order(form: Form, fields: Mapping[str, object]) -> Iterator[tuple[Field, object]]:
    repeats = {group.name: group.repeats for group in form.groups if group.repeats}
    for field in form.fields:
        if field.name in fields and field.name not in _SHOWN_ABOVE:
            yield field, fields[field.name]
        instances = fields.get(repeats.get(field.group, ""))
        further = instances[1:] if isinstance(instances, list) else []
        for number, instance in enumerate(further, start=2):
            if is_given(instance.get(field.name)):
                yield form.field(nth(field.name, number)), instance[field.name]


def _line(field: Field, value: object, typed: Mapping[str, str]) -> FiledLine:
    words = typed.get(field.name, "").strip()
    said = spoken(field, value, words)
    if not said:
        return FiledLine(field.label, as_said(value, words))
    return FiledLine(field.label, said, words if words != said else "")


def _group(title: str, shown: list[FiledLine]) -> FiledGroup:
    answered = tuple(line for line in shown if line.value)
    return FiledGroup(title, answered, tuple(line.label for line in shown if not line.value))


def _is_unknown(form: Form, name: str) -> bool:
    lists = {group.repeats for group in form.groups}
    return not form.knows(name) and name not in _SHOWN_ABOVE and name not in lists


def _plainly(value: object) -> str:
    """Return what a form that we no longer have kept, as well as it can be shown."""
    if isinstance(value, list | tuple):
        return "；".join(_plainly(one) for one in value)
    if isinstance(value, Mapping):
        return str(value.get("text") or "")
    return str(value) if is_given(value) else ""
