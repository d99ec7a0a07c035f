"""Notes to a case: nothing of them is lost unsaid."""

from __future__ import annotations

import copy

import pytest

from intake.forms.supplement import Purpose
from tests.bot.conversation.answering import conversation_at
from tests.bot.conversation.harness import Conversation
from tests.bot.conversation.standing import standing_at

SENTENCE = "仓库在二楼，门口有一棵黄葛树。"


@pytest.mark.parametrize("characters", [1_001, 1_500, 2_600])
def test_a_note_that_is_too_long_is_refused_with_its_length_and_nothing_of_it_kept(characters: int) -> None:
    talk = _at_a_note()

    talk.say((SENTENCE * 200)[:characters])

    assert f"{characters}个字" in talk.text and "1000" in talk.text and not talk.notes
    talk.say(SENTENCE)
    assert [note.text for note in talk.notes] == [SENTENCE]


def test_a_note_as_long_as_may_be_is_added_whole() -> None:
    talk = _at_a_note()
    words = (SENTENCE * 200)[:1_000]

    talk.say(words)

    assert [note.text for note in talk.notes] == [words]


WANTS_TO_UPLOAD = (
    "我想上传图片和文件",
    "怎么上传图片?",
    "还有两份保密协议扫描件要交,怎么上传图片?",
    "上传材料",
    "图片和文件怎么上传？",
)


@pytest.mark.parametrize("words", WANTS_TO_UPLOAD)
def test_a_wish_to_hand_files_in_gives_the_link_and_is_no_note(words: str) -> None:
    talk = _at_a_note()

    talk.say(words)

    assert talk.notes == [] and "不会保存" not in talk.text
    assert any(reply.upload for reply in talk.replies)


UNDER_THREAT = (
    "对方找人威胁我，叫我撤诉，我想撤回",
    "他们说不撤回就要打我，我只好撤回",
    "有人恐吓我，我要撤回举报",
    "对方威胁我要我撤",
)


@pytest.mark.parametrize("words", UNDER_THREAT)
def test_whoever_withdraws_under_threat_is_told_of_the_police_and_a_yes_withdraws_nothing(words: str) -> None:
    talk = _after_filing()

    assert "报警" in talk.say(words) and "由您自己决定" in talk.text and not talk.notes

    talk.say("确认")
    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.SUPPLEMENT, words)]


def test_a_threat_told_after_a_bare_wish_to_withdraw_is_no_reason_but_pressure() -> None:
    talk = _after_filing()
    talk.say("我想撤回")

    assert "报警" in talk.say("他们威胁我") and not talk.notes

    talk.say("写给办理单位")
    assert [(note.purpose, note.text) for note in talk.notes] == [(Purpose.SUPPLEMENT, "他们威胁我")]


def test_a_threat_told_when_asked_whether_to_withdraw_is_pressure_too() -> None:
    talk = _after_filing()
    assert "要记下“申请撤回”吗" in talk.say("对方赔了钱，我想撤回举报")

    assert "报警" in talk.say("他们还威胁我") and not talk.notes


@pytest.mark.parametrize("words", ["没有人威胁我，我们和解了，我想撤回", "对方打我电话道歉了，我想撤回举报"])
def test_a_withdrawal_of_ones_own_is_asked_about_as_ever(words: str) -> None:
    assert "要记下“申请撤回”吗" in _after_filing().say(words)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("我还有新证据要补充，发现他们上周又给客户发了报价单", "发现他们上周又给客户发了报价单"),
        ("补充：他们上周又给客户发了报价单", "他们上周又给客户发了报价单"),
        ("我要补充：王强的老婆也在那边上班", "王强的老婆也在那边上班"),
        ("忘了说，他们还拷了我们的报价表", "他们还拷了我们的报价表"),
        ("还有个事情要说，他们昨天把机器搬走了", "他们昨天把机器搬走了"),
    ],
)
def test_words_told_with_the_wish_to_add_them_are_the_note(said: str, words: str) -> None:
    talk = _after_filing()

    assert "已补充到编号" in talk.say(said)
    assert [note.text for note in talk.notes] == [words]


def test_words_that_point_back_are_no_note() -> None:
    talk = _at_a_note()

    assert "还没有要补充的内容" in talk.say("就是上面那句") and not talk.notes


@pytest.mark.parametrize("said", ["回执在哪里下载", "怎么下载回执", "把回执再发我一次", "回执丢了"])
def test_whoever_has_filed_gets_the_address_of_the_receipt_again(said: str) -> None:
    talk = _after_filing()
    talk.receipt = "https://shangmi.example/receipt/x"

    assert "演示回执：https://shangmi.example/receipt/x" in talk.say(said)


def _after_filing() -> Conversation:
    talk = _at_a_note()
    talk.say("不补充了")
    return talk


def _at_a_note() -> Conversation:
    talk = copy.copy(standing_at("supplement", None, None))
    talk.notes = []
    return talk


@pytest.mark.parametrize(
    "said", ["要补充：我又找到一段录音，他亲口承认拷了图纸", "我要补充：我又找到一段录音，他亲口承认拷了图纸"]
)
def test_evidence_that_is_added_is_no_ground_to_withdraw(said: str) -> None:
    talk = _at_a_note()
    talk.say("我想撤回举报")

    talk.say(said)

    assert [(note.purpose, note.text) for note in talk.notes] == [
        (Purpose.SUPPLEMENT, "我又找到一段录音，他亲口承认拷了图纸")
    ]
    assert "已补充" in talk.text


@pytest.mark.parametrize("said", ["我们和解了，对方赔了钱", "双方协商好了"])
def test_a_reason_stays_one(said: str) -> None:
    talk = _at_a_note()
    talk.say("我想撤回举报")

    talk.say(said)

    assert [note.purpose for note in talk.notes] == [Purpose.WITHDRAWAL_WISH]


# What is said at a note, of whatever purpose, and adds nothing to the case: each kind of message, as at a field.
SAYS_NOTHING_TO_ADD = {
    "wait": ("等一下", "我先找一下资料"),
    "once more": ("再说一遍",),
    "what is meant": ("什么意思", "怎么填"),
    "progress": ("查进度",),
    "a question": ("先问一下，举报要收费吗", "你们下班没有"),
    "small talk": ("你好", "谢谢"),
    "leaving": ("不补充了", "算了"),
    "a person": ("转人工", "叫个真人来"),
    "what is noted so far": ("查看已填", "你记了些啥子"),
    "a sigh": ("烦死了", "你们啷个这么啰嗦哦"),
    "told before": ("刚才说过了", "我前头不是讲了得嘛"),
    "points back": ("跟上面一样",),
}


@pytest.mark.parametrize("place", ["note", "note, objection", "note, which case"])
@pytest.mark.parametrize("kind", SAYS_NOTHING_TO_ADD)
def test_at_every_note_each_kind_of_message_adds_nothing(kind: str, place: str) -> None:
    for said in SAYS_NOTHING_TO_ADD[kind]:
        talk = conversation_at(place)

        talk.say(said)

        assert talk.notes == [], said


@pytest.mark.parametrize("words", ["返回前一个", "返回", "上一步", "回到上一步", "前一个"])
def test_going_back_is_no_reason_of_an_objection(words: str) -> None:
    talk = _at_a_note()
    talk.say("不补充了")
    talk.say("我有异议")

    talk.say(words)

    assert talk.notes == []
