"""Whatever is unlike all that people ask of us has to be found the more surely, or is not answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.finding.found import Found
from knowledge.finding.scope import FILE, NOT_OURS, Scope, fingerprint
from knowledge.library import Library
from tests.scratch import index_files

# Written for this test alone: no sheet that anything is learnt from has them.
FOREIGN = (
    "泡菜坛子起白花怎么办",
    "明天的露天音乐会几点开始",
    "三角函数的公式是哪些",
    "阳台种番茄多久浇一次水",
    "摩托车驾照年龄上限",
    "帮我想一句生日祝福",
)
OURS = (
    "公示期间别人提了意见怎么处理",
    "举报以后多久能立案",
    "偷拍我们图纸的人会罚多少",
    "园区的指导站要几间屋",
    "竞业限制补偿没给还要遵守吗",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(files=index_files())


def likeness_of(library: Library, text: str) -> float:
    return library.scope.likeness(text)


def test_the_stored_weights_fit_what_reads_a_message() -> None:
    from intents.wanting import linear

    assert linear.stored(FILE, fingerprint()) is not None


@pytest.mark.parametrize("text", OURS)
def test_what_is_asked_of_us_is_like_us(library: Library, text: str) -> None:
    assert likeness_of(library, text) >= library.scope.doubtful_below


@pytest.mark.parametrize("text", FOREIGN)
def test_no_entry_answers_what_is_asked_of_others(library: Library, text: str) -> None:
    assert library.find(text).decision != "answer"


def test_most_of_what_is_asked_of_others_is_known_to_be(library: Library) -> None:
    known = [text for text in FOREIGN if library.find(text).outside is not None]

    assert len(known) >= len(FOREIGN) - 2


def test_a_wording_of_an_entry_is_answered_however_foreign_it_sounds(library: Library) -> None:
    exact = Found("answer", (("a.b", 1.0),))

    assert library.scope.within(exact, "泡菜坛子起白花怎么办") == exact


def test_what_is_found_beyond_doubt_is_answered_and_what_is_likely_is_not(library: Library) -> None:
    foreign = "明天的露天音乐会几点开始"

    assert library.scope.within(Found("answer", (("a.b", 0.98),)), foreign).decision == "answer"
    assert library.scope.within(Found("answer", (("a.b", 0.8),)), foreign).decision == "menu"
    assert library.scope.within(Found("menu", (("a.b", 0.5),)), foreign).outside == NOT_OURS


def test_weights_learnt_on_other_features_make_nothing_foreign(tmp_path: Path) -> None:
    scope = Scope.load((), 0.0, 0.1, tmp_path / "missing.json")
    likely = Found("answer", (("a.b", 0.7),))

    assert scope.within(likely, "泡菜坛子起白花怎么办") == likely
