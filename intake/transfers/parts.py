"""What of a case can be sent to somebody else, part by part. Pure.

A part is a group of the form without free words, the filer's own words, a file, or the filer's identity. Words and
files may name the filer too: a mere notice never carries them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from intake.forms.codes import FieldKind, Sealed
from intake.forms.form import Field, Form
from intake.forms.kind import is_given

IDENTITY: Final = "identity"
WORDS: Final = "words"
FILE: Final = "file_"
_FILER: Final = "filer"
# What is ticked beforehand: the least that any receiver needs, and all that a mere notice may carry.
MINIMAL: Final = frozenset({"reported", "act"})


def parts_of(form: Form, fields: Mapping[str, object], files: Iterable[int]) -> tuple[tuple[str, str], ...]:
    """Return what this case has to send: code and label; the filer's identity last.

    fields  what was filed, without what names the filer
    files   the numbers of the files that were handed in
    """
    parts = {
        group.name: group.title
        for group in form.groups
        if group.name != _FILER and _has_any(fields_in(form, group.name), fields)
    }
    if _has_any(fields_in(form, WORDS), fields):
        parts[WORDS] = "举报人的原话（线索、经过、说明）"
    parts |= {f"{FILE}{number}": f"证据材料 {number}" for number in files}
    parts[IDENTITY] = "举报人身份和联系方式"
    return tuple(parts.items())


def fields_in(form: Form, part: str) -> tuple[str, ...]:
    """Return the fields that a part takes along; none for files and the identity."""
    sent = (field for field in form.fields if field.sealed is Sealed.CASE and field.group != _FILER)
    return tuple(field.name for field in sent if _part_of(field) == part)


def names_nobody(part: str) -> bool:
    """Say whether a part can go to somebody who must not learn who filed it."""
    return part in MINIMAL


def file_number(part: str) -> int | None:
    """Return the number of the file that a part is; None for other parts."""
    return int(part.removeprefix(FILE)) if part.startswith(FILE) else None


def _part_of(field: Field) -> str:
    return WORDS if field.kind is FieldKind.TEXT else field.group


def _has_any(names: Iterable[str], fields: Mapping[str, object]) -> bool:
    return any(is_given(fields.get(name)) for name in names)
