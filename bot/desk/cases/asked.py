"""What the address of a list asks for. It can be kept, sent and taken up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Final, get_args
from urllib.parse import parse_qsl, urlencode

from bot.desk.cases.orders import OrderName
from bot.desk.cases.views import NEW_STATES, UNDER_WAY_STATES, UNFINISHED_STATES, Filters
from bot.desk.pages import Stray
from intake.cases.codes import HANDLERS, STATES
from intake.forms.draft import KIND_NAMES
from intake.officers import wall
from intake.officers.officer import Officer

LIST: Final = "/desk/cases"
WEEK: Final = timedelta(days=7)

DUES: Final[Mapping[str, str]] = {"over": "已逾期", "now": "今天到期和已逾期", "week": "七天内到期"}
HANDS: Final[Mapping[str, str]] = {"mine": "我承办的", "nobody": "未分派", "assist": "本局协助的"}
SAID: Final[Mapping[str, str]] = {
    "unread": "来访人有新的补充",
    "reminded": "催办",
    "owed": "处理结果还没有告知",
}
# Closed ones too: what is added there is read all the same, and what came of them is told.
OF_EVERY_STATE: Final = frozenset({"unread", "owed"})
_SORTED_BY: Final[Mapping[str, OrderName]] = {"unread": "unread", "reminded": "reminded", "owed": "owed"}
SORTS: Final[Mapping[str, str]] = {"": "按期限", "received": "按收到时间", "active": "按最近动态"}
ORDERS: Final[Mapping[OrderName, str]] = {
    "due": "到期早的在前",
    "received": "新收到的在前",
    "active": "最近有动态的在前",
    "unread": "等得久的在前",
    "reminded": "催得早的在前",
    "owed": "决定得早的在前",
}
# What an address says beside the list itself.
_OF_THE_PAGE: Final = frozenset({"after", "done", "count"})
assert set(ORDERS) == set(get_args(OrderName))  # noqa: S101 - every order is called something


@dataclass(frozen=True, slots=True)
class CasesAsked:
    """What the address asks for; "" where it asks for nothing.

    said  "unread": those whose filer waits to be read; "reminded": those whose handlers were asked to get on;
          "owed": those whose filer is to be told what came of them
    """

    state: str = ""
    kind: str = ""
    bureau: str = ""
    due: str = ""
    hand: str = ""
    said: str = ""
    sort: str = ""

    @property
    def query(self) -> str:
        """The query of the address, without a question mark."""
        return urlencode([(one.name, value) for one in fields(self) if (value := getattr(self, one.name))])

    @property
    def is_filtered(self) -> bool:
        """Whether anything is asked for but an order."""
        return replace(self, sort="") != CasesAsked()

    def address(self, **changed: str) -> str:
        """Return the address of this list, with some filters changed."""
        query = replace(self, **changed).query
        return f"{LIST}?{query}" if query else LIST


def asked_of(query: Mapping[str, str], officer: Officer, bureaus: set[str]) -> CasesAsked:
    """Read an address; what it does not know is left out, so that an old link still shows a list."""
    known = {
        "state": {*STATES, "new"},
        "kind": set(KIND_NAMES),
        "bureau": bureaus if wall.sees_every_bureau(officer) else set(),
        "due": set(DUES),
        "hand": set(HANDS) if officer.role in HANDLERS else set(),
        "said": set(SAID),
        "sort": set(SORTS),
    }
    asked = CasesAsked(**{name: query.get(name, "") for name in known if query.get(name, "") in known[name]})
    # What somebody waits for has an order of its own, whatever an old link asks for.
    return replace(asked, sort="") if asked.said else asked


def strays_in(query: Mapping[str, str], asked: CasesAsked) -> set[Stray]:
    """Return a stray when an address asks for what is not known, or not any more, or not of this officer."""
    wanted = {name: value for name, value in query.items() if value and name not in _OF_THE_PAGE}
    return set() if wanted == dict(parse_qsl(asked.query)) else {Stray.FILTER}


def filters_of(asked: CasesAsked, officer: Officer, today: date) -> Filters:
    """Return which cases are asked for: a deputy's own are those of whom they stand in for too."""
    states = {"": UNFINISHED_STATES, "new": NEW_STATES}.get(asked.state, (asked.state,))
    if asked.said in OF_EVERY_STATE and not asked.state:
        states = tuple(STATES)
    filters = Filters(states, asked.kind or None, asked.bureau or None, order=order_of(asked))
    match asked.due:
        case "over":
            filters = replace(filters, due_until=today - timedelta(days=1))
        case "now":
            filters = replace(filters, due_until=today)
        case "week":
            filters = replace(filters, due_from=today + timedelta(days=1), due_until=today + WEEK)
    match asked.hand:
        case "mine":
            return replace(filters, handlers=(officer.id, *(one.id for one in officer.covers)))
        case "assist":
            return replace(filters, assisting=True)
        case "nobody":
            under_way = tuple(state for state in filters.states if state in UNDER_WAY_STATES)
            return replace(filters, states=under_way, unassigned=True)
        case _:
            return filters


def order_of(asked: CasesAsked) -> OrderName:
    """Return what the list is sorted by."""
    if asked.said:
        return _SORTED_BY[asked.said]
    return "received" if asked.sort == "received" else "active" if asked.sort == "active" else "due"


def order_in_words(filters: Filters) -> str:
    """Say how a list is sorted; what is done has no due date."""
    return ORDERS["received" if filters.order == "due" and not filters.stretches[0].by_due else filters.order]
