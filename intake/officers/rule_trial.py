"""What a draft of the routing rules would have done with the cases of the last ninety days. Counts alone.

It looks at the columns of a case that routing turns on, never into what was filed: nobody's name is read for it.
Cases that are closed to a circle are in no count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from intake.cases.codes import FILED, CaseKind
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import Draft
from intake.officers import wall
from intake.routing.bureaus import MUNICIPAL, Bureaus
from intake.routing.route import route
from intake.routing.rules import RoutingRules
from intake.storage.database import Database
from intake.storage.tables import CaseRow

LOOKED_BACK: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Likes:
    """So many cases of one kind, kind of secret and place."""

    kind: CaseKind
    secret_kind: str | None
    district: str | None
    unit: str | None
    count: int


@dataclass(frozen=True, slots=True)
class CasesElsewhere:
    """So many cases that would go to another bureau; both are codes."""

    kind: CaseKind
    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class RuleTrial:
    """What came of it: how many cases were looked at, and which would go elsewhere."""

    looked_at: int
    elsewhere: tuple[CasesElsewhere, ...]

    @property
    def moved(self) -> int:
        """How many would go elsewhere."""
        return sum(one.count for one in self.elsewhere)


async def tried(
    database: Database, before: RoutingRules, after: RoutingRules, bureaus: Bureaus, now: datetime
) -> RuleTrial:
    """Try both on the cases of the last ninety days."""
    columns = (CaseRow.kind, CaseRow.secret_kind, CaseRow.place_district, CaseRow.place_unit)
    query = (
        select(*(col(one) for one in columns), func.count())
        .where(
            col(CaseRow.received_at) > now - LOOKED_BACK,
            col(CaseRow.kind).in_(sorted(FILED)),
            wall.is_open_to_all(),
        )
        .group_by(*(col(one) for one in columns))
    )
    async with database.reading() as session:
        found = [Likes(CaseKind(str(kind)), *rest) for kind, *rest in (await session.execute(query)).all()]
    return compared(found, before, after, bureaus, day_in_shanghai(now))


def compared(
    cases: Iterable[Likes], before: RoutingRules, after: RoutingRules, bureaus: Bureaus, on: date
) -> RuleTrial:
    """Return which of these would go elsewhere. Pure."""
    looked_at, moved = 0, Counter[tuple[CaseKind, str, str]]()
    for one in cases:
        looked_at += one.count
        draft = _draft(one)
        was, is_now = (route(draft, rules, bureaus, on).lead or MUNICIPAL for rules in (before, after))
        if was != is_now:
            moved[one.kind, was, is_now] += one.count
    lines = [CasesElsewhere(*way, count) for way, count in moved.items()]
    return RuleTrial(
        looked_at, tuple(sorted(lines, key=lambda one: (-one.count, one.kind, one.before, one.after)))
    )


def _draft(one: Likes) -> Draft:
    place = {"text": one.district, "district": one.district, "unit": one.unit} if one.district else None
    where = "district" if one.kind is CaseKind.CONSULTATION else "act_place"
    fields = {"secret_kind": one.secret_kind, where: place}
    return Draft(one.kind.value, anonymous=False, fields=fields, typed={}, form_version="")
