"""The bodies outside: who they are, of which level and area, and how they are reached. Pure but for the sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from intake.routing.bureaus import MUNICIPAL, BureauLevel, Bureaus
from intents.sheet import SheetFaults, Words, of_a_sheet, read_sheet

_FILE = Path(__file__).with_name("bodies.yaml")


class BodyKind(StrEnum):
    """What kind of body it is."""

    POLICE = "police"
    PROCURATORATE = "procuratorate"
    COURT = "court"
    LABOUR = "labour"
    SCIENCE = "science"
    ASSETS = "assets"
    ORGAN = "organ"
    SICHUAN = "sichuan"
    PLATFORM = "platform"


class BodyLevel(StrEnum):
    """At which level it stands."""

    MUNICIPAL = "municipal"
    DISTRICT = "district"


BODY_KINDS: Mapping[str, str] = {
    BodyKind.POLICE: "公安机关",
    BodyKind.PROCURATORATE: "人民检察院",
    BodyKind.COURT: "人民法院",
    BodyKind.LABOUR: "人力资源和社会保障",
    BodyKind.SCIENCE: "科技",
    BodyKind.ASSETS: "国有资产监督管理",
    BodyKind.ORGAN: "其他行政机关",
    BodyKind.SICHUAN: "四川省市场监督管理部门",
    BodyKind.PLATFORM: "12315",
}
BODY_LEVELS: Mapping[str, str] = {BodyLevel.MUNICIPAL: "市级", BodyLevel.DISTRICT: "区县级"}

# Bodies that never get a reply link, whatever is ticked: what they say comes as a paper.
NEVER_BY_LINK: Final = frozenset({BodyKind.POLICE})


@of_a_sheet
@dataclass(frozen=True, slots=True)
class Body:
    """One body outside.

    code         never changes: transfers keep it
    area         code of the bureau at whose place it stands; "" where that is no matter
    department   the unit that takes such cases, as entered
    address, postcode, phone, post   as entered on its page; "" is not known
    valid_from   its first day, None is always; valid_until: the first day it is no more
    by_link      the bureau lets it answer by a reply link
    """

    code: Words
    kind: BodyKind
    level: BodyLevel
    area: str
    name: Words
    department: str = ""
    address: str = ""
    postcode: str = ""
    phone: str = ""
    post: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    by_link: bool = False

    def exists(self, on: date) -> bool:
        """Say whether it exists on that day."""
        began = self.valid_from is None or self.valid_from <= on
        return began and (self.valid_until is None or on < self.valid_until)

    @property
    def may_answer_by_link(self) -> bool:
        """Whether a reply link may be made for it."""
        return self.by_link and self.kind not in NEVER_BY_LINK


@dataclass(frozen=True, slots=True)
class Bodies:
    """All bodies, those that are no more included: old transfers name them."""

    all: tuple[Body, ...] = ()

    def by_code(self, code: str) -> Body | None:
        """Return the body with this code; None when there never was one."""
        return next((body for body in self.all if body.code == code), None)

    def name_of(self, code: str) -> str:
        """Return what it is called; the code itself should it be unknown."""
        body = self.by_code(code)
        return body.name if body else code

    def on(self, day: date, *kinds: BodyKind) -> tuple[Body, ...]:
        """Return the bodies of these kinds that exist on that day; of all kinds where none is named."""
        return tuple(body for body in self.all if body.exists(day) and (not kinds or body.kind in kinds))

    def with_entered(self, entered: Iterable[Body]) -> Bodies:
        """Return the directory with what was entered in place of, and besides, what ships."""
        newer = {body.code: body for body in entered}
        kept = tuple(newer.pop(body.code, body) for body in self.all)
        return Bodies((*kept, *newer.values()))


def level_of(bureau: str) -> BodyLevel:
    """Return the level of the bodies that stand beside this bureau."""
    return BodyLevel.MUNICIPAL if bureau == MUNICIPAL else BodyLevel.DISTRICT


def beside(body: Body, bureau: str) -> bool:
    """Say whether the body is of the same level and place as the bureau."""
    return body.level is level_of(bureau) and body.area in (bureau, "")


@of_a_sheet
@dataclass(frozen=True, slots=True)
class _EachDistrict:
    """A body that stands in every district; `{name}` is its name."""

    code: Words
    kind: BodyKind
    name: Words


@of_a_sheet
@dataclass(frozen=True, slots=True)
class _Sheet:
    each_district: tuple[_EachDistrict, ...]
    bodies: tuple[Body, ...]


_SHEET = TypeAdapter(_Sheet)


def load_bodies(bureaus: Bureaus) -> Bodies:
    """Read `bodies.yaml`; raise `SheetFaults` with every fault at once."""
    sheet = read_bodies()
    made = tuple(_of_districts(sheet.each_district, bureaus))
    bodies = (*sheet.bodies, *made)
    if found := list(_faults_among(bodies, bureaus)):
        raise SheetFaults([f"bodies.yaml: {fault}" for fault in found])
    return Bodies(bodies)


@cache
def read_bodies() -> _Sheet:
    """Return what `bodies.yaml` holds; raise `SheetFaults` with every fault of it."""
    return read_sheet(_FILE, _SHEET)


def _of_districts(patterns: Iterable[_EachDistrict], bureaus: Bureaus) -> Iterator[Body]:
    for bureau in bureaus.all:
        for one in patterns if bureau.level is not BureauLevel.MUNICIPAL else ():
            code, name = f"{one.code}_{bureau.code}", one.name.replace("{name}", bureau.name)
            yield Body(
                code,
                one.kind,
                BodyLevel.DISTRICT,
                bureau.code,
                name,
                valid_from=bureau.valid_from,
                valid_until=bureau.valid_until,
            )


def _faults_among(bodies: tuple[Body, ...], bureaus: Bureaus) -> Iterator[str]:
    codes = [body.code for body in bodies]
    areas = {bureau.code for bureau in bureaus.all}
    for body in bodies:
        if codes.count(body.code) > 1:
            yield f"{body.name}: code: {body.code} stands twice"
        if body.area and body.area not in areas:
            yield f"{body.name}: area: there is no bureau {body.area}"
