"""Every fault that a draft can have is told to the curator in Chinese, beside its field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from knowledge.check import faults_of_entry
from knowledge.content.entry import ContentFaults, entry_from
from knowledge.content.files import read_content
from knowledge.content.plainly import FEATURES, in_chinese
from knowledge.finding import features
from tests.knowledge.builders import raw_entry, write_content

BROKEN = [
    {"title": ""},
    {"title": 3},
    {"wordings": "不是列表"},
    {"wordings": ["一条"]},
    {"valid_from": "2026-02-30"},
    {"valid_until": "2020-01-01"},
    {"answer": "长" * 301},
    {"evidence": "S"},
    {"stakes": "很重要"},
    {"polarity": "也许"},
    {"next": ["a.b", "c.d", "e.f", "g.h"]},
    {"id": "Deadline"},
    {"colour": "red"},
    {"sources": []},
]
UNSOUND = [
    {"next": ["no.where"]},
    {"sources": ["NOBODY 第1条"]},
    {"sources": ["PLAN 附件9"]},
    {"answer": "方案规定每年6月10日前报送市局，投诉已受理。"},
    {"answer": "方案规定每年6月10日前报送市局，有15天。"},
    {"facts": ["6月10日", "没说过的词"]},
    {"facts": ["6月10日", "市局", "区县局"], "answer": "方案规定每年6月10日前由区县局报送市局。"},
    {"answer": "按第7条，方案规定每年6月10日前报送市局。"},
    {"wordings": [f"award.deadline 的第{n}种问法" for n in range(7)] + ["哪些园区可以申报"]},
    {"title": "park.who 的标题"},
    {
        "title": "能不能申报",
        "answer": "可以：每年6月10日前。",
        "wordings": [f"没有第{n}种章能不能申报" for n in range(8)],
    },
]


@pytest.mark.parametrize("change", BROKEN, ids=str)
def test_what_is_broken_is_told_in_chinese(change: dict[str, Any]) -> None:
    with pytest.raises(ContentFaults) as refused:
        entry_from(raw_entry(**change), "试题")

    _all_chinese(refused.value.faults, "")


@pytest.mark.parametrize("change", UNSOUND, ids=str)
def test_what_is_unsound_is_told_in_chinese(change: dict[str, Any], tmp_path: Path) -> None:
    entries, instruments = read_content(write_content(tmp_path, [raw_entry("park.who")]))

    faults = faults_of_entry(entry_from(raw_entry(**change), "试题"), entries, instruments)

    assert faults
    _all_chinese(faults, "award.deadline")


def test_a_sound_entry_has_no_faults_beside_others(tmp_path: Path) -> None:
    entries, instruments = read_content(write_content(tmp_path, [raw_entry("park.who")]))

    assert faults_of_entry(entry_from(raw_entry(), "试题"), entries, instruments) == []


def test_every_feature_has_a_name_for_the_curator() -> None:
    assert tuple(FEATURES) == features.RANKED_BY


def _all_chinese(faults: list[str], entry: str) -> None:
    for fault in faults:
        _, sentence = in_chinese(fault, entry)
        english = re.findall(r"[a-z]{3,}(?: [a-z]{2,})+", sentence)
        assert not english, sentence
        assert sentence.endswith("。")
