"""What is wanted of a case, told from what is told, added or asked."""

from __future__ import annotations

from time import process_time

import pytest

from intents.telling.own_case import (
    CaseWish,
    goes_on_with_the_case,
    is_pressed_or_denied,
    says_why,
    wish_about_a_case,
)


@pytest.mark.parametrize(
    "said",
    [
        "我想撤回举报", "我要撤回", "撤回", "撤回吧", "申请撤案", "我要撤诉", "把我的举报撤了",
        "请帮我撤销上次的投诉", "举报想撤回", "那个举报我不想要了，撤掉", "不想举报了", "我不举报了",
        "我不想告他了", "不追究了", "点错了，不想交的", "交错了，不是这个意思，想撤", "取消我的举报",
        "取消上次提交的举报", "就当我没举报", "我们和解了，申请撤回举报", "還是撤回舉報吧", "我们决定撤回",
        "莫再追究他了", "我不想告了，撤了嘛", "撤了算了", "不告了", "取消举报", "不想再追究", "懒得告了",
        "撤了噻", "算了，不举报了嘛", "我后悔了，不要查了", "取消预约", "不打算再追究了",
        "请你们让我撤回举报", "让我撤回吧", "请同意我撤回举报", "把那个撤了", "把之前交给你们的材料撤回来",
        "考虑再三，我决定撤回举报",
        "对方赔了钱，我想撤回举报", "我怕报复，想撤回举报", "他们道歉了，请帮我撤案",
        "家里人劝过，我自己决定撤回举报",
        "我要求撤回举报", "经过考虑，我申请撤回", "我被骗了，他没有偷，我想撤回举报",
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


PRESSED = (
    "领导劝我撤回举报，理由是影响公司上市", "我收到一封信要求我撤回举报",
    "补充：对方打电话叫我撤回举报，因为他怕坐牢",
    "家里人叫我不要再举报了", "部门经理打电话想要我撤回举报，还说给我三万块", "我怕他们逼我撤回举报，请保密",
    "厂长找我谈话，想让我撤回", "我被逼的才申请撤回", "别人劝我不要告了，我不听", "老板威胁我，撤回举报就没事",
    "昨天律师来找我，让我撤案", "有个中间人一直要我撤回举报", "他们老板说撤诉就给钱", "我老公喊我莫告了",
    "他们派人到我家劝说撤回举报", "单位要求我们撤回举报", "他说给我五万，撤回举报就行", "我的举报被人撤回了",
    "他们希望我撤回举报，我拒绝了", "人事一直劝我撤诉", "公司发通知要我撤回举报",
)  # fmt: skip
DENIED = (
    "我从来没有想过要撤回举报", "我没有申请撤回", "我没有申请撤回，请核实", "我绝对不同意撤回举报",
    "那个撤回申请不是我本人交的",
    "和解书上写我同意撤回举报，是伪造的", "我没说过要撤回举报", "我不会撤回举报的", "我未提出撤回申请",
    "有人冒名申请撤回我的举报",
    "撤回申请不是我写的", "我不可能撤回举报", "我拒绝撤回举报",
)  # fmt: skip
UNDECIDED = (
    "如果他赔钱我就撤回举报", "我考虑要撤回但还没决定", "要是他道歉，我可以撤回", "等他赔了钱我再撤回举报",
    "我还没想好，可能会撤回",
    "除非他把资料还回来，我才会撤回举报", "只要他赔钱就撤诉", "我在犹豫，想撤回又怕", "你们再不查我就撤诉",
)  # fmt: skip
NO_CASE = (
    "把消息撤回了，我有截图", "把图纸收回去了", "撤回了三条微信，我有截图", "撤了群里的公告",
    "收回了图纸以后他还有一份",
    "我想撤回那条消息",
)  # fmt: skip
NO_OBJECTION = (
    "我有异议商标的证据", "对鉴定结果有异议因为样品不对", "商标异议申请是他提的", "我对他的说法不认可",
    "我没有异议", "没有什么异议",
    "对方提出过异议", "老板对我的举报有异议", "我不认可对方的解释", "如果不立案我要提异议",
)  # fmt: skip


@pytest.mark.parametrize("said", [*PRESSED, *DENIED, *UNDECIDED, *NO_CASE])
def test_pressure_a_denial_a_condition_or_another_thing_is_no_withdrawal(said: str) -> None:
    assert wish_about_a_case(said) in (None, CaseWish.KEEP)


@pytest.mark.parametrize("said", NO_OBJECTION)
def test_what_others_say_or_found_is_no_objection(said: str) -> None:
    assert wish_about_a_case(said) is None


@pytest.mark.parametrize("said", ["对你们的处理结果不服", "对他们分局的决定有异议", "不同意你们不立案的决定"])
def test_an_objection_to_what_was_done_with_the_case_stays_one(said: str) -> None:
    assert wish_about_a_case(said) is CaseWish.OBJECT


@pytest.mark.parametrize(
    "said",
    ["我没有申请撤回" * 30, "让我" * 200, "没有想" * 300, "撤回，" * 40, "被人" * 300, "撤回我们" + "一" * 90],
)
def test_a_long_message_costs_little(said: str) -> None:
    began = process_time()
    wish_about_a_case(said)
    is_pressed_or_denied(said)

    assert process_time() - began < 0.5


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
