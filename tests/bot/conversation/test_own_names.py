"""An anonymous tip keeps no words by which its filer names themselves, unless they were asked and want it so."""

from __future__ import annotations

import pytest

from intents.telling.quoting import BETWEEN
from tests.bot.conversation.harness import Conversation

TIP = ("重庆戊科技有限公司", "经营信息", "员工离职带走了客户名单", "渝北区龙溪街道", "2024年3月")


def _filed(*said: str) -> Conversation:
    talk = Conversation()
    for line in said:
        talk.say(line)
    return talk


@pytest.mark.parametrize(
    "began",
    [
        ("提供违法线索（可匿名）", "其他知情人", "我是张伟，匿名"),
        ("提供违法线索（可匿名）", "我是张伟，其他知情人", "我叫张伟，还是匿名吧"),
        ("我是张伟，我要匿名举报", "其他知情人"),
        ("提供违法线索（可匿名）", "其他知情人", "实名", "我是张伟，还是匿名吧"),
    ],
)
def test_the_words_of_the_wish_are_not_filed(began: tuple[str, ...]) -> None:
    talk = _filed(*began, *TIP, "先提交，以后再补", "确认提交")

    assert talk.draft.anonymous
    assert "anonymous" not in talk.draft.typed
    assert "张伟" not in f"{talk.draft.typed} {talk.draft.fields}"


@pytest.mark.parametrize(
    ("decision", "kept", "quoted"),
    [
        ("去掉以后记下", "本人亲眼看到他们在用", ["本人", "亲眼看到他们在用"]),
        ("照原样记下", "本人张伟亲眼看到他们在用，微信zw1988", ["本人张伟亲眼看到他们在用，微信zw1988"]),
    ],
)
def test_who_names_themselves_in_an_answer_is_asked_once(decision: str, kept: str, quoted: list[str]) -> None:
    talk = _filed("我要匿名举报", "其他知情人", *TIP)

    assert "要去掉以后再记下吗" in talk.say("本人张伟亲眼看到他们在用，微信zw1988")
    talk.say(decision)
    talk.say("先提交，以后再补")
    talk.say("确认提交")

    assert talk.draft.fields["reported_relation"] == kept
    # What is quoted was written, sign for sign; what was left out stands between.
    assert talk.draft.typed["reported_relation"].split(BETWEEN) == quoted


def test_what_was_answered_before_the_wish_loses_the_name() -> None:
    talk = _filed("提供违法线索（可匿名）", "其他知情人", "实名", *TIP, "李强", "19900001101")
    talk.say("我是李强，车间里看到的")
    talk.say("我不想留名字了，匿名")

    talk.say("先提交，以后再补")
    talk.say("确认提交")

    assert talk.draft.anonymous
    assert "李强" not in f"{talk.draft.typed} {talk.draft.fields}"


@pytest.mark.parametrize("said", ["微信群是实名的", "他冒充我用我的名字签的字", "同事实名反映过"])
def test_a_story_about_names_changes_no_anonymity(said: str) -> None:
    talk = _filed("我要匿名举报", "其他知情人", *TIP, said, "先提交，以后再补", "确认提交")

    assert talk.draft.anonymous and talk.draft.fields["reported_relation"] == said


def test_the_answer_beside_the_wish_for_a_name_stays() -> None:
    talk = _filed(
        "我要匿名举报",
        "其他知情人",
        *TIP,
        "我愿意实名，亲眼看到的",
        "李强",
        "19900001101",
        "先提交，以后再补",
        "属实",
        "确认提交",
    )

    assert not talk.draft.anonymous and talk.draft.fields["reported_relation"] == "亲眼看到的"
