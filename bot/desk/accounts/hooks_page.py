"""Addresses of other systems that are called when something happens: entered, stopped, and what is stuck."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from aiohttp import web

from bot.desk.accounts.office import WEBHOOKS, AccountParts
from bot.desk.pages import PageContext, Visit
from intake.notices import hook_calls
from intake.notices.hook_calls import STANDINGS, Call, CallIsOver, NoSuchCall
from intake.notices.hook_post import CALL_REASONS
from intake.officers.hooks import Hook, HookRefused, Hooks, hooks_of
from intake.transfers.happenings import HOOK_EVENTS, PING

_MOST_STUCK: Final = 100
_DONE: Final[Mapping[str, str]] = {
    "stop": "已停用，新的事件不再发给它",
    "resume": "已恢复，没有送达的接着发",
    "ping": "试发的消息已排上，几秒钟后刷新看结果",
    "retry": "已排上，几秒钟后刷新看结果",
    "drop": "已放弃，不再发送",
}
_NO_CALL: Final = "没有这次回调，或者已经结束。"


@dataclass(frozen=True, slots=True)
class HooksContext(PageContext):
    """The page of addresses.

    hooks         every address, those in use first
    stuck         calls that failed and are not over; more_stuck: there are more
    addresses     of every hook, by its id
    events        what can be chosen, by code
    event_names   what a call is about, by code
    reasons       why a call failed, by code
    standings     how a call stands, by code
    kept, chosen  what was posted and refused
    fault         why it was refused; at: the field it stands beside; empty for nothing
    done          what was just done; empty for nothing
    """

    template: ClassVar[str] = "accounts/webhooks.html"
    hooks: Sequence[Hook]
    stuck: Sequence[Call]
    more_stuck: bool
    addresses: Mapping[str, str]
    events: Mapping[str, str]
    event_names: Mapping[str, str]
    reasons: Mapping[str, str]
    standings: Mapping[str, str]
    kept: Mapping[str, str]
    chosen: Sequence[str]
    fault: str
    at: str
    done: str


@dataclass(frozen=True, slots=True)
class HookGivenContext(PageContext):
    """A new address and its secret, the only time it is shown.

    hook    the address as it was entered
    secret  what signs its calls
    events  what can be chosen, by code
    """

    template: ClassVar[str] = "accounts/webhook_given.html"
    hook: Hook
    secret: str
    events: Mapping[str, str]


class HooksPage:
    """The handlers."""

    def __init__(self, office: AccountParts) -> None:
        self._office = office
        self._hooks = Hooks(office.vault, office.bureaus, office.hook_networks)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        office = self._office
        return [
            web.get(WEBHOOKS, office.look(self._show)),
            web.post(WEBHOOKS, office.form(self._enter)),
            web.post(f"{WEBHOOKS}/move", office.form(self._move)),
            web.post(f"{WEBHOOKS}/calls", office.form(self._settle)),
        ]

    async def _show(self, visit: Visit) -> web.StreamResponse:
        return await self._page(visit, done=_DONE.get(visit.request.query.get("done", ""), ""))

    async def _enter(self, visit: Visit) -> web.StreamResponse:
        form, events = visit.form, visit.posted.get("event", [])
        try:
            async with self._office.database.writing() as session:
                entered = await self._hooks.enter(
                    session,
                    visit.officer.id,
                    form.get("bureau", ""),
                    form.get("address", ""),
                    events,
                    visit.now,
                )
        except HookRefused as refusal:
            return await self._page(visit, fault=str(refusal), at=refusal.field, status=422)
        return self._office.page(HookGivenContext(entered.hook, entered.secret, HOOK_EVENTS), visit)

    async def _move(self, visit: Visit) -> web.StreamResponse:
        hook_id, what = visit.form.get("webhook", ""), visit.form.get("what", "")
        try:
            async with self._office.database.writing() as session:
                match what:
                    case "stop":
                        await self._hooks.stop(session, visit.officer.id, hook_id, None, visit.now)
                    case "resume":
                        await self._hooks.resume(session, visit.officer.id, hook_id, None, visit.now)
                    case "ping":
                        await self._hooks.ping(session, hook_id, None, visit.now)
                    case _:
                        raise HookRefused("没有这个操作。")
        except HookRefused as refusal:
            return await self._page(visit, fault=str(refusal), status=422)
        raise web.HTTPSeeOther(f"{WEBHOOKS}?done={what}")

    async def _settle(self, visit: Visit) -> web.StreamResponse:
        call_id, what = visit.form.get("call", ""), visit.form.get("what", "")
        try:
            async with self._office.database.writing() as session:
                match what:
                    case "retry":
                        await hook_calls.send_again(session, call_id, None, visit.now)
                    case "drop":
                        await hook_calls.drop(session, call_id, None, visit.now)
                    case _:
                        raise NoSuchCall
        except (NoSuchCall, CallIsOver):
            return await self._page(visit, fault=_NO_CALL, status=422)
        raise web.HTTPSeeOther(f"{WEBHOOKS}?done={what}#stuck")

    async def _page(
        self, visit: Visit, *, done: str = "", fault: str = "", at: str = "", status: int = 200
    ) -> web.Response:
        async with self._office.database.reading() as session:
            hooks = await hooks_of(session, None)
            stuck = await hook_calls.stuck(session, _MOST_STUCK + 1)
        context = HooksContext(
            hooks=sorted(hooks, key=lambda one: one.stopped_at is not None),
            stuck=stuck[:_MOST_STUCK],
            more_stuck=len(stuck) > _MOST_STUCK,
            addresses={hook.id: hook.address for hook in hooks},
            events=HOOK_EVENTS,
            event_names={**HOOK_EVENTS, PING: "试发"},
            reasons=CALL_REASONS,
            standings=STANDINGS,
            kept=visit.form if fault else {},
            chosen=visit.posted.get("event", []) if fault else [],
            fault=fault,
            at=at,
            done=done,
        )
        return self._office.page(context, visit, status)
