"""Making pages: templates, what each is given, what every page knows, and the headers every page carries.

A template is given one frozen value with every field documented, a `PageContext`; never a row of the database,
never a module. So it can be read beside one dataclass, and a test can tell what it uses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar, Final, TypeVar

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.desk import times, words
from bot.desk.keys import KEYS_ADDRESS
from bot.desk.walk import walk_of
from bot.shown import TEMPLATES
from bot.shown.compiled import CompiledTemplates
from bot.shown.posted import Posted, last_values
from bot.shown.requests import Attached
from intake.cases.codes import DECIDERS, HANDLERS, STATES, WAYS, Role
from intake.clocks.calendar import day_in_shanghai
from intake.clocks.counting import Clocks
from intake.clocks.limits import extension_in_words
from intake.forms.draft import KIND_NAMES
from intake.forms.saying import time_in_words
from intake.officers import wall
from intake.officers.officer import CURATORS, ROLES, Officer
from intake.officers.rule_versions import KEEPERS
from intake.routing.bureaus import Bureaus

_Place = TypeVar("_Place")

_HERE: Final = Path(__file__).parent
STYLE: Final = (_HERE / "static" / "desk.css").read_bytes()
STYLE_VERSION: Final = hashlib.sha256(STYLE).hexdigest()[:12]

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}

NOTHING_MORE: Final[Mapping[str, object]] = MappingProxyType({})

DEMO_BANNER: Final = "演示环境，不是正式举报渠道，请勿填写真实信息。"

# What a chip of a state looks like: what waits, what is under way, what is done.
_STATE_TONES: Mapping[str, str] = {
    "submitted": "waiting",
    "routed": "waiting",
    "disputed": "soon",
    "not_docketed": "done",
    "answered": "calm",
    "closed": "calm",
    "withdrawn": "done",
}


class Stray(StrEnum):
    """What an address asks for in vain."""

    FILTER = "filter"
    PLACE = "place"


# A list is not longer than was asked for, nor begun anew, without a word.
STRAYS: Final[Mapping[Stray, str]] = {
    Stray.FILTER: "地址或者视图里有现在没有的条件，没有用上；下面是用其余条件列出的。",
    Stray.PLACE: "地址里写的翻页位置读不出来，下面从第一页列起。",
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody signed in.

    posted          what was posted, every value of a name; empty for a page that is only looked at
    session         id of the session, which opens nothing
    must_change     the password must be changed before anything else
    must_set_codes  one-time codes must be set up before anything else
    is_fresh        single sign-on opened the session a moment ago
    attached        the file that a form sent; None without one
    strays          what the address asks for in vain; the page says so
    """

    request: web.Request
    officer: Officer
    csrf: str
    now: datetime
    posted: Posted
    session: str = ""
    must_change: bool = False
    must_set_codes: bool = False
    is_fresh: bool = False
    attached: Attached | None = None
    strays: set[Stray] = field(default_factory=set)

    def chosen(self, name: str, known: Collection[str]) -> str:
        """Return what the address chooses of what is known, "" for nothing; what is not known is a stray."""
        wanted = self.request.query.get(name, "")
        if wanted in known:
            return wanted
        if wanted:
            self.strays.add(Stray.FILTER)
        return ""

    def place(self, read: Callable[[str], _Place | None], name: str = "after") -> _Place | None:
        """Return where in a list a page begins; None for its begin. What cannot be read is a stray."""
        written = self.request.query.get(name, "")
        place = read(written) if written else None
        if written and place is None:
            self.strays.add(Stray.PLACE)
        return place

    @property
    def form(self) -> Mapping[str, str]:
        """What was posted, one value a name."""
        return last_values(self.posted)


@dataclass(frozen=True, slots=True)
class PageContext:
    """What one template is given. `template` is its file, below `templates/`."""

    template: ClassVar[str]

    def values(self) -> dict[str, object]:
        """Return the fields by name, as the template names them."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


class Pages:
    """Renders the desk's templates."""

    def __init__(
        self, bureaus: Bureaus, clocks: Clocks, *, is_demo: bool, enters: bool = False, talks: bool = False
    ) -> None:
        """Make the pages.

        enters  filings can be entered at this desk; talks: people can be talked with
        """
        self._talks = talks
        self._enters = enters
        self._bureaus = bureaus
        self._environment = Environment(
            loader=FileSystemLoader([_HERE / "templates", TEMPLATES]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=CompiledTemplates(),
        )
        self._environment.filters["day_of"] = times.day_of
        self._environment.filters["time_in_words"] = time_in_words
        self._environment.globals.update(
            day_of=times.day_of,
            full_day_of=times.full_day_of,
            banner=DEMO_BANNER if is_demo else "",
            stray_words=STRAYS,
            style_version=STYLE_VERSION,
            keys_address=KEYS_ADDRESS,
            kinds=KIND_NAMES,
            states=STATES,
            state_tone=lambda state: _STATE_TONES.get(state, "active"),
            ways=WAYS,
            role_names=ROLES,
            bureau_name=self.bureau_name,
            basis_in_full=words.basis_in_full,
            clock_extensions={
                name: [extension_in_words(one, limits[-1].unit) for one in limits[-1].extends]
                for name, limits in clocks.by_name.items()
            },
            clock_names={name: clocks.label_of(name) for name in clocks.by_name},
        )

    def bureau_name(self, code: str) -> str:
        """Return the short name of a bureau, or the code itself should it be unknown."""
        try:
            return self._bureaus.name_of(code)
        except KeyError:
            return code

    def page(
        self, context: PageContext, visit: Visit, status: int = 200, known: Mapping[str, object] = NOTHING_MORE
    ) -> web.Response:
        """Return a page for somebody signed in.

        known  what all pages of one part of the desk know
        """
        return self._response(context, visit.now, status, {"visit": visit, **self._known(visit), **known})

    def open_page(self, context: PageContext, now: datetime, status: int = 200) -> web.Response:
        """Return a page for anybody: sign-in, and errors before it."""
        return self._response(context, now, status, {"visit": None})

    def _known(self, visit: Visit) -> dict[str, object]:
        officer = visit.officer
        return {
            "officer": officer,
            "csrf": visit.csrf,
            "role": _post_of(officer),
            "own_bureau": self.bureau_name(officer.bureau) if officer.bureau else "全市",
            "sees_cases": wall.sees_cases(officer),
            "sees_every_bureau": wall.sees_every_bureau(officer),
            "sees_talks": self._talks and wall.sees_talks(officer),
            "sees_estimates": self._enters and wall.sees_cases(officer),
            "sees_retention": wall.sees_cases(officer) or officer.role == Role.ADMIN,
            "may_enter": self._enters and wall.may_enter(officer),
            "sees_knowledge": officer.role in CURATORS,
            "sees_accounts": officer.role == Role.ADMIN,
            "sees_replies": officer.role in (Role.ADMIN, Role.CURATOR),
            "walk": walk_of(visit.request.path, visit.request.query, visit.request.headers.get("Referer", "")),
            "keeps_rules": officer.role in KEEPERS,
            "sees_overview": officer.role in DECIDERS or officer.role == Role.COORDINATOR,
            "audits": officer.role == Role.AUDITOR,
            "sees_people": officer.role in HANDLERS or officer.role == Role.ADMIN,
        }

    def _response(
        self, context: PageContext, now: datetime, status: int, known: Mapping[str, object]
    ) -> web.Response:
        today = day_in_shanghai(now)
        text = self._environment.get_template(context.template).render(
            when=lambda at: times.instant(at, now),
            due=lambda on: times.due(on, today),
            today=times.day(today, today),
            **known,
            **context.values(),
        )
        return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=HEADERS)


def _post_of(officer: Officer) -> str:
    """Say the post, and where it is not their own, as what or for whom they have it today."""
    stands_in = officer.stands_in
    if stands_in is None:
        return ROLES[officer.role]
    return f"{ROLES[officer.role]}（{stands_in.how}{stands_in.for_name}）"


async def style(_: web.Request) -> web.Response:
    """The stylesheet; its address changes with its content, so browsers may keep it."""
    return web.Response(
        body=STYLE,
        content_type="text/css",
        charset="utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"},
    )
