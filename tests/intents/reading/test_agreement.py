"""A yes is a yes throughout; what is neither yes nor no is asked again."""

from __future__ import annotations

import pytest

from intents.reading import NotUnderstood, read_yes_no
from intents.reading.agreement import agrees, denies

YES = (
    "好", "是的嘛", "嗯", "对头", "要得，交了嘛", "得行", "OK，交", "没得错，交嘛", "没毛病", "不用改了，提交",
    "题交吧", "确认题交",
    "👌", "👍🏻", "[OK]", "yes", "Sure!", "que ren ti jiao", "zhengque", "無誤", "內容屬實", "交交交",
    "巴适，就这样", "1，确认提交",
    "没什么要改的，交", "看过了，没问题", "没问题，提交吧，谢谢", "我保证以上内容都属实", "没有虚构，都是真的",
    "本人声明所填内容真实有效",
    "可以，以上内容均属实，本人愿承担相应法律责任", "以上均属实，我愿意承担法律责任",
    "不会有假，全是真的，报上去嘛",
    "ok submit", "yes, submit", "Please submit", "帮我提交一下", "好的谢谢您，确认提交", "这样就好",
    "就是这样吧", "好吧", "交吧",
    "我说的句句属实，愿意负责", "我讲的都是实话", "句句属实，敢负法律责任", "都是真话，没得半句假话",
    "每一句都真实，愿意承担",
    "千真万确", "百分之百属实", "我保证句句是实话", "绝对属实，我愿意负责到底", "内容全部属实，敢负责",
    "确认提交吧", "我看过了，没问题，交吧", "看了一下，没问题",
)  # fmt: skip
NO = (
    "不是", "不同意", "还没", "还没有", "要不得", "莫交", "莫忙交", "bushi", "bu tong yi", "不得行", "有点不对头",
    "可以个鬼", "好个锤子",
    "谁说要提交了", "哪个喊你交了", "❌", "no", "nope", "not yet", "不用了谢谢", "我不同意提交", "还不能交",
    "先别交", "我没同意", "不敢打包票",
    "等一下，先莫交", "不属实", "有出入", "要不得，先不提交",
)  # fmt: skip
NEITHER = (
    "", "。。。", "是否属实我不清楚", "属不属实你们去查嘛", "对方不肯", "对方同意", "对不起", "对不上号",
    "好不好", "同意不", "好的吗", "ok?", "对吗", "嗯？",
    "嗯……", "行业惯例", "好像有点出入", "可以吗", "如果能保密就提交", "可以是可以，就怕被报复", "提交了还能改吗",
    "提交后对方晓得不", "确认什么", "提交给谁",
    "好复杂哦", "好久有结果", "好人", "明天再提交，先存到", "要是属实呢", "他说可以", "行，但电话换成13700002222",
    "对，不过金额写少了", "是我老板",
    "我确认一下", "你确认一下", "请确认一下", "帮我确认看看", "我提交看看", "我提交一下", "好，我看一下",
    "行，我看看",
    "你确定", "你确定吧", "你们确认了", "您同意", "对吧", "是吧", "没错吧", "都没问题吧", "属实吧", "是么",
    "对不", "提交了是吧",
    "没问题就好", "属实就好", "没错就行", "没有问题就可以了", "没问题才怪", "属实才怪", "好是好，但是老板还没点头",
    "可以，但是先等我", "是我", "就是我", "是本人", "我是",
    "他说的句句属实", "说实话我不晓得", "老实讲有一项拿不准", "你们敢负责不", "哪个负责", "属实的话愿意负责不",
    "提交失败", "好的谢谢", "嗯，知道了", "你好", "老师好", "谢谢", "[微笑]", "Wang Fang", "Shi Hao", "有", "签了",
)  # fmt: skip


@pytest.mark.parametrize("said", YES)
def test_a_message_that_says_yes_throughout_agrees(said: str) -> None:
    assert agrees(said)
    assert not denies(said)
    assert read_yes_no(said) is True


@pytest.mark.parametrize("said", NO)
def test_a_no_is_heard_and_is_no_yes(said: str) -> None:
    assert denies(said)
    assert not agrees(said)


@pytest.mark.parametrize("said", NEITHER)
def test_what_only_begins_like_a_yes_is_none(said: str) -> None:
    assert not agrees(said)


@pytest.mark.parametrize(
    "said", ["是否属实我不清楚", "对方肯", "对得起良心", "好久有结果", "如果能保密就提交", "大概属实吧，应该"]
)
def test_a_declaration_that_is_none_is_asked_again(said: str) -> None:
    with pytest.raises(NotUnderstood) as refusal:
        read_yes_no(said)

    assert refusal.value.phrase_key == "yes_no.unclear"


@pytest.mark.parametrize("before", ["不", "没", "莫", "别", "先不", "我不想", "还不能", "谁说要"])
@pytest.mark.parametrize("verb", ["交", "提交", "确认", "同意", "报"])
def test_a_yes_that_is_denied_never_agrees(before: str, verb: str) -> None:
    assert not agrees(f"{before}{verb}")
    assert not agrees(f"我{before}{verb}了")


@pytest.mark.parametrize("said", ["好" * 10_000, "嗯" * 39 + "不", "是的" * 20 + "？", "a" * 10_000])
def test_a_flood_of_yeses_is_looked_at_in_a_moment(said: str) -> None:
    assert not agrees(said)
