"""The auditor sees who looked at what in the whole system, what left it, and whether its journals are intact."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import text

from intake.notices.verification import Verifying
from intake.officers import auditing
from intake.officers.auditing import EntryPlace
from tests.bot.desk.conftest import Browser, Desk
from tests.bot.desk.secrecy.closing import close
from tests.builders import NOW, a_case, an_officer


async def test_the_auditor_sees_every_read_but_of_cases_closed_to_named_officers(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = await a_case(desk.database, desk.vault), await a_case(desk.database, desk.vault, bureau="banan")
    secret = await a_case(desk.database, desk.vault)
    boss = await an_officer(desk.database, role="head", name="王建国", vault=desk.vault)
    head, other = await desk.signed_in(boss), await desk.officer("head", "banan", name="巴南负责人")
    watch = await an_officer(desk.database, role="auditor", bureau=None, name="审计员", vault=desk.vault)
    auditor = await desk.signed_in(watch)
    for browser, case in ((head, here), (other, there), (head, secret)):
        desk.later(timedelta(minutes=1))
        assert (await browser.get(f"/desk/cases/{case.reference}")).status == 200
    assert secret.reference in (await auditor.get("/desk/audit")).text
    assert (await close(head, secret, [boss])).status == 303
    desk.later(timedelta(days=1))
    head, auditor = await desk.signed_in(boss), await desk.signed_in(watch)
    await head.get(f"/desk/cases/{here.reference}")

    assert await _listed(auditor, "") == [here.reference, there.reference, here.reference]
    assert await _listed(auditor, f"?officer={boss.id}") == [here.reference, here.reference]
    assert await _listed(auditor, f"?reference={there.reference.lower()}") == [there.reference]
    assert await _listed(auditor, f"?day={NOW.date()}&officer=") == [there.reference, here.reference]
    assert await _listed(auditor, "?code=printed") == []
    closed = f"reference={secret.reference}"
    for asked in ("officer=nobody", "reference=x", closed, "day=gestern", "day=9999-12-31"):
        refused = await auditor.get(f"/desk/audit?{asked}")
        assert refused.status == 422 and 'role="alert"' in refused.text and here.reference not in refused.text
    for after in ("x", "1_2", "9" * 400, "-1_1_x", f"{'9' * 16}_{'9' * 16}_x", str(EntryPlace(NOW, "'; --\0", 1))):
        assert (await auditor.get(f"/desk/audit?after={quote(after)}")).status == 200

    # Few entries are looked at for one page: one goes on behind the last of them.
    monkeypatch.setattr(auditing, "MOST_EXAMINED", 2)
    found, address = [], "/desk/audit"
    while address:
        page = await auditor.get(address)
        found += _references(page.text)
        more = re.search(r'href="(/desk/audit\?[^"]*after=[^"]*)">继续<', page.text)
        address = more[1] if more else ""
    assert found == [here.reference, there.reference, here.reference]
    accounts = (await auditor.get(f"/desk/audit/accounts?officer={boss.id}")).text
    assert "王建国" in accounts or "继续" in accounts
    assert (await auditor.get("/desk/audit/exports")).status == 200


async def test_the_auditor_has_the_journals_verified_and_is_told_what_does_not_fit(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    auditor = await desk.officer("auditor", None, name="审计员")
    job = Verifying(desk.database, desk.vault, lambda: desk.now)
    address = "/desk/audit/verification"

    assert "还没有在这里核对过" in (await auditor.get(address)).text and not await job.round()
    for _ in range(2):
        assert (await auditor.post(address, {"csrf": await auditor.csrf()})).status == 303
    assert "审计员在" in (await auditor.get(address)).text
    desk.later(timedelta(minutes=5))
    assert await job.round() and not await job.round()
    assert "日志完整。" in (await auditor.get(address)).text

    async with desk.database.writing() as session:
        values = {"id": case.id}
        await session.execute(text("UPDATE journal SET code = 'closed' WHERE case_id = :id AND seq = 2"), values)
    await auditor.post(address, {"csrf": await auditor.csrf()})
    desk.later(timedelta(minutes=5))
    await job.round()
    page = (await auditor.get(address)).text
    assert "日志不完整" in page and case.id in page and "第 2 条" in page


async def _listed(browser: Browser, query: str) -> list[str]:
    page = await browser.get(f"/desk/audit{query}")
    assert page.status == 200
    return _references(page.text)


def _references(page: str) -> list[str]:
    return re.findall(r'<td data-name="案件"><a href="/desk/cases/([0-9A-Z-]+)">', page)
