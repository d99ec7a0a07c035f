"""Whoever says that they must leave has put the form aside; whoever names a draft goes over to it."""

from __future__ import annotations

import pytest

from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.test_put_aside import BEGUN, begun

_FORMS = {
    "complaint": "侵权举报",
    "tip": "线索举报",
    "consultation": "指导站咨询",
    "assess_company": "企业自评",
    "assess_park": "园区自评",
}
_LEAVE = [
    "等下，我先不填了，领导找我",
    "领导喊我了，先不弄了",
    "不好意思，先不填了，要去接娃儿",
    "有人来了，回头再填",
    "我先走了，客户来了",
    "先不说了，开会",
    "手机快没电了，先这样",
    "等一下，老板喊我，晚点再填",
    "先放一放，有点急事",
    "到站了 先不填了",
]
_SAID = ["存着下次再填", "先存着，下次再填", "存起来下次再填", "那就存着下次再填嘛", "帮我存着，我下次再填"]
_STANDS = {
    "name": ("我要举报", "权利人", "经营信息"),
    "name of a tip": ("我要匿名举报", "其他知情人"),
    "place": ("我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司", "导出带走"),
    "house": ("我要预约咨询",),
    "assessment": ("企业示范单位自评",),
}


@pytest.mark.parametrize("stands", _STANDS)
@pytest.mark.parametrize("said", [*_LEAVE, *_SAID])
def test_whoever_must_leave_has_put_the_form_aside(stands: str, said: str) -> None:
    talk = Conversation()
    for one in _STANDS[stands]:
        talk.say(one)
    answer = talk.say(said)

    assert talk.state.running is None
    assert len(talk.state.put_aside) == 1
    assert "先为您留着" in answer


@pytest.mark.parametrize(
    "said",
    ["他先走了，把图纸带走了", "这个先不填了", "领导找我谈过话，叫我别举报", "客户来了以后他就走了", "先不填"],
)
def test_what_tells_of_somebody_or_skips_an_item_leaves_nothing(said: str) -> None:
    talk = Conversation()
    for one in (*_STANDS["name of a tip"], said):
        talk.say(one)

    assert talk.state.running is not None


@pytest.mark.parametrize("here", [None, *BEGUN])
@pytest.mark.parametrize("draft", BEGUN)
def test_a_form_named_as_it_is_called_goes_on_from_wherever_it_is_said(here: str | None, draft: str) -> None:
    if here is not None and (here == draft or {here, draft} == {"complaint", "tip"}):
        return
    talk = begun(draft)
    for said in BEGUN[here] if here else ():
        talk.say(said)
    talk.say(_FORMS[draft])

    assert talk.state.running is not None
    assert talk.state.running.form == draft
    assert [one.form for one in talk.state.put_aside] == ([here] if here else [])


@pytest.mark.parametrize(
    "said",
    [
        "先放一放这个，回到举报",
        "刚才那个举报我接着填",
        "我还是接着填举报",
        "回去填举报",
        "先填刚才的举报",
        "这个等下再说，继续填那个举报",
        "举报那份我想继续填",
        "侵权举报吧",
    ],
)
def test_back_to_a_draft_in_words_of_ones_own(said: str) -> None:
    talk = begun("complaint")
    for one in (*BEGUN["assess_company"], said):
        talk.say(one)

    assert talk.state.running is not None
    assert talk.state.running.form == "complaint"
    assert [one.form for one in talk.state.put_aside] == ["assess_company"]
    assert len(talk.state.put_aside[0].answers) == 1
