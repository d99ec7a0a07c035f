"""The page of what is due: to whom which clock is shown, why, and what stands still too long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.bot.desk.conftest import Desk
from tests.builders import a_case

# Of what came on this Monday the fifteenth working day is 23 November.
RECEIVED_AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
NEAR = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
MISSED = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: what the database does for this page is tried on both in `tests/intake/notices`."""
    return f"sqlite:///{tmp_path}/shangmi.db"


async def test_each_post_is_shown_what_it_is_told_of(desk: Desk) -> None:
    desk.now = NEAR
    case = await a_case(desk.database, desk.vault, state="checking", received_at=RECEIVED_AT)
    officer, head = await desk.officer(name="王建国"), await desk.officer(role="head", name="陈局")

    page = (await officer.get("/desk/clocks")).text
    assert case.reference in page and "举报核查（决定是否立案）" in page and "临近到期" in page
    assert "请留意 1 个期限" in (await officer.get("/desk/")).text
    assert case.reference not in (await head.get("/desk/clocks")).text

    desk.now = MISSED
    coordinator = await desk.officer(role="coordinator", bureau=None, name="统筹")
    page = (await coordinator.get("/desk/clocks")).text
    assert case.reference in page and "期满未办" in page and "江津区" in page


async def test_a_case_is_named_once_with_whom_it_is_about_and_every_clock_of_it(desk: Desk) -> None:
    desk.now = MISSED
    case = await a_case(desk.database, desk.vault, state="docketed", received_at=RECEIVED_AT - timedelta(days=200))
    person = await a_case(
        desk.database,
        desk.vault,
        state="checking",
        received_at=RECEIVED_AT,
        fields={"reported_name": "欧阳某某", "reported_kind": "person"},
    )
    head = await desk.officer(role="head", name="陈局")

    page = (await head.get("/desk/clocks")).text

    for one in (case, person):
        assert page.count(f">{one.reference}</a>") == 1
    assert "重庆半坡茶业有限公司" in page and "欧某" in page and "欧阳某某" not in page
    assert page.count("<li>", page.index('class="clocks-of"')) >= 2


async def test_another_bureau_and_posts_without_cases_see_nothing(desk: Desk) -> None:
    desk.now = MISSED
    case = await a_case(desk.database, desk.vault, state="checking", received_at=RECEIVED_AT)

    for role, bureau in (
        ("officer", "banan"),
        ("head", "banan"),
        ("auditor", None),
        ("curator", None),
        ("admin", None),
    ):
        browser = await desk.officer(role=role, bureau=bureau, name=f"{role}{bureau}")
        page = await browser.get("/desk/clocks")
        assert page.status == 200 and case.reference not in page.text


async def test_what_stands_still_too_long_is_listed_and_a_new_pause_takes_it_off(desk: Desk) -> None:
    desk.now = NEAR
    case = await a_case(desk.database, desk.vault, state="checking", received_at=RECEIVED_AT)
    officer = await desk.officer(name="王建国")
    pause = {"reason": "appraisal", "on": "2026-11-18", "until": "2026-11-30"}
    assert (await officer.move(case.reference, "pause_clock", seen=None, **pause)).status == 303
    assert case.reference not in (await officer.get("/desk/clocks")).text

    desk.now = NEAR + timedelta(days=13)
    await officer.sign_in("王建国")
    page = (await officer.get("/desk/clocks")).text
    assert case.reference in page and "超过预计" in page and "技术检验" in page
    assert "1 个期限暂停过久" in (await officer.get("/desk/")).text

    await officer.move(case.reference, "resume_clock", seen=None, reason="appraisal", on="2026-12-01")
    again = {"reason": "appraisal", "on": "2026-12-01", "until": "2026-12-15"}
    assert (await officer.move(case.reference, "pause_clock", seen=None, **again)).status == 303
    assert case.reference not in (await officer.get("/desk/clocks")).text


async def test_an_estimate_is_marked_wherever_the_date_stands(desk: Desk) -> None:
    desk.now = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    case = await a_case(
        desk.database, desk.vault, state="checking", received_at=datetime(2026, 12, 11, 2, 0, tzinfo=UTC)
    )
    officer = await desk.officer(name="王建国")

    for address in ("/desk/", "/desk/cases", f"/desk/cases/{case.reference}", "/desk/clocks"):
        assert "预计 " in (await officer.get(address)).text, address
    assert "2027年的放假安排还没有导入，有 1 个期限" in (await officer.get("/desk/clocks")).text
