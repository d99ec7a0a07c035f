"""What somebody asks in the very words of an entry is answered by it, whatever else the words are like."""

from __future__ import annotations

import copy

import pytest

from bot.conversation.idle import answering
from knowledge.content.entry import Entry
from tests.bot.conversation.answering import conversation_at
from tests.knowledge.shipped import shipped_entries
from tests.long_runs import some

# Two words that are said as well of something else: 「交办」 agrees, 「可不可以上传」 asks how.
SAID_OF_SOMETHING_ELSE = {"交办", "我手头是涉密文件，可不可以上传"}
# Whoever has filed is told where their own case is.
SAID_OF_ONES_CASE = SAID_OF_SOMETHING_ELSE | {"举报归哪个局管"}
# Of the service's own matters what is said is done: 「撤回举报」, 「删除草稿」.
ENTRIES = [entry for entry in shipped_entries() if not entry.id.startswith("service.")]


def otherwise_answered(place: str, entry: Entry) -> list[str]:
    talks = [(wording, copy.copy(conversation_at(place))) for wording in entry.wordings]
    for wording, talk in talks:
        talk.say(wording)
    return [wording for wording, talk in talks if talk.trace.entry != entry.id]


@pytest.mark.parametrize("part", some(range(16), one_in=4))
def test_a_wording_is_answered_by_its_entry(part: int) -> None:
    for entry in ENTRIES[part::16]:
        if entry.id not in answering.RATHER_DONE:
            assert set(otherwise_answered("idle", entry)) <= SAID_OF_SOMETHING_ELSE, entry.id


# A fourth of the entries in every run: what is told after a filing is looked for beside, not instead.
@pytest.mark.parametrize("part", some(range(16), one_in=4))
def test_after_a_filing_too_unless_it_is_asked_of_ones_own_case(part: int) -> None:
    for entry in ENTRIES[part::16]:
        if entry.id not in answering.RATHER_DONE | answering.OF_ONES_OWN_CASE:
            assert set(otherwise_answered("idle, filed", entry)) <= SAID_OF_ONES_CASE, entry.id


@pytest.mark.parametrize("name", sorted(answering.RATHER_DONE | answering.OF_ONES_OWN_CASE))
def test_every_exception_is_an_entry(name: str) -> None:
    assert any(entry.id == name for entry in ENTRIES)
