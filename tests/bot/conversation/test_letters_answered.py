"""Whoever answers an officer's letter is heard as answering it; whoever wants something deleted is asked what."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot.conversation.summary import summary
from intake.forms.supplement import Purpose
from tests.bot.conversation.harness import Conversation, handbook
from tests.bot.conversation.test_after_filing import _filed as filed

ANSWERS = (
    "保密协议我拍了照片，怎么交？三家客户是去年开始跟我们做的，10月底都不订货了",
    "三家客户是去年开始跟我们做的",
    "保密协议在法务那里，下周一给你们",
    "没得保密协议，当时只是口头说过不能外传",
    "制度上写了的，员工手册第8条",
    "损失是80万，账本都在",
    "他2024年3月进厂，今年8月走的",
    "你们要的合同我找到了，一共三份",
    "这个我不清楚，要问我们老板",
    "照片太大了发不上来",
    "对方那三家客户是我们先签的，有合同为证",
    "协议是入职那天签的，没有单独的保密费，这个要紧吗",
)


def with_a_letter() -> Conversation:
    """Return a conversation in which an officer asked for something about the case that was filed."""
    talk = filed()
    talk.letter = next(iter(talk.cases))
    return talk


@pytest.mark.parametrize("said", ANSWERS)
def test_an_answer_to_a_letter_is_offered_to_its_case_and_the_upload_page_comes_with_it(said: str) -> None:
    talk = with_a_letter()
    reference = talk.letter

    assert f"补充到{reference}" in talk.say(said), talk.text
    assert "您想问的" not in talk.text and not talk.notes

    talk.say("1")
    assert [(note.reference, note.text) for note in talk.notes] == [(reference, said)]
    assert "/upload/" in talk.replies[-1].upload and talk.state.running is None


def test_more_that_is_told_goes_with_it_and_a_plain_yes_is_enough() -> None:
    talk = with_a_letter()
    talk.say("三家客户是去年开始跟我们做的")
    talk.say("还有，10月底都不订货了，一共少了六万")
    talk.say("好的")

    assert [note.text for note in talk.notes] == [
        "三家客户是去年开始跟我们做的\n还有，10月底都不订货了，一共少了六万"
    ]


def test_who_wants_to_upload_after_the_offer_loses_no_words() -> None:
    talk = with_a_letter()
    talk.say("保密协议我拍了照片，三家客户是去年开始的")
    talk.say("上传材料")

    assert len(talk.notes) == 1 and "/upload/" in talk.replies[-1].upload


@pytest.mark.parametrize("said", ["照片怎么交", "合同怎么发给你们", "材料发到哪里"])
def test_how_to_hand_it_in_is_answered_with_the_page_of_that_case(said: str) -> None:
    talk = with_a_letter()
    talk.say(said)

    assert talk.uploads[-1].reference == talk.letter, talk.text


@pytest.mark.parametrize("said", ["查进度", "竞业限制要不要给补偿", "谢谢", "我要举报另一家公司", "回执发我一下"])
def test_what_is_no_answer_is_done_as_ever(said: str) -> None:
    assert "补充到" not in with_a_letter().say(said)


def test_whoever_does_not_want_it_added_is_told_so() -> None:
    talk = with_a_letter()
    talk.say("三家客户是去年开始跟我们做的")

    assert "没有补充任何内容" in talk.say("不补充了") and not talk.notes


DELETED = (
    ("我的姓名和联系方式", "要求删除：我的姓名和联系方式"),
    ("把我的电话和姓名删掉", "把我的电话和姓名删掉"),
    ("全部", "要求删除：全部"),
    ("我的全部信息", "要求删除：我的全部信息"),
    ("聊天里说的那些话", "要求删除：聊天里说的那些话"),
    ("电话", "要求删除：电话"),
    ("删除我的手机号", "删除我的手机号"),
)


@pytest.mark.parametrize(("said", "noted"), DELETED)
def test_a_demand_to_delete_asks_what_and_what_is_said_next_is_part_of_it(said: str, noted: str) -> None:
    talk = filed()
    assert "要求删除哪些" in talk.say("要求删除我的信息") and not talk.notes

    talk.say(said)

    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.DELETION_WISH, noted)], talk.text


@pytest.mark.parametrize(
    "said", ["把我的电话和姓名删掉", "删除我的全部信息", "请把我的聊天记录都删了", "把我刚才说的话都删了"]
)
def test_a_demand_that_says_what_is_noted_as_it_was_said(said: str) -> None:
    talk = filed()
    talk.say(said)

    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.DELETION_WISH, said)], talk.text


@pytest.mark.parametrize("said", ["把我的信息删了", "把我说的都删了", "删除我的信息"])
def test_who_filed_nothing_and_wants_it_deleted_is_told_what_may_be_deleted(said: str) -> None:
    assert "可以请求删除" in Conversation().say(said)


def test_a_draft_is_ones_own_to_delete_and_nothing_is_noted_for_who_leaves_it() -> None:
    talk = filed()
    talk.say("要求删除我的信息")
    assert "没有需要删除的草稿" in talk.say("没有提交的草稿") and talk.state.running is None

    talk.say("要求删除我的信息")
    assert "没有记下删除的要求" in talk.say("不删了") and not talk.notes


@pytest.mark.parametrize("said", ["算了算了，还是不撤了", "不撤了", "算了"])
def test_whoever_leaves_a_withdrawal_is_told_that_none_was_made(said: str) -> None:
    talk = filed()
    talk.say("我要撤回")

    assert "刚才没有记下撤回" in talk.say(said) and not talk.notes, talk.text


def test_the_review_knows_how_many_files_came() -> None:
    talk = filed()
    talk.say("举报侵犯商业秘密")
    assert talk.state.running is not None
    running = replace(talk.state.running, files=2)

    assert "收到的文件：2个" in summary(handbook(), running, talk.today).text
