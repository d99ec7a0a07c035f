"""What we remember of a person between messages, and the replies already given. All of it sealed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, Reply, Trace
from bot.conversation.page.sent import PageFiled, PageTold
from bot.conversation.state import State
from intake.cases.filer import Filer
from intake.storage.database import Database
from intake.storage.recall import Recall
from intake.storage.rows import Retold, TurnGate
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, ConversationRow, MailRow, TurnRow, WebSessionRow
from intake.storage.talk_rows import talk_of
from intake.storage.talk_tables import TalkRow
from intake.talks.talk import Talk, TalkState

# A letter that waits: the id of its row, and what it says.
WaitingLetter = tuple[str, tuple["Reply", ...]]


class Answered(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a message was answered with.

    page, filed  what a page of a form was told; None for what was said in a chat
    """

    replies: tuple[Reply, ...]
    trace: Trace
    page: PageTold | None = None
    filed: PageFiled | None = None


class Mail(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an officer wrote, as the desk seals it; or a reminder of a draft.

    of_draft  it is worth saying only as long as that draft rests
    """

    replies: tuple[Reply, ...]
    of_draft: bool = False


class Own(msgspec.Struct, frozen=True, array_like=True):
    """A case that an account may see without saying a code again.

    until  when that is forgotten; None: with the conversation (an anonymous case of before, which has no code)
    """

    reference: str
    until: datetime | None = None


_ENCODER = msgspec.json.Encoder()
_ANSWERED = msgspec.json.Decoder(Answered)
_MAIL = msgspec.json.Decoder(Mail)
# A bare reference is how it was written before codes were.
_OWN = msgspec.json.Decoder(tuple[Own | str, ...])


@dataclass(frozen=True, slots=True)
class Recollection:
    """What is known when a message arrives.

    answered  the reply this very message got before, or None
    own       the cases that they may see without a code now
    mail      what officers wrote since, not delivered yet: (id, replies) in the order written
    talk      the talk with an officer that waits or runs
    """

    answered: Answered | None
    turn_no: int
    state: State
    own: tuple[Own, ...]
    mail: tuple[WaitingLetter, ...]
    talk: Talk | None = None


class Memory:
    """Recalls before a turn, seals after it."""

    def __init__(self, database: Database, recall: Recall, vault: Vault) -> None:
        self._database = database
        self._recall = recall
        self._vault = vault

    async def recollect(self, message: Inbound) -> Recollection:
        """Return what is known of the person, and whether this message was answered before."""
        filer = message.filer
        found = await self._recall.recall(filer.person, message.channel, message.key)
        own = self._read_own(filer, found.own, message.received_at)
        state = self.read_state(found.state, filer.person).without_old_drafts(message.received_at)
        mail = [(n, mail_id, self._read_mail(sealed, filer.person)) for mail_id, n, sealed in found.mail]
        letters = [(n, mail_id, one.replies) for n, mail_id, one in mail if state.has_reminded or not one.of_draft]
        if own:
            about = await self._letters_about([case.reference for case in own])
            known = {mail_id for _, mail_id, _ in letters}
            letters = sorted(letters + [one for one in about if one[1] not in known], key=lambda one: one[0])
        return Recollection(
            answered=self.read_reply(found.reply, message.key) if found.reply is not None else None,
            turn_no=found.turn_no,
            state=state,
            own=own,
            mail=tuple((mail_id, replies) for _, mail_id, replies in letters),
            talk=await self._talk(found.talk),
        )

    async def _talk(self, talk_id: str | None) -> Talk | None:
        if talk_id is None:
            return None
        async with self._database.reading() as session:
            row = await session.get(TalkRow, talk_id)
        return talk_of(row) if row is not None and row.state != TalkState.ENDED else None

    async def letters_about(self, references: Sequence[str]) -> tuple[WaitingLetter, ...]:
        """Return what officers wrote about these cases of theirs, not delivered yet."""
        letters = await self._letters_about(references)
        return tuple((mail_id, replies) for _, mail_id, replies in letters)

    def gate(self, message: Inbound, answered: Answered, turn_no: int, now: datetime) -> TurnGate:
        """Return the row that lets this turn in, once."""
        return TurnGate(
            channel=message.channel,
            message_key=message.key,
            person=message.person,
            turn_no=turn_no,
            reply=self._vault.seal(_ENCODER.encode(answered), "reply", message.key),
            created_at=now,
            expires_at=now + message.can.repeats_within,
        )

    def retold(
        self, message: Inbound, earlier_key: str, replies: tuple[Reply, ...], filed: PageFiled | None = None
    ) -> Retold:
        """Return what an earlier message of the same person is answered with from now on."""
        answered = Answered(replies, Trace(), filed=filed)
        sealed = self._vault.seal(_ENCODER.encode(answered), "reply", earlier_key)
        return Retold(message.channel, earlier_key, sealed)

    async def answered(self, message: Inbound, earlier_key: str) -> Answered | None:
        """Return what an earlier message of the same person was answered with, as long as that is kept."""
        query = select(col(TurnRow.reply)).where(
            col(TurnRow.channel) == message.channel,
            col(TurnRow.message_key) == earlier_key,
            col(TurnRow.person) == message.person,
        )
        async with self._database.reading() as session:
            sealed = await session.scalar(query)
        return self.read_reply(sealed, earlier_key) if sealed is not None else None

    def read_reply(self, sealed: bytes, message_key: str) -> Answered:
        """Read back the reply of a gate."""
        return _ANSWERED.decode(self._vault.unseal(sealed, "reply", message_key))

    def sealed_state(self, state: State, person: str) -> bytes:
        """Seal where the person stands now."""
        return self._vault.seal(state.written(), "state", person)

    def sealed_mail(self, mail: Mail, person: str) -> bytes:
        """Seal words that wait for their person."""
        return self._vault.seal(_ENCODER.encode(mail), "mail", person)

    def sealed_own(self, filer: Filer, own: Sequence[Own]) -> bytes | None:
        """Seal which cases they may see without a code: only a message of theirs opens it again."""
        if not own:
            return None
        return self._vault.seal_for(filer.own_key, _ENCODER.encode(own), filer.person)

    async def meet(self, person: str, now: datetime) -> None:
        """Remember that this web session was opened by us."""
        row = WebSessionRow(person=person, opened_at=now)
        try:
            async with self._database.writing() as session:
                session.add(row)
        except IntegrityError:
            # Met before: a second request of the same session came in at the same time.
            return

    async def knows(self, person: str) -> bool:
        """Say whether this web session was opened by us."""
        query = select(col(WebSessionRow.person)).where(col(WebSessionRow.person) == person)
        async with self._database.reading() as session:
            return (await session.execute(query)).first() is not None

    async def said_since(self, filer: Filer, after: int, now: datetime) -> list[tuple[int, tuple[Reply, ...]]]:
        """Return what officers wrote to this filer after number `after`, oldest first.

        A visit that begins anew (0) is not told again what was said in talks that are over.
        """
        async with self._database.reading() as session:
            theirs = await self._letters_to(session, filer, now)
            letters = await _letters(session, theirs, col(MailRow.n) > after)
            if after == 0 and not await _is_talking(session, filer.person):
                letters = [one for one in letters if one.delivered_at is None or not self._is_notice(one)]
            mail = [(letter.n, self._read_mail(letter.sealed, letter.filer)) for letter in letters]
            if any(one.of_draft for _, one in mail):
                rests = await self._has_reminded(session, filer.person, now)
                mail = [(n, one) for n, one in mail if rests or not one.of_draft]
        return [(n, one.replies) for n, one in mail]

    async def heard_until(self, filer: Filer, after: int, now: datetime) -> None:
        """Note that what was written up to number `after` reached this filer's browser: it says so itself."""
        async with self._database.reading() as session:
            waits = or_(col(MailRow.delivered_at).is_(None), col(MailRow.read_at).is_(None))
            theirs = await self._letters_to(session, filer, now)
            letters = await _letters(session, theirs, waits, col(MailRow.n) <= after)
        if letters:
            these = update(MailRow).where(col(MailRow.id).in_([letter.id for letter in letters]))
            here = these.where(col(MailRow.delivered_at).is_(None))
            async with self._database.writing() as session:
                await session.execute(here.values(delivered_at=now, delivered_by=ChannelName.WEB.value))
                await session.execute(these.where(col(MailRow.read_at).is_(None)).values(read_at=now))

    async def _has_reminded(self, session: AsyncSession, person: str, now: datetime) -> bool:
        state = select(col(ConversationRow.state)).where(col(ConversationRow.person) == person)
        sealed = await session.scalar(state)
        return self.read_state(sealed, person).without_old_drafts(now).has_reminded

    async def _letters_to(self, session: AsyncSession, filer: Filer, now: datetime) -> ColumnElement[bool]:
        """Return the condition for letters to this filer, or about a case that they see without a code."""
        remembered = select(col(ConversationRow.own)).where(col(ConversationRow.person) == filer.person)
        own = self._read_own(filer, await session.scalar(remembered), now)
        return or_(col(MailRow.filer) == filer.person, _about(case.reference for case in own))

    async def _letters_about(self, references: Sequence[str]) -> list[tuple[int, str, tuple[Reply, ...]]]:
        async with self._database.reading() as session:
            waiting = col(MailRow.delivered_at).is_(None)
            letters = await _letters(session, _about(references), waiting)
        return [(letter.n, letter.id, self._read_mail(letter.sealed, letter.filer).replies) for letter in letters]

    def _is_notice(self, letter: MailRow) -> bool:
        return all(reply.notice for reply in self._read_mail(letter.sealed, letter.filer).replies)

    def _read_own(self, filer: Filer, sealed: bytes | None, now: datetime) -> tuple[Own, ...]:
        if sealed is None or not filer.own_key:
            # A page that a link led to carries no key of the account: it neither reads nor changes this.
            return ()
        known = _OWN.decode(self._vault.unseal_for(filer.own_key, sealed, filer.person))
        cases = (case if isinstance(case, Own) else Own(case) for case in known)
        return tuple(case for case in cases if case.until is None or now < case.until)

    def read_state(self, sealed: bytes | None, person: str) -> State:
        """Read back a sealed state; None is a person we do not know yet."""
        if sealed is None:
            return State()
        return State.read(self._vault.unseal(sealed, "state", person))

    def _read_mail(self, sealed: bytes, filer: str) -> Mail:
        return _MAIL.decode(self._vault.unseal(sealed, "mail", filer))


def _about(references: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition for letters about these cases."""
    cases = select(col(CaseRow.id)).where(col(CaseRow.reference).in_(list(references)))
    return col(MailRow.case_id).in_(cases)


async def _is_talking(session: AsyncSession, person: str) -> bool:
    runs = col(TalkRow.person) == person, col(TalkRow.state) != TalkState.ENDED
    return (await session.execute(select(col(TalkRow.id)).where(*runs).limit(1))).first() is not None


async def _letters(session: AsyncSession, *which: ColumnElement[bool]) -> Sequence[MailRow]:
    query = select(MailRow).where(*which).order_by(col(MailRow.n))
    return (await session.scalars(query)).all()
