"""Answers composed of tables: every table asked every way, and silence where it holds nothing."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from intents.sheet import Block, Expression, Words, read_sheet
from knowledge.library import Library
from knowledge.standards.standard import ScoreRow
from knowledge.tables.asking import composed_for
from knowledge.tables.ordinals import ordinals_in
from knowledge.tables.table import Composed, ScoreTable, tables_sheet


class AskedOfTables(Block):
    """A question, and what the composed answer must hold; nothing where no table is asked."""

    question: Words
    has: tuple[Expression, ...] = ()


ASKED = read_sheet(Path(__file__).with_name("asked.yaml"), TypeAdapter(tuple[AskedOfTables, ...]))
SCORES = tables_sheet().scores
ROWS = [(table, row) for table in SCORES for row in table.rows]
PAIRS = [(table, *pair) for table in SCORES for pair in itertools.combinations(table.rows, 2)]


def _place(table: ScoreTable, row: ScoreRow) -> str:
    return f"第{table.number_of(row)}{table.counted.split('|')[0].removeprefix('小?')}"


def _asked(text: str) -> Composed:
    composed = composed_for(text)
    assert composed is not None, text
    return composed


@pytest.mark.parametrize(("table", "row"), ROWS, ids=lambda one: getattr(one, "name", getattr(one, "key", "")))
def test_an_item_is_asked_by_its_place(table: ScoreTable, row: ScoreRow) -> None:
    composed = _asked(f"{table.title}{_place(table, row)}是什么，多少分")

    assert f"“{row.name}”{row.points}分" in composed.answer
    assert composed.sources == (row.source,)


def test_every_pair_of_items_is_summed_rightly_with_the_source_of_each() -> None:
    for table, first, second in PAIRS:
        composed = _asked(f"{table.title}{_place(table, first)}和{_place(table, second)}加起来多少分")

        assert composed.answer.startswith(f"合计{first.points + second.points}分"), composed.answer
        assert composed.sources == tuple(dict.fromkeys((first.source, second.source)))


@pytest.mark.parametrize("table", SCORES, ids=lambda table: table.key)
def test_all_items_are_told_with_their_sum(table: ScoreTable) -> None:
    for asks in ("各项多少分", "每项几分", "一共多少分"):
        composed = _asked(f"{table.title}{asks}")

        assert f"合计{sum(row.points for row in table.rows)}分" in composed.answer
        assert all(f"{row.name}{row.points}分" in composed.answer for row in table.rows)


@pytest.mark.parametrize("table", SCORES, ids=lambda table: table.key)
def test_items_are_asked_by_what_they_are_worth(table: ScoreTable) -> None:
    for points in {row.points for row in table.rows}:
        rows = [row for row in table.rows if row.points == points]
        composed = _asked(f"{table.title}里{points}分的有哪几项")

        assert f"有{len(rows)}项" in composed.answer
        assert all(row.name in composed.answer for row in rows)
    assert "没有7分的项" in _asked(f"{table.title}里7分的是哪几项").answer


@pytest.mark.parametrize("table", SCORES, ids=lambda table: table.key)
def test_the_items_that_are_worth_most_and_least_are_found(table: ScoreTable) -> None:
    points = [row.points for row in table.rows]

    assert _asked(f"{table.title}哪一项分值最高").answer.startswith(f"{max(points)}分的有")
    assert _asked(f"{table.title}分最低的是哪几项").answer.startswith(f"{min(points)}分的有")


@pytest.mark.parametrize("total", range(101))
def test_a_total_of_ones_own_is_compared_with_the_mark(total: int) -> None:
    composed = composed_for(f"我们企业总分只有{total}分，能通过吗")

    if total == 80:
        assert composed is None or "80分以上" in composed.answer
    elif total > 80:
        assert _asked(f"我们企业总分只有{total}分，能通过吗").answer.startswith("达到了")
    else:
        assert f"还差{80 - total}分" in _asked(f"我们企业总分只有{total}分，能通过吗").answer


@pytest.mark.parametrize("own", range(1, 30))
def test_what_is_missing_is_counted_for_every_number_that_is_required(own: int) -> None:
    for text, least in (
        (f"我们区有{own}家示范单位，申报试点够不够", 15),
        (f"我们园区有{own}家示范单位，够不够", 5),
        (f"企业今年业务指导{own}次，达到要求了吗", 2),
    ):
        answer = _asked(text).answer
        assert (f"还差{least - own}" in answer) == (own < least), answer


def test_whatever_two_members_an_aspect_has_are_compared_with_both_sources() -> None:
    for aspect in tables_sheet().aspects:
        for first, second in itertools.combinations(aspect.cells, 2):
            composed = _asked(f"{first}和{second}{aspect.title}分别怎样")

            for member in (first, second):
                assert aspect.cells[member].says in composed.answer
                assert aspect.cells[member].source in composed.sources


def test_a_timetable_is_told_whole() -> None:
    for table in tables_sheet().timetables:
        answer = _asked(table.title).answer

        assert all(f"{step.when}，{step.what}" in answer for step in table.rows)


def test_a_composed_answer_is_found_again_by_the_question_it_answers(library: Library) -> None:
    asked = [row.question for row in ASKED if row.has]

    for text in asked:
        composed = library.find(text).composed
        assert composed is not None
        assert library.find(composed.asks).composed == composed


def test_every_section_is_read_out_by_its_place(library: Library) -> None:
    for key in tables_sheet().laws.keys() | {"PLAN"}:
        instrument = library.instruments[key]
        for name, section in instrument.sections.items():
            if not section.statements or name in ("发文", "附件 目录", "正文 首段", "附件2 一 加分", "附件2 二"):
                continue
            place = f"方案{section.spoken}" if key == "PLAN" else f"{instrument.title}{name}"
            found = library.find(f"{place}说了什么")
            cited = found.composed.sources if found.composed else library.entries[found.candidates[0][0]].sources

            assert found.decision == "answer", place
            assert f"{key} {name}" in cited, place


@pytest.mark.parametrize("row", ASKED, ids=lambda row: row.question)
def test_the_sheet_of_questions(row: AskedOfTables, library: Library) -> None:
    found = library.find(row.question)
    answer = found.composed.answer if found.composed else ""

    assert bool(found.composed) == bool(row.has)
    assert all(re.search(pattern, answer) for pattern in row.has), answer


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("第3项", (3,)),
        ("第3 4项分别", (3, 4)),
        ("第8项和第9项", (8, 9)),
        ("三到5项一共", (3, 4, 5)),
        ("第1项至第3项", (1, 2, 3)),
        ("前2项", (1, 2)),
        ("最后1项", (10,)),
        ("第11项", ()),
        ("6项加起来", ()),
    ],
)
def test_places_are_counted_off_in_many_ways(text: str, places: tuple[int, ...]) -> None:
    assert ordinals_in(text, "项", 10) == places
