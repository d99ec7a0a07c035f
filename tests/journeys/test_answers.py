"""The questions of the development set through the door of the chat page: how many are answered right at once."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.journeys.house import Clock, House, opened_house, settings_for
from tests.journeys.people import Heard, WebPerson

pytestmark = pytest.mark.asyncio(loop_scope="module")

EXPECTATIONS = Path(__file__).parents[1] / "expectations"
CLOCK = Clock()

# Of the plan's questions, and of the law's; raise them as entries are added, never lower them.
RIGHT_OF_THE_PLAN = 0.95
RIGHT_OF_THE_LAW = 0.60
# Of the questions that are not ours, by what is expected of them.
LEFT_ALONE = {"abstain": 0.90, "smalltalk": 0.90, "human": 0.95}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    """One service for all questions."""
    async with opened_house(settings_for(tmp_path_factory.mktemp("house")), CLOCK) as opened:
        yield opened


async def test_questions_of_the_plan_and_the_law_are_answered_right_at_once(house: House) -> None:
    rows = _rows("faq_dev.jsonl")
    wrong = {row["id"]: row for row in rows if not _is_right(row, await _asked(house, row["q"]))}

    shares = {}
    for letter in "PL":
        of_kind = [row["id"] for row in rows if row["id"].startswith(letter)]
        shares[letter] = sum(one not in wrong for one in of_kind) / len(of_kind)
    print(f"\nright at once: plan {shares['P']:.3f}, law {shares['L']:.3f} of {len(rows)} questions")
    assert shares["P"] >= RIGHT_OF_THE_PLAN, _listed(wrong, "P")
    assert shares["L"] >= RIGHT_OF_THE_LAW, _listed(wrong, "L")


async def test_what_is_not_ours_gets_no_entry_for_an_answer(house: House) -> None:
    rows = _rows("faq_dev_out.jsonl")
    fitting: Counter[str] = Counter()
    answered = []
    for row in rows:
        trace = (await _asked(house, row["q"])).trace
        is_fit = trace["intent"] == "human" if row["expect"] == "human" else trace["entry"] is None
        fitting[row["expect"]] += is_fit
        answered += [] if is_fit else [f"{row['id']} {row['q']} -> {trace['entry'] or trace['intent']}"]

    all_of = Counter(row["expect"] for row in rows)
    shares = {expect: fitting[expect] / count for expect, count in all_of.items()}
    print("\nleft alone: " + ", ".join(f"{expect} {share:.3f}" for expect, share in shares.items()))
    short = {expect for expect, share in shares.items() if share < LEFT_ALONE[expect]}
    assert not short, "\n".join(answered)


async def _asked(house: House, question: str) -> Heard:
    person = await WebPerson.come(house, CLOCK)
    return await person.say(question)


def _is_right(row: dict[str, Any], heard: Heard) -> bool:
    return bool(heard.trace["entry"]) and all(re.search(pattern, heard.text) for pattern in row["must"])


def _rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (EXPECTATIONS / name).read_text(encoding="utf-8").splitlines()]


def _listed(wrong: dict[str, dict[str, Any]], letter: str) -> str:
    return "\n".join(f"{one} {row['q']}" for one, row in wrong.items() if one.startswith(letter))
