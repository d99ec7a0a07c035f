"""What is wanted of a case, told from what is told, added or asked."""

from __future__ import annotations

import pytest

from intents.telling.own_case import CaseWish, goes_on_with_the_case, says_why, wish_about_a_case


@pytest.mark.parametrize(
    "said",
    [
        "我想撤回举报", "我要撤回", "撤回", "撤回吧", "申请撤案", "我要撤诉", "把我的举报撤了",
        "请帮我撤销上次的投诉", "举报想撤回", "那个举报我不想要了，撤掉", "不想举报了", "我不举报了",
        "我不想告他了", "不追究了", "点错了，不想交的", "交错了，不是这个意思，想撤", "取消我的举报",
        "取消上次提交的举报", "就当我没举报", "我们和解了，申请撤回举报", "還是撤回舉報吧", "我们决定撤回",
        "莫再追究他了", "我不想告了，撤了嘛", "撤了算了", "不告了", "取消举报", "不想再追究", "懒得告了",
        "撤了噻", "算了，不举报了嘛", "我后悔了，不要查了", "取消预约", "不打算再追究了",
    ],
)  # fmt: skip
def test_a_wish_to_withdraw_is_heard(said: str) -> None:
    assert wish_about_a_case(said) is CaseWish.WITHDRAW


@pytest.mark.parametrize(
    "said",
    [
        "我反悔了，还是要查", "不撤回了", "不撤了，你们继续查", "我改主意了，请继续办", "取消撤回", "撤回申请作废",
        "莫撤了嘛", "撤回我的撤回申请", "先不撤", "后悔撤回了，不撤", "我想通了，还是要追究", "别撤案",
    ],
)  # fmt: skip
def test_a_withdrawal_taken_back_is_no_withdrawal(said: str) -> None:
    assert wish_about_a_case(said) is CaseWish.KEEP


@pytest.mark.parametrize("said", ["还是要查", "继续查嘛", "我反悔了，还是要查", "不撤了", "还是要告他们"])
def test_whoever_is_asked_why_they_withdraw_may_go_on_instead(said: str) -> None:
    assert goes_on_with_the_case(said)


@pytest.mark.parametrize("said", ["已经和解了，不用再查", "没有理由", "撤了还能继续查吗", "撤回", "不想查了"])
def test_a_reason_to_withdraw_goes_on_with_nothing(said: str) -> None:
    assert not goes_on_with_the_case(said)


@pytest.mark.parametrize(
    "said",
    [
        "我有异议", "对处理结果有异议", "我要提异议", "我不服", "对不立案决定不服", "不认可这个结果",
        "我不同意你们的处理", "处理得不公平", "分到江津不对，该渝北管", "这个案子分错了", "我对结果不认可",
    ],
)  # fmt: skip
def test_an_objection_is_heard(said: str) -> None:
    assert wish_about_a_case(said) is CaseWish.OBJECT


@pytest.mark.parametrize(
    "said",
    [
        "他把聊天记录撤回了", "撤回的聊天记录我截了图", "对方撤诉了", "撤回要什么手续", "能不能撤回？",
        "撤回举报有什么后果", "法院已经撤案了", "异议期是多久", "他不服从管理", "还有一份合同",
        "他们之前撤销过授权", "微信消息被他撤回了三条", "我们公司的服务器被他撤走了三台，这个是照片说明",
        "举报后多久立案", "公司已经撤销了他的账号", "取消竞业协议要赔钱吗",
        "取消了他的系统权限以后他还登录过", "可以撤嘛", "能撤回嘛", "撤不撤得了？",
        "不撤回会怎么样", "", "提交", "我要补充",
    ],
)  # fmt: skip
def test_what_is_told_or_asked_is_no_wish(said: str) -> None:
    assert wish_about_a_case(said) is None


@pytest.mark.parametrize(
    "said", ["我想撤回举报，已经和解了", "分到江津不对，该渝北管", "不服，没有找我核实就不立案"]
)
def test_a_reason_beside_a_wish_is_seen(said: str) -> None:
    assert says_why(said)


@pytest.mark.parametrize(
    "said", ["我想撤回举报", "对处理结果有异议", "请帮我撤销上次的投诉吧，谢谢", "我不服", "撤回"]
)
def test_a_bare_wish_has_no_reason(said: str) -> None:
    assert not says_why(said)
