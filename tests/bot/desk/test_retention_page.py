"""`/desk/retention`: who sees what, what is refused with which sentence, and that two persons do it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from intake.cases.codes import Outcome
from intake.cases.retention import RetentionPeriod, Schedule
from tests.bot.desk.cases.test_evidence import hand_in
from tests.bot.desk.conftest import Desk
from tests.intake.evidence.files import a_pdf
from tests.intake.officers.test_disposing import Office

LATER = datetime(2030, 1, 7, 2, 0, tzinfo=UTC)
PERIODS = Schedule((RetentionPeriod(Outcome.ANSWERED, 3, "《保管期限表》"),))


async def test_two_persons_dispose_of_a_case_on_the_page(desk: Desk) -> None:
    office = Office(desk.database, desk.vault, desk.folder)
    await office.come()
    case = await office.closed()
    desk.now, desk.schedule = LATER, PERIODS
    wang, head, principal = [await desk.signed_in(one) for one in (office.wang, office.head, office.principal)]
    admin, elsewhere = await desk.officer("admin", None, "管"), await desk.officer("head", "banan", "别局")

    await hand_in(desk, case, a_pdf(3000), "合同.pdf")
    assert "办结后保存 3 年" in (await admin.get("/desk/retention")).text
    for browser in (admin, elsewhere):
        assert case.reference not in (await browser.get("/desk/retention")).text
    due = await wang.get("/desk/retention")
    form = {"csrf": due.hidden("csrf"), "reference": case.reference}
    assert case.reference in due.text and "提出销毁" in due.text
    assert (await wang.post("/desk/retention/ask", form)).status == 303

    # Who asked has no button, and cannot confirm it past the page either.
    assert "确认销毁" not in (await wang.get("/desk/retention")).text
    confirmed = {**form, "confirmed": "yes"}
    assert (await wang.post("/desk/retention/confirm", confirmed)).status == 403
    theirs = {**confirmed, "csrf": await head.csrf()}
    assert (await head.post("/desk/retention/confirm", {**theirs, "confirmed": ""})).status == 422
    done = await head.post("/desk/retention/confirm", theirs)
    assert (done.status, done.location) == (303, "/desk/retention?done=confirm")

    assert [path for path in desk.folder.rglob("*") if path.is_file()]
    await desk.evidence.store.sweep(timedelta(days=30))
    assert [path for path in desk.folder.rglob("*") if path.is_file()] == []
    record = (await principal.get("/desk/retention")).text
    assert case.reference in record and "王提出" in record and "主任确认" in record and "材料 1" in record
    assert (await head.get(f"/desk/cases/{case.reference}")).status == 404
    assert case.reference not in (await head.get("/desk/cases?state=closed")).text
    again = await head.post("/desk/retention/confirm", theirs)
    assert again.status == 422 and "没有这个编号的案件" in again.text


async def test_a_case_is_held_back_with_a_reason_and_says_what_is_missing(desk: Desk) -> None:
    office = Office(desk.database, desk.vault, desk.folder)
    await office.come()
    case = await office.closed()
    head, auditor = await desk.signed_in(office.head), await desk.officer("auditor", None, "审")
    form = {"csrf": await head.csrf(), "reference": case.reference.lower(), "reason": ""}

    assert "请写明为什么要继续保存" in (await head.post("/desk/retention/hold", form)).text
    assert (await head.post("/desk/retention/hold", {**form, "reason": "在复议"})).status == 303
    assert "解除暂缓" in (await head.get("/desk/retention")).text
    watched = await auditor.get("/desk/retention")
    assert case.reference in watched.text and "解除暂缓" not in watched.text
    refused = await auditor.post("/desk/retention/release", {**form, "csrf": await auditor.csrf(), "reason": "x"})
    assert refused.status == 403 and "由承办局的负责人解除" in refused.text
    assert "没有这个编号" in (await head.post("/desk/retention/hold", {**form, "reference": "<b>"})).text
