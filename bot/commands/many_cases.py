"""Works the drawn cases: each is filed on its day and moved by the officers of its bureau, with the real moves."""

from __future__ import annotations

import random
import secrets
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta

from bot.commands.drawn_cases import DrawnCase, DrawnStep, drawn_cases
from bot.commands.drawn_transfers import TYPED_MOVES, DrawnTransfer, Taken
from bot.commands.many_transfers import ManyTransfers
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
        self._transfers = ManyTransfers(service, rulebook, self._hand)
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
            steps += await self._worked(drawn)
        return steps

    async def _worked(self, drawn: DrawnCase) -> int:
        transfer = drawn.transfer
        if transfer is not None and not transfer.base:
            case = await self._came(drawn, transfer)
        else:
            case = await self._filed(drawn)
        for step in drawn.steps:
            # What was filed today has no past of its own.
            at = min(case.received_at + timedelta(days=step.after), self._service.clock())
            await self._done(case.reference, step, at)
        return len(drawn.steps) + (await self._sent_on(transfer, case) if transfer is not None else 0)

    async def _came(self, drawn: DrawnCase, transfer: DrawnTransfer) -> CaseRow:
        on = day_in_shanghai(self._service.clock())
        bureau = self._service.bureaus.of_district(drawn.district or "", on)
        code = bureau.code if bureau is not None else BUSIEST
        return await self._find(self._service, await self._transfers.came(transfer, code, drawn.fields))

    async def _sent_on(self, transfer: DrawnTransfer, case: CaseRow) -> int:
        """Let the transfer and its case go on in the order of their days; return how many steps that were."""
        bureau, steps = case.lead_bureau, transfer.steps[1:]
        if transfer.base:
            opened = await self._transfers.opened(transfer, case.reference, bureau)
        else:
            opened = await self._transfers.brought(case.id)
        moves: list[tuple[int, Taken | str]] = [(step.ago, step) for step in steps]
        moves += transfer.moves
        for ago, what in sorted(moves, key=lambda one: -one[0]):
            if isinstance(what, Taken):
                await self._transfers.take(what, opened, case.reference, bureau)
            else:
                at = self._service.clock() - timedelta(days=ago)
                await self._done(
                    case.reference, DrawnStep(0, what.partition(":")[0], TYPED_MOVES.get(what, {})), at
                )
        return len(moves)

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

    async def _done(self, reference: str, step: DrawnStep, at: datetime) -> None:
        case = await self._find(self._service, reference)
        head = await self._head(case.lead_bureau)
        match step.move:
            case "supplement":
                await self._service.mailbox.add_words(case.id, "supplement", step.entered["text"], at)
            case "paper":
                await self._paper(head, case, at)
            case "hand":
                handler = await self._person(case.lead_bureau, "officer", step.entered["who"])
                await self._move(head, case, "assign", at, {"officer": handler.id})
            case "join":
                await self._move(head, case, "assign", at, {"officer": head.id})
            case "split":
                seen = Seen(reference, case.version)
                await self._splitting.split(head, seen, _IN_PARTS, at, confirmed=True)
            case "dispute" | "ask_assist":
                field = "other" if step.move == "dispute" else "bureau"
                await self._move(head, case, step.move, at, {**step.entered, field: _other(case.lead_bureau)})
            case "receive_assist" | "answer_assist":
                helper = await self._head(_other(case.lead_bureau))
                await self._move(helper, case, step.move, at, step.entered)
            case _:
                await self._move(head, case, step.move, at, step.entered)

    async def _move(
        self, officer: Officer, case: CaseRow, move: str, at: datetime, entered: Mapping[str, str]
    ) -> None:
        seen, day = Seen(case.reference, case.version), day_in_shanghai(at).isoformat()
        await self._work.move(move, officer, seen, at, {CONFIRMED: "yes", "on": day, **entered})

    async def _paper(self, officer: Officer, case: CaseRow, at: datetime) -> None:
        paper = paper_of(PaperKind.DOCKET_APPROVAL)
        if paper is None:
            raise LookupError(PaperKind.DOCKET_APPROVAL)
        name = self._service.bureaus.name_of(case.lead_bureau)
        context = PaperContext(bureau=name, facts="查到三次下载，对方用于报价。")
        await self._papers.make(officer, Seen(case.reference, case.version), ToMake(paper, None, context, ""), at)

    async def _hand(self, bureau: str, part: str) -> Officer:
        """Return who has this part in a transfer."""
        if part == "head":
            return await self._head(bureau)
        if part == "principal":
            return await self._person(bureau, "principal", "")
        return await self._person(bureau, "officer", "一" if part == "first" else "二")

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


def _other(bureau: str) -> str:
    """Return the bureau that is asked, or argued with."""
    return "banan" if bureau != "banan" else BUSIEST


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
