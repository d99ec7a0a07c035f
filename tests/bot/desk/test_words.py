"""How the desk says times, dates, amounts and places."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.desk import times, words
from bot.desk.cases.moves import paper_in_words
from bot.shown import filed
from intake.cases.codes import STATES
from intake.cases.elements import checklist
from intake.cases.moves import MOVES
from intake.forms.draft import KIND_NAMES
from intake.forms.forms import forms
from intake.officers.casework import IDENTITY_REASONS
from intake.officers.officer import ROLES
from intake.papers.codes import TITLES

COMPLAINT = forms()["complaint"]
NOW = datetime(2026, 11, 25, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 11, 25, 6, 20, tzinfo=UTC), "今天 14:20"),
        (datetime(2026, 11, 24, 16, 1, tzinfo=UTC), "今天 00:01"),
        # Of a letter only the day is known.
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), "今天"),
        (datetime(2026, 11, 24, 15, 59, tzinfo=UTC), "昨天 23:59"),
        (datetime(2026, 11, 23, 1, 5, tzinfo=UTC), "11月23日 周一 09:05"),
        (datetime(2025, 12, 31, 1, 5, tzinfo=UTC), "2025年12月31日 周三 09:05"),
    ],
)
def test_instants_are_said_in_shanghais_time(at: datetime, said: str) -> None:
    assert times.instant(at, NOW).said == said


def test_the_exact_time_stands_behind_it() -> None:
    assert times.instant(datetime(2026, 11, 25, 6, 20, 7, tzinfo=UTC), NOW).exact == "2026-11-25 14:20:07"


@pytest.mark.parametrize(
    ("on", "left", "tone"),
    [
        (date(2026, 11, 23), "已逾期 2 天", "overdue"),
        (date(2026, 11, 25), "今天到期", "soon"),
        (date(2026, 11, 26), "明天到期", "soon"),
        (date(2026, 11, 28), "还有 3 天", "soon"),
        (date(2026, 11, 29), "还有 4 天", "calm"),
    ],
)
def test_a_due_date_says_how_many_days_are_left(on: date, left: str, tone: str) -> None:
    due = times.due(on, date(2026, 11, 25))

    assert (due.left, due.tone) == (left, tone)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("loss_amount", 500_000, "500,000 元（50 万元）"),
        ("loss_amount", 150_000_000, "150,000,000 元（1.5 亿元）"),
        ("loss_amount", 1_234, "1,234 元"),
        ("act_place", {"text": "双福", "district": "江津区", "unit": "双福街道"}, "双福（江津区双福街道）"),
        ("act_place", {"text": "江津区", "district": "江津区", "unit": None}, "江津区"),
        ("act_place", {"text": "成都", "outside": "四川省成都市"}, "成都（四川省成都市）"),
        ("act_date", "2026-08", "2026年8月"),
        ("secret_kind", "unsure", "不确定"),
        ("truth_declared", True, "是"),
        ("ongoing", False, "否"),
        ("measures", ["加密", "门禁"], "加密；门禁"),
        ("phone", None, ""),
    ],
)
def test_values_are_read_as_people_read_them(name: str, value: object, said: str) -> None:
    assert filed.spoken(COMPLAINT.field(name), value) == said


def test_own_words_are_shown_only_where_they_differ() -> None:
    (amount,) = filed.filed_lines(COMPLAINT, {"loss_amount": 500_000}, {"loss_amount": "五十来万"})
    (description,) = filed.filed_lines(COMPLAINT, {"description": "一样"}, {"description": "一样"})

    assert (amount.typed, description.typed) == ("五十来万", "")


def test_no_answer_gets_lost_between_the_groups() -> None:
    fields = {field.name: None for field in COMPLAINT.fields}

    left_open = [label for group in filed.groups(COMPLAINT, fields, {}) for label in group.unanswered]

    assert sorted(left_open) == sorted(field.label for field in COMPLAINT.fields)


def test_articles_are_cited_with_the_full_name_of_their_instrument() -> None:
    assert words.basis_in_full("APP 第18条") == "《市场监督管理行政处罚程序规定》第18条"
    assert words.basis_in_full("APP 第13条; CRM 第33条").startswith("《市场监督管理行政处罚程序规定》第13条；《")


def test_nothing_that_must_never_be_said_is_said() -> None:
    tables = (KIND_NAMES, STATES, ROLES, IDENTITY_REASONS, words.NOTES)
    said = [label for labels in tables for label in labels.values()]
    said += [field.label for form in forms().values() for field in form.fields]

    for never in ("投诉", "侵权人", "已受理", "侵权成立"):
        assert not [one for one in said if never in one]


TWO_PARTIES = {
    "reported_name": "重庆锐达工具商贸有限公司",
    "reported_relation": "竞争对手",
    "contact_name": "陈",
    "reported_parties": [
        {"reported_name": "重庆锐达工具商贸有限公司", "reported_relation": "竞争对手"},
        {"reported_name": "周某", "reported_relation": "前员工"},
    ],
}
BESIDE = [
    ("被举报人", "重庆锐达工具商贸有限公司"),
    ("与权利人的关系", "竞争对手"),
    ("被举报人（2）", "周某"),
    ("与权利人的关系（2）", "前员工"),
]


def test_what_is_said_of_a_party_stands_beside_it_on_the_sheet_and_among_the_answers() -> None:
    entries = filed.sheet(COMPLAINT, checklist("complaint", TWO_PARTIES), TWO_PARTIES, {})
    party = next(entry for entry in entries if entry.name == "party")

    assert [(line.label, line.value) for line in party.lines] == BESIDE
    assert [(line.label, line.value) for line in filed.filed_lines(COMPLAINT, TWO_PARTIES, {})][:4] == BESIDE


def test_a_paper_that_a_move_names_is_made_here_or_said_to_be_made_elsewhere() -> None:
    named = {move.paper: paper_in_words(move.paper) for move in MOVES if move.paper}

    made_here = {title for title, said in named.items() if title == said}
    assert made_here <= set(TITLES.values()) and {"交办单", "报请指定管辖的函", "分送通知书"} <= made_here
    assert all("另行出具" in said for title, said in named.items() if title not in made_here)
