"""What is said about an item of a form is told from what answers it."""

from __future__ import annotations

import pytest

from intents.telling.about_the_form import asks_whether_needed, says_it_was_told


@pytest.mark.parametrize(
    "said",
    [
        "这个必须填吗？",
        "这个必须填不",
        "不填可以吗",
        "这个是不是非填不可哦",
        "不晓得的话可以空起不",
        "代码一定要啊？",
        "不写得行不",
        "不填要得不",
        "可不可以跳过",
        "能不能不填",
        "不填会怎么样",
        "电话必须留吗",
        "这项要不要填",
        "这个要填不",
        "必须要写啊",
    ],
)
def test_whether_an_item_must_be_filled_is_asked(said: str) -> None:
    assert asks_whether_needed(said)


@pytest.mark.parametrize(
    "said",
    [
        "不想填",
        "跳过",
        "不填",
        "不填了嘛",
        "空着",
        "一定要来",
        "他必须签保密协议吗",
        "员工离职必须签竞业限制吗",
        "举报必须实名吗",
        "要不要报警",
        "必须报警吗",
    ],
)
def test_a_refusal_and_another_question_are_not_that(said: str) -> None:
    assert not asks_whether_needed(said)


@pytest.mark.parametrize(
    "said",
    [
        "刚才说过了",
        "这个我前头不是讲了得嘛",
        "说过一遍了，你翻一哈前面",
        "不是才说了迈",
        "我都给你说了撒",
        "前面已经填过了",
        "都说了好几遍了",
        "刚刚不是告诉你了吗",
    ],
)
def test_words_that_only_point_to_what_was_told(said: str) -> None:
    assert says_it_was_told(said)


@pytest.mark.parametrize(
    "said",
    [
        "他说过了",
        "他们说过不用",
        "没说过",
        "报过警",
        "已经报过了",
        "跟派出所说过",
        "合同里写了的",
        "我们说过不能外传",
        "都签过",
    ],
)
def test_words_that_tell_something_do_not_point_back(said: str) -> None:
    assert not says_it_was_told(said)
