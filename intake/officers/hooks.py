"""Addresses of other systems that are called when something happens: entered, listed, stopped, resumed.

Each belongs to one bureau and hears of that bureau's cases alone. Its secret is shown once, when it is entered.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.ids import is_id, new_id
from intake.journal.account_codes import AccountCode
from intake.journal.accounts import record
from intake.officers import wall
from intake.officers.hook_address import AddressRefused, Network, fit_address
from intake.routing.bureaus import Bureaus
from intake.storage.hook_tables import HookCallRow, HookRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow
from intake.storage.turns import take_turn
from intake.transfers.happenings import HOOK_EVENTS, PING

MOST_OF_A_BUREAU: Final = 10
SECRET_PREFIX: Final = "whsec_"  # noqa: S105 - what every secret begins with, no secret
_SECRET_BYTES: Final = 32
_PURPOSE: Final = "webhook"
# Who stopped an address that failed for too long.
STOPPED_BY_SERVICE: Final = "service"


class HookRefused(Exception):
    """What cannot be done with an address. The text is a sentence; field  the input it stands beside."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NoSuchHook(HookRefused):
    """There is none of this number, or it belongs to another bureau."""

    def __init__(self) -> None:
        super().__init__("没有这个回调地址。")


@dataclass(frozen=True, slots=True)
class Hook:
    """An address as it is listed.

    stopped_at     since when it is not called; None: it is
    is_failed      the service stopped it, because nothing came through for too long
    failing_since  since when no call came through; None: the last one did
    waiting        calls on their way; given_up: calls that nobody tries any more
    """

    id: str
    bureau: str
    address: str
    events: tuple[str, ...]
    created_at: datetime
    stopped_at: datetime | None
    is_failed: bool
    failing_since: datetime | None
    waiting: int = 0
    given_up: int = 0


@dataclass(frozen=True, slots=True)
class NewHook:
    """A new address, and its secret: the only time it can be seen."""

    hook: Hook
    secret: str


class Hooks:
    """What is done with addresses, inside a session's transaction.

    bureau  of whoever asks: they know of its addresses alone; None: of all
    """

    def __init__(self, vault: Vault, bureaus: Bureaus, inside: Sequence[Network] = ()) -> None:
        """Take the parts.

        inside  networks of our own that may be called
        """
        self._vault = vault
        self._bureaus = bureaus
        self._inside = inside

    async def enter(
        self, session: AsyncSession, actor: str, bureau: str, address: str, events: Iterable[str], now: datetime
    ) -> NewHook:
        """Enter an address, or raise HookRefused."""
        if bureau not in {one.code for one in self._bureaus.all}:
            raise HookRefused("请选择承办局。", "bureau")
        chosen = [event for event in HOOK_EVENTS if event in set(events)]
        if not chosen or set(events) - set(HOOK_EVENTS):
            raise HookRefused("请至少选一种事件，只能选列出的事件。", "events")
        try:
            fit = fit_address(address, self._inside)
        except AddressRefused as refusal:
            raise HookRefused(str(refusal), "address") from None
        _check_room(await _held_of(session, bureau), fit)
        hook_id, key = new_id(now), secrets.token_bytes(_SECRET_BYTES)
        row = HookRow(
            id=hook_id,
            bureau=bureau,
            address=fit,
            events=" ".join(chosen),
            secret=self._vault.seal(key, _PURPOSE, hook_id),
            created_at=now,
        )
        session.add(row)
        await session.flush()
        said = {"bureau": bureau, "address": fit, "events": row.events}
        await record(session, self._vault.journal_key, row, actor, AccountCode.HOOK_ADDED, now, **said)
        return NewHook(_hook(row), SECRET_PREFIX + base64.b64encode(key).decode())

    async def stop(
        self, session: AsyncSession, actor: str, hook_id: str, bureau: str | None, now: datetime
    ) -> Hook:
        """Call an address no more, from this commit on; what waits is kept until it is resumed."""
        row = await self._held(session, hook_id, bureau)
        if row.stopped_at is not None:
            raise HookRefused("这个回调地址已经停用了。")
        await stopped(session, self._vault, row, actor, now)
        return (await _counted(session, [row]))[0]

    async def resume(
        self, session: AsyncSession, actor: str, hook_id: str, bureau: str | None, now: datetime
    ) -> Hook:
        """Call it again; what waits goes out from now on, and what is given up stays so."""
        if not is_id(hook_id):
            raise NoSuchHook
        owner = await session.scalar(_known_to(bureau, hook_id).with_only_columns(col(HookRow.bureau)))
        beside = await _held_of(session, owner) if owner is not None else []
        row = await self._held(session, hook_id, bureau)
        if row.stopped_at is None:
            raise HookRefused("这个回调地址正在用。")
        _check_room(beside, row.address)
        row.stopped_at, row.stopped_by, row.failing_since = None, "", None
        await session.flush()
        code, said = AccountCode.HOOK_RESUMED, {"bureau": row.bureau, "address": row.address}
        await record(session, self._vault.journal_key, row, actor, code, now, **said)
        waits = (col(HookCallRow.hook_id) == hook_id, col(HookCallRow.standing) == "waiting")
        await session.execute(update(HookCallRow).where(*waits).values(since=now, next_try_at=now))
        return (await _counted(session, [row]))[0]

    async def ping(self, session: AsyncSession, hook_id: str, bureau: str | None, now: datetime) -> str:
        """Let a call go out that is about no case; return its number, or that of the one that still waits."""
        row = await self._held(session, hook_id, bureau)
        if row.stopped_at is not None:
            raise HookRefused("这个回调地址已经停用，请先恢复。")
        pings = select(col(HookCallRow.id)).where(
            col(HookCallRow.hook_id) == hook_id,
            col(HookCallRow.event) == PING,
            col(HookCallRow.standing) == "waiting",
        )
        waiting: str | None = await session.scalar(pings.limit(1))
        if waiting is not None:
            return waiting
        call = HookCallRow(id=new_id(now), hook_id=hook_id, event=PING, at=now, since=now, next_try_at=now)
        session.add(call)
        await session.flush()
        return call.id

    async def _held(self, session: AsyncSession, hook_id: str, bureau: str | None) -> HookRow:
        found = (
            await session.scalar(_known_to(bureau, hook_id).with_for_update(key_share=True))
            if is_id(hook_id)
            else None
        )
        if found is None:
            raise NoSuchHook
        row: HookRow = found
        return row


async def _held_of(session: AsyncSession, bureau: str) -> Sequence[HookRow]:
    """Return the addresses of a bureau, held: two who take its last place at once wait here for each other."""
    await take_turn(session, f"webhooks of {bureau}")
    query = select(HookRow).where(col(HookRow.bureau) == bureau).order_by(col(HookRow.id))
    return (await session.scalars(query.with_for_update(key_share=True))).all()


def _check_room(held: Sequence[HookRow], address: str) -> None:
    """Refuse one more address that is called: the same twice, or more than a bureau has."""
    called = [row for row in held if row.stopped_at is None]
    if any(row.address == address for row in called):
        raise HookRefused("这个地址已经登记过了；要换事件或者密钥，请先停用原来的。", "address")
    if len(called) >= MOST_OF_A_BUREAU:
        raise HookRefused(f"一个局最多登记 {MOST_OF_A_BUREAU} 个回调地址，请先停用不用的。", "address")


async def stopped(session: AsyncSession, vault: Vault, row: HookRow, actor: str, now: datetime) -> None:
    """Stop the address of a row that is held for update."""
    row.stopped_at, row.stopped_by = now, actor
    await session.flush()
    code, said = AccountCode.HOOK_STOPPED, {"bureau": row.bureau, "address": row.address}
    await record(session, vault.journal_key, row, actor, code, now, **said)


async def hooks_of(
    session: AsyncSession, bureau: str | None, *, after: str = "", most: int | None = None
) -> list[Hook]:
    """Return the addresses of a bureau, or of all, in the order they were entered."""
    query = _known_to(bureau).where(col(HookRow.id) > after).order_by(col(HookRow.id)).limit(most)
    return await _counted(session, (await session.scalars(query)).all())


async def is_hook_known(session: AsyncSession, hook_id: str, bureau: str | None) -> bool:
    """Say whether there is an address of this number that the bureau may know of; None: any bureau."""
    return is_id(hook_id) and await session.scalar(_known_to(bureau, hook_id)) is not None


def secret_of(vault: Vault, row: HookRow) -> bytes:
    """Return the key that signs the calls to an address."""
    return vault.unseal(row.secret, _PURPOSE, row.id)


async def _counted(session: AsyncSession, rows: Sequence[HookRow]) -> list[Hook]:
    """Return addresses with what waits; what is about a case closed to named officers is counted for nobody."""
    call = HookCallRow
    counted = await session.execute(
        select(col(call.hook_id), col(call.standing), func.count())
        .join(CaseRow, col(CaseRow.reference) == col(call.reference), isouter=True)
        .where(col(call.hook_id).in_([row.id for row in rows]), col(call.standing).in_(["waiting", "given_up"]))
        .where(wall.is_open_to_all())
        .group_by(col(call.hook_id), col(call.standing))
    )
    numbers = {(hook_id, standing): number for hook_id, standing, number in counted}
    return [_hook(row, numbers.get((row.id, "waiting"), 0), numbers.get((row.id, "given_up"), 0)) for row in rows]


def _known_to(bureau: str | None, hook_id: str = "") -> Select[HookRow]:
    query = select(HookRow)
    query = query if bureau is None else query.where(col(HookRow.bureau) == bureau)
    return query.where(col(HookRow.id) == hook_id) if hook_id else query


def _hook(row: HookRow, waiting: int = 0, given_up: int = 0) -> Hook:
    return Hook(
        id=row.id,
        bureau=row.bureau,
        address=row.address,
        events=tuple(row.events.split()),
        created_at=row.created_at,
        stopped_at=row.stopped_at,
        is_failed=row.stopped_by == STOPPED_BY_SERVICE,
        failing_since=row.failing_since,
        waiting=waiting,
        given_up=given_up,
    )
