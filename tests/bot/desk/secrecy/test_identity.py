"""Who filed a real-name tip is shown after a second person agreed, where a bureau wants it. Both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from intake.clocks.calendar import day_in_shanghai
from intake.journal.verifying import verify
from intake.officers.care import Care, CareBook
from intake.officers.officer import Officer
from intake.officers.stand_ins import StandInKind, StandIns, all_stand_ins
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.bot.desk.secrecy.closing import codes_of
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, words_of_the_filer

NAMED = ("周敏", "19900001101")
ASK = {"what": "identity", "file": "", "reason": "verify", "words": "线索和另一件像同一个人，需要核对"}


async def set_for(desk: Desk, bureau: str = "jiangjin", **care: bool | int) -> None:
    made = Care(**{"identity_by_two": True, **care})  # type: ignore[arg-type]
    await CareBook(desk.database, desk.vault, bureaus()).set("command", bureau, made, desk.now)


async def a_tip(desk: Desk, **values: object) -> Filed:
    return await a_case(desk.database, desk.vault, **{"kind": "tip", "state": "checking", **values})  # type: ignore[arg-type]


async def ask(browser: Browser, case: Filed, **form: str) -> Page:
    return await browser.post(
        f"/desk/cases/{case.reference}/approvals", {"csrf": await browser.csrf(), **ASK, **form}
    )


async def decide(browser: Browser, case: Filed, request: str, decision: str, words: str = "") -> Page:
    address = f"/desk/cases/{case.reference}/approvals/{request}/{decision}"
    return await browser.post(address, {"csrf": await browser.csrf(), "words": words})


async def look(browser: Browser, case: Filed) -> Page:
    form = {"csrf": await browser.csrf(), "identity_reason": "verify"}
    return await browser.post(f"/desk/cases/{case.reference}/identity", form)


async def request_in(browser: Browser, case: Filed) -> str:
    """Return the id of the request on the case's page."""
    page = await browser.get(f"/desk/cases/{case.reference}")
    found = page.text.partition("/approvals/")[2].partition("/")[0]
    assert found, "no request on the page"
    return found


def says_who(page: Page) -> bool:
    return any(words in page.text for words in NAMED)


@pytest.fixture
async def head(desk: Desk) -> Officer:
    return await an_officer(desk.database, role="head", name="马局", vault=desk.vault)


@pytest.fixture
async def officer(desk: Desk) -> Officer:
    return await an_officer(desk.database, name="小周", vault=desk.vault)


async def test_a_tip_is_asked_for_granted_by_the_head_and_opened_until_it_lapses(
    desk: Desk, head: Officer, officer: Officer
) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    mine, chief = await desk.signed_in(officer), await desk.signed_in(head)
    assert "申请查看身份" in (await mine.get(f"/desk/cases/{case.reference}")).text
    refused = await look(mine, case)
    assert (refused.status, says_who(refused)) == (403, False)

    assert (await ask(mine, case)).status == 303
    assert not says_who(await look(mine, case))
    workbench = (await chief.get("/desk/")).text
    assert "等您同意的申请" in workbench and "小周 申请查看来访人身份" in workbench
    request = await request_in(chief, case)
    assert (await decide(chief, case, request, "grant")).status == 303

    opened = await look(mine, case)
    assert opened.status == 200 and all(words in opened.text for words in NAMED)
    assert not says_who(await mine.get(f"/desk/cases/{case.reference}"))
    assert "等您同意的申请" not in (await chief.get("/desk/")).text
    desk.later(timedelta(days=7))
    later = await desk.signed_in(officer)
    assert (await look(later, case)).status == 403
    assert "已过期" in (await later.get(f"/desk/cases/{case.reference}")).text
    codes = [code for code in await codes_of(desk, case) if code.startswith(("approval", "identity"))]
    assert codes == ["approval_asked", "approval_granted", "identity_viewed"]
    assert (await verify(desk.database, desk.vault.journal_key, desk.now)).is_intact


async def test_nobody_agrees_to_their_own_request_and_nobody_of_elsewhere(desk: Desk, head: Officer) -> None:
    await set_for(desk)
    case = await a_tip(desk, assisting=["banan"])
    chief = await desk.signed_in(head)
    await ask(chief, case)
    request = await request_in(chief, case)

    own = await decide(chief, case, request, "grant")
    assert (own.status, "另一位负责人" in own.text) == (403, True)
    for role, bureau, status in (
        ("officer", "jiangjin", 403), ("head", "banan", 403), ("coordinator", None, 403), ("auditor", None, 403),
        ("head", "bishan", 404), ("admin", None, 404),
    ):  # fmt: skip
        browser = await desk.officer(role, bureau, name=f"{role} {bureau}")
        assert (await decide(browser, case, request, "grant")).status == status, (role, bureau)
    assert not says_who(await look(chief, case))
    second = await desk.officer("principal", name="李局")
    assert (await decide(second, case, request, "grant")).status == 303
    assert says_who(await look(chief, case))


async def test_a_refusal_has_a_reason_that_the_asker_reads_and_shows_nothing(
    desk: Desk, head: Officer, officer: Officer
) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    mine, chief = await desk.signed_in(officer), await desk.signed_in(head)
    await ask(mine, case)
    request = await request_in(chief, case)

    assert (await decide(chief, case, request, "refuse")).status == 422
    assert (await decide(chief, case, request, "refuse", "先按线索查")).status == 303

    page = await mine.get(f"/desk/cases/{case.reference}")
    assert "不同意查看申请" in page.text and "先按线索查" in page.text and "未同意（马局）" in page.text
    assert not says_who(await look(mine, case))


async def test_two_heads_who_decide_at_once_decide_once(desk: Desk, head: Officer, officer: Officer) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    mine, first = await desk.signed_in(officer), await desk.signed_in(head)
    second = await desk.officer("principal", name="李局")
    await ask(mine, case)
    request = await request_in(first, case)

    pages = await asyncio.gather(
        decide(first, case, request, "grant"), decide(second, case, request, "refuse", "不必")
    )

    assert sorted(page.status for page in pages) == [303, 403]


async def test_a_hand_over_ends_an_agreement_and_it_does_not_come_back(desk: Desk) -> None:
    for bureau in ("municipal", "banan"):
        await set_for(desk, bureau)
    case = await a_tip(desk, bureau="municipal", state="submitted", fields={"secret_kind": "business"})
    coordinator = await desk.officer("coordinator", name="老冯")
    chief = await desk.officer("head", "municipal", name="处长")
    await ask(coordinator, case)
    await decide(chief, case, await request_in(chief, case), "grant")
    assert says_who(await look(coordinator, case))

    moved = await coordinator.move(
        case.reference, "pass_down", bureau="banan", report_by="2026-12-10", reason="属地"
    )

    assert moved.status == 303
    assert (await codes_of(desk, case))[-1] == "approval_ended"
    assert (await look(coordinator, case)).status == 403
    assert (await look(await desk.officer("officer", "banan", name="接手的"), case)).status == 403


async def test_an_anonymous_tip_has_nothing_to_ask_for_and_is_worked_all_the_same(desk: Desk) -> None:
    await set_for(desk)
    case = await a_tip(desk, anonymous=True)
    browser = await desk.officer()

    page = await browser.get(f"/desk/cases/{case.reference}")

    assert "匿名提交，没有身份信息" in page.text and "申请查看身份" not in page.text
    assert (await ask(browser, case)).status == 403
    assert (await look(browser, case)).status == 403
    assert (await browser.move(case.reference, "write", text="请补充照片。")).status == 303


async def test_where_nothing_is_set_a_reason_is_enough_and_a_complaint_never_needs_two(desk: Desk) -> None:
    browser = await desk.officer()
    tip = await a_tip(desk)
    assert says_who(await look(browser, tip))
    assert (await ask(browser, tip)).status == 403

    await set_for(desk)
    complaint = await a_case(desk.database, desk.vault)
    assert says_who(await look(browser, complaint))


@pytest.mark.parametrize("fault", [{"reason": ""}, {"reason": "curiosity"}, {"words": " "}])
async def test_a_request_that_says_nothing_is_kept_on_the_page(desk: Desk, fault: dict[str, str]) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    browser = await desk.officer()

    page = await ask(browser, case, **fault)

    assert page.status == 422
    assert (await codes_of(desk, case)).count("approval_asked") == 0


async def test_a_request_is_taken_back_by_whoever_made_it(desk: Desk, head: Officer, officer: Officer) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    mine, chief = await desk.signed_in(officer), await desk.signed_in(head)
    await ask(mine, case)
    request = await request_in(mine, case)

    assert (await decide(chief, case, request, "take-back")).status == 403
    assert (await decide(mine, case, request, "take-back")).status == 303
    assert (await decide(chief, case, request, "grant")).status == 403
    assert "申请查看身份" in (await mine.get(f"/desk/cases/{case.reference}")).text


async def test_another_system_is_told_no_name_where_two_are_wanted(desk: Desk) -> None:
    await set_for(desk)
    tip = await a_tip(desk)
    complaint = await a_case(desk.database, desk.vault)
    browser = await desk.browser()
    bearer = {"Authorization": f"Bearer {await desk.token(identities=True)}"}

    shown = {
        case.reference: (await browser.get(f"/api/v1/cases/{case.reference}", **bearer)).text
        for case in (tip, complaint)
    }
    listed = (await browser.get("/api/v1/cases?kind=tip", **bearer)).text

    assert not any(words in shown[tip.reference] + listed for words in NAMED)
    assert all(words in shown[complaint.reference] for words in NAMED)
    assert "identity_viewed" not in await codes_of(desk, tip)


async def test_an_administrator_sets_it_and_the_journal_of_accounts_has_it(desk: Desk) -> None:
    admin = await desk.officer("admin", None)
    form = {"csrf": await admin.csrf(), "bureau": "jiangjin", "identity_by_two": "yes", "grant_days": "3"}

    assert (await admin.post("/desk/accounts/care", form)).status == 303

    page = await admin.get("/desk/accounts/care?saved=1")
    assert "另一位负责人同意" in page.text and "3 天" in page.text
    assert "看身份另一人同意，下载原件说明理由，有效 3 天" in (await admin.get("/desk/accounts/journal")).text
    for days in ("0", "31", "x", ""):
        assert (await admin.post("/desk/accounts/care", {**form, "grant_days": days})).status == 422
    assert (await admin.post("/desk/accounts/care", {**form, "bureau": "nowhere"})).status == 422
    assert (await verify(desk.database, desk.vault.journal_key, desk.now)).is_intact


@pytest.mark.parametrize("role", ["officer", "head", "principal", "coordinator", "auditor", "curator"])
async def test_nobody_else_sets_it(desk: Desk, role: str) -> None:
    browser = await desk.officer(role)

    assert (await browser.get("/desk/accounts/care")).status == 404
    form = {"csrf": await browser.csrf(), "bureau": "jiangjin", "grant_days": "7"}
    assert (await browser.post("/desk/accounts/care", form)).status == 404


async def let_stand_in(desk: Desk, away: Officer, deputy: Officer, by: Officer | None = None) -> None:
    today = day_in_shanghai(desk.now)
    await StandIns(desk.database, desk.vault).enter(
        (by or away).id,
        kind=StandInKind.DEPUTY,
        officer_id=deputy.id,
        for_id=away.id,
        from_on=today,
        until_on=today,
        now=desk.now,
    )


async def test_nobody_decides_for_whom_they_stand_in_or_who_stands_in_for_them(
    desk: Desk, head: Officer, officer: Officer
) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    chief = await desk.signed_in(head)
    await ask(chief, case)
    request = await request_in(chief, case)
    await let_stand_in(desk, head, officer)
    deputy = await desk.signed_in(officer)

    for decision in ("grant", "refuse"):
        refused = await decide(deputy, case, request, decision, "不必")
        assert (refused.status, "互为代理" in refused.text) == (403, True)
    assert f"/approvals/{request}/grant" not in (await deputy.get(f"/desk/cases/{case.reference}")).text
    assert "等您同意的申请" not in (await deputy.get("/desk/")).text

    other = await a_tip(desk)
    await ask(deputy, other)
    asked_by_the_deputy = await request_in(deputy, other)
    assert (await decide(chief, other, asked_by_the_deputy, "grant")).status == 403
    async with desk.database.reading() as session:
        (line,) = await all_stand_ins(session)
    await StandIns(desk.database, desk.vault).end(head.id, line.id, desk.now)
    assert (await decide(chief, other, asked_by_the_deputy, "grant")).status == 403
    assert not says_who(await look(chief, case)) and not says_who(await look(deputy, other))


async def test_nobody_names_the_one_who_decides_on_their_own_request(
    desk: Desk, head: Officer, officer: Officer
) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    other = await an_officer(desk.database, role="head", name="赵局", vault=desk.vault)
    chief = await desk.signed_in(head)
    await ask(chief, case)
    await let_stand_in(desk, other, officer, by=head)
    deputy = await desk.signed_in(officer)

    assert (await decide(deputy, case, await request_in(chief, case), "grant")).status == 403
    assert not says_who(await look(chief, case))


async def test_the_page_says_for_whom_a_deputy_decided(desk: Desk, head: Officer, officer: Officer) -> None:
    await set_for(desk)
    case = await a_tip(desk)
    asker = await desk.officer(name="小吴")
    await ask(asker, case)
    await let_stand_in(desk, head, officer)
    deputy = await desk.signed_in(officer)

    assert (await decide(deputy, case, await request_in(deputy, case), "grant")).status == 303

    assert "小周（代理马局）" in (await asker.get(f"/desk/cases/{case.reference}")).text


@pytest.mark.parametrize(
    ("role", "bureau", "page"),
    [
        ("auditor", None, ""),
        ("coordinator", None, ""),
        ("officer", "banan", ""),
        ("officer", "jiangjin", ""),
        ("head", "jiangjin", ""),
        ("officer", "jiangjin", "/sheet-12315"),
    ],
)
async def test_the_filer_is_covered_in_free_words_for_whoever_did_not_open_who_it_is(
    desk: Desk, role: str, bureau: str | None, page: str
) -> None:
    told = {"description": "我叫周敏，电话19900001101。张伟带走了配方。"}
    case = await a_case(desk.database, desk.vault, state="checking", assisting=["banan"], fields=told)
    await words_of_the_filer(desk.database, desk.vault, case, "还是我周敏，19900001101。", NOW)
    browser = await desk.officer(role, bureau, name="小周")

    shown = (await browser.get(f"/desk/cases/{case.reference}{page}")).text

    assert "带走了配方" in shown
    assert "我叫▇▇，电话▇▇。张伟" in shown
    assert "周敏" not in shown and "19900001101" not in shown


async def test_opening_who_it_is_with_a_reason_opens_the_words_on_that_page_and_no_other(desk: Desk) -> None:
    told = {"description": "我叫周敏，电话19900001101。张伟带走了配方。"}
    case = await a_case(desk.database, desk.vault, state="checking", fields=told)
    await words_of_the_filer(desk.database, desk.vault, case, "还是我周敏，19900001101。", NOW)
    browser = await desk.officer(name="小周")
    address = f"/desk/cases/{case.reference}"
    csrf = (await browser.get(address)).hidden("csrf")

    nothing = await browser.post(f"{address}/identity", {"csrf": csrf, "identity_reason": ""})
    opened = await browser.post(f"{address}/identity", {"csrf": csrf, "identity_reason": "verify"})

    assert nothing.status == 422 and "周敏" not in nothing.text
    assert opened.status == 200 and "我叫周敏" in opened.text and "还是我周敏" in opened.text
    assert "周敏" not in (await browser.get(address)).text
