"""How like two filings are: sentences and the score they rest on. No database."""

from __future__ import annotations

from typing import Any

import pytest

from intake.cases.likeness import CANDIDATE, filing_of, likeness, short_name

STORY = "三个老经销商同一周收到对方报价，价格比我们内部价目表每档低两块。"


def of(case_id: str = "a", files: tuple[str, ...] = (), **fields: Any) -> Any:
    known = {"reported_name": "重庆半坡茶业有限公司", "description": STORY} | fields
    return filing_of(case_id, known, frozenset(files))


@pytest.mark.parametrize("name", ["重庆半坡茶业有限公司", "半坡茶业", "重庆市半坡茶业有限责任公司"])
def test_one_company_under_its_names_is_one(name: str) -> None:
    assert short_name(name) == short_name("重庆半坡茶业有限公司")


def test_the_same_party_alone_makes_a_candidate() -> None:
    alike = likeness(of(), of("b", reported_name="半坡茶业", description="完全另外一件事，食堂卫生不好"))

    assert alike.score >= CANDIDATE
    assert alike.reasons == ("被举报人名称相同",)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("reported_name", "半坡的新公司（91500103MAC9TE5T26）"),
        ("reported_relation", "竞争对手，信用代码91500103mac9te5t26"),
    ],
)
def test_one_credit_code_beside_two_names_makes_a_candidate(field: str, said: str) -> None:
    one = of(reported_name="重庆半坡茶业有限公司 91500103MAC9TE5T26", description="")
    said_there: dict[str, Any] = {"reported_name": "甲", "description": "", field: said}
    alike = likeness(one, of("b", **said_there))

    assert alike.score >= CANDIDATE and "被举报人的统一社会信用代码相同" in alike.reasons
    typed = filing_of("c", {"reported_name": "甲"}, typed={"reported_name": "甲，91500103MAC9TE5T26"})
    assert "被举报人的统一社会信用代码相同" in likeness(one, typed).reasons
    assert short_name("重庆半坡茶业有限公司") in one.parties


def test_a_number_that_is_no_credit_code_and_a_code_of_the_filers_are_none() -> None:
    one = of(reported_name="甲 91500103MAC9TE5T27", description="我公司 91500103MAC9TE5T26")

    assert one.codes == frozenset()


def test_an_equal_file_alone_makes_a_candidate() -> None:
    one = of(files=("f1",), reported_name="甲", description="")

    assert likeness(one, of("b", files=("f1", "f2"), reported_name="乙", description="")).score >= CANDIDATE


def test_the_same_story_about_parties_of_two_names_makes_a_candidate() -> None:
    assert likeness(of(reported_name="甲厂"), of("b", reported_name="完全不同的公司")).score >= CANDIDATE


def test_acts_and_a_month_alone_make_none() -> None:
    same: dict[str, Any] = {"act_kinds": ["泄露"], "act_date": "2026-08-12"}
    one = of(reported_name="甲", description="", **same)

    assert likeness(one, of("b", reported_name="乙", description="", **same)).score < CANDIDATE


def test_filings_that_say_nothing_are_not_alike() -> None:
    empty = filing_of("a", {})

    assert likeness(empty, filing_of("b", {})).score == 0
