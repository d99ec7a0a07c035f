"""What is known of a person when a message arrives: read for everybody who asks at the same time, at once."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from intake.storage.database import Database
from intake.storage.lines import line_to
from intake.storage.refusals import LedgerUnavailable
from intake.storage.steps import Ask, Row, Speech, Work

_MOST_AT_ONCE = 256

# One statement, so that reply, state and mail are of the same moment. The number of the last turn is asked of
# the turns too: a person who unsubscribed or let a draft expire has no conversation, but may have turns.
_WHAT_IS_KNOWN = """
SELECT 'reply', channel, message_key, turn_no, reply FROM turn WHERE channel = ANY($1) AND message_key = ANY($2)
UNION ALL
SELECT 'state', person, channel, turn_no, state FROM conversation WHERE person = ANY($3)
UNION ALL
SELECT 'turn', each.value, '', (SELECT max(turn_no) FROM turn WHERE person = each.value), NULL
FROM unnest($3::text[]) AS each(value)
UNION ALL
SELECT 'mail', person, id, n, sealed FROM mail WHERE person = ANY($3) AND delivered_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Recalled:
    """What stands in the database, sealed as it is.

    reply    the reply this very message got before
    turn_no  the number of the person's last turn, 0 before the first
    state    where the conversation stands; None before the first turn
    mail     what the person has not been given yet: (id, n, sealed), oldest first
    """

    reply: bytes | None
    turn_no: int
    state: bytes | None
    mail: tuple[tuple[str, int, bytes], ...]


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
        def work(speech: Speech) -> Work[Sequence[Row]]:
            return _reading(batch, speech)

        try:
            rows = await self._line.run(work, writes=False)
        except Exception as error:
            for asking in batch:
                _tell(asking, LedgerUnavailable(f"nothing can be read: {type(error).__name__}"))
            return
        for asking, recalled in zip(batch, _sorted_out(batch, rows), strict=True):
            _tell(asking, recalled)


def _reading(batch: Sequence[_Asking], speech: Speech) -> Work[Sequence[Row]]:
    rows = yield Ask(
        speech.say(_WHAT_IS_KNOWN),
        (
            speech.array({asking.channel for asking in batch}),
            speech.array({asking.message_key for asking in batch}),
            speech.array({asking.person for asking in batch}),
        ),
    )
    return rows


def _sorted_out(batch: Sequence[_Asking], rows: Sequence[Row]) -> list[Recalled]:
    replies: dict[tuple[str, str], bytes] = {}
    states: dict[str, tuple[int, bytes]] = {}
    last_turns: dict[str, int] = {}
    mail: defaultdict[str, list[tuple[str, int, bytes]]] = defaultdict(list)
    for what, first, second, number, sealed in rows:
        if what == "reply":
            replies[first, second] = sealed
        elif what == "state":
            states[first] = (number, sealed)
        elif what == "turn":
            last_turns[first] = number or 0
        else:
            mail[first].append((second, number, sealed))
    return [_recalled(asking, replies, states, last_turns, mail.get(asking.person, [])) for asking in batch]


def _recalled(
    asking: _Asking,
    replies: dict[tuple[str, str], bytes],
    states: dict[str, tuple[int, bytes]],
    last_turns: dict[str, int],
    mail: list[tuple[str, int, bytes]],
) -> Recalled:
    number, state = states.get(asking.person, (0, None))
    return Recalled(
        reply=replies.get((asking.channel, asking.message_key)),
        turn_no=max(number, last_turns[asking.person]),
        state=state,
        mail=tuple(sorted(mail, key=lambda letter: letter[1])),
    )


def _tell(asking: _Asking, answer: Recalled | Any) -> None:
    if asking.answer.done():
        return
    if isinstance(answer, Recalled):
        asking.answer.set_result(answer)
    else:
        asking.answer.set_exception(answer)
