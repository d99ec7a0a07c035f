"""Which item of the summary is meant, and what it should be: 「第3项不对」, 「不是永川，是荣昌」."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.asking import field_of
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.summary import listed
from intake.forms.form import Field, Form

_NO_FAULT = re.compile(
    r"[没莫](?:有|得)?(?:什么|啥子?)?错|[没莫](?:有|得)?(?:什么|啥子?)?问题|(?:不用|不要|不需要|不必|不)再?改了?|无误|没有要改的"
)
_CORRECTIVE = re.compile(
    r"不对|错|改|删掉|删了|去掉|有误|不正确|应该是|应为|不是|少写|多写|写成|填成|换成|漏|第\s*[0-9一二三四五六七八九十]+\s*[项条个点]"
)
_COUNT = r"([0-9]{1,2}|[一二三四五六七八九十]{1,3})"
# 「第3项」, 「3项」, or a bare number; 「三点」 without 第 is an hour.
_NUMBERED = re.compile(rf"第\s*{_COUNT}\s*[项条点个]?|{_COUNT}\s*[项条](?!目)|^([0-9]{{1,2}})[.、。]?$")
_MARKERS = re.compile(r"改成|改为|换成|变成|应该是|应该写|应该|应为|正确的?是|而是|写成?|填成?|叫做?|是|[:：]")
_CLEAR_MARKERS = re.compile(r"改成|改为|换成|变成|应该是|应该写|应为|正确的?是|而是|[:：]")
_EXPLAINS = re.compile(r"[，,。；;！!\n](?!还有|和|以及|跟|加上)")
_SEPARATORS = re.compile(r"[，,。；;！!\n]+")
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)")
_CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])")
_FREE = ("text", "name")
_TENS = "十"
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be changed.

    texts  what the new value may be read from, the likeliest first; empty: none was said
    """

    field: Field
    texts: tuple[str, ...]


def is_corrective(text: str) -> bool:
    """Say whether the words speak of something wrong or to be changed."""
    return _CORRECTIVE.search(_NO_FAULT.sub("", text)) is not None


def correction_in(scene: Scene, running: Running, numbered: bool = True) -> Correction | None:
    """Return which item is meant and what it may become; None when no item can be told.

    numbered  the person sees numbered items, so that a number names one
    """
    text = scene.text
    field, rest = _by_number(scene, running, text) if numbered else (None, text)
    if field is None:
        field, rest = _by_mention(scene.book.forms[running.form], running, text)
    if field is None:
        field, rest = _by_shape(scene.book.forms[running.form], running, text)
    return Correction(field, _values(field, rest, text)) if field else None


def _by_number(scene: Scene, running: Running, text: str) -> tuple[Field | None, str]:
    found = _NUMBERED.search(text)
    if found is None:
        return None, text
    number = _number(next(group for group in found.groups() if group))
    fields = listed(scene.book, running)
    return (fields[number - 1], text[found.end() :]) if 1 <= number <= len(fields) else (None, text)


def _by_mention(form: Form, running: Running, text: str) -> tuple[Field | None, str]:
    """Return the field whose words stand in the text, the longest of them first."""
    best: tuple[int, str, str] | None = None
    for field in form.fields:
        for word in field.mentions:
            if word in text and field.when(running.answers) and (best is None or len(word) > best[0]):
                best = (len(word), field.name, word)
    if best is None:
        return None, text
    _, name, word = best
    return field_of(form, Running(form.name, name, running.answers)), text[text.index(word) + len(word) :]


def _by_shape(form: Form, running: Running, text: str) -> tuple[Field | None, str]:
    for name, shape in (("credit_code", _CREDIT_CODE), ("phone", _PHONE)):
        if shape.search(text) and form.knows(name) and name in running.answers:
            return form.field(name), text
    return None, text


def _values(field: Field, rest: str, text: str) -> tuple[str, ...]:
    """Return the pieces of the text that the new value may stand in."""
    after_marker = _MARKERS.split(rest)[-1].strip() if _MARKERS.search(rest) else ""
    if field.kind in _FREE:
        return _words(field, rest, after_marker)
    pieces = [piece.strip() for piece in reversed(_SEPARATORS.split(rest)) if piece.strip()]
    whole = (text,) if field.kind in ("place", "district") else ()
    return tuple(dict.fromkeys((*whole, *((after_marker,) if after_marker else ()), *map(_bare, pieces), *pieces)))


def _words(field: Field, rest: str, after_marker: str) -> tuple[str, ...]:
    """Return what a name or a text becomes: any words would do, so only those after 「是」, 「改成」 are meant."""
    clearly = _CLEAR_MARKERS.search(rest)
    said = rest[clearly.end() :].strip() if clearly else after_marker
    if field.kind == "name":
        # 「应该是姜小姐，美女姜」 explains the name; 「甲公司，还有乙公司」 goes on.
        said = _EXPLAINS.split(said.strip("，,。 "))[0]
    return (said,) if said.strip("，,。；;！! ") else ()


def _bare(piece: str) -> str:
    return _MARKERS.split(piece)[-1].strip() or piece


def _number(digits: str) -> int:
    if digits.isdigit():
        return int(digits)
    if _TENS not in digits:
        return _DIGITS.index(digits[0])
    tens, _, ones = digits.partition(_TENS)
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
