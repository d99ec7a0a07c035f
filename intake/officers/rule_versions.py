"""The routing rules as the desk keeps them: one draft at a time, published by somebody else, every version kept.

Going back is a new draft of old content: a number is given once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, String, cast, false, func, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import Role
from intake.clocks.calendar import day_in_shanghai
from intake.ids import new_id
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers.officer import Officer, names_of
from intake.routing.bureaus import Bureaus
from intake.routing.checking import faults_of
from intake.routing.rules import Rule, Rules, content_of, rules_from
from intake.storage.database import Database
from intake.storage.rules_table import RoutingVersionRow
from intake.storage.sealing import Vault

# Who keeps the rules; cases they need not see.
KEEPERS: Final = frozenset({Role.ADMIN, Role.COORDINATOR})
LONGEST_NOTE: Final = 300
_EDITION: Final = "v"
DRAFT, PUBLISHED, DISCARDED = "draft", "published", "discarded"

Change = Callable[[tuple[Rule, ...]], tuple[Rule, ...]]


class RulesRefused(Exception):
    """What cannot be done with the rules; the text is a sentence for whoever asked."""


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """One set of rules.

    number    of the publication; 0 for a draft and for one that was given up
    edits     of the draft: whoever changes it says what they saw
    decided_by, decided_at  who published it or gave it up, and when
    """

    id: str
    number: int
    state: str
    rules: tuple[Rule, ...]
    note: str
    based_on: int
    edits: int
    drafted_by: str
    drafter: str
    drafted_at: datetime
    decided_by: str
    decided_at: datetime | None

    @property
    def edition(self) -> str:
        """What cases keep of it."""
        return edition_of(self.number)


def edition_of(number: int) -> str:
    """Return what cases keep of a publication."""
    return f"{_EDITION}{number}"


class RuleVersions:
    """Drafts, publishes, and looks back."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus, of_the_file: Rules) -> None:
        self._database = database
        self._vault = vault
        self._bureaus = bureaus
        self._file = of_the_file

    async def draft(self) -> RuleVersion | None:
        """Return the draft, if there is one."""
        async with self._database.reading() as session:
            row = await session.scalar(_open_draft())
            return (await _told(session, [row]))[0] if row is not None else None

    async def published(self) -> list[RuleVersion]:
        """Return what was published, and drafts that were given up, the newest first."""
        query = select(RoutingVersionRow).where(col(RoutingVersionRow.state) != DRAFT)
        async with self._database.reading() as session:
            rows = await session.scalars(query.order_by(col(RoutingVersionRow.decided_at).desc()))
            return await _told(session, list(rows))

    async def begin(self, by: Officer, note: str, from_number: int | None, now: datetime) -> None:
        """Begin a draft: of what is in force, or of an older version; 0 is the file's. Raises RulesRefused."""
        said = _note(note)
        try:
            async with self._database.writing() as session:
                current = await _latest(session)
                wanted = current if from_number is None else from_number
                row = RoutingVersionRow(
                    id=new_id(now),
                    state=DRAFT,
                    is_open=DRAFT,
                    content=await self._content(session, wanted),
                    note=said,
                    based_on=current,
                    edits=0,
                    drafted_by=by.id,
                    drafted_at=now,
                )
                session.add(row)
                await session.flush()
                await self._record(session, row, by, AccountCode.RULES_DRAFTED, now)
        except IntegrityError:
            raise RulesRefused("已经有一份草稿。请先发布或者作废它，再起草新的。") from None

    async def change(self, by: Officer, seen: int, change: Change, note: str | None = None) -> None:
        """Change the draft; only who drafted it does, and only what they saw. Raises RulesRefused."""
        async with self._database.writing() as session:
            row = await self._held(session)
            if row.drafted_by != by.id:
                raise RulesRefused("草稿由起草人修改。要改的，请起草人改，或者作废后另行起草。")
            if row.edits != seen:
                raise RulesRefused("草稿刚才改过了，请看过现在的内容再改。")
            row.content = content_of(change(rules_from(row.content, "").rules))
            row.note = row.note if note is None else _note(note)
            row.edits += 1

    async def publish(self, by: Officer, seen: int, now: datetime) -> int:
        """Put somebody else's draft into force; return its number. Raises RulesRefused."""
        async with self._database.writing() as session:
            row = await self._held(session)
            if row.drafted_by == by.id:
                raise RulesRefused("自己起草的规则不能自己发布，请另一名统筹或者系统管理人员核对后发布。")
            if row.edits != seen:
                raise RulesRefused("草稿刚才改过了，请看过现在的内容再决定。")
            if faults := faults_of(rules_from(row.content, "").rules, self._bureaus, day_in_shanghai(now)):
                raise RulesRefused(f"还有 {len(faults)} 处要改，不能发布。")
            row.number = await _latest(session) + 1
            await self._decided(session, row, by, PUBLISHED, AccountCode.RULES_PUBLISHED, now)
            return row.number

    async def discard(self, by: Officer, now: datetime) -> None:
        """Give the draft up; it stays in the history. Raises RulesRefused."""
        async with self._database.writing() as session:
            await self._decided(
                session, await self._held(session), by, DISCARDED, AccountCode.RULES_DISCARDED, now
            )

    async def _decided(
        self,
        session: AsyncSession,
        row: RoutingVersionRow,
        by: Officer,
        state: str,
        code: AccountCode,
        now: datetime,
    ) -> None:
        row.state, row.is_open, row.decided_by, row.decided_at = state, None, by.id, now
        await session.flush()
        await self._record(session, row, by, code, now)

    async def _record(
        self, session: AsyncSession, row: RoutingVersionRow, by: Officer, code: AccountCode, now: datetime
    ) -> None:
        key = self._vault.journal_key
        await record(session, key, row, by.id, code, now, number=row.number, note=row.note)

    async def _held(self, session: AsyncSession) -> RoutingVersionRow:
        row = await session.scalar(_open_draft().with_for_update())
        if row is None:
            raise RulesRefused("没有草稿：它刚才被发布或者作废了。请看规则页。")
        return row

    async def _content(self, session: AsyncSession, number: int) -> list[dict[str, object]]:
        if number == 0:
            return content_of(self._file.rules)
        query = select(col(RoutingVersionRow.content)).where(col(RoutingVersionRow.number) == number)
        content: list[dict[str, object]] | None = await session.scalar(query)
        if content is None:
            raise RulesRefused("没有这个版本，请刷新页面。")
        return content


async def latest_published(database: Database) -> Rules | None:
    """Return the rules that were published last; None as long as none were.

    Raises ValueError for rules that this program cannot read.
    """
    async with database.reading() as session:
        return await published_in(session)


def is_another_published(edition: str) -> ColumnElement[bool]:
    """Return the condition that something was published, and last another edition than this one."""
    newest = select(cast(func.max(col(RoutingVersionRow.number)), String)).scalar_subquery()
    return func.coalesce(literal(_EDITION).concat(newest) != edition, false())


async def published_in(session: AsyncSession) -> Rules | None:
    """Return the same, in a session that is open."""
    newest = select(RoutingVersionRow).where(col(RoutingVersionRow.number).is_not(None))
    row = await session.scalar(newest.order_by(col(RoutingVersionRow.number).desc()).limit(1))
    return None if row is None else rules_from(row.content, edition_of(row.number or 0))


def _open_draft() -> Select[RoutingVersionRow]:
    return select(RoutingVersionRow).where(col(RoutingVersionRow.is_open) == DRAFT)


async def _latest(session: AsyncSession) -> int:
    return await session.scalar(select(func.max(col(RoutingVersionRow.number)))) or 0


async def _told(session: AsyncSession, rows: list[RoutingVersionRow]) -> list[RuleVersion]:
    names = await names_of(session, {one for row in rows for one in (row.drafted_by, row.decided_by) if one})
    return [
        RuleVersion(
            id=row.id,
            number=row.number or 0,
            state=row.state,
            rules=rules_from(row.content, "").rules,
            note=row.note,
            based_on=row.based_on,
            edits=row.edits,
            drafted_by=row.drafted_by,
            drafter=names.get(row.drafted_by, ""),
            drafted_at=row.drafted_at,
            decided_by=names.get(row.decided_by or "", ""),
            decided_at=row.decided_at,
        )
        for row in rows
    ]


def _note(note: str) -> str:
    said = note.replace("\r\n", "\n").strip()
    if not said or len(said) > LONGEST_NOTE:
        raise RulesRefused(f"请写明为什么改，{LONGEST_NOTE} 字以内。")
    return said
