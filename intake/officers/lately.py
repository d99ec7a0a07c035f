"""Cases closed lately, from the front of an index: as many as are of use, however many there have ever been."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import Select, Subquery, false, select, union_all
from sqlmodel import col

from intake.officers import wall
from intake.storage.tables import CaseRow

MOST_CLOSED: Final = 1_000


def closed_since(viewer: wall.Viewer, since: datetime) -> list[Select[str, datetime]]:
    """Return queries for `id` and `received_at` of what a viewer may see: the last MOST_CLOSED of each opening."""
    closed_at, case_id = col(CaseRow.closed_at), col(CaseRow.id)
    return [
        select(case_id, col(CaseRow.received_at))
        .where(opening, closed_at > since)
        .order_by(closed_at.desc(), case_id.desc())
        .limit(MOST_CLOSED)
        for opening in wall.openings(viewer)
    ]


def together(parts: list[Select[str, datetime]]) -> Subquery:
    """Return the rows of several such queries; none where nothing is to be seen."""
    nothing = select(col(CaseRow.id), col(CaseRow.received_at)).where(false())
    return union_all(*(select(part.subquery()) for part in parts or [nothing])).subquery()
