"""What the page of a case shows of its clocks, and how officers change them there."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.bot.desk.conftest import Browser, Desk
from tests.builders import Filed, a_case

UNTIL = "2026-12-21"
RECEIVED_AT = datetime(2026, 11, 16, 2, 30, tzinfo=UTC)


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: what the database does for these pages is tried on both in the other files."""
    return f"sqlite:///{tmp_path}/shangmi.db"


@pytest.fixture
async def case(desk: Desk) -> Filed:
    return await a_case(desk.database, desk.vault, state="checking", received_at=RECEIVED_AT)


@pytest.fixture
async def head(desk: Desk) -> Browser:
    return await desk.officer(role="head", name="陈局")


async def moved(browser: Browser, case: Filed, move: str, **typed: str) -> str:
    """Make a move from the page as it stands, and return the page after it, or what it was refused with."""
    page = await browser.move(case.reference, move, seen=None, **typed)
    return page.text if page.status != 303 else (await browser.get(page.location)).text


async def test_an_extension_is_asked_for_beside_the_clock_and_then_stands_there(
    case: Filed, head: Browser
) -> None:
    page = (await head.get(f"/desk/cases/{case.reference}")).text
    assert "期限的变动" in page and "延长核查期限" in page
    assert '<input type="date" id="extend_check-on"' in page
    # Nothing stands still, so there is nothing to resume; nothing was entered, so nothing to take back.
    assert "恢复计算期限" not in page and "撤销误录的期限记录" not in page

    after = await moved(head, case, "extend_check", on="2026-11-24", reason="证据在外地")

    assert "已延长" in after and "2026-12-28" in after
    assert "11月24日延长核查期限 15 个工作日。" in after
    assert "11月24日 周二起生效" in after


async def test_a_refusal_stands_in_words_and_keeps_what_was_typed(case: Filed, head: Browser) -> None:
    page = await moved(head, case, "extend_check", on="2026-12-24", reason="证据在外地")

    assert "请填写批准延期的日期，不是新的到期日：不早于收到案件之日，不晚于今天。" in page
    assert "证据在外地" in page


async def test_a_refusal_names_its_article_in_full(desk: Desk, head: Browser) -> None:
    overdue = await a_case(
        desk.database, desk.vault, state="checking", received_at=RECEIVED_AT - timedelta(days=35)
    )

    page = await moved(head, overdue, "extend_check", on="2026-11-24", reason="证据在外地")

    assert "期限已于2026年11月2日届满" in page
    assert "（《市场监督管理行政处罚程序规定》第18条）" in page


async def test_a_paused_clock_says_so_and_runs_on_after_it_was_resumed(case: Filed, head: Browser) -> None:
    paused = await moved(head, case, "pause_clock", reason="appraisal", on="2026-11-18", until=UNTIL)
    assert "暂停中" in paused and "恢复后顺延" in paused
    assert "鉴定：11月18日起暂停，尚未恢复，预计到12月21日。当时核查中。" in paused

    resumed = await moved(head, case, "resume_clock", reason="appraisal", on="2026-11-24")

    assert "鉴定：11月18日起暂停，11月24日恢复，其间不计入。" in resumed
    assert "暂停中" not in resumed


async def test_a_list_says_of_a_case_without_a_date_that_it_stands_still(case: Filed, head: Browser) -> None:
    assert "暂停中" not in (await head.get("/desk/cases")).text

    await moved(head, case, "pause_clock", reason="appraisal", on="2026-11-18", until=UNTIL)

    listed = (await head.get("/desk/cases")).text
    assert "暂停中" in listed and "无期限" not in listed


async def test_what_was_withdrawn_stays_to_be_seen_and_counts_no_longer(case: Filed, head: Browser) -> None:
    before = await moved(head, case, "extend_check", on="2026-11-24", reason="录错案件")
    offered = re.search(r'<option value="(\d+)">延长核查期限（2026-11-24）', before)
    assert offered is not None

    after = await moved(head, case, "withdraw_clock_entry", entry=offered[1], reason="录错案件")

    assert "已撤销" in after
    assert "已延长" not in after and "12月7日" in after


async def test_an_officer_pauses_and_does_not_extend(desk: Desk, case: Filed) -> None:
    officer = await desk.officer(name="王建国")

    page = (await officer.get(f"/desk/cases/{case.reference}")).text

    assert "暂停计算期限" in page
    assert "moves/extend_check" not in page
    # What is to be decided is the head's; pausing is no step forward.
    assert "由本局负责人决定" in page


async def test_the_way_to_a_penalty_is_entered_beside_the_clocks_and_leads_to_its_publication(
    desk: Desk, head: Browser
) -> None:
    case = await a_case(desk.database, desk.vault, state="docketed", received_at=RECEIVED_AT)
    at = f"/desk/cases/{case.reference}"
    assert "登记送达行政处罚告知书" in (await head.get(at)).text
    await moved(await desk.officer(name="王建国"), case, "take_on")

    told = await moved(head, case, "serve_penalty_notice", on="2026-11-25")
    assert "当事人陈述、申辩或者要求听证" in told and "登记当事人要求听证" in told
    penalised = {"outcome": "penalised", "party_registered": "other_province", "on": "2026-11-25"}
    assert "还没有届满" in await moved(head, case, "decide_case", **penalised)
    await moved(head, case, "enter_statement", on="2026-11-25")
    decided = await moved(head, case, "decide_case", **penalised)

    assert "推送处罚信息至当事人登记地" in decided and "当事人登记地：外省、自治区、直辖市" in decided
    assert "处罚信息还没有登记公示或者推送" in decided, "said before the case is closed"
    pushed = await moved(head, case, "push_penalty", on="2026-11-25")
    assert "处罚信息还没有登记公示或者推送" not in pushed and "登记推送处罚信息" in pushed
