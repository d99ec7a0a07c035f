"""Works the drawn transfers: each is opened and moved on by the officers of its bureau, with the real steps."""

from __future__ import annotations

import random
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlmodel import col

from bot.commands.drawn_transfers import TAKEN_BACK, DrawnTransfer, Taken
from bot.service import Service
from intake.cases.changes import Rulebook
from intake.cases.working import CONFIRMED
from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.officers.casework import Seen
from intake.officers.officer import Officer
from intake.officers.taking_in import TakingIn
from intake.officers.transferring import Transferring
from intake.storage.transfer_tables import TransferRow

# Gives the officer of a bureau with this part: first, second, head or principal.
Hands = Callable[[str, str], Awaitable[Officer]]
_DAYS_AGO: Final = re.compile(r"{-([0-9]{1,3})}")


class ManyTransfers:
    """Opens transfers and takes their steps, counted back from the service's now."""

    def __init__(self, service: Service, rulebook: Rulebook, hands: Hands) -> None:
        self._service = service
        self._hands = hands
        self._transfers = Transferring(service.database, service.vault, rulebook)
        self._taking = TakingIn(service.database, service.vault, rulebook, random.SystemRandom(), is_demo=True)

    async def came(self, transfer: DrawnTransfer, bureau: str, fields: Mapping[str, object]) -> str:
        """Enter what another organ handed over; return the reference of its case."""
        taken = transfer.steps[0]
        at = self._at(taken)
        said = await self._said(taken, bureau)
        said |= {name: str(fields[name]) for name in ("reported_name", "secret_kind")}
        said["received_on"] = day_in_shanghai(at).isoformat()
        first = await self._hands(bureau, "first")
        return await self._taking.enter(first, self._taking.page(at), said, at)

    async def opened(self, transfer: DrawnTransfer, reference: str, bureau: str) -> str:
        """Open a transfer; return its id."""
        taken = transfer.steps[0]
        first = await self._hands(bureau, taken.by)
        said = await self._said(taken, bureau)
        return await self._transfers.open(first, Seen(reference), transfer.kind, self._at(taken), said)

    async def brought(self, case_id: str) -> str:
        """Return the id of the transfer that brought a case in."""
        async with self._service.database.reading() as session:
            query = select(col(TransferRow.id)).where(col(TransferRow.case_id) == case_id)
            return (await session.scalars(query)).one()

    async def take(self, taken: Taken, transfer: str, reference: str, bureau: str) -> None:
        """Take a step, or take the newest one back."""
        at, by = self._at(taken), await self._hands(bureau, taken.by)
        said = await self._said(taken, bureau)
        if taken.code == TAKEN_BACK:
            return await self._transfers.withdraw(by, Seen(reference), transfer, at, said)
        said |= {"at": at.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M"), CONFIRMED: "yes"}
        return await self._transfers.take(by, Seen(reference), transfer, taken.code, at, said)

    def _at(self, taken: Taken) -> datetime:
        return self._service.clock() - timedelta(days=taken.ago)

    async def _said(self, taken: Taken, bureau: str) -> dict[str, str]:
        """Return what is typed, with the bureau, its team and the days put in."""
        today = day_in_shanghai(self._service.clock())
        said = {}
        for name, value in taken.entered.items():
            value = _DAYS_AGO.sub(lambda ago: (today - timedelta(days=int(ago[1]))).isoformat(), value)
            if value == "{team}":
                value = ",".join([(await self._hands(bureau, one)).id for one in ("first", "second")])
            said[name] = value.replace("{bureau}", bureau)
        return said
