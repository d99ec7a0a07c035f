"""What a form is made of: fields, options, conditions, answers. Values only; the forms are the YAML beside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as part
from enum import StrEnum
from typing import Any


class FormName(StrEnum):
    """The forms. All but the supplement lead to a case of the same name."""

    COMPLAINT = "complaint"
    TIP = "tip"
    CONSULTATION = "consultation"
    SUPPLEMENT = "supplement"


class FieldKind(StrEnum):
    """What an answer is, and so how it is read, said and shown."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES = "yes"
    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    CREDIT_CODE = "credit_code"
    DATE = "date"
    PERIOD = "period"
    AMOUNT = "amount"
    PLACE = "place"
    DISTRICT = "district"
    TIMES = "times"


class Need(StrEnum):
    """How much a field is needed.

    CORE   without it nothing is filed
    LATER  asked, but it may be left out or added later
    SAID   never asked in the chat: taken over when the person says it by themselves
    """

    CORE = "core"
    LATER = "later"
    SAID = "said"


class Sealed(StrEnum):
    """Where an answer is sealed: with what names the filer, or with the rest of the case."""

    CASE = "case"
    IDENTITY = "identity"


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
Predicate = Callable[[Answers], bool]


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


@dataclass(frozen=True, slots=True)
class Condition:
    """When a field is asked: every one of these fields has one of these values, and the predicate holds.

    Without anything in it the condition always holds.
    """

    values: Mapping[str, tuple[str | bool, ...]] = part(default_factory=dict)
    predicate: Predicate | None = None

    def __call__(self, answers: Answers) -> bool:
        fits = all(value_of(answers, name) in allowed for name, allowed in self.values.items())
        return fits and (self.predicate is None or self.predicate(answers))


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form; in YAML it is one block (`blocks.py`).

    group      what it belongs to on the officer's page
    label      what it is called in front of everybody
    ask, help  the question; what is said to somebody who does not know what is meant
    push       the reason that answers the first refusal of a core field; "" where a refusal is taken at once
    notes      further sentences of this question, by name
    sealed     where the answer is kept
    core_when  a field to be added later becomes one of the core under this condition
    unknown    a core field may stay open once the person said that they do not know
    keeps_no   for texts: 「没有」 is an answer, not a refusal
    takes_questions  a question is an answer here: what a consultation is about
    beside     other fields that the same words may fill, by what they are: {"until": "act_until"}
    mentions   words by which a correction names the field, longest match wins
    limit      the most characters that are kept of a text
    element    which element of the law it speaks of (`intake/cases/elements.py`)
    when       asked only while this holds under the answers so far
    """

    name: str
    kind: FieldKind
    group: str
    need: Need
    label: str
    sealed: Sealed
    ask: str = ""
    help: str = ""
    push: str = ""
    notes: Mapping[str, str] = part(default_factory=dict)
    options: tuple[Option, ...] = ()
    core_when: Condition | None = None
    unknown: bool = False
    keeps_no: bool = False
    takes_questions: bool = False
    beside: Mapping[str, str] = part(default_factory=dict)
    mentions: tuple[str, ...] = ()
    limit: int = 100
    element: str | None = None
    when: Condition = ALWAYS

    @property
    def core(self) -> bool:
        """Whether nothing is filed without it."""
        return self.need is Need.CORE

    @property
    def asked(self) -> bool:
        """Whether the chat asks for it."""
        return self.need is not Need.SAID

    @property
    def explained(self) -> bool:
        """Whether the first refusal is answered with the reason."""
        return bool(self.push)

    def under(self, answers: Answers) -> Field:
        """Return the field as it is needed under these answers."""
        if self.core_when is None or not self.core_when(answers):
            return self
        return replace(self, need=Need.CORE)


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together on the officer's page."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Form:
    """One form, its fields in the order in which they are asked.

    version  goes with every case that it made
    """

    name: FormName
    version: str
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    by_name: Mapping[str, Field]

    @classmethod
    def of(cls, name: FormName, version: str, groups: tuple[Group, ...], fields: tuple[Field, ...]) -> Form:
        """Return a form of these fields."""
        return cls(name, version, groups, fields, {field.name: field for field in fields})

    def field(self, name: str) -> Field:
        """Return the field of this name; KeyError for a name that the form does not have."""
        return self.by_name[name]

    def knows(self, name: str) -> bool:
        """Say whether the form has a field of this name."""
        return name in self.by_name


def value_of(answers: Answers, name: str) -> Any:
    """Return what was understood for a field, None while it is open or declined."""
    answer = answers.get(name)
    return answer.value if answer else None


def is_settled(field: Field, answers: Answers) -> bool:
    """Say whether a field needs no question any more."""
    if field.name not in answers:
        return False
    return not field.core or field.unknown or answers[field.name].value is not None


def open_fields(form: Form, answers: Answers) -> tuple[Field, ...]:
    """Return the fields that are still to be asked under the answers so far, in order."""
    asked = (field.under(answers) for field in form.fields if field.asked and field.when(answers))
    return tuple(field for field in asked if not is_settled(field, answers))


def is_core_complete(form: Form, answers: Answers) -> bool:
    """Say whether everything is there without which nothing is filed (the declaration apart)."""
    return not any(field.core and field.kind is not FieldKind.YES for field in open_fields(form, answers))
