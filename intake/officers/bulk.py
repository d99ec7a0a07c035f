"""One act for several cases of a list: counted first, all in one state, an entry for each, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import CaseWords, Changes, JournalEntry, Rulebook
from intake.cases.codes import DECIDERS, FINAL_STATES, STATES, JournalCode, Role
from intake.cases.handler_moves import ASSIGN, UNDER_WAY
from intake.cases.handling import Colleague, handlers_of
from intake.cases.working import moved
from intake.officers import wall
from intake.officers.casework import CHANGED_PAST_US, ChangedMeanwhile, NoSuchCase, act_of, behalf_of_post
from intake.officers.officer import Officer
from intake.officers.pressed_twice import did_just_now
from intake.officers.staff import staff_of
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.refusals import Clash, JournalDisagrees
from intake.storage.rows import Rows, together
from intake.storage.sealing import CaseKey, Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow

MOST: Final = 50
LONGEST_SENTENCE: Final = 200


@dataclass(frozen=True, slots=True)
class Picked:
    """The cases that an act is for, in the order they were picked.

    staff  who of the bureau may be named
    """

    cases: tuple[Case, ...]
    staff: tuple[Colleague, ...]

    @property
    def state(self) -> str:
        """The state in which all of them are."""
        return self.cases[0].state


class Bulk:
    """Acts on several cases. Raises NotAllowed or Incomplete; nothing is written then."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook

    async def picked(self, officer: Officer, references: Sequence[str]) -> Picked:
        """Return the cases, all in one state. Raises NoSuchCase where one is not this officer's to see."""
        async with self._database.reading() as session:
            cases = [case for case, _ in await self._found(session, officer, references)]
            staff = await staff_of(session, cases[0].lead_bureau)
        return Picked(tuple(cases), staff)

    async def assign(self, officer: Officer, references: Sequence[str], to: str, now: datetime) -> int:
        """Name somebody a handler of all of them, beside those who are."""
        async with self._database.writing() as session:
            found = await self._found(session, officer, references, hold=True)
            ids = [case.id for case, _ in found]
            if await did_just_now(session, officer, ids, ASSIGN.journal, now, {"officer": to}):
                return len(found)
            rules = replace(self._rulebook, staff=await staff_of(session, found[0][0].lead_bureau))
            changes = []
            for case, _ in found:
                act = act_of(officer, case, now, {"officer": to})
                try:
                    changes.append(moved(ASSIGN.name, case, act, rules))
                except (NotAllowed, Incomplete) as refusal:
                    raise NotAllowed(f"没有指派，一件也没有改动。{case.reference}：{refusal}") from None
            await self._write(session, found, changes, now)
        return len(found)

    async def remind(self, officer: Officer, references: Sequence[str], sentence: str, now: datetime) -> int:
        """Ask the handlers of all of them to get on with it, in a sentence of one's own."""
        if not may_remind(officer):
            raise NotAllowed("催办由机构负责人、主要负责人或者市局统筹提出。")
        sentence = sentence.strip()
        if not sentence or len(sentence) > LONGEST_SENTENCE:
            raise Incomplete("sentence", f"请写一句催办的话，{LONGEST_SENTENCE} 字以内。")
        async with self._database.writing() as session:
            found = await self._found(session, officer, references, hold=True)
            if await did_just_now(session, officer, [case.id for case, _ in found], JournalCode.REMINDED, now):
                return len(found)
            for case, _ in found:
                if case.state in FINAL_STATES or not handlers_of(case):
                    raise NotAllowed(f"没有催办，一件也没有改动。{case.reference} 没有承办人，或者已经办结。")
            changes = [Changes(case, case, (_reminder(case, officer, sentence, now),)) for case, _ in found]
            await self._write(session, found, changes, now)
        return len(found)

    async def _found(
        self, session: AsyncSession, officer: Officer, references: Sequence[str], *, hold: bool = False
    ) -> list[tuple[Case, CaseKey]]:
        """Return the cases and their keys; refuse too many, none, and what is in several states or bureaus."""
        wanted = list(dict.fromkeys(references))
        if not wanted:
            raise Incomplete("reference", "请先在列表里勾选案件。")
        if len(wanted) > MOST:
            raise NotAllowed(f"一次最多 {MOST} 件，您选了 {len(wanted)} 件。")
        if hold:
            these = select(col(CaseRow.id)).where(col(CaseRow.reference).in_(wanted)).order_by(col(CaseRow.id))
            await session.execute(these.with_for_update())
        found = [
            await found_case(session, self._vault, wall.visible(officer), col(CaseRow.reference) == one)
            for one in wanted
        ]
        cases = [one for one in found if one is not None]
        if len(cases) < len(wanted):
            raise NoSuchCase
        _refuse_mixed([case for case, _ in cases])
        return cases

    async def _write(
        self,
        session: AsyncSession,
        found: Sequence[tuple[Case, CaseKey]],
        changes: Sequence[Changes],
        now: datetime,
    ) -> None:
        rows: list[Rows] = [
            rows_of(one, key, self._vault, now) for one, (_, key) in zip(changes, found, strict=True)
        ]
        try:
            await carried_out_in(session, writing(together(rows), self._vault.journal_key))
        except Clash:
            raise ChangedMeanwhile from None
        except JournalDisagrees:
            raise NotAllowed(CHANGED_PAST_US) from None


def may_assign(officer: Officer, cases: Sequence[Case]) -> bool:
    """Say whether the officer decides on who handles these cases."""
    return officer.role in DECIDERS and all(
        case.lead_bureau == officer.bureau and case.state in UNDER_WAY for case in cases
    )


def may_remind(officer: Officer) -> bool:
    """Say whether this post asks others to get on with a case."""
    return officer.role in DECIDERS or officer.role == Role.COORDINATOR


def _refuse_mixed(cases: Sequence[Case]) -> None:
    counts = {state: sum(case.state == state for case in cases) for state in STATES}
    mixed = [f"{STATES[state]} {count} 件" for state, count in counts.items() if count]
    if len(mixed) > 1:
        raise NotAllowed(
            f"选中的 {len(cases)} 件状态不同（{'、'.join(mixed)}），不能一起办。请先按状态筛选，再勾选。"
        )
    if len({case.lead_bureau for case in cases}) > 1:
        raise NotAllowed("选中的案件不是同一个局承办的，不能一起办。请先按承办局筛选，再勾选。")


def _reminder(case: Case, officer: Officer, sentence: str, now: datetime) -> JournalEntry:
    payload = behalf_of_post(officer)
    words = CaseWords("note", sentence)
    return JournalEntry(case.id, now, officer.id, JournalCode.REMINDED, payload, words=words)
