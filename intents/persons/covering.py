"""Covering: the same text with bars over who is in it, for copies that leave the house.

Every bar has the same width, so that its length tells nothing. Unlike `masking`, which keeps a question without
its facts, figures, dates, places and companies stay: a case is about them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from intents import expressions as re
from intents.persons.people import people_in
from intents.persons.short_names import short_names_of

BAR: Final = "▇▇"
_SHORTEST_KNOWN: Final = 2
_FEWEST_DIGITS: Final = 7

# Half width, sign for sign, so that places in the text stay what they are.
_NARROW: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_MAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.ASCII)
# Telephones, cards, identity numbers, however grouped; amounts are none.
_NUMBER: Final = re.compile(
    r"(?<!\d)(?!\d{4}[-.]\d{1,2}[-.]\d{1,2}(?!\d))\+?\d(?:[ \-—_.·]{1,2}\d|\d){6,20}[Xx]?(?![\d元万亿])"
)
_TITLED: Final = re.compile(r"[\u4e00-\u9fff](?:女士|先生|小姐)")
_SPOKEN: Final = re.compile(r"[零〇一二三四五六七八九幺两](?:[ ，,\-]?[零〇一二三四五六七八九幺两]){6,20}")
_ACCOUNT: Final = re.compile(
    r"(?:微信号?|QQ号?|qq号?|抖音号?|账号|帐号)(?:[是为:]\s?|\s)?(?P<value>[A-Za-z0-9_\-]{4,30})"
)
_BARS: Final = re.compile(rf"{BAR}(?:\s?{BAR})+")


def covered(text: str, known: Iterable[str] = (), *, everybody: bool = True) -> str:
    """Return the text with bars.

    known      names, numbers and passages to be covered wherever they stand; companies by their short names too
    everybody  cover every name, number and address that is recognised, not only the known ones
    """
    named = {one for one in known if len(one) >= _SHORTEST_KNOWN}
    words = sorted(named.union(*map(short_names_of, named)), key=len, reverse=True)
    narrow = text.translate(_NARROW)
    spans = [span for word in words for span in _places(narrow, word.translate(_NARROW))]
    digits = {_digits(word) for word in words}
    numbers = (*_NUMBER.finditer(narrow), *_SPOKEN.finditer(narrow))
    spans += [found.span() for found in numbers if everybody or _digits(found[0]) in digits]
    if everybody:
        spans += [found.span() for found in _MAIL.finditer(narrow)]
        spans += [found.span() for found in _TITLED.finditer(narrow)]
        spans += [found.span("value") for found in _ACCOUNT.finditer(narrow)]
        spans += [(person.start, person.end) for person in people_in(narrow)]
    return _BARS.sub(BAR, _with_bars(text, spans))


def names_in(text: str) -> tuple[str, ...]:
    """Return the people named in a text, as they are called there."""
    return tuple(person.name for person in people_in(text.translate(_NARROW)))


def _places(text: str, word: str) -> Iterable[tuple[int, int]]:
    start = text.find(word)
    while start >= 0:
        yield start, start + len(word)
        start = text.find(word, start + len(word))


def _digits(text: str) -> str:
    digits = "".join(sign for sign in text if sign.isdigit())
    return digits if len(digits) >= _FEWEST_DIGITS else text


def _with_bars(text: str, spans: Iterable[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in sorted(spans):
        if end <= position:
            continue
        if start >= position:
            parts += [text[position:start], BAR]
        position = end
    return "".join((*parts, text[position:]))
