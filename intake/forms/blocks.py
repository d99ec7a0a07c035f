"""The forms as they stand in YAML: one block a field, one name a list of options. The models of the files.

What a key means stands at the value of the same name in `form.py`; here stands what a file may hold.
"""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import PositiveInt, model_validator

from intake.forms.checks import PREDICATES
from intake.forms.codes import ChannelStatus, ElementName, FieldKind, FormName, Need, Sealed
from intake.forms.form import ALWAYS, Check, Condition, Field, Group, Option, Remark
from intents.sheet import Block, Words
from intents.telling.plainly import Plainly

# An earlier field in these values; every one of them must fit.
Allowed = Mapping[str, tuple[bool | str, ...]]
OptionLists = Mapping[str, tuple[Option, ...]]


class OptionBlock(Block):
    """One option; `value` is left out where the label itself is filed."""

    label: Words
    value: bool | Words | None = None
    words: tuple[Words, ...] = ()
    whole: tuple[Words, ...] = ()
    also: Mapping[Words, tuple[Words, ...]] = {}
    unless: tuple[Words, ...] = ()

    def option(self) -> Option:
        """Return the value."""
        value = self.label if self.value is None else self.value
        return Option(value, self.label, self.words, self.whole, self.also, self.unless)


class GroupBlock(Block):
    """One group of fields."""

    name: Words
    title: Words
    repeats: Words | None = None

    def group(self) -> Group:
        """Return the value."""
        return Group(self.name, self.title, self.repeats or "")


class CheckBlock(Block):
    """One check: the name of a rule alone, or with the field it compares with: {after: formed_on, says: …}."""

    rule: Words
    other: Words | None = None
    says: Words | None = None
    says_later: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _named(cls, raw: object) -> object:
        """Take the key that is none of the sentences for the rule."""
        if isinstance(raw, str):
            return {"rule": raw}
        if not isinstance(raw, Mapping):
            return raw
        said = {key: raw[key] for key in ("says", "says_later") if key in raw}
        rules = [(rule, other) for rule, other in raw.items() if rule not in said]
        if len(rules) != 1:
            raise ValueError("needs one rule, and the field that it compares with")
        return {"rule": rules[0][0], "other": rules[0][1], **said}

    def check(self) -> Check:
        """Return the value."""
        return Check(self.rule, self.other or "", self.says or "", self.says_later or "")


class RemarkBlock(Block):
    """One remark on some answers."""

    values: tuple[bool | str, ...]
    says: Words
    status: ChannelStatus | None = None
    account_known: bool = False

    def remark(self) -> Remark:
        """Return the value."""
        return Remark(self.values, self.says, self.status, self.account_known)


class FiledFieldBlock(Block):
    """What must be known of a field to show what was filed in it; of an old version this is all that is kept."""

    name: Words
    kind: FieldKind
    group: Words
    label: Words
    sealed: Sealed
    options: Words | None = None

    def field(self, lists: OptionLists) -> Field:
        """Return the value; a list of options that does not exist is a fault found elsewhere."""
        return Field(
            name=self.name,
            kind=self.kind,
            group=self.group,
            need=Need.SAID,
            label=self.label,
            sealed=self.sealed,
            options=lists.get(self.options or "", ()),
        )


class FieldBlock(FiledFieldBlock):
    """One field; `options` is the name of a list in options.yaml."""

    need: Need
    ask: Words
    help: Words
    push: Words | None = None
    checks: tuple[CheckBlock, ...] = ()
    remarks: tuple[RemarkBlock, ...] = ()
    when: Allowed | Words | None = None
    core_when: Allowed | Words | None = None
    later_when: Allowed | Words | None = None
    unknown: bool = False
    keeps_no: bool = False
    takes_questions: bool = False
    takes: tuple[Plainly, ...] = ()
    several: bool = False
    beside: Mapping[str, Words] = {}
    filed_also: Words | None = None
    mentions: tuple[Words, ...] = ()
    limit: PositiveInt = 100
    element: ElementName | None = None

    def field(self, lists: OptionLists) -> Field:
        """Return the value; lists, rules and predicates that do not exist are faults found elsewhere."""
        return Field(
            **{
                **dict(self),
                "push": self.push or "",
                "filed_also": self.filed_also or "",
                "options": lists.get(self.options or "", ()),
                "checks": tuple(block.check() for block in self.checks),
                "remarks": tuple(block.remark() for block in self.remarks),
                "when": _condition(self.when) or ALWAYS,
                "core_when": _condition(self.core_when),
                "later_when": _condition(self.later_when),
            }
        )


class FiledFormBlock(Block):
    """The file of an old version, with its own lists of options."""

    name: FormName
    version: Words
    groups: tuple[GroupBlock, ...]
    options: Mapping[str, tuple[OptionBlock, ...]] = {}
    fields: tuple[FiledFieldBlock, ...]


class FormBlock(Block):
    """One file."""

    name: FormName
    version: Words
    groups: tuple[GroupBlock, ...]
    fields: tuple[FieldBlock, ...]


def _condition(written: Allowed | str | None) -> Condition | None:
    if isinstance(written, str):
        return Condition(predicate=PREDICATES.get(written))
    return Condition(written) if written else None
