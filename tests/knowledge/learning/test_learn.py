"""Learning: from the project's own questions, cross-fitted, without the numbers it replaces."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from knowledge.content.files import read_content
from knowledge.finding import features
from knowledge.finding.candidates import Candidates
from knowledge.finding.document import Document
from knowledge.finding.finder import Finder
from knowledge.finding.weights import Weights
from knowledge.learning import learn
from knowledge.learning.expectations import IN_SCOPE, OUT_OF_SCOPE
from knowledge.learning.near import Nearness
from knowledge.learning.trials import FOLDS, fold_of, own_trials
from tests.knowledge.builders import WORDINGS, raw_entry, write_content

DATA = Path(__file__).parents[2] / "expectations"
TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_content(tmp_path_factory.mktemp("content"), [raw_entry(name) for name in WORDINGS])


@pytest.fixture(scope="module")
def some_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One row in eight of every sheet: all of them take a minute, and `make learn` reads them."""
    some = tmp_path_factory.mktemp("expectations")
    for name in (*IN_SCOPE, *OUT_OF_SCOPE):
        if (DATA / name).exists():
            (some / name).parent.mkdir(exist_ok=True)
            rows = (DATA / name).read_text(encoding="utf-8").splitlines(keepends=True)
            (some / name).write_text("".join(rows[::8]), encoding="utf-8")
    return some


@pytest.fixture(scope="module")
def weights(folder: Path, some_data: Path) -> Weights:
    return learn.learn(some_data, TODAY, folder)


def test_what_is_learnt_fits_the_entries_it_was_learnt_on(folder: Path, weights: Weights) -> None:
    finder = Finder.build(read_content(folder)[0], weights)
    assert not finder.is_stale
    assert weights.features_version == features.VERSION
    assert weights.learnt_on == "2026-11-25"
    assert 0.0 < weights.menu_from < weights.sure_from < 1.0


def test_learning_twice_gives_the_same_numbers(folder: Path, some_data: Path, weights: Weights) -> None:
    assert learn.learn(some_data, TODAY, folder) == weights


def test_a_left_out_wording_is_found_neither_by_itself_nor_by_one_near_it(folder: Path) -> None:
    candidates = Candidates([Document.of(entry) for entry in read_content(folder)[0]])
    near = Nearness(candidates)

    own = [trial for trial in own_trials(candidates) if trial.source == "own"]

    assert own
    for trial in own:
        assert trial.without is not None
        assert trial.without[candidates.texts.index(trial.text)]
        assert trial.without[near.of(trial.text)].all()


def test_a_question_whose_entry_is_gone_has_no_right_answer(folder: Path) -> None:
    candidates = Candidates([Document.of(entry) for entry in read_content(folder)[0]])

    gone = [trial for trial in own_trials(candidates) if trial.source == "gone"]

    assert gone
    assert all(trial.right == frozenset() for trial in gone)


def test_an_entry_always_falls_into_the_same_fold() -> None:
    assert fold_of("plan.number") == fold_of("plan.number")
    assert {fold_of(f"entry.{number}") for number in range(100)} == set(range(FOLDS))
