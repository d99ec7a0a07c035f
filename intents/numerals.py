"""Chinese numerals: reading one, and writing digits for them where they count something. Pure."""

from __future__ import annotations

import re

# Nobody counts further; a longer run is somebody leaning on a key.
_LONGEST_NUMERAL = 24

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_SPOKEN_DIGITS = {**_DIGITS, "幺": 1, "洞": 0, "拐": 7}
_SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_LARGE_UNITS = {"万": 10_000, "亿": 100_000_000}

_NUMERAL = "零〇○一二两三四五六七八九十百千万亿"
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
        return int("".join(str(_SPOKEN_DIGITS[character]) for character in numeral))
    return _composed(numeral)


def _composed(numeral: str) -> int | None:
    total = section = digit = 0
    last_unit = 1
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
            last_unit = 1 if digit == 0 else last_unit
        elif character in _SMALL_UNITS:
            section += (digit or (1 if section == 0 else 0)) * _SMALL_UNITS[character]
            digit, last_unit = 0, _SMALL_UNITS[character]
        elif character in _LARGE_UNITS:
            total = (total + section + digit) * _LARGE_UNITS[character]
            section = digit = 0
            last_unit = _LARGE_UNITS[character]
        else:
            return None
    # 一百五 is 150, 三万五 is 35000: a last digit without its unit counts in tenths of the unit before it.
    return total + section + digit * (last_unit // 10 if last_unit > 10 else 1)


def digits_for_numerals(text: str) -> str:
    """Return the text with digits for the Chinese numerals of dates, amounts, counts and ordinals.

    Names keep their characters: a numeral counts only before a measure word, after 第, or spelled as a year.
    """
    if not any(character in text for character in _NUMERAL):
        return text
    text = _SPELLED_DIGITS.sub(_spelled, text)
    text = _SPELLED_YEAR.sub(_spelled, text)
    text = _PERCENT.sub(lambda found: f"{number_of(found[1])}%", text)
    text = _ORDINAL.sub(_as_digits, text)
    return _COUNT.sub(_as_digits, text)


def _spelled(found: re.Match[str]) -> str:
    return "".join(
        str(_SPOKEN_DIGITS[character]) if character in _SPOKEN_DIGITS else character for character in found[0]
    )


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
    if len(numeral) > 1 and numeral[-1] in _LARGE_UNITS:
        return numeral[:-1], numeral[-1]
    return numeral, ""
