"""Whose telephone is it? Every number in a text with the side it belongs to, by the words around it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from intents import expressions as re
from intents.persons.people import Person
from intents.reading import NotUnderstood, read_phone
from intents.reading.put_right import put_right
from intents.reading.whose_phone import is_of_our_staff
from intents.telling.labels import Referent
from intents.telling.referents import Referents, clause_before
from intents.telling.writing import Clause, Written

Owner = Literal["own", "others", "nobody"]

_NUMBER = re.compile(
    r"(?<![\dA-Za-z])(?:\+?86[ -]?)?(?:1[3-9]\d(?:[ -]?\d){8}|"
    r"0\d{2,3}[ -]?\d{7,8}(?:[ -转]{1,2}\d{1,6})?|"
    r"(?<=座机)[:是 ]{0,2}[2-8]\d{7}|(?<=电话)[:是 ]{0,2}[2-8]\d{7})(?![\dA-Za-z])"
)
_OWN_WORD = re.compile(
    r"我的?(?:是|电话|手机|号码|号是|联系|座机)|本人(?:的)?(?:电话|手机|号码|联系)|我(?:们)?(?:公司|单位|"
    r"厂)?(?:的)?(?:电话|手机|号码|联系)|我司(?:电话|联系)|打我|打这个|(?:电话|手机|号码)(?:也|都)?可以(?:给你们)?留|留我|找我|问我|加我|联系我|联系人|联络人?|对接人|"
    r"经办人"
)
_CONTACT_WORD = re.compile(r"(?:联系|联络|电话|手机|号码|座机|传真|致电|打|找|对接|微信|来电)[^\d]{0,14}$")
_OTHERS_WORD = re.compile(
    r"(?:他|她|他们|对方|其|该公司|该厂|这家|那家|官网|被举报(?:人|方)?|客户|会员|供应商|同事|老板|厂长|嫌疑人|"
    r"法定代表人|法人|店里|那边|对家|上面|公开|留)的?[^,。;\d]{0,12}$"
)
# 「师傅的电话是139…」: whose it is stands before it.
_SOMEBODYS = re.compile(
    r"(?:^|[,。;:])(?![^,。;]{0,6}(?:我|本人|咱|联系(?!方式)|公司|单位|厂里|店里|办公|值班|前台|法务|行政|下面|以下))[\u4e00-\u9fff]{1,8}的"
    r"(?:电话|手机|号码|座机|联系方式|手机号)(?:号码?)?[是为:]?\s*$"
)
_OWN_BEFORE_OTHERS = re.compile(r"(?:我(?:的|们的|是|本人)?|本人)[^,。;\d他她对其]{0,6}$")
# 「谢某的电话是139…，我的等会儿给你」: what was given is not the writer's.
# 「骏力老板电话181…」
_OF_THEIR_CHIEF = re.compile(
    r"(?:^|[,。;])(?![^,。;]{0,4}我)[\u4e00-\u9fff]{2,10}(?:老板|老总|厂长|法人)的?(?:电话|手机|号码|手机号|联系方式)[是为:]?\s*$"
)
# 「这家公司前台的电话023…」: of a house that is spoken of, whoever sits there; it signs nothing.
_OF_THAT_HOUSE = re.compile(
    r"(?:这[家个]|那[家个]|该|他们?|她们?|对方|对家|被举报的?|被告)的?(?:(?:公司|单位|厂里?|店里?|企业|机构)的?|(?=[前总客办门值服业销]))"
    r"(?:前台|总台|总机|客服|办公室|门卫|值班室|服务台|业务部|销售部|官网)?上?的?"
    r"(?:联系)?(?:电话|座机|热线|号码|方式)?(?:号码?)?[是为:]?\s*$"
)
_SAID_BEHIND = re.compile(r"[\s)]*(?:也|都)?(?:是|为)(?:我|本人)(?:的|本人|自己)?")
_OWN_COMES_LATER = re.compile(r"我的(?:号码|电话|手机)?(?:我?(?:等|晚|稍|过|回头|一会|之后|后头|明天|下回|再))")
_GOES_ON = re.compile(r"^[\s)]*(?:把|将|在|也|已|说|是我们查|都接|接到|打来|被|给)")
_CALLS_OTHERS = re.compile(r"[\s)]*(?:天天|每天|一直|老是|经常|不停|都)(?:在|地)?(?:给|打|骚扰|联系)")
# 「电话是139…」 and nobody named before it; 「电话写错了，应该是139…」.
_BEGINS_WITH_IT = re.compile(r"(?:我的?|联系|刚才的?|那个)?(?:电话|手机|号码|座机)(?:号码?)?[^\d,。;]{0,8}$")
# 「打我这个号嘛，139…」: the number stands in a clause of its own.
_CALL_ME = re.compile(
    r"(?:打|找|联系|加|留)我(?:的|这个|下面这个)?(?:号码?|电话|手机|微信|座机)?[嘛吧哈,，: ]{0,4}$"
)
# 「他电话改了」 puts right nothing of the writer's.
_CORRECTED = re.compile(
    r"(?<![他她其方])(?<![他她其方]的)(?<![他她]们)(?<![他她]们的)"
    r"(?:电话|手机|号码|座机)(?:号码?)?[^\d,。;]{0,6}(?:错|改)"
)

_CORRECTION_CHARACTERS = 40
_AFTER_CHARACTERS = 16
_PRONOUN = re.compile(
    r"他|她|对方|被举报|嫌疑|那个人|那家伙|客户(?!名[单册]|信息|资料|数据|清单)|证人|会员|供应商|徒弟|前员工|"
    # 「咨询员工离职管理」 speaks of no one.
    r"员工(?!(?:入职|离职|保密|竞业|和|、)*(?:管理|培训|手册|教育|协议|制度))|我们?(?:老板|老总|法人|厂长)"
)
_ONESELF = re.compile(
    r"我(?!们?(?:的)?(?:前|原|老板|老总|厂长|法人|徒弟|员工|同事|客户|证人))|本人|自己|联系人|代理人|举报人"
)
_ACCUSES_THEM = re.compile(r"(?:告|举报|投诉|查|找)(?:他们?|她们?|对方)")
_ONLY_ANNOUNCES = re.compile(
    r"[\s:(]*(?:的|联系)?(?:电话|手机|手机号|号码|座机|联系方式|微信|联系电话|mobile|tel|phone)?(?:号码?)?(?:同微信)?[是为:]?[\s(]*",
    re.IGNORECASE,
)
# 「打159…找邬嫂」
_CALLS = re.compile(r"(?:打|拨|拨打|致电)(?:这个)?(?:电话|号码?)?[:,\s]*$")
_FOR_ONESELF = re.compile(r"\s?(?:就|可以|直接)?(?:找|联系|问)")
_NOT_TO_CALL = re.compile(r"(?:不要|别|莫|勿|不用|不必|请勿)(?:再|去|乱)?(?:打|找|联系|拨|告诉)[^,。;!?\d]{0,12}$")
# 「…，不要打138…」 gives up a number of one's own: nobody else is named.
_NOT_THIS_NUMBER = re.compile(
    r"(?:不要|别|莫|不用)(?:再|去)?打(?:原来|以前|之前|旧|这个|那个|的|老)*(?:号码?|电话)?\s*$"
)
_NOT_TO_CALL_AFTER = re.compile(r"[\s)]*(?:就|这个)?(?:不要|别|莫|勿|不用|请勿)(?:再)?(?:打|联系|用)")
# 「023-…，手机139…」, 「139…，打不通打我办公室023-…」: what stands between two numbers of one person.
_IN_A_LIST = re.compile(
    r"(?:转\d{1,6}|\(同微信\)|同微信|同号)?(?:[\s,、;/或者和及]|也可以?|(?:打)?不通|没人接|(?:的时候|时)?(?:就|再|请|可以)?[打拨]|备用|另外?一?个|第二个|还有一?个|办公室|单位|"
    r"公司|家里|我|本人|的|座机|固话|手机|电话|传真|微信|邮箱|号码?|同微信|同号|[是为:]|[\w.+-]{1,40}@[\w.-]{1,40}){1,14}",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone number in a text.

    number  as it is kept; empty when nobody can be called under it
    said    whether the words say outright that it is the writer's own: 「我的电话」, 「联系我」
    sure    whether anything says that it is the writer's own, be it a signature or whose name it stands beside
    person  who is named right beside it, or None
    """

    number: str
    start: int
    end: int
    owner: Owner
    said: bool
    person: Person | None
    sure: bool = False


@dataclass(frozen=True)
class Numbers:
    """The telephones of a message, beside who is named in it.

    own     the people who are surely the writer
    others  the people who are surely not the writer
    """

    written: Written
    people: Sequence[Person]
    referents: Referents
    own: Sequence[Person]
    others: Sequence[Person]

    def found(self) -> tuple[Telephone, ...]:
        """Return the telephones in order, with whose each is; of several that nothing tells apart none is own."""
        return _settled(self.written.text, [self._number(found) for found in _NUMBER.finditer(self.written.text)])

    def _number(self, found: re.Match[str]) -> Telephone:
        text = self.written.text
        clause = self.written.clause_at(found.start())
        begin = self._begin_of_phrase(clause)
        start = max(begin, _end_of_number_before(text, begin, found.start()))
        before, after = text[start : found.start()], text[found.end() : found.end() + _AFTER_CHARACTERS]
        person = _beside(text, found, self.people) or self._led_to_by(clause, before)
        said = self._is_said(found, before, after)
        owner, sure = self._owner(found.start(), before, after, person, said=said)
        if gives_their_own_later(text[found.end() :]):
            owner, sure = "others", True
        number = put_right(_read(found[0]), text[found.end() : found.end() + _CORRECTION_CHARACTERS])
        is_said = said and owner == "own"
        return Telephone(number, found.start(), found.end(), owner, is_said, person, sure=sure)

    def _begin_of_phrase(self, clause: Clause) -> int:
        """Return where the words begin that a blank alone sets apart from a number: 「刘洋电话 131…」."""
        earlier = clause_before(self.written, clause)
        is_apart = earlier is not None and self.written.text[earlier.end : clause.start].isspace()
        return earlier.start if earlier is not None and is_apart else clause.start

    def _is_said(self, found: re.Match[str], before: str, after: str) -> bool:
        text = self.written.text
        near = max(found.start() - _CORRECTION_CHARACTERS, 0)
        own, others = _last(_OWN_WORD, before), _last(_PRONOUN, before)
        return (
            own > others
            or _SAID_BEHIND.match(after) is not None
            or (_CALLS.search(before) is not None and _FOR_ONESELF.match(after) is not None)
            or _CORRECTED.search(text[near : found.start()]) is not None
            or _BEGINS_WITH_IT.fullmatch(text[: found.start()]) is not None
            or _CALL_ME.search(text, near, found.start()) is not None
        )

    def _owner(
        self, position: int, before: str, after: str, person: Person | None, *, said: bool
    ) -> tuple[Owner, bool]:
        """Return whose a number is, and whether anything says so."""
        if _NOT_THIS_NUMBER.search(before):
            return "nobody", True
        if _NOT_TO_CALL.search(before) or _NOT_TO_CALL_AFTER.match(after):
            return "others", True
        if person is not None and self._is_one_of(person, self.others):
            return "others", True
        if said or (person is not None and self._is_one_of(person, self.own)):
            return "own", True
        if _OF_THEIR_CHIEF.search(before) or (person is None and is_of_our_staff(before)):
            return "others", True
        if (label := self.referents.label_at(position)) is not None and person is None:
            return ("own" if label is Referent.OWN else "others"), True
        if person is None and _OF_THAT_HOUSE.search(before):
            return "others", True
        if not _SOMEBODYS.search(before) and self.referents.signature_at(position) is not None:
            return "own", True
        is_theirs = _OTHERS_WORD.search(before) is not None and not _OWN_BEFORE_OTHERS.search(before)
        if _SOMEBODYS.search(before) or is_theirs or self._is_told_of_them(position, before):
            return "others", True
        if person is not None:
            return ("others", True) if person.kind == "veiled" or _GOES_ON.match(after) else ("own", False)
        if _CALLS_OTHERS.match(after):
            return "nobody", False
        is_given = _CONTACT_WORD.search(before) or not re.search(r"[\u4e00-\u9fff]", before)
        return ("own" if is_given else "nobody"), False

    def _is_one_of(self, person: Person, people: Sequence[Person]) -> bool:
        return any(person.name == one.name for one in people)

    def _led_to_by(self, clause: Clause, before: str) -> Person | None:
        """Return whom the clause before names last, where this one only gives the number: 「我姓苏，131…」."""
        if not _ONLY_ANNOUNCES.fullmatch(before):
            return None
        earlier = clause_before(self.written, clause)
        if earlier is None:
            return None
        named = [person for person in self.people if earlier.start <= person.start < earlier.end]
        return named[-1] if named else None

    def _is_told_of_them(self, position: int, before: str) -> bool:
        """Say whether the clause before speaks of somebody else, and this one only gives the number."""
        earlier = clause_before(self.written, self.written.clause_at(position))
        is_bare = _ONLY_ANNOUNCES.fullmatch(before) is not None
        return is_bare and earlier is not None and _is_about_them(earlier.text)


def _is_about_them(said: str) -> bool:
    """Say whether a clause speaks last of somebody else; 「我要告他」 does not."""
    told = _ACCUSES_THEM.sub("", said)
    return _last(_PRONOUN, told) > _last(_ONESELF, told)


def gives_their_own_later(text: str) -> bool:
    """Say whether the writer's own number is still to come: 「我的等会儿给你」."""
    return _OWN_COMES_LATER.search(text) is not None


def _settled(text: str, found: Sequence[Telephone]) -> tuple[Telephone, ...]:
    """Leave no number to the writer that another one has more reason to be, or that stands for itself alone."""
    sure = [number for number in found if number.owner == "own" and number.sure]
    weak = [number for number in found if number.owner == "own" and not number.sure]
    if not sure and len(weak) > 1 and not _are_one_list(text, weak):
        return tuple(replace(number, owner="nobody") if number in weak else number for number in found)
    if not sure:
        return tuple(found)
    return tuple(
        replace(number, owner="others" if number.person else "nobody")
        if number in weak and not any(_are_one_list(text, sorted((number, one), key=_start)) for one in sure)
        else number
        for number in found
    )


def _start(number: Telephone) -> int:
    return number.start


def _are_one_list(text: str, numbers: Sequence[Telephone]) -> bool:
    """Say whether numbers stand side by side: 「139…或者023-…」."""
    return all(_IN_A_LIST.fullmatch(text, one.end, other.start) for one, other in pairwise(numbers))


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where the last words of a kind end; -1 for none."""
    return max((found.end() for found in pattern.finditer(text)), default=-1)


def _beside(text: str, found: re.Match[str], people: Sequence[Person]) -> Person | None:
    """Return who stands right before the number or in brackets right behind it."""
    for person in people:
        if 0 <= found.start() - person.end <= 3 and not re.search(r"[,。;]", text[person.end : found.start()]):
            return person
        if 0 <= found.start() - person.end <= 8 and re.fullmatch(
            r"[,\s(]*的?(?:电话|手机|号码|手机号|联系电话|联系方式)(?:号码?)?[是:为]?\s*",
            text[person.end : found.start()],
        ):
            return person
    return next((person for person in people if _is_right_behind(text, found.end(), person)), None)


def _is_right_behind(text: str, end: int, person: Person) -> bool:
    """Say whether the name follows the number, and no other number follows the name: 「139…（方律师）」."""
    between = text[end : person.start] if 0 <= person.start - end <= 2 else "-"
    return re.fullmatch(r"\s?\(?", between) is not None and not _NUMBER.match(text, person.end)


def _end_of_number_before(text: str, start: int, end: int) -> int:
    last = start
    for other in _NUMBER.finditer(text, start, end):
        last = other.end()
    return last


def _read(typed: str) -> str:
    try:
        return read_phone(typed)
    except NotUnderstood:
        return ""
