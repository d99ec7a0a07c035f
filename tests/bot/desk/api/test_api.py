"""`/api/v1` for other systems: the shapes of the contract, and nothing that names a filer without leave."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from bot.desk.api.case_json import MASK
from intake.storage.tables import ApiTokenRow, JournalRow
from tests.bot.desk.conftest import Browser, Desk
from tests.builders import COMPLAINT, Filed, a_case, some_cases

CONTRACT = {
    "reference", "kind", "state", "received_at", "channel", "demo", "anonymous", "secret_kind", "place_district",
    "lead_bureau", "assisting_bureaus", "route", "fields", "elements", "clocks", "transfers", "version",
}  # fmt: skip


class Reader:
    """Another system with a token."""

    def __init__(self, browser: Browser, token: str) -> None:
        self._browser = browser
        self._token = token

    async def get(self, path: str) -> tuple[int, Any]:
        """Return status and body."""
        page = await self._browser.get(path, Authorization=f"Bearer {self._token}")
        return page.status, json.loads(page.text)


@pytest.fixture
async def reader(desk: Desk) -> Reader:
    return Reader(await desk.browser(), await desk.token())


async def test_a_case_has_the_shape_of_the_contract(desk: Desk, reader: Reader) -> None:
    case = await a_case(desk.database, desk.vault, assisting=["banan"])

    status, shape = await reader.get(f"/api/v1/cases/{case.reference}")

    assert status == 200
    assert shape.keys() >= CONTRACT
    assert shape["lead_bureau"] == {"code": "jiangjin", "name": "江津区"}
    assert shape["assisting_bureaus"] == [{"code": "banan", "name": "巴南区"}]
    assert shape["received_at"] == "2026-11-25T02:30:00Z"
    assert shape["route"].keys() == {"rule", "reason", "candidates"}
    assert shape["fields"]["loss_amount"] == 500_000
    assert shape["elements"]["measures"] == "evidence"
    assert shape["elements"]["secrecy"] == "missing"
    (clock,) = shape["clocks"]
    assert (clock["name"], clock["due_on"], clock["state"]) == ("tip_check", "2026-12-16", "running")
    assert shape["transfers"] == []


async def test_a_case_says_what_waits_between_bureaus(desk: Desk, reader: Reader) -> None:
    case = await a_case(desk.database, desk.vault, state="docketed")
    officer = await desk.officer()
    await officer.move(case.reference, "ask_assist", bureau="banan", text="请询问")

    _, shape = await reader.get(f"/api/v1/cases/{case.reference}")

    (request,) = [one for one in shape["waiting"] if one["kind"] == "assist"]
    assert (request["step"], request["sender"], request["owner"]) == ("sign", "jiangjin", "banan")
    assert request["by_law"] is False


async def test_what_names_the_filer_is_masked_without_leave(desk: Desk, reader: Reader) -> None:
    case = await a_case(desk.database, desk.vault)

    _, one = await reader.get(f"/api/v1/cases/{case.reference}")
    _, page = await reader.get("/api/v1/cases")

    for fields in (one["fields"], page["cases"][0]["fields"]):
        assert fields["phone"] == fields["contact_name"] == fields["reporter_name"] == MASK
    assert str(COMPLAINT["phone"]) not in json.dumps([one, page], ensure_ascii=False)


@pytest.mark.parametrize("identities", [False, True])
async def test_the_filer_is_covered_in_free_words_without_leave(desk: Desk, identities: bool) -> None:
    told = "我叫周敏，电话19900001101。张伟带走了配方。"
    case = await a_case(desk.database, desk.vault, fields={"description": told})
    reader = Reader(await desk.browser(), await desk.token(identities=identities))

    _, shape = await reader.get(f"/api/v1/cases/{case.reference}")
    _, page = await reader.get("/api/v1/cases")

    covered = "我叫▇▇，电话▇▇。张伟带走了配方。"
    assert shape["fields"]["description"] == (told if identities else covered)
    assert page["cases"][0]["fields"] == shape["fields"]


async def test_identities_are_shown_with_leave_and_recorded(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    reader = Reader(await desk.browser(), await desk.token(identities=True))

    _, shape = await reader.get(f"/api/v1/cases/{case.reference}")
    await reader.get("/api/v1/cases")

    assert shape["fields"]["phone"] == COMPLAINT["phone"]
    entries = await _journal(desk, case)
    assert [entry.code for entry in entries[-2:]] == ["identity_viewed", "identity_viewed"]
    assert entries[-1].actor == "token:台账系统"


async def test_reading_a_case_stands_in_its_journal(desk: Desk, reader: Reader) -> None:
    case = await a_case(desk.database, desk.vault)

    await reader.get(f"/api/v1/cases/{case.reference}")

    assert (await _journal(desk, case))[-1].code == "viewed"


async def test_an_anonymous_filer_is_null_not_masked(desk: Desk, reader: Reader) -> None:
    case = await a_case(desk.database, desk.vault, kind="tip", anonymous=True)

    _, shape = await reader.get(f"/api/v1/cases/{case.reference}")

    assert shape["anonymous"] is True
    assert shape["fields"]["phone"] is None


async def test_pages_hold_a_hundred_cases_oldest_first_and_lead_to_the_next(desk: Desk, reader: Reader) -> None:
    filed = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "routed"}] * 130)

    _, first = await reader.get("/api/v1/cases?kind=tip")
    _, second = await reader.get(first["next"])

    shown = [case["reference"] for case in first["cases"] + second["cases"]]
    assert len(first["cases"]) == 100
    assert first["next"].startswith("/api/v1/cases?kind=tip&after=")
    assert shown == [case.reference for case in filed]
    assert second["next"] is None


async def test_filters_narrow_the_list(desk: Desk, reader: Reader) -> None:
    await a_case(desk.database, desk.vault)
    tip = await a_case(desk.database, desk.vault, kind="tip", state="taken", bureau="banan")

    for query in ("kind=tip", "state=taken", "bureau=banan", "kind=tip&state=taken&bureau=banan"):
        _, page = await reader.get(f"/api/v1/cases?{query}")
        assert [case["reference"] for case in page["cases"]] == [tip.reference], query


TWICE = ("state=taken&state=closed", "kind=tip&kind=tip", "bureau=banan&bureau=yubei")


@pytest.mark.parametrize("query", ["state=open", "kind=x", "bureau=nowhere", "after=1", "colour=red", *TWICE])
async def test_a_filter_that_is_not_understood_is_refused_rather_than_ignored(reader: Reader, query: str) -> None:
    status, body = await reader.get(f"/api/v1/cases?{query}")

    assert status == 400
    assert body["error"].keys() == {"code", "message", "hint"}


@pytest.mark.parametrize("after", ["1x", "-1", "%27", "9" * 40, ""])
@pytest.mark.parametrize("path", ["cases", "transfers", "webhooks", "cases/{}/journal"])
async def test_a_place_that_no_page_gave_is_refused_with_how_to_get_one(
    desk: Desk, reader: Reader, path: str, after: str
) -> None:
    case = await a_case(desk.database, desk.vault)

    status, body = await reader.get(f"/api/v1/{path.format(case.reference)}?after={after}")

    assert (status, body["error"]["code"]) == (400, "bad_parameter")
    assert "next" in body["error"]["hint"] and "第一页" in body["error"]["hint"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", "Basic abc", "bearer  "])
async def test_nothing_is_told_without_a_token(desk: Desk, header: str) -> None:
    case = await a_case(desk.database, desk.vault)
    browser = await desk.browser()

    for path in ("cases", f"cases/{case.reference}", f"cases/{case.reference}/journal", "transfers"):
        page = await browser.get(f"/api/v1/{path}", Authorization=header)
        assert page.status == 401
        assert json.loads(page.text)["error"]["code"] == "unauthorized"
        assert page.response.headers["WWW-Authenticate"] == "Bearer"


async def test_an_officers_session_is_no_token(desk: Desk) -> None:
    browser = await desk.officer("coordinator")

    assert (await browser.get("/api/v1/cases")).status == 401


async def test_a_revoked_token_is_no_token(desk: Desk, reader: Reader) -> None:
    async with desk.database.writing() as session:
        await session.execute(update(ApiTokenRow).values(revoked_at=desk.now))

    assert (await reader.get("/api/v1/cases"))[0] == 401


async def test_the_journal_is_given_with_its_chain(desk: Desk, reader: Reader) -> None:
    case = await a_case(desk.database, desk.vault)

    status, body = await reader.get(f"/api/v1/cases/{case.reference}/journal")

    entries = body["journal"]
    assert status == 200
    assert [(entry["seq"], entry["code"]) for entry in entries] == [(1, "case_opened"), (2, "routed")]
    assert entries[1]["previous"] == entries[0]["hash"]


@pytest.mark.parametrize("reference", ["K7M2-9QXT-0", "nothing", "0000-0000-0"])
async def test_an_unknown_case_is_not_found(reader: Reader, reference: str) -> None:
    for path in (f"/api/v1/cases/{reference}", f"/api/v1/cases/{reference}/journal"):
        status, body = await reader.get(path)
        assert (status, body["error"]["code"]) == (404, "not_found")


async def test_transfers_are_listed_with_their_steps_and_without_words(reader: Reader, desk: Desk) -> None:
    assert await reader.get("/api/v1/transfers") == (200, {"transfers": [], "next": None})
    officer = await desk.officer()
    page = await officer.get("/desk/transfers/inbound")
    letter = {
        "csrf": page.hidden("csrf"),
        "place": page.hidden("place"),
        "received_on": "2026-11-25",
        "body": "court",
        "came_as": "opinion",
        "number": "渝司建〔2026〕1号",
        "secret_kind": "business",
        "text": "建议核查。",
    }
    assert (await officer.post("/desk/transfers/inbound", letter)).status == 303

    status, listed = await reader.get("/api/v1/transfers?direction=in&standing=open")

    assert status == 200
    (one,) = listed["transfers"]
    assert (one["kind"], one["state"], one["bodies"]) == (
        "inbound",
        "received",
        [{"code": "court", "name": "有管辖权的人民法院"}],
    )
    assert one["steps"] == [{"label": "登记移送或者通报", "on": "2026-11-25", "number": "渝司建〔2026〕1号"}]
    assert "建议核查" not in str(one)
    _, case = await reader.get(f"/api/v1/cases/{one['case']}")
    assert case["transfers"] == [one] and case["kind"] == "referral"
    assert (await reader.get("/api/v1/transfers?standing=all"))[0] == 400


async def test_the_description_tells_the_truth(desk: Desk, reader: Reader) -> None:
    case = await a_case(desk.database, desk.vault)
    _, described = await reader.get("/api/openapi.json")
    _, shape = await reader.get(f"/api/v1/cases/{case.reference}")

    schema = described["components"]["schemas"]["Case"]
    assert schema["properties"].keys() == shape.keys()
    assert set(schema["required"]) == CONTRACT
    assert set(described["paths"]) == {
        "/api/v1/cases",
        "/api/v1/cases/{reference}",
        "/api/v1/cases/{reference}/journal",
        "/api/v1/transfers",
        "/api/v1/statistics",
        "/api/v1/webhooks",
        *(f"/api/v1/webhooks/{{webhook}}/{one}" for one in ("stop", "resume", "ping", "calls")),
        *(f"/api/v1/webhooks/{{webhook}}/calls/{{call}}/{one}" for one in ("retry", "drop")),
    }


async def _journal(desk: Desk, case: Filed) -> list[JournalRow]:
    query = select(JournalRow).where(col(JournalRow.case_id) == case.id).order_by(col(JournalRow.seq))
    async with desk.database.reading() as session:
        return list((await session.execute(query)).scalars())
