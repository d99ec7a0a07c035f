"""A case that is closed to some officers is there for nobody else, on no page, in no figure. On both databases."""

from __future__ import annotations

import io
import re
from collections.abc import AsyncIterator
from zipfile import ZipFile

import pytest
from aiohttp.test_utils import TestClient
from sqlalchemy import select, update
from sqlmodel import col

from intake.journal.verifying import verify
from intake.officers.officer import Officer
from intake.storage.secrecy_tables import CaseCircleRow
from intake.storage.tables import OfficerRow
from tests.bot.desk.conftest import Browser, Desk
from tests.bot.desk.secrecy.closing import a_case_with_everything, close, codes_of, hand_in
from tests.builders import a_case, an_officer
from tests.long_runs import some

NO_CASE = "K7M2-9QXT-4"
# Colleagues of the same bureau, an assisting one, and those who see all cases otherwise.
OUTSIDERS = [
    ("officer", "jiangjin"), ("head", "jiangjin"), ("principal", "jiangjin"), ("coordinator", None),
    ("officer", "banan"), ("auditor", None),
]  # fmt: skip


@pytest.fixture
async def head(desk: Desk) -> Officer:
    return await an_officer(desk.database, role="head", name="马局", vault=desk.vault)


@pytest.fixture
async def officer(desk: Desk) -> Officer:
    return await an_officer(desk.database, name="小周", vault=desk.vault)


@pytest.fixture(params=some(OUTSIDERS, one_in=3), ids=[f"{role} of {bureau}" for role, bureau in OUTSIDERS])
async def outsider(desk: Desk, request: pytest.FixtureRequest) -> AsyncIterator[Browser]:
    role, bureau = request.param
    yield await desk.officer(role, bureau, name=f"局外 {role}")


def addresses(browser: Browser, method: str) -> list[str]:
    """Return every address of the desk and the API, as the program has them."""
    assert isinstance(browser.client, TestClient)
    found = (
        route.resource.canonical
        for route in browser.client.server.app.router.routes()  # type: ignore[attr-defined]
        if route.method == method and route.resource is not None
    )
    return sorted({one for one in found if "unknown" not in one and "static" not in one})


def lists(browser: Browser) -> list[str]:
    """Return every page that names no case in its address, with the filters that a list knows."""
    # Of the own account a page draws a new secret each time; it knows of no case.
    pages = [one for one in addresses(browser, "GET") if "{" not in one and one.startswith("/desk")]
    # Who signed in meanwhile stands among the events of accounts; they know of no case either.
    pages = [one for one in pages if not one.startswith(("/desk/me", "/desk/audit/accounts"))]
    return [*pages, *(f"/desk/cases?{query}" for query in ("due=now", "kind=complaint", "state=checking"))]


def filled(address: str, reference: str, file: str) -> str:
    """Return the address for this case; whatever else it names is named somehow."""
    return re.sub(r"{\w+}", file, address.replace("{reference}", reference))


async def test_every_list_count_and_figure_is_as_if_there_were_no_such_case(
    desk: Desk, outsider: Browser, head: Officer, officer: Officer
) -> None:
    pages = {path: await _text(outsider, path) for path in lists(outsider)}
    cases = await a_case_with_everything(desk)
    seen_open = "".join([await _text(outsider, path) for path in lists(outsider)])
    assert all(case.reference in seen_open for case in cases)
    browser = await desk.signed_in(head)
    for case in cases:
        assert (await close(browser, case, [head, officer])).status == 303

    for path, text in pages.items():
        assert _same(await _text(outsider, path)) == _same(text), path


async def test_every_address_of_the_case_is_answered_as_if_there_were_none(
    desk: Desk, outsider: Browser, head: Officer, officer: Officer
) -> None:
    case = await a_case(desk.database, desk.vault, state="checking", assisting=["banan"])
    file = await hand_in(desk, case)
    await close(await desk.signed_in(head), case, [head, officer])
    csrf = await outsider.csrf()
    form = {"csrf": csrf, "version": "2", "seq": "0", "confirmed": "yes", "text": "x", "reason": "check"}

    for path in (one for one in addresses(outsider, "GET") if "{reference}" in one and one.startswith("/desk")):
        there, nowhere = [await outsider.get(filled(path, one, file.id)) for one in (case.reference, NO_CASE)]
        assert there.status == nowhere.status == 404, path
        assert _same(there.text) == _same(nowhere.text), path
    for path in (one for one in addresses(outsider, "POST") if "{reference}" in one and one.startswith("/desk")):
        for move in ("note", "docket", file.id):
            address = re.sub(r"{move}", move, path)
            there = await outsider.post(filled(address, case.reference, file.id), form)
            nowhere = await outsider.post(filled(address, NO_CASE, file.id), form)
            assert there.status == nowhere.status == 404, path
    found = await outsider.find(case.reference)
    assert found.status == 404
    assert (await codes_of(desk, case))[-1] == "circle_drawn"


@pytest.mark.parametrize("identities", [False, True])
async def test_no_other_system_reads_a_closed_case(desk: Desk, head: Officer, identities: bool) -> None:
    browser = await desk.signed_in(head)
    case = await a_case(desk.database, desk.vault)
    await close(browser, case, [head])
    bearer = {"Authorization": f"Bearer {await desk.token(identities=identities)}"}

    assert case.reference not in (await browser.get("/api/v1/cases", **bearer)).text
    for path in (f"/api/v1/cases/{case.reference}", f"/api/v1/cases/{case.reference}/journal"):
        assert (await browser.get(path, **bearer)).status == 404


async def test_those_who_were_named_see_it_with_the_names_of_all_who_do(
    desk: Desk, head: Officer, officer: Officer
) -> None:
    case = await a_case(desk.database, desk.vault)
    assert (await close(await desk.signed_in(head), case, [head, officer])).location.endswith(case.reference)

    named = await desk.signed_in(officer)

    assert case.reference in (await named.get("/desk/cases")).text
    page = await named.get(f"/desk/cases/{case.reference}")
    assert "限定知情：</strong>小周、马局" in page.text and "改范围" not in page.text
    assert (await named.get(f"/desk/cases/{case.reference}/circle")).status == 404


async def test_it_is_opened_again_with_a_reason_and_the_journal_holds(desk: Desk, head: Officer) -> None:
    browser, colleague = await desk.signed_in(head), await desk.officer(name="小吴")
    case = await a_case(desk.database, desk.vault)
    await close(browser, case, [head])
    assert (await colleague.get(f"/desk/cases/{case.reference}")).status == 404

    assert (await close(browser, case, [], reason="")).status == 422
    assert (await close(browser, case, [], reason="事情已经了结")).status == 303

    assert (await colleague.get(f"/desk/cases/{case.reference}")).status == 200
    assert [code for code in await codes_of(desk, case) if code.startswith("circle")] == [
        "circle_drawn", "circle_lifted"
    ]  # fmt: skip
    assert (await verify(desk.database, desk.vault.journal_key, desk.now)).is_intact


async def test_whoever_takes_out_rows_to_open_a_case_is_found(desk: Desk, head: Officer) -> None:
    case = await a_case(desk.database, desk.vault)
    await close(await desk.signed_in(head), case, [head])
    async with desk.database.writing() as session:
        await session.delete((await session.scalars(select(CaseCircleRow))).one())

    found = (await verify(desk.database, desk.vault.journal_key, desk.now)).faults

    assert {fault.case_id for fault in found} == {case.id}
    assert [fault.why for fault in found] == ["案件内容与日志不符", "已不在库中"]


async def test_a_head_can_leave_the_circle_when_another_one_stays(desk: Desk, head: Officer) -> None:
    browser = await desk.signed_in(head)
    other = await an_officer(desk.database, role="principal", name="李局", vault=desk.vault)
    case = await a_case(desk.database, desk.vault)

    assert (await close(browser, case, [other])).location == "/desk/cases"
    assert (await browser.get(f"/desk/cases/{case.reference}")).status == 404


async def test_when_nobody_who_decides_is_left_the_bureaus_heads_see_it_again_and_officers_do_not(
    desk: Desk, head: Officer, officer: Officer
) -> None:
    case = await a_case(desk.database, desk.vault)
    await close(await desk.signed_in(head), case, [head, officer])
    successor, colleague = await desk.officer("head", name="新负责人"), await desk.officer(name="小吴")
    stranger = await desk.officer("head", "banan", name="别局负责人")
    path = f"/desk/cases/{case.reference}"
    assert (await successor.get(path)).status == 404

    async with desk.database.writing() as session:
        await session.execute(update(OfficerRow).where(col(OfficerRow.id) == head.id).values(active=False))

    assert (await successor.get(path)).status == 200
    assert (await colleague.get(path)).status == (await stranger.get(path)).status == 404


async def test_an_officer_cannot_close_a_case_and_a_stale_page_changes_nothing(
    desk: Desk, head: Officer, officer: Officer
) -> None:
    case = await a_case(desk.database, desk.vault)
    browser, chief = await desk.signed_in(officer), await desk.signed_in(head)
    address = f"/desk/cases/{case.reference}/circle"
    form = {"csrf": await browser.csrf(), "version": "1", "reason": "x", "who": "some", "officers": head.id}
    assert (await browser.post(address, form)).status == 403

    stale = {**form, "csrf": await chief.csrf(), "version": "7"}
    assert (await chief.post(address, stale)).status == 409
    nobody = await chief.post(address, {**stale, "version": "1", "officers": ""})
    assert (nobody.status, "重新选" in nobody.text) == (422, True)
    assert (await codes_of(desk, case)).count("circle_drawn") == 0


async def _text(browser: Browser, path: str) -> str:
    async with browser.client.get(path, allow_redirects=False) as answer:
        content = await answer.read()
    return _unpacked(content) if content.startswith(b"PK") else content.decode()


def _unpacked(workbook: bytes) -> str:
    """Return what stands in a workbook, without the moment at which it was made."""
    with ZipFile(io.BytesIO(workbook)) as packed:
        names = [name for name in packed.namelist() if name != "docProps/core.xml"]
        return "\n".join(packed.read(name).decode() for name in names)


def _same(page: str) -> str:
    """Return a page without what differs each time: the number of an error, the place of a new entry."""
    return re.sub(r'<code>\w+</code>|value="[0-9a-f]{32}"', "", page)
