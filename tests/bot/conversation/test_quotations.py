"""What opened a form reaches the case in the filer's own words; and nothing is quoted that they did not write."""

from __future__ import annotations

import re

import pytest

from bot.conversation.page.sent import PageAct, PageSent, SentField
from intake.forms.draft import TOLD, draft_of
from intake.forms.forms import forms
from intents.telling.original import tells_something
from intents.telling.quoting import BETWEEN
from intents.telling.unknown_teller import LEFT_OUT
from tests.bot.conversation.harness import Conversation

SHORT = (
    "我要告人！我们公司在渝北的，以前的销售经理老何跳槽去了对手那里，"
    "把我们客户名单全拿走了，现在我们客户一个个被挖"
)
HEARD = "老板叫人偷了别家的配方来用，我怕被报复，还想说他们天天照着做"


def told(talk: Conversation) -> str:
    """Return what would be handed over of the person's own words."""
    running = talk.state.running
    assert running is not None
    return str(draft_of(forms()[running.form], running.answers).fields.get(TOLD) or "")


def said(*lines: str) -> Conversation:
    """Return a conversation in which these lines were said."""
    talk = Conversation()
    for line in lines:
        talk.say(line)
    return talk


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ((SHORT,), "跳槽去了对手那里，把我们客户名单全拿走了，现在我们客户一个个被挖"),
        (("我要举报", SHORT), "把我们客户名单全拿走了"),
        (("你好", "举报侵犯商业秘密", "我们客户名单被以前的会计拷走了"), "我们客户名单被以前的会计拷走了"),
        (("对方公司的人把我们客户名单拿走了，你们管不管", "举报侵犯商业秘密"), "把我们客户名单拿走了"),
        (("商业秘密怎么认定", "我要举报，车间主任把图纸卖给对面了"), "车间主任把图纸卖给对面了"),
        (("匿名举报，老板叫人偷了别家的配方来用",), "老板叫人偷了别家的配方来用"),
        ((f"匿名举报。{HEARD}",), "老板叫人偷了别家的配方来用"),
        (("匿名说个事，我们老板喊人把别个厂的图纸偷来照着做，我在里头上班",), "老板喊人把别个厂的图纸偷来照着做"),
        (("我想预约指导站上门，我们做榨菜的，老师傅要退休了担心手艺外传",), "老师傅要退休了担心手艺外传"),
        (("预约指导站咨询", "那我还是举报嘛，他们偷了我们的图纸"), "他们偷了我们的图纸"),
    ],
)
def test_however_a_form_is_opened_its_case_holds_the_words(lines: tuple[str, ...], kept: str) -> None:
    assert kept in told(said(*lines))


def test_a_form_begun_on_its_page_holds_what_was_told_in_the_chat() -> None:
    talk = said("对方公司的人把我们客户名单拿走了，你们管不管")
    talk.on_page(PageSent(PageAct.BEGIN, "complaint"))

    assert "把我们客户名单拿走了" in told(talk)


@pytest.mark.parametrize(
    "bare",
    [
        "我要举报",
        "你好，我想举报商业秘密侵权",
        "我想匿名举报",
        "预约指导站咨询",
        "请问能不能上门服务",
        "举报一下违法线索",
    ],
)
def test_a_bare_wish_is_no_story(bare: str) -> None:
    assert not tells_something(bare)


def test_who_does_not_want_it_is_asked_no_more() -> None:
    talk = said(SHORT, "原话不要了")
    talk.say("他把我们客户名单发给了新公司的人，天天照着打电话抢我们的客户")

    assert told(talk) == ""


def test_of_an_unknown_filer_what_goes_on_about_them_is_left_out_too() -> None:
    words = told(said("匿名举报。我是质检员，干了十年，今年走的，老板叫人偷了别家的图纸，每天照着做"))

    assert "老板叫人偷了别家的图纸" in words and not re.search("质检|十年|今年", words)


WALKS = (
    (SHORT, "何大勇", "名字改成何大庸，不是何大勇", "拿走的，还在用", "联系人王珂，电话一三九零零零零二二二二"),
    (f"匿名举报。{HEARD}", "其他知情人", "重慶恒泽化工", "不是恒泽，是恒则", "长寿晏家", "保密措施再加上门禁"),
    (
        "我是渝东包装的法务，前员工把报價单用U盘拷走，签过保密协议，也有门禁，有监控录像和聊天记录，大概损失八十来万，现在还在用",
    ),
    (
        "想请你们上门讲一讲，下周三上午或者下周四下午都行，我们在涪陵李渡，做榨菜",
        "渝涪食品",
        "员工离职怎么管",
        "上门",
    ),
)


@pytest.mark.parametrize("lines", WALKS)
def test_whatever_is_quoted_was_written_sign_for_sign(lines: tuple[str, ...]) -> None:
    talk, sent = Conversation(), ""
    for line in lines:
        talk.say(line)
        sent += f"\n{line}"
        # What is pressed by its number or its label was offered.
        offered = "\n".join(choice.say for reply in talk.replies for choice in reply.choices)
        running = talk.state.running
        for name, answer in (running.answers if running else {}).items():
            quoted = str(answer.value).split(LEFT_OUT) if name == TOLD else answer.typed.split(BETWEEN)
            pieces = [piece for whole in quoted for piece in whole.split("\n")]
            assert all(piece in sent or piece in offered for piece in pieces), (name, answer)


def test_a_page_quotes_what_was_typed_there() -> None:
    talk = said(SHORT)
    talk.fill(reported_name=SentField(words="何大勇，何大力"), act_date=SentField(words="二〇二六年三月"))

    running = talk.state.running
    assert running is not None and running.answers["act_date"].typed == "二〇二六年三月"
    assert all(
        piece in f"{SHORT}何大勇，何大力"
        for name, answer in running.answers.items()
        if name not in (TOLD, "act_date")
        for piece in answer.typed.split(BETWEEN)
    )


def test_what_goes_beyond_the_questions_is_read_back_where_it_is_taken() -> None:
    assert "是否还在继续：是" in Conversation().say(SHORT) or "是否还在继续：还在" in Conversation().say(SHORT)
