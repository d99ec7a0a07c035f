"""What a dialog is made of: fields, options, conditions. Values only; the dialogs are in `dialogs/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

FieldKind = Literal[
    "choice",
    "choices",
    "yes",
    "text",
    "name",
    "phone",
    "credit_code",
    "date",
    "amount",
    "place",
    "district",
    "times",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered field.

    value   what we understood, in the shapes of the contract; None is "declined or unknown"
    typed   the person's own words it was read from, kept beside the value
    stated  the person gave it before we asked (read back once, in the summary at the latest)
    """

    value: Any
    typed: str
    stated: bool = False


Answers = Mapping[str, Answer]
Condition = Callable[[Answers], bool]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a field can be.

    value   what is filed: a code where the contract names codes, else the label itself
    label   what stands on the button, and is said by pressing it
    words   what else people say for it
    """

    value: str | bool
    label: str
    words: tuple[str, ...] = ()


def always(_: Answers) -> bool:
    """A condition for fields that every filing has."""
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a dialog.

    core      without it nothing is filed
    asked     asked in the chat; otherwise only taken over when the person says it by themselves
    unknown   a core field may stay open once the person said that they do not know
    explained a refusal is first answered with the reason, `push` in phrases.yaml
    keeps_no  for texts: 「没有」 is an answer, not a refusal
    takes_questions  a question is an answer here: what a consultation is about
    mentions  words by which a correction names the field, longest match wins
    limit     the most characters that are kept of a text
    when      asked only while this holds under the answers so far
    """

    name: str
    kind: FieldKind
    core: bool = False
    asked: bool = True
    options: tuple[Option, ...] = ()
    unknown: bool = False
    explained: bool = False
    keeps_no: bool = False
    takes_questions: bool = False
    mentions: tuple[str, ...] = ()
    limit: int = 100
    when: Condition = always


@dataclass(frozen=True, slots=True)
class Dialog:
    """One form, in the order in which it is asked.

    name     complaint, tip, consultation: the kind of the case it leads to
    version  goes with every case that it made
    """

    name: str
    version: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field:
        """Return the field of this name; KeyError for a name that the form does not have."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def knows(self, name: str) -> bool:
        """Say whether the form has a field of this name."""
        return any(field.name == name for field in self.fields)


def value_of(answers: Answers, name: str) -> Any:
    """Return what was understood for a field, None while it is open or declined."""
    answer = answers.get(name)
    return answer.value if answer else None


def is_settled(field: Field, answers: Answers) -> bool:
    """Say whether a field needs no question any more."""
    if field.name not in answers:
        return False
    return not field.core or field.unknown or answers[field.name].value is not None


def open_fields(dialog: Dialog, answers: Answers) -> tuple[Field, ...]:
    """Return the fields that are still to be asked under the answers so far, in order."""
    return tuple(
        field for field in dialog.fields if field.asked and field.when(answers) and not is_settled(field, answers)
    )


def is_core_complete(dialog: Dialog, answers: Answers) -> bool:
    """Say whether everything is there without which nothing is filed (the declaration apart)."""
    return not any(field.core and field.kind != "yes" for field in open_fields(dialog, answers))
