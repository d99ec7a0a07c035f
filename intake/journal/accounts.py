"""What happened to accounts, tokens and the switch: one chain of HMACs each, as the journal of a case.

Every entry carries a digest of the row it leads to, so that a role, a password or a token that was changed past
the program is found by `shangmi verify`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, null, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.journal.account_codes import AccountCode
from intake.journal.chain import NO_ENTRY, Head, hash_of
from intake.storage.account_tables import AccountJournalRow
from intake.storage.bulletin_tables import BulletinRow
from intake.storage.hook_tables import HookRow
from intake.storage.queried import AnyRow
from intake.storage.rules_table import RoutingVersionRow
from intake.storage.secrecy_tables import BureauCareRow
from intake.storage.switch_table import SwitchRow
from intake.storage.tables import ApiTokenRow, MarkRow, OfficerRow
from intake.storage.talk_tables import TalkDeskRow, TalkRow

if TYPE_CHECKING:
    from intake.storage.database import Database

# Actors that are no officers: whoever typed a command on the machine, and the service itself.
COMMAND: Final = "command"
SERVICE: Final = "service"

_MARK: Final = "accounts"
_SWITCH: Final = "switch:"
_BUREAU: Final = "bureau:"
_TALK_DESK: Final = "talk_desk:"
_TALK: Final = "talk:"
_RULES: Final = "rules:"
_HOOK: Final = "webhook:"
_BULLETIN: Final = "bulletin:"
# What every token might do before there were scopes.
_SCOPES_OF_BEFORE: Final = "cases transfers"
_PAGE: Final = 1000

AccountRow = (
    OfficerRow
    | ApiTokenRow
    | SwitchRow
    | BureauCareRow
    | TalkDeskRow
    | TalkRow
    | RoutingVersionRow
    | HookRow
    | BulletinRow
)


def account_of(row: AccountRow) -> str:
    """Return what the journal calls this account or token, the switch, or a bureau with its settings."""
    if isinstance(row, SwitchRow):
        return f"{_SWITCH}{row.name}"
    if isinstance(row, RoutingVersionRow):
        return f"{_RULES}{row.id}"
    if isinstance(row, BureauCareRow):
        return f"{_BUREAU}{row.bureau}"
    if isinstance(row, HookRow):
        return f"{_HOOK}{row.id}"
    if isinstance(row, BulletinRow):
        return f"{_BULLETIN}{row.id}"
    if isinstance(row, TalkDeskRow):
        return f"{_TALK_DESK}{row.bureau}"
    if isinstance(row, TalkRow):
        return f"{_TALK}{row.id}"
    return f"officer:{row.id}" if isinstance(row, OfficerRow) else f"token:{row.token_hash}"


def is_account(chain: str) -> bool:
    """Say whether a chain is one of this journal: an account's, a token's, a bureau's, a talk's, of rules, …"""
    return chain.startswith(("officer:", "token:", _SWITCH, _BUREAU, _TALK_DESK, _TALK, _RULES, _HOOK, _BULLETIN))


def talk_in(chain: str) -> str:
    """Return the id of the talk whose chain this is; "" for another one's."""
    return chain.removeprefix(_TALK) if chain.startswith(_TALK) else ""


def is_of_rules(chain: str) -> bool:
    """Say whether a chain is that of a set of routing rules."""
    return chain.startswith(_RULES)


def is_switch(chain: str) -> bool:
    """Say whether a chain is the switch's."""
    return chain.startswith(_SWITCH)


def digest_of(row: AccountRow) -> str:
    """Return the fingerprint of what an account or token may do, and what opens it; of how the switch stands."""
    if isinstance(row, OfficerRow):
        second_step = row.second_step.hex() if row.second_step else None
        content = [
            row.id,
            row.name,
            row.role,
            row.bureau,
            row.password_hash,
            row.active,
            row.must_change,
            second_step,
            # Only who has it: digests of before this was kept stay as they were.
            *(["is_qualified"] if row.is_qualified else []),
            *(["login", row.login_id] if row.login_id else []),
        ]
    elif isinstance(row, SwitchRow):
        off_since = row.off_since.astimezone(UTC).isoformat() if row.off_since else None
        content = [row.name, off_since, row.sentence]
    elif isinstance(row, RoutingVersionRow):
        # What a draft says may still change; what was decided may not.
        decided = None if row.is_open else row.content
        content = [row.id, row.state, str(row.number), json.dumps(decided, sort_keys=True)]
        # Who drafted it and who decided is how it is known that they were two.
        content += [] if row.is_open else [row.drafted_by, row.decided_by]
    elif isinstance(row, BureauCareRow):
        content = [row.bureau, row.identity_by_two, row.original_by_two, str(row.grant_days)]
    elif isinstance(row, TalkDeskRow):
        content = [row.bureau, row.is_open, row.hours, str(row.patience), str(row.quiet)]
        # Only where it is set: digests of before this was kept stay as they were.
        content += ["mails"] if row.mails else []
    elif isinstance(row, TalkRow):
        # What stays when its words are erased.
        content = [row.id, row.bureau, row.channel, row.opened_at.astimezone(UTC).isoformat()]
    elif isinstance(row, BulletinRow):
        dates = [row.from_on.isoformat(), row.until_on.isoformat(), row.begins, row.ends]
        said = [row.title, row.text, row.subject, row.district, row.link, row.place, str(row.capacity)]
        content = [row.id, row.bureau, row.kind, row.state, row.why, *said, *dates]
        content += [row.by, row.decided_by, row.withdrawn_by]
    elif isinstance(row, HookRow):
        stopped_at = row.stopped_at.astimezone(UTC).isoformat() if row.stopped_at else None
        content = [row.id, row.bureau, row.address, row.events, row.secret.hex(), stopped_at, row.stopped_by]
    else:
        revoked_at = row.revoked_at.astimezone(UTC).isoformat() if row.revoked_at else None
        content = [row.token_hash, row.name, row.identities, revoked_at]
        # Only where it may something else: digests of before there were scopes stay as they were.
        content += ["scopes", row.scopes] if row.scopes != _SCOPES_OF_BEFORE else []
        content += ["bureau", row.bureau] if row.bureau else []
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


async def record(
    session: AsyncSession,
    journal_key: bytes,
    row: AccountRow,
    actor: str,
    code: AccountCode,
    now: datetime,
    **payload: str | int | bool | None,
) -> None:
    """Write an entry at the end of the account's chain, inside the session's transaction.

    row  as it stands after what happened. Held for update by whoever changes it, so that nobody else continues
         the same chain
    """
    account = account_of(row)
    head = await _head(session, account)
    values: dict[str, object] = {
        "case_id": account,
        "seq": head.seq + 1,
        "at": now.astimezone(UTC),
        "actor": actor,
        "code": str(code),
        "payload": payload,
        "effective_at": None,
        "subject": None,
        "supersedes": None,
        "state_digest": digest_of(row),
        "wrote": None,
        "previous": head.hash,
    }
    entry = {name: values[name] for name in ("seq", "at", "actor", "code", "payload", "state_digest", "previous")}
    entry |= {"chain": account, "hash": hash_of(values, journal_key)}
    await session.execute(insert(AccountJournalRow).values(entry))


async def note_older_accounts(database: Database, journal_key: bytes, now: datetime) -> None:
    """Begin the chain of every account from before there was this journal; once, at the first start after it."""
    async with database.reading() as session:
        if await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == _MARK)) is not None:
            return
    # Another process may be first. It holds the mark until it is done, and then ours is refused.
    with suppress(IntegrityError):
        async with database.writing() as session:
            await session.execute(insert(MarkRow).values(name=_MARK, value=now.isoformat()))
            for officer in (await session.scalars(select(OfficerRow))).all():
                await record(session, journal_key, officer, SERVICE, AccountCode.NOTED, now)
            for token in (await session.scalars(select(ApiTokenRow))).all():
                await record(session, journal_key, token, SERVICE, AccountCode.TOKEN_NOTED, now)


async def account_entries(session: AsyncSession) -> AsyncIterator[AnyRow]:
    """Give the entries of all chains, each chain in its order, with the columns that the hash is made of."""
    row = AccountJournalRow
    columns = (
        col(row.chain).label("case_id"),
        *(col(part) for part in (row.seq, row.at, row.actor, row.code, row.payload, row.state_digest)),
        *(col(part) for part in (row.previous, row.hash)),
        *(null().label(name) for name in ("effective_at", "subject", "supersedes", "wrote")),
    )
    query = select(*columns).order_by(col(row.chain), col(row.seq)).limit(_PAGE)
    page = (await session.execute(query)).all()
    while page:
        for entry in page:
            yield entry
        last = page[-1]
        after = (col(row.chain) > last.case_id) | ((col(row.chain) == last.case_id) & (col(row.seq) > last.seq))
        page = (await session.execute(query.where(after))).all()


async def misfit_accounts(session: AsyncSession, digests: Mapping[str, str]) -> dict[str, str]:
    """Return the accounts and tokens that are not as their journal left them, each with what is wrong.

    digests  by account, of the row that its journal leads to
    """
    is_noted = await session.scalar(select(col(MarkRow.value)).where(col(MarkRow.name) == _MARK)) is not None
    left, found = dict(digests), dict[str, str]()
    rows: list[AccountRow] = [
        *await session.scalars(select(OfficerRow)),
        *await session.scalars(select(ApiTokenRow)),
        *await session.scalars(select(SwitchRow)),
        *await session.scalars(select(BureauCareRow)),
        *await session.scalars(select(TalkDeskRow)),
        *await session.scalars(select(TalkRow)),
        *await session.scalars(select(RoutingVersionRow)),
        *await session.scalars(select(HookRow)),
        *await session.scalars(select(BulletinRow)),
    ]
    for row in rows:
        account = account_of(row)
        digest = left.pop(account, None)
        # A talk that no officer has looked at has no entry.
        if digest is None and is_noted and not isinstance(row, TalkRow):
            found[account] = "没有日志"
        elif digest is not None and digest != digest_of(row):
            found[account] = "内容与日志不符"
    return found | {account: "已不在库中" for account in left}


async def _head(session: AsyncSession, account: str) -> Head:
    row = AccountJournalRow
    last = (
        select(col(row.seq), col(row.hash)).where(col(row.chain) == account).order_by(col(row.seq).desc()).limit(1)
    )
    found = (await session.execute(last)).first()
    return NO_ENTRY if found is None else Head(found.seq, found.hash)
