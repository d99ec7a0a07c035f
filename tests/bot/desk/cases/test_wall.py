"""The wall between bureaus, tried on every address of the desk."""

from __future__ import annotations

import pytest

from intake.cases.moves import MOVES
from intake.officers.officer import ROLES
from tests.bot.desk.conftest import Browser, Desk
from tests.builders import Filed, a_case, an_officer

# Who has no business with a case of 江津区: another bureau, and roles without cases.
STRANGERS = [
    ("officer", "banan"),
    ("head", "banan"),
    ("principal", "municipal"),
    ("curator", None),
    ("admin", None),
]


@pytest.fixture
async def case(desk: Desk) -> Filed:
    return await a_case(desk.database, desk.vault, state="checking")


@pytest.fixture(params=STRANGERS, ids=[f"{role} of {bureau}" for role, bureau in STRANGERS])
async def stranger(desk: Desk, request: pytest.FixtureRequest) -> Browser:
    role, bureau = request.param
    return await desk.officer(role, bureau)


async def test_a_stranger_finds_no_such_case_anywhere(desk: Desk, case: Filed, stranger: Browser) -> None:
    there_is_none = (await stranger.get("/desk/cases/K7M2-9QXT-4")).text
    csrf = await stranger.csrf()
    form = {"csrf": csrf, "version": "1", "seq": "0", "confirmed": "yes", "text": "x", "reason": "x"}

    page = await stranger.get(f"/desk/cases/{case.reference}")
    assert page.status == 404
    assert _without_numbers(page.text) == _without_numbers(there_is_none)

    for move in MOVES:
        posted = await stranger.post(f"/desk/cases/{case.reference}/moves/{move.name}", form)
        assert posted.status == 404, move.name
    identity = await stranger.post(
        f"/desk/cases/{case.reference}/identity", {"csrf": csrf, "identity_reason": "verify"}
    )
    assert identity.status == 404
    found = await stranger.find(case.reference)
    assert found.status == 404


async def test_a_stranger_has_no_trace_of_the_case_in_lists(case: Filed, stranger: Browser) -> None:
    for path in ("/desk/", "/desk/cases", "/desk/cases?bureau=jiangjin", "/desk/cases?state=checking"):
        assert case.reference not in (await stranger.get(path)).text


@pytest.mark.parametrize(
    ("role", "bureau"), [("officer", "jiangjin"), ("head", "jiangjin"), ("coordinator", None), ("auditor", None)]
)
async def test_those_who_may_see_it_find_it(desk: Desk, case: Filed, role: str, bureau: str | None) -> None:
    browser = await desk.officer(role, bureau)

    assert case.reference in (await browser.get("/desk/cases")).text
    assert (await browser.get(f"/desk/cases/{case.reference}")).status == 200


async def test_an_assisting_bureau_finds_the_case_beside_its_own(desk: Desk) -> None:
    own = await a_case(desk.database, desk.vault, bureau="banan")
    assisted = await a_case(desk.database, desk.vault, assisting=["banan"])
    browser = await desk.officer("officer", "banan")

    text = (await browser.get("/desk/cases")).text

    for reference in (own.reference, assisted.reference):
        assert text.count(f">{reference}</a>") == 1
    assert (await browser.get(f"/desk/cases/{assisted.reference}")).status == 200


async def test_an_auditor_reads_and_can_do_nothing(desk: Desk, case: Filed) -> None:
    browser = await desk.officer("auditor", None)

    page = await browser.get(f"/desk/cases/{case.reference}")

    assert "/moves/" not in page.text
    assert "不能查看这个案件的身份信息" in page.text
    form = {"csrf": await browser.csrf(), "version": "1", "seq": "0", "text": "x", "identity_reason": "verify"}
    assert (await browser.post(f"/desk/cases/{case.reference}/moves/note", form)).status == 403
    assert (await browser.post(f"/desk/cases/{case.reference}/identity", form)).status == 403


async def test_every_role_has_a_desk(desk: Desk) -> None:
    for role in ROLES:
        browser = await desk.signed_in(await an_officer(desk.database, role=role, name=role))
        assert (await browser.get("/desk/")).status == 200


def _without_numbers(page: str) -> str:
    """An error page differs in the number it quotes, and in nothing else."""
    return page.partition("<code>")[0]
