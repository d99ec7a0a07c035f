"""The demonstration fills every page of the desk: appointments in each state, evidence, a letter, a wish."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from bot.commands import demonstration
from intake.clocks.calendar import SHANGHAI
from intake.storage.tables import CaseRow
from intake.storage.transfer_tables import TransferRow
from intake.transfers.codes import TransferKind, TransferState
from intake.transfers.opening import OPENINGS
from intake.transfers.steps import STEPS
from tests.bot.desk.conftest import Browser
from tests.journeys.house import House

STATES = ("待约定时间", "待来访人确认", "已约好", "来访人要改时间", "已取消", "已过", "已办，已登记")


async def signed_in(house: House, name: str, password: str) -> Browser:
    browser = Browser(await house.visitor())
    assert (await browser.sign_in(name, password)).status == 303
    return browser


async def test_every_page_has_something_to_show(house: House) -> None:
    _, accounts, password = await demonstration.fill(house.service)
    names = [name for name, _ in accounts]
    head = await signed_in(house, next(name for name in names if "江津" in name), password)

    workbench = (await head.get("/desk/")).text
    for said in (
        "已过，待登记",
        "来访人要改时间",
        "已约好",
        "待来访人确认",
        "没有取到的微信文件",
        "来访人有新的补充",
    ):
        assert said in workbench, said
    ledger = (await head.get("/desk/ledger")).text
    assert "没有预约" in ledger and "还差指导 1 次" in ledger
    listed = [await head.get(f"/desk/cases?state={state}") for state in ("", "answered")]
    references = {one for page in listed for one in re.findall(r"/desk/cases/([0-9A-Z-]{11})", page.text)}
    pages = [(await head.get(f"/desk/cases/{reference}")).text for reference in references]
    cards = {found[1] for page in pages if (found := re.search(r"预约</p>\s*<p[^>]*>([^<]*)", page))}
    assert cards == set(STATES)
    assert any("工作人员录入（信函）" in page and "被举报人（2）" in page for page in pages)
    assert any("证据材料 3 份" in page and "内容相同" in page for page in pages)
    assert (await house.verified()).faults == ()


async def test_a_wish_to_withdraw_stands_on_the_coordinators_page(house: House) -> None:
    _, _, password = await demonstration.fill(house.service)
    coordinator = await signed_in(house, "演示统筹", password)

    listed = (await coordinator.get("/desk/cases?bureau=municipal")).text
    pages = [
        (await coordinator.get(f"/desk/cases/{reference}")).text
        for reference in set(re.findall(r"/desk/cases/([0-9A-Z-]{11})", listed))
    ]

    assert any("来访人申请撤回：" in page for page in pages)


# What the demonstration must show of the cases: kinds and states that can be reached.
REPORTED = {"submitted", "routed", "taken", "checking", "disputed", "docketed", "not_docketed", "closed"}
SHOWN_CASES: dict[str, set[str]] = {
    "complaint": REPORTED | {"split"},
    "tip": REPORTED,
    "consultation": {"routed", "taken", "answered", "closed", "withdrawn"},
    "referral": {"taken", "checking", "docketed", "not_docketed", "closed"},
}
# And of the transfers: every state that a step of its kind leads to.
OPENED = {"prepared", "dropped", "sent", "received", "sent_back", "done"}
SHOWN_TRANSFERS: dict[str, set[str]] = {
    "police": {
        "prepared", "dropped", "reported", "approved", "rejected", "sent", "misdirected", "forwarded", "sent_back",
        "received", "docketed", "refused", "reconsideration_sent", "reconsidered", "upheld", "supervised",
        "left_to_us", "handed_over", "returned",
    },
    "organ": OPENED | {"void"},
    "inform": OPENED,
    "enforce": OPENED,
    "assistance": OPENED,
    "jurisdiction": {"prepared", "dropped", "sent", "received", "disputed", "returned", "done"},
    "joint": {"prepared", "dropped", "done"},
    "route": {"done"},
    "inbound": {"received", "in_hand", "returned", "done"},
}  # fmt: skip


def test_what_must_be_shown_of_transfers_is_whatever_their_steps_lead_to() -> None:
    # What was entered by mistake is shown once; what is moved to Sichuan cannot come back (APP 第14条).
    reached = {kind.value: {state.value for state in _reached(kind)} for kind in TransferKind}
    reached["organ"].add("void")
    reached["jurisdiction"].remove("sent_back")

    assert reached == SHOWN_TRANSFERS


def _reached(kind: TransferKind) -> set[TransferState]:
    states = {opening.state for opening in OPENINGS if opening.kind is kind} or {TransferState.RECEIVED}
    while True:
        led_to = {
            state
            for step in STEPS
            if kind in step.kinds and step.before & states
            for state in (step.after, step.turns({"competent": False}), step.turns({"designated": "us"}))
            if state is not None
        }
        if led_to <= states:
            return states
        states |= led_to


@pytest.mark.long
@pytest.mark.timeout(900)
async def test_five_hundred_cases_show_every_kind_in_every_state_some_overdue_and_some_due_today(
    house: House,
) -> None:
    cases, accounts, password = await demonstration.fill(house.service, 500, seed=7)
    today = house.service.clock().astimezone(SHANGHAI).date()
    async with house.service.database.reading() as session:
        found = await session.execute(
            select(col(CaseRow.kind), col(CaseRow.state), func.count()).group_by(CaseRow.kind, CaseRow.state)
        )
        counts = {(kind, state): number for kind, state, number in found}
        due = {
            (row, name): await session.scalar(select(func.count()).select_from(table).where(condition))
            for row, table, day in (
                ("case", CaseRow, col(CaseRow.next_due_on)),
                ("transfer", TransferRow, col(TransferRow.due_on)),
            )
            for name, condition in (("today", day == today), ("overdue", day < today))
        }
        transfers = await session.execute(select(col(TransferRow.kind), col(TransferRow.state)).distinct())
        shown = _by_kind((kind, state) for kind, state in transfers)

    assert cases == 500 == sum(counts.values())
    stand = _by_kind(counts)
    assert [(kind, states - stand[kind]) for kind, states in SHOWN_CASES.items() if states - stand[kind]] == []
    assert shown == SHOWN_TRANSFERS
    assert all(due.values()), due
    assert (await house.verified()).faults == ()
    coordinator = await signed_in(house, "演示统筹", password)
    for path in ("/desk/", "/desk/cases", "/desk/cases?state=closed", "/desk/overview", "/desk/transfers"):
        assert (await coordinator.get(path)).status == 200, path
    assert any("承办人员" in name for name, _ in accounts)


def _by_kind(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for kind, state in pairs:
        found.setdefault(kind, set()).add(state)
    return found
