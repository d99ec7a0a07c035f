"""Whose telephone is it? Every number in a text with the side it belongs to, by the words around it. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from intents.persons.people import Person
from intents.reading import NotUnderstood, read_phone
from intents.telling.writing import Written

Owner = Literal["own", "others", "nobody"]

_NUMBER = re.compile(
    r"(?<![\dA-Za-z])(?:\+?86[ -]?)?(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|"
    r"0\d{2,3}[ -]?\d{7,8}(?:[ -转]{1,2}\d{1,6})?)(?![\dA-Za-z])"
)
_OWN_WORD = re.compile(
    r"我的?(?:是|电话|手机|号码|联系|座机)|本人(?:的)?(?:电话|手机|号码|联系)|我(?:们)?(?:公司|单位|"
    r"厂)?(?:的)?(?:电话|手机|号码|联系)|我司(?:电话|联系)|打我|打这个|留我|找我|问我|加我|联系我|联系人|联络人?|对接人|"
    r"经办人"
)
_CONTACT_WORD = re.compile(r"(?:联系|联络|电话|手机|号码|座机|致电|打|找|对接|微信|来电)[^\d]{0,14}$")
_OTHERS_WORD = re.compile(
    r"(?:他|她|他们|对方|其|该公司|该厂|这家|那家|官网|被举报(?:人|方)?|客户|会员|供应商|同事|老板|厂长|嫌疑人|"
    r"法定代表人|法人|店里|那边|对家|上面|公开|留)的?[^,。;\d]{0,12}$"
)
# 「师傅的电话是139…」: whose it is stands before it.
_SOMEBODYS = re.compile(
    r"(?:^|[,。;:])(?![^,。;]{0,6}(?:我|本人|咱|联系(?!方式)|公司|单位|厂里|店里|办公|值班|前台|法务|行政|下面|以下))[\u4e00-\u9fff]{1,8}的"
    r"(?:电话|手机|号码|座机|联系方式|手机号)(?:号码?)?[是为:]?\s*$"
)
_OWN_BEFORE_OTHERS = re.compile(r"我(?:的|们的|是|本人)?[^,。;\d]{0,6}$|本人[^,。;\d]{0,6}$")
# 「谢某的电话是139…，我的等会儿给你」: what was given is not the writer's.
_OWN_COMES_LATER = re.compile(r"我的(?:号码|电话|手机)?(?:我?(?:等|晚|稍|过|回头|一会|之后|后头|明天|下回|再))")
_GOES_ON = re.compile(r"^[\s)]*(?:把|将|在|也|已|说|是我们查|都接|接到|打来|被|给)")
# 「电话是139…」 and nobody named before it; 「电话写错了，应该是139…」.
_BEGINS_WITH_IT = re.compile(r"(?:我的?|联系|刚才的?|那个)?(?:电话|手机|号码|座机)(?:号码?)?[^\d,。;]{0,8}$")
# 「打我这个号嘛，139…」: the number stands in a clause of its own.
_CALL_ME = re.compile(
    r"(?:打|找|联系|加|留)我(?:的|这个|下面这个)?(?:号码?|电话|手机|微信|座机)?[嘛吧哈,，: ]{0,4}$"
)
_CORRECTED = re.compile(r"(?:电话|手机|号码|座机)(?:号码?)?[^\d,。;]{0,6}(?:错|改)")


_CORRECTION_CHARACTERS = 20


@dataclass(frozen=True, slots=True)
class Telephone:
    """A telephone number in a text.

    number  as it is kept; empty when nobody can be called under it
    said    whether the words say outright that it is the writer's own: 「我的电话」, 「联系我」
    person  who is named right beside it, or None
    """

    number: str
    start: int
    end: int
    owner: Owner
    said: bool
    person: Person | None


def numbers_in(written: Written, people: Sequence[Person], others: Sequence[Person]) -> tuple[Telephone, ...]:
    """Return the telephone numbers of a text, in order.

    others  the people who are surely not the writer
    """
    return tuple(
        _number(written, found, _beside(written.text, found, people), others)
        for found in _NUMBER.finditer(written.text)
    )


def gives_their_own_later(text: str) -> bool:
    """Say whether the writer's own number is still to come: 「我的等会儿给你」."""
    return _OWN_COMES_LATER.search(text) is not None


def _number(written: Written, found: re.Match[str], person: Person | None, others: Sequence[Person]) -> Telephone:
    text = written.text
    clause = written.clause_at(found.start())
    start = max(clause.start, _end_of_number_before(text, clause.start, found.start()))
    before = text[start : found.start()]
    is_corrected = (
        _CORRECTED.search(text[max(found.start() - _CORRECTION_CHARACTERS, 0) : found.start()]) is not None
    )
    said = _OWN_WORD.search(before) is not None or is_corrected
    said = said or _BEGINS_WITH_IT.fullmatch(text[: found.start()]) is not None
    said = said or _CALL_ME.search(text, max(found.start() - _CORRECTION_CHARACTERS, 0), found.start()) is not None
    if gives_their_own_later(text[found.end() :]):
        return Telephone(_read(found[0]), found.start(), found.end(), "others", said=False, person=person)
    owner = _owner(before, text[found.end() : found.end() + 8], person, others, said)
    return Telephone(_read(found[0]), found.start(), found.end(), owner, said and owner == "own", person)


def _owner(before: str, after: str, person: Person | None, others: Sequence[Person], said: bool) -> Owner:
    if person is not None and person in others:
        return "others"
    if said:
        return "own"
    if _SOMEBODYS.search(before):
        return "others"
    if _OTHERS_WORD.search(before) and not _OWN_BEFORE_OTHERS.search(before):
        return "others"
    if person is not None:
        return "others" if person.kind == "veiled" or _GOES_ON.match(after) else "own"
    return "own" if _CONTACT_WORD.search(before) or not re.search(r"[\u4e00-\u9fff]", before) else "nobody"


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
