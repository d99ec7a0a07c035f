"""Two cases that may be about the same, line by line beside each other: what was filed, and how they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from bot.desk.cases.dossier import Dossier
from bot.desk.pages import PageContext
from bot.shown import filed
from intake.cases.case import Case
from intake.cases.likeness import short_name
from intake.forms.form import parted
from intake.forms.forms import form_of
from intake.officers import wall
from intake.officers.marking import may_read
from intake.officers.officer import Officer

# What is only written otherwise is the same all the same.
_NAMES = "reported_name"


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One thing that was said, in both cases.

    here, there  as it was said in each; "" where nothing was
    is_same      both say the same
    """

    label: str
    here: str
    there: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class SideBySideContext(PageContext):
    """Two cases beside each other, without what names their filers.

    case, other  both
    lines        what was filed, the same first; none where either may not be read by this officer
    is_withheld  what was filed in one of them is closed to this officer
    files        how many files each has, and how many of them are the same
    may_link     this officer may link them; is_linked: somebody did
    """

    template: ClassVar[str] = "side_by_side.html"
    case: Case
    other: Case
    lines: tuple[ComparedLine, ...]
    is_withheld: bool
    files: tuple[int, int, int]
    may_link: bool
    is_linked: bool


def side_by_side(
    viewer: Officer, one: Dossier, other: Dossier, files: Mapping[str, Collection[str]], *, is_linked: bool
) -> SideBySideContext:
    """Return the page of two cases.

    files  SHA-256 of what was handed in, by id of the case
    """
    withheld = not all(may_read(viewer, each.case) for each in (one, other))
    here, there = (frozenset(files.get(each.case.id, ())) for each in (one, other))
    leads = {one.case.lead_bureau, other.case.lead_bureau} == {viewer.bureau}
    lines = () if withheld else tuple(sorted(_lines(one, other), key=lambda line: not line.is_same))
    return SideBySideContext(
        case=one.case,
        other=other.case,
        lines=lines,
        is_withheld=withheld,
        files=(len(here), len(there), len(here & there)),
        may_link=leads and wall.has_part(viewer, one.case),
        is_linked=is_linked,
    )


def _lines(one: Dossier, other: Dossier) -> Iterator[ComparedLine]:
    here, there = (_said(each) for each in (one, other))
    for name in dict.fromkeys((*here, *there)):
        label = (here.get(name) or there[name]).label
        mine, theirs = (said[name].value if name in said else "" for said in (here, there))
        yield ComparedLine(label, mine, theirs, bool(mine) and _plain(name, mine) == _plain(name, theirs))


def _said(dossier: Dossier) -> dict[str, filed.FiledLine]:
    form = form_of(dossier.case.kind, dossier.case.form_version)
    return filed.lines_by_field(form, dossier.fields, dossier.typed)


def _plain(name: str, value: str) -> str:
    return short_name(value) if parted(name)[0] == _NAMES else value
