"""What officers do with a case: each move one transaction. The rules of the moves are in `cases.moves`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, bindparam
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.approvals import What, approval_for
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, Changes, JournalEntry, KnownFiler, Rulebook
from intake.cases.codes import JournalCode
from intake.cases.working import moved, open_moves
from intake.officers import wall
from intake.officers.care import care_of
from intake.officers.filings import filing_closed_with
from intake.officers.officer import DEPUTY, Officer
from intake.officers.staff import staff_of
from intake.officers.units import all_units
from intake.storage.cases import finding, found_by, known_filer
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.part_rows import hold_with_filing
from intake.storage.refusals import Clash, JournalDisagrees
from intake.storage.rows import Rows, together
from intake.storage.sealing import CaseKey, Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow
from intake.transfers.bars import bar_of_act

IDENTITY_REASONS: Mapping[str, str] = {
    "supplement": "联系来访人补充材料",
    "result": "告知处理结果",
    "verify": "核实举报人身份",
    "appointment": "联系预约咨询",
    "paper": "制作、核对写明姓名的文书",
}

CHANGED_PAST_US = (
    "案件内容与案件日志对不上，可能有人绕过系统改动过数据，这次操作没有保存。"
    "请不要继续办理，联系系统管理人员运行 shangmi verify 核对。"
)


class NoSuchCase(Exception):
    """There is no such case, or not for this officer; the two look alike."""


class ChangedMeanwhile(Exception):
    """Somebody else wrote to the case after the officer's page was made; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who filed a case: fields by name, and what the person typed.

    corrected  by field: when its filer corrected it last
    """

    fields: Mapping[str, object]
    typed: Mapping[str, str]
    corrected: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """The case as the officer's page showed it.

    version  an act is refused when the case has moved on since; None: it does not matter
    """

    reference: str
    version: int | None = None


# What an act comes to, worked out of the case as it stands inside the transaction.
Deciding = Callable[[AsyncSession, Case], Awaitable[Changes]]


class Casework:
    """Moves cases: each act one transaction, through the wall."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook

    async def movable(self, name: str, officer: Officer, reference: str) -> Case:
        """Return the case when the officer may make this move with it. Raises NoSuchCase or NotAllowed."""
        case = await self.seen_by(officer, reference)
        who = wall.as_whom(officer, case)
        if name not in {move.name for move in open_moves(case, officer.role, officer.bureau, who.id)}:
            raise NotAllowed("现在不能这样写给来访人，请回到案件页，按页面上列出的操作办理。")
        return case

    async def letter(
        self, name: str, officer: Officer, seen: Seen, now: datetime, typed: Mapping[str, str]
    ) -> str:
        """Return exactly what the filer would read of this move; "" for nothing.

        Raises NoSuchCase, NotAllowed or Incomplete.
        """
        case = await self.seen_by(officer, seen.reference)
        act = act_of(officer, case, now, typed)
        if why_not := bar_of_act(name, case, act):
            raise NotAllowed(why_not)
        async with self._database.reading() as session:
            rules = await self._rules_of(session, case)
        changes = moved(name, case, act, rules)
        return "\n".join(entry.mail for entry in changes.entries if entry.mail)

    async def seen_by(self, officer: Officer, reference: str) -> Case:
        """Return a case as it stands, to look at. Raises NoSuchCase."""
        async with self._database.reading() as session:
            found = await found_by(session, self._vault, _seen_by(officer), reference=reference)
        if found is None:
            raise NoSuchCase
        return found[0]

    async def move(
        self, name: str, officer: Officer, seen: Seen, now: datetime, typed: Mapping[str, str] | None = None
    ) -> None:
        """Make the move of this name, with what was entered.

        Raises NoSuchCase, ChangedMeanwhile, NotAllowed or Incomplete; nothing is written then.
        """

        async def made(session: AsyncSession, case: Case) -> Changes:
            act = act_of(officer, case, now, typed or {})
            if why_not := bar_of_act(name, case, act):
                raise NotAllowed(why_not)
            return moved(name, case, act, await self._rules_of(session, case))

        await self.change(officer, seen, now, made)

    async def _rules_of(self, session: AsyncSession, case: Case) -> Rulebook:
        staff = await staff_of(session, case.lead_bureau)
        return replace(self._rulebook, units=await all_units(session), staff=staff)

    async def change(self, officer: Officer, seen: Seen, now: datetime, decide: Deciding) -> None:
        """Write what `decide` makes of the case, whole or not at all; raises what `move` raises."""
        try:
            async with self._database.writing() as session:
                case, key = await self.held(session, officer, seen)
                changes = await decide(session, case)
                rows = [rows_of(changes, key, self._vault, now)]
                rows += await filing_closed_with(session, self._vault, changes.after, self._rulebook.clocks, now)
                await carried_out_in(session, writing(together(rows), self._vault.journal_key))
        except Clash:
            raise ChangedMeanwhile from None
        except JournalDisagrees:
            raise NotAllowed(CHANGED_PAST_US) from None

    async def held(self, session: AsyncSession, officer: Officer, seen: Seen) -> tuple[Case, CaseKey]:
        """Return a case to write to, with its key; nobody else writes to it meanwhile.

        Raises NoSuchCase or ChangedMeanwhile.
        """
        # Held before it is read: what is decided on stays as it is until it is written.
        await hold_with_filing(session, seen.reference)
        found = await found_by(session, self._vault, _seen_by(officer), reference=seen.reference)
        if found is None:
            raise NoSuchCase
        if seen.version is not None and found[0].version != seen.version:
            raise ChangedMeanwhile
        return found

    async def identity(self, officer: Officer, reference: str, reason: str, now: datetime) -> Identity:
        """Return who filed the case; that it was looked at, by whom and why, stands in the journal first."""
        if reason not in IDENTITY_REASONS:
            raise Incomplete("identity_reason", "请选择查看身份信息的理由。")
        async with self._database.writing() as session:
            found = await found_by(session, self._vault, _seen_by(officer), reference=reference)
            if found is None:
                raise NoSuchCase
            case, key = found
            if not wall.may_see_identity(officer, case):
                raise NotAllowed("您的岗位不能查看这个案件的身份信息；确有需要的，请联系承办人员。")
            if case.anonymous:
                raise NotAllowed("匿名提交的，没有身份信息可看。")
            agreed = await agreed_to_identity(session, case, officer, now)
            entry = JournalEntry(
                case.id, now, officer.id, JournalCode.IDENTITY_VIEWED, {"reason": reason, **agreed}
            )
            await carried_out_in(session, writing(Rows(journal=(entry,)), self._vault.journal_key))
            filer = await known_filer(session, self._vault, case, key)
        return Identity(filer.fields, filer.typed, _corrected(filer))


@lru_cache(maxsize=256)
def _seen_by(officer: Officer) -> Select[CaseRow, bytes]:
    return finding(wall.visible(officer), col(CaseRow.reference) == bindparam("reference"))


def _corrected(filer: KnownFiler) -> dict[str, datetime]:
    corrected: dict[str, datetime] = {}
    for before in filer.before:
        named, at = before["fields"], datetime.fromisoformat(str(before["at"]))
        corrected |= dict.fromkeys(named if isinstance(named, Mapping) else (), at)
    return corrected


async def agreed_to_identity(
    session: AsyncSession, case: Case, officer: Officer, now: datetime
) -> Mapping[str, str]:
    """Return under which request somebody else agreed, where the bureau wants two; refuse without one."""
    care = await care_of(session, case.lead_bureau)
    if not care.asks_two(case.kind, anonymous=case.anonymous):
        return {}
    approval = approval_for(case, What.IDENTITY, "", officer.id, now)
    if approval is None or not approval.holds_for(officer.id, now):
        raise NotAllowed("本局规定，查看实名举报人的身份要另一位负责人同意。请先提出申请。")
    return {"request": approval.id}


def act_of(officer: Officer, case: Case, now: datetime, typed: Mapping[str, str]) -> Act:
    """Return the officer's act: for whom they have today's post from, or whose case it is that they handle."""
    whom = wall.as_whom(officer, case)
    behalf = {"standing_in": DEPUTY, "for": whom.id} if whom.id != officer.id else behalf_of_post(officer)
    return Act(officer.id, officer.role, officer.bureau, now, case.version, typed, behalf)


def behalf_of_post(officer: Officer) -> dict[str, str]:
    """Return for whom the officer has today's post; empty where it is their own."""
    stands_in = officer.stands_in
    return {} if stands_in is None else {"standing_in": stands_in.how, "for": stands_in.for_id}
