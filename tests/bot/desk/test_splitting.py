"""A filing split at the desk: over the wire, through the wall, and as its filer sees it. On both databases."""

from __future__ import annotations

import asyncio
import json
import random
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from intake.cases.appointment import VisitAct
from intake.cases.case import NotAllowed
from intake.cases.changes import Rulebook
from intake.cases.filer import Filer
from intake.cases.splitting import WantedPart
from intake.filers.caseload import Caseload
from intake.filers.mailbox import CaseGone, Mailbox
from intake.journal.verifying import verify
from intake.officers.casework import Casework, ChangedMeanwhile, NoSuchCase, Seen
from intake.officers.splitting import Splitting
from intake.routing.rules import load_rules
from intake.storage.database import Database
from intake.storage.desk_tables import CasePartRow
from intake.storage.sealing import Vault
from intake.storage.tables import CaseRow
from intake.stored import objects_in
from tests.bot.desk.cases.test_evidence import UNDERSTOOD, bytes_of, hand_in
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import NOW, Filed, a_case, an_officer, bureaus, clocks
from tests.intake.evidence.files import a_pdf

RULES = Rulebook(bureaus(), clocks())
FIRST = WantedPart("complaint", "business", "甲公司", "甲公司拿走客户名单")
SECOND = WantedPart("consultation", "", "", "协议怎么签")


async def _parts(database: Database, filing: Filed) -> list[CaseRow]:
    async with database.reading() as session:
        query = select(CaseRow).join(CasePartRow, col(CasePartRow.part_id) == col(CaseRow.id))
        found = await session.scalars(
            query.where(col(CasePartRow.filing_id) == filing.id).order_by(col(CasePartRow.number))
        )
        return list(found)


def _form(page: Page, *more: tuple[str, str], **parts: str) -> list[tuple[str, str]]:
    hidden = [(name, page.hidden(name)) for name in ("csrf", "version")]
    return [*hidden, *((name.replace("_on_", "-"), value) for name, value in parts.items()), *more]


TWO = {
    "kind_on_1": "complaint",
    "secret_kind_on_1": "business",
    "about_on_1": "甲公司",
    "text_on_1": "甲公司拿走客户名单",
    "kind_on_2": "tip",
    "secret_kind_on_2": "business",
    "about_on_2": "乙公司",
    "text_on_2": "周敏说乙公司在用",
}


async def _closes(browser: Browser, reference: str) -> None:
    for move, typed in (("check", {}), ("not_docket", {"reason": "无"}), ("close", {"outcome": "not_docketed"})):
        page = await browser.move(reference, move, seen=None, confirmed="yes", **typed)
        assert page.status == 303, page.text


async def test_a_filing_is_split_over_the_wire_and_closes_with_the_last_of_its_parts(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault)
    officer, head = await desk.officer(), await desk.officer("head")
    file = await hand_in(desk, case, a_pdf(), "合同.pdf")
    await officer.move(case.reference, "sign_for")
    address = f"/desk/cases/{case.reference}"
    page = await officer.get(f"{address}/split")

    without_kind = await officer.post_pairs(f"{address}/split", _form(page, **(TWO | {"kind_on_2": ""})))
    alone = await officer.post_pairs(f"{address}/split", _form(page, kind_on_1="tip", text_on_1="一件事"))
    unsure = await officer.post_pairs(f"{address}/split", _form(page, ("files-2", file.id), **TWO))
    sure = _form(page, ("files-2", file.id), ("confirmed", "yes"), **TWO)
    done = await officer.post_pairs(f"{address}/split", sure)
    again = await officer.post_pairs(f"{address}/split", sure)

    assert (without_kind.status, alone.status, unsure.status) == (422, 422, 422)
    assert "请选择第2部分的类别" in without_kind.text and "甲公司拿走客户名单" in without_kind.text
    assert "您写了 1 部分" in alone.text and "请先勾选" in unsure.text
    assert (done.status, again.status) == (303, 409)
    first, second = await _parts(desk.database, case)
    refused = await officer.get(f"/desk/cases/{first.reference}/split")
    assert refused.status == 403 and "不能再拆分" in refused.text
    # The file that it was given is opened from the part; the other part has none.
    part = Filed(second.id, second.reference, second.filer)
    assert (await bytes_of(officer, part, file, **UNDERSTOOD))[:2] == (200, a_pdf())
    assert (await bytes_of(officer, Filed(first.id, first.reference, ""), file, **UNDERSTOOD))[0] == 404
    # Who filed it stands with the filing, and is asked for from the part.
    asked = await officer.get(f"/desk/cases/{second.reference}")
    assert "乙公司在用" in asked.text and "周敏" not in asked.text
    form = {"csrf": asked.hidden("csrf"), "identity_reason": "verify"}
    assert "周敏" in (await officer.post(f"/desk/cases/{second.reference}/identity", form)).text
    # Both journals have what is handed over.
    parts = await officer.get(f"{address}/parts")
    given = [("part", first.reference), ("text", "合同也看一看"), ("files", file.id)]
    assert (await officer.post_pairs(f"{address}/parts", _form(parts, *given))).status == 303
    assert (await bytes_of(officer, Filed(first.id, first.reference, ""), file, **UNDERSTOOD))[0] == 200
    await _closes(head, first.reference)
    assert "分别办理中" in (await officer.get(address)).text
    await _closes(head, second.reference)

    closed = await officer.get(address)
    assert "各部分已分别办结" in closed.text
    assert (await verify(desk.database, desk.vault.journal_key, NOW + timedelta(days=1))).is_intact


async def test_a_bureau_that_holds_one_part_sees_neither_the_filing_nor_the_others(desk: Desk) -> None:
    case = await a_case(desk.database, desk.vault, state="submitted", bureau="municipal")
    coordinator = await desk.officer("coordinator", None)
    page = await coordinator.get(f"/desk/cases/{case.reference}/split")
    form = _form(page, ("confirmed", "yes"), **(TWO | {"text_on_1": "周敏说甲公司拿走客户名单"}))
    assert (await coordinator.post_pairs(f"/desk/cases/{case.reference}/split", form)).status == 303
    mine, other = await _parts(desk.database, case)
    passed = {"bureau": "jiangjin", "report_by": "2026-12-10", "reason": "行为地"}
    assert (await coordinator.move(mine.reference, "pass_down", seen=None, **passed)).status == 303
    district = await desk.officer()

    assert (await district.get(f"/desk/cases/{case.reference}")).status == 404
    assert (await district.get(f"/desk/cases/{other.reference}")).status == 404
    shown = await district.get(f"/desk/cases/{mine.reference}")
    assert shown.status == 200 and "第1部分，共2部分" in shown.text
    assert "乙公司" not in shown.text and other.reference not in shown.text
    assert f'href="/desk/cases/{case.reference}"' not in shown.text
    api = {"Authorization": f"Bearer {await desk.token()}"}
    told = json.loads((await district.get(f"/api/v1/cases/{mine.reference}", **api)).text)
    assert told["part_of"] == case.reference and "周敏" not in told["fields"]["description"]
    whole = json.loads((await district.get(f"/api/v1/cases/{case.reference}", **api)).text)
    assert (whole["state"], whole["parts"]) == ("split", [mine.reference, other.reference])
    listed = await district.get("/desk/cases")
    assert mine.reference in listed.text and other.reference not in listed.text


@pytest.fixture
def splitting(database: Database, vault: Vault) -> Splitting:
    return Splitting(database, vault, RULES, Casework(database, vault, RULES), random.Random(1))


async def test_of_two_officers_who_split_at_once_one_wins_and_of_two_last_parts_one_closes_the_filing(
    database: Database, vault: Vault, splitting: Splitting
) -> None:
    casework = Casework(database, vault, RULES)
    one, two = await an_officer(database, name="甲", role="head"), await an_officer(database, name="乙")
    case = await a_case(database, vault)
    await casework.move("sign_for", one, Seen(case.reference), NOW)

    done = await asyncio.gather(
        *(
            splitting.split(officer, Seen(case.reference, 2), (FIRST, FIRST), NOW, confirmed=True)
            for officer in (one, two)
        ),
        return_exceptions=True,
    )

    assert sorted(map(repr, done)) == ["ChangedMeanwhile()", "None"]
    parts = await _parts(database, case)
    assert len(parts) == 2
    for part in parts:
        for move, typed in (("check", {}), ("not_docket", {"reason": "无"})):
            await casework.move(move, one, Seen(part.reference), NOW, {"confirmed": "yes", **typed})
    end = {"confirmed": "yes", "outcome": "not_docketed"}
    ended = [casework.move("close", one, Seen(part.reference), NOW, end) for part in parts]
    await asyncio.gather(*ended)

    async with database.reading() as session:
        row = await session.get_one(CaseRow, case.id)
    assert (row.state, row.outcome) == ("closed", "in_parts")
    assert (await verify(database, vault.journal_key, NOW + timedelta(days=1))).is_intact
    with pytest.raises((ChangedMeanwhile, NoSuchCase)):
        await splitting.split(one, Seen("K7M2-9QXT-4"), (FIRST, SECOND), NOW, confirmed=True)


async def test_the_filer_sees_one_filing_and_its_lines_and_reads_there_what_is_written_of_a_part(
    database: Database, vault: Vault, splitting: Splitting
) -> None:
    casework, officer = Casework(database, vault, RULES), await an_officer(database)
    case = await a_case(database, vault, filer="f")
    await casework.move("sign_for", officer, Seen(case.reference), NOW)
    await splitting.split(officer, Seen(case.reference), (FIRST, SECOND), NOW, confirmed=True)
    part, _ = await _parts(database, case)
    await casework.move("note", officer, Seen(part.reference), NOW, {"text": "内部的话"})
    await casework.move("write", officer, Seen(part.reference), NOW, {"text": "请寄合同"})
    caseload = Caseload(database, vault, RULES, load_rules(), random.Random(1), is_demo=False)

    (glance,) = await caseload.cases_of(Filer("f"), [], None)
    assert glance.reference == case.reference and glance.state == "split"
    assert [(one.label, one.kind, one.state) for one in glance.parts] == [
        ("第1部分", "complaint", "taken"),
        ("第2部分", "consultation", "taken"),
    ]
    assert await caseload.cases_of(Filer("f"), [], part.reference) == ()
    assert await caseload.cases_of(Filer("x"), [part.reference], None) == ()
    assert await caseload.add_words(Filer("f"), [], part.reference, "supplement", "话", NOW) is None

    own = await Mailbox(database, vault, RULES).open(case.id, NOW)
    letters = "\n".join(one.text for one in own.messages)
    assert "分成2部分分别办理" in letters and f"{case.reference}（第1部分） 回复" in letters
    assert "内部的话" not in letters and part.reference not in letters
    assert [one.kind for one in own.parts] == ["complaint", "consultation"]


async def test_a_part_has_an_appointment_of_its_own_and_the_filer_arranges_it_by_their_one_number(
    database: Database, vault: Vault, splitting: Splitting
) -> None:
    casework, officer = Casework(database, vault, RULES), await an_officer(database)
    case = await a_case(database, vault, filer="f")
    await casework.move("sign_for", officer, Seen(case.reference), NOW)
    await splitting.split(officer, Seen(case.reference), (FIRST, SECOND), NOW, confirmed=True)
    _, part = await _parts(database, case)
    caseload = Caseload(database, vault, RULES, load_rules(), random.Random(1), is_demo=False)
    mailbox = Mailbox(database, vault, RULES)
    set_for = {"on": "2026-12-03", "at": "10:00", "place": "phone"}
    await casework.move("set_visit", officer, Seen(part.reference), NOW, set_for)

    (glance,) = await caseload.cases_of(Filer("f"), [], None)
    own = await mailbox.open(case.id, NOW)
    agreed = await caseload.arrange(Filer("f"), [], VisitAct.AGREE, (), NOW)
    stranger = await caseload.arrange(Filer("x"), [part.reference], VisitAct.AGREE, (), NOW)
    await mailbox.arrange(case.id, VisitAct.OTHER_TIMES, ["2026-12-04 上午"], NOW, part=2)
    moved = await mailbox.open(case.id, NOW)

    shown = glance.parts[1].appointment
    assert shown is not None
    assert (shown.state, shown.slot, shown.reference) == (
        "offered",
        "2026-12-03 10:00",
        f"{case.reference}（第2部分）",
    )
    assert own.appointment is None and own.part_times
    assert agreed is not None and agreed.reference == case.reference and agreed.appointment.state == "agreed"
    assert stranger is None
    assert moved.parts[1].appointment is not None and moved.parts[1].appointment.wished == ("2026-12-04 上午",)
    assert (await mailbox.appointment(case.id, part=2)) is None
    for wrong in (1, 3):
        with pytest.raises((CaseGone, NotAllowed)):
            await mailbox.arrange(case.id, VisitAct.AGREE, (), NOW, part=wrong)


async def test_a_part_about_technical_secrets_names_the_bureau_that_is_competent(desk: Desk) -> None:
    head = await desk.officer("head", name="陈负责")
    case = await a_case(desk.database, desk.vault)
    await head.move(case.reference, "sign_for")
    page = await head.get(f"/desk/cases/{case.reference}/split")
    await head.post_pairs(
        f"/desk/cases/{case.reference}/split",
        _form(page, ("confirmed", "yes"), ("go", "split"), **{**TWO, "secret_kind_on_2": "technical"}),
    )
    business, technical = await _parts(desk.database, case)

    shown = await head.get(f"/desk/cases/{technical.reference}")
    asked = await head.move(technical.reference, "refer_up", why="technical", reason="涉及工艺参数")

    assert "没有总局同意的区县不能承办" in shown.text and "报请市局管辖或者指定管辖" in shown.text
    assert [one["bureau"] for one in objects_in(technical.route, "candidates")] == ["municipal"]
    assert asked.status == 303
    assert "已经报请，等市局负责人确定" in (await head.get(f"/desk/cases/{technical.reference}")).text
    assert "没有总局同意的区县不能承办" not in (await head.get(f"/desk/cases/{business.reference}")).text
    assert (await head.move(business.reference, "refer_up", why="technical", reason="x")).status == 422
