"""Deciding for several cases at once, on a page that is shown again where it cannot be done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from aiohttp import web

from bot.desk.guard import Guard
from bot.desk.pages import Visit
from intake.cases.case import Incomplete, NotAllowed
from intake.officers.casework import ChangedMeanwhile


class ShownAgain(Protocol):
    """Shows the page with what was wrong; what is about to be done stays asked for."""

    async def __call__(
        self,
        visit: Visit,
        *,
        faults: dict[str, str] | None = None,
        refusal: str = "",
        look: str = "",
        status: int = 200,
    ) -> web.Response: ...


async def done_or_shown(
    visit: Visit, act: Callable[[], Awaitable[str]], page: ShownAgain, changed: str, look: str = ""
) -> web.StreamResponse:
    """Do it and lead where it says; else show the page with what was wrong.

    changed  what is said where the cases have moved on since the page was made
    look     the move that stays asked for where something entered was missing
    """
    try:
        raise web.HTTPSeeOther(await act())
    except Incomplete as fault:
        return await page(visit, faults={fault.field: str(fault)}, look=look, status=422)
    except NotAllowed as refusal:
        return await page(visit, refusal=str(refusal), status=403)
    except ChangedMeanwhile:
        return await page(visit, refusal=changed, status=409)


def just_done(visit: Visit) -> str:
    """Return with how many it was just done, as the address says; "" for none."""
    done = visit.request.query.get("done", "")
    return done if done.isascii() and done.isdigit() and len(done) < 4 else ""


def seen_of(visit: Visit) -> dict[str, int]:
    """Return references and versions, as the page gave them along."""
    pairs = (one.partition(":") for one in visit.posted.get("seen", ()))
    return {name: int(version) for name, _, version in pairs if version.isascii() and version.isdigit()}


def page_and_form(
    address: str,
    guard: Guard,
    show: Callable[[Visit], Awaitable[web.StreamResponse]],
    act: Callable[[Visit], Awaitable[web.StreamResponse]],
) -> Sequence[web.RouteDef]:
    """Return the routes of a page that is shown and posted to."""
    return (web.get(address, guard.page(show)), web.post(address, guard.form(act)))
