"""Everything people say in the middle of a form, at every field of every form: each kind of message has its act.

The fields come from the forms: one that is new, and does not do what its definition says, fails here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.conversation.state import CONFIRM, Special
from intake.forms.codes import FieldKind
from intake.forms.form import Field
from intake.forms.kind import is_given
from tests.bot.conversation.every_field import (
    answer_to,
    every_field,
    field_of,
    running_of,
    standing_at_field,
)
from tests.bot.conversation.harness import Conversation

Act = Callable[[Field, Conversation, "Before"], str | None]


class Before:
    """What stood there before the message: the open field, and what was filled in."""

    def __init__(self, talk: Conversation) -> None:
        self.field = running_of(talk).field
        self.given = given(talk)


def given(talk: Conversation) -> dict[str, Any]:
    """Return what is filled in, of a form that is left as well."""
    form = talk.state.running or talk.state.shelved
    answers = form.answers if form else {}
    return {name: answer.value for name, answer in answers.items() if is_given(answer.value)}


# ------------------------------------------------------------------------------------ the acts


def stays(field: Field, talk: Conversation, before: Before) -> str | None:
    """Nothing is filled in, and the same is asked."""
    if talk.state.running is None:
        return "the form is left"
    if running_of(talk).field != before.field:
        return f"asks {running_of(talk).field}"
    return None if given(talk) == before.given else f"now filled in: {given(talk)}"


def stays_saying(*said: str) -> Act:
    """Return the act that says one of these sentences and asks the same again."""

    def act(field: Field, talk: Conversation, before: Before) -> str | None:
        fault = stays(field, talk, before)
        return fault or (None if any(one in talk.text for one in said) else f"says {talk.text[:60]}")

    return act


def tells_whether_needed(field: Field, talk: Conversation, before: Before) -> str | None:
    """Its own definition decides what is said."""
    if field.kind is FieldKind.DECLARATION:
        wanted = "不声明属实不能提交"
    elif not field.core:
        wanted = "不是必填"
    else:
        wanted = "是要填的" if field.unknown else "必须填"
    return stays_saying(wanted)(field, talk, before)


def explains(field: Field, talk: Conversation, before: Before) -> str | None:
    """The field's own help is told."""
    return stays_saying(field.help)(field, talk, before)


def is_kept_as_draft(field: Field, talk: Conversation, before: Before) -> str | None:
    """The form is left, and nothing of it lost."""
    if talk.state.running is not None or talk.state.shelved is None:
        return "the form goes on"
    return None if given(talk) == before.given else "something is lost"


def asks_to_cancel(field: Field, talk: Conversation, before: Before) -> str | None:
    """It is asked first."""
    asked = running_of(talk).pending.ask
    return None if asked is Special.CANCEL and given(talk) == before.given else f"asks {asked}"


def _stands_right(field: Field, talk: Conversation, before: Before) -> bool:
    """Say whether the same is asked again; what is only corrected there leads back to the summary."""
    asked = running_of(talk).field
    return asked == before.field or (not field.asked and asked == CONFIRM)


def changes(name: str, value: Any) -> Act:
    """Return the act that puts one other answer right, and asks the same again."""

    def act(field: Field, talk: Conversation, before: Before) -> str | None:
        if not before.given.get(name):
            return None
        if not _stands_right(field, talk, before):
            return f"asks {running_of(talk).field}: {talk.text[:60]}"
        return None if given(talk) == before.given | {name: value} else f"{name} is {given(talk).get(name)}"

    return act


def empties(name: str, *, is_needed: bool) -> Act:
    """Return the act that takes one other answer out, and says so; of what must be filled, that too."""

    def act(field: Field, talk: Conversation, before: Before) -> str | None:
        if name not in before.given:
            return None
        if not _stands_right(field, talk, before):
            return f"asks {running_of(talk).field}: {talk.text[:60]}"
        left = {one: value for one, value in before.given.items() if one != name}
        says = "必须填" if is_needed else "已去掉"
        return None if given(talk) == left and says in talk.text else f"says {talk.text[:60]}"

    return act


def is_no_answer(field: Field, talk: Conversation, before: Before) -> str | None:
    """Whatever becomes of it, it is filled in nowhere; what need not be known may be left open."""
    lost = {name: value for name, value in before.given.items() if given(talk).get(name) != value}
    new = {name: value for name, value in given(talk).items() if name not in before.given}
    return f"lost {lost}, new {new}" if lost or new else None


def answers(field: Field, talk: Conversation, before: Before) -> str | None:
    """What is said is the answer."""
    return None if before.field in running_of(talk).answers else f"says {talk.text[:80]}"


# ----------------------------------------------------------------------------------- the kinds

KINDS: dict[str, tuple[Act, tuple[str, ...]]] = {
    "must it be filled": (tells_whether_needed, ("这个必须填吗？", "可以不填吗", "这个是不是非填不可哦")),
    "why is it asked": (explains, ("为啥子要问这个", "问这个干什么")),
    "what is meant": (explains, ("什么意思", "不懂", "怎么填")),
    "what is noted so far": (
        stays_saying("您已经填了"),
        ("查看已填", "你记了些啥子", "到目前为止你记了些啥子", "我都说了哪些"),
    ),
    "told before": (stays_saying("没有记到"), ("刚才说过了", "我前头不是讲了得嘛")),
    "wait": (stays, ("等一下", "我先找一下资料", "莫慌，我问哈同事")),
    "once more": (stays, ("再说一遍", "你问的啥子喃")),
    "put aside": (is_kept_as_draft, ("先存着，改天再填", "保存草稿")),
    "progress": (stays_saying("没有查到"), ("查进度", "查进度 VRD8-GCS9-3", "VRD8-GCS9-3")),
    "a person": (is_kept_as_draft, ("转人工", "叫个真人来")),
    "cancel": (asks_to_cancel, ("取消", "不填了，取消")),
    "a question": (stays, ("先问一下，举报要收费吗", "我先问一下，你们下班没有")),
    "small talk": (stays, ("你好", "谢谢")),
    "a sigh": (stays, ("烦死了", "你们啷个这么啰嗦哦", "真的要命，问个没完")),
    "indifference": (is_no_answer, ("随便", "随便你们")),
    "points back": (stays, ("跟上面一样", "同上")),
    "their telephone": (stays_saying("电话"), ("他的电话13900004321，你们直接打给他",)),
    "another name": (
        changes("reported_name", "重庆红山茶业有限公司"),
        (
            "不是重庆渝心微电子有限公司，是重庆红山茶业有限公司",
            "被举报人写错了，应该是重庆红山茶业有限公司",
            "那家公司全名是重庆红山茶业有限公司",
        ),
    ),
    "a part of a name": (
        changes("reported_name", "重庆渝芯微电子有限公司"),
        ("被举报人名字打错了，是渝芯微电子，不是渝心微电子",),
    ),
    "another telephone": (
        changes("phone", "19900001109"),
        ("联系电话写错了，应该是19900001109", "我电话刚才报错一位，是19900001109"),
    ),
    "another day": (
        changes("act_date", "2026-09"),
        ("发生时间不对，是2026年9月", "发生时间不是2026年8月，是2026年9月"),
    ),
    "another amount": (changes("loss_amount", 80_000), ("损失金额改成8万", "损失写错了，应该是8万")),
    "another option": (changes("secret_kind", "technical"), ("信息类别选错了，是技术信息",)),
    "another way": (changes("mode", "visit"), ("咨询方式改成上门服务",)),
    "another person": (changes("contact_name", "王敏"), ("联系人不是周敏，是王敏", "联系人改成王敏")),
    "an item is not wanted": (
        empties("loss_amount", is_needed=False),
        ("损失金额那项不要了", "把损失金额删掉"),
    ),
    "a needed item is not wanted": (empties("phone", is_needed=True), ("把联系电话给我删了",)),
    "the answer": (answers, ()),
}


def _said(kind: str, field: Field) -> tuple[str, ...]:
    return (answer_to(field),) if kind == "the answer" else KINDS[kind][1]


def _is_its_own(kind: str, field: Field) -> bool:
    """Say whether the message answers this field by what it asks: a consultation is about a question."""
    if kind in ("a question", "why is it asked", "what is meant", "small talk"):
        return field.takes_questions
    return False


@pytest.mark.parametrize(("form", "name"), list(every_field()))
def test_at_every_field_each_kind_of_message_becomes_what_it_is(form: str, name: str) -> None:
    field = field_of(form, name)
    faults = []
    for kind, (act, _) in KINDS.items():
        for said in _said(kind, field):
            talk = standing_at_field(form, name)
            before = Before(talk)
            talk.say(said)
            fault = None if _is_its_own(kind, field) else act(field, talk, before)
            faults += [f"{kind}: {said}: {fault}"] if fault else []

    assert faults == []
