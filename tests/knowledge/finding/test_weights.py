"""Learnt numbers belong to one version of the features and to the entries they were learnt on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge.content.entry import ContentFaults
from knowledge.finding.finder import Finder
from knowledge.finding.weights import Weights, content_hash


def test_what_is_saved_is_loaded_again(tmp_path: Path) -> None:
    weights = replace(Weights.load(), sure_from=0.61)

    weights.save(tmp_path / "weights.json")

    assert Weights.load(tmp_path / "weights.json").sure_from == 0.61


def test_numbers_of_another_version_of_the_features_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    Weights.load().save(path)
    raw = json.loads(path.read_text())
    path.write_text(json.dumps({**raw, "features_version": -1}))

    with pytest.raises(ContentFaults, match="shangmi learn"):
        Weights.load(path)


def test_a_file_that_cannot_be_read_says_how_to_mend_it(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text("{")

    with pytest.raises(ContentFaults, match="shangmi learn"):
        Weights.load(path)


def test_the_digest_knows_changed_wordings_and_ignores_their_order_of_entries() -> None:
    assert content_hash([("a", ["x"]), ("b", ["y"])]) == content_hash([("b", ["y"]), ("a", ["x"])])
    assert content_hash([("a", ["x"])]) != content_hash([("a", ["x", "z"])])


def test_stale_numbers_are_said_to_be_stale_and_still_work() -> None:
    finder = Finder.build([{"id": "a", "wordings": ["指导站是干什么的"], "answer": ""}])

    assert finder.is_stale
    assert finder.find("指导站是干什么的").decision == "answer"
