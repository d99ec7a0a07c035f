"""What the version before left stays readable, goes on, and is brought up to today's promises."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlmodel import col

from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound
from bot.desk.cases.dossier import dossier_of
from bot.memory import Answered
from bot.service import Service, opened
from bot.settings import read_settings
from intake.cases.changes import Rulebook
from intake.cases.codes import Role
from intake.cases.filer import Filer
from intake.journal.verifying import verify
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer, TokenReader
from intake.storage.database import Database
from intake.storage.keeping.resealing import reseal
from intake.storage.keeping.upgrade import upgrade
from intake.storage.sealing import CannotUnseal, is_bound_to_its_row
from intake.storage.steps import METADATA
from intake.storage.tables import CaseRow, MailRow
from tests.bot.conversation.harness import handbook
from tests.samples.tables_0002 import sample

# Two days after the sample was made.
NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)
EVERYTHING = TokenReader("台账", identities=True)

SEALED = [
    ("case_key", "wrapped"),
    ("case_text", "sealed"),
    ("case_identity", "sealed"),
    ("case_note", "sealed"),
    ("mail", "sealed"),
    ("asked_question", "sealed"),
    ("conversation", "state"),
    ("turn", "reply"),
]

_keys = itertools.count()


@pytest.fixture
async def service(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Service]:
    """The service on the sample, upgraded as its operator is told to."""
    url = empty_database_url.replace("postgresql://", "postgresql+asyncpg://")
    await sample.put_into(url, tmp_path)
    database = await Database.open(url)
    await upgrade(database)
    await database.close()
    settings = read_settings(_env_file=None, data_dir=tmp_path, database_url=url)
    async with opened(settings, lambda: NOW, handbook("demo")) as service:
        yield service


async def say(service: Service, channel: ChannelName, filer: Filer, words: str) -> Answered:
    message = Inbound(channel, filer.person, f"m{next(_keys)}", "text", NOW, words, own_key=filer.own_key)
    return await service.reception.receive(message)


async def rows(service: Service) -> list[CaseRow]:
    async with service.database.reading() as session:
        return list(await session.scalars(select(CaseRow).order_by(col(CaseRow.id))))


async def only(service: Service, *, anonymous: bool, channel: str) -> CaseRow:
    """Return the case of the sample's own people: the last one filed so."""
    return [row for row in await rows(service) if (row.anonymous, row.channel) == (anonymous, channel)][-1]


async def read_everything(service: Service) -> int:
    """Open what was filed in every case, and every word about it; return how many cases there are."""
    read = 0
    async with service.database.reading() as session:
        for row in await rows(service):
            dossier = await dossier_of(session, service.vault, EVERYTHING, row.reference)
            assert dossier is not None
            assert dossier.fields.get("reported_name") or dossier.fields.get("question")
            assert dossier.happenings[0].code == "case_opened"
            read += 1
    return read


async def test_every_case_is_read_whole_and_its_journal_holds(service: Service) -> None:
    read = await read_everything(service)
    verified = await verify(service.database, service.vault.journal_key, NOW)
    assert read == verified.cases == 11
    assert (verified.is_intact, verified.states) == (True, 0)


async def test_words_and_letters_of_before_are_read(service: Service) -> None:
    async with service.database.reading() as session:
        named = await only(service, anonymous=False, channel="wechat")
        dossier = await dossier_of(session, service.vault, EVERYTHING, named.reference)

    assert dossier is not None
    assert [one.words for one in dossier.happenings if one.words] == [
        "对方上周又联系了两家经销商",
        "请补充能够说明情况的时间和地点。",
    ]
    answered = await say(service, ChannelName.WECHAT, sample.in_wechat(sample.NAMED, service.vault), "查进度")
    told = "\n".join(reply.text for reply in answered.replies)
    assert "请补充能够说明情况的时间和地点。" in told
    assert named.reference in told


async def test_a_form_half_filled_goes_on_where_it_stood(service: Service) -> None:
    answered = await say(service, ChannelName.WEB, sample.on_the_web(sample.FILLING, service.vault), "继续填写")

    assert answered.trace.field == "reported_name"


async def test_an_anonymous_case_leads_to_nobody_and_to_no_other_case(service: Service) -> None:
    persons = set[str]()
    async with service.database.reading() as session:
        for table in METADATA.sorted_tables:
            if "person" in table.c:
                persons |= set(await session.scalars(select(table.c.person)))
        filers = list(await session.scalars(select(col(CaseRow.filer)).where(col(CaseRow.anonymous))))
        letters = set(await session.scalars(select(col(MailRow.filer))))

    assert len(filers) == len(set(filers)) == 3
    assert persons and not persons & set(filers)
    assert sample.on_the_web(sample.ANONYMOUS, service.vault).person not in letters


async def test_the_anonymous_filer_finds_their_case_by_its_reference_and_hears_what_was_written(
    service: Service,
) -> None:
    case = await only(service, anonymous=True, channel="web")
    filer = sample.on_the_web(sample.ANONYMOUS, service.vault)
    stranger = Filer("another", "another")

    without = await say(service, ChannelName.WEB, filer, "查进度")
    assert case.reference not in without.replies[-1].text
    assert await service.reception.said_since(filer, 0) == []

    found = await say(service, ChannelName.WEB, filer, f"查进度 {case.reference}")
    assert case.reference in found.replies[-1].text
    ((_, (letter,)),) = await service.reception.said_since(filer, 0)
    assert "请补充能够说明情况的时间和地点。" in letter.text
    assert await service.reception.said_since(stranger, 0) == []
    refused = await say(service, ChannelName.WEB, stranger, f"查进度 {case.reference}")
    assert "没有查到" in refused.replies[-1].text


async def test_words_are_added_and_moves_made_on_cases_of_before(service: Service) -> None:
    case = await only(service, anonymous=True, channel="web")
    filer = sample.on_the_web(sample.ANONYMOUS, service.vault)
    work = Casework(service.database, service.vault, Rulebook(service.bureaus, service.clocks))
    head = Officer("o1", "甲", Role.HEAD, case.lead_bureau)

    noted = await service.caseload.add_words(filer, (), case.reference, "supplement", "仓库在二楼", NOW)
    await work.move("check", head, Seen(case.reference, case.version), NOW)
    await work.move("docket", head, Seen(case.reference, case.version + 1), NOW, {"tell": ""})

    assert noted is not None
    after = next(row for row in await rows(service) if row.id == case.id)
    assert (after.state, after.filer) == ("docketed", case.filer)
    verified = await verify(service.database, service.vault.journal_key, NOW + timedelta(minutes=1))
    assert (verified.is_intact, verified.states) == (True, 1)


async def test_resealing_binds_every_seal_to_its_place_and_notes_every_state(service: Service) -> None:
    done = await reseal(service.database, service.vault, NOW)
    again = await reseal(service.database, service.vault, NOW)

    assert done.blobs["case_key"] == done.blobs["case_text"] == done.blobs["case_identity"] == done.noted == 11
    assert done.blobs["mail"] == 5 and done.blobs["conversation"] and done.blobs["turn"]
    assert (dict(again.blobs), again.noted) == ({}, 0)
    async with service.database.reading() as session:
        for table, column in SEALED:
            blobs = list(await session.scalars(select(METADATA.tables[table].c[column])))
            assert all(is_bound_to_its_row(blob) for blob in blobs), table
    verified = await verify(service.database, service.vault.journal_key, NOW + timedelta(minutes=1))
    assert (verified.is_intact, verified.states) == (True, 11)
    # What was sealed anew is read as before, by everybody who may.
    await read_everything(service)
    answered = await say(service, ChannelName.WECHAT, sample.in_wechat(sample.NAMED, service.vault), "查进度")
    assert "请补充能够说明情况的时间和地点。" in "\n".join(reply.text for reply in answered.replies)


async def test_a_seal_carried_to_another_case_after_resealing_does_not_open(service: Service) -> None:
    await reseal(service.database, service.vault, NOW)
    first, second, *_ = await rows(service)
    async with service.database.writing() as session:
        for table in ("case_key", "case_text", "case_identity"):
            name = "wrapped" if table == "case_key" else "sealed"
            columns = METADATA.tables[table].c
            blob = await session.scalar(select(columns[name]).where(columns.case_id == first.id))
            carried = METADATA.tables[table].update().where(columns.case_id == second.id)
            await session.execute(carried.values({name: blob}))

    async with service.database.reading() as session:
        with pytest.raises(CannotUnseal):
            await dossier_of(session, service.vault, EVERYTHING, second.reference)


async def test_a_case_changed_past_the_program_is_found(service: Service) -> None:
    await reseal(service.database, service.vault, NOW)
    case = (await rows(service))[0]
    async with service.database.writing() as session:
        await session.execute(text("UPDATE case_file SET filer = 'f' WHERE id = :id"), {"id": case.id})

    verified = await verify(service.database, service.vault.journal_key, NOW + timedelta(minutes=1))

    (fault,) = verified.faults
    assert (fault.case_id, fault.why) == (case.id, "案件内容与日志不符")
