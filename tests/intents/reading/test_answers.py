"""What people type is read, or refused with the reason; nothing else can happen."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents import reading as answers
from intents.reading import PHRASE_KEYS, NotUnderstood

TODAY = date(2026, 11, 23)  # a Monday
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True)
class Option:
    label: str
    words: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


KINDS = (
    Option("技术信息", ("技术", "配方", "图纸", "源代码")),
    Option("经营信息", ("经营", "客户", "价格", "名单")),
    Option("两种都有", ("两种", "都有")),
    Option("不确定", ("不知道", "不清楚")),
)
ANONYMITY = (Option("匿名", ("不留名",)), Option("实名", ("不匿名", "写名字")))
MEASURES = (
    Option("签订保密协议", ("保密协议", "协议")),
    Option("设置权限或者密码", ("权限", "密码", "加密")),
    Option("锁柜、门禁", ("保险柜", "门禁")),
    Option("照片", ("照片",)),
)


def _refusal(read: Callable[..., Any], *arguments: Any) -> NotUnderstood:
    with pytest.raises(NotUnderstood) as refused:
        read(*arguments)
    return refused.value


# ---------------------------------------------------------------------------------- telephone


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("199 0000 1103", "19900001103"),
        ("+86 199-0000-1122", "19900001122"),
        ("一九九零零零零一一二三", "19900001123"),
        ("座机嘛 023-68880106", "02368880106"),
        ("（023）68880106转801", "02368880106转801"),
        ("不对，电话错了，最后应该是1154，19900001154", "19900001154"),
        ("+852 2345 6789", "+85223456789"),
    ],
)
def test_a_telephone_number_is_read(typed: str, number: str) -> None:
    assert answers.read_phone(typed) == number


def test_a_short_number_is_refused_with_how_many_digits_it_has() -> None:
    refused = _refusal(answers.read_phone, "1990000110")

    assert (refused.phrase_key, refused.values) == ("phone.wrong_length", {"digits": 10})


def test_a_local_number_needs_its_area_code() -> None:
    assert _refusal(answers.read_phone, "68880106").phrase_key == "phone.no_area_code"


def test_a_refusal_holds_no_number() -> None:
    assert "1990000" not in str(_refusal(answers.read_phone, "1990000110"))


# -------------------------------------------------------------------------------- credit code


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("91500103MAC9TE5T27", "credit_code.wrong_check"),
        ("91500103MAC9TE5T2", "credit_code.wrong_length"),
        ("91500103MACSTE5T26", "credit_code.wrong_letter"),
        ("500105123456789", "credit_code.old_number"),
        ("没有", "credit_code.none"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_the_reason(typed: str, key: str) -> None:
    assert _refusal(answers.read_credit_code, typed).phrase_key == key


@pytest.mark.parametrize("typed", ["看错了，91500103mac9te5t26", "９１５００１０３ MAC9 TE5T 26"])
def test_a_credit_code_is_read(typed: str) -> None:
    assert answers.read_credit_code(typed) == "91500103MAC9TE5T26"


# --------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026年8月12号", "2026-08-12"),
        ("2024.6", "2024-06"),
        ("2026/7/15", "2026-07-15"),
        ("2026 年 3 月 5 日", "2026-03-05"),
        ("二零二三年", "2023"),
        ("今年五月二十號", "2026-05-20"),
        ("2021年3月开始积累", "2021-03"),
        ("2026年9月中旬", "2026-09"),
        ("25年8月份", "2025-08"),
        ("98年", "1998"),
        ("去年底", "2025-12"),
        ("上个月初", "2026-10"),
        ("3月5号", "2026-03-05"),
        ("12月", "2025-12"),
        ("昨天", "2026-11-22"),
        ("上周三", "2026-11-18"),
        ("今年国庆前一天", "2026-09-30"),
        ("十来年攒起来的，最早2016年", "2016"),
        ("不是2025年，是2026年3月", "2026-03"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_was_said(typed: str, day: str) -> None:
    assert answers.read_date(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("2025年2月30号", "date.no_such_day"),
        ("2026年13月", "date.no_such_month"),
        ("2027年3月1号", "date.future"),
        ("明年", "date.future"),
        ("以前", "date.none"),
    ],
)
def test_an_impossible_date_is_refused_with_the_reason(typed: str, key: str) -> None:
    assert _refusal(answers.read_date, typed, TODAY).phrase_key == key


def test_a_period_gives_its_end_or_that_it_goes_on() -> None:
    assert answers.read_period("2026年1月10日到现在", TODAY) == answers.SaidPeriod("2026-01-10", None, True)
    assert answers.read_period("2025年3月到6月", TODAY) == answers.SaidPeriod("2025-03", "2025-06")


# ------------------------------------------------------------------------------------- amounts


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("三十来万嘛", 300_000),
        ("一百二十万左右", 1_200_000),
        ("1.5亿", 150_000_000),
        ("8万多", 80_000),
        ("一百万出头", 1_000_000),
        ("约260万元", 2_600_000),
        ("四十万块", 400_000),
        ("50,000元", 50_000),
        ("1万5", 15_000),
        ("五六万", 50_000),
        ("叁拾万元", 300_000),
        ("金额少写了个零，是三十万", 300_000),
        ("没有损失", 0),
        ("说不清楚", None),
        ("不好算", None),
    ],
)
def test_an_amount_is_read_in_yuan(typed: str, yuan: int | None) -> None:
    assert answers.read_amount(typed) == yuan


@pytest.mark.parametrize(
    ("typed", "key"),
    [("50", "amount.unit_missing"), ("好几万", "amount.too_vague")],
)
def test_an_unclear_amount_is_asked_again(typed: str, key: str) -> None:
    assert _refusal(answers.read_amount, typed).phrase_key == key


# ------------------------------------------------------------------------------------- choices


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("１", 0),
        ("②", 1),
        ("第一个", 0),
        ("那就是经营信息", 1),
        ("技术信息，源代码", 0),
        ("客户名单和配方", 2),
        ("两个都有", 2),
        ("經營信息", 1),
    ],
)
def test_one_option_is_read(typed: str, chosen: int) -> None:
    assert answers.read_choice(typed, KINDS) == chosen


@pytest.mark.parametrize(("typed", "chosen"), [("jishu", 0), ("Jing Ying", 1), ("ke hu", 1)])
def test_one_option_is_read_in_pinyin(typed: str, chosen: int) -> None:
    assert answers.read_choice(typed, KINDS) == chosen


@pytest.mark.parametrize("typed", ["1跟2，3不确定", "1、2，第3个说不清", "一和二，三我不确定"])
def test_a_number_in_doubt_is_not_chosen(typed: str) -> None:
    assert answers.read_choices(typed, MEASURES) == (0, 1)


def test_denying_one_of_two_chooses_the_other() -> None:
    assert answers.read_choice("我不想匿名", ANONYMITY) == 1


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("1、3", (0, 2)),
        ("2和4", (1, 3)),
        ("2，哦还有1", (0, 1)),
        ("第一个和第三个", (0, 2)),
        ("①③", (0, 2)),
        ("1-3", (0, 1, 2)),
        ("都有", (0, 1, 2, 3)),
        ("除了最后一个都有", (0, 1, 2)),
        ("前两个", (0, 1)),
        ("都没有", ()),
        ("保蜜协议，云盘有密马", (0, 1)),
        ("有协议，没得照片", (0,)),
    ],
)
def test_several_options_are_read(typed: str, chosen: tuple[int, ...]) -> None:
    assert answers.read_choices(typed, MEASURES) == chosen


_HOUSE = (
    Option("签订保密协议或者保密条款", ("保密协议", "协议", "保密条款", "签了", "合同")),
    Option("建立保密制度或者做过培训", ("制度", "培训", "规定")),
    Option("设置账号权限、密码或者加密", ("权限", "密码", "加密")),
    Option("锁柜、门禁等专门保管", ("锁", "门禁", "监控")),
)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("上锁了，还有密码，没签保密协议", (2, 3)),
        ("没签保密协议，只有电脑密码", (2,)),
        ("保密协议没签过，有门禁", (3,)),
        ("保密协议还没签，电脑设了密码", (2,)),
        ("没和员工签过协议，有监控", (3,)),
        ("没得协议，密码是有的", (2,)),
        ("从来没搞过培训，就是锁在柜子里头", (3,)),
        ("培训没做过，制度有", (1,)),
        ("协议倒是没签，门禁有", (3,)),
        ("没签协议但设了密码", (2,)),
        ("没签过保密协议也没做培训，有门禁", (3,)),
        ("莫得保密协议，有密码", (2,)),
        # What stands beside a denial and is none.
        ("保密协议签了，没签竞业", (0,)),
        ("都签了保密协议，没出过事", (0,)),
        ("有密码，没人能随便进，要刷门禁", (2, 3)),
        ("协议没签全，签了一部分人", (0,)),
    ],
)
def test_what_was_not_done_is_not_chosen(typed: str, chosen: tuple[int, ...]) -> None:
    assert answers.read_choices(typed, _HOUSE) == chosen


@pytest.mark.parametrize("typed", ["没签保密协议", "保密协议没签过", "我们没跟他签协议", "没做过培训", "密码没设"])
def test_what_was_only_not_done_chooses_nothing(typed: str) -> None:
    assert _refusal(answers.read_choices, typed, _HOUSE).phrase_key == "choice.unclear"


_USES = (Option("拿走", ("偷拍",)), Option("使用", ("投标", "报价"), unless=("投标报价", "报价底稿")))


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("偷拍了投标报价", (0,)),
        # Of two words that share signs the longer one is meant.
        ("偷拍了报价底稿", (0,)),
        # No word reaches over the end of a clause.
        ("偷拍了，拿去投标，报价只低五千", (0, 1)),
    ],
)
def test_what_says_nothing_of_an_option_does_not_choose_it(typed: str, chosen: tuple[int, ...]) -> None:
    assert answers.read_choices(typed, _USES) == chosen


def test_a_number_that_is_not_there_is_refused() -> None:
    refused = _refusal(answers.read_choices, "1、9", MEASURES)

    assert refused.values == {"number": 9, "count": 4}


# --------------------------------------------------------------------------------------- times


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("下周二上午，或者下周四全天", ("2026-12-01 上午", "2026-12-03 全天")),
        ("这周六下午", ("2026-11-28 下午",)),
        ("那就周五下午三点", ("2026-11-27 15:00",)),
        ("时间改一下，改成周四下午三点", ("2026-11-26 15:00",)),
        ("11月27号上午", ("2026-11-27 上午",)),
        ("下周一、三上午", ("2026-11-30 上午", "2026-12-02 上午")),
        ("12月1号到3号", ("2026-12-01 全天", "2026-12-02 全天", "2026-12-03 全天")),
        ("随时都可以", ()),
    ],
)
def test_wished_times_are_read(typed: str, times: tuple[str, ...]) -> None:
    assert answers.read_times(typed, NOW) == times


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("上午", "times.which_day"),
        ("明天晚上八点", "times.office_hours"),
        ("今天上午九点", "times.past"),
        ("2月30号", "date.no_such_day"),
        ("线上", "times.none"),
    ],
)
def test_times_that_cannot_be_are_refused(typed: str, key: str) -> None:
    assert _refusal(answers.read_times, typed, NOW).phrase_key == key


def test_a_text_that_is_too_long_is_refused_not_cut() -> None:
    assert _refusal(answers.read_text, "长" * 301, 300).values == {"characters": 301, "limit": 300}


# ------------------------------------------------------------------------------------ anything

READERS: tuple[tuple[Callable[..., Any], tuple[Any, ...]], ...] = (
    (answers.read_phone, ()),
    (answers.read_credit_code, ()),
    (answers.read_date, (TODAY,)),
    (answers.read_period, (TODAY,)),
    (answers.read_amount, ()),
    (answers.read_yes_no, ()),
    (answers.read_choice, (KINDS,)),
    (answers.read_choices, (MEASURES,)),
    (answers.read_times, (NOW,)),
    (answers.read_name, ()),
    (answers.read_text, (300,)),
    (answers.is_skip, ()),
    (answers.is_unknown, ()),
    (answers.is_nothing, ()),
    (answers.is_more, ()),
)

_PIECES = st.sampled_from(
    [
        *"零一二三十百千万亿两几多年月日号点半第个元块上下周前后除了都到-—~./:：，、①９ ",
        "2026",
        "30",
        "今年",
        "国庆",
        "大后天",
        "0",
    ]
)


@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=14).map("".join)))
def test_a_reader_reads_or_refuses_with_a_listed_key(text: str) -> None:
    for read, arguments in READERS:
        try:
            read(text, *arguments)
        except NotUnderstood as refused:
            assert set(refused.values) == set(PHRASE_KEYS[refused.phrase_key])


_PIECES_OF_A_LEANING_KEY = (
    *(
        "1",
        "一",
        "十万",
        "2026年",
        "不是",
        "第1个",
        "周一",
        "a1 ",
        "，",
        "零",
        "1-",
        "0.",
        "除了",
        "百",
        "万",
        "1万",
        "个",
        "半",
    ),
    *(
        "1,111",
        "1 2",
        "30万 ",
        "1、",
        "三四",
        "到",
        "3月",
        "3月到",
        "农历",
        "上",
        "前天",
        "国庆",
        "年前",
        "一直到",
        "周一三",
        "9点到",
    ),
    *("(1", "+1 ", "023-", "13900001111 ", "转1", "一三九 ", "91500103 ", "A", "美元", "每", "一共", "估", "大年"),
)


@pytest.mark.parametrize("piece", _PIECES_OF_A_LEANING_KEY)
def test_ten_thousand_characters_are_read_in_a_moment(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    started = time.process_time()
    for read, arguments in READERS:
        try:
            read(text, *arguments)
        except NotUnderstood as refused:
            assert refused.phrase_key in PHRASE_KEYS

    assert time.process_time() - started < 2
