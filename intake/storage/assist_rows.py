"""What changes in `case_assist` when a case changes: who assists now, and what lists ask of the case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Table, select, tuple_

from intake.cases.case import Case
from intake.cases.retention import NOBODY
from intake.storage.assist_table import LISTED
from intake.storage.rows import Insert
from intake.storage.steps import METADATA, Each, Work, among


def new_assistants(before: Case | None, after: Case) -> list[Insert]:
    """Return the rows of the bureaus that begin to assist."""
    known = set(before.assisting) if before else set()
    if known - set(after.assisting):
        raise ValueError("a bureau that assists stays: what it saw it has seen")
    return [
        Insert("case_assist", {"case_id": after.id, "bureau": code})
        for code in after.assisting
        if code not in known
    ]


def noting_for_assistants(case_ids: Iterable[str]) -> Work[None]:
    """Let the rows of those who assist say what the rows of these cases say by now."""
    if ids := sorted(case_ids):
        yield Each(_NOTED, [{"ids": ids}])


_CASES: Final[Table] = METADATA.tables["case_file"]
_ASSISTS: Final[Table] = METADATA.tables["case_assist"]
_OF_THE_CASE: Final = select(*(_CASES.c[name] for name in LISTED)).where(
    _CASES.c.id == _ASSISTS.c.case_id, _CASES.c.lead_bureau != _ASSISTS.c.bureau, _CASES.c.filer != NOBODY
)
_NOTED: Final = (
    _ASSISTS.update()
    .where(among(_ASSISTS.c.case_id, "ids"))
    .values({tuple_(*(_ASSISTS.c[name] for name in LISTED)): _OF_THE_CASE.scalar_subquery()})
)
