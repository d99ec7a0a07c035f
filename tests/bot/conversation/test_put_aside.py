"""Several forms may lie aside: none takes another's place, and each is gone on with where it was left."""

from __future__ import annotations

import pytest

from bot.conversation.state import MOST_ASIDE, Running, State
from tests.bot.conversation.harness import Conversation

BEGUN = {
    "complaint": ("我要投诉", "我是权利人", "技术信息"),
    "tip": ("提供违法线索", "匿名，不留姓名和电话", "其他知情人"),
    "consultation": ("预约指导站咨询",),
    "assess_company": ("企业示范单位自评", "做到了"),
    "assess_park": ("园区示范基地自评", "做到了"),
}
ASIDE = "先存着"
NAMED = {
    "complaint": ("继续填举报", "我要投诉", "举报侵犯商业秘密"),
    "tip": ("提供违法线索",),
    "consultation": ("继续填咨询", "预约指导站咨询"),
    "assess_company": ("企业示范单位自评",),
    "assess_park": ("园区示范基地自评", "接着填园区自评"),
}


# One report is turned into the other, and the same form goes on by itself.
OF_TWO_KINDS = [
    (first, then) for first in BEGUN for then in BEGUN if first != then and {first, then} != {"complaint", "tip"}
]


def begun(*forms: str) -> Conversation:
    """Return a conversation with these forms begun and put aside, one after the other."""
    talk = Conversation()
    for form in forms:
        for said in (*BEGUN[form], ASIDE):
            talk.say(said)
    assert [draft.form for draft in talk.state.put_aside] == list(reversed(forms))
    return talk


def answers_of(draft: Running | None) -> dict[str, object]:
    assert draft is not None
    return {name: answer.value for name, answer in draft.answers.items()}


@pytest.mark.parametrize(("form", "said"), [(form, said) for form in BEGUN for said in NAMED[form]])
def test_the_same_form_wanted_again_goes_on_where_it_was_put_aside(form: str, said: str) -> None:
    talk = begun(form)
    before = answers_of(talk.state.shelved)

    told = talk.say(said)

    assert "接着上次的填" in told
    running = talk.state.running
    assert running is not None and (running.form, answers_of(running)) == (form, before)
    assert talk.state.put_aside == ()


@pytest.mark.parametrize(("first", "then"), OF_TWO_KINDS)
def test_a_form_put_aside_stays_when_another_one_is(first: str, then: str) -> None:
    talk = begun(first, then)
    before = answers_of(talk.state.below[0])

    # The latest goes on, and the other one is told.
    told = talk.say("继续填写")
    assert talk.state.running is not None and talk.state.running.form == then
    assert "另外还存着没有提交的" in told
    talk.say(ASIDE)
    talk.say(NAMED[first][0])

    assert talk.state.running is not None and talk.state.running.form == first
    assert answers_of(talk.state.running) == before
    assert [draft.form for draft in talk.state.put_aside] == [then]


def test_over_to_another_form_in_the_middle_of_a_self_assessment_goes_on_with_what_was_put_aside() -> None:
    talk = begun("complaint")
    for said in BEGUN["assess_company"]:
        talk.say(said)

    told = talk.say("我要投诉")

    assert "接着上次的填" in told and "企业自评" in told
    assert talk.state.running is not None and talk.state.running.form == "complaint"
    assert [draft.form for draft in talk.state.put_aside] == ["assess_company"]


def test_what_is_told_with_the_wish_begins_a_form_of_its_own_and_loses_none() -> None:
    talk = begun("complaint")

    talk.say("我要举报另一家：重庆星河机械有限公司的王某今年8月拷走我们公司的图纸，我是权利人")

    assert talk.state.running is not None and "reported_name" in talk.state.running.answers
    assert [draft.form for draft in talk.state.put_aside] == ["complaint"]
    talk.say(ASIDE)
    assert [draft.form for draft in talk.state.put_aside] == ["complaint", "complaint"]


def test_deleting_takes_one_draft_at_a_time_and_names_it() -> None:
    talk = begun("complaint", "assess_park")

    assert "“园区自评”里填过的会全部清除" in talk.say("删除草稿")
    told = talk.say("确定删除")
    assert "草稿已删除" in told and "侵权举报" in told
    assert [draft.form for draft in talk.state.put_aside] == ["complaint"]

    # Of a form under way it is the form alone.
    for said in (*BEGUN["assess_company"], "删除草稿", "确定删除"):
        talk.say(said)
    assert talk.state.running is None
    assert [draft.form for draft in talk.state.put_aside] == ["complaint"]
    assert "“侵权举报”里填过的会全部清除" in talk.say("删除草稿")
    talk.say("确定删除")
    assert talk.state.put_aside == ()
    assert "没有需要删除的草稿" in talk.say("删除草稿")


def test_a_draft_named_is_the_one_that_is_deleted() -> None:
    talk = begun("complaint", "assess_park")

    assert "“侵权举报”里填过的会全部清除" in talk.say("把那份举报草稿删了")
    talk.say("确定删除")

    assert [draft.form for draft in talk.state.put_aside] == ["assess_park"]


def test_from_the_beginning_leaves_other_drafts_alone() -> None:
    talk = begun("complaint")
    for said in (*BEGUN["assess_company"], "重新填写", "确定从头填"):
        talk.say(said)

    assert [draft.form for draft in talk.state.put_aside] == ["complaint"]


# What is answered where a field must be; everything else is skipped.
ANSWERS = {
    "company_name": "重庆蓝天科技有限公司",
    "district": "江津区双福街道",
    "topics": "保密制度建设",
    "question": "想请你们来看看保密制度怎么建",
    "mode": "线上沟通",
    "preferred_times": "2026年11月25日上午",
    "contact_name": "李明",
    "phone": "13900000000",
    "confirm": "确认提交",
}


def filed(talk: Conversation, opening: str) -> str:
    """Say this, and whatever a form still wants, until it is filed; return what was told then."""
    talk.say(opening)
    for _ in range(30):
        running = talk.state.running
        if running is None:
            break
        talk.say(ANSWERS.get(running.field, "跳过"))
    assert talk.state.filed
    return talk.text


def test_what_lay_aside_before_a_filing_still_does_and_is_told() -> None:
    talk = begun("complaint")

    told = filed(talk, "预约指导站咨询")

    assert "另外还存着没有提交的：侵权举报" in told
    # Said again, it is what was filed that is meant.
    again = talk.say("确认提交")
    assert "已经停下，没有提交" not in again
    talk.say("继续填写")
    assert talk.state.running is not None and talk.state.running.form == "complaint"


def test_no_draft_of_a_report_stays_beside_one_filed_without_a_name() -> None:
    talk = begun("tip", "consultation")
    story = "我要匿名举报：重庆星河机械有限公司今年8月用了别人的图纸，在江津区生产，我是离职员工"

    filed(talk, story)

    assert [draft.form for draft in talk.state.put_aside] == ["consultation"]


def test_a_self_assessment_that_is_done_loses_no_complaint() -> None:
    talk = begun("complaint")
    talk.say("企业示范单位自评")
    for _ in range(12):
        if talk.state.running is None:
            break
        talk.say("确认" if talk.state.running.field == "confirm" else "做到了")

    assert talk.estimates and "侵权举报" in talk.text
    assert [draft.form for draft in talk.state.put_aside] == ["complaint"]


def test_a_note_or_a_person_in_between_leaves_both_drafts() -> None:
    talk = begun("complaint")
    for said in BEGUN["assess_company"]:
        talk.say(said)

    talk.say("补充材料")
    talk.say("算了，不补了")

    assert [draft.form for draft in talk.state.drafts] == ["assess_company", "complaint"]


def test_whoever_reports_after_all_goes_on_with_the_report_and_not_with_what_was_put_aside_last() -> None:
    talk = begun("complaint", "assess_company")

    talk.say("算了，还是举报")

    assert talk.state.running is not None and talk.state.running.form == "complaint"


def test_before_one_more_would_take_the_place_of_the_earliest_it_is_said() -> None:
    talk = Conversation()
    told = ""
    for number in range(MOST_ASIDE):
        assert "最早的那份就不再保留" not in told
        talk.say(f"我要举报：重庆第{number}号机械有限公司的王某今年8月拷走我们公司的图纸，我是权利人")
        told = talk.say(ASIDE)

    assert len(talk.state.put_aside) == MOST_ASIDE
    assert "最早的那份就不再保留" in told


def test_a_conversation_stored_before_there_could_be_several_still_knows_its_draft() -> None:
    talk = begun("complaint")

    assert b"below" not in talk.state.written()
    assert State.read(talk.state.written()) == talk.state
    several = begun("complaint", "assess_company").state
    assert State.read(several.written()) == several


def test_a_report_left_for_a_consultation_waits_and_goes_on_with_what_was_said_meanwhile() -> None:
    talk = Conversation()
    for said in ("我要投诉", "我是权利人", "技术信息", "重庆星河机械有限公司"):
        talk.say(said)

    told = talk.say("算了，我还是先预约指导站咨询")
    assert "侵权举报先为您留着" in told
    assert talk.state.running is not None and talk.state.running.form == "consultation"
    talk.say("重庆蓝天科技有限公司")

    talk.say("那还是举报吧")
    answers = answers_of(talk.state.running)
    assert answers["reported_name"] == "重庆星河机械有限公司"
    assert answers["reporter_name"] == "重庆蓝天科技有限公司"
    # All that was said there is here: nothing is left to wait.
    assert talk.state.put_aside == ()


def test_a_consultation_left_for_a_report_waits_with_what_does_not_fit_there() -> None:
    talk = Conversation()
    for said in ("预约指导站咨询", "重庆蓝天科技有限公司", "江津区双福街道", "跳过", "保密制度建设"):
        talk.say(said)

    assert "指导站咨询先为您留着" in talk.say("还是举报吧，我要举报")
    talk.say(ASIDE)
    talk.say("继续填咨询")

    assert talk.state.running is not None and talk.state.running.form == "consultation"
    assert answers_of(talk.state.running)["topics"]


def test_between_a_complaint_and_a_tip_all_goes_along() -> None:
    talk = Conversation()
    for said in ("我要投诉", "其他知情人"):
        talk.say(said)

    assert talk.state.running is not None and talk.state.running.form == "tip"
    assert talk.state.put_aside == ()
