"""What is said around what is asked: in an opening story, on the form's page, where something is missing."""

from __future__ import annotations

from bot.conversation.page.sent import SentField
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.midform import answers_of
from tests.bot.conversation.test_after_filing import _ANSWERS

_STORY = (
    "我是重庆锐途动力机械有限公司的法务汪雨桐，电话13800138021。前技术部副部长邓志刚今年7月28日晚上在我们江津双福的办公室把一百多张缸体图纸拷走了，"
    "现在大足的重庆骏驰发动机有限公司在用。我要实名举报骏驰公司和邓志刚。"
)


def test_a_wish_for_recusal_in_an_opening_story_is_kept_with_its_reason_and_read_back() -> None:
    talk = Conversation()

    talk.say(f"{_STORY}江津局有个科长是对方老板的舅子，请他回避。")

    assert answers_of(talk)["recusal"] == "江津局有个科长是对方老板的舅子，请他回避"
    assert "回避申请：江津局有个科长是对方老板的舅子，请他回避" in talk.text


def test_a_tip_keeps_a_wish_for_recusal_as_the_item_of_that_name_with_or_without_a_name() -> None:
    for wish in ("我要匿名举报。", "我是知情人，实名提供线索。"):
        talk = Conversation()

        talk.say(
            f"{wish}江津双福的重庆骏驰发动机有限公司去年偷了别家的图纸在用，"
            "江津局有个科长是他们老板的舅子，请他回避。"
        )

        answers = answers_of(talk)
        assert talk.state.running is not None and talk.state.running.form == "tip"
        assert answers["recusal"] == "江津局有个科长是他们老板的舅子，请他回避"
        assert "回避申请：江津局有个科长是他们老板的舅子，请他回避" in talk.text
        assert "description" not in answers


def test_an_agents_authorisation_told_in_a_story_is_read_back_and_not_asked_for_again() -> None:
    talk = Conversation()

    talk.say(f"我是重庆云篆律师事务所律师方知远，受锐途公司委托举报，有授权书。{_STORY.partition('。')[2]}")

    assert answers_of(talk)["agent_authority"] == "given"
    assert "代理人：方知远" in talk.text and "授权委托：有授权委托书" in talk.text
    assert "授权委托书请当面交给承办局" in talk.text


def test_two_questions_inside_an_opening_story_are_answered_beside_it() -> None:
    talk = Conversation()

    talk.say(f"{_STORY}举报有没有奖励？这种要不要先去做鉴定？")

    assert talk.trace.dialog == "complaint"
    assert {"procedure.reward", "procedure.appraisal"} <= {_entry_of(reply.text) for reply in talk.replies}


def test_a_question_without_a_sure_answer_is_named_not_guessed_at() -> None:
    talk = Conversation()

    talk.say(f"{_STORY}你们食堂中午几点开饭？")

    assert "您另外问的“" in talk.text and "几点开饭" in talk.text


def test_the_page_says_what_it_took_out_of_the_talk_around_a_name_and_which_calendar_it_read() -> None:
    talk = conversation_at("complaint, act_kinds")

    told = talk.fill(
        contact_name=SentField(words="欧阳锦程，锦是锦绣的锦"), act_date=SentField(words="农历八月十五")
    )

    assert answers_of(talk)["contact_name"] == "欧阳锦程"
    said = " ".join(str(told).split())
    assert "记为“欧阳锦程”" in said and "照农历折算" in said


def test_the_summary_says_of_what_must_be_filled_only_that_it_is_missing() -> None:
    talk = Conversation()
    talk.say("举报侵犯商业秘密")
    while talk.trace.field != "confirm":
        field = str(talk.trace.field)
        talk.say("不想说" if field in ("reporter_name", "phone") else _ANSWERS.get(field, "跳过"))

    missing, left = talk.text.split("没有填的：")

    assert "还缺必须填的：权利人名称、联系电话" in missing
    assert "权利人名称" not in left.split("。")[0] and "联系电话" not in left.split("。")[0]


def _entry_of(text: str) -> str:
    return "procedure.reward" if "奖励" in text else "procedure.appraisal" if "鉴定" in text else ""
