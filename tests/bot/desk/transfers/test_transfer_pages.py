"""The pages of transfers, on both databases: from the first tick to the book, behind the wall."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from datetime import timedelta

import pyzipper

from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import Filed, a_case, an_officer

PAPERS = ["transfer_letter", "investigation_report", "goods_list", "no_appraisal", "others"]


async def _posted(browser: Browser, path: str, form: Mapping[str, object]) -> Page:
    """Post a form in which a name may have several values."""
    pairs = [
        (name, str(one)) for name, value in form.items() for one in (value if isinstance(value, list) else [value])
    ]
    return await browser.post_pairs(path, pairs)


async def _at(desk: Desk) -> str:
    return (desk.now + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M")


async def opened_transfer(desk: Desk, browser: Browser, case: Filed, team: list[str], **more: object) -> Page:
    page = await browser.get(f"/desk/cases/{case.reference}/transfers/new?kind=police")
    form = {
        "csrf": page.hidden("csrf"),
        "version": page.hidden("version"),
        "bodies": "police_jiangjin",
        "gate": "should",
        "checks": ["suspicion", "measures"],
        "team": team,
        "parts": ["reported", "act"],
        "text": "需要公安机关取证。",
    }
    return await _posted(browser, f"/desk/cases/{case.reference}/transfers/new/police", form | more)


async def _step(desk: Desk, browser: Browser, case: Filed, step: str, *, of: int = 1, **form: object) -> Page:
    address = f"/desk/cases/{case.reference}/transfers/{of}"
    page = await browser.get(f"/desk/cases/{case.reference}")
    known = {
        "csrf": page.hidden("csrf"),
        "version": page.hidden("version"),
        "at": await _at(desk),
        "confirmed": "yes",
    }
    return await _posted(browser, f"{address}/steps/{step}", known | form)


async def _team(desk: Desk) -> tuple[Browser, list[str]]:
    first = await an_officer(desk.database, name="王建国", vault=desk.vault)
    second = await an_officer(desk.database, name="李敏", vault=desk.vault)
    return await desk.signed_in(first), [first.id, second.id]


async def test_a_case_goes_to_the_police_page_by_page(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    principal = await desk.officer("principal")

    assert (await opened_transfer(desk, officer, case, team)).status == 303
    assert (
        await _step(desk, officer, case, "police_transfer_reported", earlier_penalty="none", text="两次下载。")
    ).status == 303
    page = await officer.get(f"/desk/cases/{case.reference}/transfers/1")
    assert "等正职负责人或者主持工作的负责人决定" in page.text
    assert "police_transfer_approved" not in page.text
    assert (await _step(desk, principal, case, "police_transfer_approved")).status == 303
    assert (
        await _step(desk, officer, case, "police_handed_over", papers=PAPERS, number="渝津移〔2026〕3号")
    ).status == 303

    page = await officer.get(f"/desk/cases/{case.reference}/transfers/1")
    assert "已送出，待签收" in page.text and "渝津移〔2026〕3号" in page.text
    assert "举报人身份和联系方式" in page.text
    listed = await officer.get("/desk/transfers?standing=theirs")
    assert case.reference in listed.text and "江津区公安机关" in listed.text
    assert "移送公安机关" in (await officer.get(f"/desk/cases/{case.reference}")).text


async def test_what_is_missing_is_named_beside_its_field_and_nothing_is_lost(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)

    page = await opened_transfer(desk, officer, case, team[:1])

    assert page.status == 422
    assert "两名以上行政执法人员" in page.text and "需要公安机关取证。" in page.text


async def test_an_act_the_law_forbids_is_refused_with_its_article(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    await opened_transfer(desk, officer, case, team)
    await _step(desk, officer, case, "police_transfer_reported", earlier_penalty="none", text="两次下载。")

    page = await _step(desk, officer, case, "police_transfer_approved")

    assert page.status == 403 and "岗位" in page.text


async def test_who_prepared_what_a_head_decides_on_is_told_who_does(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="docketed")
    first, second = await desk.officer("head"), await desk.officer("head", name="另一位负责人")
    officer = await desk.officer()
    page = await first.get(f"/desk/cases/{case.reference}/transfers/new?kind=organ")
    form = {
        "csrf": page.hidden("csrf"),
        "version": page.hidden("version"),
        "bodies": "labour",
        "parts": ["reported"],
        "text": "用工的部分属其职责。",
    }
    assert (await _posted(first, f"/desk/cases/{case.reference}/transfers/new/organ", form)).status == 303
    address = f"/desk/cases/{case.reference}/transfers/1"

    assert "送出要由另一位负责人决定" in (await first.get(address)).text
    assert "请交负责人办理" in (await officer.get(address)).text
    forced = await _step(desk, first, case, "transfer_sent", papers="case_letter")
    assert forced.status == 403 and "另一位负责人" in forced.text
    assert (await _step(desk, second, case, "transfer_sent", papers="case_letter")).status == 303


async def test_the_second_of_two_sees_that_it_has_moved_on(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    await opened_transfer(desk, officer, case, team)

    page = await _step(
        desk, officer, case, "police_transfer_reported", version="1", earlier_penalty="none", text="写了很久。"
    )

    assert page.status == 409 and "写了很久。" in page.text


async def test_another_bureau_finds_neither_the_transfer_nor_its_line(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    await opened_transfer(desk, officer, case, team)
    stranger = await desk.officer(bureau="banan")

    assert (await stranger.get(f"/desk/cases/{case.reference}/transfers/1")).status == 404
    assert case.reference not in (await stranger.get("/desk/transfers")).text
    curator = await desk.officer("curator")
    assert (await curator.get("/desk/transfers")).status == 404


async def test_the_book_is_taken_as_a_workbook_with_a_reason_that_is_kept(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    await opened_transfer(desk, officer, case, team)
    csrf = await officer.csrf()
    assert (await officer.post("/desk/transfers/workbook", {"csrf": csrf})).status == 422

    response = await officer.client.request(
        "POST", "/desk/transfers/workbook", data={"csrf": csrf, "reason": "archive"}
    )

    book = zipfile.ZipFile(io.BytesIO(await response.read()))
    strings = book.read("xl/sharedStrings.xml").decode()
    assert case.reference in strings and "江津区公安机关" in strings
    assert "需要公安机关取证" not in strings
    assert "随移送台账导出" in (await officer.get(f"/desk/cases/{case.reference}")).text


async def test_the_book_is_looked_at_by_step_by_day_and_by_each_body_of_a_joint_act(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    await opened_transfer(desk, officer, case, team)
    await _step(desk, officer, case, "police_transfer_reported", earlier_penalty="none", text="两次下载。")
    joint = await a_case(desk.database, desk.vault, state="docketed")
    page = await officer.get(f"/desk/cases/{joint.reference}/transfers/new?kind=joint")
    form = {
        "csrf": page.hidden("csrf"),
        "version": page.hidden("version"),
        "bodies": ["police_jiangjin", "labour"],
        "text": "联合检查。",
    }
    assert (await _posted(officer, f"/desk/cases/{joint.reference}/transfers/new/joint", form)).status == 303

    async def found(query: str) -> set[str]:
        text = (await officer.get(f"/desk/transfers?{query}")).text
        return {one.reference for one in (case, joint) if one.reference in text}

    assert await found("state=reported") == {case.reference} and await found("state=prepared") == {joint.reference}
    assert await found("body=labour") == {joint.reference}
    assert await found("body=police_jiangjin") == {case.reference, joint.reference}
    assert await found("standing=week") == {case.reference}
    assert "state=reported" in (await officer.get("/desk/transfers")).text
    desk.later(timedelta(days=5))
    officer = await desk.officer(name="另一人")
    assert await found("standing=week") == set() and await found("standing=overdue") == {case.reference}


async def test_the_joint_meetings_list_tells_nothing_of_the_cases(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    await opened_transfer(desk, officer, case, team)

    page = await officer.get("/desk/transfers/meeting")

    assert "江津区公安机关" in page.text and f"{case.reference}（第 1 件）" in page.text
    assert "半坡" not in page.text


async def test_a_transfer_that_nobody_goes_on_with_stands_among_the_faults_with_the_way_to_it(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    await opened_transfer(desk, officer, case, team)
    before = await officer.get("/desk/between")

    desk.later(timedelta(days=6))
    officer = await desk.officer(name="值班")
    after = await officer.get("/desk/between")

    way = f'href="/desk/cases/{case.reference}/transfers/1">去办理</a>'
    assert "移送很久没有进展" not in before.text
    assert "移送很久没有进展" in after.text and way in after.text


async def test_an_administrator_enters_what_a_body_is_called_and_who_may_not_sees_no_page(desk: Desk) -> None:
    admin, officer = await desk.officer("admin", bureau=None), await desk.officer()
    page = await admin.get("/desk/transfers/bodies/police_jiangjin")
    form = {"csrf": page.hidden("csrf"), "name": "重庆市公安局江津区分局", "department": "知识产权犯罪侦查部门"}

    assert (await admin.post("/desk/transfers/bodies/police_jiangjin", form | {"by_link": "yes"})).status == 422
    assert (await admin.post("/desk/transfers/bodies/police_jiangjin", form)).status == 303
    new = form | {"name": "某区税务局", "kind": "organ", "level": "district", "area": "jiangjin", "by_link": "yes"}
    assert (await admin.post("/desk/transfers/bodies/new", new)).status == 303

    listed = (await admin.get("/desk/transfers/bodies")).text
    assert "重庆市公安局江津区分局" in listed and "某区税务局" in listed
    assert (await officer.get("/desk/transfers/bodies")).status == 404


async def test_a_sealed_package_holds_what_was_ticked_and_a_hashed_list_and_no_more(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="checking")
    officer, team = await _team(desk)
    principal = await desk.officer("principal")
    address = f"/desk/cases/{case.reference}/transfers/1"
    await opened_transfer(desk, officer, case, team)
    await _step(desk, officer, case, "police_transfer_reported", earlier_penalty="none", text="两次下载。")
    csrf = await officer.csrf()
    assert (await officer.post(f"{address}/package", {"csrf": csrf})).status == 403
    await _step(desk, principal, case, "police_transfer_approved")

    response = await officer.client.request("POST", f"{address}/package", data={"csrf": csrf})
    body = await response.read()
    shown = (await officer.post(f"{address}/passphrase", {"csrf": csrf})).text

    passphrase = re.search(r'class="passphrase">([0-9a-f-]+)<', shown)
    assert passphrase
    assert hashlib.sha256(body).hexdigest() in shown
    assert "半坡".encode() not in body and passphrase[1].encode() not in body
    with pyzipper.AESZipFile(io.BytesIO(body)) as archive:
        archive.setpassword(passphrase[1].encode())
        contents = {name: archive.read(name) for name in archive.namelist()}
    assert sorted(contents) == ["00_封面.txt", "01_被举报人.txt", "02_涉嫌行为.txt", "99_材料清单_SHA256.txt"]
    everything = b"".join(contents.values()).decode()
    assert "重庆半坡茶业有限公司" in everything
    assert "周敏" not in everything and "19900001101" not in everything
    listed = contents["99_材料清单_SHA256.txt"].decode()
    assert hashlib.sha256(contents["01_被举报人.txt"]).hexdigest() in listed
    assert "制作加密材料包" in (await officer.get(address)).text
