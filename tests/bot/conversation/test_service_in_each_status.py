"""What the service says about itself is asked in each status, and promises nowhere what that status cannot do."""

from __future__ import annotations

import re

import pytest

from intake.forms.codes import ChannelStatus
from knowledge.content.entry import Entry
from tests.bot.conversation.harness import Conversation
from tests.knowledge.shipped import shipped_entries

ABOUT_ITSELF = [entry for entry in shipped_entries() if entry.id.startswith("service.")]

# Somebody told to do so needs a case that was filed here.
NEEDS_A_CASE = re.compile(r"说“(?:查进度|补充材料|我要撤回举报|我有异议)”|提交成功会给出")
NOTHING_IS_FILED = re.compile(r"只帮(?:您)?整理材料")


@pytest.mark.parametrize("status", list(ChannelStatus))
def test_each_question_about_the_service_has_its_answer_in_each_status(status: ChannelStatus) -> None:
    heard = {}
    for entry in ABOUT_ITSELF:
        person = Conversation(status=status.value)
        person.say(entry.title)
        heard[entry.id] = person.trace.entry

    assert heard == {entry.id: entry.id for entry in ABOUT_ITSELF}


@pytest.mark.parametrize("entry", ABOUT_ITSELF, ids=lambda entry: entry.id)
def test_what_needs_a_filed_case_says_when_there_is_none(entry: Entry) -> None:
    assert not NEEDS_A_CASE.search(entry.answer) or NOTHING_IS_FILED.search(entry.answer)


def test_elsewhere_asking_for_progress_is_offered_only_to_those_who_filed_here() -> None:
    offered = [
        entry
        for entry in shipped_entries()
        if "回复“查进度”" in entry.answer and not entry.id.startswith("service.")
    ]

    assert [entry.id for entry in offered if "在本服务里提交过的" not in entry.answer] == []
