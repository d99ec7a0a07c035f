"""In the wrong form, or in one too early: what is said to be wanted is opened, and nothing that is not."""

from __future__ import annotations

import pytest

from intake.forms.draft import TOLD
from intake.forms.form import value_of
from tests.bot.conversation.answering import conversation_at

REPORTS = [
    "我是要举报立诚模具厂，不是咨询",
    "搞错了，我是想举报偷我们配方的人，不是约咨询",
    "我不是要预约咨询，是要举报前员工偷客户名单",
]


@pytest.mark.parametrize("said", REPORTS)
@pytest.mark.parametrize("field", ["company_name", "park", "question", "mode", "contact_name", "summary"])
def test_in_a_consultation_the_report_that_was_meant_is_opened(said: str, field: str) -> None:
    talk = conversation_at(f"consultation, {field}")
    before = talk.state.running
    talk.say(said)
    running = talk.state.running
    assert running is not None and running.form == "complaint" and before is not None
    drafts = [draft for draft in talk.state.put_aside if draft.form == "consultation"]
    # What was filled in for the consultation goes over or waits.
    assert drafts or all(name in ("company_name", TOLD) for name in before.answers)


def test_the_story_goes_over_and_the_reported_one_is_no_owner() -> None:
    talk = conversation_at("consultation, question")
    talk.say("我们的客户名单被前员工拷走了，想问咋个办")
    talk.say("我是要举报立诚模具厂，不是咨询")
    running = talk.state.running
    assert running is not None and "客户名单被前员工拷走" in str(value_of(running.answers, TOLD))
    assert value_of(running.answers, "reported_name") == "立诚模具厂"
    assert value_of(running.answers, "reporter_name") != "立诚模具厂"


@pytest.mark.parametrize(
    "said",
    ["想请指导站的人来我们厂看看保密咋个搞", "希望你们派老师到我们公司讲讲保密", "想约指导员上门帮我们看看制度"],
)
def test_whoever_wants_somebody_to_come_books_a_consultation(said: str) -> None:
    talk = conversation_at("idle")
    talk.say(said)
    assert talk.state.running is not None and talk.state.running.form == "consultation"


@pytest.mark.parametrize("said", ["怎么请指导员到公司来看看", "想请人来指导，收费吗", "请指导员来公司要给钱吗"])
def test_who_asks_about_a_visit_books_none(said: str) -> None:
    talk = conversation_at("idle")
    talk.say(said)
    assert talk.state.running is None


UNDECIDED = (
    "我公司搞科研的博士离职去了西部科学城的另一家，带走了三个项目的实验数据。"
    "我是人事，领导喊我先摸一下情况，不晓得该不该正式举报"
)


def test_whoever_does_not_know_yet_is_asked_and_need_not_tell_it_again() -> None:
    talk = conversation_at("idle")
    talk.say(UNDECIDED)
    assert talk.state.running is None and "还是想先咨询" in talk.text
    talk.say("举报侵犯商业秘密")
    running = talk.state.running
    assert running is not None and "实验数据" in str(value_of(running.answers, TOLD))


@pytest.mark.parametrize("place", ["idle", "complaint, reporter_role", "complaint, clue"])
def test_who_only_asks_whether_to_report_opens_nothing_or_leaves_it(place: str) -> None:
    talk = conversation_at(place)
    talk.say("先不举报，我只是问该不该举报")
    assert talk.state.running is None


LABOUR = [
    "我以前在重庆某电子厂做质检，签了竞业协议，离职后厂里一分钱补偿没给，还扣了我最后两个月工资8600块，说我要是去别的厂就告我侵犯商业秘密。我要投诉这个厂！",
    "老板扣我工资还说要告我泄密，我要举报他",
]
PRIVATE = ["我要举报我老公，他把我手机密码破了看我聊天记录", "举报我男朋友偷看我微信"]


@pytest.mark.parametrize(
    ("said", "told"), [*((one, "人力资源社会保障") for one in LABOUR), *((one, "家庭") for one in PRIVATE)]
)
def test_pay_and_private_matters_are_sent_where_they_belong(said: str, told: str) -> None:
    talk = conversation_at("idle")
    assert told in talk.say(said) and talk.state.running is None


@pytest.mark.parametrize(
    "said", ["前员工把客户名单拷走了，还说我们扣他工资，我要举报", "我老公的公司配方被员工偷了，我要举报"]
)
def test_a_secret_that_was_taken_is_still_ours(said: str) -> None:
    talk = conversation_at("idle")
    talk.say(said)
    assert talk.state.running is not None
