"""Questions that were asked: how often an entry was the answer, and those that had no good one."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Exists, Select, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.curation.editorial import EditRefused
from intake.ids import new_id
from intake.officers.officer import Officer
from intake.storage.database import Database
from intake.storage.knowledge_tables import AskedRow, GapDecisionRow, ReactionRow, RegressionRow
from intake.storage.sealing import Vault
from intake.stored import listed

PURPOSE = "asked"
COUNTED_BACK = timedelta(days=90)
KEPT = timedelta(days=365)
MOST_GAPS = 1_000
MOST_REPLAYED = 200

WORDING, MADE_DRAFT, SET_ASIDE = "wording", "draft", "set_aside"


# Groups of places in a list of questions (text, nearest entry) that are about the same matter.
Grouping = Callable[[Sequence[tuple[str, str]]], list[list[int]]]


@dataclass(frozen=True, slots=True)
class Fared:
    """How an entry fared lately: given as the answer, found helpful, found unhelpful."""

    given: int = 0
    helpful: int = 0
    unhelpful: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions about one matter that had no good answer.

    texts     each once, the one asked most often first, with how often
    keys      keyed ids of the texts: what a decision names
    nearest   the entry that came nearest, or ""
    unanswered, offered, unhelpful   how often: no answer, a menu nobody chose from, an answer that did not help
    last_at   the hour of the last one
    """

    texts: tuple[tuple[str, int], ...]
    keys: tuple[str, ...]
    nearest: str
    unanswered: int
    offered: int
    unhelpful: int
    last_at: datetime

    @property
    def asked(self) -> int:
        """How often it was asked."""
        return sum(times for _, times in self.texts)


@dataclass(frozen=True, slots=True)
class _Miss:
    text: str
    key: str
    nearest: str
    decision: str
    hour: datetime


class AskedQuestions:
    """Reads what was asked and keeps what curators decide about it."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def counts(self, now: datetime) -> dict[str, Fared]:
        """Return how each entry fared in the last ninety days, by id."""
        since = now - COUNTED_BACK
        async with self._database.reading() as session:
            given = await _by_entry(session, since)
            chosen = await _chosen(session, since)
            judged = await _judged(session, since)
        ids = {*given, *chosen, *(entry for entry, _ in judged)}
        return {
            entry: Fared(
                given.get(entry, 0) + chosen.get(entry, 0),
                judged.get((entry, "yes"), 0),
                judged.get((entry, "no"), 0),
            )
            for entry in ids
        }

    async def gaps(self, grouped: Grouping, now: datetime) -> list[Gap]:
        """Return what had no good answer in the last ninety days and is not decided yet, the most asked first."""
        async with self._database.reading() as session:
            misses = [self._miss(row) for row in await session.scalars(_misses(now - COUNTED_BACK))]
        # A thousand questions are compared with one another: not in the loop that answers people.
        questions = [(miss.text, miss.nearest) for miss in misses]
        groups = await asyncio.to_thread(grouped, questions)
        return sorted((_gap([misses[place] for place in group]) for group in groups), key=_urgency)

    async def lately(self, now: datetime) -> list[str]:
        """Return texts asked lately, each once: what a rehearsal also looks at."""
        query = (
            select(col(AskedRow.text_key), col(AskedRow.id), col(AskedRow.sealed))
            .where(col(AskedRow.hour) >= now - COUNTED_BACK)
            .order_by(col(AskedRow.hour).desc())
            .limit(MOST_REPLAYED * 3)
        )
        async with self._database.reading() as session:
            newest = {key: (asked_id, sealed) for key, asked_id, sealed in await session.execute(query)}
        return [self._text(*one) for one in list(newest.values())[:MOST_REPLAYED]]

    async def set_aside(self, officer: Officer, keys: Sequence[str], reason: str, now: datetime) -> None:
        """Decide that these questions need no answer; raises EditRefused without a reason."""
        if not reason.strip():
            raise EditRefused("请写明搁置的理由。", "reason")
        async with self._database.writing() as session:
            _decide(session, officer, keys, SET_ASIDE, None, reason, now)

    async def accept(
        self,
        officer: Officer,
        keys: Sequence[str],
        decision: str,
        entry_id: str,
        wordings: Sequence[str],
        now: datetime,
    ) -> None:
        """Note that these questions went into a draft of an entry; every publication replays them from now on."""
        async with self._database.writing() as session:
            _decide(session, officer, keys, decision, entry_id, "", now)
            await session.execute(update(AskedRow).where(col(AskedRow.text_key).in_(keys)).values(settled=True))
            for text in wordings:
                session.add(RegressionRow(id=new_id(now), text=text, entry_id=entry_id, by=officer.id, at=now))

    async def decisions(self, limit: int = 50) -> list[GapDecisionRow]:
        """Return the last decisions, newest first."""
        query = select(GapDecisionRow).order_by(col(GapDecisionRow.at).desc()).limit(limit)
        async with self._database.reading() as session:
            return list(await session.scalars(query))

    async def forget(self, now: datetime) -> None:
        """Erase questions and reactions after a year."""
        async with self._database.writing() as session:
            await session.execute(delete(AskedRow).where(col(AskedRow.hour) < now - KEPT))
            await session.execute(delete(ReactionRow).where(col(ReactionRow.hour) < now - KEPT))

    def _miss(self, row: AskedRow) -> _Miss:
        nearest = row.entry or (str(listed(row.best[0])[0]) if row.best else "")
        return _Miss(self._text(row.id, row.sealed), row.text_key, nearest, row.decision, row.hour)

    def _text(self, asked_id: str, sealed: bytes) -> str:
        return self._vault.unseal(sealed, PURPOSE, asked_id).decode()


def _misses(since: datetime) -> Select[AskedRow]:
    """Select what had no good answer: nothing, a menu nobody chose from, or an answer that did not help."""
    chose = _reacted("choice").where(col(ReactionRow.value) != "none")
    did_not_help = _reacted("helpful").where(col(ReactionRow.value) == "no")
    set_aside = exists().where(
        col(GapDecisionRow.text_key) == col(AskedRow.text_key), col(GapDecisionRow.decision) == SET_ASIDE
    )
    is_open = ~col(AskedRow.settled) & ~set_aside
    unanswered = col(AskedRow.decision).in_(("nothing", "menu")) & ~chose
    return (
        select(AskedRow)
        .where(col(AskedRow.hour) >= since, or_(unanswered, did_not_help), is_open)
        .order_by(col(AskedRow.hour).desc())
        .limit(MOST_GAPS)
    )


def _reacted(kind: str) -> Exists:
    return exists().where(col(ReactionRow.asked_id) == col(AskedRow.id), col(ReactionRow.kind) == kind)


async def _by_entry(session: AsyncSession, since: datetime) -> dict[str, int]:
    found = await session.execute(
        select(col(AskedRow.entry), func.count())
        .where(col(AskedRow.hour) >= since, col(AskedRow.entry).is_not(None))
        .group_by(col(AskedRow.entry))
    )
    return {str(entry): times for entry, times in found}


async def _chosen(session: AsyncSession, since: datetime) -> dict[str, int]:
    found = await session.execute(
        select(col(ReactionRow.value), func.count())
        .where(col(ReactionRow.hour) >= since, col(ReactionRow.kind) == "choice")
        .group_by(col(ReactionRow.value))
    )
    return {entry: times for entry, times in found if entry != "none"}


async def _judged(session: AsyncSession, since: datetime) -> dict[tuple[str, str], int]:
    found = await session.execute(
        select(col(AskedRow.entry), col(ReactionRow.value), func.count())
        .join(ReactionRow, col(ReactionRow.asked_id) == col(AskedRow.id))
        .where(col(AskedRow.hour) >= since, col(ReactionRow.kind) == "helpful", col(AskedRow.entry).is_not(None))
        .group_by(col(AskedRow.entry), col(ReactionRow.value))
    )
    return {(str(entry), value): times for entry, value, times in found}


def _decide(
    session: AsyncSession,
    officer: Officer,
    keys: Sequence[str],
    decision: str,
    entry_id: str | None,
    reason: str,
    now: datetime,
) -> None:
    for key in keys:
        session.add(
            GapDecisionRow(
                id=new_id(now),
                text_key=key,
                decision=decision,
                entry_id=entry_id,
                reason=reason.strip(),
                by=officer.id,
                at=now,
            )
        )


def _gap(misses: Sequence[_Miss]) -> Gap:
    texts = Counter(miss.text for miss in misses)
    nearest = Counter(miss.nearest for miss in misses if miss.nearest)
    return Gap(
        texts=tuple(texts.most_common()),
        keys=tuple(dict.fromkeys(miss.key for miss in misses)),
        nearest=nearest.most_common(1)[0][0] if nearest else "",
        unanswered=sum(miss.decision == "nothing" for miss in misses),
        offered=sum(miss.decision == "menu" for miss in misses),
        unhelpful=sum(miss.decision == "answer" for miss in misses),
        last_at=max(miss.hour for miss in misses),
    )


def _urgency(gap: Gap) -> tuple[int, float]:
    return -gap.asked, -gap.last_at.timestamp()
