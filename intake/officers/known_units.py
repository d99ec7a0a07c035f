"""Which companies and parks a bureau knows: who showed it a self-assessment, has a guide, or was recognised."""

from __future__ import annotations

from intake.officers.contacts import Contacts
from intake.officers.estimates import SharedEstimates
from intake.officers.ledger import YearlyQuota, counted, ledger_of, without_any
from intake.officers.officer import Officer
from intake.officers.recognised import RecognisedUnits
from intake.storage.database import Database
from intake.storage.sealing import Vault


class KnownUnits:
    """Looks them up, through the wall."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._shared = SharedEstimates(database, vault)
        self._contacts = Contacts(database, vault)
        self._units = RecognisedUnits(database)

    async def of(self, officer: Officer) -> list[str]:
        """Return the names of those that this officer may see; one may stand twice."""
        shared = [one.name for one in await self._shared.shared_with(officer)]
        guided = [one.company for one in await self._contacts.assignments(officer)]
        recognised = [one.name for one in await self._units.seen_by(officer) if one.stands]
        return [*shared, *guided, *recognised]

    async def unguided(self, officer: Officer, year: int) -> tuple[str, ...]:
        """Return those that had neither guidance nor training in the year."""
        known = await self.of(officer)
        async with self._database.reading() as session:
            lines = await ledger_of(session, self._vault, officer, year)
        return without_any(counted(lines, YearlyQuota()), known)
