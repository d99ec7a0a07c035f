"""What a secret holds is kept at no field, whatever the field asks for."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_engine import CORE, a_conversation

_GEAR = "他偷走的图纸公差是齿轮0.02mm模数3热处理温度860度保温2小时"
_HEAT = "热处理温度860度，保温2小时，油淬"
# What leads to a field beyond the core.
_LATER = {"reported_relation": (), "reported_place": ("前员工",)}


@pytest.mark.parametrize("pasted", [_GEAR, _HEAT])
@pytest.mark.parametrize("steps", range(2, len(CORE) + 1))
def test_no_field_of_the_core_keeps_what_a_secret_holds(steps: int, pasted: str) -> None:
    talk = a_conversation(*CORE[:steps], pasted)

    assert talk.state.running is not None
    assert "860" not in repr(talk.state)
    assert "860" not in talk.text


@pytest.mark.parametrize("name", _LATER)
def test_no_later_field_keeps_what_a_secret_holds(name: str) -> None:
    before = a_conversation(*CORE, *_LATER[name])
    talk = a_conversation(*CORE, *_LATER[name], _GEAR)

    assert before.state.running is not None
    assert before.state.running.field == name
    assert "860" not in repr(talk.state)


@pytest.mark.parametrize("status", ["demo", "published", "helper"])
@pytest.mark.parametrize("pasted", [_HEAT, "我们的底料是牛油六成、辣椒三成、花椒一成，他们也这样"])
def test_whoever_is_filing_is_told_how_the_content_is_handed_in(pasted: str, status: str) -> None:
    talk = Conversation(status=status)
    for said in (*CORE[:7], pasted):
        talk.say(said)

    assert "当面交给承办局" in talk.text
    assert ("上传材料" in talk.text) == (status != "helper")
