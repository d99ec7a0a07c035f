"""Who gets what from every address of the desk and every move of a case: the whole table. On both databases.

The addresses come from the program's own route table and the moves from `MOVES`, so that what is new has no row
and fails; the failure says the row it would have: read it, then put it into `matrix.txt`.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pytest

from bot.desk.guard import SIGN_IN
from intake.cases.changes import JournalEntry
from intake.cases.codes import FINAL_STATES, CaseKind
from intake.cases.handling import HandlerCode
from intake.cases.move import Move
from intake.cases.moves import MOVES
from intake.journal import entries as journal
from intake.storage.talk_tables import TalkRow
from intake.talks.talk import Talk, TalkEnd, TalkState
from tests.bot.desk.conftest import Browser, Page
from tests.builders import NOW, Filed, an_officer, some_cases
from tests.conftest import POSTGRES_IN_LONG_RUNS
from tests.journeys.house import Clock, House, opened_house, settings_for

TABLE = Path(__file__).with_name("matrix.txt")
# Columns of the table: role and bureau; None: nobody is signed in. The first is the one who handles the case.
COLUMNS: tuple[tuple[str, str | None, str | None], ...] = (
    ("handles", "officer", "jiangjin"),
    ("colleague", "officer", "jiangjin"),
    ("stranger", "officer", "banan"),
    ("head", "head", "jiangjin"),
    ("head else", "head", "banan"),
    ("principal", "principal", "jiangjin"),
    ("principal else", "principal", "municipal"),
    ("coordinator", "coordinator", None),
    ("auditor", "auditor", None),
    ("curator", "curator", None),
    ("admin", "admin", None),
    ("nobody", None, None),
)
NO_SUCH = "K7M2-9QXT-4"
# What is put into an address; the move has rows of its own below.
NOTHING = "0" * 32
PARTS = {
    "act": "nothing",
    "form": "tip",
    "entry": "no.such",
    "unknown": "x",
    "move": "x",
    "letter": "write",
    "bureau": "jiangjin",
    "written": "report",
    # Of 江津区, over already: whoever may see it gets a page or is told so.
    "talk": "7" * 32,
    "paper_kind": "docket_approval",
}
# Said to whoever has the wrong post, the wrong bureau, or no part in the case; any other 403 is a bar for all.
NOT_YOU = ("您的岗位不能“", "本局是协助单位", "案件由承办人办理")


@dataclass
class Desk:
    """Everybody at their browser, and what they ask about."""

    house: House
    browsers: list[Browser]
    handler: str
    tokens: dict[int, str] = field(default_factory=dict)
    seen: dict[tuple[int, str], bool] = field(default_factory=dict)

    async def csrf(self, browser: Browser) -> str:
        """Return the token of the browser's forms, asked for once."""
        if id(browser) not in self.tokens:
            page = await browser.get("/desk/")
            self.tokens[id(browser)] = page.hidden("csrf") if page.status == 200 else ""
        return self.tokens[id(browser)]

    async def sees(self, browser: Browser, case: Filed) -> bool:
        """Say whether the browser finds the case at all."""
        if (id(browser), case.id) not in self.seen:
            page = await browser.get(f"/desk/cases/{case.reference}")
            self.seen[id(browser), case.id] = page.status == 200
        return self.seen[id(browser), case.id]


ON_EACH_DATABASE = pytest.mark.parametrize("database_url", POSTGRES_IN_LONG_RUNS, indirect=True)


@pytest.fixture
async def desk(tmp_path: Path, database_url: str) -> AsyncIterator[Desk]:
    """The published service with everybody signed in."""
    settings = settings_for(
        tmp_path,
        database_url,
        channel_status="published",
        channel_notice="《公告》 https://example.gov.cn/notice",
        # A provider that nobody reaches: its addresses are there.
        oidc_issuer="http://127.0.0.1:9/",
        oidc_client_id="shangmi",
        oidc_client_secret="x",
    )
    async with opened_house(settings, Clock(NOW)) as house:
        made = {name: await _officer(house, name, role, bureau) for name, role, bureau in COLUMNS if role}
        browsers = [await _browser(house, name if role else "") for name, role, _ in COLUMNS]
        async with house.service.database.writing() as session:
            session.add(_ended_talk())
        yield Desk(house, browsers, made["handles"])


@ON_EACH_DATABASE
@pytest.mark.timeout(1200)
async def test_every_address_answers_three_posts_as_the_table_says_each_address_other_ones(desk: Desk) -> None:
    (case,) = await _cases(desk, 1)
    table = dict(_cells(line) for line in _expected())
    routes = [(f"{method} {path}", method, path) for method, path in _routes(desk.house)]

    assert sorted(name for name in table if not name.startswith("MOVE ")) == sorted(name for name, *_ in routes)
    for number, (name, method, path) in enumerate(routes):
        asked = range(number % 4, len(COLUMNS), 4)
        cells = await _cells_of_route(desk, [desk.browsers[post] for post in asked], method, path, case)
        assert cells == [table[name][post] for post in asked], name


@ON_EACH_DATABASE
@pytest.mark.long
@pytest.mark.timeout(1200)
async def test_every_address_answers_everybody_as_the_table_says(desk: Desk) -> None:
    (case,) = await _cases(desk, 1)
    lines = [
        _line(f"{method} {path}", await _cells_of_route(desk, desk.browsers, method, path, case))
        for method, path in _routes(desk.house)
    ]

    _compare([line for line in _expected() if not line.startswith("MOVE ")], lines)


@ON_EACH_DATABASE
@pytest.mark.long
@pytest.mark.timeout(1200)
async def test_every_move_is_open_to_those_whom_the_table_names(desk: Desk) -> None:
    wanted = [(move, kind) for move in MOVES for kind in sorted(move.kinds) if _is_first(move, kind)]
    lines = []
    for move, kind in wanted:
        cases = await _cases(desk, len(COLUMNS), kind, _state(move))
        cells = [
            await _cell_of_move(desk, browser, move, case)
            for browser, case in zip(desk.browsers, cases, strict=True)
        ]
        lines.append(_line(f"MOVE {move.name} of a {kind}", cells))

    _compare([line for line in _expected() if line.startswith("MOVE ")], lines)


def _compare(expected: list[str], found: list[str]) -> None:
    assert sorted(expected) == sorted(found), "\n".join(["", *sorted(set(found) - set(expected))])


def _expected() -> list[str]:
    lines = TABLE.read_text("utf-8").splitlines()
    return [re.sub(r" +", " ", line.strip()) for line in lines if line and not line.startswith("#")]


def _line(name: str, cells: list[str]) -> str:
    return f"{name} | {' '.join(cells)}"


def _routes(house: House) -> list[tuple[str, str]]:
    """Return what the program answers to officers and other systems, from its own table."""
    found = {
        (route.method, route.resource.canonical)
        for route in house.app.router.routes()
        if route.resource is not None and route.method in ("GET", "POST")
    }
    return sorted(one for one in found if one[1].startswith(("/desk", "/api/v1", "/api/openapi")))


def _cells(line: str) -> tuple[str, list[str]]:
    name, _, cells = line.partition(" | ")
    return name, cells.split()


async def _cells_of_route(
    desk: Desk, browsers: Sequence[Browser], method: str, path: str, case: Filed
) -> list[str]:
    cells = []
    for browser in browsers:
        page = await _asked(desk, browser, method, path, case.reference)
        if page.status == 404 and "{reference}" in path and not await desk.sees(browser, case):
            there_is_none = await _asked(desk, browser, method, path, NO_SUCH)
            assert _without_number(page) == _without_number(there_is_none), (method, path)
        cells.append("in" if page.location.startswith(SIGN_IN) else str(page.status))
    return cells


async def _asked(desk: Desk, browser: Browser, method: str, path: str, reference: str) -> Page:
    address = re.sub(
        r"{(\w+)(?::[^}]*)?}", lambda part: {**PARTS, "reference": reference}.get(part[1], NOTHING), path
    )
    if method == "GET":
        return await browser.get(address)
    # Signing out is refused like any form that is not ours: everybody is still wanted.
    csrf = "" if address == "/desk/sign-out" else await desk.csrf(browser)
    form = {"csrf": csrf, "version": "1", "seq": "0", "reason": "x", "identity_reason": "verify"}
    return await browser.post(address, form)


async def _cell_of_move(desk: Desk, browser: Browser, move: Move, case: Filed) -> str:
    form = {"csrf": await desk.csrf(browser), "version": "1", "seq": "0", "confirmed": "yes"}
    page = await browser.post(f"/desk/cases/{case.reference}/moves/{move.name}", form)
    if page.location.startswith(SIGN_IN):
        return "in"
    if page.status == 403:
        return "no" if any(said in page.text for said in NOT_YOU) else "barred"
    return {303: "yes", 422: "yes", 404: "404"}[page.status]


def _ended_talk() -> TalkRow:
    talk = Talk(PARTS["talk"], "p", "web", "jiangjin", TalkState.ENDED, None, NOW, NOW, 0, ended_at=NOW)
    return TalkRow(**asdict(replace(talk, ended_as=TalkEnd.BY_PERSON)))


async def _officer(house: House, name: str, role: str, bureau: str | None) -> str:
    service = house.service
    officer = await an_officer(service.database, role=role, bureau=bureau, name=name, vault=service.vault)
    return officer.id


async def _browser(house: House, name: str) -> Browser:
    browser = Browser(await house.visitor())
    if name:
        assert (await browser.sign_in(name)).status == 303
    return browser


async def _cases(desk: Desk, number: int, kind: str = "complaint", state: str = "checking") -> list[Filed]:
    """Return new cases of 江津 that the first column handles."""
    service = desk.house.service
    bureau = "municipal" if state == "submitted" else "jiangjin"
    wanted: list[Mapping[str, object]] = [{"kind": kind, "state": state, "bureau": bureau}] * number
    cases = await some_cases(service.database, service.vault, wanted)
    if state not in ("submitted", "routed"):
        entries = [
            JournalEntry(one.id, NOW, desk.handler, HandlerCode.TAKEN, {"officer": desk.handler}) for one in cases
        ]
        async with service.database.writing() as session:
            await journal.append(session, entries, service.vault.journal_key)
    return cases


def _is_first(move: Move, kind: CaseKind) -> bool:
    """Once for reports, once for consultations."""
    reports = sorted(one for one in move.kinds if one is not CaseKind.CONSULTATION)
    return kind is CaseKind.CONSULTATION or kind == reports[0]


def _state(move: Move) -> str:
    """Return the state to try it from: not the first of all, where nobody handles a case yet."""
    return min(
        move.before - FINAL_STATES or move.before, key=lambda state: (state in ("submitted", "routed"), state)
    )


def _without_number(page: Page) -> str:
    return page.text.partition("<code>")[0]
