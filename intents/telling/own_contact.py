"""A telephone or a contact person of one's own that has changed: 「我换号码了，以后打13700001111」. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from intents import expressions as re
from intents.persons.made_as_names import may_be_a_name
from intents.persons.people import is_a_name
from intents.reading import NotUnderstood, read_phone
from intents.reading.plain import plain
from intents.reading.questions import looks_like_a_question

_MOST_CHARACTERS = 60
_NUMBER = r"(?:联系)?(?:电话|手机号?|手机号码|号码|联系方式|联系人|座机)(?:号码?)?"
_CHANGED = re.compile(
    rf"{_NUMBER}[^，,。\d]{{0,6}}(?:换|改|变|更新|更正|停机|停用|停了|打不通|不用了|丢|注销|欠费|[写填留打]错|[写填留]成|错了|不对)|"
    rf"(?:换|改|变更|更换|更正|更新|修改)(?:一?下|了|个|成|为|新|我们?的?)*{_NUMBER}|(?:换|改)(?:了)?(?:个)?(?:新)?号(?!召)|"
    rf"{_NUMBER}[^，,。\d]{{0,4}}(?:[少多漏][打写填留]|有问题|不对)|(?:不要|不用|莫|别)(?:再)?打我(?:的)?(?:电话|手机)|"
    r"(?:以后|今后|往后|下次|现在)(?:就|请|都|你们|麻烦)*(?:打|联系|找)(?:我|这个|新)|"
    r"(?:以后|今后|往后|下次)(?:就|请|都|你们|麻烦)*(?:打|联系|找)[^，,。]{0,6}\d{5,}|"
    # 「小陈离职了，以后找市场部的向军」
    r"(?:离职|走|调走|辞职|退休|休产假)了?[，,](?:以后|今后|往后|后面)(?:就|请|都|你们|麻烦)*(?:找|联系)[^，,。]{2,12}|"
    # 「那个号码填拐了，该是A」, 「我的电话应该是A」, 「不是B，是A」, 「B改A」.
    rf"{_NUMBER}[^，,。\d]{{0,6}}(?:[写填留打记搞弄说报][错拐岔]|有误|拐了|应该是|应该写|应为|该是|才对|才是)|"
    rf"{_NUMBER}(?:是|[:：])?[\d -]{{7,}}(?:才|写错|打错|错|不对|改|换|停|不用)|"
    r"(?:原来|以前|先前|之前|旧|那个|这个)[^，,。]{0,8}号(?:码)?(?:就|已经|都)?(?:不用|停|丢|注销|作废|打不通|不在用|换)|"
    r"联系人(?:应该)?不是[^，,。]{2,4}[，,]|"
    r"不是[\d -]{7,}[，,、 ]*(?:应该)?(?:而)?是[\d -]{7,}|[\d -]{7,}[，,、 ]*不是[\d -]{7,}|"
    r"[\d]{7,}(?:改成?|换成?)[\d]{7,}"
)
# Somebody else's number, or somebody else's side.
_OTHERS = re.compile(
    r"(?:他|她|对方|被举报|人家|那边|公司老板|王[某强])(?:们|的|公司)*(?:现在)?(?:联系)?(?:电话|手机|号码|联系方式)|(?:他|她|对方)们?(?:又|已经|刚)?(?:换|改)"
)
# 「打我老公的」: whose it is must be read by somebody.
_OF_A_RELATIVE = re.compile(r"老公|老婆|爱人|同事|儿子|女儿|媳妇|妈|爸|哥|姐|弟|妹|朋友|律师|秘书|会计|财务|代理")
_LONG_NUMBER = re.compile(r"\d{5,}")
_A_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?!\d)")
_DIGITS = r"(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?!\d)"
_OLD = re.compile(
    rf"(?:不是|并非|不叫|[写打填留记搞]成了?|不要打|别打|莫打|别再打|原来(?:的|是|那个)?|以前(?:的|是)?|旧的?|原先的?|之前(?:的|是|写的|留的)?|先前的?)[^\d，,。]{{0,6}}{_DIGITS}|"
    rf"(?<!\d){_DIGITS}[^\d，,。]{{0,4}}(?:不用|停|作废|打不通|丢|注销|欠费|不对|[写打填留]?错)[^\d，,。]{{0,3}}|"
    rf"(?<!\d){_DIGITS}[，, ]*(?:这个|那个)?(?:要)?(?:改|换|更正)(?=[成为]?[^\d，,。]{{0,3}}{_DIGITS})|"
    r"(?:[，,。；; ]\s*|(?<=联系人))(?:不是|不叫|并非)[\u4e00-\u9fff]{2,4}(?=[，,。；; ]|$)"
)
_A_NAME = re.compile(
    r"(?:(?:联系人|名字|姓名|称呼)[^，,。是叫]{1,6}[，,](?:应该|应当)?(?:是|叫|写)|"
    r"联系人(?:换|改|变|更换)?(?:了|成|为|是|[:：，, ])*(?:找|叫|是|由)?|"
    r"(?:找|联系(?!方式|人|电话))(?:我们?)?(?:公司|单位|厂里|厂头|这边|那边|[\u4e00-\u9fff]{2}部|的)*|换成|改成|叫)"
    r"([\u4e00-\u9fff]{2,4}?)(?=[，,。；; \d]|联系|就行|吧|嘛|$)"
)


_CLAUSES = re.compile(r"[^，,。；;！!\n]+[，,。；;！!\n]*")
_AT_THE_ENDS = "，,。；;！!、 \n"
# What begins an addition, and what is of no matter before or behind one.
_BESIDE = re.compile(r"^(?:另外|还有|然后|顺便|对了|再就是|而且|同时|哦)+")
_OF_THE_CASE = re.compile(
    r"补充|发现|听说|看到|看见|查到|打听|拿到|找到|线索|证据|材料|截图|录音|照片|客户|图纸|配方|代码|报价|名单|资料|对方|那边|被举报|公司|厂"
)
_ANOTHERS_DOING = re.compile(r"^(?:他|她)们?(?!的?(?:电话|手机|号码))")
_SHORTEST_ADDITION = 6


@dataclass(frozen=True, slots=True)
class NewContact:
    """What has changed.

    given    by field, contact_name and phone; empty where it is only said that something has
    is_open  there is more in it than these: whose number it is, one that cannot be read
    """

    given: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = False


def new_contact_in(text: str) -> NewContact | None:
    """Return what somebody says of their own contact data that have changed, None where they say nothing of it."""
    said = plain(text)
    if len(said) > _MOST_CHARACTERS or not _CHANGED.search(said) or _OTHERS.search(said):
        return None
    # 「我电话换了，打186…嘛」 coaxes and asks nothing.
    if looks_like_a_question(said.rstrip("嘛哈") if _A_PHONE.search(said) else said):
        return None
    said = _without_the_old(said)
    if _OF_A_RELATIVE.search(said) or len(_A_PHONE.findall(said)) > 1:
        return NewContact(is_open=True)
    given = contact_in(said)
    return NewContact(given, is_open=not given and _LONG_NUMBER.search(said) is not None)


def addition_beside(text: str) -> str:
    """Return what a message with new contact data says of the case, in its own words; "" for nothing."""
    own = [clause for clause in _CLAUSES.findall(text) if not _is_of_the_contact(clause)]
    told = "".join(own).strip(_AT_THE_ENDS)
    is_of_the_case = any(
        _OF_THE_CASE.search(clause) or _ANOTHERS_DOING.match(_BESIDE.sub("", clause)) for clause in own
    )
    return told if is_of_the_case and len(_BESIDE.sub("", told)) >= _SHORTEST_ADDITION else ""


def _is_of_the_contact(clause: str) -> bool:
    said = plain(clause)
    return any(of.search(said) for of in (_CHANGED, _LONG_NUMBER, _OLD)) or bool(contact_in(said))


def _without_the_old(said: str) -> str:
    """Leave out the number and the name that are not to be used any more: 「不是B」, 「B改成A」, 「B停了」."""
    gone = _OLD.sub("", said)
    return gone if _A_PHONE.search(gone) or not _A_PHONE.search(said) else said


def contact_in(text: str) -> dict[str, str]:
    """Return the telephone and the name of who is to be called that stand in a message; a bare name is one."""
    said = plain(text)
    names = [name for name in _A_NAME.findall(said) if may_be_a_name(name) or is_a_name(name)] or [
        said
    ] * is_a_name(said)
    given = {"contact_name": names[0]} if names else {}
    try:
        return {**given, "phone": read_phone(said)}
    except NotUnderstood:
        return given
