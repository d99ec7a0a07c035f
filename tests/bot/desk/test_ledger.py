"""The ledger of guidance takes what had no appointment, and counts it as the standard of companies does."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from intake.ids import new_id
from intake.officers.contacts import Contacts
from intake.officers.recognised import RecognisedUnits
from tests.bot.desk.conftest import Browser, Desk, Page
from tests.builders import NOW, an_officer

TRAINING = {
    "on": "2026-11-20",
    "service": "training",
    "people": "46",
    "units": "重庆甲公司\r\n 重庆乙公司 \n\n重庆甲公司",
    "topic": "离职时怎么交接",
    "who": "两家单位的人事",
    "result": "发放资料",
}


async def enter(browser: Browser, **changed: str) -> Page:
    page = await browser.get("/desk/ledger")
    hidden = {name: page.hidden(name) for name in ("csrf", "page")}
    return await browser.post("/desk/ledger", {**hidden, **TRAINING, **changed})


def lacks(text: str, unit: str) -> str:
    found = re.search(rf"<th scope=\"row\">{unit}</th>.*?<span class=\"chip[^>]*>([^<]*)", text)
    assert found, text
    return found[1]


async def test_a_training_counts_once_for_each_company_that_came(desk: Desk) -> None:
    browser = await desk.officer()

    entered = await enter(browser)
    page = await browser.get(entered.location)

    assert entered.status == 303 and "已记入台账" in page.text and "2026年，共 1 次" in page.text
    assert lacks(page.text, "重庆甲公司") == lacks(page.text, "重庆乙公司") == "还差指导 2 次"
    for day in ("2026-11-23", "2026-11-24"):
        await enter(browser, on=day, service="guidance", units="重庆甲公司", at_station="yes")
    page = await browser.get("/desk/ledger")
    assert lacks(page.text, "重庆甲公司") == "次数够了"
    table, of_station = [
        (await browser.get(f"/desk/ledger/csv?year=2026{more}")).text for more in ("", "&for=station")
    ]
    assert "2026-11-20,培训、调研或者宣传,重庆甲公司、重庆乙公司,离职时怎么交接" in table
    assert "2026-11-23" in of_station and "2026-11-20" not in of_station


async def test_the_same_page_sent_twice_enters_one(desk: Desk) -> None:
    browser = await desk.officer()
    page = await browser.get("/desk/ledger")
    form = {**{name: page.hidden(name) for name in ("csrf", "page")}, **TRAINING}

    assert [(await browser.post("/desk/ledger", form)).status for _ in range(2)] == [303, 303]
    assert "共 1 次" in (await browser.get("/desk/ledger")).text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": ""}, "请填写日期"),
        ({"on": "2026-11-26"}, "这一天还没到"),
        ({"on": "2023-12-31"}, "请核对年份"),
        ({"service": "other"}, "请选择性质"),
        ({"units": " \n "}, "请写参加的单位"),
        ({"units": "长" * 61}, "单位名称最多 60 字"),
        ({"units": "\n".join(f"单位{n}" for n in range(61))}, "一次最多写 60 个单位"),
        ({"topic": " "}, "请写指导、培训了什么"),
        ({"topic": "长" * 501}, "最多 500 字"),
        ({"people": "0"}, "请填写参加的人数"),
        ({"people": "三"}, "请填写参加的人数"),
        ({"people": "100000"}, "请填写参加的人数"),
    ],
)
async def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(
    desk: Desk, wrong: dict[str, str], said: str
) -> None:
    browser = await desk.officer()

    page = await enter(browser, **wrong)

    (name,) = wrong
    assert page.status == 422 and said in page.text and f'href="#{name}"' in page.text
    assert f'id="{name}-fault"' in page.text
    assert ">发放资料</textarea>" in page.text


async def test_a_mistake_is_taken_back_stays_readable_and_is_not_counted(desk: Desk) -> None:
    browser = await desk.officer()
    await enter(browser)
    page = await browser.get("/desk/ledger")

    form = {"csrf": page.hidden("csrf"), "entry": page.hidden("entry"), "year": "2026"}
    assert (await browser.post("/desk/ledger/withdraw", form)).status == 303

    page = await browser.get("/desk/ledger")
    assert "已撤销" in page.text and "共 0 次" in page.text and "还差" not in page.text
    assert "离职时怎么交接" not in (await browser.get("/desk/ledger/csv")).text


async def test_each_bureau_keeps_its_own_and_those_above_see_all(desk: Desk) -> None:
    browser = await desk.officer()
    await enter(browser)
    entry = (await browser.get("/desk/ledger")).hidden("entry")
    other, coordinator, auditor = [
        await desk.officer(role, bureau)
        for role, bureau in (("head", "banan"), ("coordinator", None), ("auditor", None))
    ]

    assert "重庆甲公司" not in (await other.get("/desk/ledger")).text
    foreign = await other.post("/desk/ledger/withdraw", {"csrf": await other.csrf(), "entry": entry})
    assert foreign.status == 404
    assert "已撤销" not in (await browser.get("/desk/ledger")).text
    assert "重庆甲公司" in (await coordinator.get("/desk/ledger")).text
    seen = (await auditor.get("/desk/ledger")).text
    assert "重庆甲公司" in seen and "登记没有预约的" not in seen
    refused = await auditor.post("/desk/ledger", {"csrf": await auditor.csrf(), **TRAINING})
    assert refused.status == 403 and "您的岗位不能登记指导" in refused.text
    assert (await (await desk.officer("curator", None)).get("/desk/ledger")).status == 404
    await enter(coordinator, units="重庆丙公司")
    assert "重庆丙公司" not in (await browser.get("/desk/ledger")).text


async def test_its_words_lie_sealed(desk: Desk) -> None:
    await enter(await desk.officer())

    async with desk.database.reading() as session:
        connection = await session.connection()
        (row,) = (await connection.exec_driver_sql("SELECT * FROM guidance_event")).all()
    assert not any("甲公司".encode() in value for value in row if isinstance(value, bytes))
    assert "甲公司" not in str([value for value in row if not isinstance(value, bytes)])


async def test_the_ledger_leaves_as_a_workbook_and_reminds_of_companies_without_any(desk: Desk) -> None:
    browser, contacts = await desk.officer(name="谭勇"), Contacts(desk.database, desk.vault)
    officer = await an_officer(desk.database, bureau="jiangjin", name="王", vault=desk.vault)
    coordinator = await an_officer(desk.database, role="coordinator", bureau=None, vault=desk.vault)
    guide = {"kind": "guide", "name": "李老师", "reach": "对话", "valid_from": "2026-01-01"}
    places = [new_id(NOW) for _ in range(4)]
    await contacts.enter(officer, places[0], guide, NOW)
    await contacts.assign(officer, places[1], {"company": "重庆丙公司（江津）", "guide": places[0]}, NOW)
    unit = {
        "bureau": "jiangjin",
        "kind": "company",
        "name": "重庆丁公司",
        "recognised_on": "2025-01-01",
        "paper": "公告",
    }
    await RecognisedUnits(desk.database).enter(coordinator, places[2], {"jiangjin"}, unit, NOW)

    reminded = (await browser.get("/desk/ledger")).text
    await enter(browser, units="=重庆丙公司 (江津)")
    await enter(browser, units="重庆丙公司 (江津)", service="guidance")
    after = (await browser.get("/desk/ledger")).text
    taken = await browser.get("/desk/ledger/xlsx?year=2026")
    with zipfile.ZipFile(io.BytesIO(await taken.response.read())) as book:
        texts, sheets = (book.read(f"xl/{name}.xml").decode() for name in ("sharedStrings", "workbook"))

    assert "重庆丁公司、重庆丙公司（江津）。办了请登记" in reminded and "记录的：重庆丁公司。办了请登记" in after
    assert 'name="台账"' in sheets and 'name="次数"' in sheets
    assert "'=重庆丙公司 (江津)" in texts and ">=重庆丙" not in texts
    assert (await (await desk.officer(bureau="banan")).get("/desk/ledger/xlsx")).status == 200
