"""What an officer types to make something known: every fault is told where it is."""

from __future__ import annotations

from datetime import date

import pytest

from intake.bulletins.bulletin import BulletinKind, BulletinWish, Subject
from intake.bulletins.proposal import MOBILE_MEANT, WHOLE_CITY, read_proposal
from intake.bulletins.seen import as_seen
from intake.cases.case import Incomplete
from tests.intake.bulletins.made import a_bulletin

TODAY = date(2026, 11, 30)
DISTRICTS = (WHOLE_CITY, "jiangjin")
NOTICE = {
    "kind": "notice",
    "title": "新修订的法律施行",
    "text": "请各企业注意。",
    "subject": "policy",
    "district": "all",
    "from": "2026-11-30",
    "until": "2026-12-31",
    "link": "https://example.gov.cn/a?b=%E6%B8%9D",
}
TRAINING = {
    **NOTICE,
    "kind": "training",
    "district": "jiangjin",
    "place": "区政府",
    "begins": "09:30",
    "ends": "11:30",
    "capacity": "30",
}


def test_what_fits_is_read() -> None:
    notice, training = read_proposal(NOTICE, DISTRICTS, TODAY), read_proposal(TRAINING, DISTRICTS, TODAY)

    assert (notice.kind, notice.district, notice.capacity) == (BulletinKind.NOTICE, "", None)
    assert (training.district, training.begins, training.capacity) == ("jiangjin", "09:30", 30)
    assert read_proposal({**TRAINING, "capacity": ""}, DISTRICTS, TODAY).capacity is None


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("kind", "x", "通知还是培训"),
        ("title", "", "请写一行标题"),
        ("title", "两\n行", "请写一行标题"),
        ("title", "长" * 61, "最多 60 字"),
        ("subject", "x", "请选择主题"),
        ("district", "banan", "区县局只能面向本区县"),
        ("from", "x", "请填写从哪天起"),
        ("from", "2026-11-29", "这一天已经过去了"),
        ("until", "2026-11-29", "不能早于从哪天起"),
        ("until", "2036-12-31", "请核对年份"),
        ("until", "", "请填写到哪天止"),
        ("text", "长" * 1001, "最多 1000 字"),
        ("place", " ", "请写地点"),
        ("begins", "9点", "请填写时间"),
        ("begins", "24:00", "请填写时间"),
        ("ends", "09:30", "要晚于开始"),
        ("capacity", "0", "名额请填"),
        ("capacity", "-1", "名额请填"),
        ("capacity", "三十", "名额请填"),
        ("capacity", "２０", "名额请填"),
        ("capacity", "99999999999", "名额请填"),
    ],
)
def test_what_does_not_fit_is_told(field: str, typed: str, told: str) -> None:
    with pytest.raises(Incomplete, match=told) as refused:
        read_proposal({**TRAINING, field: typed}, DISTRICTS, TODAY)

    assert refused.value.field == field


@pytest.mark.parametrize(
    "link",
    [
        "http://example.gov.cn",
        "javascript:alert(1)",
        "https://",
        "https:///x",
        "//example.gov.cn",
        "https://exa mple.gov.cn",
        "https://example.gov.cn@evil.example/",
        "https://[::1",
        "https://example.gov.cn:0/",
        "https://例子.中国/",
        "https://example.gov.cn/\nx",
        "data:text/html,x",
        "HTTPS//example.gov.cn",
        "https://example.gov.cn/" + "a" * 300,
    ],
)
def test_a_link_that_is_no_https_address_is_refused(link: str) -> None:
    with pytest.raises(Incomplete) as refused:
        read_proposal({**NOTICE, "link": link}, DISTRICTS, TODAY)

    assert refused.value.field == "link"


def test_one_says_something_or_leads_somewhere() -> None:
    with pytest.raises(Incomplete, match="至少一样"):
        read_proposal({**NOTICE, "text": " ", "link": ""}, DISTRICTS, TODAY)


def test_a_wish_is_met_by_its_subjects_and_districts_and_by_what_is_for_the_whole_city() -> None:
    here, everywhere = a_bulletin(district="jiangjin"), a_bulletin(district="")
    only_here = BulletinWish(frozenset({Subject.POLICY}), frozenset({"jiangjin"}))

    assert only_here.is_met_by(here) and only_here.is_met_by(everywhere) and BulletinWish().is_met_by(here)
    assert not only_here.is_met_by(a_bulletin(district="banan"))
    assert not only_here.is_met_by(a_bulletin(subject=Subject.WARNING))


@pytest.mark.parametrize(
    "typed", ["\u200b", "\ufeff\u200d ", "\u202e\u2066\u2069", "\u3164", "\u2800\xad", "\ufe0f", "\x00\x1b"]
)
@pytest.mark.parametrize("field", ["title", "text", "place"])
def test_what_nobody_sees_is_nothing(field: str, typed: str) -> None:
    with pytest.raises(Incomplete) as refused:
        read_proposal({**TRAINING, "link": "", field: typed}, DISTRICTS, TODAY)

    assert refused.value.field == field


def test_signs_that_show_nothing_or_turn_others_are_taken_out() -> None:
    told = read_proposal(
        {**NOTICE, "title": "\ufeff培\u200b训\u202e通知\u2069", "text": "一\u2028二\r\n三"}, DISTRICTS, TODAY
    )

    assert (told.title, told.text) == ("培训通知", "一\n二\n三")


@pytest.mark.parametrize("field", ["title", "text", "place"])
@pytest.mark.parametrize(
    "number", ["13900001101", "139 0000 1101", "+86-139-0000-1101", "１３９００００１１０１", "1\u200b3900001101"]
)
def test_a_mobile_number_is_made_known_only_where_that_is_meant(field: str, number: str) -> None:
    typed = {**TRAINING, field: f"联系方式：{number}"}
    with pytest.raises(Incomplete, match="手机号码") as refused:
        read_proposal(typed, DISTRICTS, TODAY)

    assert refused.value.field == field
    assert as_seen(number) in str(read_proposal({**typed, MOBILE_MEANT: "1"}, DISTRICTS, TODAY))


@pytest.mark.parametrize("number", ["11010519491231002X", "110105194912310021", "110105 19491231 002x"])
def test_an_id_number_is_never_made_known(number: str) -> None:
    with pytest.raises(Incomplete, match="身份证号"):
        read_proposal({**NOTICE, "text": f"领取人{number}。", MOBILE_MEANT: "1"}, DISTRICTS, TODAY)


@pytest.mark.parametrize(
    "number",
    ["023-63710000", "02363710000", "12315", "渝市监发〔2026〕139号", "91500000MA5U00001X", "500000000000000000"],
)
def test_other_numbers_are_nobodys(number: str) -> None:
    assert number in read_proposal({**NOTICE, "text": f"请电{number}"}, DISTRICTS, TODAY).text
