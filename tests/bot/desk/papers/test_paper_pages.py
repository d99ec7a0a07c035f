"""Papers at the desk: shown before they are made, made as they were shown, refused where they do not fit."""

from __future__ import annotations

import asyncio
import hashlib
import io
from pathlib import Path

import pytest
from aiohttp import FormData
from docx import Document

from intake.clocks.calendar import SHANGHAI
from intake.forms.codes import ChannelStatus
from intake.papers.standard import standard_template
from intake.storage.secrecy_tables import CaseCircleRow
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import Filed, a_case, an_officer
from tests.intake.papers.building import a_template, with_parts

FOUND = {"facts": "三次越权下载，周敏提供了日志。", "opinion": "建议立案。"}


async def _form(browser: Browser, address: str, **entered: str) -> Page:
    """Post a paper's form as its page has it."""
    page = await browser.get(address)
    hidden = {name: page.hidden(name) for name in ("csrf", "version", "seen", "id")}
    return await browser.post(address.partition("?")[0], {**hidden, "act": "preview", **entered})


async def _make(browser: Browser, address: str, **entered: str) -> str:
    """Make a paper by way of its preview; return its address."""
    shown = await _form(browser, address, **entered)
    assert shown.status == 200, shown.text
    hidden = {name: shown.hidden(name) for name in ("csrf", "version", "seen", "id")}
    made = await browser.post(address.partition("?")[0], {**hidden, "act": "make", **entered})
    assert made.status == 303
    return made.location.partition("?")[0]


async def _paper(browser: Browser, address: str) -> str:
    """Return the text of the DOCX that is downloaded."""
    answer = await browser.client.post(f"{address}/docx", data={"csrf": await browser.csrf()})
    assert answer.status == 200
    document = Document(io.BytesIO(await answer.read()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


async def test_two_clicks_make_one_paper(desk: Desk) -> None:
    officer = await desk.officer(name="王建国")
    case = await a_case(desk.database, desk.vault, state="checking")
    address = f"/desk/cases/{case.reference}/papers/new/docket_approval"
    shown = await _form(officer, address, **FOUND)
    hidden = {name: shown.hidden(name) for name in ("csrf", "version", "seen", "id")}
    form = {**hidden, "act": "make", **FOUND}

    made = await asyncio.gather(*(officer.post(address, form) for _ in range(3)))
    made.append(await officer.post(address, form))
    listed = await officer.get(f"/desk/cases/{case.reference}")

    assert {(page.status, page.location) for page in made} == {(303, made[0].location)}
    assert "江津区-立审-2026-0001" in listed.text and "江津区-立审-2026-0002" not in listed.text


async def test_a_paper_is_previewed_made_opened_and_marked(desk: Desk) -> None:
    officer = await desk.officer(name="王建国")
    case = await a_case(desk.database, desk.vault, state="checking")
    address = f"/desk/cases/{case.reference}/papers/new/docket_approval"

    missing = await _form(officer, address, facts=" ", opinion="")
    shown = await _form(officer, address, **FOUND)
    hidden = {name: shown.hidden(name) for name in ("csrf", "version", "seen", "id")}
    other = await officer.post(address, {**hidden, "act": "make", **FOUND, "opinion": "不建议立案。"})
    made = await _make(officer, address, **FOUND)
    page, text = await officer.get(made), await _paper(officer, made)
    listed = await officer.get(f"/desk/cases/{case.reference}")

    assert (missing.status, "请填写核查情况。" in missing.text) == (422, True)
    assert "三次越权下载，▇▇提供了日志。" in shown.text
    assert (other.status, "与刚才预览的不同" in other.text, "不建议立案。" in other.text) == (409, True, True)
    assert "江津区-立审-2026-0001" in page.text
    assert "本机没有安装 LibreOffice" in page.text
    assert "/pdf" not in page.text
    assert "内部编号：江津区-立审-2026-0001" in text
    assert "没有说明的：形成过程和形成时间" in text
    assert "周敏" not in text
    assert "江津区-立审-2026-0001" in listed.text
    csrf = await officer.csrf()
    assert (await officer.post(f"{made}/pdf", {"csrf": csrf})).status == 404
    assert (await officer.post(f"{made}/void", {"csrf": csrf, "reason": " "})).status == 422
    assert (await officer.post(f"{made}/void", {"csrf": csrf, "reason": "写错了"})).status == 303
    assert "作废" in (await officer.get(made)).text
    assert await _paper(officer, made) == text


async def test_a_paper_with_names_is_for_those_who_may_know_them_and_leaves_its_trace(desk: Desk) -> None:
    officer, auditor = await desk.officer(name="王建国"), await desk.officer("auditor", None, "审计")
    case = await a_case(desk.database, desk.vault, state="checking")
    address = f"/desk/cases/{case.reference}/papers/new/register"

    made = await _make(officer, address)
    text = await _paper(officer, made)
    trace = await officer.get(f"/desk/cases/{case.reference}")

    assert "重庆山蓝茶叶贸易有限公司" in text
    assert "19900001101" in text
    assert "（制作、核对写明姓名的文书）" in trace.text
    assert (await auditor.get(made)).status == 403
    assert "register" not in (await auditor.get(f"/desk/cases/{case.reference}/papers")).text
    assert (await _refused(auditor, address)).status == 403
    assert "周敏" not in (await _refused(auditor, address)).text


async def test_what_is_seized_has_its_papers_and_each_number_stands_in_the_register(desk: Desk) -> None:
    desk.settings.channel_status = ChannelStatus.DEMO
    officer, other = await desk.officer(name="王建国"), await desk.officer(bureau="banan")
    chief = await desk.officer("principal", "municipal", "赵局长")
    auditor = await desk.officer("auditor", None, "审计")
    case, sealed = [await a_case(desk.database, desk.vault, state="checking") for _ in range(2)]
    here = f"/desk/cases/{case.reference}"
    new, today = f"{here}/papers/new", desk.now.astimezone(SHANGHAI).date().isoformat()
    why = "电脑可能被清空"
    await officer.move(case.reference, "report_measure", measure="seize", needed_by="2026-11-30", reason=why)
    about = "查封、扣押（2026年11月25日报告）"

    report_made = await _make(officer, f"{new}/measure_report", branch=about, **FOUND)
    early = await officer.get(f"{new}/seizure_decision")
    await chief.move(case.reference, "approve_measure", which="measure-1", confirmed="yes")
    await officer.move(case.reference, "seize", which="measure-1", on=today)
    about = "查封、扣押（2026年11月25日实施）"
    goods = {
        "branch": about,
        "addressee": "重庆半坡茶业有限公司",
        "listed": "电脑，1台，灰色",
        "opinion": "可能被清空",
    }
    decision = await _make(officer, f"{new}/seizure_decision", **goods)
    wrong = await _form(officer, f"{new}/seizure_decision", **{**goods, "branch": "口头批准的"})
    longer = {key: goods[key] for key in ("branch", "addressee", "opinion")} | {"deadline": "2027-02-01"}
    too_long = await _form(officer, f"{new}/seizure_extension", **longer)
    await _make(officer, f"/desk/cases/{sealed.reference}/papers/new/docket_approval", **FOUND)
    await _make(officer, f"{new}/docket_approval", **FOUND)
    await officer.post(f"{report_made}/void", {"csrf": await officer.csrf(), "reason": "写错了"})
    knows = await an_officer(desk.database, name="知情人")
    async with desk.database.writing() as session:
        session.add(CaseCircleRow(id=f"{sealed.id}:{knows.id}", case_id=sealed.id, officer_id=knows.id))
    text, register = await _paper(officer, decision), await officer.get("/desk/papers/numbers")

    assert (early.status, wrong.status, too_long.status) == (403, 422, 422)
    assert "请选择哪一项。" in wrong.text
    assert "最多延长到2027年1月24日" in too_long.text
    assert "演示环境制作，不是正式文书" in text
    assert "自实施之日起不超过三十日，到2026年12月25日为止" in text
    assert "电脑" in text
    assert "江津区-措报-2026-0001" in register.text
    assert register.text.count("作废</span>") == 1
    # What is closed to a circle is a number among numbers, and nothing else.
    assert "江津区-立审-2026-0001" in register.text
    assert register.text.count("案件不在您可以查看的范围</td>") == 1
    assert sealed.reference not in register.text
    assert "江津区-查扣-2026-0001" in (await auditor.get("/desk/papers/numbers?bureau=jiangjin")).text
    assert (await other.get("/desk/papers/numbers?bureau=jiangjin")).status == 404
    assert "2026 年没有您可以查看的文书" in (await other.get("/desk/papers/numbers")).text
    for asked in ("year=1", "year=2027", "kind=x", "bureau=x"):
        assert (await officer.get(f"/desk/papers/numbers?{asked}")).status == 404
    shown = await officer.get("/desk/papers/numbers?kind=docket_approval&upto=99999999&year=2026")
    assert (shown.status, "江津区-查扣" in shown.text) == (200, False)


async def test_what_is_seized_is_sent_away_and_given_back_by_a_head_with_papers_for_its_party(desk: Desk) -> None:
    officer, head = await desk.officer(name="王建国"), await desk.officer("head", name="李主任")
    chief = await desk.officer("principal", "municipal", "赵局长")
    case = await a_case(desk.database, desk.vault, state="docketed")
    here, today = f"/desk/cases/{case.reference}", desk.now.astimezone(SHANGHAI).date().isoformat()
    one = {"which": "measure-1", "on": today}

    async def moves(who: Browser, move: str, **typed: str) -> Page:
        return await who.move(case.reference, move, seen=None, **typed)

    await moves(officer, "report_measure", measure="seize", needed_by="2026-11-30", reason="可能被清空")
    await moves(chief, "approve_measure", which="measure-1", confirmed="yes")
    await moves(officer, "seize", **one)
    about = {"branch": "查封、扣押（2026年11月25日实施）", "addressee": "重庆半坡茶业有限公司"}
    goods = {"listed": "电脑，1台，灰色"}
    examined = {"facts": "鉴定", "deadline": "2026-12-10", "opinion": "电脑，送司法鉴定机构"}
    lifted = {**one, "ground": "not_needed", "reason": "鉴定以后不再需要"}

    told = await _paper(
        officer, await _make(officer, f"{here}/papers/new/seizure_examination", **about, **examined)
    )
    away = {**one, "reason": "appraisal", "until": "2026-12-10", "told_on": today}
    await moves(officer, "examine_seized", **away)
    meanwhile = await officer.get(here)
    await moves(officer, "seized_examined", **one)
    closing = await moves(officer, "close", outcome="penalised", confirmed="yes")
    alone = await moves(officer, "lift_seizure", **lifted)
    vague = await moves(head, "lift_seizure", **{**lifted, "ground": "filer_asks"})
    done = await moves(head, "lift_seizure", **lifted)
    late = await moves(head, "extend_seizure", **one, days="30", told_on=today, reason="情况复杂")
    about["branch"] = "查封、扣押（2026年11月25日解除）"
    given_back = {**about, **goods, "facts": "其他不再需要采取查封、扣押措施的情形"}
    back = await _paper(officer, await _make(officer, f"{here}/papers/new/seizure_lifting", **given_back))
    page = await officer.get(here)

    assert "需要鉴定，期间到2026年12月10日为止" in told
    assert "不包括检测、检验、检疫、鉴定的期间" in told
    assert "正在检测、检验、检疫或者鉴定，期间不计入期限" in meanwhile.text
    assert (closing.status, "还有查封、扣押没有解除" in closing.text) == (403, True), closing.text
    assert (alone.status, "您的岗位不能“解除查封、扣押”" in alone.text) == (403, True), alone.text
    assert (vague.status, done.status, late.status) == (422, 303, 403)
    assert "因其他不再需要采取查封、扣押措施的情形" in back
    assert "经本局负责人批准，决定解除，并立即退还下列财物" in back
    assert "电脑" in back
    assert "其他不再需要采取查封、扣押措施的情形" in page.text
    assert "2026年11月25日书面告知当事人" in page.text


async def _refused(browser: Browser, address: str) -> Page:
    return await browser.post(
        address, {"csrf": await browser.csrf(), "version": "1", "seen": "", "act": "preview"}
    )


async def test_papers_stand_beside_the_transfer_to_the_police_and_go_along_with_it(desk: Desk) -> None:
    officer, second = await desk.officer(name="王建国"), await desk.officer(name="李敏")
    principal = await desk.officer("principal", name="赵局长")
    case = await a_case(desk.database, desk.vault, state="checking")
    await _to_the_police(desk, officer, principal, case)
    line = f"/desk/cases/{case.reference}/transfers/1"
    new = f"/desk/cases/{case.reference}/papers/new"

    for kind in ("transfer_letter", "investigation_report"):
        await _make(
            officer, f"{new}/{kind}?transfer=1", transfer="1", facts="查明三次下载。", opinion="应当移送。"
        )
    await _make(officer, f"{new}/goods_list?transfer=1", transfer="1", listed="硬盘，1块，存放在本局\n合同，2份")
    page = await officer.get(line)
    pairs = [("csrf", page.hidden("csrf")), ("version", page.hidden("version")), ("confirmed", "yes")]
    pairs += [("papers", one) for one in ("transfer_letter", "investigation_report", "goods_list")]
    pairs += [
        ("papers", "no_appraisal"),
        ("papers", "others"),
        ("at", desk_minute(desk)),
        ("number", ""),
        ("text", ""),
    ]
    sent = await second.post_pairs(f"{line}/steps/police_handed_over", [("csrf", await second.csrf()), *pairs[1:]])

    assert page.text.count("checked") >= 3
    assert sent.status == 303, sent.text
    after = (await officer.get(line)).text
    assert "江津区-移送公安-2026-0001、江津区-调查-2026-0001、江津区-物品-2026-0001" in after
    letter = await officer.get(f"{new}/transfer_letter")
    assert letter.status == 403


def desk_minute(desk: Desk) -> str:
    """This minute, as the form takes it."""
    return desk.now.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M")


async def _to_the_police(desk: Desk, officer: Browser, principal: Browser, case: Filed) -> None:
    new = f"/desk/cases/{case.reference}/transfers/new"
    page = await officer.get(f"{new}?kind=police")
    people = page.text.split('name="team" value="')[1:]
    pairs = [("csrf", page.hidden("csrf")), ("version", page.hidden("version")), ("bodies", "police_jiangjin")]
    pairs += [("gate", "should"), ("checks", "suspicion"), ("checks", "measures"), ("parts", "reported")]
    pairs += [("team", one.partition('"')[0]) for one in people] + [("text", "数额一时查不清。")]
    opened = await officer.post_pairs(f"{new}/police", pairs)
    assert opened.status == 303, opened.text
    line = f"/desk/cases/{case.reference}/transfers/1"
    step = {"version": "2", "at": desk_minute(desk), "earlier_penalty": "none", "text": "两次下载。", "number": ""}
    told = await officer.post(f"{line}/steps/police_transfer_reported", {"csrf": await officer.csrf(), **step})
    assert told.status == 303, told.text
    step = {"version": "3", "confirmed": "yes", "number": "", "text": ""}
    agreed = await principal.post(
        f"{line}/steps/police_transfer_approved", {"csrf": await principal.csrf(), **step}
    )
    assert agreed.status == 303, agreed.text


async def test_a_bureau_puts_its_own_template_in_place_and_goes_back(desk: Desk) -> None:
    head, officer = await desk.officer("head", name="陈负责"), await desk.officer(name="王建国")
    case = await a_case(desk.database, desk.vault, state="checking")
    own = a_template("江津区自己的版式", "{{ 情况 }}")

    bad = await _upload(head, a_template("{{ 身份证号 }}"), seen="0")
    macro = await _upload(head, with_parts(own, {"word/vbaProject.bin": b"x"}), seen="0")
    nothing = await _upload(head, b"", seen="0")
    too_large = await _upload(head, b"x" * 3_000_000, seen="0")
    stale = await _upload(head, own, seen="7")
    taken = await _upload(head, own, seen="0")
    made = await _make(officer, f"/desk/cases/{case.reference}/papers/new/docket_approval", **FOUND)
    text = await _paper(officer, made)
    back = await head.post(
        "/desk/papers/docket_approval/standard", {"csrf": await head.csrf(), "seen": "1", "bureau": "jiangjin"}
    )
    again = await _make(officer, f"/desk/cases/{case.reference}/papers/new/docket_approval", **FOUND)

    assert (bad.status, "正文第 2 段：没有“身份证号”这个字段" in bad.text) == (422, True)
    assert (macro.status, "含有宏" in macro.text) == (422, True)
    assert (nothing.status, too_large.status, stale.status, taken.status) == (422, 413, 422, 303)
    assert text.splitlines()[1:] == ["江津区自己的版式", "三次越权下载，▇▇提供了日志。"]
    assert "本局模板第 1 版" in (await officer.get(made)).text
    assert back.status == 303
    assert "文号：" in await _paper(officer, again)
    assert await _paper(officer, made) == text
    listed = await head.get("/desk/papers")
    assert "以前的版本 2 个" in listed.text
    given = await head.client.get("/desk/papers/docket_approval/template?version=1&bureau=jiangjin")
    assert hashlib.sha256(await given.read()).digest() == hashlib.sha256(own).digest()
    standard = await head.client.get("/desk/papers/register/template")
    assert await standard.read() == standard_template("register")
    assert (await officer.get("/desk/papers")).status == 404
    assert (await _upload(officer, own, seen="2")).status == 404


async def _upload(browser: Browser, content: bytes, seen: str) -> Page:
    form = FormData()
    for name, value in (("csrf", await browser.csrf()), ("seen", seen), ("bureau", "jiangjin")):
        form.add_field(name, value)
    form.add_field(
        "file", io.BytesIO(content), filename="立案审批表.docx", content_type="application/octet-stream"
    )
    answer = await browser.client.post("/desk/papers/docket_approval/template", data=form, allow_redirects=False)
    return Page(answer.status, await answer.text(), answer)


@pytest.mark.parametrize(
    ("script", "status"),
    [
        # The last argument is the paper; the PDF is laid beside it.
        ('for last; do :; done; echo "%PDF-1.7" > "$(dirname "$last")/paper.pdf"', 200),
        ("exit 1", 503),
    ],
    ids=["works", "fails"],
)
async def test_a_pdf_is_made_where_libreoffice_is(desk: Desk, tmp_path: Path, script: str, status: int) -> None:
    desk.office = tmp_path / "soffice"
    desk.office.write_text(f"#!/bin/sh\n{script}\n")
    desk.office.chmod(0o700)
    officer = await desk.officer(name="王建国")
    case = await a_case(desk.database, desk.vault, state="checking")
    made = await _make(officer, f"/desk/cases/{case.reference}/papers/new/docket_approval", **FOUND)

    answer = await officer.client.post(f"{made}/pdf", data={"csrf": await officer.csrf()})

    assert "下载 PDF" in (await officer.get(made)).text
    assert answer.status == status
    body = await answer.read()
    assert body.startswith(b"%PDF-") if status == 200 else "请下载 DOCX" in body.decode()


async def test_what_is_marked_and_what_is_to_be_covered_goes_into_no_paper(desk: Desk) -> None:
    officer = await desk.officer(name="王建国")
    case = await a_case(desk.database, desk.vault, state="checking")
    here, csrf = f"/desk/cases/{case.reference}", await officer.csrf()

    covered = await officer.post(f"{here}/print/passages", {"csrf": csrf, "passages": "半坡茶业"})
    before = await _form(officer, f"{here}/papers/new/docket_approval", **FOUND)
    register = await _form(officer, f"{here}/papers/new/register")
    page = await officer.get(f"{here}/marks/text")
    marked = await officer.post(
        f"{here}/marks/text",
        {"csrf": csrf, "version": page.hidden("version"), "level": "secret", "reason": "含价目"},
    )
    after = await _form(officer, f"{here}/papers/new/register")

    assert (covered.status, marked.status) == (303, 303)
    assert "重庆▇▇有限公司" in before.text
    assert "三个老经销商同一周收到对方报价" in register.text
    assert "三个老经销商" not in after.text
    assert "▇▇（含商业秘密）" in after.text


async def test_a_referral_has_papers_too_and_none_for_a_filer(desk: Desk) -> None:
    officer = await desk.officer(name="王建国")
    page = await officer.get("/desk/transfers/inbound")
    letter = {
        "csrf": page.hidden("csrf"),
        "place": page.hidden("place"),
        "body": "police_jiangjin",
        "came_as": "clue",
        "received_on": "2026-11-25",
        "reported_name": "重庆半坡茶业有限公司",
        "secret_kind": "business",
        "district": "江津区",
        "text": "公安机关移送的线索。",
    }
    entered = await officer.post("/desk/transfers/inbound", letter)
    assert entered.status == 303, entered.text
    here = entered.location.partition("/transfers/")[0]

    offered = (await officer.get(f"{here}/papers")).text
    shown = await _form(officer, f"{here}/papers/new/material_list")

    assert "register" not in offered
    assert shown.status == 200
    assert "材料清单" in shown.text
