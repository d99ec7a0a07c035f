"""Terms that exclude one another keep alike questions apart."""

from __future__ import annotations

import re

from knowledge.finding.contrast import are_else_alike, clashes, contrasts, exchanged, members_in, to_ask


def test_a_question_about_a_park_clashes_with_an_entry_about_enterprises() -> None:
    assert clashes(members_in("园区多少分算过"), members_in("企业多少分算过")) == 1


def test_a_question_that_names_both_clashes_with_neither() -> None:
    assert clashes(members_in("园区和企业的标准"), members_in("企业的标准")) == 0


def test_a_question_that_names_none_clashes_with_nothing() -> None:
    assert clashes(members_in("多少分算过"), members_in("企业的标准")) == 0


def test_the_open_contrast_is_asked_with_its_members() -> None:
    asked = to_ask(members_in("多少分算过"), members_in("企业多少分"), members_in("园区多少分"))

    assert asked is not None
    assert asked[0].name == "applicant"
    assert asked[1] == ("企业", "园区")


def test_a_contrast_that_the_question_settles_is_not_asked() -> None:
    assert to_ask(members_in("园区多少分"), members_in("企业多少分"), members_in("园区多少分")) is None


def test_titles_that_differ_only_in_members_are_else_alike() -> None:
    assert are_else_alike("企业创建标准的总分", "园区创建标准的总分")
    assert not are_else_alike("企业创建标准的总分", "园区指导站的服务")


def test_a_follow_up_exchanges_the_member_and_keeps_the_question() -> None:
    assert exchanged("企业多少分算合格", "那园区呢") == "园区多少分算合格"


def test_a_follow_up_without_a_member_is_put_before_the_question() -> None:
    assert exchanged("合格名单公示多少天", "为什么") == "为什么 合格名单公示多少天"


def test_every_contrast_has_at_least_two_members_and_a_question() -> None:
    for contrast in contrasts():
        assert len(contrast.members) >= 2
        assert contrast.ask.endswith("？")
        assert all(isinstance(said, re.Pattern) for said in contrast.members.values())


def test_what_a_district_must_have_clashes_with_what_a_park_must_have() -> None:
    assert clashes(members_in("区政府申报市级试点要几家示范单位"), members_in("园区要有几家示范单位")) == 1
    assert clashes(members_in("园区和试点各要几家示范单位"), members_in("园区要有几家示范单位")) == 0
