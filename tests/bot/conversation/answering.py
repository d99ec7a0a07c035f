"""Which patterns would answer a message, each asked by itself; and well-known places of a conversation."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.channels import ChannelName
from bot.conversation.engine import scene_of
from bot.conversation.form import patterns as form_patterns
from bot.conversation.form.scene import in_form
from bot.conversation.idle import patterns as idle_patterns
from bot.conversation.messages import Inbound
from bot.conversation.pattern import Context
from tests.bot.conversation.harness import Conversation, handbook

COMPLAINT = (
    "我要举报", "权利人", "经营信息", "重庆半坡茶业有限公司", "导出带走", "江津双福", "2021年", "2026年8月",
    "他能接触到", "重庆山蓝茶叶贸易有限公司", "周敏", "19900001101",
)  # fmt: skip
TIP = ("提供违法线索（可匿名）", "同行", "实名", "长坪饲料厂", "经营信息", "偷来的", "合川", "2026年3月", "周敏")
CONSULTATION = (
    "我想预约指导站咨询", "重庆小禾有限公司", "江津区", "跳过", "保密制度", "怎么签保密协议", "电话", "下周二上午",
    "周敏", "19900001101",
)  # fmt: skip
_FILED = (*COMPLAINT, "先提交", "属实", "确认提交")

# What is said to get there; the name is the one the sheet uses.
PLACES: dict[str, tuple[str, ...]] = {
    "idle": ("你好",),
    "idle, a draft shelved": (*COMPLAINT[:4], "取消", "确定取消"),
    "idle, answered": ("商业秘密是什么？",),
    "idle, sent elsewhere": ("在火锅店吃出虫子要退钱",),
    "complaint": COMPLAINT[:1],
    "complaint, reported_name": COMPLAINT[:3],
    "complaint, act_kinds": COMPLAINT[:4],
    "complaint, act_place": COMPLAINT[:5],
    "complaint, act_date": COMPLAINT[:7],
    "complaint, clue": COMPLAINT[:8],
    "complaint, contact_name": COMPLAINT[:10],
    "complaint, phone": COMPLAINT[:11],
    "complaint, reported_relation": COMPLAINT,
    "complaint, loss_amount": (*COMPLAINT, "前员工", "跳过", "跳过", "跳过", "跳过", "跳过"),
    "complaint, declaration": (*COMPLAINT, "先提交"),
    "complaint, summary": (*COMPLAINT, "先提交", "属实"),
    "complaint, really cancel": (*COMPLAINT[:4], "取消"),
    "complaint, with a name": (*COMPLAINT[:9], "我要匿名"),
    "tip, anonymous": TIP[:2],
    "tip, phone": TIP,
    "consultation, topics": CONSULTATION[:4],
    "consultation, question": CONSULTATION[:5],
    "consultation, summary": CONSULTATION,
    "note": (*_FILED, "补充材料说明"),
    "note, which case": (*_FILED, *_FILED, "补充材料说明"),
}


def conversation_at(place: str) -> Conversation:
    """Return a conversation that stands at one of the places."""
    talk = Conversation()
    for said in PLACES[place]:
        talk.say(said)
    return talk


def context_of(talk: Conversation) -> Context:
    """Return where the person stands."""
    running = talk.state.running
    if running is None:
        return Context.IDLE
    scene = scene_of(talk.state, _message(talk, ""), handbook(talk.status), talk.now)
    return in_form(scene, running).where


def answering(talk: Conversation, text: str) -> Sequence[str]:
    """Return the names of the patterns that would answer, in the order of the list."""
    scene = scene_of(talk.state, _message(talk, text), handbook(talk.status), talk.now)
    running = talk.state.running
    if running is None:
        return [pattern.name for pattern in idle_patterns.PATTERNS if pattern.answer(scene) is not None]
    there = in_form(scene, running)
    return [
        pattern.name
        for pattern in form_patterns.PATTERNS
        if there.where in pattern.contexts and pattern.answer(there) is not None
    ]


def _message(talk: Conversation, text: str) -> Inbound:
    return Inbound(ChannelName(talk.channel), "person", "key", "text", talk.now, text=text)
