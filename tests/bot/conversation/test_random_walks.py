"""People who say anything at any time: whatever they do, the conversation keeps its promises."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from bot.conversation.form.question import answered_in_order
from bot.conversation.messages import Attachment, Location
from bot.conversation.paging import paged
from bot.conversation.state import CONFIRM, State
from intake.forms.form import open_fields
from intents.persons.pasted import looks_like_a_secret
from tests.bot.conversation.harness import Conversation, handbook

WECHAT_PAGE_BYTES = 2_040

OPENINGS = (
    "我要举报",
    "提供违法线索（可匿名）",
    "我想预约指导站咨询",
    "我们公司的客户名单被前员工带走了，要举报",
    "匿名举报一家公司用偷来的图纸",
    "我是权利人，想匿名举报",
)
ANSWERS = (
    *("权利人", "我是被许可人", "我在里面上班", "同行", "匿名", "实名", "经营信息", "技术", "不确定", "两种都有"),
    *(
        "重庆某某贸易有限公司",
        "张三",
        "老李😀",
        "1",
        "2",
        "①③",
        "第三个",
        "都有",
        "都没有",
        "9",
        "０２３６７８９１２３４",
    ),
    *(
        "江津区双福街道",
        "白沙镇",
        "渝北",
        "成都市武侯区",
        "大学城",
        "网上",
        "2026年8月",
        "去年底",
        "明年三月",
        "2月30号",
    ),
    *("大概三十来万", "百把万", "好几十万", "19900001101", "1990000", "023-67891234转801", "91500103MAC9TE5T26"),
    *(
        "下周二上午",
        "周六下午",
        "随便哪天",
        "上门",
        "电话",
        "他有机会接触到",
        "属实",
        "不属实",
        "没有",
        "有",
        "晓不得",
    ),
)
MOVES = (
    *(
        "上一步",
        "返回前一个",
        "跳过",
        "先提交，以后再补",
        "查看已填",
        "取消",
        "确定取消",
        "继续填写",
        "重新填写",
        "删除草稿",
    ),
    *(
        "存着下次再填",
        "什么意思",
        "转人工",
        "查进度",
        "补充材料说明",
        "更多",
        "谢谢",
        "你好",
        "等一下",
        "再说一遍",
    ),
    *(
        "确认提交",
        "生成材料草稿",
        "有内容要改",
        "第3项不对",
        "电话写错了，是19900001102",
        "地点不对",
        "先不交了",
        "改为匿名线索举报",
    ),
    *(
        "继续实名举报",
        "算了不咨询了，我直接举报",
        "我还是先咨询一下",
        "商业秘密是什么？",
        "举报后多久立案",
        "有帮助",
        "都不是",
    ),
)
ODD = (
    *(
        "",
        " ",
        "？？？",
        "👍",
        "。",
        "a" * 300,
        "很长的话，" * 400,
        "<script>alert(1)</script>",
        "{phone}",
        "%s%d",
        "\x00\x07",
    ),
    *("牛油62.5%、豆瓣11.2%、冰糖3.1%，180度炒27分钟", "身份证500101198803042219", "卡号6222021234567890123"),
    "张三 13800002301\n李四 13900002302\n王五 13700002303",
)
ABOUT_A_CASE = (
    "补充材料说明",
    "我要补充材料",
    "我想撤回举报",
    "我有异议",
    "查进度",
    "还有一份合同也被他带走了",
    "第二个",
    "撤回的聊天记录我截了图",
    "不补了",
    "我想撤回，已经和解了",
    "[图片]",
    "没有了",
    "这个要怎么写？",
)
# A number that was wrong is worth a note, and signs in brackets are words like others.
MAY_BE_NOTES = frozenset({"电话写错了，是19900001102", "<script>alert(1)</script>", "{phone}", "%s%d"})
# Whatever a note is, it is none of these.
NO_NOTES = {
    *MOVES,
    *ODD,
    "补充材料说明",
    "我要补充材料",
    "查进度",
    "[图片]",
    "不补了",
    "这个要怎么写？",
} - MAY_BE_NOTES
FILING = (
    "我要举报",
    "权利人",
    "经营信息",
    "重庆半坡茶业有限公司",
    "导出带走",
    "江津双福",
    "2021年",
    "2026年8月",
    "他能接触到",
    "重庆山蓝茶叶贸易有限公司",
    "周敏",
    "19900001101",
    "先提交",
    "属实",
    "确认提交",
)
NOT_TO_BE_KEPT = ("62.5%", "500101198803042219", "6222021234567890123", "13800002301")


@pytest.mark.parametrize("seed", range(40))
def test_whatever_people_say_the_conversation_keeps_its_promises(seed: int) -> None:
    _walk(seed, turns=30)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(1_000, 2_500))
def test_so_it_does_for_a_great_many_people(seed: int) -> None:
    _walk(seed, turns=60)


def _walk(seed: int, turns: int) -> None:
    chance = random.Random(seed)
    talk = Conversation(
        status=chance.choice(("demo", "helper", "published")), channel=chance.choice(("web", "wechat", "console"))
    )
    said: list[str] = []
    for message in FILING * chance.choice((0, 0, 1, 2)):
        talk.say(message)
    for message in _messages(chance, talk, turns):
        said.append(message)
        _spoken(chance, talk, message)
        where = f"seed {seed}, after {said[-6:]}"
        _look(talk, where)
    _can_always_be_left(talk, f"seed {seed}, after {said[-6:]}")


def _messages(chance: random.Random, talk: Conversation, turns: int) -> Iterator[str]:
    for _ in range(turns):
        offered = talk.state.offered
        running = talk.state.running
        if talk.cases and chance.random() < (0.6 if running and running.form == "supplement" else 0.2):
            yield chance.choice(ABOUT_A_CASE)
        elif running is None and chance.random() < 0.6:
            yield chance.choice(OPENINGS)
        elif offered and chance.random() < 0.35:
            yield chance.choice(offered)
        else:
            yield chance.choice(chance.choices((ANSWERS, MOVES, ODD), weights=(6, 3, 1))[0])


def _spoken(chance: random.Random, talk: Conversation, message: str) -> None:
    fate = chance.random()
    if fate < 0.03:
        talk.wait(hours=chance.choice((5, 30, 200)))
    if fate > 0.97:
        kind = chance.choice(("image", "voice", "video", "file", "link", "unknown"))
        told = {"MediaId": "m"} if kind != "link" else {"Title": "网店", "Url": "https://shop.example.com/1"}
        # As often as not the channel cannot hand it over.
        talk.say("", kind=kind, attachment=chance.choice((None, Attachment(told))))
    elif fate > 0.95:
        talk.say(
            "", location=Location(29.5, 106.5, chance.choice(("", "大学城", "重庆市江津区双福街道", "北京市")))
        )
    talk.say(message)


def _look(talk: Conversation, where: str) -> None:
    written = talk.state.written().decode()
    assert State.read(written) == talk.state, where
    assert talk.text.strip(), where
    assert not [text for text in NOT_TO_BE_KEPT if text in written or text in talk.text], where
    assert not [
        choice.say for reply in talk.replies for choice in reply.choices if looks_like_a_secret(choice.say)
    ]
    assert not [note for note in talk.notes if note.text.strip() in NO_NOTES], where
    # What is gone of a name is told; it is not asked for any more.
    asked = re.sub(r"您填过的[^。]*不再保留。", "", talk.text)
    assert not (talk.state.unnamed and "权利人名称" in asked), where
    first, waiting = paged(talk.replies, WECHAT_PAGE_BYTES)
    assert all(len(page.encode()) <= WECHAT_PAGE_BYTES for page in (first.text, *waiting)), where
    _is_somewhere_reachable(talk, where)


def _is_somewhere_reachable(talk: Conversation, where: str) -> None:
    running = talk.state.running
    if running is None or running.form == "supplement":
        return
    dialog = handbook(talk.status).forms[running.form]
    assert running.field == CONFIRM or dialog.knows(running.field), where
    if running.field != CONFIRM and not running.pending.correcting and not running.pending.ask:
        # One that is answered was opened again: 「上一步」 keeps what stands there.
        opened = {field.name for field in open_fields(dialog, running.answers)}
        assert running.field in opened | set(answered_in_order(dialog, running)), where


def _can_always_be_left(talk: Conversation, where: str) -> None:
    for words in ("取消", "确定取消", "取消", "确定取消"):
        if talk.state.running is None:
            return
        talk.say(words)
    assert talk.state.running is None, where
