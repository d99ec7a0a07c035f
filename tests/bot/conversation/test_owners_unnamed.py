"""Whoever stays unknown is never noted as the owner of the secret: that would say who they are."""

from __future__ import annotations

import pytest

from intake.forms.draft import draft_of
from intake.forms.form import Answer
from intake.forms.forms import forms
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation

OWNER = (
    "我是重庆锐途动力机械有限公司的法务，7月28日前部长邓志刚在我们江津双福的办公室拷走了缸体图纸，"
    "带到大足的重庆骏驰发动机有限公司在用，我要匿名举报"
)


def _role(talk: Conversation) -> object:
    running = talk.state.running
    assert running is not None and running.form == "tip"
    answer = running.answers.get("reporter_role")
    return answer.value if answer else None


def test_an_owner_who_becomes_unknown_is_somebody_who_knows() -> None:
    talk = Conversation()
    talk.say(OWNER)

    said = talk.say("改为匿名线索举报")

    assert _role(talk) == "other" and "权利人（商业秘密是我们的）" not in said
    assert "权利人（" not in talk.say("查看已填")


def test_an_owner_who_becomes_unknown_at_the_summary_leaves_no_name_and_is_told_what_went() -> None:
    talk = conversation_at("complaint, summary")
    talk.say("还是匿名吧")

    said = talk.say("改为匿名线索举报")

    assert "您填过的联系人、联系电话、权利人名称不再保留" in said
    assert not any(name in talk.state.written().decode() for name in ("周敏", "19900001101", "半坡茶业"))


def test_an_owner_who_gives_their_name_after_all_is_asked_who_they_are() -> None:
    talk = Conversation()
    talk.say(OWNER)
    talk.say("改为匿名线索举报")

    talk.say("还是实名举报吧")

    assert talk.state.running is not None and talk.state.running.field == "reporter_role"
    talk.say("权利人")
    assert talk.state.running.form == "complaint"


def test_an_answer_that_comes_after_the_wish_is_no_owner_either() -> None:
    talk = Conversation()
    talk.say("我要匿名举报")
    talk.say("权利人")

    assert _role(talk) == "other"


@pytest.mark.parametrize("role", ["right_holder", "licensee"])
def test_whatever_way_it_came_a_case_without_a_name_has_no_owner(role: str) -> None:
    answers = {"reporter_role": Answer(role, "权利人"), "anonymous": Answer(True, "匿名")}

    draft = draft_of(forms()["tip"], answers)

    assert draft.fields["reporter_role"] == "other" and "reporter_role" not in draft.typed


@pytest.mark.parametrize(
    "unknown",
    ["千万不要让人晓得是我说的。", "我不敢留名。", "我要匿名举报。", "莫说是我讲的。"],
)
@pytest.mark.parametrize(
    "told",
    [
        "我在西永一家封测公司上班，公司叫重庆晶沐微电子有限公司，采购总监把别家的工艺文件发到我们技术群，我们的产线就照着调，良率都上去了。",
        "我在重庆晶沐微电子有限公司当操作工，老板从同行那里买了图纸，现在我们车间照着做，抢了人家好多订单。",
    ],
)
def test_whoever_works_there_and_wants_to_stay_unknown_is_an_insider(unknown: str, told: str) -> None:
    talk = Conversation()
    talk.say(f"{unknown}{told}")

    assert _role(talk) == "insider"
    assert talk.state.running is not None
    assert talk.state.running.answers["anonymous"].value is True
    assert talk.state.running.answers["reported_name"].value == "重庆晶沐微电子有限公司"
