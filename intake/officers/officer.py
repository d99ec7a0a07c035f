"""Who works at the desk, and which systems read along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.codes import Role
from intake.storage.tables import OfficerRow

ROLES: Mapping[str, str] = {
    Role.OFFICER: "承办人员",
    Role.HEAD: "机构负责人",
    Role.PRINCIPAL: "主要负责人",
    Role.COORDINATOR: "市局统筹",
    Role.CURATOR: "知识维护",
    Role.AUDITOR: "审计",
    Role.ADMIN: "系统管理",
}

# How a deputy stands in, as it is said.
DEPUTY: Final = "代理"

# These look after the answers, and see no case.
CURATORS: Final = frozenset({Role.CURATOR})


@dataclass(frozen=True, slots=True)
class Covered:
    """Somebody of the same bureau whose deputy an officer is today."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StandingIn:
    """As what, and for whom, an officer acts beyond their own post.

    how   代理 or 主持工作
    for_id, for_name  whose deputy; "" for 主持工作
    """

    how: str
    for_id: str = ""
    for_name: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody signed in at the desk.

    id         what the journal names as the actor
    role       the post they have today
    bureau     code of their bureau; None for roles that belong to the whole service
    stands_in  where today's post is not their own
    covers     the colleagues whose deputy they are today, whatever their post
    """

    id: str
    name: str
    role: Role
    bureau: str | None
    stands_in: StandingIn | None = None
    covers: tuple[Covered, ...] = ()


class TokenScope(StrEnum):
    """What another system may do with its token."""

    CASES = "cases"
    TRANSFERS = "transfers"
    STATISTICS = "statistics"
    WEBHOOKS = "webhooks"


SCOPES: Final[Mapping[str, str]] = {
    TokenScope.CASES: "读案件和案件日志",
    TokenScope.TRANSFERS: "读移送",
    TokenScope.STATISTICS: "读统计数字",
    TokenScope.WEBHOOKS: "登记和管理回调地址",
}
# What a token of before there were scopes reads, and one of which nothing is said.
ORDINARY_SCOPES: Final = (TokenScope.CASES, TokenScope.TRANSFERS)


@dataclass(frozen=True, slots=True)
class TokenReader:
    """Another system reading `/api/v1`.

    identities  it may read what names a filer; else that is masked
    scopes      what it may do
    bureau      it sees the cases of this bureau alone; None: of all
    """

    name: str
    identities: bool
    scopes: frozenset[TokenScope] = frozenset(ORDINARY_SCOPES)
    bureau: str | None = None

    @property
    def actor(self) -> str:
        """Return what the journal names as the actor."""
        return f"token:{self.name}"


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
