"""The switch: automatic answers are turned off with a sentence, and on again. Each turn stands in the journal.

It lies in the database, so that every worker finds it; what is turned by a command holds for the running service.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from intake.journal.account_codes import AccountCode
from intake.journal.accounts import account_of, record
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.switch_table import SwitchRow
from intents.signs import has_control_characters

LONGEST_SENTENCE: Final = 120
_ANSWERS: Final = "answers"


class SwitchRefused(Exception):
    """The switch was not turned. The text is a sentence for whoever wanted to."""


@dataclass(frozen=True, slots=True)
class SwitchStanding:
    """How the switch stands.

    off_since  None: answers are given
    sentence   what people are told meanwhile
    """

    off_since: datetime | None = None
    sentence: str = ""

    @property
    def is_off(self) -> bool:
        """Whether nothing is answered."""
        return self.off_since is not None


def switch_chain() -> str:
    """Return what the journal calls the switch."""
    return account_of(SwitchRow(name=_ANSWERS, sentence=""))


async def switch_standing(database: Database) -> SwitchStanding:
    """Return how it stands."""
    async with database.reading() as session:
        row = await session.get(SwitchRow, _ANSWERS)
    return SwitchStanding(row.off_since, row.sentence) if row is not None else SwitchStanding()


def is_turned_since(seen: SwitchStanding) -> ColumnElement[bool]:
    """Return the condition that it does not stand any more as it was seen."""
    row = select(col(SwitchRow.name)).where(col(SwitchRow.name) == _ANSWERS)
    off_since, sentence = col(SwitchRow.off_since), col(SwitchRow.sentence)
    if not seen.is_off:
        return row.where(off_since.is_not(None)).exists()
    return ~row.where(off_since == seen.off_since, sentence == seen.sentence).exists()


async def switch_off(database: Database, vault: Vault, actor: str, sentence: str, now: datetime) -> None:
    """Turn answers off; turned off already, the sentence changes.

    Raises SwitchRefused for a sentence that cannot be shown.
    """
    said = sentence.strip()
    if not said:
        raise SwitchRefused("请写一句给来访人看的话，说明停用的原因和大概到什么时候。")
    if len(said) > LONGEST_SENTENCE or has_control_characters(said):
        raise SwitchRefused(f"这句话最多 {LONGEST_SENTENCE} 个字，写成一行。")
    standing = await switch_standing(database)
    since = standing.off_since or now
    await _turn(database, vault, actor, SwitchStanding(since, said), AccountCode.SWITCHED_OFF, now)


async def switch_on(database: Database, vault: Vault, actor: str, now: datetime) -> None:
    """Turn answers on again. Raises SwitchRefused where they are on."""
    if not (await switch_standing(database)).is_off:
        raise SwitchRefused("自动答复没有停用，不需要恢复。")
    await _turn(database, vault, actor, SwitchStanding(), AccountCode.SWITCHED_ON, now)


async def _turn(
    database: Database, vault: Vault, actor: str, to: SwitchStanding, code: AccountCode, now: datetime
) -> None:
    try:
        await _turned(database, vault, actor, to, code, now)
    except IntegrityError:
        # Somebody else turned it for the first time in this very moment: now there is a row to wait for.
        await _turned(database, vault, actor, to, code, now)


async def _turned(
    database: Database, vault: Vault, actor: str, to: SwitchStanding, code: AccountCode, now: datetime
) -> None:
    async with database.writing() as session:
        query = select(SwitchRow).where(col(SwitchRow.name) == _ANSWERS).with_for_update()
        row = await session.scalar(query)
        if row is None:
            row = SwitchRow(name=_ANSWERS, sentence="")
            session.add(row)
        row.off_since, row.sentence = to.off_since, to.sentence
        await session.flush()
        await record(session, vault.journal_key, row, actor, code, now, sentence=to.sentence)
