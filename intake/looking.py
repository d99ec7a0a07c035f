"""One look for all that may be due: whether anything is, is asked of the database for every job at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import SQLAlchemyError

from intake.storage.database import Database

# At a given moment, whether there is anything to do.
Due = Callable[[datetime], ColumnElement[bool]]

# Whoever asks within this time of another is answered by the same look.
_GATHERED_FOR_SECONDS: Final = 0.02


class OneLook:
    """Answers jobs that ask at about the same time with one statement: a session costs more than a look."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._asked: dict[str, Due] = {}
        self._look: asyncio.Task[Mapping[str, bool | SQLAlchemyError]] | None = None

    async def finds(self, name: str, due: Due) -> bool:
        """Say whether anything is due, `name` being whose it would be. Raises what the database raises."""
        self._asked[name] = due
        if self._look is None:
            self._look = asyncio.create_task(self._found())
        # Whoever is called off meanwhile does not call off the look of the others.
        found = (await asyncio.shield(self._look))[name]
        if isinstance(found, SQLAlchemyError):
            raise found
        return found

    async def stop(self) -> None:
        """Call off a look that is under way; nobody waits for it any more."""
        if self._look is not None:
            self._look.cancel()
            await asyncio.gather(self._look, return_exceptions=True)
            self._look = None

    async def _found(self) -> Mapping[str, bool | SQLAlchemyError]:
        await asyncio.sleep(_GATHERED_FOR_SECONDS)
        asked, self._asked, now = self._asked, {}, self._clock()
        # Whoever asks from now on asks for the next look.
        self._look = None
        try:
            return await self._answers({name: due(now) for name, due in asked.items()})
        except SQLAlchemyError as failure:
            if len(asked) == 1:
                return dict.fromkeys(asked, failure)
        # One that cannot be answered must not keep the others from what is due to them.
        return {name: await self._answer(name, due(now)) for name, due in asked.items()}

    async def _answer(self, name: str, condition: ColumnElement[bool]) -> bool | SQLAlchemyError:
        try:
            return (await self._answers({name: condition}))[name]
        except SQLAlchemyError as failure:
            return failure

    async def _answers(self, conditions: Mapping[str, ColumnElement[bool]]) -> Mapping[str, bool]:
        query = select(*(condition.label(name) for name, condition in conditions.items()))
        async with self._database.reading() as session:
            found = (await session.execute(query)).one()
        return {name: bool(is_due) for name, is_due in zip(conditions, found, strict=True)}
