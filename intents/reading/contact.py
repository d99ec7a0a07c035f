"""Telephone numbers and credit codes. Both say what is wrong with what was typed."""

from __future__ import annotations

import re

import phonenumbers
from stdnum.cn import uscc

from intents.reading.plain import as_written, plain
from intents.reading.refusal import NotUnderstood

_SPOKEN = {numeral: str(value) for value, numeral in enumerate("零一二三四五六七八九")} | {"〇": "0", "幺": "1"}
_SPOKEN_RUN = re.compile(r"(?:[零〇一二三四五六七八九幺][\s\-]?){5,}")
_NUMBER = re.compile(r"\+?\d(?:[\s\-().·—]{0,2}\d){4,16}")
_EXTENSION = re.compile(r"^\s*(?:转|分机|ext\.?)\s*(\d{1,6})")
_CORRECTING = re.compile(r"错|不是|改|换成|应该")

_CODE = re.compile(r"[0-9A-Z](?:[ \-]?[0-9A-Z]){7,24}")
_CODE_CHARACTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_CODE_LENGTH = 18
_OLD_LENGTH = 15


def read_phone(text: str) -> str:
    """Return a telephone number: 19900001101, 02368880106, 02368880106转801, or +85212345678 from elsewhere."""
    written = _SPOKEN_RUN.sub(_spoken_digits, plain(text))
    found = list(_NUMBER.finditer(written))
    readable = [(match, number) for match in found if (number := _dialable(match[0]))]
    if not readable:
        raise _why_no_phone([re.sub(r"\D", "", match[0]) for match in found])
    match, number = readable[-1 if _CORRECTING.search(written) else 0]
    extension = _EXTENSION.match(written[match.end() :])
    return f"{number}转{extension[1]}" if extension else number


def read_credit_code(text: str) -> str:
    """Return a unified social credit code (GB 32100-2015), 18 characters in capitals."""
    candidates = [re.sub(r"[ \-]", "", found) for found in _CODE.findall(as_written(text).upper())]
    if not candidates:
        raise NotUnderstood("credit_code.none")
    code = min(candidates, key=lambda candidate: abs(len(candidate) - _CODE_LENGTH))
    if problem := _credit_code_problem(code):
        raise problem
    return code


def _spoken_digits(run: re.Match[str]) -> str:
    return "".join(_SPOKEN.get(character, "") for character in run[0])


def _dialable(typed: str) -> str | None:
    """Return the number in the form we keep, or None if nobody could be called under it."""
    digits = re.sub(r"[^\d+]", "", typed)
    try:
        number = phonenumbers.parse(digits, "CN")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    if number.country_code != phonenumbers.country_code_for_region("CN"):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    national = str(number.national_number)
    is_landline = phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.FIXED_LINE
    return f"0{national}" if is_landline else national


def _why_no_phone(runs: list[str]) -> NotUnderstood:
    if not runs:
        return NotUnderstood("phone.no_digits")
    longest = max(runs, key=len)
    if len(longest) in (7, 8) and longest[0] not in "01":
        return NotUnderstood("phone.no_area_code", digits=len(longest))
    if len(longest) == 11:
        return NotUnderstood("phone.unknown_number")
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
