"""Works the drawn cases: each is filed on its day and moved by the officers of its bureau, with the real moves."""

from __future__ import annotations

import random
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from bot.commands.drawn_cases import POLICE_STEPS, DrawnCase, Step, drawn_cases
from bot.conversation.channels import ChannelName
from bot.conversation.messages import Inbound, Reply, Trace
from bot.memory import Answered
from bot.service import Service
from intake.cases.changes import Rulebook
from intake.cases.splitting import WantedPart
from intake.cases.working import CONFIRMED
from intake.clocks.calendar import SHANGHAI, day_in_shanghai
from intake.forms.draft import Draft, draft_of
from intake.forms.form import Answer
from intake.forms.forms import forms
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.officers.paperwork import Paperwork, ToMake
from intake.officers.splitting import Splitting
from intake.officers.transferring import Transferring
from intake.papers.codes import PaperKind
from intake.papers.context import PaperContext
from intake.papers.kinds import paper_of
from intake.storage.rows import TurnRows
from intake.storage.tables import CaseRow

# The bureau that has most of them, and whose transfers stand at every step.
BUSIEST = "jiangjin"

_IN_PARTS = (
    WantedPart("complaint", "business", "重庆江月精密铸造有限公司（演示）", "带走客户名单的部分。", carries=True),
    WantedPart("consultation", "unsure", "", "想请人来看看保密制度的部分。"),
)

# Makes an account: name, role, bureau. Finds a case by its reference.
MakeAccount = Callable[[str, str, str | None], Awaitable[Officer]]
Find = Callable[[Service, str], Awaitable[CaseRow]]


class ManyCases:
    """Files and works many cases."""

    def __init__(self, service: Service, heads: dict[str, Officer], account: MakeAccount, find: Find) -> None:
        """Take the parts.

        heads  of each bureau; whoever is missing is made
        """
        rulebook = Rulebook(service.bureaus, service.clocks, service.stations, routing=service.in_force)
        database, vault = service.database, service.vault
        self._service = service
        self._heads = heads
        self._account = account
        self._find = find
        self._work = Casework(database, vault, rulebook)
        self._transfers = Transferring(database, vault, rulebook)
        self._splitting = Splitting(database, vault, rulebook, self._work, random.SystemRandom())
        self._papers = Paperwork(database, vault, rulebook, is_demo=True)
        self._people: dict[str, Officer] = {}

    async def fill(self, seed: int, number: int) -> int:
        """File and work this many; return how many steps that were."""
        steps, left = 0, number
        for drawn in drawn_cases(seed, number, self._districts()):
            if drawn.counts > left:
                continue
            left -= drawn.counts
            case = await self._filed(drawn)
            for step in drawn.steps:
                # What was filed today has no past of its own.
                at = min(case.received_at + timedelta(days=step.after), self._service.clock())
                await self._done(case.reference, step, at)
                steps += 1
        return steps

    def _districts(self) -> list[str]:
        bureaus = self._service.bureaus.on(day_in_shanghai(self._service.clock()))
        serving = [bureau for bureau in bureaus if bureau.serves]
        return [bureau.serves[0] for bureau in sorted(serving, key=lambda one: one.code != BUSIEST)]

    async def _filed(self, drawn: DrawnCase) -> CaseRow:
        service = self._service
        day = (service.clock() - timedelta(days=drawn.days_ago)).astimezone(SHANGHAI)
        filed_at = day.replace(hour=drawn.minute // 60, minute=drawn.minute % 60).astimezone(UTC)
        nobody = secrets.token_hex(16)
        person, own_key = (service.vault.keyed_id(purpose, nobody) for purpose in ("web", "web-own"))
        message = Inbound(ChannelName.WEB, person, nobody, "text", filed_at, own_key=own_key)
        opened = service.caseload.open_case(_draft(drawn, filed_at), message.channel, message.filer, filed_at)
        gate = service.memory.gate(message, Answered((Reply("演示"),), Trace()), 1, filed_at)
        await service.ledger.commit(TurnRows(gate, None, rows=opened.rows))
        return await self._find(service, opened.glance.reference)

    async def _done(self, reference: str, step: Step, at: datetime) -> None:
        case = await self._find(self._service, reference)
        head = await self._head(case.lead_bureau)
        match step.move:
            case "supplement":
                await self._service.mailbox.add_words(case.id, "supplement", step.entered["text"], at)
            case "paper":
                await self._paper(head, case, at)
            case "transfer":
                await self._to_the_police(case, int(step.entered["upto"]), at)
            case "hand":
                handler = await self._person(case.lead_bureau, "officer", step.entered["who"])
                await self._move(head, case, "assign", at, {"officer": handler.id})
            case "split":
                seen = Seen(reference, case.version)
                await self._splitting.split(head, seen, _IN_PARTS, at, confirmed=True)
            case "dispute" | "ask_assist":
                field = "other" if step.move == "dispute" else "bureau"
                other = "banan" if case.lead_bureau != "banan" else BUSIEST
                await self._move(head, case, step.move, at, {**step.entered, field: other})
            case _:
                await self._move(head, case, step.move, at, step.entered)

    async def _move(
        self, officer: Officer, case: CaseRow, move: str, at: datetime, entered: Mapping[str, str]
    ) -> None:
        seen = Seen(case.reference, case.version)
        await self._work.move(move, officer, seen, at, {CONFIRMED: "yes", **entered})

    async def _paper(self, officer: Officer, case: CaseRow, at: datetime) -> None:
        paper = paper_of(PaperKind.DOCKET_APPROVAL)
        if paper is None:
            raise LookupError(PaperKind.DOCKET_APPROVAL)
        name = self._service.bureaus.name_of(case.lead_bureau)
        context = PaperContext(bureau=name, facts="查到三次下载，对方用于报价。")
        await self._papers.make(officer, Seen(case.reference, case.version), ToMake(paper, None, context, ""), at)

    async def _to_the_police(self, case: CaseRow, upto: int, at: datetime) -> None:
        bureau = case.lead_bureau
        first, second = [await self._person(bureau, "officer", number) for number in ("一", "二")]
        principal = await self._person(bureau, "principal", "")
        typed = {
            "bodies": f"police_{bureau}",
            "gate": "should",
            "checks": "suspicion,measures",
            "team": f"{first.id},{second.id}",
            "parts": "reported,act",
            "text": "数额一时查不清，需要公安机关取证。",
        }
        transfer = await self._transfers.open(first, Seen(case.reference, case.version), "police", at, typed)
        for number, (code, who, entered) in enumerate(POLICE_STEPS[:upto], start=1):
            when = at + timedelta(hours=number)
            now = (await self._find(self._service, case.reference)).version
            said = {"at": when.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M"), CONFIRMED: "yes", **entered}
            by = principal if who == "principal" else first
            await self._transfers.take(by, Seen(case.reference, now), transfer, code, when, said)

    async def _head(self, bureau: str) -> Officer:
        if bureau not in self._heads:
            name = f"演示负责人·{self._service.bureaus.name_of(bureau)}"
            self._heads[bureau] = await self._account(name, "head", bureau)
        return self._heads[bureau]

    async def _person(self, bureau: str, role: str, number: str) -> Officer:
        called = "演示主要负责人" if role == "principal" else f"演示承办人员{number}"
        name = f"{called}·{self._service.bureaus.name_of(bureau)}"
        if name not in self._people:
            self._people[name] = await self._account(name, role, bureau)
        return self._people[name]


def _draft(drawn: DrawnCase, filed_at: datetime) -> Draft:
    form = forms()[drawn.kind]
    answers = {name: Answer(value, "") for name, value in drawn.fields.items()}
    if drawn.kind != "consultation":
        where = drawn.district or "说不准是江津还是永川"
        answers["act_place"] = Answer({"text": where, "district": drawn.district, "unit": None}, "")
        answers["act_date"] = Answer((filed_at - timedelta(days=60)).strftime("%Y-%m"), "")
    if drawn.kind == "tip":
        answers["anonymous"] = Answer(drawn.anonymous, "")
        if drawn.anonymous:
            answers = {name: one for name, one in answers.items() if name not in ("contact_name", "phone")}
    return draft_of(form, answers)
