"""The rehearsal of a publication: what would be answered otherwise, and which of it is worse."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.learning.rehearsal import Known, load_known, rehearse, unknown_entries
from knowledge.library import Library
from tests.knowledge.builders import raw_entry, write_content
from tests.scratch import index_files


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.load(write_content(tmp_path, [raw_entry(name) for name in ("award.deadline", "park.who")]))


def test_a_lost_answer_is_worse_and_stands_first(library: Library) -> None:
    less = Library.of([library.entries["park.who"]], library.instruments)
    questions = [Known("哪些园区可以申报", "park.who"), Known("示范单位哪天截止申报", "award.deadline")]

    told = rehearse(library.finder, less.finder, questions)

    assert (told.asked, told.known, told.right_before, told.right_after) == (2, 2, 2, 1)
    assert [one.known.text for one in told.differences] == ["示范单位哪天截止申报"]
    assert told.differences[0].is_worse


def test_a_question_without_a_known_answer_is_shown_but_never_judged(library: Library) -> None:
    less = Library.of([library.entries["park.who"]], library.instruments)

    told = rehearse(library.finder, less.finder, [Known("示范单位哪天截止申报", "")])

    assert told.known == 0
    assert [one.is_worse for one in told.differences] == [False]


def test_the_same_library_changes_nothing(library: Library) -> None:
    assert rehearse(library.finder, library.finder, load_known()).differences == ()


def test_the_shipped_questions_find_their_entries() -> None:
    library, known = Library.load(files=index_files()), load_known()

    told = rehearse(library.finder, library.finder, known)

    assert unknown_entries(known, library.entries) == []
    assert told.right_before >= 0.8 * len(known)


def test_the_shipped_questions_are_nobodys_wordings() -> None:
    wordings = {
        wording
        for entry in Library.load(files=index_files()).entries.values()
        for wording in (*entry.wordings, entry.title)
    }

    assert [one.text for one in load_known() if one.text in wordings] == []
