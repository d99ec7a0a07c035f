"""Tokens of other systems: which there are, a new one, and one that is to open nothing any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from aiohttp import web

from bot.desk.accounts.account_page import GivenContext
from bot.desk.accounts.office import TOKENS, AccountParts
from bot.desk.pages import PageContext, Visit
from intake.officers.accounts import AccountRefused
from intake.officers.officer import ORDINARY_SCOPES, SCOPES
from intake.officers.tokens import TokenLine, add_token, all_tokens, revoke_token


@dataclass(frozen=True, slots=True)
class TokensContext(PageContext):
    """The page of tokens.

    lines  every token
    scopes  what a token may do, by code; chosen: what was ticked and refused
    kept   what was posted and refused
    fault  why it was refused; empty for nothing
    done   what was just done; empty for nothing
    """

    template: ClassVar[str] = "accounts/tokens.html"
    lines: Sequence[TokenLine]
    scopes: Mapping[str, str]
    chosen: Sequence[str]
    kept: Mapping[str, str]
    fault: str
    done: str


class TokensPage:
    """The handlers of tokens."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [
            web.get(TOKENS, self._office.look(self._show)),
            web.post(TOKENS, self._office.form(self._add)),
            web.post(f"{TOKENS}/revoke", self._office.form(self._revoke)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        is_revoked = visit.request.query.get("done") == "revoke"
        return await self._page(visit, done="已作废，现在起不能再用" if is_revoked else "")

    async def _add(self, visit: Visit) -> web.StreamResponse:
        name, identities = visit.form.get("name", ""), visit.form.get("identities") == "yes"
        bureau = visit.form.get("bureau") or None
        try:
            if bureau is not None and bureau not in {one.code for one in self._office.bureaus.all}:
                raise AccountRefused("没有这个承办局，请重新选择。", "bureau")
            token = await add_token(
                self._office.database,
                self._office.vault,
                actor=visit.officer.id,
                name=name,
                identities=identities,
                now=visit.now,
                scopes=visit.posted.get("scope", []),
                bureau=bureau,
            )
        except AccountRefused as refusal:
            return await self._page(visit, fault=str(refusal), status=422)
        return self._office.page(GivenContext("已新建令牌", name.strip(), "", token), visit)

    async def _revoke(self, visit: Visit) -> web.StreamResponse:
        database, vault, name = self._office.database, self._office.vault, visit.form.get("name", "")
        try:
            await revoke_token(database, vault, actor=visit.officer.id, name=name, now=visit.now)
        except AccountRefused as refusal:
            return await self._page(visit, fault=str(refusal), status=422)
        raise web.HTTPSeeOther(f"{TOKENS}?done=revoke")

    async def _page(self, visit: Visit, *, done: str = "", fault: str = "", status: int = 200) -> web.Response:
        lines = await all_tokens(self._office.database)
        kept, chosen = (visit.form, visit.posted.get("scope", [])) if fault else ({}, [*ORDINARY_SCOPES])
        return self._office.page(TokensContext(lines, SCOPES, chosen, kept, fault, done), visit, status)
