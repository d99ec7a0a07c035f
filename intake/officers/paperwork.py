"""Making papers: number, sealed DOCX and journal entry in one transaction, or none of them.

So a paper that fails leaves no hole in the numbers, and two never share one. What was made is kept sealed as it
was: the same number always gives the same paper. What no longer holds is marked 作废 and keeps its number.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import CaseWords, Changes, JournalEntry, Rulebook
from intake.cases.codes import DECIDERS, HANDLERS, JournalCode, Role
from intake.cases.working import OUTSIDER
from intake.clocks.calendar import day_in_shanghai
from intake.ids import is_id, new_id
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.casework import CHANGED_PAST_US, Casework, NoSuchCase, Seen, agreed_to_identity
from intake.officers.marking import may_read
from intake.officers.officer import Officer, names_of
from intake.officers.paper_templates import filled, template_in_use
from intake.papers.codes import TITLES, number_in_words
from intake.papers.context import PaperContext
from intake.papers.offering import maker_of, why_not_made
from intake.papers.paper import Paper
from intake.papers.rendering import with_number
from intake.routing.bureaus import MUNICIPAL
from intake.storage.cases import found_case
from intake.storage.database import Database
from intake.storage.paper_tables import SEALED_PAPER, PaperNumberRow, PaperRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow, JournalRow
from intake.storage.witness import naming
from intake.transfers.reading import transfer_called

_NOT_YET: Final = "（制作时给出）"
_MARKED: Final = "填写的内容标为“含商业秘密”，您的岗位不能制作、打开文书；确有需要的，请联系承办人员。"
_NOT_YOURS: Final = "只有承办局经办这个案件的人员能打开文书。"


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper as it is listed.

    number      its internal number
    by          the name of whoever made it
    void_at     since when it is 作废; None while it holds
    template    version of the bureau's own template; 0: the standard one
    """

    id: str
    kind: str
    title: str
    number: str
    transfer_id: str | None
    named: bool
    template: int
    sha256: str
    made_at: datetime
    by: str
    void_at: datetime | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class ToMake:
    """A paper that somebody wants made.

    transfer_id  beside which transfer; None: the case itself
    context      what it is filled from; its number is given when it is made
    replaces     id of the paper that becomes 作废 with it; "" for none
    is_demo      its case is a demonstration
    id           drawn when it was previewed: asked for twice, it is made once; "" draws one now
    """

    paper: Paper
    transfer_id: str | None
    context: PaperContext
    replaces: str = ""
    is_demo: bool = False
    id: str = ""


class _MadeBefore(Exception):
    """This very paper was made by the same request's first copy."""


class Paperwork:
    """Makes papers, shows them, and marks them 作废.

    Everything raises NoSuchCase behind the wall, NotAllowed for whoever may not, Incomplete for what is missing.
    """

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook, *, is_demo: bool = False) -> None:
        """Take the parts; `is_demo`: the service is a demonstration, and so is every paper."""
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._casework = Casework(database, vault, rulebook)
        self._is_demo = is_demo

    async def preview(self, officer: Officer, seen: Seen, wanted: ToMake, now: datetime) -> bytes:
        """Return what the paper would be, without a number; who looked at a name stands in the journal first."""
        async with self._database.writing() as session:
            case = await self._case(session, officer, seen.reference)
            agreed = await self._allowed(session, officer, case, wanted, now)
            if wanted.paper.names and not case.anonymous:
                payload = {"reason": "paper", **agreed}
                entry = JournalEntry(case.id, now, officer.id, JournalCode.IDENTITY_VIEWED, payload)
                await journal.append(session, [entry], self._vault.journal_key)
            template, _ = await template_in_use(session, self._maker(officer, wanted.paper), wanted.paper.kind)
        return await self._filled(template, wanted, _NOT_YET)

    async def make(self, officer: Officer, seen: Seen, wanted: ToMake, now: datetime) -> str:
        """Make the paper; return its id. Raises ChangedMeanwhile too, when the case is not as it was seen.

        The same asked for again, by a second click or in the same moment, is the paper that was made.
        """
        bureau = self._maker(officer, wanted.paper)
        async with self._database.reading() as session:
            template, version = await template_in_use(session, bureau, wanted.paper.kind)
        # Filled before the transaction, which is to be short; only the number is put in within it.
        placeholder = f"N{secrets.token_hex(12)}"
        unnumbered = await self._filled(template, wanted, placeholder)
        paper_id = wanted.id if is_id(wanted.id) else new_id(now)

        async def made(session: AsyncSession, case: Case) -> Changes:
            await self._allowed(session, officer, case, wanted, now)
            if await _is_made(session, case, paper_id):
                raise _MadeBefore
            year = day_in_shanghai(now).year
            entries = []
            if wanted.replaces:
                entries.append(await self._voided(session, case, officer, wanted, paper_id, now))
            number = await next_number(session, self._database, bureau, wanted.paper.kind, year)
            words = number_in_words(self._rulebook.bureaus.name_of(bureau), wanted.paper.kind, year, number)
            content = with_number(unnumbered, placeholder, words)
            found = await found_case(session, self._vault, col(CaseRow.id) == case.id)
            if found is None:
                raise NoSuchCase
            row = PaperRow(
                id=paper_id,
                case_id=case.id,
                transfer_id=wanted.transfer_id,
                bureau=bureau,
                kind=wanted.paper.kind.value,
                year=year,
                number=number,
                named=wanted.paper.names and not case.anonymous,
                template=version,
                sealed=found[1].seal(content, "paper"),
                sha256=hashlib.sha256(content).hexdigest(),
                made_at=now,
                made_by=officer.id,
            )
            session.add(row)
            await session.flush()
            made_entry = _entry(row, JournalCode.PAPER_MADE, words, officer.id, now, template=version)
            entries.append(naming(made_entry, row))
            return Changes(case, case, tuple(entries))

        with suppress(_MadeBefore):
            await self._casework.change(officer, seen, now, made)
        return paper_id

    async def void(self, officer: Officer, reference: str, paper_id: str, reason: str, now: datetime) -> None:
        """Mark a paper 作废: its number stays its own, nothing of it is changed."""
        if not any(character.isalnum() for character in reason):
            raise Incomplete("reason", "请写明为什么作废。")
        if len(reason) > 500:
            raise Incomplete("reason", f"最多 500 字，您写了 {len(reason)} 字，请删减。")

        async def voided(session: AsyncSession, case: Case) -> Changes:
            row = await _row(session, case, paper_id)
            if officer.id != row.made_by:
                _refuse_outsiders(officer, case)
                if officer.role not in DECIDERS:
                    raise NotAllowed("作废文书由制作人或者本局负责人办理。")
            await _mark_void(session, row, officer.id, now)
            entry = naming(_entry(row, JournalCode.PAPER_VOIDED, self._number(row), officer.id, now), row)
            return Changes(case, case, (replace(entry, words=CaseWords("reason", reason)),))

        await self._casework.change(officer, Seen(reference), now, voided)

    async def open(
        self, officer: Officer, reference: str, paper_id: str, now: datetime, way: str
    ) -> tuple[MadePaper, bytes]:
        """Return a paper as it was made; that it was opened stands in the journal first.

        way  how: page, docx, pdf
        """
        async with self._database.writing() as session:
            case = await self._case(session, officer, reference)
            row = await _row(session, case, paper_id)
            if officer.role is not Role.COORDINATOR or row.bureau != MUNICIPAL:
                _refuse_outsiders(officer, case)
            if not may_read(officer, case):
                raise NotAllowed(_MARKED)
            if row.named:
                if not wall.may_see_identity(officer, case):
                    raise NotAllowed("这份文书写明了来访人，您的岗位不能打开。")
                await agreed_to_identity(session, case, officer, now)
            found = await found_case(session, self._vault, col(CaseRow.id) == case.id)
            content = found[1].unseal(row.sealed, "paper") if found else b""
            if hashlib.sha256(content).hexdigest() != await _digest_in_journal(session, row):
                raise NotAllowed(CHANGED_PAST_US)
            entry = _entry(row, JournalCode.PAPER_OPENED, self._number(row), officer.id, now, way=way)
            await journal.append(session, [entry], self._vault.journal_key)
            names = await names_of(session, {row.made_by})
        return self._listed(row, names), content

    async def of_case(self, session: AsyncSession, case_id: str) -> tuple[MadePaper, ...]:
        """Return the papers of a case that is seen already, the newest first."""
        newest_first = col(PaperRow.made_at).desc(), col(PaperRow.kind), col(PaperRow.number).desc()
        query = select(PaperRow).where(col(PaperRow.case_id) == case_id).order_by(*newest_first)
        # The list needs no paper itself.
        rows = (await session.scalars(query.options(defer(SEALED_PAPER)))).all()
        names = await names_of(session, {row.made_by for row in rows})
        return tuple(self._listed(row, names) for row in rows)

    async def _filled(self, template: bytes | None, wanted: ToMake, number: str) -> bytes:
        context = replace(wanted.context, number=number)
        return await filled(template, wanted.paper.kind, context, is_demo=wanted.is_demo or self._is_demo)

    async def _case(self, session: AsyncSession, officer: Officer, reference: str) -> Case:
        this = col(CaseRow.reference) == reference
        found = await found_case(session, self._vault, wall.visible(officer), this)
        if found is None:
            raise NoSuchCase
        return found[0]

    async def _allowed(
        self, session: AsyncSession, officer: Officer, case: Case, wanted: ToMake, now: datetime
    ) -> Mapping[str, str]:
        """Refuse whoever may not make it; return under which request a second person agreed."""
        paper = wanted.paper
        transfer = transfer_called(case, wanted.transfer_id) if wanted.transfer_id else None
        standing = select(col(PaperRow.id)).where(
            col(PaperRow.case_id) == case.id, col(PaperRow.void_at).is_(None)
        )
        has_paper = await session.scalar(standing.limit(1)) is not None
        if why := why_not_made(paper, case, transfer, officer.role, officer.bureau, has_paper=has_paper):
            raise NotAllowed(why)
        # Whether it is their bureau's to make was asked just now; here, whether they have a part in the case.
        if officer.bureau == case.lead_bureau and not wall.has_part(officer, case):
            raise NotAllowed(OUTSIDER)
        if not may_read(officer, case):
            raise NotAllowed(_MARKED)
        if not paper.names or case.anonymous:
            return {}
        if not wall.may_see_identity(officer, case):
            raise NotAllowed("这份文书写明来访人，您的岗位不能制作。")
        return await agreed_to_identity(session, case, officer, now)

    async def _voided(
        self, session: AsyncSession, case: Case, officer: Officer, wanted: ToMake, paper_id: str, now: datetime
    ) -> JournalEntry:
        row = await _row(session, case, wanted.replaces)
        if row.kind != wanted.paper.kind:
            raise NotAllowed("只能代替同一种文书，请刷新页面后重试。")
        await _mark_void(session, row, officer.id, now, replaced_by=paper_id)
        entry = _entry(row, JournalCode.PAPER_VOIDED, self._number(row), officer.id, now, replaced_by=paper_id)
        return naming(entry, row)

    def _maker(self, officer: Officer, paper: Paper) -> str:
        return maker_of(paper, officer.role, officer.bureau)

    def _number(self, row: PaperRow) -> str:
        return number_in_words(self._rulebook.bureaus.name_of(row.bureau), row.kind, row.year, row.number)

    def _listed(self, row: PaperRow, names: Mapping[str, str]) -> MadePaper:
        return MadePaper(
            row.id,
            row.kind,
            TITLES[row.kind],
            self._number(row),
            row.transfer_id,
            row.named,
            row.template,
            row.sha256,
            row.made_at,
            names.get(row.made_by, ""),
            row.void_at,
            row.replaced_by,
        )


async def next_number(session: AsyncSession, database: Database, bureau: str, kind: str, year: int) -> int:
    """Take the next number: whoever else wants one waits for this transaction; undone, it is free again."""
    fresh = (sqlite if database.is_sqlite else postgresql).insert(PaperNumberRow)
    taken = (
        fresh.values(bureau=bureau, kind=str(kind), year=year, last=1)
        .on_conflict_do_update(
            index_elements=[col(PaperNumberRow.bureau), col(PaperNumberRow.kind), col(PaperNumberRow.year)],
            set_={"last": col(PaperNumberRow.last) + 1},
        )
        .returning(col(PaperNumberRow.last))
    )
    return int((await session.execute(taken)).scalar_one())


def standing_of(papers: Iterable[MadePaper], kind: str, transfer_id: str | None) -> Sequence[MadePaper]:
    """Return the papers of one kind that hold, beside this transfer or the case itself."""
    return [one for one in papers if one.kind == kind and one.transfer_id == transfer_id and one.void_at is None]


def may_open(officer: Officer, case: Case) -> bool:
    """Say whether this officer may open the papers of a case that they see, those with names apart."""
    return (
        may_read(officer, case)
        and officer.role in HANDLERS
        and officer.bureau == case.lead_bureau
        and wall.has_part(officer, case)
    )


def _refuse_outsiders(officer: Officer, case: Case) -> None:
    if officer.bureau != case.lead_bureau or officer.role not in HANDLERS:
        raise NotAllowed(_NOT_YOURS)
    if not wall.has_part(officer, case):
        raise NotAllowed(OUTSIDER)


async def _is_made(session: AsyncSession, case: Case, paper_id: str) -> bool:
    row = await session.get(PaperRow, paper_id)
    if row is not None and row.case_id != case.id:
        raise NoSuchCase
    return row is not None


async def _row(session: AsyncSession, case: Case, paper_id: str) -> PaperRow:
    row = await session.scalar(
        select(PaperRow).where(col(PaperRow.id) == paper_id, col(PaperRow.case_id) == case.id)
    )
    if row is None:
        raise NoSuchCase
    return row


async def _mark_void(session: AsyncSession, row: PaperRow, by: str, now: datetime, **more: str) -> None:
    query = update(PaperRow).where(col(PaperRow.id) == row.id, col(PaperRow.void_at).is_(None))
    done: Any = await session.execute(query.values(void_at=now, void_by=by, **more))
    if done.rowcount != 1:
        raise NotAllowed("这份文书已经作废，请刷新页面。")
    # The entry names the row as it stands from now on.
    await session.refresh(row)


async def _digest_in_journal(session: AsyncSession, row: PaperRow) -> str:
    query = select(col(JournalRow.payload)).where(
        col(JournalRow.case_id) == row.case_id, col(JournalRow.code) == JournalCode.PAPER_MADE
    )
    found = (payload for payload in await session.scalars(query) if payload.get("paper") == row.id)
    return str(next((payload.get("sha256") for payload in found), ""))


def _entry(row: PaperRow, code: JournalCode, number: str, by: str, now: datetime, **more: object) -> JournalEntry:
    payload = {
        "paper": row.id,
        "paper_kind": row.kind,
        "paper_number": number,
        "paper_named": row.named,
        "sha256": row.sha256,
        **({"beside": row.transfer_id} if row.transfer_id else {}),
        **more,
    }
    return JournalEntry(row.case_id, now, by, code, payload)
