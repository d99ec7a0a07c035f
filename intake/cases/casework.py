"""What officers do with a case. Each move is one transaction: the rule, the case, its clocks, its journal.

The rules of the moves are in `case`, who may take them in `wall`. Law: 分送 CRM 第41条; 核查与立案
APP 第18、64条; 告知处理结果 AUCL25 第20条; what a bureau without power tells the filer CRM 第34条.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from sqlalchemy import select
from sqlmodel import col

from intake.cases.case import MOVES, OUTCOMES_OF_KIND, NotAllowed, state_after
from intake.cases.handling import Handling, NoSuchCase, Seen
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks
from intake.journal import entries as journal
from intake.officers import wall
from intake.officers.officer import Officer
from intake.routing.bureaus import MUNICIPAL, Bureau, Bureaus
from intake.storage.database import Database
from intake.storage.rows import Entry
from intake.storage.sealing import Vault
from intake.storage.tables import CaseIdentityRow, CaseKeyRow, CaseRow

CHECK_CLOCKS: Final = ("tip_check", "tip_check_extended")
DECISION_CLOCK: Final = "decision"
DECISION_CLOCKS: Final = (DECISION_CLOCK, "decision_extended")
LONGEST_TEXT: Final = 2_000

IDENTITY_REASONS: Mapping[str, str] = {
    "supplement": "联系来访人补充材料",
    "result": "告知处理结果",
    "verify": "核实举报人身份",
    "appointment": "联系预约咨询",
}

# Unsure is not among them: the coordinator decides, and says why.
_TECHNICAL: Final = frozenset({"technical", "both"})

KEPT_ABOVE: Final = (
    "涉及技术秘密的案件一般由设区的市级以上市场监督管理部门管辖，不分送区县（《商业秘密保护规定》第三条第三款）。"
)

_OUTCOMES_WITHOUT_DOCKETING: Final = frozenset({"not_docketed", "told_elsewhere", "handed_over", "repeated"})
_OUTCOMES_AFTER_DOCKETING: Final = frozenset({"penalised", "not_penalised", "dismissed", "handed_over"})


class Incomplete(Exception):
    """Something in the form is missing or does not fit.

    field  the form field it stands beside; the text is a sentence for the officer: what to do
    """

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Identity:
    """Who filed a case: fields by name, and what the person typed."""

    fields: Mapping[str, Any]
    typed: Mapping[str, str]


def outcomes_for(kind: str, state: str) -> tuple[str, ...]:
    """Return the outcomes a case of this kind can be closed with from this state."""
    fitting = {
        "docketed": _OUTCOMES_AFTER_DOCKETING,
        "not_docketed": _OUTCOMES_WITHOUT_DOCKETING,
    }.get(state, frozenset(OUTCOMES_OF_KIND[kind]))
    return tuple(outcome for outcome in OUTCOMES_OF_KIND[kind] if outcome in fitting)


class Casework:
    """The moves of officers, by the names of `case.MOVES`."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus, clocks: Clocks) -> None:
        self._database = database
        self._vault = vault
        self._bureaus = bureaus
        self._clocks = clocks

    async def pass_down(self, officer: Officer, seen: Seen, bureau: str, reason: str, now: datetime) -> None:
        """分送: give a case that waits at the municipal intake to the bureau that has the power to handle it."""
        reason = _text("reason", reason, "请写明分送的理由。")
        async with self._move("pass_down", officer, seen, now) as handling:
            self._refuse_wrong_receiver(handling.case, bureau, now)
            earlier = handling.case.lead_bureau
            handling.changes["lead_bureau"] = bureau
            handling.changes["route"] = _route_after_passing_down(handling.case.route)
            handling.record("passed_down", **{"from": earlier, "to": bureau}, **handling.keep("reason", reason))
            handling.notify("case_routed", bureau)

    async def sign_for(self, officer: Officer, seen: Seen, now: datetime) -> None:
        """签收: from here on this bureau answers for the case."""
        async with self._move("sign_for", officer, seen, now) as handling:
            handling.record("signed_for", bureau=handling.case.lead_bureau)

    async def check(self, officer: Officer, seen: Seen, now: datetime) -> None:
        """开始核查 (TSR 第19条)."""
        async with self._move("check", officer, seen, now) as handling:
            handling.record("checking_started")

    async def docket(self, officer: Officer, seen: Seen, tell: str, now: datetime) -> None:
        """立案: the check is done in time, and the ninety days to decide begin (APP 第64条)."""
        async with self._move("docket", officer, seen, now) as handling:
            handling.record("docketed")
            await handling.meet_clocks(*CHECK_CLOCKS)
            handling.start_clock(DECISION_CLOCK, self._clocks.due(DECISION_CLOCK, day_in_shanghai(now)))
            await self._tell_if_said(handling, tell)

    async def not_docket(self, officer: Officer, seen: Seen, reason: str, tell: str, now: datetime) -> None:
        """不予立案, with the reason (APP 第20条)."""
        reason = _text("reason", reason, "请写明不予立案的理由和依据。")
        async with self._move("not_docket", officer, seen, now) as handling:
            handling.record("not_docketed", **handling.keep("reason", reason))
            await handling.meet_clocks(*CHECK_CLOCKS)
            await self._tell_if_said(handling, tell)

    async def answer(self, officer: Officer, seen: Seen, text: str, now: datetime) -> None:
        """答复 a consultation."""
        text = _text("text", text, "请写下给来访人的答复。")
        async with self._move("answer", officer, seen, now) as handling:
            handling.record("answered")
            await handling.tell_filer(self._heading(handling.case), text)

    async def close(self, officer: Officer, seen: Seen, outcome: str, tell: str, now: datetime) -> None:
        """办结 with an outcome; no clock runs any longer."""
        async with self._closing(officer, seen, now) as handling:
            if outcome not in outcomes_for(handling.case.kind, handling.case.state):
                raise Incomplete("outcome", "请选择办理结果。")
            handling.changes |= {"outcome": outcome, "closed_at": now}
            handling.record("closed", outcome=outcome)
            await handling.meet_clocks(*DECISION_CLOCKS)
            await handling.stop_clocks()
            await self._tell_if_said(handling, tell)

    async def note(self, officer: Officer, seen: Seen, text: str, now: datetime) -> None:
        """备注: words for colleagues; the filer never sees them."""
        text = _text("text", text, "请写下备注。")
        async with self._move("note", officer, seen, now) as handling:
            handling.record("note_added", **handling.keep("note", text))

    async def write(self, officer: Officer, seen: Seen, text: str, now: datetime) -> None:
        """回复来访人: at once on their page, in WeChat with their next message."""
        text = _text("text", text, "请写下给来访人的话。")
        async with self._move("write", officer, seen, now) as handling:
            await handling.tell_filer(self._heading(handling.case), text)

    async def identity(self, officer: Officer, reference: str, reason: str, now: datetime) -> Identity:
        """Return who filed the case; that it was looked at, by whom and why, stands in the journal first."""
        if reason not in IDENTITY_REASONS:
            raise Incomplete("identity_reason", "请选择查看身份信息的理由。")
        async with self._database.writing() as session:
            found = await session.execute(
                select(CaseRow, col(CaseKeyRow.wrapped), col(CaseIdentityRow.sealed))
                .join(CaseKeyRow, col(CaseKeyRow.case_id) == col(CaseRow.id))
                .join(CaseIdentityRow, col(CaseIdentityRow.case_id) == col(CaseRow.id))
                .where(col(CaseRow.reference) == reference, wall.visible(officer))
            )
            row = found.first()
            if row is None:
                raise NoSuchCase
            case, wrapped, sealed = row
            if not wall.may_see_identity(officer, case):
                raise NotAllowed("您的岗位不能查看这个案件的身份信息；确有需要的，请联系承办人员。")
            entry = Entry(case.id, now, officer.id, "identity_viewed", {"reason": reason})
            await journal.append(session, [entry], self._vault.journal_key)
        plain = orjson.loads(self._vault.unwrap(wrapped).unseal(sealed, "case_identity"))
        return Identity(plain["fields"], plain["typed"])

    @asynccontextmanager
    async def _move(self, name: str, officer: Officer, seen: Seen, now: datetime) -> AsyncIterator[Handling]:
        async with self._database.writing() as session:
            handling = await Handling.begin(session, self._vault, officer, seen, now)
            case = handling.case
            state = state_after(name, case.kind, case.state, officer.role)
            if MOVES[name] not in wall.moves_of(officer, case):
                raise NotAllowed("本局是协助单位，只能备注；其他操作由承办局办理。")
            if state != case.state:
                handling.changes["state"] = state
            yield handling
            await handling.finish()

    @asynccontextmanager
    async def _closing(self, officer: Officer, seen: Seen, now: datetime) -> AsyncIterator[Handling]:
        name = "close_consultation" if await self._is_consultation(seen) else "close"
        async with self._move(name, officer, seen, now) as handling:
            yield handling

    async def _is_consultation(self, seen: Seen) -> bool:
        # The kind of a case never changes, so it may be read before the case is held.
        async with self._database.reading() as session:
            kind = await session.scalar(select(col(CaseRow.kind)).where(col(CaseRow.reference) == seen.reference))
        return kind == "consultation"

    def _refuse_wrong_receiver(self, case: CaseRow, bureau: str, now: datetime) -> None:
        if is_kept_above(case):
            raise NotAllowed(KEPT_ABOVE)
        if bureau not in {other.code for other in receivers(self._bureaus, now)}:
            raise Incomplete("bureau", "请选择接收的承办局。")

    async def _tell_if_said(self, handling: Handling, tell: str) -> None:
        if tell.strip():
            await handling.tell_filer(self._heading(handling.case), _text("tell", tell, ""))

    def _heading(self, case: CaseRow) -> str:
        what = "咨询" if case.kind == "consultation" else "举报"
        return f"承办局（{self._bureaus.name_of(case.lead_bureau)}）就您的{what} {case.reference} 回复："


def is_kept_above(case: CaseRow) -> bool:
    """Say whether the law keeps this case at the municipal bureau, so that it is not passed down."""
    return case.kind != "consultation" and case.secret_kind in _TECHNICAL


def receivers(bureaus: Bureaus, now: datetime) -> tuple[Bureau, ...]:
    """Return the bureaus that a case can be passed down to today: all below the municipal one."""
    today = day_in_shanghai(now)
    return tuple(bureau for bureau in bureaus.on(today) if bureau.code != MUNICIPAL)


def _route_after_passing_down(route: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rule": "passed_down",
        "reason": "由市局统一接收后分送有处理权限的承办局（《市场监督管理投诉举报处理办法》第四十一条）。",
        "candidates": list(route.get("candidates", ())),
        "earlier": {"rule": route.get("rule"), "reason": route.get("reason")},
    }


def _text(field: str, text: str, when_missing: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise Incomplete(field, when_missing)
    if len(text) > LONGEST_TEXT:
        raise Incomplete(field, f"最多 {LONGEST_TEXT:,} 字，您写了 {len(text):,} 字，请删减或者分两次写。")
    return text
