"""The forms as they stand in YAML: one block a field, one name a list of options. The models of the files.

What a key means stands at the value of the same name in `form.py`; here stands what a file may hold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from intake.forms.form import ALWAYS, Condition, Field, FieldKind, FormName, Group, Need, Option, Sealed

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
# An earlier field in these values; every one of them must fit.
Values = Mapping[str, tuple[bool | str, ...]]


class Block(BaseModel):
    """A mapping of the YAML; a key that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OptionBlock(Block):
    """One option; `value` is left out where the label itself is filed."""

    label: Words
    value: bool | Words | None = None
    words: tuple[Words, ...] = ()

    def option(self) -> Option:
        """Return the value."""
        return Option(self.label if self.value is None else self.value, self.label, self.words)


class GroupBlock(Block):
    """One group of fields."""

    name: Words
    title: Words

    def group(self) -> Group:
        """Return the value."""
        return Group(self.name, self.title)


class FieldBlock(Block):
    """One field; `options` is the name of a list in options.yaml."""

    name: Words
    kind: FieldKind
    group: Words
    need: Need
    label: Words
    ask: Words
    help: Words
    sealed: Sealed
    push: Words | None = None
    notes: Mapping[str, Words] = {}
    options: Words | None = None
    when: Values | None = None
    core_when: Values | None = None
    unknown: bool = False
    keeps_no: bool = False
    takes_questions: bool = False
    beside: Mapping[str, Words] = {}
    mentions: tuple[Words, ...] = ()
    limit: int = 100
    element: Words | None = None

    def field(self, lists: Mapping[str, tuple[Option, ...]]) -> Field:
        """Return the value; a list of options that does not exist is a fault found elsewhere."""
        return Field(
            **{
                **dict(self),
                "push": self.push or "",
                "options": lists.get(self.options or "", ()),
                "when": Condition(self.when) if self.when else ALWAYS,
                "core_when": Condition(self.core_when) if self.core_when else None,
            }
        )


class FormBlock(Block):
    """One file."""

    name: FormName
    version: Words
    groups: tuple[GroupBlock, ...]
    fields: tuple[FieldBlock, ...]


def faults_of(error: ValidationError, raw: Any) -> list[str]:
    """Return each fault as "fields act_place: sealed: is missing", named by the block it stands in."""
    return [f"{_where(fault['loc'], raw)}: {_what(fault['type'], fault['msg'])}" for fault in error.errors()]


def _where(path: Sequence[int | str], raw: Any) -> str:
    """Return the way to a key, with the name of a block instead of its number."""
    parts: list[str] = []
    here = raw
    for step in path:
        below = here[step] if _leads_on(here, step) else None
        if isinstance(step, int):
            named = below.get("name") or below.get("label") if isinstance(below, Mapping) else None
            parts.append(str(named or step + 1))
        else:
            parts.append(str(step))
        here = below
    return ": ".join(parts) or "the file"


def _leads_on(here: Any, step: int | str) -> bool:
    if isinstance(here, Mapping):
        return step in here
    return isinstance(here, Sequence) and not isinstance(here, str) and isinstance(step, int) and step < len(here)


def _what(kind: str, message: str) -> str:
    return {"missing": "is missing", "extra_forbidden": "is unknown"}.get(kind, message)
