"""Who is to be called and at what number, where a message says that and little else. Pure.

「我叫周平，电话139…」, 「我姓刘，刘经理 135…」, 「我们公司电话67801234，找刘总」 say whose it is;
「刘建国，135…，法务」 does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from intents import expressions as re
from intents.persons.people import is_a_name, is_titled

_DIGITS = r"(?P<phone>1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?!\d)"
_LABEL = r"(?:我的?|本人的?)?(?:联系)?(?:电话|手机|座机)?(?:号码?)?(?:是|为|[:：])?\s?"
_NAMED = re.compile(
    r"(?:^|[，,。；;\s])(?:那|我的?)?(?P<cue>我叫|我是|联系人|名字叫|叫)(?:是|叫|为|[:：])?\s?(?P<name>[\u4e00-\u9fff]{2,4}?)"
    rf"[，,、;；\s]{{1,3}}{_LABEL}{_DIGITS}"
)
# 「我姓刘，刘经理 135…」: the second time with how they are called.
_SURNAMED = re.compile(
    r"(?:^|[，,。；;\s])(?P<cue>我姓|本人姓)(?P<surname>[\u4e00-\u9fff]{1,2}?)[，,、;；\s]{1,3}"
    rf"(?:(?:叫我|喊我|叫)?(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?:就行|就是)?[，,、;；\s]{{0,3}})?{_LABEL}{_DIGITS}"
)
# 「我们公司电话67801234，找刘总」: a number of a house without its area code too.
_OF_THE_HOUSE = re.compile(
    r"^(?:打)?(?:我们?|咱们?)(?:的)?(?:公司|单位|厂里?|店里?|办公室|司)?(?:的)?(?:联系)?(?:电话|座机|总机|前台)(?:号码?)?"
    r"(?:是|为|[:：])?\s?"
    r"(?P<phone>1[3-9]\d{9}|0\d{2,3}[ -]?\d{7,8}|[2-8]\d{7})(?!\d)[，,、;；\s]{1,3}(?:请)?(?P<cue>找|联系人)"
    r"(?:是|[:：])?\s?(?P<name>[\u4e00-\u9fff]{2,4}?)(?:就行|就可以|即可)?[。！!]?$"
)
_JUST_SOMEBODY = re.compile(
    rf"^(?P<name>[\u4e00-\u9fff]{{2,4}}?)[，,、;；\s]{{0,3}}(?:联系)?(?:电话|手机|座机)?(?:号码?)?(?:是|[:：])?\s?{_DIGITS}"
    r"(?:[，,、;；\s]{1,3}[\u4e00-\u9fff]{2,6})?[。！!]?$"
)
_MAIL = re.compile(
    r"[，,、;；\s]{0,6}(?:我的)?(?:邮箱|邮件)?(?:是|为|[:：])?\s?[\w.+-]{1,64}@[\w.-]{1,80}", re.ASCII
)
# What may be said beside it, and tells nothing of its own.
_BESIDE_CHARACTERS = 16
# A landline without its area code.
_LINE_CHARACTERS = 8


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is to be called.

    name            a name, how somebody is addressed, or a surname alone
    phone           the digits, as said
    is_incomplete   it is a landline without its area code
    may_be_a_house  said so as the name of a filer may be said too: 「我叫周平」
    """

    name: str
    phone: str
    is_incomplete: bool = False
    may_be_a_house: bool = False


def caller_in(text: str) -> Caller | None:
    """Return who is to be called; None where the words say more, or do not say whose the number is."""
    for pattern in (_NAMED, _SURNAMED, _OF_THE_HOUSE):
        found = pattern.search(text)
        name = _name_in(found) if found is not None else ""
        if found is not None and name and _says_nothing_else(text, found):
            digits = re.sub(r"\D", "", found["phone"])
            is_short = len(digits) == _LINE_CHARACTERS
            return Caller(name, digits, is_short, found["cue"] not in ("联系人", "找"))
    return None


def somebody_with_a_number(text: str) -> str:
    """Return whose name stands beside a number and nothing else but a post; "" for anything more or less.

    Whose number it is stays open.
    """
    found = _JUST_SOMEBODY.match(text)
    return found["name"] if found is not None and (is_a_name(found["name"]) or is_titled(found["name"])) else ""


def bare_caller_in(text: str) -> Caller | None:
    """Return who stands with a number alone, where it was just said that a name will be given; None for more."""
    name = somebody_with_a_number(text)
    found = _JUST_SOMEBODY.match(text) if name else None
    return Caller(name, re.sub(r"\D", "", found["phone"])) if found is not None else None


def _name_in(found: re.Match[str]) -> str:
    said = found.groupdict()
    name, surname = said["name"] or "", said.get("surname") or ""
    if not name:
        return surname
    if surname and not name.startswith(surname):
        return ""
    return name if is_a_name(name) or is_titled(name) else ""


def _says_nothing_else(text: str, found: re.Match[str]) -> bool:
    rest = _MAIL.sub("", text[: found.start()] + text[found.end() :])
    return len(rest) <= _BESIDE_CHARACTERS and not re.search(r"\d{7}", rest)
