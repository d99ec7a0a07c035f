"""What a message adds to a case, told from the wish to add something."""

from __future__ import annotations

import pytest

from intents.telling.added import points_back, words_added


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("我还有新证据要补充，发现他们上周又给客户发了报价单", "发现他们上周又给客户发了报价单"),
        ("补充：他们上周又给客户发了报价单", "他们上周又给客户发了报价单"),
        ("我要补充说明:王强的老婆也在那边上班", "王强的老婆也在那边上班"),
        ("我想补充一下，对方昨天把网站关了", "对方昨天把网站关了"),
        ("忘了说，他们还拷了我们的报价表", "他们还拷了我们的报价表"),
        ("再补充一点，王强现在在新捷当副总", "王强现在在新捷当副总"),
        ("另外他们还挖走了我们两个人", "他们还挖走了我们两个人"),
        ("对了，王强是去年腊月走的", "王强是去年腊月走的"),
    ],
)
def test_words_said_with_the_wish_to_add_them_are_what_is_added(said: str, words: str) -> None:
    assert words_added(said) == words


@pytest.mark.parametrize(
    "said",
    [
        "我要补充",
        "我要补充材料，谢谢",
        "补充：",
        "我想补充材料，怎么弄",
        "我还有材料要补充，今天怎么上传",
        "电话换了怎么办",
        "他补充的：不清楚",
    ],
)
def test_a_bare_wish_and_a_question_add_nothing(said: str) -> None:
    assert words_added(said) == ""


@pytest.mark.parametrize("said", ["就是上面那句", "刚才说的那些", "就是我刚才说的", "上面那段话"])
def test_words_that_point_back_say_nothing_themselves(said: str) -> None:
    assert points_back(said)


@pytest.mark.parametrize("said", ["上面那层楼是他们的仓库", "刚才他又来了", "就是王强"])
def test_words_that_tell_something_do_not_point_back(said: str) -> None:
    assert not points_back(said)


@pytest.mark.parametrize(
    "said",
    ["再补充一个被举报人：前采购员汤敏，她住在荣昌", "补充被举报人：汤敏", "再追加一个被举报人：汤敏，她住在荣昌"],
)
def test_one_more_party_is_added_whatever_is_told_of_where_they_live(said: str) -> None:
    assert words_added(said) == said
