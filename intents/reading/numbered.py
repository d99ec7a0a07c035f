"""Numbers of a list that stand beside words: 「1、3还有收回资料」, 「第一个和第三个，另外签了协议」. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from intents import expressions as re
from intents.numerals import number_of

# 「3个人」 says how many.
_NUMERAL = r"(?:\d{1,2}(?!\d)|[一二三四五六七八九十]{1,2}(?![一二三四五六七八九十]))"
_ITEM = rf"(?:第{_NUMERAL}[个项条种号]?|{_NUMERAL}[项条号]?)"
_AND = "还有|以及|加上|再加|外加|另外|以外|也|都"
_RUN = re.compile(
    rf"(?P<before>^|[，,。；;]|(?<!\s)\s|{_AND}|选|(?<!不)是|[和跟与及])\s*+"
    rf"(?P<items>{_ITEM}(?:(?:[、,，\s和与跟及]|还有|以及|加上)++{_ITEM})*)\s*"
    rf"(?P<after>$|[，,。；;、\s]|{_AND}|[和跟与及](?!\s*[\d一二三四五六七八九十]))"
)
_SINGLE_NUMERAL = re.compile(_NUMERAL)
_SURELY_BESIDE = re.compile(rf"{_AND}|[选和跟与及]")
_PLACE_IN_THE_LIST = re.compile(rf"第{_NUMERAL}[个项条种号]")


def numbers_beside_words(written: str) -> Iterator[int]:
    """Yield the numbers, from 1, that a text gives beside the things it names."""
    for run in _RUN.finditer(written):
        numerals = _SINGLE_NUMERAL.findall(run["items"])
        is_joined = _SURELY_BESIDE.search(run["before"] + run["after"]) or not run["after"]
        # A single number before a mark may count what follows: 「1、拷贝图纸；2、卖给别人」.
        if len(numerals) > 1 or is_joined or _PLACE_IN_THE_LIST.fullmatch(run["items"]):
            yield from (int(one) if one.isdigit() else number_of(one) or 0 for one in numerals)
