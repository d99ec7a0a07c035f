"""A list is taken away: asked for with a reason, made in the background, encrypted, kept for a day."""

from __future__ import annotations

import asyncio
import io
import re
from datetime import timedelta
from zipfile import ZipFile

import pytest
import pyzipper
from sqlalchemy import text

from bot.desk.exports import making
from bot.desk.exports.making import ExportMaking
from bot.desk.workbooks import WorkbookSheet, plain, workbook_of
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import NOW, an_officer, bureaus, clocks, some_cases


def _job(desk: Desk) -> ExportMaking:
    """The job as a process has it; another one is what comes after a restart."""
    return ExportMaking(desk.database, desk.vault, bureaus(), clocks(), lambda: desk.now)


async def test_a_list_is_made_round_by_round_and_taken_by_whoever_asked_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "A_ROUND", 2)
    cases = await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "taken"}] * 5)
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "taken", "bureau": "banan"}])
    await some_cases(desk.database, desk.vault, [{"kind": "consultation", "state": "taken"}])
    boss = await an_officer(desk.database, role="head", name="王建国", vault=desk.vault)
    head, other = await desk.signed_in(boss), await desk.officer("head", name="另一位负责人")

    asking = await head.get("/desk/exports/new?kind=tip&colour=red")
    assert asking.status == 200 and "5 件" in asking.text and "违法线索举报" in asking.text
    assert (await _ask(head, "kind=tip", "")).status == 422
    assert (await _ask(head, "kind=tip", "curiosity")).status == 422
    # Twice in the same moment.
    first, again = await asyncio.gather(_ask(head, "kind=tip"), _ask(head, "kind=tip"))
    assert first.status == 303 and again.location == first.location
    assert (await _post(head, f"{first.location}/archive")).status == 409

    assert await _job(desk).round()
    assert '<progress max="5" value="2"' in (await head.get(first.location)).text
    # A restart: the next process goes on where the last one was.
    restarted = _job(desk)
    while await restarted.round():
        pass
    page = await head.get(first.location)
    assert "可以下载" in page.text and "下载加密的清单" in page.text
    for path in ("", "/archive", "/passphrase", "/void"):
        answer = await (other.get(first.location) if not path else _post(other, first.location + path))
        assert answer.status == 404

    said = await _post(head, f"{first.location}/passphrase")
    passphrase = re.search(r'class="passphrase"[^>]*>([0-9a-f-]{29})<', said.text)
    assert passphrase and passphrase[1] not in page.text
    content = await _content(head, f"{first.location}/archive")
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        with pytest.raises(RuntimeError):
            archive.read("案件清单.xlsx")
        archive.setpassword(passphrase[1].encode())
        shown = _texts(archive.read("案件清单.xlsx"))
    assert {case.reference for case in cases} <= shown
    assert "用途：统计上报" in shown
    async with desk.database.reading() as session:
        codes = (await session.execute(text("SELECT code FROM account_journal ORDER BY at, seq"))).scalars().all()
        read = (await session.execute(text("SELECT case_id FROM journal WHERE code = 'cases_exported'"))).scalars()
        assert sorted(read) == sorted(case.id for case in cases)
    assert [code for code in codes if "export" in code] == [
        "export_asked",
        "export_made",
        "export_opened",
        "export_taken",
    ]

    desk.later(timedelta(hours=25))
    head = await desk.signed_in(boss)
    assert "内容已经删除" in (await head.get(first.location)).text
    assert (await _post(head, f"{first.location}/archive")).status == 409
    assert await _parts(desk) == 0


async def test_who_is_moved_meanwhile_gets_nothing_and_nobody_more_than_is_theirs(desk: Desk) -> None:
    await some_cases(desk.database, desk.vault, [{"kind": "tip", "state": "taken"}] * 2)
    officer = await an_officer(desk.database, role="head", name="王建国", vault=desk.vault)
    browser = await desk.signed_in(officer)
    making_one = await _ask(browser, "kind=tip")
    await _move(desk, officer.id, "banan")
    assert not await _job(desk).round()
    assert "已作废" in (await browser.get(making_one.location)).text

    await _move(desk, officer.id, "jiangjin")
    ready = await _ask(browser, "kind=tip")
    while await _job(desk).round():
        pass
    await _move(desk, officer.id, "banan")
    assert (await _post(browser, f"{ready.location}/archive")).status == 409
    assert await _parts(desk) == 0
    await _move(desk, officer.id, "jiangjin")
    assert "已作废" in (await browser.get(ready.location)).text

    # Exports are for those who answer for a bureau, three at once.
    head = browser
    for role, bureau in (("officer", "jiangjin"), ("auditor", None)):
        stranger = await desk.officer(role, bureau, name=f"{role}的人")
        assert (await stranger.get("/desk/exports")).status == 404
        assert (await _ask(stranger, "")).status == 404
        assert "导出这个列表" not in (await stranger.get("/desk/cases")).text
    assert "导出这个列表" in (await head.get("/desk/cases")).text
    assert (await _ask(head, "state=closed")).status == 422
    for query in ("", "kind=tip", "sort=received"):
        assert (await _ask(head, query)).status == 303
    refused = await _ask(head, "sort=active")
    assert refused.status == 403 and "3 份" in refused.text
    for address in ("/desk/exports/nothing", "/desk/exports/" + "0" * 32):
        assert (await head.get(address)).status == 404
    one = (await _ask(head, "kind=tip")).location
    assert (await _post(head, f"{one}/void")).status == 303
    assert (await _ask(head, "sort=active")).status == 303


@pytest.mark.parametrize("text_", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_what_would_begin_a_formula_has_an_apostrophe_before_it(text_: str) -> None:
    assert plain(text_) == f"'{text_}"
    shown = workbook_of([WorkbookSheet("清单", [("一", 8)], [[text_], ["一家公司"]])], "王建国", NOW)

    with ZipFile(io.BytesIO(shown)) as book:
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist() if "sheet" in name)
    assert "一家公司" in _texts(shown)


def _texts(workbook: bytes) -> set[str]:
    with ZipFile(io.BytesIO(workbook)) as book:
        return set(re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode()))


async def _ask(browser: Browser, query: str, reason: str = "statistics") -> Page:
    return await browser.post("/desk/exports", {"csrf": await browser.csrf(), "query": query, "reason": reason})


async def _post(browser: Browser, address: str) -> Page:
    return await browser.post(address, {"csrf": await browser.csrf()})


async def _content(browser: Browser, address: str) -> bytes:
    response = await browser.client.post(address, data={"csrf": await browser.csrf()})
    assert response.status == 200 and response.content_type == "application/zip"
    return await response.read()


async def _move(desk: Desk, officer_id: str, bureau: str) -> None:
    async with desk.database.writing() as session:
        values = {"bureau": bureau, "id": officer_id}
        await session.execute(text("UPDATE officer SET bureau = :bureau WHERE id = :id"), values)


async def _parts(desk: Desk) -> int:
    async with desk.database.reading() as session:
        return int(await session.scalar(text("SELECT count(*) FROM export_part")) or 0)
