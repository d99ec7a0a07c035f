"""Questions of our own, asked through the door of the chat page; nothing is learnt from them.

`faq_own` was written from the plan and the laws before any entry was read, `faq_later` and `faq_third` after each
round of mending. What each showed was mended by subject; none of its sentences became a wording.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from knowledge.learning.expectations import texts_of
from knowledge.library import Library
from tests.journeys.house import Clock, House, opened_house, settings_for
from tests.journeys.people import Heard, WebPerson
from tests.scratch import index_files

pytestmark = pytest.mark.asyncio(loop_scope="module")

OWN = Path(__file__).parents[1] / "expectations" / "own"
CLOCK = Clock()
TODAY = date(2026, 11, 25)
SETS = ("faq_own", "faq_later", "faq_third")

# A little below what is reached; raise them as entries are added, never lower them.
RIGHT_AT_ONCE, RIGHT_IN_TWO, WRONG_AT_MOST = 0.90, 0.985, 0.01
LEFT_ALONE = {"abstain": 0.98, "smalltalk": 0.97, "human": 1.0}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One service for all questions."""
    async with opened_house(settings_for(tmp_path_factory.mktemp("house")), CLOCK) as opened:
        yield opened


async def test_strangers_questions_are_answered_or_offered(house: House) -> None:
    library = Library.load(files=index_files())
    texts = texts_of(library, TODAY)
    by_title = {entry.title: texts[name] for name, entry in library.entries.items()}
    verdicts = {}
    for row in _rows(""):
        verdicts[f"{row['id']} {row['q']}"] = _verdict(row, await _asked(house, row["q"]), by_title)

    count = Counter(verdicts.values())
    number = len(verdicts)
    print(f"\nof {number} own questions: " + ", ".join(f"{what} {many}" for what, many in count.most_common()))
    assert count["right"] >= RIGHT_AT_ONCE * number, _listed(verdicts, "offered", "missed")
    assert count["right"] + count["offered"] >= RIGHT_IN_TWO * number, _listed(verdicts, "missed", "wrong")
    assert count["wrong"] <= WRONG_AT_MOST * number, _listed(verdicts, "wrong")


async def test_strangers_get_no_entry_for_what_is_not_ours(house: House) -> None:
    fitting: Counter[str] = Counter()
    rows = _rows("_out")
    misled = []
    for row in rows:
        trace = (await _asked(house, row["q"])).trace
        is_fit = trace["intent"] == "human" if row["expect"] == "human" else trace["entry"] is None
        fitting[row["expect"]] += is_fit
        misled += [] if is_fit else [f"{row['id']} {row['q']} -> {trace['entry'] or trace['intent']}"]

    shares = {expect: fitting[expect] / many for expect, many in Counter(row["expect"] for row in rows).items()}
    print("\nleft alone: " + ", ".join(f"{expect} {share:.3f}" for expect, share in shares.items()))
    assert all(share >= LEFT_ALONE[expect] for expect, share in shares.items()), "\n".join(misled)


async def test_no_sum_is_told_to_those_who_ask_when_it_becomes_a_crime(house: House) -> None:
    asked = [row["q"] for row in _rows("") if row["ref"] == "law.md 00.18"]

    told = {question: (await _asked(house, question)).text for question in asked}

    assert asked
    assert not [
        question for question, text in told.items() if re.search(r"[\d一二三五十百]+\s*万元?以上|5%|3%", text)
    ]


def _verdict(row: dict[str, Any], heard: Heard, by_title: dict[str, str]) -> str:
    # The table of towns answers without an entry.
    if heard.trace["entry"] or _tells(row, heard.text):
        return "right" if _tells(row, heard.text) else "wrong"
    return "offered" if any(_tells(row, by_title.get(title, "")) for title in heard.menu) else "missed"


def _tells(row: dict[str, Any], text: str) -> bool:
    return all(re.search(pattern, text) for pattern in row["must"])


async def _asked(house: House, question: str) -> Heard:
    person = await WebPerson.come(house, CLOCK)
    return await person.say(question)


def _rows(kind: str) -> list[dict[str, Any]]:
    files = [OWN / f"{name}{kind}.jsonl" for name in SETS]
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def _listed(verdicts: dict[str, str], *wanted: str) -> str:
    return "\n".join(f"{verdict}: {question}" for question, verdict in verdicts.items() if verdict in wanted)
