"""Chinese numerals: what one stands for, and writing digits for them where they count something. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

# Nobody counts further; a longer run is somebody leaning on a key.
_LONGEST_NUMERAL = 24

# A number of a text: whole where it was said so, else exactly the decimals that were said.
Number = int | Decimal

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SPOKEN_DIGITS = {**_DIGITS, "幺": 1, "洞": 0, "拐": 7}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
LARGE_UNITS = {"万": 10_000, "亿": 100_000_000}

_PIECE = re.compile("[零〇○一二两三四五六七八九]+|[十百千万亿]")
_NUMERAL = "零〇○一二两三四五六七八九十百千万亿"
_NUMERAL_CHARACTERS = frozenset(_NUMERAL)
# What may follow a numeral that counts. Anything else keeps its characters: 两江新区, 九龙坡, 十八梯, 三峡广场.
_COUNTED = (
    "年|个月|月|日|号|天|周岁|周|个|家|条|项|款|章|次|小时|时|分钟|分|元|块|倍|期|届|人|份|岁|种|类|多|来|余|几|出头|左右|公里|"
    "大(?=项|类)|工作日|自然日"
)
_COUNT = re.compile(rf"(?<![{_NUMERAL}])([一二两三四五六七八九十][{_NUMERAL}]*)(?:(?={_COUNTED})|(?<=[万亿]))")
_ORDINAL = re.compile(r"(?<=第)([一二三四五六七八九十][零〇一二三四五六七八九十百千]*)(?![方者])")
_PERCENT = re.compile(r"百分之([零一二三四五六七八九十百]+)")
_SPELLED_YEAR = re.compile(r"[一二][零〇○一二三四五六七八九]{3}(?=年|到|至|[—\-~])")
_SPELLED_DIGITS = re.compile(r"[零〇○一二三四五六七八九幺]{5,}")
# 一个, 一下, 十分 and the like are words more often than counts.
_LONE_WORDS = {
    "一": set("年月日号条倍天"),
    "十": set("年月日号天个家条项倍元块万"),
    "两": set("年个家天倍次周条项人万"),
}


def number_of(numeral: str) -> int | None:
    """Return the number a Chinese numeral stands for (三十五, 一百零二, 两千万, 二〇二六), None if it is none."""
    if not 1 <= len(numeral) <= _LONGEST_NUMERAL:
        return None
    if all(character in _SPOKEN_DIGITS for character in numeral):
        return int(spelled_digits(numeral))
    pieces = _PIECE.findall(numeral)
    return int(composed(pieces)) if "".join(pieces) == numeral else None


def spelled_digits(text: str) -> str:
    """Return figures for digits that are spelled one by one (二〇二六, 幺三九洞); other characters stay."""
    return "".join(
        str(_SPOKEN_DIGITS[character]) if character in _SPOKEN_DIGITS else character for character in text
    )


def composed(pieces: Iterable[str]) -> Number:
    """Return what digits and units say in this order: 1, 亿, 2, 千, 3, 百, 万 is 123 million.

    pieces  a unit (十百千万亿), or digits: figures with or without decimals, or numerals (零五, 二〇二六)
    """
    total: Number = 0  # what 万 and 亿 have closed
    section: Number = 0  # what 十, 百 and 千 have closed since
    digits = ""  # what no unit has closed yet
    last = last_large = 1
    for piece in pieces:
        if piece in SMALL_UNITS:
            last = SMALL_UNITS[piece]
            section += (_valued(digits) if digits else 1) * last
            digits = ""
        elif piece in LARGE_UNITS:
            unit = LARGE_UNITS[piece]
            chunk = section + (_tail(digits, last) if section else _valued(digits))
            if total and (not chunk or unit > last_large):
                total = (total + chunk) * unit  # 1.2万亿, 3万5千亿
            else:
                total += (chunk or (0 if digits else 1)) * unit
            section, digits, last = 0, "", unit
            last_large = unit
        else:
            digits = spelled_digits(piece)
    return total + section + _tail(digits, last)


def _tail(digits: str, unit: int) -> Number:
    """Read what follows a unit: one digit alone counts in tenths of it, 一百五 is 150, 3万五 is 35000."""
    return _valued(digits) * (unit // 10 if len(digits) == 1 and unit > 10 else 1)


def _valued(digits: str) -> Number:
    digits = digits[:_LONGEST_NUMERAL]
    return Decimal(digits) if "." in digits else int(digits or 0)


def digits_for_numerals(text: str) -> str:
    """Return the text with digits for the Chinese numerals of dates, amounts, counts and ordinals.

    Names keep their characters: a numeral counts only before a measure word, after 第, or spelled as a year.
    """
    if _NUMERAL_CHARACTERS.isdisjoint(text):
        return text
    text = _SPELLED_DIGITS.sub(lambda found: spelled_digits(found[0]), text)
    text = _SPELLED_YEAR.sub(lambda found: spelled_digits(found[0]), text)
    text = _PERCENT.sub(lambda found: f"{number_of(found[1])}%", text)
    text = _ORDINAL.sub(_as_digits, text)
    return _COUNT.sub(_as_digits, text)


def _as_digits(found: re.Match[str]) -> str:
    numeral = found[1]
    follower = found.string[found.end() : found.end() + 1]
    if numeral in _LONE_WORDS and found.re is _COUNT and follower not in _LONE_WORDS[numeral]:
        return numeral
    stem, unit = _without_large_unit(numeral)
    number = number_of(stem)
    return numeral if number is None else f"{number}{unit}"


def _without_large_unit(numeral: str) -> tuple[str, str]:
    """Split 三百万 into 三百 and 万: people write 300万, not 3000000."""
    if len(numeral) > 1 and numeral[-1] in LARGE_UNITS:
        return numeral[:-1], numeral[-1]
    return numeral, ""
