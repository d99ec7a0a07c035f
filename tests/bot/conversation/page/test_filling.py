"""A form filled on a page: read, refused and decided as in the chat, many fields at a time."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from bot.conversation.page.acts import summary_digest
from bot.conversation.page.filling import page_fields
from bot.conversation.page.sent import PageAct, PageSent, PageTold, SentField
from intake.forms.form import Answer, value_of
from tests.bot.conversation.harness import Conversation, handbook

SAYS = SentField
COMPLAINT = {
    "reporter_role": SAYS(chosen=("right_holder",)),
    "secret_kind": SAYS(chosen=("business",)),
    "reported_name": SAYS("重庆渝心微电子有限公司"),
    "act_kinds": SAYS(chosen=("违反保密约定或者保密要求",)),
    "act_place": SAYS("江北区观音桥街道"),
    "act_date": SAYS("2026年8月"),
    "clue": SAYS("他有机会接触到客户档案"),
    "reporter_name": SAYS("重庆半坡茶业有限公司"),
    "contact_name": SAYS("周敏"),
    "phone": SAYS("19900001101"),
}


def begun(form: str = "complaint", **more: Any) -> Conversation:
    talk = Conversation(channel="form", **more)
    talk.on_page(PageSent(PageAct.BEGIN, form))
    return talk


def value(talk: Conversation, name: str) -> object:
    assert talk.state.running is not None
    return value_of(talk.state.running.answers, name)


def confirm(talk: Conversation, *, declared: bool = True, form: str = "complaint") -> PageTold:
    running = talk.state.running
    seen = summary_digest(handbook(talk.status), running) if running else ""
    return talk.on_page(PageSent(PageAct.CONFIRM, form, seen=seen, declared=declared))


def test_a_form_is_begun_where_its_first_question_is() -> None:
    talk = begun()

    assert talk.state.running is not None and talk.state.running.field == "reporter_role"


def test_a_whole_page_is_taken_at_once_and_confirmed_as_in_the_chat() -> None:
    talk = begun()

    assert talk.fill(**COMPLAINT).faults == {}
    told = confirm(talk)

    assert told.faults == {} and talk.filed is not None
    assert (talk.draft.fields["phone"], talk.draft.fields["act_date"]) == ("19900001101", "2026-08")
    assert talk.draft.fields["act_kinds"] == ["违反保密约定或者保密要求"]
    assert next(iter(talk.cases.values()))[1].lead == "liangjiang"


@pytest.mark.parametrize(
    ("form", "name", "sent", "kept"),
    [
        ("complaint", "secret_kind", SAYS(chosen=("technical",)), "technical"),
        ("complaint", "secret_kind", SAYS("图纸"), "technical"),
        (
            "complaint",
            "act_kinds",
            SAYS(chosen=("其他",), words="半夜翻墙进来抄的"),
            ["其他", "用盗窃、利诱、越权下载等手段拿走"],
        ),
        ("complaint", "reported_name", SAYS("重庆市渝中区老灶火锅馆"), "重庆市渝中区老灶火锅馆"),
        ("complaint", "act_date", SAYS("去年三月"), "2025-03"),
        ("complaint", "formed_on", SAYS("2021"), "2021"),
        ("complaint", "loss_amount", SAYS("三十来万"), 300_000),
        ("complaint", "credit_code", SAYS("91500000MA5U0000XX"), None),
        ("complaint", "phone", SAYS("023-63700000"), "02363700000"),
        ("complaint", "description", SAYS("没有"), "没有"),
        ("complaint", "measures", SAYS("都没有"), []),
        ("complaint", "act_place", SAYS(unknown=True), None),
        ("consultation", "district", SAYS("江津区"), "江津区"),
        ("consultation", "mode", SAYS(chosen=("visit",)), "visit"),
        ("consultation", "preferred_times", SAYS("下周二上午"), ["2026-12-01 上午"]),
    ],
)
def test_every_kind_of_field_is_read_as_the_chat_reads_it(
    form: str, name: str, sent: SentField, kept: object
) -> None:
    talk = begun(form)

    talk.fill(**{name: sent})

    assert value(talk, name) == kept


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("phone", "1990000110", "手机号应该是11位，您写了10位"),
        ("act_date", "2026年2月30日", "只有28天"),
        ("act_date", "2027年3月", "还没到"),
        ("formed_on", "明年", "还没到"),
        ("loss_amount", "-3", "多少钱"),
        ("loss_amount", "-3万元", "多少钱"),
        ("loss_amount", "1000000000000000000元", "太大了"),
        ("reported_name", f"重庆{'科' * 296}公司", "名称太长了（300个字）"),
        ("clue", "他把图纸拷走了" * 43, "内容太长了（301个字），请控制在300个字以内"),
        ("credit_code", "91500000MA5U0000XO", "统一社会信用代码"),
        ("reported_name", "abc@example.com", "这一项问的不是这个"),
        ("reported_name", "属实", "请先回答这一项"),
        ("act_place", "成都市武侯区", "重庆"),
    ],
)
def test_what_cannot_be_right_is_refused_beside_its_field_and_not_kept(name: str, words: str, says: str) -> None:
    talk = begun()

    told = talk.fill(**{name: SAYS(words)})

    assert says in told.faults[name].sentence
    assert value(talk, name) is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("配方是牛油六成、辣椒三成、花椒一成", "商业秘密的具体内容"),
        ("50010719880101123X", "身份证号"),
        ("卡号6222021234567890123", "银行账号"),
        ("这是国家秘密，绝密文件在我手里", "涉及国家秘密"),
    ],
)
def test_what_must_not_be_sent_is_stored_nowhere_and_said_so(words: str, says: str) -> None:
    talk = begun()

    told = talk.fill(clue=SAYS(words))

    assert says in told.faults["clue"].sentence and told.faults["clue"].hides
    assert words.encode() not in talk.state.written() and value(talk, "clue") is None


def test_the_rest_of_words_from_which_something_was_cut_is_kept() -> None:
    talk = begun()

    told = talk.fill(clue=SAYS("他拿了客户资料，在新公司联系我们的老客户，身份证号50010719880101123X"))

    assert "身份证号" in told.notes["clue"]
    assert "50010719880101123X" not in str(value(talk, "clue")) and "老客户" in str(value(talk, "clue"))


def test_a_doubtful_answer_stands_when_it_is_ticked() -> None:
    talk = begun()

    first = talk.fill(reported_name=SAYS("去年三月"))
    assert first.faults["reported_name"].may_stand and value(talk, "reported_name") is None

    assert talk.fill(reported_name=SAYS("去年三月", as_it_is=True)).faults == {}
    assert value(talk, "reported_name") == "去年三月"


def test_of_several_places_one_is_chosen() -> None:
    talk = begun()

    told = talk.fill(act_place=SAYS("白沙"))
    fault = told.faults["act_place"]
    assert fault.asks_back and len(fault.choices) > 1

    chosen = next(choice for choice in fault.choices if "江津" in choice)
    assert talk.fill(act_place=SAYS(chosen, asked=("白沙",))).faults == {}
    place = value(talk, "act_place")
    assert isinstance(place, dict) and place["district"] == "江津区"


def test_where_it_was_taken_is_asked_before_anybody_is_turned_away() -> None:
    talk = begun()

    told = talk.fill(act_place=SAYS("在成都用"))
    assert told.faults["act_place"].asks_back

    assert talk.fill(act_place=SAYS("在江津双福被拿走的", asked=("在成都用",))).faults == {}
    place, used = value(talk, "act_place"), value(talk, "use_place")
    assert isinstance(place, dict) and place["district"] == "江津区"
    assert isinstance(used, dict) and "成都" in used["outside"]


def test_a_date_is_held_against_the_other_one_whichever_comes_first() -> None:
    talk = begun()
    talk.fill(act_date=SAYS("2024年3月"))

    told = talk.fill(formed_on=SAYS("2025年1月"))

    assert "发生时间早于形成时间" in told.faults["formed_on"].sentence


def test_an_emptied_field_is_empty() -> None:
    talk = begun()
    talk.fill(clue=SAYS("他有机会接触到"))

    talk.fill(clue=SAYS(""))

    assert talk.state.running is not None and "clue" not in talk.state.running.answers


def test_an_insider_in_a_complaint_finds_themselves_in_a_tip() -> None:
    talk = begun()

    told = talk.fill(reported_name=SAYS("重庆渝心微电子有限公司"), reporter_role=SAYS(chosen=("insider",)))

    assert told.switched == "tip"
    assert talk.state.running is not None and talk.state.running.form == "tip"


NAMED_TIP = {"reporter_role": SAYS(chosen=("other",)), "anonymous": SAYS(chosen=("False",))}
UNNAMED = SAYS(chosen=("True",))


def named_tip() -> Conversation:
    talk = begun("tip")
    talk.fill(**NAMED_TIP)
    talk.fill(contact_name=SAYS("周敏"), phone=SAYS("19900001101"))
    return talk


def test_whoever_stays_unknown_is_told_first_what_goes_and_then_leaves_no_name_and_no_number() -> None:
    talk = named_tip()

    asked = talk.fill(anonymous=UNNAMED).faults["anonymous"]
    assert "联系人、联系电话" in asked.sentence and asked.may_stand
    assert (value(talk, "contact_name"), value(talk, "phone")) == ("周敏", "19900001101")
    assert set(confirm(talk, form="tip").faults) >= {"anonymous"}, "nothing is filed before it is said"
    assert talk.fill(anonymous=UNNAMED).faults, "the same once more is no agreement"

    agreed = talk.fill(anonymous=SAYS(chosen=("True",), as_it_is=True))

    assert agreed.faults == {}
    assert "周敏" not in talk.state.written().decode() and talk.state.unnamed
    doubted = talk.fill(description=SAYS("本人张伟亲眼看到的"))
    assert "姓名" in doubted.faults["description"].sentence and doubted.faults["description"].may_stand


def test_whoever_stays_named_after_all_finds_everything_as_it_was_typed() -> None:
    talk = named_tip()
    talk.fill(anonymous=UNNAMED)

    assert talk.fill(anonymous=SAYS(chosen=("False",))).faults == {}

    assert (value(talk, "contact_name"), value(talk, "phone")) == ("周敏", "19900001101")
    assert talk.state.running is not None and talk.state.running.refused == {} and not talk.state.unnamed


def test_an_owner_who_ticks_both_after_a_name_is_asked_before_either_decides() -> None:
    talk = named_tip()

    told = talk.fill(reporter_role=SAYS(chosen=("right_holder",)), anonymous=UNNAMED)

    assert set(told.faults) == {"anonymous"} and not told.switched
    assert talk.fill(anonymous=SAYS(chosen=("True",), as_it_is=True)).faults == {}
    assert talk.state.running is not None and talk.state.running.form == "tip"


def test_nothing_is_asked_where_nothing_would_go() -> None:
    talk = begun("tip")
    talk.fill(**NAMED_TIP)

    assert talk.fill(anonymous=UNNAMED).faults == {}


def test_a_form_that_becomes_another_asks_first_about_what_that_one_has_not() -> None:
    talk = begun()
    talk.fill(**COMPLAINT, loss_amount=SAYS("八十万"))

    told = talk.fill(reporter_role=SAYS(chosen=("insider",)))

    assert not told.switched and "损失金额" in told.faults["reporter_role"].sentence
    assert value(talk, "loss_amount") == 800_000
    agreed = talk.fill(reporter_role=SAYS(chosen=("insider",), as_it_is=True))
    assert agreed.switched == "tip" and agreed.faults == {}


def test_a_second_party_is_another_instance_of_its_group() -> None:
    talk = begun()

    talk.fill(**{"reported_name": SAYS("王某"), "reported_name#2": SAYS("重庆金谷和牛餐饮店")})

    assert (value(talk, "reported_name"), value(talk, "reported_name#2")) == ("王某", "重庆金谷和牛餐饮店")
    assert talk.fill(**{"credit_code#2": SAYS("1")}).faults == {}, "no field of ours"


def test_what_is_missing_and_what_is_not_declared_is_told_at_the_summary() -> None:
    talk = begun()
    talk.fill(**{name: sent for name, sent in COMPLAINT.items() if name != "phone"})

    told = confirm(talk, declared=False)

    assert set(told.faults) == {"phone", "truth_declared"} and talk.cases == {}


def test_what_is_confirmed_is_what_was_seen() -> None:
    talk = begun()
    talk.fill(**COMPLAINT)
    assert talk.state.running is not None
    seen = summary_digest(handbook(), talk.state.running)
    talk.fill(clue=SAYS("他已经在卖了"))

    told = talk.on_page(PageSent(PageAct.CONFIRM, "complaint", seen=seen, declared=True))

    assert told.unseen and talk.cases == {}


def test_a_second_confirmation_finds_nothing_to_file() -> None:
    talk = begun()
    talk.fill(**COMPLAINT)

    confirm(talk)
    told = confirm(talk)

    assert told.gone and len(talk.cases) == 1


def test_where_nothing_is_filed_the_confirmed_form_is_a_text_to_take_away() -> None:
    talk = begun(status="helper")
    talk.fill(**COMPLAINT)

    confirm(talk)

    assert talk.cases == {} and talk.replies[0].download is not None
    assert "周敏" in talk.replies[0].download.text and "未提交" in talk.replies[0].download.text


def test_what_the_page_added_is_there_when_the_chat_goes_on() -> None:
    talk = Conversation()
    talk.say("举报侵犯商业秘密")
    talk.fill(**{name: COMPLAINT[name] for name in ("reporter_role", "secret_kind", "reported_name")})

    answer = talk.say("权利人")

    assert "您在网页上填的已经在这里了" in answer and "重庆渝心微电子有限公司" in answer
    assert talk.trace.field == "act_kinds"
    talk.say("员工跳槽带走")
    assert talk.trace.field == "act_place"


def test_a_form_filled_on_the_page_is_shown_before_the_chat_files_it() -> None:
    talk = Conversation()
    talk.say("举报侵犯商业秘密")
    talk.fill(**COMPLAINT)

    for words in ("先提交，以后再补", "先提交，以后再补", "属实"):
        answer = talk.say(words)

    assert "请核对举报内容" in answer and talk.cases == {}
    talk.say("确认提交")
    assert len(talk.cases) == 1


def test_a_link_opens_the_draft_once() -> None:
    talk = Conversation()
    talk.say("举报侵犯商业秘密")
    talk.say("去网页填")

    assert talk.on_page(PageSent(PageAct.ENTER, link="another")).gone
    assert not talk.on_page(PageSent(PageAct.ENTER, link="secret")).gone
    assert talk.on_page(PageSent(PageAct.ENTER, link="secret")).gone


def test_a_link_that_is_too_old_opens_nothing() -> None:
    talk = Conversation()
    talk.say("举报侵犯商业秘密")
    talk.say("去网页填")
    talk.wait(hours=3)

    assert talk.on_page(PageSent(PageAct.ENTER, link="secret")).gone


def test_a_page_of_a_form_that_is_not_the_one_under_way_changes_nothing() -> None:
    talk = begun("tip")

    told = talk.on_page(PageSent(PageAct.SAVE, "complaint", {"clue": SAYS("他有机会接触到")}))

    assert told.switched == "tip" and value(talk, "clue") is None


def test_a_discarded_draft_is_gone() -> None:
    talk = begun()
    talk.fill(clue=SAYS("他有机会接触到"))

    talk.on_page(PageSent(PageAct.DISCARD, "complaint"))

    assert talk.state.running is None and talk.state.shelved is None


def test_a_draft_of_an_older_form_is_filled_and_filed() -> None:
    talk = begun()
    assert talk.state.running is not None
    old = talk.state.running.with_answer("a_field_that_is_gone", Answer("甲", "甲"))
    old = old.with_answer("secret_kind", Answer("an option that is gone", "别的"))
    talk.state = replace(talk.state, running=old)

    assert talk.fill(**COMPLAINT).faults == {}
    confirm(talk)

    assert talk.draft.fields["secret_kind"] == "business"


def test_what_was_told_in_the_chat_is_shown_to_be_changed_where_something_was_told() -> None:
    form = handbook().forms["complaint"]

    assert "told" not in {field.name for field in page_fields(form, {})}
    assert "told" in {field.name for field in page_fields(form, {"told": Answer("他拷走了图纸", "", True)})}
