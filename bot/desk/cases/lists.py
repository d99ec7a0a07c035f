"""The list of cases: filters in the address, pages by keyset, and the way from case to case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import ClassVar, Final
from urllib.parse import parse_qsl, urlencode

from aiohttp import web

from bot.desk.cases.asked import (
    DUES,
    HANDS,
    LIST,
    OF_EVERY_STATE,
    SAID,
    SORTS,
    CasesAsked,
    asked_of,
    filters_of,
    order_in_words,
    strays_in,
)
from bot.desk.cases.bulk_page import DONE, acts_of
from bot.desk.cases.case_lines import CaseLine
from bot.desk.cases.orders import Cursor
from bot.desk.cases.views import (
    DONE_STATES,
    MOST_EXAMINED,
    UNFINISHED_STATES,
    counted_cases,
    neighbour,
    page_of_cases,
    reference_of,
)
from bot.desk.cases.views_page import VIEWS
from bot.desk.cases.workbench import spoken_count
from bot.desk.guard import Guard
from bot.desk.keys import with_keys
from bot.desk.pages import PageContext, Pages, Visit
from bot.desk.walk import STEP
from intake.cases.codes import HANDLERS, STATES
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import KIND_NAMES
from intake.officers import wall
from intake.officers.export import may_export
from intake.officers.saved_views import LONGEST_NAME, SavedViews, may_share
from intake.routing.bureaus import Bureaus
from intake.storage.database import Database
from intake.storage.sealing import Vault

# Where what a list asks for is asked for as an export (`bot.desk.exports`).
EXPORT_NEW: Final = "/desk/exports/new"
_STATE_NAMES: Final[Mapping[str, str]] = {
    "": "办理中",
    "new": "新到",
    **{state: STATES[state] for state in (*UNFINISHED_STATES, *DONE_STATES)},
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter as a link: where it leads, and whether it is the one that holds."""

    label: str
    href: str
    on: bool


@dataclass(frozen=True, slots=True)
class ViewLink:
    """A kept view: its chip, whose it is, and what takes it away; "" for who may not."""

    chip: Chip
    is_shared: bool
    forget: str


@dataclass(frozen=True, slots=True)
class CasesContext(PageContext):
    """A page of the list of cases.

    lines          the cases of this page
    done           what was just done with several cases, as it is said; "" for nothing
    views          what was kept of this list, as links; those of the bureau among them
    may_share      this officer keeps views for the whole bureau
    acts           what can be done with several cases at once, by its name
    longest_name   so many signs the name of a view may have
    query          what the list asks for, as its address has it
    count          how many there are in all, as it is said
    order          how they are ordered, as it is said
    is_cut         enough cases were looked at for one page; more may fit
    examined       so many
    next_page      the address of the next page; empty on the last
    first_page     the address of the first page; empty on it
    chosen         the filters that hold, each leading to the list without it
    state_chips, kind_chips, due_chips, bureau_chips   the filters, as links; no bureaus where only one is seen
    hand_chips     mine, unassigned, or the whole bureau's; none for posts that handle nothing
    said_chips     whose filer waits to be read, or to be told
    sort_chips     what to sort by
    bureau_chosen  code of the bureau asked for, or empty
    is_filtered    whether anything was asked for
    everything     the address of the list without filters
    export         the address that exports this list; "" for who may not
    """

    template: ClassVar[str] = "cases.html"
    lines: tuple[CaseLine, ...]
    done: str
    views: list[ViewLink]
    may_share: bool
    acts: Mapping[str, str]
    longest_name: int
    query: str
    count: str
    order: str
    is_cut: bool
    examined: str
    next_page: str
    first_page: str
    chosen: list[Chip]
    state_chips: list[Chip]
    kind_chips: list[Chip]
    due_chips: list[Chip]
    hand_chips: list[Chip]
    said_chips: list[Chip]
    sort_chips: list[Chip]
    bureau_chips: list[Chip]
    bureau_chosen: str
    is_filtered: bool
    everything: str
    export: str


class Lists:
    """The handlers of `/desk/cases` and of the steps through it."""

    def __init__(self, database: Database, vault: Vault, bureaus: Bureaus, pages: Pages, guard: Guard) -> None:
        self._database = database
        self._vault = vault
        self._bureaus = bureaus
        self._pages = pages
        self._guard = guard
        self._views = SavedViews(database, vault)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes of this part."""
        return [web.get(LIST, self._guard.page(self._cases)), web.get(STEP, self._guard.page(self._step))]

    async def _cases(self, visit: Visit) -> web.StreamResponse:
        named = self._bureau_names(visit)
        asked = asked_of(visit.request.query, visit.officer, set(named))
        filters = filters_of(asked, visit.officer, day_in_shanghai(visit.now))
        visit.strays.update(strays_in(visit.request.query, asked))
        after = visit.place(Cursor.read)
        async with self._database.reading() as session:
            page = await page_of_cases(session, self._vault, visit.officer, filters, after)
            counted = await counted_cases(session, visit.officer, filters)
        views = [
            ViewLink(
                Chip(one.name, f"{LIST}?{one.query}" if one.query else LIST, one.query == asked.query),
                one.is_shared,
                f"{VIEWS}/{one.id}/forget" if one.may_forget else "",
            )
            for one in await self._views.of(visit.officer)
        ]
        handles, every = visit.officer.role in HANDLERS, wall.sees_every_bureau(visit.officer)
        context = CasesContext(
            lines=page.lines,
            done=_done(visit),
            views=views,
            may_share=may_share(visit.officer),
            acts=acts_of(visit),
            longest_name=LONGEST_NAME,
            query=asked.query,
            count=spoken_count(counted),
            order=order_in_words(filters),
            is_cut=page.is_cut,
            examined=f"{MOST_EXAMINED:,}",
            next_page=_with_cursor(asked.address(), page.after),
            first_page=asked.address() if after else "",
            chosen=_chosen(asked, named),
            state_chips=_chips(asked, "state", _STATE_NAMES),
            kind_chips=_chips(asked, "kind", {"": "全部类别", **KIND_NAMES}),
            due_chips=_chips(asked, "due", {"": "不限期限", **DUES}),
            hand_chips=_chips(asked, "hand", {"": "本局全部", **HANDS}) if handles else [],
            said_chips=_chips(asked, "said", {"": "全部", **SAID}),
            sort_chips=[] if asked.said else _chips(asked, "sort", SORTS),
            bureau_chips=_chips(asked, "bureau", {"": "全部承办局", **named}) if every else [],
            bureau_chosen=asked.bureau,
            is_filtered=asked.is_filtered,
            everything=LIST,
            export=f"{EXPORT_NEW}?{asked.query}" if may_export(visit.officer) else "",
        )
        return with_keys(self._pages.page(context, visit))

    async def _step(self, visit: Visit) -> web.StreamResponse:
        """Lead to the case before or after one in the list it was opened from; back to the list at its end."""
        query = visit.request.query
        listed = dict(parse_qsl(query.get("in", "")))
        asked = asked_of(listed, visit.officer, set(self._bureau_names(visit)))
        here = Cursor.read(query.get("at", ""))
        if here is None:
            # The list says that the place cannot be read.
            raise web.HTTPSeeOther(_with_cursor(asked.address(), "lost"))
        filters = filters_of(asked, visit.officer, day_in_shanghai(visit.now))
        async with self._database.reading() as session:
            backwards = query.get("to") == "previous"
            found = await neighbour(session, visit.officer, filters, here, backwards=backwards)
            reference = await reference_of(session, found.id) if found else None
        if reference is None:
            raise web.HTTPSeeOther(asked.address())
        raise web.HTTPSeeOther(f"{LIST}/{reference}?{urlencode({'in': asked.query, 'at': str(found)})}")

    def _bureau_names(self, visit: Visit) -> dict[str, str]:
        return {bureau.code: bureau.name for bureau in self._bureaus.on(day_in_shanghai(visit.now))}


def _done(visit: Visit) -> str:
    """Say what was just done with several cases; what an address only claims is no number."""
    query = visit.request.query
    act, count = query.get("done", ""), query.get("count", "")
    return f"已{DONE[act]} {count} 件。" if act in DONE and count.isascii() and count.isdigit() else ""


def _chosen(asked: CasesAsked, bureaus: Mapping[str, str]) -> list[Chip]:
    """Return the filters that hold; each leads to the list without it."""
    named = {
        "state": _STATE_NAMES.get(asked.state, ""),
        "kind": KIND_NAMES.get(asked.kind, ""),
        "due": DUES.get(asked.due, ""),
        "hand": HANDS.get(asked.hand, ""),
        "said": SAID.get(asked.said, ""),
        "bureau": bureaus.get(asked.bureau, ""),
        "sort": SORTS.get(asked.sort, ""),
    }
    return [
        Chip(label, asked.address(**{name: ""}), on=True) for name, label in named.items() if getattr(asked, name)
    ]


def chosen_in_words(asked: CasesAsked, bureaus: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a list asks for, each filter in a word or two; the ordinary states too."""
    chosen = tuple(chip.label for chip in _chosen(asked, bureaus))
    if asked.state:
        return chosen
    return ("全部状态" if asked.said in OF_EVERY_STATE else _STATE_NAMES[""], *chosen)


def list_in_words(query: str, bureau_name: Callable[[str], str]) -> str:
    """Say what the query of a list asks for, as it was kept: of an address that was read before."""
    given = dict(parse_qsl(query))
    asked = CasesAsked(**{one.name: given.get(one.name, "") for one in fields(CasesAsked)})
    return "，".join(chosen_in_words(asked, {asked.bureau: bureau_name(asked.bureau)} if asked.bureau else {}))


def _chips(asked: CasesAsked, name: str, labels: Mapping[str, str]) -> list[Chip]:
    return [
        Chip(label, asked.address(**{name: value}), getattr(asked, name) == value)
        for value, label in labels.items()
    ]


def _with_cursor(address: str, after: Cursor | str | None) -> str:
    if after is None:
        return ""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'after': str(after)})}"
