"""The desk's side of talks: who waits, taking one, writing, handing it on, giving it back to the bot.

The rules stand in `talks.talk`, who may see what in `wall`. Every act of an officer is one line of the talk, one
entry of its journal and the words for the person, all or none.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final
from unicodedata import category

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import DECIDERS, HANDLERS
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import account_of, record
from intake.officers import wall
from intake.officers.officer import Officer, names_of
from intake.officers.talk_letters import pushed
from intake.routing.bureaus import Bureaus
from intake.storage.account_tables import AccountJournalRow
from intake.storage.changes import writing
from intake.storage.database import Database
from intake.storage.rows import PostedLetter
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import OfficerRow
from intake.storage.talk_rows import letter_to, talk_of, talk_rows, words_of
from intake.storage.talk_tables import TalkLineRow, TalkRow
from intake.talks.talk import (
    LONGEST_WORDS,
    LineBy,
    SaidLine,
    Talk,
    TalkAct,
    TalkEnd,
    TalkState,
    ended,
    taken,
    with_line,
)

# Others write at the same time: after so many tries the officer is asked to look again.
# Letters, numbers, marks and symbols are seen; a blank of no width is none of them.
_SEEN: Final = "LNPS"
_TRIES: Final = 4
_ENDED_SHOWN: Final = 30
_READ_AGAIN: Final = timedelta(hours=1)
# Which words of the service's own open a form, by what the officer chooses.
FORMS: Final = ("complaint", "tip", "consultation")
ENDS: Final = {
    TalkEnd.BY_OFFICER: "工作人员结束",
    TalkEnd.TO_FORM: "请来访人填表",
    TalkEnd.BY_PERSON: "来访人结束",
    TalkEnd.QUIET: "没有人说话，自动结束",
    TalkEnd.NOBODY_CAME: "没有等到工作人员",
    TalkEnd.LEFT: "来访人取消关注",
}


class NoSuchTalk(Exception):
    """There is none with this id, or it stands at another desk; the two look alike."""


class TalkRefused(Exception):
    """What was wanted cannot be done. The text is for the officer."""


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line as an officer reads it; `who` is the officer's name, is_new what the holder had not seen before."""

    n: int
    at: datetime
    by: LineBy
    who: str
    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class TalkLine:
    """A talk as it is listed; `unread` counts what the person wrote since its officer looked last."""

    talk: Talk
    holder: str
    unread: int


@dataclass(frozen=True, slots=True)
class TalksWaiting:
    """How many people wait for somebody of the bureau, and how many lines of one's own talks were not seen."""

    people: int
    unread: int


@dataclass(frozen=True, slots=True)
class SeenTalk:
    """A talk as its page shows it.

    colleagues  to whom it can be handed: id and name
    may_take    it waits, or whoever holds it has gone, or a head takes it over
    """

    talk: Talk
    holder: str
    lines: tuple[SeenLine, ...]
    colleagues: tuple[tuple[str, str], ...]
    may_take: bool


@dataclass(frozen=True, slots=True)
class _Done:
    """An act to be written: with its letters, and what the journal calls it."""

    act: TalkAct
    code: AccountCode
    letters: tuple[PostedLetter, ...] = ()
    payload: dict[str, str] = field(default_factory=dict)


class DeskTalks:
    """Shows and changes the talks of an officer's own bureau."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus, say: Callable[..., str]) -> None:
        """Take the parts; `say` returns a sentence that the person reads, by its key."""
        self._database = database
        self._vault = vault
        self._bureaus = bureaus
        self._say = say

    async def listed(self, officer: Officer) -> tuple[TalkLine, ...]:
        """Return the talks of the bureau: those that wait or run, the oldest first; then the last that ended."""
        mine = wall.talks_of(officer)
        ended_ones = select(TalkRow).where(mine, col(TalkRow.state) == TalkState.ENDED.value)
        last = ended_ones.order_by(col(TalkRow.ended_at).desc()).limit(_ENDED_SHOWN)
        open_ones = select(TalkRow).where(mine, col(TalkRow.state) != TalkState.ENDED.value)
        async with self._database.reading() as session:
            rows = [
                *await session.scalars(open_ones.order_by(col(TalkRow.opened_at))),
                *await session.scalars(last),
            ]
            names = await names_of(session, {row.officer_id for row in rows if row.officer_id})
            unread = await _unread(session, [row for row in rows if row.state != TalkState.ENDED])
        return tuple(
            TalkLine(talk_of(row), names.get(row.officer_id or "", ""), unread.get(row.id, 0)) for row in rows
        )

    async def open(self, officer: Officer, talk_id: str, now: datetime, after: int = 0) -> SeenTalk:
        """Return a talk with its lines after number `after`. Raises NoSuchTalk.

        Who holds it has then read it; that anybody else looked into it stands in its journal.
        """
        async with self._database.writing() as session:
            row = await self._row(session, officer, talk_id)
            talk = talk_of(row)
            if talk.officer_id != officer.id:
                await self._note_reading(session, row, officer, now)
            elif talk.read_until < talk.lines:
                until = update(TalkRow).where(col(TalkRow.id) == talk.id, col(TalkRow.read_until) < talk.lines)
                await session.execute(until.values(read_until=talk.lines))
            newer = select(TalkLineRow).where(col(TalkLineRow.talk_id) == talk.id, col(TalkLineRow.n) > after)
            lines = (await session.scalars(newer.order_by(col(TalkLineRow.n)))).all()
            people = await self._people(session, officer)
            names = await names_of(
                session, {line.officer_id for line in lines if line.officer_id} | {talk.officer_id or ""}
            )
        seen = tuple(self._seen(line, talk, names) for line in lines)
        colleagues = tuple((one, name) for one, name in people if one != officer.id)
        return SeenTalk(
            talk, names.get(talk.officer_id or "", ""), seen, colleagues, _may_take(officer, talk, people)
        )

    async def take(self, officer: Officer, talk_id: str, seen_holder: str, now: datetime) -> None:
        """Take a talk; of two who do so at once the first has it. Raises NoSuchTalk, TalkRefused."""

        async def act(session: AsyncSession, talk: Talk) -> _Done:
            if talk.officer_id == officer.id and talk.state is TalkState.HELD:
                raise TalkRefused("这次对话已经由您接待。")
            await self._refuse_ended(talk)
            people = await self._people(session, officer)
            if (talk.officer_id or "") != seen_holder or not _may_take(officer, talk, people):
                raise TalkRefused(f"{await _name(session, talk.officer_id)}已经接待了这次对话，没有转到您这里。")
            phrase = "handed_on" if talk.officer_id else "taken"
            told = letter_to(talk, self._told(talk, phrase), self._vault, now)
            return _Done(taken(talk, officer.id, f"{officer.name} 接待", now), AccountCode.TALK_TAKEN, (told,))

        await self._change(officer, talk_id, now, act)

    async def write(self, officer: Officer, talk_id: str, text: str, now: datetime) -> None:
        """Say something to the person. Raises NoSuchTalk, TalkRefused; nothing is sent then."""
        words = text.replace("\r\n", "\n").strip()

        async def act(session: AsyncSession, talk: Talk) -> _Done:
            await self._refuse_not_held(session, officer, talk)
            if not any(category(sign)[0] in _SEEN for sign in words):
                raise TalkRefused("还没有写内容，没有发出。")
            if len(words) > LONGEST_WORDS:
                raise TalkRefused(
                    f"内容有 {len(words)} 字，一次最多 {LONGEST_WORDS} 字，没有发出。请删短或者分开发。"
                )
            if talk.is_full:
                raise TalkRefused("这次对话太长了，没有发出。请结束以后请来访人重新转人工。")
            told = letter_to(talk, self._say("talk.officer", text=words), self._vault, now)
            line = SaidLine(LineBy.OFFICER, words, officer.id)
            return _Done(with_line(talk, line, now), AccountCode.TALK_WRITTEN, (told,))

        await self._change(officer, talk_id, now, act)

    async def hand_on(self, officer: Officer, talk_id: str, to: str, now: datetime) -> None:
        """Hand a talk to a colleague of the bureau. Raises NoSuchTalk, TalkRefused."""

        async def act(session: AsyncSession, talk: Talk) -> _Done:
            await self._refuse_not_held(session, officer, talk)
            names = dict(await self._people(session, officer))
            if to not in names or to == officer.id:
                raise TalkRefused("请选择本局在用账号的同事。")
            told = letter_to(talk, self._told(talk, "handed_on"), self._vault, now)
            said = f"{officer.name} 转给 {names[to]}"
            return _Done(taken(talk, to, said, now), AccountCode.TALK_HANDED_ON, (told,), {"to": to})

        await self._change(officer, talk_id, now, act)

    async def give_back(self, officer: Officer, talk_id: str, form: str, now: datetime) -> None:
        """End a talk: the bot answers again; with a form, the person is asked to fill it here.

        Raises NoSuchTalk, TalkRefused.
        """

        async def act(session: AsyncSession, talk: Talk) -> _Done:
            await self._refuse_not_held(session, officer, talk)
            if form and form not in FORMS:
                raise TalkRefused("请选择要请来访人填的表。")
            how = TalkEnd.TO_FORM if form else TalkEnd.BY_OFFICER
            label = self._say(f"choices.{form}") if form else ""
            phrase = self._told(talk, "to_form", form=label) if form else self._told(talk, "handed_back")
            told = letter_to(talk, phrase, self._vault, now)
            said = f"{officer.name} 结束，请来访人填写：{label}" if form else f"{officer.name} 结束"
            return _Done(ended(talk, how, said, now), AccountCode.TALK_ENDED, (told,), {"how": how.value})

        await self._change(officer, talk_id, now, act)

    async def _change(
        self,
        officer: Officer,
        talk_id: str,
        now: datetime,
        make: Callable[[AsyncSession, Talk], Awaitable[_Done]],
    ) -> None:
        for _ in range(_TRIES):
            try:
                async with self._database.writing() as session:
                    row = await self._row(session, officer, talk_id)
                    done = await make(session, talk_of(row))
                    rows = talk_rows(done.act, self._vault, now, done.letters)
                    notices = await pushed(session, done.act.after, done.letters, now)
                    rows = replace(rows, inserts=(*rows.inserts, *notices))
                    key = self._vault.journal_key
                    await carried_out_in(session, writing(rows, key))
                    await record(session, key, row, officer.id, done.code, now, **done.payload)
            except IntegrityError:
                # The person, a colleague or the clock wrote the same line: once more on what they left.
                continue
            return
        raise TalkRefused("同时有别的操作，没有保存。请看过现在的内容，再试一次。")

    async def _row(self, session: AsyncSession, officer: Officer, talk_id: str) -> TalkRow:
        row = await session.scalar(select(TalkRow).where(col(TalkRow.id) == talk_id, wall.talks_of(officer)))
        if row is None:
            raise NoSuchTalk
        return row

    async def _refuse_ended(self, talk: Talk) -> None:
        if talk.state is TalkState.ENDED:
            how = ENDS[talk.ended_as] if talk.ended_as else "已结束"
            raise TalkRefused(f"这次对话已经结束（{how}），没有发出。来访人需要时会重新转人工。")

    async def _refuse_not_held(self, session: AsyncSession, officer: Officer, talk: Talk) -> None:
        await self._refuse_ended(talk)
        if talk.state is TalkState.WAITING:
            raise TalkRefused("还没有人接待，请先点“接待”。")
        if talk.officer_id != officer.id:
            raise TalkRefused(f"现在由{await _name(session, talk.officer_id)}接待，没有发出。")

    async def _note_reading(self, session: AsyncSession, row: TalkRow, officer: Officer, now: datetime) -> None:
        entry = AccountJournalRow
        lately = select(col(entry.seq)).where(
            col(entry.chain) == account_of(row),
            col(entry.actor) == officer.id,
            col(entry.code) == AccountCode.TALK_READ.value,
            col(entry.at) > now - _READ_AGAIN,
        )
        if (await session.execute(lately.limit(1))).first() is None:
            await session.refresh(row, with_for_update=True)
            await record(session, self._vault.journal_key, row, officer.id, AccountCode.TALK_READ, now)

    async def _people(self, session: AsyncSession, officer: Officer) -> list[tuple[str, str]]:
        """Return who works in the officer's bureau and signs in: id and name."""
        query = select(col(OfficerRow.id), col(OfficerRow.name)).where(
            col(OfficerRow.bureau) == officer.bureau,
            col(OfficerRow.active).is_(True),
            col(OfficerRow.role).in_(sorted(HANDLERS)),
        )
        found = await session.execute(query.order_by(col(OfficerRow.name)))
        return [(one, name) for one, name in found]

    def _told(self, talk: Talk, phrase: str, **values: str) -> str:
        """Return what the person is told, and where their form is, once the bot has the talk again."""
        said = self._say(f"talk.{phrase}", office=self._bureaus.public_name_of(talk.bureau), **values)
        waits = phrase == "handed_back" and talk.resumes
        return f"{said}{self._say('talk.draft_waits')}" if waits else said

    def _seen(self, line: TalkLineRow, talk: Talk, names: dict[str, str]) -> SeenLine:
        by, who = LineBy(line.by), names.get(line.officer_id or "", "")
        is_new = by is LineBy.PERSON and line.n > talk.read_until
        return SeenLine(line.n, line.at, by, who, words_of(line, self._vault), is_new)


async def talks_waiting(session: AsyncSession, officer: Officer) -> TalksWaiting:
    """Return what an officer should look at on the talks desk."""
    if not wall.sees_talks(officer):
        return TalksWaiting(0, 0)
    runs = select(TalkRow).where(wall.talks_of(officer), col(TalkRow.state) != TalkState.ENDED.value)
    rows = (await session.scalars(runs)).all()
    unread = await _unread(session, [row for row in rows if row.officer_id == officer.id])
    return TalksWaiting(sum(row.state == TalkState.WAITING for row in rows), sum(unread.values()))


def _may_take(officer: Officer, talk: Talk, people: list[tuple[str, str]]) -> bool:
    if talk.state is TalkState.WAITING:
        return True
    is_gone = talk.officer_id not in dict(people)
    takes_over = officer.role in DECIDERS and talk.officer_id != officer.id
    return talk.state is TalkState.HELD and (is_gone or takes_over)


async def _unread(session: AsyncSession, rows: list[TalkRow]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in rows:
        lines = select(col(TalkLineRow.n)).where(
            col(TalkLineRow.talk_id) == row.id,
            col(TalkLineRow.n) > row.read_until,
            col(TalkLineRow.by) == LineBy.PERSON.value,
        )
        counts[row.id] = len((await session.scalars(lines)).all())
    return counts


async def _name(session: AsyncSession, officer_id: str | None) -> str:
    names = await names_of(session, {officer_id or ""})
    return names.get(officer_id or "", "同事")
