"""All forms, read once from the YAML beside; what is wrong in them is told all at once, with file and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from intake.forms.blocks import FieldBlock, FormBlock, OptionBlock, faults_of
from intake.forms.form import Form, FormName, Option, Sealed

HERE = Path(__file__).parent
OPTIONS = "options.yaml"

Lists = Mapping[str, tuple[Option, ...]]
_LISTS: TypeAdapter[dict[str, tuple[OptionBlock, ...]]] = TypeAdapter(dict[str, tuple[OptionBlock, ...]])


class FormFaults(Exception):
    """The forms cannot be used. `faults` has every fault, with file and field."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@cache
def forms() -> Mapping[str, Form]:
    """Return all forms by name, read at the first call; raise `FormFaults` with every fault at once."""
    return read_forms(HERE)


@cache
def identity_fields() -> frozenset[str]:
    """Return the fields that name the filer: they are sealed apart and masked unless asked for."""
    return frozenset(
        field.name for form in forms().values() for field in form.fields if field.sealed is Sealed.IDENTITY
    )


def read_forms(folder: Path) -> Mapping[str, Form]:
    """Return the forms of a folder; raise `FormFaults` with every fault at once."""
    blocks, lists, found = _read(folder)
    found += [fault for name, block in blocks.items() for fault in _faults_in(f"{name}.yaml", block, lists)]
    found += _sealed_in_two_ways(blocks)
    if found:
        raise FormFaults(found)
    return {name: _form(block, lists) for name, block in blocks.items()}


def faults(folder: Path = HERE) -> list[str]:
    """Return every fault of the forms, each with file and field. Empty: none."""
    try:
        read_forms(folder)
    except FormFaults as found:
        return found.faults
    return []


def _read(folder: Path) -> tuple[dict[FormName, FormBlock], Lists, list[str]]:
    found: list[str] = []
    lists: Lists = {}
    raw = _yaml(folder / OPTIONS, found)
    try:
        lists = {
            name: tuple(block.option() for block in blocks) for name, blocks in _LISTS.validate_python(raw).items()
        }
    except ValidationError as error:
        found += [f"{OPTIONS}: {fault}" for fault in faults_of(error, raw)]
    blocks = {}
    for name in FormName:
        raw = _yaml(folder / f"{name}.yaml", found)
        try:
            blocks[name] = FormBlock.model_validate(raw)
        except ValidationError as error:
            found += [f"{name}.yaml: {fault}" for fault in faults_of(error, raw)]
    return blocks, lists, found


def _yaml(path: Path, found: list[str]) -> Any:
    try:
        # The C loader is as safe, and twelve times as fast.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        found.append(f"{path.name}: cannot be read: {error}")
        return {}


def _form(block: FormBlock, lists: Lists) -> Form:
    groups = tuple(group.group() for group in block.groups)
    return Form.of(block.name, block.version, groups, tuple(field.field(lists) for field in block.fields))


# ------------------------------------------------------------------------- what a model cannot see


def _faults_in(file: str, form: FormBlock, lists: Lists) -> Iterator[str]:
    if file != f"{form.name}.yaml":
        yield f"{file}: name: must be {file.removesuffix('.yaml')}"
    known = {field.name: field for field in form.fields}
    groups = {group.name for group in form.groups}
    earlier: set[str] = set()
    for field in form.fields:
        where = f"{file}: fields: {field.name}"
        if field.name in earlier:
            yield f"{where}: name: stands twice"
        if field.group not in groups:
            yield f"{where}: group: {field.group} is not among the groups"
        if field.options is not None and field.options not in lists:
            yield f"{where}: options: {field.options} is not in {OPTIONS}"
        if (field.options is None) == (field.kind in ("choice", "choices")):
            yield f"{where}: options: needed by a choice, and by nothing else"
        for name in field.beside.values():
            if name not in known:
                yield f"{where}: beside: the form has no field {name}"
        for name in field.when or {}:
            if name not in earlier:
                yield f"{where}: when: {name} is no earlier field"
        for key, condition in (("when", field.when), ("core_when", field.core_when)):
            yield from (f"{where}: {key}: {fault}" for fault in _unfit(condition or {}, known, lists))
        earlier.add(field.name)


def _unfit(
    condition: Mapping[str, tuple[bool | str, ...]], known: Mapping[str, FieldBlock], lists: Lists
) -> Iterator[str]:
    for name, values in condition.items():
        field = known.get(name)
        if field is None:
            yield f"the form has no field {name}"
        elif field.kind != "choice":
            yield f"{name} is no choice"
        else:
            offered = [option.value for option in lists.get(field.options or "", ())]
            yield from (f"{name}: {value} is no option" for value in values if value not in offered)


def _sealed_in_two_ways(blocks: Mapping[FormName, FormBlock]) -> Iterator[str]:
    """Tell of a field that names the filer in one form and not in another: a case is sealed by the name alone."""
    first: dict[str, tuple[FormName, Sealed]] = {}
    for form, block in blocks.items():
        for field in block.fields:
            other, sealed = first.setdefault(field.name, (form, field.sealed))
            if field.sealed is not sealed:
                yield f"{form}.yaml: fields: {field.name}: sealed: {field.sealed}, but {sealed} in {other}.yaml"
