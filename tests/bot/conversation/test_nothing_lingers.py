"""What was said is gone with the turn that answered it: no circle of references keeps it until somebody looks."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.every_field import every_field, standing_at_field

# What no field reads, what only some read, a question, a story, a number of somebody.
SAID = (
    "这个我也讲不清楚嘛",
    "大概是去年三月吧",
    "举报要准备什么材料",
    "我们的前员工李小明上个月在合川把客户名单拷走了，大概值20万",
    "我叫王建国，13900008888",
    "查看已填",
)


@pytest.fixture
def kept() -> Iterator[list[object]]:
    """Keep what only the collector would free; what was there before is not looked at."""
    gc.freeze()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    yield gc.garbage
    gc.set_debug(0)
    gc.garbage.clear()
    gc.enable()


@pytest.mark.parametrize("said", SAID)
def test_nothing_of_what_was_said_at_any_field_waits_for_the_collector(said: str, kept: list[object]) -> None:
    for form, field in every_field():
        standing_at_field(form, field).say(said)

    gc.collect()

    assert _of_ours(kept) == set()


@pytest.mark.parametrize("place", ["idle", "idle, filed", "complaint, summary", "note"])
def test_nothing_of_what_was_said_elsewhere_waits_for_it(place: str, kept: list[object]) -> None:
    for said in SAID:
        conversation_at(place).say(said)

    gc.collect()

    assert _of_ours(kept) == set()


def _of_ours(kept: list[object]) -> set[str]:
    modules = {type(one).__module__: type(one).__qualname__ for one in kept}
    return {
        f"{module}.{name}"
        for module, name in modules.items()
        if module.startswith(("bot.", "intents.", "intake.", "knowledge."))
    }
