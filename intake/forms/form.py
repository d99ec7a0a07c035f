"""What a form is made of: fields, options, conditions, answers. Values only; the forms are the YAML beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as part

import msgspec

from intake.forms.codes import ChannelStatus, ElementName, FieldKind, FormName, Need, Sealed
from intents.once import forgotten_with_the_message
from intents.telling.plainly import Plainly


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """One answered field, stored as [value, typed, stated].

    value   what we understood, in the shapes of the contract; None is "declined or unknown"
    typed   the person's own words it was read from, kept beside the value
    stated  the person gave it before we asked (read back once, in the summary at the latest)
    """

    value: object
    typed: str
    stated: bool = False


Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing a field can be.

    value   what is filed: a code where the contract names codes, else the label itself
    label   what stands on the button, and is said by pressing it
    words   what else people say for it
    whole   what is said for it only when nothing else is said: 「公司的」 is, 「公司的会计」 is somebody
    unless  words in which its own say nothing: 用 in 录用, 报价 in 报价单
    also    words that answer another field too, by its name, and are kept there
    """

    value: str | bool
    label: str
    words: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    also: Mapping[str, tuple[str, ...]] = part(default_factory=dict, hash=False)
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A condition that a list of values cannot say.

    example  answers under which it holds: the proof that a field is reached
    """

    holds: Callable[[Answers], bool]
    example: Answers


@dataclass(frozen=True, slots=True)
class Condition:
    """When a field is asked: every one of these fields has one of these values, or the predicate holds.

    Without anything in it the condition always holds.
    """

    values: Mapping[str, tuple[str | bool, ...]] = part(default_factory=dict)
    predicate: Predicate | None = None

    def __call__(self, answers: Answers) -> bool:
        if self.predicate is not None:
            return self.predicate.holds(answers)
        return all(value_of(answers, name) in allowed for name, allowed in self.values.items())


ALWAYS = Condition()


@dataclass(frozen=True, slots=True)
class Check:
    """Something that an answer must be, by the name of a rule in `checks.py`.

    other       the field that it is compared with, where the rule compares
    says        what is said when it is not, with {value} and {other} in words; asked again after it
    says_later  the same, when the other answer came later and made this one doubtful
    """

    rule: str
    other: str = ""
    says: str = ""
    says_later: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a person should know once they have given one of these answers; the first that fits is said.

    status         only in this status of the service; None in all
    account_known  only where the channel knows the person's account
    """

    values: tuple[str | bool, ...]
    says: str
    status: ChannelStatus | None = None
    account_known: bool = False

    def fits(self, value: object, status: ChannelStatus, *, account_known: bool) -> bool:
        """Say whether this is to be said."""
        fits_here = self.status in (None, status) and account_known >= self.account_known
        return fits_here and value in self.values


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form; in YAML it is one block (`blocks.py`).

    group      what it belongs to on the officer's page
    label      what it is called in front of everybody
    ask, help  the question; what is said to somebody who does not know what is meant
    push       the reason that answers the first refusal of a core field; "" where a refusal is taken at once
    checks     what the answer must be
    remarks    what is said to some answers
    sealed     where the answer is kept
    core_when  the field becomes one of the core under this condition, whatever it needs else
    later_when a field that is only said is asked for under this condition
    unknown    a core field may stay open once the person said that they do not know
    keeps_no   for texts: 「没有」 is an answer, not a refusal
    takes_questions  a question is an answer here: what a consultation is about
    takes      what else plainly is an answer, by the codes of `plainly.py`; of a name, who it may be the name of
    several    for names: the words may name several; all but the first belong to further instances of the group
    beside     other fields that the same words may fill, by what they are: {"until": "act_until"}, {"clues": …}
    filed_also a name of another form under which the answer is filed too, and sealed alike
    mentions   words by which a correction names the field, longest match wins
    limit      the most characters that are kept of a text; the most points that may be given
    element    which element of the law it speaks of
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
    checks: tuple[Check, ...] = ()
    remarks: tuple[Remark, ...] = ()
    options: tuple[Option, ...] = ()
    core_when: Condition | None = None
    later_when: Condition | None = None
    unknown: bool = False
    keeps_no: bool = False
    takes_questions: bool = False
    takes: tuple[Plainly, ...] = ()
    several: bool = False
    beside: Mapping[str, str] = part(default_factory=dict)
    filed_also: str = ""
    mentions: tuple[str, ...] = ()
    limit: int = 100
    element: ElementName | None = None
    when: Condition = ALWAYS
    # The same field as the core of a form, and as one that is asked late: copied once, not for every message.
    _as_core: Field | None = part(default=None, init=False, repr=False, compare=False)
    _as_later: Field | None = part(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Both are looked for in this order, so a copy that is core by itself need not be copied again.
        if self.core_when is not None and self.need is not Need.CORE:
            object.__setattr__(self, "_as_core", replace(self, need=Need.CORE))
        if self.later_when is not None and self.need is Need.SAID:
            object.__setattr__(self, "_as_later", replace(self, need=Need.LATER))

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

    def remark_on(self, value: object, status: ChannelStatus, *, account_known: bool) -> str:
        """Return what should be known about an answer, "" where there is nothing to say."""
        fitting = (one.says for one in self.remarks if one.fits(value, status, account_known=account_known))
        return next(fitting, "")

    def under(self, answers: Answers) -> Field:
        """Return the field as it is needed under these answers."""
        if self.core_when is not None and self.core_when(answers):
            return self._as_core or self
        if self.later_when is not None and self.later_when(answers):
            return self._as_later or self
        return self


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that belong together on the officer's page.

    repeats  the list that holds every instance of the group, where there may be several: "reported_parties"
    """

    name: str
    title: str
    repeats: str = ""


# 「reported_name#2」 is the name of the second reported party; the first one has the field's own name.
_NTH = "#"


@dataclass(frozen=True, slots=True)
class Form:
    """One form, its fields in the order in which they are asked.

    version  goes with every case that it made, e.g. "complaint-2"
    digest   of everything that the form says and asks, so that a case tells which wording was put to the person
    askable  the fields that are asked under some answers
    called   how people call the fields, the longest first
    places   which field of the form one is, from 0
    """

    name: FormName
    version: str
    digest: str
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    askable: tuple[Field, ...]
    by_name: Mapping[str, Field]
    repeating: frozenset[str]
    called: tuple[str, ...]
    places: Mapping[str, int]

    @classmethod
    def of(
        cls, name: FormName, version: str, digest: str, groups: tuple[Group, ...], fields: tuple[Field, ...]
    ) -> Form:
        """Return a form of these fields."""
        repeating = frozenset(group.name for group in groups if group.repeats)
        askable = tuple(field for field in fields if field.asked or field.core_when or field.later_when)
        by_name = {field.name: field for field in fields}
        called = tuple(sorted((word for field in fields for word in field.mentions), key=len, reverse=True))
        places = {field.name: place for place, field in enumerate(fields)}
        return cls(name, version, digest, groups, fields, askable, by_name, repeating, called, places)

    @property
    def stamp(self) -> str:
        """What a case keeps of its form: "complaint-2 9f86d081884c"."""
        return f"{self.version} {self.digest}"

    def field(self, name: str) -> Field:
        """Return the field of this name, of a further instance too; KeyError for a name it does not have."""
        field = self.by_name.get(name)
        if field is not None:
            return field
        own, number = parted(name)
        field = self.by_name[own]
        if number < 2 or field.group not in self.repeating:
            raise KeyError(name)
        return replace(field, name=name, label=f"{field.label}（{number}）", need=Need.LATER, core_when=None)

    def knows(self, name: str) -> bool:
        """Say whether the form has a field of this name."""
        if name in self.by_name:
            return True
        own, number = parted(name)
        return number > 1 and own in self.by_name and self.by_name[own].group in self.repeating

    def asks(self, name: str, answers: Answers) -> bool:
        """Say whether the field of this name is one that the chat asks for under these answers."""
        field = self.by_name.get(name)
        if field is None:
            return self.knows(name)
        return (field.when is ALWAYS or field.when(answers)) and field.under(answers).asked

    def together(self, fields: Iterable[Field]) -> tuple[Field, ...]:
        """Return fields with all that is said of one instance of a group beside it: of whom a relation is told."""
        placed = tuple(enumerate(fields))
        first: dict[str, int] = {}
        for place, field in placed:
            first.setdefault(field.group, place)

        def stands(one: tuple[int, Field]) -> tuple[int, int, int]:
            place, field = one
            repeats = field.group in self.repeating
            return (first[field.group] if repeats else place, parted(field.name)[1] if repeats else 1, place)

        return tuple(field for _, field in sorted(placed, key=stands))

    def answered(self, answers: Answers) -> tuple[Field, ...]:
        """Return the fields that were answered, declined ones too, in the form's order, with their instances."""
        further = sorted(parted(name) for name in answers if _NTH in name)
        found: list[Field] = []
        for field in self.fields:
            if field.name in answers and (field.when is ALWAYS or field.when(answers)):
                found.append(field.under(answers))
            if field.group in self.repeating:
                found += [self.field(nth(own, number)) for own, number in further if own == field.name]
        return tuple(found)


def nth(name: str, number: int) -> str:
    """Return what a field of the n-th instance of its group is called."""
    return name if number == 1 else f"{name}{_NTH}{number}"


def parted(name: str) -> tuple[str, int]:
    """Return a field's own name, and of which instance of its group it is; 0 for what is no number."""
    own, sign, number = name.partition(_NTH)
    return own, (int(number) if number.isdecimal() else 0) if sign else 1


def value_of(answers: Answers, name: str) -> object:
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
    return _OPEN.of(form, answers)


def is_core_complete(form: Form, answers: Answers) -> bool:
    """Say whether everything is there without which nothing is filed (the declaration apart)."""
    still_open = _OPEN.of(form, answers)
    return not any(field.core and field.kind is not FieldKind.DECLARATION for field in still_open)


class _Open:
    """The open fields of the answers that were asked about last: a message asks for the same ones several times.

    The answers are known again as the one mapping they are, never by what they hold.
    """

    def __init__(self) -> None:
        self._known: list[tuple[Form, Answers, int, tuple[Field, ...]]] = []
        forgotten_with_the_message(self._known.clear)

    def of(self, form: Form, answers: Answers) -> tuple[Field, ...]:
        for known_form, known, length, still_open in self._known:
            if known is answers and known_form is form and length == len(answers):
                return still_open
        found = tuple(_open_fields(form, answers))
        self._known[:] = (*self._known[-_MOST_KNOWN + 1 :], (form, answers, len(answers), found))
        return found


_MOST_KNOWN = 4
_OPEN = _Open()


def _open_fields(form: Form, answers: Answers) -> Iterator[Field]:
    for field in form.askable:
        given = answers.get(field.name)
        # A value settles whatever is asked. This is looked at for every message, several times.
        if given is not None and given.value is not None:
            continue
        if field.when is ALWAYS or field.when(answers):
            needed = field.under(answers)
            if needed.asked and (given is None or not is_settled(needed, answers)):
                yield needed
