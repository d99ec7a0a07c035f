"""What names a filer, covered in free words: for whoever reads a case without learning who filed it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from intake.cases.changes import KnownFiler
from intake.forms.codes import FieldKind
from intake.forms.form import Form
from intents.persons.covering import covered

_WRITTEN: Final = frozenset({FieldKind.TEXT, FieldKind.NAME, FieldKind.PLACE})


def known_of(filer: KnownFiler) -> tuple[str, ...]:
    """Return what names the filer, now and until it was corrected: names and numbers."""
    before = [value for one in filer.before for value in _values(one.get("fields"))]
    return tuple(
        value for value in (*filer.fields.values(), *filer.typed.values(), *before) if isinstance(value, str)
    )


def without_filer(text: str, known: Iterable[str]) -> str:
    """Return a text with bars over what names the filer, and over nobody else."""
    return covered(text, known, everybody=False)


def fields_without_filer(form: Form, fields: Mapping[str, object], known: Sequence[str]) -> dict[str, object]:
    """Return what was filed with such bars in everything that was written; what was chosen stays as it is."""
    written = {field.name for field in form.fields if field.kind in _WRITTEN}

    def veiled(name: str, value: object, *, inside: bool) -> object:
        inside = inside or name in written
        if isinstance(value, list):
            return [veiled(name, one, inside=inside) for one in value]
        if isinstance(value, Mapping):
            # A place is said in parts; what was written of it stands in one of them.
            return {part: veiled(part, said, inside=inside) for part, said in value.items()}
        return without_filer(value, known) if isinstance(value, str) and inside else value

    return {name: veiled(name, value, inside=False) for name, value in fields.items()}


def _values(fields: object) -> Iterable[object]:
    return fields.values() if isinstance(fields, Mapping) else ()
