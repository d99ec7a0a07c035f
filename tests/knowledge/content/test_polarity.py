"""A yes or a no answers only what was asked that way; a first clause that says the matter answers all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from knowledge import check
from knowledge.content.entry import Entry, entry_from
from knowledge.content.files import read_content
from knowledge.content.polarity import make_of, polarity_faults, polarity_of
from tests.knowledge.builders import raw_entry, write_content


def an_entry(title: str, answer: str, *wordings: str, **changes: Any) -> Entry:
    fillers = [f"申报 {number}" for number in range(8)]
    return entry_from(
        raw_entry("a.one", title=title, answer=answer, wordings=[*wordings, *fillers], **changes), "试题"
    )


@pytest.mark.parametrize(
    ("text", "make"),
    [
        ("企业能不能申报", "positive"),
        ("企业可以申报吗", "positive"),
        ("这个算侵权不", "positive"),
        ("有没得补助", "positive"),
        ("不签协议能不能申报", "negative"),
        ("没有台账行不行", "negative"),
        ("不是园区的公司可以报吗", "negative"),
        ("是不是不用登记", "negative"),
        ("申报材料交给谁", "open"),
        ("几号截止", "open"),
        ("不正当手段算不算违法", "positive"),
        ("登记备案", "topic"),
        ("投诉 不受理", "topic"),
    ],
)
def test_how_a_wording_asks(text: str, make: str) -> None:
    assert make_of(text) == make


@pytest.mark.parametrize(
    ("title", "answer", "polarity"),
    [
        ("企业能不能申报", "可以：每年6月10日前。", "affirms"),
        ("企业能不能申报", "企业可以自己申报，方案没有写门槛。", "affirms"),
        ("加分后能超过100分吗", "加分后总分不能超过100分。", "denies"),
        ("要不要登记", "不需要：没有这一步。", "denies"),
        ("算不算侵权", "看是怎么拿到的：偷来的算。", "depends"),
        ("协助办案能加分吗", "成功协助的，能加分。", "depends"),
        ("有没有证书", "方案没有写发证书：请问市局。", "depends"),
        ("申报材料交给谁", "交给所在区县局，可以当面交。", "none"),
        ("方案的文号", "文号是83号。", "none"),
    ],
)
def test_how_a_first_sentence_answers(title: str, answer: str, polarity: str) -> None:
    assert polarity_of(an_entry(title, answer)) == polarity


def test_a_curator_may_say_it_better() -> None:
    assert polarity_of(an_entry("能不能申报", "请看通知。", polarity="depends")) == "depends"


@pytest.mark.parametrize(
    "wording", ["不签协议能不能申报", "没有台账可以申报吗", "申报材料交给谁", "申报有什么条件"]
)
def test_a_bare_yes_stands_only_under_what_was_asked_that_way(wording: str) -> None:
    entry = an_entry("企业能不能申报", "可以：每年6月10日前。", "小厂可以申报吗", wording)

    assert [fault.split("”")[0] for fault in polarity_faults(entry)] == [f"a.one: wordings: “{wording}"]


def test_a_short_yes_may_not_answer_the_opposite_but_leads_on_to_the_rest() -> None:
    entry = an_entry("这样算不算侵权", "可能算：看情形。", "不给钱算不算侵权", "侵权有哪几种")

    assert [fault.split("”")[0] for fault in polarity_faults(entry)] == ["a.one: wordings: “不给钱算不算侵权"]


def test_a_first_clause_that_says_the_matter_fits_every_wording() -> None:
    entry = an_entry("企业能不能申报", "企业可以自己申报：每年6月10日前。", "不签协议能不能申报", "材料交给谁")

    assert list(polarity_faults(entry)) == []


def test_no_wording_of_ours_is_answered_the_other_way_round() -> None:
    assert [fault for entry in read_content()[0] for fault in polarity_faults(entry)] == []


def test_the_check_names_it(tmp_path: Path) -> None:
    wordings = ["不签协议能不能申报", *raw_entry("a.one")["wordings"]]
    entry = raw_entry("a.one", title="能不能申报", answer="可以：每年6月10日前报送市局。", wordings=wordings)

    assert [fault for fault in check.faults(write_content(tmp_path, [entry])) if "不签协议" in fault]
