"""Fills a fresh database with the examples: every one is filed and worked as people would, with the real moves."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from io import BytesIO

from PIL import Image
from sqlalchemy import func, select
from sqlmodel import col

from bot.app import desk_entry
from bot.commands.example_visits import arrange, days_around, hold_training, wished_times
from bot.commands.examples import DEMONSTRATED, ExampleCase, ExampleFile
from bot.commands.many_cases import ManyCases
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, Reply, Trace
from bot.memory import Answered
from bot.service import Service
from intake.cases.changes import Rulebook
from intake.cases.working import CONFIRMED
from intake.clocks.calendar import day_in_shanghai
from intake.evidence.file import OfCase
from intake.forms.codes import ChannelStatus, FormName
from intake.forms.draft import Draft, draft_of
from intake.forms.form import Answer, nth
from intake.forms.forms import forms
from intake.journal.accounts import COMMAND
from intake.officers.accounts import Accounts
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.officers.passwords import hashed
from intake.storage.changes import writing
from intake.storage.refusals import StartRefused
from intake.storage.rows import Rows, TurnRows
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow


async def fill(service: Service, number: int = 0, seed: int = 1) -> tuple[int, list[tuple[str, str]], str]:
    """File every example and work it; refuse a database that has cases.

    number  how many cases in all; what is beyond the examples is drawn by the seed

    Returns the number of cases, the accounts made (name, what for), and their common password.
    """
    await refuse_unless_empty(service)
    password = secrets.token_urlsafe(9)
    # Worked out once: it takes a while on purpose, and fifty accounts have the same one.
    kept = await hashed(password)

    async def account(name: str, role: str, bureau: str | None) -> Officer:
        accounts.append((name, role))
        made = await Accounts(service.database, service.vault, service.bureaus).add(
            COMMAND, name=name, role=role, bureau=bureau, password=password, kept=kept, now=service.clock()
        )
        return made.officer

    # Two curators: what one of them changes is published by the other.
    accounts: list[tuple[str, str]] = []
    coordinator, *_ = [
        await account(name, role, None)
        for name, role in (
            ("演示统筹", "coordinator"),
            ("演示知识维护甲", "curator"),
            ("演示知识维护乙", "curator"),
            ("演示审计", "auditor"),
        )
    ]
    heads: dict[str, Officer] = {}
    for example in DEMONSTRATED:
        case = await (_entered if example.way else _filed)(service, example, coordinator)
        bureau = case.lead_bureau
        if example.steps and bureau not in heads:
            name = f"演示负责人·{service.bureaus.name_of(bureau)}"
            heads[bureau] = await account(name, "head", bureau)
        await _worked(service, heads.get(bureau), example, case)
    await hold_training(service, heads["jiangjin"])

    if (more := number - len(DEMONSTRATED)) > 0:
        await ManyCases(service, heads, account, _case_called).fill(seed, more)
    return max(number, len(DEMONSTRATED)), accounts, password


async def _worked(service: Service, head: Officer | None, example: ExampleCase, case: CaseRow) -> None:
    """Let the officers of its bureau and its filer do what the example says."""
    now = service.clock()
    for file in example.files:
        await _handed_in(service, case, file)
    if head is not None:
        for number, step in enumerate(example.steps, start=1):
            # What was entered today cannot have been signed for before.
            at = now if example.way else case.received_at + timedelta(days=number)
            await _step(service, head, case.reference, step, at, _ENTERED.get(step, {}))

        async def move(step: str, at: datetime, entered: Mapping[str, str]) -> None:
            await _step(service, head, case.reference, step, at, entered)

        await arrange(service, case, example.appointment, move)
    for purpose, text in example.words:
        await service.mailbox.add_words(case.id, purpose, text, now)
    if example.is_stuck:
        await _stuck(service, case)


async def refuse_unless_empty(service: Service) -> None:
    """Refuse a service that is no demonstration, and a database that has cases."""
    if service.settings.channel_status is not ChannelStatus.DEMO:
        raise StartRefused("演示案件只能放进演示环境（SHANGMI_CHANNEL_STATUS=demo）。")
    async with service.database.reading() as session:
        if await session.scalar(select(func.count()).select_from(CaseRow).limit(1)):
            raise StartRefused("数据库里已有案件，演示案件只能放进空数据库；请换一个 SHANGMI_DATA_DIR。")


async def _filed(service: Service, example: ExampleCase, _: Officer) -> CaseRow:
    filed_at = service.clock() - timedelta(days=example.days_ago)
    nobody = secrets.token_hex(16)
    person, own_key = (service.vault.keyed_id(purpose, nobody) for purpose in ("web", "web-own"))
    message = Inbound(ChannelName.WEB, person, nobody, "text", filed_at, own_key=own_key)
    draft = _draft_of(service, example)
    opened = service.caseload.open_case(draft, message.channel, message.filer, filed_at)
    gate = service.memory.gate(message, Answered((Reply("演示"),), Trace()), 1, filed_at)
    await service.ledger.commit(TurnRows(gate, None, rows=opened.rows))
    return await _case_called(service, opened.glance.reference)


async def _entered(service: Service, example: ExampleCase, officer: Officer) -> CaseRow:
    """Enter what came by letter, as a clerk does at the desk."""
    now, entering = service.clock(), desk_entry(service).entering
    received_on = (day_in_shanghai(now) - timedelta(days=example.days_ago)).isoformat()
    draft, page = _draft_of(service, example), entering.page(now)
    return await _case_called(
        service, (await entering.enter(officer, draft, example.way, received_on, page, now)).reference
    )


async def _case_called(service: Service, reference: str) -> CaseRow:
    async with service.database.reading() as session:
        found = await session.execute(select(CaseRow).where(col(CaseRow.reference) == reference))
        return found.scalar_one()


async def _handed_in(service: Service, case: CaseRow, file: ExampleFile) -> None:
    """Hand a picture in, as a filer does on the upload page."""
    begun = await service.evidence.begin(OfCase(case.id), file.name)
    await service.evidence.append(begun.id, 0, _pieces(file.colour))
    await service.evidence.finish(begun.id)


async def _pieces(colour: tuple[int, int, int]) -> AsyncIterator[bytes]:
    written = BytesIO()
    Image.new("RGB", (960, 640), colour).save(written, "JPEG")
    yield written.getvalue()


async def _stuck(service: Service, case: CaseRow) -> None:
    """Leave something that WeChat did not hand over, as the job that fetches it would."""
    now, arriving = service.clock(), service.files.arriving
    noted = arriving.noted(OfCase(case.id), {"kind": "image"}, now - timedelta(hours=5))
    async with service.database.writing() as session:
        await carried_out_in(session, writing(Rows(inserts=(noted,)), service.vault.journal_key))
    for sent in await arriving.claimed(now, 1, timedelta(minutes=1)):
        await arriving.failed(sent, "timeout", now, give_up=False)


def _draft_of(service: Service, example: ExampleCase) -> Draft:
    answers = {name: Answer(value, "") for name, value in example.fields.items()}
    for number, party in enumerate(example.others, start=2):
        answers |= {nth(name, number): Answer(value, "") for name, value in party.items()}
    if example.appointment:
        answers["preferred_times"] = Answer(wished_times(example.appointment, days_around(service)), "")
    if example.kind == FormName.TIP:
        answers["anonymous"] = Answer(example.anonymous, "")
    return draft_of(forms()[example.kind], answers)


_ENTERED: Mapping[str, Mapping[str, str]] = {
    "docket": {"tell": "您的举报已立案，办理结果将及时告知。"},
    "not_docket": {"reason": "现有材料不能证明采取了相应保密措施。"},
    "answer": {"text": "可以先做三件事：列出涉密资料，分级授权，离职时逐项交接。我们会再与您联系。"},
    "close": {"outcome": "not_docketed"},
    "close_consultation": {"outcome": "answered"},
}


async def _step(
    service: Service, head: Officer, reference: str, step: str, at: datetime, entered: Mapping[str, str]
) -> None:
    work = Casework(
        service.database, service.vault, Rulebook(service.bureaus, service.clocks, routing=service.in_force)
    )
    seen = Seen(reference, (await _case_called(service, reference)).version)
    await work.move(step, head, seen, at, {CONFIRMED: "yes", **entered})
