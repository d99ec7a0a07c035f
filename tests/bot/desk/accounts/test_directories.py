"""Bureaus, guidance stations and the calendar, as administrators see them: nothing invented, a year imported."""

from __future__ import annotations

import pytest

from intake.clocks.notice_form import NoticeUnfit, breaks_of, notice_from
from intake.storage.keeping.calendar_years import calendar_in_use
from tests.bot.desk.conftest import Browser, Desk, Page

CALENDAR = "/desk/accounts/calendar"
BREAKS = """2027-01-01 至 2027-01-03 元旦
2027-02-05 2027-02-11 春节
2027-04-03 2027-04-05 清明节
2027-05-01 2027-05-05 劳动节

2027-06-09 端午节
2027-09-15 2027-09-17 中秋节
2027-10-01 2027-10-07 国庆节"""
NOTICE = {
    "year": "2027",
    "source": "国办发明电〔2026〕0号",
    "holidays": BREAKS,
    "workdays": "2027-02-14\n2027-09-18",
}


async def post(browser: Browser, path: str = CALENDAR, **form: str) -> Page:
    return await browser.post(path, {"csrf": await browser.csrf(), **form})


async def test_an_administrator_sees_the_bureaus_and_that_no_station_is_invented(desk: Desk) -> None:
    await desk.officer("officer", "jiangjin", "王建国")
    admin = await desk.officer("admin", None, "林管理")

    bureaus, stations = await admin.get("/desk/accounts/bureaus"), await admin.get("/desk/accounts/stations")

    assert "重庆市江津区市场监督管理局" in bureaus.text and "没有主要负责人" in bureaus.text
    assert "已撤销" in bureaus.text and "没有登记总局同意" in bureaus.text
    assert "没有公告的不编" in stations.text


async def test_a_year_is_imported_replaced_and_taken_back_and_it_stands_who_did_it(desk: Desk) -> None:
    admin = await desk.officer("admin", None, "林管理")

    imported = await post(admin, **NOTICE)
    shown = await admin.get(CALENDAR)
    used = await calendar_in_use(desk.database)
    forgotten = await post(admin, f"{CALENDAR}/forget", year="2027")
    twice = await post(admin, f"{CALENDAR}/forget", year="2027")
    after = await admin.get(CALENDAR)

    assert imported.location == f"{CALENDAR}?done=imported" and used.imported[2027].holidays
    assert "2027-02-05 2027-02-11 春节" in shown.text and "国办发明电〔2026〕0号" in shown.text
    assert (forgotten.status, twice.status) == (303, 422)
    assert "的导入撤回" in after.text and after.text.count("林管理") >= 2
    assert not (await calendar_in_use(desk.database)).imported


async def test_what_was_entered_wrongly_is_told_and_stays_in_the_form(desk: Desk) -> None:
    admin = await desk.officer("admin", None, "林管理")

    page = await post(admin, **{**NOTICE, "holidays": "国庆", "workdays": "2027-02-15"})

    assert page.status == 422 and "看不懂" in page.text and "星期一" in page.text
    assert ">国庆</textarea>" in page.text


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"year": "27"}, "year", "四位数"),
        ({"year": "二〇二七"}, "year", "四位数"),
        ({"year": "9999"}, "year", "四位数"),
        ({"source": " "}, "source", "文号"),
        ({"source": "x" * 41}, "source", "文号"),
        ({"holidays": ""}, "holidays", "逐行填写"),
        ({"holidays": BREAKS.replace("2027-06-09 端午节", "")}, "holidays", "2027-06-09"),
        ({"holidays": BREAKS + "\n2027-12-30 2028-01-02 元旦"}, "holidays", "起止日期不对"),
        ({"holidays": BREAKS + "\n2027-12-05 2027-12-01 反了"}, "holidays", "起止日期不对"),
        ({"holidays": BREAKS + "\n2027-11-01 2027-11-30 长假"}, "holidays", "起止日期不对"),
        ({"holidays": BREAKS + "\n2027-02-30 没有的日子"}, "holidays", "看不懂"),
        ({"workdays": "2028-02-12"}, "workdays", "不是 2027 年"),
        ({"workdays": "2027-02-06"}, "workdays", "既是放假又是上班"),
    ],
)
def test_a_notice_that_was_copied_wrongly_is_refused_at_its_field(
    changed: dict[str, str], field: str, sentence: str
) -> None:
    said = {**NOTICE, **changed}

    with pytest.raises(NoticeUnfit) as refused:
        notice_from(said["year"], said["source"], said["holidays"], said["workdays"])

    assert sentence in refused.value.faults[field]


def test_a_notice_is_read_back_as_it_was_entered() -> None:
    _, notice = notice_from(NOTICE["year"], NOTICE["source"], BREAKS, NOTICE["workdays"])

    assert breaks_of(notice).splitlines()[0] == "2027-01-01 2027-01-03 元旦"
    assert notice_from("2027", "x", breaks_of(notice), "")[1].holidays == notice.holidays
