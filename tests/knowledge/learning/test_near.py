"""Near: wordings that may have been written after a question are not known when it is asked."""

from __future__ import annotations

from knowledge.finding.candidates import Candidates
from knowledge.finding.document import Document
from knowledge.finding.finder import Finder
from knowledge.finding.weights import Weights
from knowledge.learning.near import Nearness


def documents() -> list[Document]:
    return [
        Document.of({"id": "a", "wordings": ["示范单位多久复核一次", "隔几年再查一回"], "answer": ""}),
        Document.of({"id": "b", "wordings": ["举报要交哪些材料"], "answer": ""}),
    ]


def test_what_is_written_almost_alike_is_near_and_what_means_the_same_is_not() -> None:
    near = Nearness(Candidates(documents()))

    assert near.of("示范单位多久复核一回").tolist() == [True, False, False]
    assert near.of("示范單位，多久複核一次？").tolist() == [True, False, False]


def test_nothing_is_near_to_what_shares_no_sign() -> None:
    assert not Nearness(Candidates(documents())).of("xyz").any()
    assert not Nearness(Candidates(documents())).of("？").any()


def test_a_robbed_finder_does_not_know_the_wording_that_was_taken() -> None:
    finder = Finder(documents(), Weights.load())
    asked = "示范单位多久复核一次"

    robbed = finder.robbed(Nearness(finder.candidates).of(asked))

    assert finder.find(asked).is_exact
    assert not robbed.find(asked).is_exact
    assert finder.find(asked).is_exact
