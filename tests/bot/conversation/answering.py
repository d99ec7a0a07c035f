"""Which patterns would answer a message, each asked by itself; and places of a conversation by name."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from bot.conversation.channels import ChannelName
from bot.conversation.engine import scene_of
from bot.conversation.form import patterns as form_patterns
from bot.conversation.form.scene import in_form
from bot.conversation.idle import patterns as idle_patterns
from bot.conversation.messages import Inbound
from bot.conversation.page.sent import SentField
from bot.conversation.pattern import Context, Pattern, SceneT
from tests.bot.conversation.harness import Conversation, handbook
from tests.bot.conversation.standing import standing_at

# Places that are reached by saying something more: where from, and what.
_FURTHER = {
    "idle, asked which": ("idle", "示范单位自评"),
    "idle, asked how": ("idle", "我们公司前员工把客户名单带去了对手那里，这个你们管不管"),
    "idle, sent elsewhere": ("idle", "在火锅店吃出虫子要退钱"),
    "complaint, really cancel": ("complaint, act_kinds", "取消"),
    "complaint, really anew": ("complaint, act_kinds", "重来"),
    "summary, really anew": ("complaint, summary", "重来"),
    "summary, really delete": ("complaint, summary", "清空"),
    "complaint, with a name": ("complaint, reporter_name", "我要匿名"),
    "idle, with a draft": ("complaint, act_kinds", "先存着"),
    "assess_company, with a draft": ("idle, with a draft", "企业自评"),
    "idle, turned away": ("complaint, act_place", "都在成都"),
    "complaint, act_date, gone back": ("complaint, formed_on", "上一步"),
    "complaint, two places": ("complaint, act_place", "在渝中区大坪街道拿走的，在巴南区鱼洞街道用"),
    "complaint, filed before": ("idle, filed", "举报侵犯商业秘密"),
    "note, wish": ("note", "我想撤回举报，对方赔了钱"),
    "note, why": ("note", "我想撤回"),
    "note, objection": ("note", "我有异议"),
    "note, which case": ("idle, filed twice", "补充材料说明"),
}
_LATER_HOURS = 30


def conversation_at(place: str) -> Conversation:
    """Return a conversation that stands at a place of the sheet: 「complaint, act_place」, 「note, go on」.

    「…, after a while」 is a day later, 「…, go on」 where it was asked then whether to go on.
    """
    talk = copy.copy(_at(place))
    talk.cases, talk.notes, talk.heard = dict(talk.cases), list(talk.notes), list(talk.heard)
    return talk


@cache
def _at(place: str) -> Conversation:
    if place in _FURTHER:
        before, said = _FURTHER[place]
        talk = conversation_at(before)
        talk.say(said)
        return talk
    if place.endswith(", after a while"):
        talk = conversation_at(place.removesuffix(", after a while"))
        talk.wait(hours=_LATER_HOURS)
        return talk
    match place.split(", "):
        case ["idle"]:
            return standing_at("start", None, None)
        case ["idle", "filed" | "booked" | "with a letter" as what]:
            talk = copy.copy(standing_at("after", None, None))
            talk.letter = next(iter(talk.cases)) if what == "with a letter" else ""
            talk.state = replace(talk.state, booked=what == "booked", letter=talk.letter)
            return talk
        case ["idle", "filed twice"]:
            talk = conversation_at("idle, filed")
            talk.cases |= {f"{reference[:-1]}0": case for reference, case in talk.cases.items()}
            return talk
        case ["idle", "answered"]:
            return standing_at("answered", None, None)
        case ["note"]:
            return standing_at("supplement", None, None)
        case ["note", "names"]:
            talk = conversation_at("note")
            note = talk.state.running
            assert note is not None
            anonymous = replace(note, pending=replace(note.pending, anonymous=True))
            talk.state = replace(talk.state, running=anonymous)
            talk.say("我叫刘强，电话13655556666")
            return talk
        case [form, "from the page"]:
            talk = conversation_at(f"{form}, act_kinds")
            talk.fill(act_kinds=SentField(words="员工跳槽带走"))
            return talk
        case [form, "go on"]:
            talk = conversation_at(f"{_open_one(form)}, after a while")
            talk.say("在吗")
            return talk
        case [form, field]:
            return standing_at("mid", form, "confirm" if field == "summary" else field)
    raise KeyError(place)


def _open_one(form: str) -> str:
    return form if form == "note" else f"{form}, act_kinds"


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
        return [pattern.name for pattern in idle_patterns.PATTERNS if _answers(pattern, scene)]
    there = in_form(scene, running)
    return [
        pattern.name
        for pattern in form_patterns.PATTERNS
        if there.where in pattern.contexts and _answers(pattern, there)
    ]


def _answers(pattern: Pattern[SceneT], scene: SceneT) -> bool:
    is_looked_for = pattern.needs is None or pattern.needs.search(scene.text) is not None
    return is_looked_for and pattern.answer(scene) is not None


def _message(talk: Conversation, text: str) -> Inbound:
    return Inbound(ChannelName(talk.channel), "person", "key", "text", talk.now, text=text)
