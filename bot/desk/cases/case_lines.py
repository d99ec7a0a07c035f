"""Cases as lines of a list: what is said of each, with nobody named that is a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import msgspec
import orjson
from sqlalchemy import Result, Row, exists, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.changes import KnownFiler
from intake.cases.codes import CaseKind
from intake.clocks.clock import COUNTING_STATES, ClockState
from intake.geography.place import KeptPlace
from intake.officers.marking import secret_texts
from intake.officers.withholding import known_of
from intake.storage.desk_tables import CaseHandlerRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseClockRow, CaseIdentityRow, CaseKeyRow, CaseRow, CaseTextRow, OfficerRow
from intents.persons.covering import covered

MARKED: Final = "（标为含商业秘密，打开案件查看）"
_MOST_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list; nothing here names the filer, or anybody else that is no company.

    about      whom a report is about, or what a consultation asks for
    is_paused  a clock of it stands still; `due_on` is that of its other clocks
    is_urgent  its filer tells of a threat (told where what they wrote is listed)
    is_estimate  the holidays of the year of `due_on` are not published yet
    handlers     the names of those who handle it
    step         names of the clocks that are due on `due_on`
    said_at, said_by  the last words between filer and bureau: when, and "filer" or "desk"
    is_unread    words of its filer wait
    places       codes of the bureaus of the places of the act, where there are several and none decides
    owed_since   since when its filer has to be told what came of it
    place_in_list  where it stands, for who walks through the list; "" outside of one
    """

    id: str
    reference: str
    kind: str
    state: str
    about: str
    anonymous: bool
    demo: bool
    lead_bureau: str
    place: str
    received_at: datetime
    due_on: date | None
    is_paused: bool
    is_estimate: bool = False
    handlers: str = ""
    is_urgent: bool = False
    step: tuple[str, ...] = ()
    said_at: datetime | None = None
    said_by: str = ""
    is_unread: bool = False
    places: tuple[str, ...] = ()
    owed_since: datetime | None = None
    place_in_list: str = ""


async def lines_of(session: AsyncSession, vault: Vault, ids: Sequence[str]) -> tuple[CaseLine, ...]:
    """Return the lines of cases that were found through the wall, in the order of `ids`."""
    paused = exists().where(
        col(CaseClockRow.case_id) == col(CaseRow.id), col(CaseClockRow.state) == ClockState.PAUSED
    )
    found: Result[CaseRow, bytes, bytes, bytes, bool] = await session.execute(
        select(
            CaseRow,
            col(CaseKeyRow.wrapped),
            col(CaseTextRow.sealed).label("text"),
            col(CaseIdentityRow.sealed).label("identity"),
            paused.label("is_paused"),
        )
        .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
        .join(CaseTextRow, col(CaseTextRow.case_id) == col(CaseRow.id))
        .outerjoin(CaseIdentityRow, col(CaseIdentityRow.case_id) == col(CaseRow.id))
        .where(col(CaseRow.id).in_(ids))
    )
    names, steps = await _handlers(session, ids), await _steps(session, ids)
    marked = await secret_texts(session, ids)
    lines = {row.CaseRow.id: _line(vault, row, names, steps, marked) for row in found}
    return tuple(lines[case_id] for case_id in ids if case_id in lines)


async def _handlers(session: AsyncSession, ids: Sequence[str]) -> dict[str, str]:
    found = await session.execute(
        select(col(CaseHandlerRow.case_id), col(OfficerRow.name))
        .join(OfficerRow, col(OfficerRow.id) == col(CaseHandlerRow.officer_id))
        .where(col(CaseHandlerRow.case_id).in_(ids))
        .order_by(col(OfficerRow.name))
    )
    names: dict[str, list[str]] = {}
    for case_id, name in found:
        names.setdefault(case_id, []).append(name)
    return {case_id: "、".join(some) for case_id, some in names.items()}


async def _steps(session: AsyncSession, ids: Sequence[str]) -> dict[str, dict[str, bool]]:
    """Return by case the clocks that are due next, and whether each one's day is an estimate."""
    found = await session.execute(
        select(col(CaseClockRow.case_id), col(CaseClockRow.name), col(CaseClockRow.provisional))
        .join(CaseRow, col(CaseRow.id) == col(CaseClockRow.case_id))
        .where(
            col(CaseClockRow.case_id).in_(ids),
            col(CaseClockRow.due_on) == col(CaseRow.next_due_on),
            col(CaseClockRow.state).in_(sorted(COUNTING_STATES)),
        )
        .order_by(col(CaseClockRow.name))
    )
    steps: dict[str, dict[str, bool]] = {}
    for case_id, name, provisional in found:
        steps.setdefault(case_id, {})[name] = provisional
    return steps


def _line(
    vault: Vault,
    found: Row[CaseRow, bytes, bytes, bytes, bool],
    names: Mapping[str, str],
    steps: Mapping[str, Mapping[str, bool]],
    marked: frozenset[str],
) -> CaseLine:
    row, wrapped, text, identity, is_paused = found
    key = vault.unwrap(wrapped, row.id)
    fields = orjson.loads(key.unseal(text, "case_text"))["fields"]
    known: tuple[str, ...] = ()
    if identity is not None:
        known = known_of(msgspec.json.decode(key.unseal(identity, "case_identity"), type=KnownFiler))
    step = steps.get(row.id, {})
    return CaseLine(
        id=row.id,
        reference=row.reference,
        kind=row.kind,
        state=row.state,
        about=MARKED if row.id in marked else about(row.kind, fields, known),
        anonymous=row.anonymous,
        demo=row.demo,
        lead_bureau=row.lead_bureau,
        place="".join(part for part in (row.place_district, row.place_unit) if part),
        received_at=row.received_at,
        due_on=row.next_due_on,
        is_paused=is_paused,
        is_estimate=any(step.values()),
        handlers=names.get(row.id, ""),
        step=tuple(step),
        said_at=row.said_at,
        said_by=row.said_by or "",
        is_unread=row.unread_since is not None,
        places=() if row.place_district else _several_places(fields),
        owed_since=row.result_owed_since,
    )


def _several_places(fields: Mapping[str, object]) -> tuple[str, ...]:
    act = KeptPlace.of(fields.get("act_place"))
    return act.candidates if act else ()


def about(kind: str, fields: Mapping[str, object], known: Sequence[str]) -> str:
    """Return what a case is about in a line: a company by its name, a person by the family name alone."""
    if kind == CaseKind.CONSULTATION:
        return covered(str(fields.get("question") or ""), known)[:_MOST_CHARACTERS]
    name = str(fields.get("reported_name") or "")
    if fields.get("reported_kind") == "person" and name:
        return f"{name[0]}某"
    # Covered before it is cut: half a number would not be known for what it is.
    return covered(name, known)[:_MOST_CHARACTERS]
