"""Notes to a case: nothing of them is lost unsaid."""

from __future__ import annotations

import copy

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.standing import standing_at

SENTENCE = "仓库在二楼，门口有一棵黄葛树。"


@pytest.mark.parametrize("characters", [1_001, 1_500, 2_600])
def test_a_note_that_is_too_long_is_refused_with_its_length_and_nothing_of_it_kept(characters: int) -> None:
    talk = _at_a_note()

    talk.say((SENTENCE * 200)[:characters])

    assert f"{characters}个字" in talk.text and "1000" in talk.text and not talk.notes
    talk.say(SENTENCE)
    assert [note.text for note in talk.notes] == [SENTENCE]


def test_a_note_as_long_as_may_be_is_added_whole() -> None:
    talk = _at_a_note()
    words = (SENTENCE * 200)[:1_000]

    talk.say(words)

    assert [note.text for note in talk.notes] == [words]


WANTS_TO_UPLOAD = (
    "我想上传图片和文件",
    "怎么上传图片?",
    "还有两份保密协议扫描件要交,怎么上传图片?",
    "上传材料",
    "图片和文件怎么上传？",
)


@pytest.mark.parametrize("words", WANTS_TO_UPLOAD)
def test_a_wish_to_hand_files_in_gives_the_link_and_is_no_note(words: str) -> None:
    talk = _at_a_note()

    talk.say(words)

    assert talk.notes == [] and "不会保存" not in talk.text
    assert any(reply.upload for reply in talk.replies)


def _at_a_note() -> Conversation:
    talk = copy.copy(standing_at("supplement", None, None))
    talk.notes = []
    return talk
