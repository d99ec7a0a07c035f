"""Answers that are words: yes and no, refusals, names."""

from __future__ import annotations

import pytest

from intents import reading as answers
from intents.reading import NotUnderstood
from intents.reading.plain import says_nothing


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("属实", True), ("不属实", False), ("没错", True), ("要得", True), ("莫得", False), ("没报过警", False)],
)
def test_yes_and_no_are_read(typed: str, meant: bool) -> None:
    assert answers.read_yes_no(typed) is meant


@pytest.mark.parametrize(
    "typed",
    [
        "跳过",
        "真的不留，跳过嘛",
        "手机不方便",
        "先跳過",
        "没带执照",
        "回头补",
        "pass",
        "skip",
        "tiaoguo",
        "保密",
        "不想说真名",
        "这个就不填了嘛",
        "忘了",
        "就是不留",
        "电话不方便给",
        "这项先空着",
        "他的电话我不想说",
    ],
)
def test_a_refusal_is_heard(typed: str) -> None:
    assert answers.is_skip(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "周敏", "签了保密协议", "江津双福", "50万元", "导出日志", "没有", "他跳过加密直接下载的",
        "我们要求他保密", "他不肯还", "没带走东西", "报过", "仲裁过", "下个月",
        "公示结束以后下一步是什么", "他忘了退群", "客户拒绝了我们",
    ],
)  # fmt: skip
def test_an_answer_is_no_refusal(typed: str) -> None:
    assert not answers.is_skip(typed)


def test_not_knowing_and_having_none_are_told_apart() -> None:
    assert answers.is_unknown("说不清楚") and not answers.is_nothing("说不清楚")
    assert answers.is_nothing("没得") and not answers.is_unknown("没得")


def test_a_name_is_taken_without_the_words_before_it() -> None:
    assert answers.read_name("联系人：李四。") == "李四"
    assert answers.read_name("重庆山蓝茶叶贸易有限公司") == "重庆山蓝茶叶贸易有限公司"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("是我们以前的销售，叫李雷", "李雷"), ("叫我老王就行", "老王"), ("喊我小陈嘛", "小陈"),
        ("免贵姓吴", "吴"), ("于是之", "于是之"), ("谢谢你餐饮店", "谢谢你餐饮店"),
        ("好又多超市", "好又多超市"), ("不二家食品厂", "不二家食品厂"),
        ("什么值得买科技公司", "什么值得买科技公司"), ("Shi Hao", "Shi Hao"), ("王某", "王某"),
        ("两个人，张伟和刘洋", "张伟和刘洋"), ("老板大酒店", "老板大酒店"),
        ("巴适得板餐饮公司", "巴适得板餐饮公司"), ("被举报人王某", "王某"), ("被举报单位云山科技", "云山科技"),
        ("被投诉的公司云山科技", "云山科技"), ("侵权人李某", "李某"), ("举报对象王某", "王某"),
        ("被告茶馆", "被告茶馆"), ("侵权单位：云山科技", "云山科技"),
    ],
)  # fmt: skip
def test_a_name_is_read_whatever_words_stand_in_it(typed: str, name: str) -> None:
    assert answers.read_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "嘿嘿嘿", "哈哈哈。", "hhh", "随便你填", "你看着办嘛", "都可以", "你猜", "要得", "ok", "no", "hao de",
        "bu shi", "不", "对方", "他们", "我", "有人", "test", "啊啊啊",
        "王啥子嘛", "写简称可以不", "你是哪个", "滚开", "瓜娃子", "关你啥事", "[微笑]",
        "【收到不支持的消息类型，暂无法显示】", "[图片]", "[强]", "谢谢", "你好", "👌", "不是", "公司",
    ],
)  # fmt: skip
def test_what_is_no_name_is_asked_again(typed: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        answers.read_name(typed)

    assert refusal.value.phrase_key == "name.none"


@pytest.mark.parametrize("typed", ["a" * 8, "哈哈哈哈哈哈哈哈哈", "。。。", "啊 啊 啊 啊 啊 啊 啊 啊", "👍"])
def test_one_sign_again_and_again_says_nothing(typed: str) -> None:
    assert says_nothing(typed)
    with pytest.raises(NotUnderstood, match=r"text\.none"):
        answers.read_text(typed, 300)


@pytest.mark.parametrize("typed", ["1111111111", "aaa", "哈哈，他承认了", "ab" * 8])
def test_figures_and_a_few_letters_say_something(typed: str) -> None:
    assert not says_nothing(typed)
