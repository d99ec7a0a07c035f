"""What we remember of a person between messages, and the replies already given. All of it sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from bot.conversation.messages import Inbound, Reply, Trace
from bot.conversation.state import State
from intake.storage.database import Database
from intake.storage.recall import Recall
from intake.storage.rows import Gate
from intake.storage.sealing import Vault
from intake.storage.tables import ContactRow, MailRow


@dataclass(frozen=True, slots=True)
class Answered:
    """What a message was answered with."""

    replies: tuple[Reply, ...]
    trace: Trace


@dataclass(frozen=True, slots=True)
class Recollection:
    """What is known when a message arrives.

    answered  the reply this very message got before, or None
    mail      what officers wrote since, not delivered yet: (id, replies) in the order written
    """

    answered: Answered | None
    turn_no: int
    state: State
    mail: tuple[tuple[str, tuple[Reply, ...]], ...]


class Memory:
    """Recalls before a turn, seals after it."""

    def __init__(self, database: Database, recall: Recall, vault: Vault) -> None:
        self._database = database
        self._recall = recall
        self._vault = vault

    async def recollect(self, message: Inbound) -> Recollection:
        """Return what is known of the person, and whether this message was answered before."""
        found = await self._recall.recall(message.person, message.channel, message.key)
        return Recollection(
            answered=self.read_reply(found.reply) if found.reply is not None else None,
            turn_no=found.turn_no,
            state=self.read_state(found.state).without_old_drafts(message.received_at),
            mail=tuple((mail_id, self._read_mail(sealed)) for mail_id, _, sealed in found.mail),
        )

    def gate(self, message: Inbound, answered: Answered, turn_no: int, now: datetime) -> Gate:
        """Return the row that lets this turn in, once."""
        content = {
            "replies": [reply.as_json() for reply in answered.replies],
            "trace": answered.trace.as_json(),
        }
        return Gate(
            channel=message.channel,
            message_key=message.key,
            person=message.person,
            turn_no=turn_no,
            reply=self._vault.seal(orjson.dumps(content), "reply"),
            created_at=now,
            expires_at=now + message.can.repeats_within,
        )

    def read_reply(self, sealed: bytes) -> Answered:
        """Read back the reply of a gate."""
        content = orjson.loads(self._vault.unseal(sealed, "reply"))
        return Answered(tuple(Reply.from_json(shape) for shape in content["replies"]), _trace(content["trace"]))

    def sealed_state(self, state: State) -> bytes:
        """Seal where the person stands now."""
        return self._vault.seal(orjson.dumps(state.as_json()), "state")

    def trimmed(self, sealed: bytes, now: datetime) -> tuple[bytes, datetime | None]:
        """Return a sealed state without the drafts that are due, and when the next one is."""
        state = self.read_state(sealed).without_old_drafts(now)
        return self.sealed_state(state), state.drafts_due_at

    def sealed_contact(self, contact: str) -> bytes:
        """Seal how a person is reached (an openid). It is written nowhere else."""
        return self._vault.seal(contact.encode(), "contact")

    async def meet(self, channel: str, person: str, now: datetime) -> None:
        """Remember that this person exists, so that their session is known again."""
        row = ContactRow(person=person, channel=channel, sealed=self.sealed_contact(""), created_at=now)
        try:
            async with self._database.writing() as session:
                session.add(row)
        except IntegrityError:
            # Met before: a second request of the same session came in at the same time.
            return

    async def knows(self, person: str) -> bool:
        """Say whether we have met this person."""
        query = select(col(ContactRow.person)).where(col(ContactRow.person) == person)
        async with self._database.reading() as session:
            return (await session.execute(query)).first() is not None

    async def said_since(self, person: str, after: int) -> list[tuple[int, tuple[Reply, ...]]]:
        """Return what officers wrote to this person after number `after`, oldest first."""
        query = (
            select(col(MailRow.n), col(MailRow.sealed))
            .where(col(MailRow.person) == person, col(MailRow.n) > after)
            .order_by(col(MailRow.n))
        )
        async with self._database.reading() as session:
            rows = (await session.execute(query)).all()
        return [(n, self._read_mail(sealed)) for n, sealed in rows]

    def read_state(self, sealed: bytes | None) -> State:
        """Read back a sealed state; None is a person we do not know yet."""
        if sealed is None:
            return State()
        return State.from_json(orjson.loads(self._vault.unseal(sealed, "state")))

    def _read_mail(self, sealed: bytes) -> tuple[Reply, ...]:
        content = orjson.loads(self._vault.unseal(sealed, "mail"))
        return tuple(Reply.from_json(shape) for shape in content["replies"])


def _trace(shape: dict[str, Any]) -> Trace:
    candidates = tuple((candidate["entry"], candidate["score"]) for candidate in shape["candidates"])
    return Trace(**{**shape, "candidates": candidates})
