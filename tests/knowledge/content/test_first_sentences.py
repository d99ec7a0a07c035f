"""The first sentence answers, what limits it stands in it, and no wording stands under an answer that misleads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, cast

import pytest
import yaml

from knowledge.content.entry import Entry
from knowledge.content.files import read_content
from knowledge.finding.reading import Reading

# Yes or no and nothing else: true for one wording, false for its neighbour.
BARE = re.compile(r"(一般|可能|很)?(不|没)?(可以|能|会|要|算|有|是|归|行|管|难|支持|鼓励|提了|提到了)(的)?。")


class Truth(TypedDict, total=False):
    """A row of truths.yaml."""

    first: list[str]
    says: list[str]
    lacks: list[str]
    elsewhere: dict[str, str]


TRUTHS = cast(dict[str, Truth], yaml.safe_load((Path(__file__).parent / "truths.yaml").read_text("utf-8")))


def _patterns(*parts: str) -> Iterator[tuple[str, str, str]]:
    for name, truth in TRUTHS.items():
        for part in parts:
            yield from ((name, part, pattern) for pattern in cast(dict[str, list[str]], truth).get(part, ()))


def _misplaced() -> Iterator[tuple[str, str, str]]:
    for name, truth in TRUTHS.items():
        yield from ((name, wording, right) for wording, right in truth.get("elsewhere", {}).items())


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {entry.id: entry for entry in read_content()[0]}


def first_sentence(entry: Entry) -> str:
    return entry.answer.partition("。")[0]


def test_no_first_sentence_is_a_bare_yes_or_no(entries: dict[str, Entry]) -> None:
    assert [name for name, entry in entries.items() if BARE.match(entry.answer)] == []


@pytest.mark.parametrize(("name", "part", "pattern"), list(_patterns("first", "says", "lacks")))
def test_what_readers_found_wrong_stays_mended(
    entries: dict[str, Entry], name: str, part: str, pattern: str
) -> None:
    said = first_sentence(entries[name]) if part == "first" else f"{entries[name].answer}{entries[name].more}"

    assert bool(re.search(pattern, said)) == (part != "lacks"), said


@pytest.mark.parametrize(("wrong", "wording", "right"), list(_misplaced()))
def test_a_wording_stands_where_the_answer_is_meant_for_it(
    entries: dict[str, Entry], wrong: str, wording: str, right: str
) -> None:
    assert not _stands(wording, entries[wrong])
    assert not right or _stands(wording, entries[right])


@pytest.mark.parametrize(
    "name",
    [
        "plan.recheck.what",
        "plan.revoke_remedy",
        "plan.apply.failed",
        "plan.apply.association",
        "plan.apply.institution",
        "plan.apply.fee",
        "plan.review.when",
        "plan.review.secrecy",
        "plan.station.where",
        "plan.pilot.which",
        "plan.pilot.zone",
        "plan.pilot.companies",
        "plan.goals.reached",
        "plan.recognised.certificate",
        "plan.recognised.rename",
        "plan.recognised.duties",
        "plan.contact",
    ],
)
def test_where_the_plan_is_silent_the_answer_says_so_and_whom_to_ask(entries: dict[str, Entry], name: str) -> None:
    answer = entries[name].answer

    assert re.search(r"没有(专门)?(写|附|列|给|核实|写清楚)|没有写清楚", first_sentence(entries[name]))
    assert re.search(r"请问|请先问|请看|请把|问清|问.{0,8}局|12315", answer)


def _stands(wording: str, entry: Entry) -> bool:
    asked = Reading.of(wording).text
    return any(Reading.of(known).text == asked for known in entry.wordings)
