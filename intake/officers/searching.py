"""Search in Chinese over what the asker may see: tokens are matched behind the wall, what was found is opened.

At most MOST_OPENED cases are opened and ranked. What names a filer is found by another way, `by_identity`: only in
cases whose filer the asker may learn, with a reason, and it stands in the journal of each case that was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import orjson
from sqlalchemy import ColumnElement, Result, and_, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import JournalEntry
from intake.cases.codes import ROLES_OF_A_BUREAU, JournalCode
from intake.cases.terms import Query, in_one_form, near_of, query_of, strings_in
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.care import care_of
from intake.officers.casework import IDENTITY_REASONS
from intake.officers.marking import may_read, secret_texts
from intake.officers.officer import Officer
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.desk_tables import CasePartRow
from intake.storage.sealing import Vault
from intake.storage.search_rows import SEARCH, WHO, bureau_token, token_of
from intake.storage.steps import METADATA
from intake.storage.tables import CaseIdentityRow, CaseKeyRow, CaseRow, CaseTextRow, MarkRow
from intents.persons.covering import covered

MOST_OPENED: Final = 200
MOST_SHOWN: Final = 50
# Of a word that stands in very many cases, the newest are looked at.
_MOST_MATCHED: Final = 5_000
_MOST_IDENTITIES: Final = 50
_MOST_NEAR: Final = 10
_AROUND: Final = 24


@dataclass(frozen=True, slots=True)
class CaseHit:
    """A case that was found.

    excerpt  where the words stand, what names the filer covered; "" where they stand in notes
    """

    case_id: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, the best first.

    more  there is more than is shown, another word would help
    near  where nothing was found: what has most of it
    """

    hits: tuple[CaseHit, ...]
    more: bool
    near: tuple[CaseHit, ...] = ()


class Searching:
    """Finds cases by words."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def by_words(self, officer: Officer, typed: str) -> Hits:
        """Return the cases that have all the words. Raises NotSearchable."""
        query = query_of(typed)
        async with self._database.reading() as session:
            ids = await self._matched(session, officer, SEARCH, query, MOST_OPENED)
            readable = await self._readable(session, officer, ids)
            ranked = await self._ranked(session, query, readable)
            near = () if ranked else await self._near(session, officer, query)
        return Hits(ranked[:MOST_SHOWN], len(ranked) > MOST_SHOWN or len(ids) == MOST_OPENED, near)

    async def again_by_identity(self, officer: Officer, found: Sequence[str]) -> Hits:
        """Return those of the cases, found by who filed them, whose filer the officer may still learn."""
        async with self._database.reading() as session:
            known = [
                case
                for case in await self._cases(session, officer, found)
                if await _may_learn(session, officer, case)
            ]
        return Hits(tuple(CaseHit(one.id, "") for one in known), more=False)

    async def by_identity(self, officer: Officer, typed: str, reason: str, now: datetime) -> Hits:
        """Return the cases whose filer has all of it, and note in each that it was found so.

        Raises NotSearchable, Incomplete without a reason, NotAllowed for posts that never learn who filed.
        """
        if not may_search_identities(officer):
            raise NotAllowed("您的岗位不能按来访人身份查找；确有需要的，请联系承办人员。")
        if reason not in IDENTITY_REASONS:
            raise Incomplete("identity_reason", "请选择按身份查找的理由。")
        query = query_of(typed)
        async with self._database.writing() as session:
            ids = await self._matched(session, officer, WHO, query, _MOST_IDENTITIES)
            known = [
                case
                for case in await self._cases(session, officer, ids)
                if await _may_learn(session, officer, case)
            ]
            entries = [
                JournalEntry(one.id, now, officer.id, JournalCode.IDENTITY_SEARCHED, {"reason": reason})
                for one in known
            ]
            await journal.append(session, entries, self._vault.journal_key)
        return Hits(tuple(CaseHit(one.id, "") for one in known), more=len(ids) == _MOST_IDENTITIES)

    async def is_behind(self) -> bool:
        """Say whether older cases are not found yet, until `shangmi search rebuild` has run."""
        async with self._database.reading() as session:
            return (
                await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == "search")) == "behind"
            )

    async def _matched(
        self, session: AsyncSession, officer: Officer, table: str, query: Query, limit: int
    ) -> list[str]:
        """Return the newest cases with the words, of those that the wall lets through."""
        if not self._database.is_sqlite:
            # A line that has asked five times would plan for any words: read all cases, the newest first, until
            # enough have them. For words that hardly a case has that is half a minute with 100,000 cases.
            await session.execute(text("SET LOCAL plan_cache_mode = force_custom_plan"))
        row = METADATA.tables[table].c
        found: dict[str, int] = {}
        for opening, bureau in _openings(officer):
            match = _match(self._vault, table, query, bureau, is_sqlite=self._database.is_sqlite)
            statement = (
                select(row.case_id, row.n)
                .join(CaseRow, col(CaseRow.id) == row.case_id)
                .where(text(_matches(table, is_sqlite=self._database.is_sqlite)), opening)
                .order_by(row.n.desc())
                .limit(limit)
            )
            found |= {case_id: number for case_id, number in await session.execute(statement, {"match": match})}
        return sorted(found, key=found.__getitem__, reverse=True)[:limit]

    async def _near(self, session: AsyncSession, officer: Officer, query: Query) -> tuple[CaseHit, ...]:
        found: dict[str, None] = {}
        for one in near_of(query):
            found |= dict.fromkeys(await self._matched(session, officer, SEARCH, one, _MOST_NEAR))
        readable = await self._readable(session, officer, list(found)[:_MOST_NEAR])
        return await self._ranked(session, query, readable)

    async def _readable(self, session: AsyncSession, officer: Officer, ids: Sequence[str]) -> list[str]:
        """Leave out what holds a trade secret that this officer may not read: not even that a word is in it."""
        secret = await secret_texts(session, ids)
        closed = {
            case.id
            for case in await self._cases(session, officer, [one for one in ids if one in secret])
            if not may_read(officer, case)
        }
        return [one for one in ids if one not in closed]

    async def _cases(self, session: AsyncSession, officer: Officer, ids: Iterable[str]) -> list[Case]:
        this = [
            await found_case(session, self._vault, wall.visible(officer), col(CaseRow.id) == one) for one in ids
        ]
        return [found[0] for found in this if found is not None]

    async def _ranked(self, session: AsyncSession, query: Query, ids: Sequence[str]) -> tuple[CaseHit, ...]:
        """Open the cases and put those first that have the words as they were typed, in what counts most."""
        # Who filed a part of a filing stands with that filing alone; what only follows one has a filer of its own.
        home = func.coalesce(col(CasePartRow.filing_id), col(CaseTextRow.case_id))
        of_home = aliased(CaseKeyRow)
        rows: Result[str, bytes, bytes, str, bytes, bytes] = await session.execute(
            select(
                col(CaseTextRow.case_id),
                col(CaseKeyRow.wrapped),
                col(CaseTextRow.sealed),
                home,
                col(of_home.wrapped),
                col(CaseIdentityRow.sealed),
            )
            .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseTextRow.case_id))
            .outerjoin(
                CasePartRow,
                and_(col(CasePartRow.part_id) == col(CaseTextRow.case_id), ~col(CasePartRow.follows)),
            )
            .outerjoin(of_home, col(of_home.case_id) == home)
            .outerjoin(CaseIdentityRow, col(CaseIdentityRow.case_id) == home)
            .where(col(CaseTextRow.case_id).in_(ids))
        )
        found: dict[str, tuple[int, CaseHit]] = {}
        for case_id, wrapped, sealed, home_id, home_wrapped, identity in rows:
            fields = orjson.loads(self._vault.unwrap(wrapped, case_id).unseal(sealed, "case_text"))["fields"]
            known: tuple[str, ...] = ()
            if identity is not None:
                key = self._vault.unwrap(home_wrapped, home_id)
                known = tuple(strings_in(orjson.loads(key.unseal(identity, "case_identity"))))
            found[case_id] = _weighed(case_id, fields, known, query)
        newest = [found[one] for one in ids if one in found]
        return tuple(hit for _, hit in sorted(newest, key=lambda one: -one[0]))


async def visible_references(session: AsyncSession, officer: Officer, references: Sequence[str]) -> list[str]:
    """Return those of the references whose cases the officer may see."""
    few = select(col(CaseRow.reference)).where(wall.visible(officer), col(CaseRow.reference).in_(references))
    return sorted(await session.scalars(few)) if references else []


def may_search_identities(officer: Officer) -> bool:
    """Say whether this post may ever learn who filed a case of its bureau."""
    return officer.role in ROLES_OF_A_BUREAU and officer.bureau is not None


async def _may_learn(session: AsyncSession, officer: Officer, case: Case) -> bool:
    """Say whether the officer may learn who filed this case, and nobody else has to agree first."""
    care = await care_of(session, case.lead_bureau)
    by_two = care.asks_two(case.kind, anonymous=case.anonymous)
    return not case.anonymous and not by_two and wall.may_see_identity(officer, case)


def _openings(officer: Officer) -> list[tuple[ColumnElement[bool], str]]:
    """Return the openings of the wall, each with the one bureau whose cases it is about, if it is."""
    openings = wall.openings(officer)
    own = "" if wall.sees_every_bureau(officer) else officer.bureau or ""
    return [(opening, own if number == 0 else "") for number, opening in enumerate(openings)]


def _matches(table: str, *, is_sqlite: bool) -> str:
    """Return the condition that the index answers; the names in it are our own."""
    if is_sqlite:
        index = f"{table}_index"
        newest = f"SELECT rowid FROM {index} WHERE {index} MATCH :match ORDER BY rowid DESC LIMIT {_MOST_MATCHED}"  # noqa: S608
        return f"{table}.n IN ({newest})"
    return f"to_tsvector('simple', {table}.bureau || ' ' || {table}.words) @@ to_tsquery('simple', :match)"


def _match(vault: Vault, table: str, query: Query, bureau: str, *, is_sqlite: bool) -> str:
    """Return the query in the language of the index: every piece by one of its ways, of this bureau's cases."""
    both, either = (" AND ", " OR ") if is_sqlite else (" & ", " | ")
    pieces = [
        "("
        + either.join("(" + both.join(sorted(token_of(vault, table, one) for one in way)) + ")" for way in ways)
        + ")"
        for ways in query.pieces
    ]
    words = both.join(pieces)
    if not bureau:
        return f"words : ({words})" if is_sqlite else words
    token = bureau_token(vault, bureau)
    return f"bureau : {token} AND words : ({words})" if is_sqlite else f"{token} & {words}"


def _weighed(case_id: str, fields: dict[str, object], known: Sequence[str], query: Query) -> tuple[int, CaseHit]:
    """Return how much speaks for a case, and where the words stand in it."""
    texts = [one for one in strings_in(fields) if one]
    first = [str(fields.get(name) or "") for name in ("reported_name", "secret_title", "question")]
    weight = sum(3 for piece in query.plain if any(piece in in_one_form(one) for one in first))
    weight += sum(1 for piece in query.plain if any(piece in in_one_form(one) for one in texts))
    return weight, CaseHit(case_id, _excerpt(texts, known, query))


def _excerpt(texts: Sequence[str], known: Sequence[str], query: Query) -> str:
    for one in texts:
        shown = covered(one, known, everybody=False)
        plain = in_one_form(shown)
        at = min((place for piece in query.plain if (place := plain.find(piece)) >= 0), default=-1)
        if at >= 0 and len(plain) == len(shown):
            begin, end = max(0, at - _AROUND), at + 2 * _AROUND
            return ("…" if begin else "") + shown[begin:end] + ("…" if end < len(shown) else "")
    return ""
