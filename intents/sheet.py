"""Sheets: the YAML files that hold what colleagues may change, read through a model. Pure but for the file itself.

Every fault of a file is told at once, each with the way to it: "fields: phone: sealed: is missing".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
import numpy as np
import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    with_config,
)

from intents import expressions as re
from intents.index_files import Parts, kept, key_of

Sheet = TypeVar("Sheet")

# Text of at least one sign; blanks around it mean nothing.
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


def _compiles(written: str) -> str:
    try:
        re.compile(written)
    except re.error as error:
        raise ValueError(f"{written!r} is no pattern: {error}") from None
    return written


# A regular expression, kept as it is written.
Expression = Annotated[str, StringConstraints(min_length=1), AfterValidator(_compiles)]


class SheetFaults(Exception):
    """A sheet cannot be used. `faults` has one line each: file, the way to the field, what is wrong."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Block(BaseModel):
    """A mapping of a sheet; a key that it does not know is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True)


# Stands above a dataclass that is read from a sheet just as it is; a key that it does not know is a fault.
of_a_sheet = with_config(ConfigDict(extra="forbid"))


class _Loader(yaml.CSafeLoader):
    """YAML without dates of its own: a date that does not exist is to be a fault of a field, not of the file."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_sheet(path: Path, shape: TypeAdapter[Sheet], name: str | None = None) -> Sheet:
    """Return what a file holds.

    shape  the model of the whole file
    name   what faults call the file; its own name when not given
    Raises SheetFaults with every fault of the file.
    """
    called = name or path.name
    return understood(raw_sheet(path, called), shape, called)


def faults_in(*readers: Callable[[], object]) -> list[str]:
    """Return the faults of all that these readers read; empty when everything can be used."""
    found: list[str] = []
    for read in readers:
        try:
            read()
        except SheetFaults as refusal:
            found += refusal.faults
    return found


def raw_sheet(path: Path, name: str) -> object:
    """Return what a file holds before any model has seen it; raise SheetFaults for what is no YAML."""
    try:
        return _parsed(path)
    except FileNotFoundError:
        raise SheetFaults([f"{name}: the file does not exist"]) from None
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise SheetFaults([f"{name}: cannot be read: {error}"]) from None


def _parsed(path: Path) -> object:
    written = path.read_text(encoding="utf-8")
    name = f"sheet_{path.parent.name}_{path.stem}".replace("-", "_")
    # Parsing takes thirty times as long as reading what is kept.
    parts = kept().read_or_made(name, key_of(written.encode()), lambda: _parts_of(written))
    value: object = msgspec.msgpack.decode(parts.numbers["sheet"][1])
    return value


def _parts_of(written: str) -> Parts:
    # A subclass of the safe loader is as safe as its parent.
    value: object = yaml.load(written, Loader=_Loader)  # noqa: S506
    try:
        packed = msgspec.msgpack.encode(value)
    except (TypeError, OverflowError) as error:
        raise yaml.YAMLError(f"holds what no sheet may: {error}") from None
    return Parts.of({"sheet": np.frombuffer(packed, dtype=np.uint8)}, {})


def understood(raw: object, shape: TypeAdapter[Sheet], name: str = "") -> Sheet:
    """Return the value that a part of a sheet describes; raise SheetFaults with every fault of it.

    name  what stands before each fault; empty where the caller says where it is
    """
    try:
        return shape.validate_python(raw)
    except ValidationError as error:
        before = f"{name}: " if name else ""
        raise SheetFaults([f"{before}{fault}" for fault in faults_of(error, raw)]) from None


def faults_of(error: ValidationError, raw: object) -> list[str]:
    """Return each fault as "fields: act_place: sealed: is missing", a block called by its name."""
    return [f"{_way_to(fault['loc'], raw)}{_what(fault)}" for fault in error.errors(include_url=False)]


def _way_to(steps: Sequence[int | str], raw: object) -> str:
    parts: list[str] = []
    here = raw
    for step in steps:
        below = _below(here, step)
        if isinstance(step, int) and not isinstance(here, Mapping):
            parts.append(_called(below) or str(step + 1))
        elif step not in _OF_THE_MODEL:
            parts.append(str(step))
        here = below
    return "".join(f"{part}: " for part in parts)


# Steps that stand in a way only because of how a model is made.
_OF_THE_MODEL = frozenset({"[key]"})


def _below(here: object, step: int | str) -> object:
    if isinstance(here, Mapping):
        return here.get(step)
    if isinstance(here, Sequence) and not isinstance(here, str) and isinstance(step, int) and step < len(here):
        return here[step]
    return None


# Longer ones are told by their number.
_MOST_CHARACTERS_OF_A_NAME = 30


def _called(block: object) -> str:
    if isinstance(block, str):
        return block if len(block) <= _MOST_CHARACTERS_OF_A_NAME else ""
    if not isinstance(block, Mapping):
        return ""
    return next((str(block[key]) for key in ("name", "id", "key", "label") if block.get(key)), "")


def _what(fault: Mapping[str, object]) -> str:
    said = _SAID.get(str(fault["type"]))
    if said is not None:
        context = fault.get("ctx")
        return said(context if isinstance(context, Mapping) else {}, fault.get("input"))
    return str(fault["msg"]).removeprefix("Value error, ")


_SAID: Mapping[str, Callable[[Mapping[str, object], object], str]] = {
    "missing": lambda _, __: "is missing",
    "extra_forbidden": lambda _, __: "unknown field",
    "unexpected_keyword_argument": lambda _, __: "unknown field",
    "string_type": lambda _, __: "must be text, put it in quotes",
    "string_too_short": lambda _, __: "is empty",
    "tuple_type": lambda _, __: "must be a list",
    "list_type": lambda _, __: "must be a list",
    "dict_type": lambda _, __: "must be a mapping",
    "mapping_type": lambda _, __: "must be a mapping",
    "model_type": lambda _, __: "must be a mapping of fields",
    "dataclass_type": lambda _, __: "must be a mapping of fields",
    "frozen_set_type": lambda _, __: "must be a list",
    "bool_type": lambda _, __: "must be true or false",
    "bool_parsing": lambda _, __: "must be true or false",
    "too_short": lambda c, __: f"{c['actual_length']} given, at least {c['min_length']} are needed",
    "too_long": lambda c, __: f"{c['actual_length']} given, at most {c['max_length']} are allowed",
    "string_too_long": lambda c, given: f"{len(str(given))} characters, at most {c['max_length']} are allowed",
    "date_from_datetime_parsing": lambda _, given: f"{given!r} is no date, write it like 2026-11-23",
    "date_parsing": lambda _, given: f"{given!r} is no date, write it like 2026-11-23",
    "date_type": lambda _, given: f"{given!r} is no date, write it like 2026-11-23",
    "literal_error": lambda c, __: f"must be {c['expected']}",
    "enum": lambda c, __: f"must be {c['expected']}",
}
