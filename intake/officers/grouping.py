"""An officer groups filings whose text is nearly the same, and decides on all of a group at once.

The rules are in `cases.grouping`, those of each move in `cases.moves`. All of it is done, or nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Changes, Rulebook
from intake.cases.codes import Role
from intake.cases.grouping import (
    ACROSS,
    DECISIONS,
    MOST,
    decided_in_group,
    group_of,
    grouped,
    refuse_different_steps,
    ungrouped,
)
from intake.cases.move import Move
from intake.cases.running import with_clocks
from intake.cases.working import moved, offered_moves
from intake.ids import new_id
from intake.officers import wall
from intake.officers.casework import CHANGED_PAST_US, ChangedMeanwhile, NoSuchCase, act_of
from intake.officers.officer import Officer
from intake.officers.staff import staff_of
from intake.officers.units import all_units
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.desk_tables import CaseGroupRow
from intake.storage.refusals import Clash, JournalDisagrees
from intake.storage.rows import together
from intake.storage.sealing import CaseKey, Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow
from intake.transfers.bars import bar_of, bar_of_act

_CHANGED: Final = "打开这一页以后，组里的件有了变化，没有办理。请核对现在的件数再办。"

Found = tuple[Case, CaseKey]


@dataclass(frozen=True, slots=True)
class CaseGroup:
    """The cases of a group that this officer's bureau handles and they may see, the oldest first.

    moves  what can be decided for all of them now; none where they stand at different steps
    why    why there is none; "" where there are some
    """

    id: str
    cases: tuple[Case, ...]
    moves: tuple[Move, ...]
    why: str


class Grouping:
    """Groups, and decides."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook

    async def group(self, officer: Officer, reference: str, now: datetime) -> CaseGroup | None:
        """Return the group of a case; None where it is in none. Raises NoSuchCase."""
        async with self._database.reading() as session:
            case = (await self._found(session, officer, reference))[0]
            if not (group := group_of(case)):
                return None
            found = await self._members(session, officer, group)
            rules = await self._rules(session, case)
        cases = tuple(one for one, _ in found)
        try:
            refuse_different_steps(cases)
        except NotAllowed as why:
            return CaseGroup(group, cases, (), str(why))
        return CaseGroup(group, cases, _open_to_all(officer, cases, rules, now), "")

    async def case(self, officer: Officer, reference: str) -> Case:
        """Return a case to look at. Raises NoSuchCase."""
        async with self._database.reading() as session:
            return (await self._found(session, officer, reference))[0]

    async def put_together(
        self, officer: Officer, reference: str, others: Sequence[str], reason: str, now: datetime
    ) -> None:
        """Put other cases into one group with a case. Raises NoSuchCase, NotAllowed or Incomplete."""
        wanted = list(dict.fromkeys(one for one in others if one != reference))
        if not wanted:
            raise Incomplete("others", "请勾选要放在一组的件。")
        if len(wanted) >= MOST:
            raise Incomplete("others", f"一组最多 {MOST} 件，您勾选了 {len(wanted)} 件。")
        async with self._database.writing() as session:
            await _hold(session, [reference, *wanted])
            first = await self._found(session, officer, reference)
            found = [await self._found(session, officer, one) for one in wanted]
            group = group_of(first[0])
            joining = found if group else [first, *found]
            group = group or new_id(now)
            said = {"reason": reason}
            made = [(grouped(case, act_of(officer, case, now, said), group), key) for case, key in joining]
            await self._write(session, made, now)

    async def take_out(self, officer: Officer, reference: str, member: str, reason: str, now: datetime) -> None:
        """Take a case out of the group of another. Raises NoSuchCase, NotAllowed or Incomplete."""
        async with self._database.writing() as session:
            await _hold(session, [reference, member])
            one, (case, key) = [await self._found(session, officer, each) for each in (reference, member)]
            if group_of(one[0]) != group_of(case) or not group_of(case):
                raise Incomplete("member", "请选择这一组里的一件。")
            changes = ungrouped(case, act_of(officer, case, now, {"reason": reason}))
            await self._write(session, [(changes, key)], now)

    async def decide(
        self,
        officer: Officer,
        reference: str,
        name: str,
        typed: Mapping[str, str],
        seen: Mapping[str, int],
        now: datetime,
    ) -> int:
        """Make one move with every case of the group of a case; return how many there were.

        seen  reference and version of each as the page showed it

        Raises NoSuchCase, ChangedMeanwhile, NotAllowed or Incomplete; nothing is written then.
        """
        if name not in DECISIONS:
            raise NotAllowed("这个操作不能对一组一起办，请在各件的案件页办理。")
        async with self._database.writing() as session:
            case = (await self._found(session, officer, reference))[0]
            await _hold(session, await _references(session, group_of(case)))
            found = await self._members(session, officer, group_of(case))
            if {one.reference: one.version for one, _ in found} != dict(seen):
                raise ChangedMeanwhile(_CHANGED)
            refuse_different_steps([one for one, _ in found])
            rules = await self._rules(session, case)
            made = [(_decided(name, officer, one, typed, rules, now), key) for one, key in found]
            await self._write(session, made, now)
        return len(made)

    async def decide_across(
        self, officer: Officer, name: str, typed: Mapping[str, str], seen: Mapping[str, int], now: datetime
    ) -> int:
        """Make one move with each of these cases, of whatever bureaus: what a coordinator may with each by itself.

        Nothing is kept of them being one wave: it would tell a bureau of what it does not handle.
        Raises NoSuchCase, ChangedMeanwhile, NotAllowed or Incomplete; nothing is written then.
        """
        if officer.role is not Role.COORDINATOR or name not in ACROSS:
            raise NotAllowed("这个操作不能对几个局的件一起办，请在各件的案件页办理。")
        if not 0 < len(seen) <= MOST:
            raise Incomplete("others", f"请勾选要一起办的件，最多 {MOST} 件。")
        if typed.get("confirmed") != "yes":
            raise Incomplete("confirmed", "请先核对件数并勾选。")
        async with self._database.writing() as session:
            await _hold(session, list(seen))
            found = [await self._found(session, officer, reference) for reference in sorted(seen)]
            if {one.reference: one.version for one, _ in found} != dict(seen):
                raise ChangedMeanwhile(_CHANGED)
            made = []
            for case, key in found:
                rules = await self._rules(session, case)
                made.append((_made_with(name, officer, case, typed, rules, now), key))
            await self._write(session, made, now)
        return len(made)

    async def _write(self, session: AsyncSession, made: Sequence[tuple[Changes, CaseKey]], now: datetime) -> None:
        clocks = self._rulebook.clocks
        rows = [rows_of(with_clocks(changes, clocks), key, self._vault, now) for changes, key in made]
        try:
            await carried_out_in(session, writing(together(rows), self._vault.journal_key))
        except Clash:
            raise ChangedMeanwhile from None
        except JournalDisagrees:
            raise NotAllowed(CHANGED_PAST_US) from None

    async def _members(self, session: AsyncSession, officer: Officer, group: str) -> list[Found]:
        in_it = select(col(CaseGroupRow.id)).where(col(CaseGroupRow.group_id) == group)
        query = (
            select(col(CaseRow.id))
            .where(col(CaseRow.id).in_(in_it), col(CaseRow.lead_bureau) == officer.bureau, wall.visible(officer))
            .order_by(col(CaseRow.id))
        )
        found = [
            await found_case(session, self._vault, col(CaseRow.id) == one) for one in await session.scalars(query)
        ]
        return [one for one in found if one is not None]

    async def _found(self, session: AsyncSession, officer: Officer, reference: str) -> Found:
        this = col(CaseRow.reference) == reference
        found = await found_case(session, self._vault, wall.visible(officer), this)
        if found is None:
            raise NoSuchCase
        return found

    async def _rules(self, session: AsyncSession, case: Case) -> Rulebook:
        staff = await staff_of(session, case.lead_bureau)
        return replace(self._rulebook, units=await all_units(session), staff=staff)


def _decided(
    name: str, officer: Officer, case: Case, typed: Mapping[str, str], rules: Rulebook, now: datetime
) -> Changes:
    return decided_in_group(_made_with(name, officer, case, typed, rules, now), group_of(case))


def _made_with(
    name: str, officer: Officer, case: Case, typed: Mapping[str, str], rules: Rulebook, now: datetime
) -> Changes:
    """Return what the move comes to for one of several; what refuses it names the case."""
    act = act_of(officer, case, now, typed)
    if why_not := bar_of_act(name, case, act):
        raise NotAllowed(f"{case.reference}：{why_not}")
    try:
        return moved(name, case, act, rules)
    except NotAllowed as why_not:
        raise NotAllowed(f"{case.reference}：{why_not}") from None


def _open_to_all(officer: Officer, cases: Sequence[Case], rules: Rulebook, now: datetime) -> tuple[Move, ...]:
    """Return the moves that this officer may make with each of the cases."""
    offered = [
        {
            move.name: move
            for move in offered_moves(
                case, officer.role, officer.bureau, rules, now, wall.as_whom(officer, case).id
            )
            if not bar_of(move.name, case)
        }
        for case in cases
    ]
    return tuple(offered[0][name] for name in DECISIONS if all(name in one for one in offered))


async def _hold(session: AsyncSession, references: Sequence[str]) -> None:
    """Hold cases until the transaction ends, in the order of their ids, so that no two wait for each other."""
    held = select(col(CaseRow.id)).where(col(CaseRow.reference).in_(references)).order_by(col(CaseRow.id))
    await session.execute(held.with_for_update())


async def _references(session: AsyncSession, group: str) -> list[str]:
    query = select(col(CaseRow.reference)).join(CaseGroupRow, col(CaseGroupRow.id) == col(CaseRow.id))
    return list(await session.scalars(query.where(col(CaseGroupRow.group_id) == group)))
