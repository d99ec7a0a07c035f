"""Papers have numbers without holes or doubles, are kept as made, and made by whoever may. On both databases."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from intake.cases.case import NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.codes import JournalCode
from intake.journal.verifying import verify
from intake.officers.care import Care, CareBook
from intake.officers.casework import ChangedMeanwhile, NoSuchCase, Seen
from intake.officers.officer import Officer
from intake.officers.paperwork import MadePaper, Paperwork, ToMake, next_number
from intake.papers.codes import PaperKind
from intake.papers.context import PaperContext
from intake.papers.kinds import paper_of
from intake.storage.database import Database
from intake.storage.paper_tables import PaperRow, PaperTemplateRow
from intake.storage.sealing import Vault
from intake.storage.tables import JournalRow
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks, some_cases
from tests.intake.papers.building import a_template, texts_of

APPROVAL = PaperKind.DOCKET_APPROVAL


@dataclass
class Office:
    """A case that is being checked, and who is there."""

    database: Database
    vault: Vault
    work: Paperwork
    case: Filed
    officer: Officer

    async def make(
        self,
        kind: PaperKind = APPROVAL,
        *,
        by: Officer | None = None,
        case: Filed | None = None,
        replaces: str = "",
        version: int | None = None,
    ) -> str:
        """Make a paper."""
        paper = paper_of(kind)
        assert paper is not None
        wanted = ToMake(paper, None, PaperContext(bureau="江津区", facts="查到三次下载。"), replaces)
        seen = Seen((case or self.case).reference, version)
        return await self.work.make(by or self.officer, seen, wanted, NOW)

    async def made(self, case: Filed | None = None) -> tuple[MadePaper, ...]:
        """Return what was made."""
        async with self.database.reading() as session:
            return await self.work.of_case(session, (case or self.case).id)

    async def codes(self) -> Sequence[str]:
        """Return what the journal of the case says."""
        async with self.database.reading() as session:
            query = select(col(JournalRow.code)).where(col(JournalRow.case_id) == self.case.id)
            return (await session.scalars(query.order_by(col(JournalRow.seq)))).all()


@pytest.fixture
async def office(database: Database, vault: Vault) -> Office:
    """The case."""
    work = Paperwork(database, vault, Rulebook(bureaus(), clocks()))
    officer = await an_officer(database, name="王建国")
    return Office(database, vault, work, await a_case(database, vault, state="checking"), officer)


async def test_twenty_at_once_get_twenty_numbers_one_after_another(office: Office) -> None:
    others = await some_cases(
        office.database, office.vault, [{"kind": "complaint", "state": "checking", "bureau": "jiangjin"}] * 4
    )
    cases = [office.case, *others]
    async with office.database.writing() as session:
        # A short template of the bureau's own: twenty of the standard ones take seconds.
        row = PaperTemplateRow(
            id="1",
            bureau="jiangjin",
            kind=APPROVAL,
            version=1,
            name="",
            content=a_template(),
            sha256="",
            by="",
            at=NOW,
        )
        session.add(row)

    await asyncio.gather(*(office.make(case=cases[number % 5]) for number in range(20)))

    numbers = [one.number for case in cases for one in await office.made(case)]
    assert sorted(numbers) == [f"江津区-立审-2026-{number:04}" for number in range(1, 21)]
    assert (await verify(office.database, office.vault.journal_key, NOW)).is_intact


async def test_what_is_undone_leaves_no_hole_and_each_kind_bureau_and_year_counts_for_itself(
    office: Office,
) -> None:
    class Undone(Exception):
        pass

    await office.make()
    with pytest.raises(Undone):
        async with office.database.writing() as session:
            assert await next_number(session, office.database, "jiangjin", APPROVAL, 2026) == 2
            raise Undone
    with pytest.raises(ChangedMeanwhile):
        await office.make(version=99)
    await office.make()
    await office.make(PaperKind.NO_DOCKET_APPROVAL)

    assert [one.number for one in await office.made()] == [
        "江津区-立审-2026-0002",
        "江津区-立审-2026-0001",
        "江津区-不立审-2026-0001",
    ]
    async with office.database.writing() as session:
        assert await next_number(session, office.database, "banan", APPROVAL, 2026) == 1
        assert await next_number(session, office.database, "jiangjin", APPROVAL, 2027) == 1


async def test_a_paper_is_kept_as_it_was_made_and_what_gives_way_keeps_its_number(office: Office) -> None:
    first = await office.make()
    _, before = await office.work.open(office.officer, office.case.reference, first, NOW, "docx")
    second = await office.make(replaces=first)
    await office.work.void(office.officer, office.case.reference, second, "当事人写错了", NOW)
    with pytest.raises(NotAllowed, match="已经作废"):
        await office.work.void(office.officer, office.case.reference, second, "再作废一次", NOW)
    with pytest.raises(NotAllowed, match="已经作废"):
        await office.make(replaces=first)

    made, after = await office.work.open(office.officer, office.case.reference, first, NOW, "docx")

    assert (made.void_at, made.replaced_by, before == after) == (NOW, second, True)
    text = "\n".join(texts_of(after))
    assert "内部编号：江津区-立审-2026-0001" in text
    assert "查到三次下载。" in text
    assert [code for code in await office.codes() if code.startswith("paper_")] == [
        JournalCode.PAPER_MADE,
        JournalCode.PAPER_OPENED,
        JournalCode.PAPER_VOIDED,
        JournalCode.PAPER_MADE,
        JournalCode.PAPER_VOIDED,
        JournalCode.PAPER_OPENED,
    ]
    async with office.database.reading() as session:
        assert "查到三次下载" not in str((await session.scalars(select(col(JournalRow.payload)))).all())
        sealed = (await session.scalars(select(col(PaperRow.sealed)))).all()
    assert all(b"word/document.xml" not in one for one in sealed)


async def test_voiding_stands_in_the_journal_and_is_not_undone_or_invented_past_it(office: Office) -> None:
    voided, standing = await office.make(), await office.make()
    await office.work.void(office.officer, office.case.reference, voided, "写错了", NOW)
    replaced = await office.make()
    await office.make(replaces=replaced)
    later = NOW + timedelta(hours=1)

    async def intact() -> bool:
        return (await verify(office.database, office.vault.journal_key, later, None, office.vault)).is_intact

    async def set_past_it(paper: str, **values: object) -> None:
        async with office.database.writing() as session:
            await session.execute(update(PaperRow).where(col(PaperRow.id) == paper).values(**values))

    assert await intact()
    await set_past_it(voided, void_at=None, void_by=None)
    assert not await intact()
    await set_past_it(voided, void_at=NOW, void_by=office.officer.id)
    assert await intact()
    await set_past_it(standing, void_at=NOW, void_by=office.officer.id)
    assert not await intact()


async def test_a_paper_that_was_exchanged_past_the_service_is_not_shown(office: Office) -> None:
    first, second = await office.make(), await office.make()
    async with office.database.writing() as session:
        other = select(col(PaperRow.sealed)).where(col(PaperRow.id) == second).scalar_subquery()
        await session.execute(update(PaperRow).where(col(PaperRow.id) == first).values(sealed=other))

    with pytest.raises(NotAllowed, match="案件日志对不上"):
        await office.work.open(office.officer, office.case.reference, first, NOW, "docx")


async def test_whoever_has_no_part_in_the_case_makes_and_opens_nothing(office: Office) -> None:
    paper = await office.make()
    reference = office.case.reference
    stranger = await an_officer(office.database, bureau="banan", name="外局人")
    auditor = await an_officer(office.database, role="auditor", bureau=None, name="审计")
    coordinator = await an_officer(office.database, role="coordinator", bureau=None, name="市局统筹")

    for officer, refusal in ((stranger, NoSuchCase), (auditor, NotAllowed), (coordinator, NotAllowed)):
        with pytest.raises(refusal):
            await office.make(by=officer)
        with pytest.raises(refusal):
            await office.work.open(officer, reference, paper, NOW, "page")
        with pytest.raises(refusal):
            await office.work.void(officer, reference, paper, "不该我作废", NOW)


async def test_names_want_what_the_page_of_identities_wants(office: Office) -> None:
    tip = await a_case(office.database, office.vault, kind="tip", state="checking")
    hidden = await a_case(office.database, office.vault, kind="tip", state="checking", anonymous=True)

    named = await office.make(PaperKind.REGISTER, case=tip)
    await office.make(PaperKind.REGISTER, case=hidden)
    with pytest.raises(NotAllowed, match="匿名举报没有"):
        await office.make(PaperKind.TELLING, case=hidden, by=await an_officer(office.database, role="head"))

    assert [one.named for one in (*await office.made(tip), *await office.made(hidden))] == [True, False]
    assert (await office.work.open(office.officer, tip.reference, named, NOW, "page"))[0].named
    book = CareBook(office.database, office.vault, bureaus())
    await book.set("admin", "jiangjin", Care(identity_by_two=True), NOW)
    for refused in (
        office.make(PaperKind.REGISTER, case=tip),
        office.work.open(office.officer, tip.reference, named, NOW, "docx"),
    ):
        with pytest.raises(NotAllowed, match="另一位负责人同意"):
            await refused
    assert await office.make(PaperKind.GOODS_LIST, case=tip)
