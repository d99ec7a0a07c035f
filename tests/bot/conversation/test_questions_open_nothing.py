"""A question opens no form, and whoever asks whether they themselves infringe is no informer."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation

ASKED = (
    "hr想问一下,离职面谈的时候商业秘密这块我们应该做哪几件事",
    "人事想请教下，员工走的时候保密这块要走哪几个步骤",
    "行政问一下，新员工入职那天保密方面我们该做哪几样",
    "想请问来客户参观车间，保密上要注意哪几点",
)
OF_ONESELF = (
    "我在上家干了8年销售,跳槽后老客户自己找过来的,算侵权不算嘛",
    "我以前在一家做涂料的厂跑业务，现在自己开店，原来的客户打电话来订货，我接了算不算侵权",
    "我跳槽到同行，用自己脑壳头记得的经验做产品，违不违法哦",
    "我在原单位干了五年设计，现在新公司喊我画差不多的图，我会不会惹官司",
    "我离职时带走了自己做的笔记本，公司说我泄密，我算侵权吗",
    "前公司没给竞业补偿，我去了对手那边，老东家说要告我侵犯商业秘密，我咋办",
    "想问下我把原来公司的报价方式用到新公司，犯不犯法",
    "我从原来的公司出来自己干，以前的供应商愿意给我供货，我用起算侵权不嘛",
    "我换了东家，手机里头还存着老客户的电话，我联系他们违法不",
)
MONOPOLY = (
    "垄断协议举报",
    "我要举报他们搞垄断",
    "举报几家搅拌站商量好统一涨价",
    "滥用市场支配地位在哪里举报",
    "想投诉价格同盟",
)
FILED = (
    "我们销售经理跳槽后把老客户名单全部带走了，给对手公司用，我要举报",
    "我要举报前员工，他跳槽后把我们的图纸拿给对面厂用",
    "我在厂里上班，亲眼看到老板喊人偷别家的配方，我要匿名举报",
)


@pytest.mark.parametrize("said", [*ASKED, *OF_ONESELF])
def test_whoever_asks_is_answered_or_asked_back_and_files_nothing(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is None, talk.text


@pytest.mark.parametrize("said", MONOPOLY)
def test_a_monopoly_is_sent_to_where_it_belongs(said: str) -> None:
    talk = Conversation()

    answered = talk.say(said)

    assert talk.state.running is None
    assert "12315" in answered
    assert "垄断" in answered


@pytest.mark.parametrize("said", FILED)
def test_whoever_reports_still_gets_the_form(said: str) -> None:
    talk = Conversation()

    talk.say(said)

    assert talk.state.running is not None, talk.text
