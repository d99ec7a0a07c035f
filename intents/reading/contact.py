"""Telephone numbers and credit codes. Both say what is wrong with what was typed."""

from __future__ import annotations

from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberMatcher, PhoneNumberType
from stdnum.cn import uscc

from intents import expressions as re
from intents.numerals import spelled_digits
from intents.reading.plain import as_written, plain
from intents.reading.put_right import put_right, without_one_too_many
from intents.reading.refusal import NotUnderstood
from intents.reading.whose_phone import without_others_phones

_CHINA = 86
# What the matcher cannot know: digits that are spoken or drawn on keys, and how people here write an extension.
_SPOKEN_RUN = re.compile(
    r"[零〇○一二两三四五六七八九幺洞拐勾](?:[ \-,、.]{0,2}[零〇○一二两三四五六七八九幺洞拐勾]){4,}+"
)
# As a nine is called where figures are called out.
_HOOK, _NINE = "勾", "九"
# 「138，8300，5678」: groups of one number, as they are dictated.
_DICTATED = re.compile(
    r"(?<!\d)(1[3-9]\d)[,、.] ?(\d{4})[,、.] ?(\d{4})(?!\d)|"
    r"(?<!\d)(0\d{2,3})[,、.] ?(\d{4})[,、.]? ?(\d{3,4})(?!\d)"
)
_PAUSES = re.compile("[ ,、.]+")
_KEYCAP = re.compile("[\ufe0f\u20e3]")
_EXTENSION_WORD = re.compile(r" ?[(,]? ?(?:转(?:分机)?(?:号)?|分机(?:号)?|内线|#)[: ]?(?=\d{1,6}(?!\d))")
_EXTENSION_SIGN = re.compile(r"(?<=\d{3})-(?=\d{2,5}(?![\d-]))")
_LETTER_BEFORE = re.compile(r"(?<=[a-z])(?=\d{5})")
# An area code, which is three signs or four, and what follows it.
_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d\d)\d+")
_CORRECTING = re.compile(r"错|不是|不对|改|换成|应该|作废|停机")
_AREA_CODE = re.compile(r"区号(?:是|为|就是)?[:： ]?(0\d{2,3})(?!\d)")
_LINE = re.compile(r"(?<!\d)[2-8]\d{3} ?\d{4}(?: ?[(,]? ?(?:转(?:分机)?号?|分机号?|-)[: ]?\d{1,6})?(?!\d)")
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_DIGITS = re.compile(r"\d(?:[ \-().·—]{0,2}\d){4,20}")

_NO_DIGIT = re.compile(r"\D+")
_SHORTEST_NUMBER = 7

_CODE_RUN = re.compile(r"[0-9A-Z](?:[ \-]?[0-9A-Z])*+")
_CODE_PARTS = re.compile(r"[ \-]")
_CODE_CHARACTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_CODE_LENGTH = 18
_OLD_LENGTH = 15
# Digits and letters that are no code at all, and what may be one with characters too many.
_SHORTEST_CODE, _LONGEST_CODE = 8, 25


def read_phone(text: str) -> str:
    """Return a telephone number: 19900001101, 02368880106, 02368880106转801, or +85212345678 from elsewhere."""
    written = without_others_phones(without_one_too_many(_area_code_first(_in_figures(plain(text)))))
    found = _numbers_in(written) if len(_NO_DIGIT.sub("", written)) >= _SHORTEST_NUMBER else []
    if not found:
        raise _why_no_phone([_NO_DIGIT.sub("", run) for run in _DIGITS.findall(written)])
    number = _kept(found[-1 if _CORRECTING.search(written) else 0])
    behind = written[written.rfind(number[-4:]) + 4 :] if number[-4:] in written else ""
    return put_right(number, behind)


def _area_code_first(written: str) -> str:
    """Return a landline with its area code before it, where that is named apart: 「4285 0013转802，区号023」."""
    code, line = _AREA_CODE.search(written), _LINE.search(written)
    return f"{code[1]}-{line[0].replace(' ', '')}" if code and line and not _MOBILE.search(written) else written


def read_credit_code(text: str) -> str:
    """Return a unified social credit code (GB 32100-2015), 18 characters in capitals."""
    candidates = [code for run in _CODE_RUN.findall(as_written(text).upper()) for code in _codes_of(run)]
    if not candidates:
        raise NotUnderstood("credit_code.none")
    likely = sorted(candidates, key=lambda code: abs(len(code) - _CODE_LENGTH))
    problem = None
    for code in likely:
        wrong = _credit_code_problem(code)
        if wrong is None:
            return code
        problem = problem or wrong
    raise problem or NotUnderstood("credit_code.none")


def _codes_of(run: str) -> Iterator[str]:
    """Return what a run may hold as a code: parts that blanks or hyphens join, a few of them or one alone."""
    parts = _CODE_PARTS.split(run)
    for first in range(len(parts)):
        code = ""
        for part in parts[first:]:
            code += part
            if len(code) > _LONGEST_CODE:
                break
            if len(code) >= _SHORTEST_CODE:
                yield code


def _in_figures(text: str) -> str:
    """Return the text with figures for spoken digits, and without what keycaps add to theirs."""
    figures = _SPOKEN_RUN.sub(
        lambda run: spelled_digits(_PAUSES.sub("", run[0]).replace(_HOOK, _NINE)), _KEYCAP.sub("", text)
    )
    return _DICTATED.sub(lambda found: "".join(filter(None, found.groups())), figures)


def _numbers_in(written: str) -> list[PhoneNumber]:
    """Return the numbers somebody can be called under, with their extensions; a hyphen may be the sign of one."""
    written = _LETTER_BEFORE.sub(" ", _EXTENSION_WORD.sub(" x", written))
    as_typed = [match.number for match in PhoneNumberMatcher(written, "CN")]
    return as_typed or [match.number for match in PhoneNumberMatcher(_EXTENSION_SIGN.sub(" x", written), "CN")]


def _kept(number: PhoneNumber) -> str:
    """Return the number in the form we keep."""
    extension = f"转{number.extension}" if number.extension else ""
    if number.country_code != _CHINA:
        return phonenumbers.format_number(number, PhoneNumberFormat.E164) + extension
    is_landline = phonenumbers.number_type(number) == PhoneNumberType.FIXED_LINE
    return f"{'0' if is_landline else ''}{number.national_number}{extension}"


def _why_no_phone(runs: list[str]) -> NotUnderstood:
    if not runs:
        return NotUnderstood("phone.no_digits")
    longest = max(runs, key=len)
    if len(longest) in (7, 8) and longest[0] not in "01":
        return NotUnderstood("phone.no_area_code", digits=len(longest))
    if len(longest) == 11:
        return NotUnderstood("phone.unknown_number")
    if _LANDLINE.fullmatch(longest):
        return NotUnderstood("phone.landline_length", digits=len(longest))
    return NotUnderstood("phone.wrong_length", digits=len(longest))


def _credit_code_problem(code: str) -> NotUnderstood | None:
    if len(code) == _OLD_LENGTH and code.isdigit():
        return NotUnderstood("credit_code.old_number")
    if len(code) != _CODE_LENGTH:
        return NotUnderstood("credit_code.wrong_length", characters=len(code))
    wrong = [character for character in dict.fromkeys(code) if character not in _CODE_CHARACTERS]
    if wrong:
        return NotUnderstood("credit_code.wrong_letter", letters="、".join(wrong))
    if not code[2:8].isdigit() or uscc.calc_check_digit(code[:-1]) != code[-1]:
        return NotUnderstood("credit_code.wrong_check")
    return None
