"""What officers do with transfers: each step one transaction with its case. Rules: `intake.transfers`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime

import orjson
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer
from sqlmodel import col

from intake.cases.case import Case, NotAllowed
from intake.cases.changes import Act, Changes, Rulebook
from intake.cases.codes import HANDLERS, Role
from intake.cases.working import OUTSIDER
from intake.evidence.rows import files_of
from intake.forms.forms import form_of
from intake.ids import new_id
from intake.officers import wall
from intake.officers.bodies import bodies_in
from intake.officers.casework import Casework, Seen, act_of
from intake.officers.officer import Officer
from intake.papers.codes import number_in_words
from intake.storage.database import Database
from intake.storage.evidence_table import EvidenceRow
from intake.storage.paper_tables import SEALED_PAPER, PaperRow
from intake.storage.sealing import CaseKey, Vault
from intake.storage.tables import CaseKeyRow, CaseTextRow, OfficerRow
from intake.transfers.moves import opened, taken, withdrawn
from intake.transfers.parts import parts_of
from intake.transfers.reading import transfer_called
from intake.transfers.step import Office

Rule = Callable[[Case, Act, Office], Changes]


class Transferring:
    """Opens transfers and takes their steps.

    Everything raises what `Casework.change` raises, NotAllowed or Incomplete; nothing is written then.
    """

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._casework = Casework(database, vault, rulebook)
        self._vault = vault
        self._rulebook = rulebook

    async def open(self, officer: Officer, seen: Seen, kind: str, now: datetime, typed: Mapping[str, str]) -> str:
        """Open a transfer of this kind; return its id."""
        transfer_id = new_id(now)
        await self._done(
            officer, seen, now, typed, lambda case, act, office: opened(kind, case, transfer_id, act, office)
        )
        return transfer_id

    async def take(
        self, officer: Officer, seen: Seen, transfer_id: str, code: str, now: datetime, typed: Mapping[str, str]
    ) -> None:
        """Take a step with a transfer."""
        await self._done(
            officer,
            seen,
            now,
            typed,
            lambda case, act, office: taken(code, case, transfer_called(case, transfer_id), act, office),
        )

    async def withdraw(
        self, officer: Officer, seen: Seen, transfer_id: str, now: datetime, typed: Mapping[str, str]
    ) -> None:
        """Take back the newest entry of a transfer."""
        await self._done(
            officer,
            seen,
            now,
            typed,
            lambda case, act, office: withdrawn(case, transfer_called(case, transfer_id), act, office),
        )

    async def _done(
        self, officer: Officer, seen: Seen, now: datetime, typed: Mapping[str, str], rule: Rule
    ) -> None:
        async def made(session: AsyncSession, case: Case) -> Changes:
            if officer.bureau == case.lead_bureau and not wall.has_part(officer, case):
                raise NotAllowed(OUTSIDER)
            act = act_of(officer, case, now, typed)
            key = await key_of(session, self._vault, case)
            return rule(case, act, await office_of(session, self._rulebook, case, key))

        await self._casework.change(officer, seen, now, made)


async def key_of(session: AsyncSession, vault: Vault, case: Case) -> CaseKey:
    """Return the case's own key."""
    return vault.unwrap((await session.get_one(CaseKeyRow, case.id)).wrapped, case.id)


async def office_of(session: AsyncSession, rulebook: Rulebook, case: Case, key: CaseKey) -> Office:
    """Return what the rules of this case's transfers are looked up in."""
    # Whoever decides on the report is in no team.
    officers = select(col(OfficerRow.id), col(OfficerRow.name)).where(
        col(OfficerRow.bureau) == case.lead_bureau,
        col(OfficerRow.active).is_(True),
        col(OfficerRow.role).in_(sorted(HANDLERS - {Role.PRINCIPAL})),
    )
    found = await session.execute(officers.order_by(col(OfficerRow.name)))
    form, fields = form_of(case.kind, case.form_version), await filed_fields(session, case, key)
    return Office(
        rulebook,
        await bodies_in(session, rulebook.bureaus),
        {officer_id: name for officer_id, name in found},
        parts_of(form, fields, await _files(session, case)),
        await _made(session, rulebook, case),
    )


async def filed_fields(session: AsyncSession, case: Case, key: CaseKey) -> Mapping[str, object]:
    """Return what was filed, without what names the filer."""
    sealed = await session.scalar(select(col(CaseTextRow.sealed)).where(col(CaseTextRow.case_id) == case.id))
    fields: Mapping[str, object] = orjson.loads(key.unseal(sealed or b"", "case_text"))["fields"]
    return fields


async def _made(session: AsyncSession, rulebook: Rulebook, case: Case) -> Mapping[str, Mapping[str, str]]:
    """Return the papers that hold: by transfer, the newest number of each kind."""
    query = select(PaperRow).where(
        col(PaperRow.case_id) == case.id, col(PaperRow.void_at).is_(None), col(PaperRow.transfer_id).is_not(None)
    )
    made: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in await session.scalars(query.options(defer(SEALED_PAPER)).order_by(col(PaperRow.id))):
        name = rulebook.bureaus.name_of(row.bureau)
        made[row.transfer_id or ""][row.kind] = number_in_words(name, row.kind, row.year, row.number)
    return made


async def _files(session: AsyncSession, case: Case) -> list[int]:
    query = select(col(EvidenceRow.number)).where(files_of(case))
    return list(await session.scalars(query.order_by(col(EvidenceRow.number))))
