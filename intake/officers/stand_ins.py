"""Who stands in for whom, from when to when: deputies, and whoever acts where a bureau has no principal.

A deputy gets the post of whoever is away, but never what the law reserves to the 主要负责人: there only
whoever 主持工作 decides (TRF 第5条; TSR 第23条). Acts say on whose behalf they were done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import DECIDERS, ROLES_OF_A_BUREAU, Role
from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.ids import new_id
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers.officer import DEPUTY, Covered, Officer, StandingIn
from intake.officers.sessions import held
from intake.storage.bureau_tables import StandInRow
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import OfficerRow

# Whoever is away longer is replaced.
LONGEST: Final = timedelta(days=366)
_RANK: Final[Mapping[Role, int]] = {Role.OFFICER: 0, Role.HEAD: 1, Role.PRINCIPAL: 2}


class StandInKind(StrEnum):
    """How somebody stands in."""

    DEPUTY = "deputy"
    ACTING = "acting"


STAND_INS: Mapping[str, str] = {StandInKind.DEPUTY: DEPUTY, StandInKind.ACTING: "主持工作"}


class StandInRefused(Exception):
    """What cannot be entered; the text is a sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class StandInLine:
    """One stand-in as it is listed; names of officers, days included.

    for_name  for whom, and for_id the id of their account; "" for acting
    is_over   ended before its last day
    """

    id: str
    kind: StandInKind
    bureau: str
    name: str
    for_name: str
    from_on: date
    until_on: date
    is_over: bool
    for_id: str = ""


async def standing_in(session: AsyncSession, officer: Officer, now: datetime) -> Officer:
    """Return the officer with the post they have today, and the colleagues whose deputy they are."""
    if officer.role not in ROLES_OF_A_BUREAU:
        return officer
    today = day_in_shanghai(now)
    found = await session.execute(
        select(col(StandInRow.kind), col(StandInRow.for_id), col(OfficerRow.role), col(OfficerRow.name))
        .outerjoin(OfficerRow, col(OfficerRow.id) == col(StandInRow.for_id))
        .where(
            col(StandInRow.officer_id) == officer.id,
            col(StandInRow.bureau) == officer.bureau,
            col(StandInRow.from_on) <= today,
            col(StandInRow.until_on) >= today,
            col(StandInRow.ended_at).is_(None),
        )
    )
    rows = found.all()
    covers = tuple(
        Covered(for_id or "", name or "") for kind, for_id, _, name in rows if kind == StandInKind.DEPUTY
    )
    best = officer = replace(officer, covers=covers)
    for kind, for_id, role, name in rows:
        gained = Role.PRINCIPAL if kind == StandInKind.ACTING else min(Role(role), Role.HEAD, key=_rank)
        if _rank(gained) > _rank(best.role):
            best = replace(officer, role=gained, stands_in=StandingIn(STAND_INS[kind], for_id or "", name or ""))
    return best


async def bound_to(session: AsyncSession, officer_id: str, now: datetime) -> frozenset[str]:
    """Return for whom an officer stands in today, who entered that, and who stands in for them.

    What ended today counts too: nobody makes a second person of somebody for the length of one decision.
    """
    today = day_in_shanghai(now)
    ended_at, began = col(StandInRow.ended_at), datetime.combine(today, time(), SHANGHAI)
    found = await session.execute(
        select(col(StandInRow.officer_id), col(StandInRow.for_id), col(StandInRow.by)).where(
            or_(col(StandInRow.officer_id) == officer_id, col(StandInRow.for_id) == officer_id),
            col(StandInRow.from_on) <= today,
            col(StandInRow.until_on) >= today,
            or_(ended_at.is_(None), ended_at >= began),
        )
    )
    # Who entered that somebody stands in for this officer is bound to nobody by it.
    bound = {one for deputy, away, by in found for one in (deputy, away, by if deputy == officer_id else "")}
    return frozenset(one for one in bound if one and one != officer_id)


async def all_stand_ins(session: AsyncSession) -> tuple[StandInLine, ...]:
    """Return every stand-in, the newest first."""
    rows = list(await session.scalars(select(StandInRow).order_by(col(StandInRow.id).desc()).limit(500)))
    ids = {one for row in rows for one in (row.officer_id, row.for_id) if one}
    found = await session.execute(
        select(col(OfficerRow.id), col(OfficerRow.name)).where(col(OfficerRow.id).in_(ids))
    )
    names = {officer_id: name for officer_id, name in found}
    return tuple(
        StandInLine(
            row.id,
            StandInKind(row.kind),
            row.bureau,
            names.get(row.officer_id, ""),
            names.get(row.for_id or "", ""),
            row.from_on,
            row.until_on,
            row.ended_at is not None,
            row.for_id or "",
        )
        for row in rows
    )


async def stand_ins_of(session: AsyncSession, bureau: str, today: date) -> tuple[StandInLine, ...]:
    """Return those of one bureau, the newest first; what was over a month ago is left out."""
    lines = await all_stand_ins(session)
    return tuple(one for one in lines if one.bureau == bureau and one.until_on > today - timedelta(days=30))


async def bureaus_without_principal(session: AsyncSession, today: date) -> set[str]:
    """Return the bureaus that have officers, and neither a principal nor somebody who acts as one today."""
    active = select(col(OfficerRow.bureau), col(OfficerRow.role)).where(
        col(OfficerRow.active).is_(True), col(OfficerRow.bureau).is_not(None)
    )
    posts = [(str(bureau), role) for bureau, role in await session.execute(active)]
    acting = await session.scalars(
        select(col(StandInRow.bureau)).where(
            col(StandInRow.kind) == StandInKind.ACTING.value,
            col(StandInRow.from_on) <= today,
            col(StandInRow.until_on) >= today,
            col(StandInRow.ended_at).is_(None),
        )
    )
    has_one = {bureau for bureau, role in posts if role == Role.PRINCIPAL} | set(acting)
    return {bureau for bureau, _ in posts} - has_one


def may_arrange(by: Officer, officer_id: str, bureau: str) -> bool:
    """Say whether somebody may enter that this officer is away: themselves, a head of the bureau, an admin."""
    return by.role == Role.ADMIN or by.id == officer_id or (by.role in DECIDERS and by.bureau == bureau)


class StandIns:
    """What is done with them. `actor` is an officer's id."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def enter(
        self,
        actor: str,
        *,
        kind: StandInKind,
        officer_id: str,
        for_id: str,
        from_on: date,
        until_on: date,
        now: datetime,
    ) -> None:
        """Enter a stand-in. Raises StandInRefused."""
        if not from_on <= until_on <= from_on + LONGEST:
            raise StandInRefused("止日不能早于起日，最长一年。")
        if until_on < day_in_shanghai(now):
            raise StandInRefused("止日已经过了，请填写今天以后的日期。")
        async with self._database.writing() as session:
            row = await _account(session, officer_id)
            other = await _account(session, for_id) if kind is StandInKind.DEPUTY else None
            self._refuse_unfit(row, other, kind)
            session.add(
                StandInRow(
                    id=new_id(now),
                    kind=kind.value,
                    bureau=str(row.bureau),
                    officer_id=row.id,
                    for_id=other.id if other else None,
                    from_on=from_on,
                    until_on=until_on,
                    by=actor,
                    entered_at=now,
                )
            )
            days = {"kind": kind.value, "from": from_on.isoformat(), "until": until_on.isoformat()}
            code, key = AccountCode.STAND_IN_ENTERED, self._vault.journal_key
            await record(session, key, row, actor, code, now, **days, **{"for": other.id if other else None})

    async def end(self, actor: str, stand_in_id: str, now: datetime) -> None:
        """End a stand-in now. Raises StandInRefused for one that is over."""
        async with self._database.writing() as session:
            ended = await session.execute(
                update(StandInRow)
                .where(col(StandInRow.id) == stand_in_id, col(StandInRow.ended_at).is_(None))
                .values(ended_at=now, ended_by=actor)
                .returning(col(StandInRow.officer_id))
                .execution_options(synchronize_session=False)
            )
            officer_id = ended.scalar()
            if officer_id is None:
                raise StandInRefused("这一项已经结束，请刷新页面。")
            row = await held(session, officer_id)
            await record(session, self._vault.journal_key, row, actor, AccountCode.STAND_IN_ENDED, now)

    def _refuse_unfit(self, row: OfficerRow, other: OfficerRow | None, kind: StandInKind) -> None:
        if kind is StandInKind.ACTING:
            if row.role != Role.HEAD:
                raise StandInRefused("主持工作的应当是本局的负责人。")
            return
        if other is None or other.id == row.id:
            raise StandInRefused("请选择代理谁，不能是本人。")
        if other.bureau != row.bureau:
            raise StandInRefused("只能代理本局的同事。")


async def _account(session: AsyncSession, officer_id: str) -> OfficerRow:
    row = await session.get(OfficerRow, officer_id)
    if row is None or not row.active or row.role not in ROLES_OF_A_BUREAU:
        raise StandInRefused("请选择承办局在用的账号。")
    return await held(session, row.id)


def _rank(role: Role) -> int:
    return _RANK.get(role, -1)
