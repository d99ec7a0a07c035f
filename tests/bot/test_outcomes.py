"""What became of messages that wanted an answer is counted, by reason."""

from __future__ import annotations

import re
from collections import Counter

from bot import metrics
from tests.journeys.conftest import clock, house  # noqa: F401 - the fixtures
from tests.journeys.house import Clock, House
from tests.journeys.people import WebPerson


def counted() -> Counter[tuple[str, str]]:
    """Return what stands in the metrics now."""
    found = re.findall(
        r'^shangmi_outcomes_total\{outcome="(\w+)",reason="(\w+)"\} ([\d.]+)', metrics.exposition().decode(), re.M
    )
    return Counter({(outcome, reason): int(float(times)) for outcome, reason, times in found})


async def test_each_message_that_wants_an_answer_is_counted_once(house: House, clock: Clock) -> None:  # noqa: F811
    before = counted()
    person = await WebPerson.come(house, clock)

    for words in (
        "什么是商业秘密？",
        "转人工",
        "附近哪家火锅好吃？",
        "我要举报",
        "权利人",
        "举报要收费吗",
        "转人工",
    ):
        await person.say(words)

    grown = counted() - before
    assert grown == {
        ("answered", "entry"): 1,
        ("person", "asked_at_once"): 1,
        ("nothing", "not_ours"): 1,
        ("answered", "in_a_form"): 1,
        ("person", "left_a_form"): 1,
    }
