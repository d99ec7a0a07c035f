"""What is known of a person when a message arrives: read for everybody who asks at the same time, at once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import ColumnElement, Executable, func, literal_column, null, select, union_all

from intake.storage.database import Database
from intake.storage.lines import line_to
from intake.storage.refusals import LedgerUnavailable
from intake.storage.speech import Speech
from intake.storage.steps import METADATA, Ask, Row, Work, among, each_of, texts
from intake.talks.talk import TalkState

_MOST_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Recalled:
    """What stands in the database, sealed as it is.

    reply    the reply this very message got before
    turn_no  the number of the person's last turn, 0 before the first
    state    where the conversation stands; None before the first turn
    own      the person's own anonymous cases; None without any
    mail     what the person has not been given yet: (id, n, sealed), oldest first
    talk     id of the talk with an officer that waits or runs; None without any
    """

    reply: bytes | None
    turn_no: int
    state: bytes | None
    own: bytes | None
    mail: tuple[tuple[str, int, bytes], ...]
    talk: str | None = None


@dataclass(frozen=True, slots=True)
class _Asking:
    person: str
    channel: str
    message_key: str
    answer: asyncio.Future[Recalled]


class Recall:
    """Reads over a line of its own, beside the ledger."""

    def __init__(self, database: Database) -> None:
        """Read from `database`; the line is closed together with it."""
        self._line = line_to(database)
        self._asking: list[_Asking] = []
        self._reader: asyncio.Task[None] | None = None
        database.before_closing.append(self.close)

    async def recall(self, person: str, channel: str, message_key: str) -> Recalled:
        """Return what is known of the person and of this message.

        Raises LedgerUnavailable when the database is locked or gone.
        """
        asking = _Asking(person, channel, message_key, asyncio.get_running_loop().create_future())
        self._asking.append(asking)
        if self._reader is None:
            self._reader = asyncio.create_task(self._read_all(), name="recall")
        return await asking.answer

    async def close(self) -> None:
        """Answer those who ask, then hang up."""
        if self._reader:
            await asyncio.wait([self._reader])
        await self._line.close()

    async def _read_all(self) -> None:
        batch: Sequence[_Asking] = ()
        try:
            while self._asking:
                batch, self._asking = self._asking[:_MOST_AT_ONCE], self._asking[_MOST_AT_ONCE:]
                await self._read(batch)
        finally:
            self._reader = None
            # Only after a failure nobody foresaw is there still somebody waiting.
            for asking in [*batch, *self._asking]:
                _tell(asking, LedgerUnavailable("the reader died"))
            self._asking = []

    async def _read(self, batch: Sequence[_Asking]) -> None:
        def work(_: Speech) -> Work[Sequence[Row]]:
            return _reading(batch)

        try:
            rows = await self._line.run(work, writes=False)
        except Exception as error:
            for asking in batch:
                _tell(asking, LedgerUnavailable(f"nothing can be read: {type(error).__name__}"))
            return
        for asking, recalled in zip(batch, _sorted_out(batch, rows), strict=True):
            _tell(asking, recalled)


def _reading(batch: Sequence[_Asking]) -> Work[Sequence[Row]]:
    rows = yield Ask(
        _WHAT_IS_KNOWN,
        {
            "channels": sorted({asking.channel for asking in batch}),
            "keys": [asking.message_key for asking in batch],
            "persons": sorted({asking.person for asking in batch}),
        },
    )
    return rows


def _what_is_known() -> Executable:
    """One statement, so that reply, state and mail are of the same moment."""
    names = ("turn", "conversation", "mail", "talk")
    turns, conversations, mail, talks = (METADATA.tables[name] for name in names)
    each = each_of(texts("persons")).table_valued("value").alias("each")
    last_turn = select(func.max(turns.c.turn_no)).where(turns.c.person == each.c.value).scalar_subquery()
    none = null()
    return union_all(
        select(_word("reply"), turns.c.channel, turns.c.message_key, turns.c.turn_no, turns.c.reply, none).where(
            among(turns.c.channel, "channels"), among(turns.c.message_key, "keys")
        ),
        select(
            _word("state"),
            conversations.c.person,
            _word(""),
            conversations.c.turn_no,
            conversations.c.state,
            conversations.c.own,
        ).where(among(conversations.c.person, "persons")),
        # The number of the last turn is asked of the turns too: a person who unsubscribed or let a draft expire
        # has no conversation, but may have turns.
        select(_word("turn"), each.c.value, _word(""), last_turn, none, none).select_from(each),
        select(_word("mail"), mail.c.filer, mail.c.id, mail.c.n, mail.c.sealed, none).where(
            among(mail.c.filer, "persons"), mail.c.delivered_at.is_(None)
        ),
        select(_word("talk"), talks.c.person, talks.c.id, talks.c.lines, none, none).where(
            among(talks.c.person, "persons"), talks.c.state != TalkState.ENDED.value
        ),
    )


def _word(text: str) -> ColumnElement[str]:
    return literal_column(f"'{text}'")


_WHAT_IS_KNOWN = _what_is_known()


# What it is, whose, its id, its number, what is sealed, and the key of a state's own. Of a talk, and of a person
# without a turn, some are not there, and are not read.
_Known = tuple[str, str, str, int, bytes, bytes | None]


def _sorted_out(batch: Sequence[_Asking], rows: Sequence[Row]) -> list[Recalled]:
    replies: dict[tuple[str, str], bytes] = {}
    states: dict[str, tuple[int, bytes, bytes | None]] = {}
    last_turns: dict[str, int] = {}
    mail: defaultdict[str, list[tuple[str, int, bytes]]] = defaultdict(list)
    talks: dict[str, str] = {}
    for what, first, second, number, sealed, own in cast("Sequence[_Known]", rows):
        if what == "reply":
            replies[first, second] = sealed
        elif what == "state":
            states[first] = (number, sealed, own)
        elif what == "turn":
            last_turns[first] = number or 0
        elif what == "talk":
            talks[first] = second
        else:
            mail[first].append((second, number, sealed))
    return [
        _recalled(asking, replies, states, last_turns, mail.get(asking.person, []), talks.get(asking.person))
        for asking in batch
    ]


def _recalled(
    asking: _Asking,
    replies: dict[tuple[str, str], bytes],
    states: dict[str, tuple[int, bytes, bytes | None]],
    last_turns: dict[str, int],
    mail: list[tuple[str, int, bytes]],
    talk: str | None,
) -> Recalled:
    number, state, own = states.get(asking.person, (0, None, None))
    return Recalled(
        reply=replies.get((asking.channel, asking.message_key)),
        turn_no=max(number, last_turns[asking.person]),
        state=state,
        own=own,
        mail=tuple(sorted(mail, key=lambda letter: letter[1])),
        talk=talk,
    )


def _tell(asking: _Asking, answer: Recalled | BaseException) -> None:
    if asking.answer.done():
        return
    if isinstance(answer, Recalled):
        asking.answer.set_result(answer)
    else:
        asking.answer.set_exception(answer)
