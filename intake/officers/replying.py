"""Reply links: one body answers one question about one transfer, from a list of facts; nothing else opens.

A link expires, can be revoked, answers once, and never signs anybody in. The police never get one. That nobody
answered in time is recorded too.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

import orjson
from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Changes, Rulebook
from intake.cases.codes import HANDLERS, SERVICE
from intake.cases.transfer_codes import TransferCode
from intake.cases.working import OUTSIDER
from intake.clocks.calendar import day_in_shanghai
from intake.ids import new_id
from intake.officers import wall
from intake.officers.bodies import bodies_in
from intake.officers.casework import Casework, Seen
from intake.officers.officer import Officer
from intake.officers.transferring import key_of
from intake.storage.cases import found_case
from intake.storage.changes import rows_of, writing
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.steps import carried_out_in
from intake.storage.tables import CaseRow
from intake.storage.transfer_tables import ReplyLinkRow
from intake.storage.witness import naming
from intake.transfers.body import Bodies
from intake.transfers.codes import TRANSFER_KINDS, Direction
from intake.transfers.moves import recorded
from intake.transfers.reading import transfer_called, transfers_of
from intake.transfers.transfer import Transfer

BODY: Final = "body"
LONGEST_QUESTION: Final = 300
LONGEST_ANSWER: Final = 1_000
LONGEST_DAYS: Final = 30
ANSWERS: Final[Mapping[str, str]] = {
    "received": "已收到，正在办理",
    "done": "已办结，结果如下",
    "not_ours": "不属本机关职责，说明如下",
}
_PURPOSE: Final = "reply_link"
_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class ReplyRequest:
    """What the page of a link shows: nothing of what is in the case.

    facts  label and value: kind, case number, sender, day
    """

    receiver: str
    facts: tuple[tuple[str, str], ...]
    question: str
    expires_at: datetime


def why_no_link(transfer: Transfer, bodies: Bodies) -> str:
    """Say why no link can be given for this transfer; "" when one can."""
    if transfer.direction is not Direction.OUT or not transfer.waits_for_them:
        return "送出以后、对方答复以前，才能开通答复链接。"
    body = bodies.by_code(transfer.bodies[0]) if len(transfer.bodies) == 1 else None
    if body is None or not body.may_answer_by_link:
        return "名录里没有允许这个机关用答复链接答复；公安机关只凭文书往来。"
    return ""


def _may_answer(transfer: Transfer, bodies: Bodies, today: date) -> bool:
    body = bodies.by_code(transfer.bodies[0]) if len(transfer.bodies) == 1 else None
    return body is not None and body.may_answer_by_link and body.exists(today)


class ReplyLinks:
    """Gives links, revokes them, and takes what is answered."""

    def __init__(self, database: Database, vault: Vault, rulebook: Rulebook) -> None:
        self._database = database
        self._vault = vault
        self._rulebook = rulebook
        self._casework = Casework(database, vault, rulebook)

    async def give(
        self, officer: Officer, seen: Seen, transfer_id: str, said: Mapping[str, str], now: datetime
    ) -> str:
        """Make a link that takes the place of an earlier one; return its secret, told once.

        said  question, days
        """
        question, days = said.get("question", "").strip(), said.get("days", "")
        if not any(character.isalnum() for character in question) or len(question) > LONGEST_QUESTION:
            raise Incomplete("question", f"请写一个问题，{LONGEST_QUESTION} 字以内，不写案情。")
        if not (days.isascii() and days.isdigit() and 0 < int(days) <= LONGEST_DAYS):
            raise Incomplete("days", f"请填写有效几天：1 到 {LONGEST_DAYS}。")
        secret, link = secrets.token_urlsafe(24), new_id(now)
        expires_at = now + timedelta(days=int(days))

        async def linked(session: AsyncSession, case: Case) -> Changes:
            transfer = _own(officer, case, transfer_id)
            bodies = await bodies_in(session, self._rulebook.bureaus)
            if why_not := why_no_link(transfer, bodies):
                raise NotAllowed(why_not)
            if not _may_answer(transfer, bodies, day_in_shanghai(now)):
                raise NotAllowed("名录里这个机关今天已经失效，不能开通答复链接。")
            await self._end_earlier(session, transfer_id, now)
            key = await key_of(session, self._vault, case)
            asked = {
                "question": question,
                "facts": self._facts(case, transfer),
                "to": bodies.name_of(transfer.bodies[0]),
            }
            row = ReplyLinkRow(
                id=link,
                case_id=case.id,
                transfer_id=transfer_id,
                tag=self._tag(secret),
                sealed=key.seal(orjson.dumps(asked), _PURPOSE),
                made_at=now,
                expires_at=expires_at,
            )
            session.add(row)
            await session.flush()
            until = {"link": link, "expires_on": day_in_shanghai(expires_at).isoformat()}
            clocks = self._rulebook.clocks
            given = recorded(case, transfer, TransferCode.LINK_GIVEN, officer.id, now, until, clocks, question)
            *earlier, last = given.entries
            return replace(given, entries=(*earlier, naming(last, row)))

        await self._casework.change(officer, seen, now, linked)
        return secret

    async def revoke(self, officer: Officer, seen: Seen, transfer_id: str, now: datetime) -> None:
        """End the link of a transfer."""

        async def revoked(session: AsyncSession, case: Case) -> Changes:
            transfer = _own(officer, case, transfer_id)
            if not await self._end_earlier(session, transfer_id, now):
                raise NotAllowed("没有有效的答复链接。")
            clocks = self._rulebook.clocks
            return recorded(case, transfer, TransferCode.LINK_REVOKED, officer.id, now, {}, clocks)

        await self._casework.change(officer, seen, now, revoked)

    async def asked(self, secret: str, now: datetime) -> ReplyRequest | None:
        """Return what the page of a link shows; None for one that is none, or no more."""
        async with self._database.reading() as session:
            row = await session.scalar(select(ReplyLinkRow).where(*self._open(secret, now)))
            if row is None:
                return None
            found = await found_case(session, self._vault, col(CaseRow.id) == row.case_id)
            if found is None or not await self._stands(session, found[0], row, now):
                return None
        kept = orjson.loads(found[1].unseal(row.sealed, _PURPOSE))
        facts = tuple((str(label), str(value)) for label, value in kept["facts"])
        return ReplyRequest(str(kept["to"]), facts, str(kept["question"]), row.expires_at)

    async def answer(self, secret: str, said: Mapping[str, str], now: datetime) -> bool:
        """Record what a body answered; False for a link that is none, or no more. Raises Incomplete."""
        kind, text = said.get("answer", ""), said.get("text", "").strip()
        if kind not in ANSWERS:
            raise Incomplete("answer", "请选择一项答复。")
        if len(text) > LONGEST_ANSWER:
            raise Incomplete("text", f"最多 {LONGEST_ANSWER:,} 字，请删减。")
        if kind != "received" and not any(character.isalnum() for character in text):
            raise Incomplete("text", "请写明结果或者说明。")
        words = "\n".join(filter(None, (ANSWERS[kind], text)))
        async with self._database.writing() as session:
            locked = select(ReplyLinkRow).where(*self._open(secret, now)).with_for_update()
            row = await session.scalar(locked)
            found = row and await found_case(session, self._vault, col(CaseRow.id) == row.case_id)
            if row is None or not found or not await self._stands(session, found[0], row, now):
                return False
            row.answered_at = now
            await self._note(session, row, TransferCode.BODY_ANSWERED, BODY, now, words)
        return True

    async def note_silence(self, now: datetime) -> int:
        """Record for every link that ended without an answer that there was none; return for how many."""
        ended = (
            select(ReplyLinkRow)
            .where(
                col(ReplyLinkRow.expires_at) <= now,
                col(ReplyLinkRow.answered_at).is_(None),
                col(ReplyLinkRow.revoked_at).is_(None),
                col(ReplyLinkRow.silent_at).is_(None),
            )
            .limit(_AT_ONCE)
        )
        async with self._database.writing() as session:
            rows = (await session.scalars(ended.with_for_update(skip_locked=True))).all()
            for row in rows:
                row.silent_at = now
                await self._note(session, row, TransferCode.BODY_SILENT, SERVICE, now)
        return len(rows)

    async def _stands(self, session: AsyncSession, case: Case, row: ReplyLinkRow, now: datetime) -> bool:
        """Say whether what the link was given for still stands: the transfer, and that the body may answer so."""
        transfer = next((one for one in transfers_of(case) if one.id == row.transfer_id), None)
        if transfer is None or transfer.is_over:
            return False
        bodies = await bodies_in(session, self._rulebook.bureaus)
        return _may_answer(transfer, bodies, day_in_shanghai(now))

    async def _note(
        self, session: AsyncSession, row: ReplyLinkRow, code: TransferCode, by: str, now: datetime, words: str = ""
    ) -> None:
        await session.flush()
        found = await found_case(session, self._vault, col(CaseRow.id) == row.case_id)
        if found is None:
            return
        case, key = found
        transfer = transfer_called(case, row.transfer_id)
        changes = recorded(case, transfer, code, by, now, {"link": row.id}, self._rulebook.clocks, words)
        rows = rows_of(changes, key, self._vault, now)
        await carried_out_in(session, writing(rows, self._vault.journal_key))

    async def _end_earlier(self, session: AsyncSession, transfer_id: str, now: datetime) -> bool:
        found = (
            await session.scalars(
                select(ReplyLinkRow).where(col(ReplyLinkRow.transfer_id) == transfer_id, *_still_open(now))
            )
        ).all()
        for row in found:
            row.revoked_at = now
        return bool(found)

    def _open(self, secret: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
        return (col(ReplyLinkRow.tag) == self._tag(secret), *_still_open(now))

    def _tag(self, secret: str) -> str:
        return self._vault.keyed_id(_PURPOSE, secret)

    def _facts(self, case: Case, transfer: Transfer) -> list[tuple[str, str]]:
        sent = transfer.done(TransferCode.SENT)
        return [
            ("类别", TRANSFER_KINDS[transfer.kind]),
            ("案件编号", case.reference),
            ("来自", self._rulebook.bureaus.public_name_of(case.lead_bureau)),
            ("送出日期", sent.day.isoformat() if sent else ""),
        ]


def _still_open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        col(ReplyLinkRow.expires_at) > now,
        col(ReplyLinkRow.revoked_at).is_(None),
        col(ReplyLinkRow.answered_at).is_(None),
    )


def _own(officer: Officer, case: Case, transfer_id: str) -> Transfer:
    if officer.bureau != case.lead_bureau or officer.role not in HANDLERS:
        raise NotAllowed("只有承办局的办案岗位可以开通和停用答复链接。")
    if not wall.has_part(officer, case):
        raise NotAllowed(OUTSIDER)
    return transfer_called(case, transfer_id)
