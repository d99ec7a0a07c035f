"""Who works at the desk, and which systems read along. A bearer token is kept as its keyed hash only."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import ROLES_OF_A_BUREAU, Role
from intake.ids import new_id
from intake.officers import passwords
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault
from intake.storage.tables import ApiTokenRow, OfficerRow
from intents.signs import has_control_characters

ROLES: Mapping[str, str] = {
    Role.OFFICER: "承办人员",
    Role.HEAD: "机构负责人",
    Role.PRINCIPAL: "主要负责人",
    Role.COORDINATOR: "市局统筹",
    Role.CURATOR: "知识维护",
    Role.AUDITOR: "审计",
    Role.ADMIN: "系统管理",
}

# These look after the answers, and see no case.
CURATORS: Final = frozenset({Role.CURATOR})

SHORTEST_PASSWORD: Final = 10


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody signed in at the desk.

    id      what the journal names as the actor
    bureau  code of their bureau; None for roles that belong to the whole service
    """

    id: str
    name: str
    role: Role
    bureau: str | None


@dataclass(frozen=True, slots=True)
class TokenReader:
    """Another system reading `/api/v1`.

    identities  it may read what names a filer; else that is masked
    """

    name: str
    identities: bool

    @property
    def actor(self) -> str:
        """Return what the journal names as the actor."""
        return f"token:{self.name}"


class AccountRefused(Exception):
    """An account or token that cannot be made. The text is a sentence for whoever typed the command."""


async def add_officer(
    database: Database,
    bureaus: Bureaus,
    *,
    name: str,
    role: str,
    bureau: str | None,
    password: str,
    now: datetime,
) -> Officer:
    """Create an account, or raise `AccountRefused` with what to do instead."""
    name = name.strip()
    _refuse_unfit_account(bureaus, name, role, bureau, password)
    row = OfficerRow(
        id=new_id(now),
        name=name,
        role=role,
        bureau=bureau,
        password_hash=await passwords.hashed(password),
        active=True,
        failures=0,
        created_at=now,
    )
    officer = officer_of(row)
    try:
        async with database.writing() as session:
            session.add(row)
    except IntegrityError:
        raise AccountRefused(f"已有名为“{name}”的账号，请换一个姓名，例如加上所在科室。") from None
    return officer


async def add_token(database: Database, vault: Vault, *, name: str, identities: bool, now: datetime) -> str:
    """Create a bearer token for `/api/v1` and return it: the only time it can be seen."""
    token = secrets.token_urlsafe(32)
    if has_control_characters(name):
        raise AccountRefused("令牌的名字里不能有控制字符，请重新输入。")
    row = ApiTokenRow(
        token_hash=_token_hash(vault, token), name=name.strip(), identities=identities, created_at=now
    )
    if not row.name:
        raise AccountRefused("请给令牌起一个名字，写明哪个系统在用。")
    try:
        async with database.writing() as session:
            session.add(row)
    except IntegrityError:
        raise AccountRefused(f"已有名为“{name}”的令牌，请换一个名字。") from None
    return token


async def token_reader(session: AsyncSession, vault: Vault, token: str) -> TokenReader | None:
    """Return whose bearer token this is, or None when it is unknown or revoked."""
    row = await session.get(ApiTokenRow, _token_hash(vault, token))
    if row is None or row.revoked_at is not None:
        return None
    return TokenReader(row.name, row.identities)


def officer_of(row: OfficerRow) -> Officer:
    """Return the officer of an account."""
    return Officer(row.id, row.name, Role(row.role), row.bureau)


async def names_of(session: AsyncSession, officer_ids: set[str]) -> dict[str, str]:
    """Return the names of officers by id; ids that are no officer's are left out."""
    if not officer_ids:
        return {}
    found = await session.execute(
        select(col(OfficerRow.id), col(OfficerRow.name)).where(col(OfficerRow.id).in_(officer_ids))
    )
    return {officer_id: name for officer_id, name in found}


def _refuse_unfit_account(bureaus: Bureaus, name: str, role: str, bureau: str | None, password: str) -> None:
    if not name:
        raise AccountRefused("请填写姓名。")
    if has_control_characters(name) or has_control_characters(password):
        raise AccountRefused("姓名和密码里不能有控制字符，请重新输入。")
    if role not in ROLES:
        raise AccountRefused(f"没有“{role}”这个岗位，可用的有：{' '.join(ROLES)}。")
    if role in ROLES_OF_A_BUREAU and bureau is None:
        raise AccountRefused(f"岗位 {role} 属于某个承办局，请加上 --bureau，例如 --bureau jiangjin。")
    if role not in ROLES_OF_A_BUREAU and bureau is not None:
        raise AccountRefused(f"岗位 {role} 不属于某个承办局，请去掉 --bureau。")
    if bureau is not None and not _is_known(bureaus, bureau):
        raise AccountRefused(f"没有代码为“{bureau}”的承办局，代码见 intake/routing/bureaus.yaml。")
    if len(password) < SHORTEST_PASSWORD:
        raise AccountRefused(f"密码至少 {SHORTEST_PASSWORD} 位。")


def _is_known(bureaus: Bureaus, code: str) -> bool:
    try:
        bureaus.by_code(code)
    except KeyError:
        return False
    return True


def _token_hash(vault: Vault, token: str) -> str:
    return vault.keyed_id("api_token", token)
