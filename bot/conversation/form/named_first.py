"""An item is named first, then what it is or what comes to it: 「单位名称是…」, 「保密措施再加上门禁」."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from bot.conversation.form import answer
from bot.conversation.form.fitting import may_name_another
from bot.conversation.form.scene import FormScene, read_answer
from bot.conversation.pattern import Context
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.form import Field, nth, value_of
from intake.forms.kinds import kind_of
from intake.forms.understood import Understood
from intents import expressions as re
from intents.persons.parties import is_an_organisation
from intents.reading import NotUnderstood
from intents.reading.questions import looks_like_a_question

# What may stand before the name of an item.
_BEFORE = re.compile(
    r"(?:那个|这个|我们|我|你|的|对了|对|关于|还有|另外|哦|请|麻烦|帮|把|将|给|刚才|刚刚|上面|前面|说漏了|忘了说|忘说了|忘了|"
    r"再|补充|一下|加上|加|增加|一条|[一两二三几][个家]|一项|补|[,，:：。\s])*"
)
_ADDS = (
    r"(?:也|还|再|又|另外|要|请|帮我|给我|里面|里)*(?:加上|加个|加一[个条项]|增加|加|补充|补上|添上|还有|追加)"
    r"(?:一[个条项])?"
)
_MOVES = r"(?:给我|帮我|我想|想|要|请){0,5}(?:改|挪|调|推|换|提前|推迟)(?:到|成|为|至)"
_IS = r"(?:应该|应|就|都)?(?:是|为|叫)|[:：]|(?:就|还是|请|你){0,6}[写填记留](?=[^错对好了的过])"
_MARK = re.compile(rf"(?P<adds>{_ADDS})|{_MOVES}|{_IS}")
_PREFIX_ADDS = re.compile("补|加")
# 「还有一个被举报的，叫…」 is one more, not another instead.
_ONE_MORE = re.compile("(?:还有|另外)(?:再)?[一两二三几][个家]|再[一两二三几][个家]")
# 「我名字是周明，不是周敏」.
_DENIED_BEHIND = re.compile(r"[，,。；;、\s](?:而|并)?(?:不是|不叫|不在|并非).*$")
_SAYS_MORE = re.compile(r"[，,](?:就?在|位于|地址|他们?|是我?们?|也|专门).*$")
_OURS = re.compile(r"^(?:我们|咱们?)(?:公司|单位|厂)?的?(?=[\u4e00-\u9fff]{2,6}[嘛吧哈。]?$)")
_SEPARATORS = " ,，:：、。"
# 「联系人是对的」 tells nothing new.
_NO_VALUE = re.compile(r"(?:对|没错|没问题|正确|真实|不|没|错|什么|啥|谁|哪|多少|空)")
# In the middle of a text 「时间是…」 may be part of it; 「发生时间：…」 is not.
_SURE_CHARACTERS = 4
_OF_ONE_SHAPE = (FieldKind.PHONE, FieldKind.CREDIT_CODE)
_COLONS = ":："
_COMES_TO = re.compile(
    r"^(?:那个?|对了|哦|请|在|给|把|[，,\s])*+(?P<item>[^，,。；;：:\s]{2,10}?)(?:那一?[项条]|这一?[项条]|那里|那儿)?(?:里面|里头|里|中|上|上面)?"
    r"(?:我|还|再|要|想|得|也|又|请|帮我|给我|另外|应该|可以)*(?:加上?|添上?|补上?|补充|增加|追加)一?[条个项点下](?P<what>[^？?]{2,60})$"
)


@dataclass(frozen=True, slots=True)
class NamedItem:
    """An item that a message names first.

    word   what it is called there
    value  what it is to be, or what comes to it
    adds   it comes to what is there already
    sure   no text would go on like this: 「联系人：…」, 「发生时间是…」
    """

    field: Field
    word: str
    value: str
    adds: bool
    sure: bool


def named_first(scene: FormScene) -> Turn | None:
    """Put in what is said of an item that the message names first; None where it names none, or cannot be read."""
    named = _named(scene)
    if named is None or (scene.where is Context.FIELD and not _is_meant_in_passing(scene, named)):
        return None
    name = _instance(scene, named)
    waits = replace(scene.running.pending, correcting=True)
    there = scene.with_running(replace(scene.running.at(name), pending=waits))
    read = _read(there, named)
    return answer.taken(there, read) if read else None


def added_to_another(scene: FormScene) -> Turn | None:
    """Put what comes to another item there: 「对方是怎么做的里面还要加一条他们自己在使用」."""
    adds = _COMES_TO.match(scene.text)
    fields = (field for field in scene.form.fields if field.when(scene.running.answers))
    called = [field for field in fields if adds and adds["item"] in (field.label, *field.mentions)]
    if adds is None or not called or called[0].name == scene.field.name:
        return None
    named = NamedItem(called[0], adds["item"], adds["what"].strip(_SEPARATORS), adds=True, sure=True)
    name = _instance(scene, named)
    waits = replace(scene.running.pending, correcting=True)
    there = scene.with_running(replace(scene.running.at(name), pending=waits))
    read = _read(there, named)
    return answer.taken(there, read) if read else None


def called_first(scene: FormScene) -> Iterator[tuple[Field, str]]:
    """Yield the items that a message begins by naming, the likeliest first, with what stands behind the name."""
    begin = _BEFORE.match(scene.text)
    if begin is not None:
        for field, word in _called(scene, scene.text, begin.end()):
            yield field, scene.text[begin.end() + len(word) :]


def _named(scene: FormScene) -> NamedItem | None:
    text = scene.text
    begin = _BEFORE.match(text)
    if begin is None or looks_like_a_question(text):
        return None
    for field, word in _called(scene, text, begin.end()):
        behind = begin.end() + len(word)
        one_more = field.several and _ONE_MORE.search(begin[0]) is not None
        while one_more and text[behind : behind + 1] in tuple(_SEPARATORS):
            behind += 1
        mark = _MARK.match(text, behind)
        adds = (
            one_more
            or _PREFIX_ADDS.search(begin[0]) is not None
            or (mark is not None and mark["adds"] is not None)
        )
        if mark is None and not (adds and text[behind : behind + 1] in _SEPARATORS):
            continue
        value = _DENIED_BEHIND.sub("", text[mark.end() if mark else behind :]).strip(_SEPARATORS)
        if field.kind is FieldKind.NAME and not field.several:
            # 「联系人写我们行政小刘嘛，我经常不在」 explains it.
            value = _OURS.sub("", re.split("[，,。；;]", value)[0])
        if field.several:
            # 「还有一个被举报的，叫…公司，在大渡口区」 says more of it.
            value = _SAYS_MORE.sub("", value)
        if value and not _NO_VALUE.match(value):
            is_sure = (
                field.kind in _OF_ONE_SHAPE
                or word == field.label
                or len(word) >= _SURE_CHARACTERS
                or (mark and mark[0] in _COLONS)
            )
            return NamedItem(field, word, value, adds, bool(is_sure))
    return None


def _called(scene: FormScene, text: str, start: int) -> Iterator[tuple[Field, str]]:
    """Yield the fields that are named here, the longest name first; of one name the one that is answered."""
    answers = scene.running.answers
    found = [
        (len(word), field.name in answers, field.asked, field, word)
        for field in scene.form.fields
        for word in (field.label, *field.mentions)
        if text.startswith(word, start) and field.kind is not FieldKind.DECLARATION and field.when(answers)
    ]
    for *_, field, word in sorted(found, key=lambda one: one[:3], reverse=True):
        yield field.under(answers), word


def _is_meant_in_passing(scene: FormScene, named: NamedItem) -> bool:
    if named.field.name == scene.field.name:
        return False
    if may_name_another(named.word) and _is_called(scene.field, named):
        # 「名字叫重庆…公司」 where the name of a company is asked.
        return False
    is_text = scene.field.kind is FieldKind.TEXT
    return not is_text or named.adds or named.sure


def _is_called(field: Field, named: NamedItem) -> bool:
    """Say whether a word that several names are called by means the open field."""
    takes_company = not named.field.takes or "company" in named.field.takes
    is_other = is_an_organisation(named.value) and not takes_company
    own_word = any(named.word in word for word in (field.label, *field.mentions))
    return (field.kind is FieldKind.NAME and is_other) or (own_word and field.kind is FieldKind.TEXT)


def _instance(scene: FormScene, named: NamedItem) -> str:
    """Return which instance is meant: one more party where one is added."""
    name, number = named.field.name, 1
    if named.adds and named.field.several:
        while value_of(scene.running.answers, nth(name, number)) is not None:
            number += 1
    return nth(name, number)


def _read(there: FormScene, named: NamedItem) -> Understood | None:
    """Read the value; what is added stands behind what was there."""
    read = _understood(there, named.value)
    if read is None:
        return None
    before = there.running.answers.get(there.field.name)
    if not named.adds or before is None or before.value is None:
        return read
    typed = f"{before.typed}；{read.typed}"
    if there.field.kind is FieldKind.CHOICES and isinstance(before.value, list) and isinstance(read.value, list):
        chosen = [one.value for one in there.field.options if one.value in (*before.value, *read.value)]
        return Understood(chosen, typed, read.beside)
    if there.field.kind is FieldKind.TEXT:
        both = f"{before.value}；{read.value}"
        return Understood(both[: there.field.limit], typed[: there.field.limit], read.beside)
    return read


def _understood(there: FormScene, value: str) -> Understood | None:
    try:
        read = read_answer(there, there.field, value)
    except NotUnderstood:
        return kind_of(there.field).in_own_words(there.field, value)
    return read if isinstance(read, Understood) else None
