"""The sheet of a case as it is printed: what was filed, the files, what happened; bars over who is in it. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import orjson

from bot.desk.cases.dossier import Dossier, DossierEntry
from bot.desk.cases.evidence import EvidenceCard
from bot.shown import filed
from intake.cases.codes import READINGS
from intake.cases.moves import JOURNAL
from intake.cases.secrecy import TEXT, mark_of
from intake.forms.codes import FieldKind
from intake.forms.form import Form
from intake.forms.forms import form_of
from intake.officers.printing import PrintSource
from intake.stored import Stored, objects_in
from intents.persons.covering import BAR, covered, names_in

MARKED: Final = f"{BAR}（含商业秘密）"


@dataclass(frozen=True, slots=True)
class PrintedSheetFile:
    """A file on the sheet: what it is called, its digest, and the digests of its masked copies."""

    number: int
    name: str
    kind: str
    sha256: str
    copies: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class SheetEvent:
    """Something that happened: when, what, the words that belong to it."""

    on: date
    what: str
    words: str


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """What stands on paper.

    about   whom it is about, or what was asked
    groups  title, then label and value of each answer
    """

    about: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    files: tuple[PrintedSheetFile, ...]
    events: tuple[SheetEvent, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of all that stands on it."""
        content = (self.about, self.groups, self.files, self.events)
        return hashlib.sha256(orjson.dumps(content)).hexdigest()


def sheet_of(
    dossier: Dossier,
    evidence: EvidenceCard,
    source: PrintSource,
    day_of: Callable[[DossierEntry], date],
    *,
    full: bool,
) -> PrintedSheet:
    """Return the sheet; with `full` only the filer and what an officer marked as passages give way to bars."""
    form = form_of(dossier.case.kind, dossier.case.form_version)
    known = (*source.known, *(() if full else (*source.passages, *_people_of(dossier, form))))

    def shown(text: str) -> str:
        return covered(text, known, everybody=not full)

    def words_of(one: DossierEntry) -> str:
        return MARKED if is_secret and one.words else shown(one.words)

    is_secret = mark_of(dossier.case, TEXT).is_secret and not full
    fields = without_texts(form, dossier.fields) if is_secret else dossier.fields
    return PrintedSheet(
        about=shown(str(dossier.fields.get("reported_name") or dossier.fields.get("question") or "")),
        groups=tuple(
            (group.title, tuple((line.label, shown(line.value)) for line in group.lines))
            for group in filed.groups(form, fields, {})
        ),
        files=tuple(
            PrintedSheetFile(
                one.number,
                shown(one.name),
                one.kind,
                one.sha256,
                tuple((copy.number, copy.sha256) for copy in one.copies),
            )
            for one in evidence.lines
        ),
        events=tuple(
            SheetEvent(day_of(one), JOURNAL.get(one.code, one.code), words_of(one))
            for one in dossier.happenings
            if one.code not in READINGS
        ),
    )


def _people_of(dossier: Dossier, form: Form) -> Iterator[str]:
    """Yield whoever is named anywhere in the case: a name known from one place is covered in all."""
    yield from _person_reported(dossier.fields)
    for group in filed.groups(form, dossier.fields, {}):
        for line in group.lines:
            yield from names_in(line.value)
    for one in dossier.happenings:
        yield from names_in(one.words)


def _person_reported(fields: Stored) -> Sequence[str]:
    """Return the names of reported persons; companies stay: a case is about them."""
    parties = (fields, *objects_in(fields, "reported_parties"))
    return [
        str(party["reported_name"])
        for party in parties
        if party.get("reported_kind") == "person" and party.get("reported_name")
    ]


def without_texts(form: Form, fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return the fields with a bar over everything that was written freely."""
    texts = {field.name for field in form.fields if field.kind is FieldKind.TEXT}

    def veiled(name: str, value: object) -> object:
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            return [{part: veiled(part, said) for part, said in one.items()} for one in value]
        return MARKED if name in texts and value else value

    return {name: veiled(name, value) for name, value in fields.items()}
