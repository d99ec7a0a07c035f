"""All forms, read once from the YAML beside; what is wrong in them is told all at once, with file and field."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from intake.forms.blocks import FiledFormBlock, FormBlock, OptionBlock, OptionLists
from intake.forms.codes import WRITTEN, FormName, Sealed
from intake.forms.faults import faults_of_earlier_form, faults_of_forms, unreachable
from intake.forms.form import Form
from intents.sheet import SheetFaults, read_sheet

HERE = Path(__file__).parent
OPTIONS = "options.yaml"
VERSIONS = "versions"

T = TypeVar("T")
_LISTS = TypeAdapter(dict[str, tuple[OptionBlock, ...]])
_FORM = TypeAdapter(FormBlock)
_FILED_FORM = TypeAdapter(FiledFormBlock)
_DIGEST_CHARACTERS = 12
# What another organ hands over is written down on the sheet of a tip.
_ASKED_AS: Mapping[str, str] = {"referral": FormName.TIP}


@cache
def forms() -> Mapping[str, Form]:
    """Return all forms by name, read at the first call; raise `SheetFaults` with every fault at once."""
    return read_forms(HERE)


@cache
def earlier_forms() -> Mapping[str, Form]:
    """Return by version the forms that are asked no more: cases that they made are shown as they were filed."""
    return read_earlier_forms(HERE / VERSIONS)


def form_of(kind: str, stamp: str) -> Form:
    """Return the form that a case was made with.

    stamp  what the case kept of it: "complaint-2 9f86d081884c", or the version alone
    """
    version = stamp.partition(" ")[0]
    return earlier_forms().get(version, forms()[_ASKED_AS.get(kind, kind)])


@cache
def identity_fields() -> frozenset[str]:
    """Return the fields that name the filer: they are sealed apart and masked unless asked for."""
    return frozenset(
        field.name for form in forms().values() for field in form.fields if field.sealed is Sealed.IDENTITY
    )


def read_forms(folder: Path) -> Mapping[str, Form]:
    """Return the forms of a folder; raise `SheetFaults` with every fault at once."""
    found: list[str] = []
    options = _sheet(folder / OPTIONS, _LISTS, OPTIONS, found)
    lists = _options(options or {})
    blocks: dict[FormName, FormBlock] = {}
    for name in WRITTEN:
        file = f"{name}.yaml"
        block = _sheet(folder / file, _FORM, file, found)
        if block is not None:
            blocks[name] = block
    found += faults_of_forms(blocks, lists)
    _refuse(found)
    read: dict[str, Form] = {name: _form(block, lists, _digest(block, lists)) for name, block in blocks.items()}
    _refuse([fault for form in read.values() for fault in unreachable(form)])
    return read


def read_earlier_forms(folder: Path) -> Mapping[str, Form]:
    """Return the earlier forms of a folder by version; raise `SheetFaults` with every fault at once."""
    found: list[str] = []
    read: dict[str, Form] = {}
    for path in sorted(folder.glob("*.yaml")):
        file = f"{VERSIONS}/{path.name}"
        block = _sheet(path, _FILED_FORM, file, found)
        if block is not None:
            lists = _options(block.options)
            found += faults_of_earlier_form(file, block, lists)
            read[block.version] = _form(block, lists, "")
    _refuse(found)
    return read


def _refuse(found: list[str]) -> None:
    if found:
        raise SheetFaults(found)


def _sheet(path: Path, model: TypeAdapter[T], where: str, found: list[str]) -> T | None:
    """Return the file as its model has it; None, and its faults, when it does not fit."""
    try:
        return read_sheet(path, model, where)
    except SheetFaults as refusal:
        found += refusal.faults
        return None


def _options(blocks: Mapping[str, tuple[OptionBlock, ...]]) -> OptionLists:
    return {name: tuple(block.option() for block in options) for name, options in blocks.items()}


def _form(block: FormBlock | FiledFormBlock, lists: OptionLists, digest: str) -> Form:
    groups = tuple(group.group() for group in block.groups)
    return Form.of(block.name, block.version, digest, groups, tuple(one.field(lists) for one in block.fields))


def _digest(block: FormBlock, lists: OptionLists) -> str:
    """Return the digest of all that the form asks, says and offers."""
    offered = {field.options: lists[field.options] for field in block.fields if field.options}
    lines = [block.model_dump_json(), *(repr(options) for _, options in sorted(offered.items()))]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:_DIGEST_CHARACTERS]
