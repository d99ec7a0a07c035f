"""Beneath an answer stands what its sections say further, when the question asks for it."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.content.instrument import Instrument, instrument_from
from knowledge.finding.statements import MOST_SHOWN, Statements
from knowledge.library import Library

ASKED = "示范基地由谁评估验收？又由谁审核推荐？"
ANSWER = "评估验收由市局组织。"
SOURCES = ("PLAN 附件1 三",)


@pytest.fixture
def instruments() -> dict[str, Instrument]:
    sections = {
        "附件1 三": {"statements": ["市局组织评估验收", "区县局负责培育指导、审核推荐", "市局完善机制制度"]},
        "附件1 六": {"statements": ["复核每2年1次", "提供虚假材料的，撤销认定"]},
        "第3条": {"statements": ["本条适用于审核推荐"]},
        "第3条第1款": {"statements": ["逾期不审核推荐的，视为放弃"]},
        "第30条": {"statements": ["审核推荐不收费"]},
    }
    plan = {"title": "方案", "cite": "《方案》", "sections": sections}
    return {"PLAN": instrument_from("PLAN", plan)}


@pytest.fixture
def statements(instruments: dict[str, Instrument]) -> Statements:
    return Statements(instruments)


def test_what_the_answer_lacks_and_the_question_asks_for_stands_beside_it(statements: Statements) -> None:
    first, *_ = statements.beside(ASKED, SOURCES, ANSWER)

    assert (first.statement, first.source) == ("区县局负责培育指导、审核推荐", "PLAN 附件1 三")
    assert first.holds


def test_what_the_answer_says_already_does_not(statements: Statements) -> None:
    told = f"{ANSWER}区县局负责培育指导和审核推荐。"

    assert "区县局负责培育指导、审核推荐" not in [one.statement for one in statements.beside(ASKED, SOURCES, told)]


def test_what_nobody_asked_for_does_not(statements: Statements) -> None:
    assert statements.beside("示范单位的牌子多大", SOURCES, ANSWER) == ()


def test_a_section_that_is_not_cited_is_silent(statements: Statements) -> None:
    assert statements.beside("几年复核一次？", SOURCES, ANSWER) == ()
    assert statements.beside("几年复核一次？", ["PLAN 附件1 六"], ANSWER)


def test_an_article_speaks_with_its_paragraphs_and_no_other(statements: Statements) -> None:
    beside = statements.beside("审核推荐吗", ["PLAN 第3条"], "")

    assert {one.source for one in beside} == {"PLAN 第3条", "PLAN 第3条第1款"}


def test_never_more_than_two(statements: Statements) -> None:
    assert len(statements.beside("审核推荐吗", ["PLAN 第3条", "PLAN 第30条"], "")) == MOST_SHOWN


def test_a_figure_must_be_said_and_not_only_its_words(statements: Statements) -> None:
    assert statements.is_said("复核每2年1次", "每两年复核一次", "")
    assert not statements.is_said("复核每2年1次", "每三年复核一次", "")


def test_what_a_figure_belongs_to_may_stand_in_the_question(statements: Statements) -> None:
    assert statements.is_said("复核每2年1次", "2年1次", "复核每几年一次")
    assert not statements.is_said("提供虚假材料的，撤销认定", "会的", "提供虚假材料的，撤销认定吗")


def test_a_real_question_gets_the_second_half_it_asks_for(library: Library) -> None:
    asked = "企业标准多少分算创建成功？加分以后总分最高能到多少？"

    said = library.answer("plan.bonus.cap", asked, date(2026, 11, 28))

    assert "80分以上" in said.text
