"""The numbers of a text and where they stand, as people write them: 三十来万, 1亿2千3百万, 一点五亿, 五六万.

A quantity is a run of pieces (figures, numerals, units, 点, 个, 半, 来) that is cut where a new number begins.
What it counts is the reader's business. Pure, one pass.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from intents import expressions as re
from intents.numerals import LARGE_UNITS, SMALL_UNITS, Number, composed, number_of, spelled_digits

_UNITS = SMALL_UNITS | LARGE_UNITS
# 十 is a number by itself.
_WITHOUT_DIGIT = frozenset(_UNITS) - {"十"}
_LATIN_UNITS = {"w": "万", "k": "千"}

_DIGIT = "零〇○一二两三四五六七八九"
_ZEROS = "零〇○"
_UNIT = "十百千万亿"
# 1,200,000; 1 200 000; 120 0000; 3 0; 1.200.000; 1.5. Groups are possessive: nothing is tried twice.
_FIGURES = (
    r"\d{1,3}(?:[ ,'’]\d{3}(?!\d))++(?:\.\d+)?|\d{1,4}(?:[ ,]\d{4}(?!\d))++|\d(?: \d(?!\d))++"
    r"|\d{1,3}(?:\.\d{3}(?!\d)){2,}+|\d+(?:\.\d+)?"
)
_RUN = re.compile(
    rf"(?:(?P<vague>[几数]个?(?=[{_UNIT}]))|{_FIGURES}|[{_DIGIT}]+|[{_UNIT}]|半(?=个?[百千万亿]))"
    rf"(?:点(?=[{_DIGIT}\d])|(?<=点)(?:\d+|[{_DIGIT}]+)| {{0,2}}[{_UNIT}]|(?<=[\d个多来几]) ?[wk](?![a-z])"
    rf"|(?<=[{_UNIT}wk儿])(?:{_FIGURES}|[{_DIGIT}]+)|(?<=[{_ZEROS}])\d+(?:\.\d+)?"
    rf"|(?:好?几|[多来余把])(?= ?个?[{_UNIT}元块圆])|(?<=\d)[多来](?=[wk](?![a-z]))"
    r"|个(?=[多来几半]?[千万亿w])|(?<=个)半(?=[千万亿])|(?<=[万亿])半(?![年月天个小周])|(?<=[百千万])儿(?=八))*+"
    r"(?P<more>多)?"
)
_PIECE = re.compile(rf"{_FIGURES}|[{_DIGIT}]+|[{_UNIT}wk点个半多来余几把儿数 ]")
_NONE_YET = 10**9
_MOST_PIECES = 24
_ABOUT = frozenset("多来余几把")
_GROUPING = re.compile("[ ,'’]")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")

# 百八十万, 万儿八千: eight of the lower unit, or one of the upper.
_ONE_OR_EIGHT = re.compile(r"(?P<upper>[百千万])儿?八(?P<lower>[十百千])(?P<unit>[万亿]?)")

# Words that begin like a numeral.
_WORDS = "一(?:直|起|下|些|样|定|旦|共|般|切|度|致)"
_NUMERAL = rf"[{_DIGIT}{_UNIT}]+"
# 三四月, 十五六号, 两三天前: two digits, one after the other, before what is counted.
_NEIGHBOURS = re.compile(
    rf"(?P<stem>[{_DIGIT}{_UNIT}]*)(?P<pair>一两|两三|一二|二三|三四|四五|五六|六七|七八|八九)"
)
_COUNTED_IN_PAIRS = re.compile(r"个?(?:月|号|日|天|周|星期|礼拜)|个半|年(?:多|来)?(?:以前|之前|前)")


class Quantity(NamedTuple):
    """One number of a text.

    start, end  where it stands
    value       what it says; of 五六万 the smaller figure
    until       of 五六万 the larger figure
    about       来, 多, 几 or the like stands in it: 三十来万
    vague       no number at all: 几十万, 数百万
    has_digit   a figure or numeral stands in it, not a unit alone: 千万, 万
    units       the units at its end, multiplied: a million in 5百万, 1 in 35 and in 3万五
    top_unit    the largest unit in it, 1 where there is none
    """

    start: int
    end: int
    value: Number
    until: Number | None = None
    about: bool = False
    vague: bool = False
    has_digit: bool = True
    units: int = 1
    top_unit: int = 1

    @property
    def large_unit(self) -> int:
        """Return the 万 or 亿 at its end, 1 where there is none."""
        return next((unit for unit in (10**8, 10**4) if self.units % unit == 0), 1)


class _Piece(NamedTuple):
    """One piece of a run: digits as figures, or a unit."""

    text: str
    start: int
    end: int


def quantities_in(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text in half width and lower case, in order."""
    return tuple(quantity for run in _RUN.finditer(text) for quantity in _quantities_of(run))


def in_digits(text: str, kept: str) -> str:
    """Return the text with figures for its numerals, 三四月 as 3、4月.

    kept  a pattern of the words whose numerals stay: 双十一, 周一三五
    """
    return _kept_or_numeral(kept).sub(_figures, text)


# --------------------------------------------------------------------------------- quantities


def _quantities_of(run: re.Match[str]) -> Iterator[Quantity]:
    if idiom := _ONE_OR_EIGHT.fullmatch(run[0]):
        yield _one_or_eight(idiom, run)
        return
    start = run.start()
    groups = list(_numbers_apart(_pieces(run)))
    for position, group in enumerate(groups):
        end = run.end() if position + 1 == len(groups) else group[-1].end
        about = not _ABOUT.isdisjoint(run.string[start:end])
        yield _quantity(group, start, end, about=about, vague=run["vague"] is not None and position == 0)
        start = end


def _pieces(run: re.Match[str]) -> list[_Piece]:
    """Return digits and units; 点 and 半 become decimals, words between are left out."""
    pieces: list[_Piece] = []
    is_decimal = False
    for found in _PIECE.finditer(run.string, run.start(), run.end()):
        text = _LATIN_UNITS.get(found[0], found[0])
        last = pieces[-1] if pieces else None
        if text == "点":
            is_decimal = True
        elif text == "半":
            pieces.append(_half(last, found))
        elif is_decimal and last is not None:
            whole = pieces.pop() if last.text not in _UNITS else _Piece("0", found.start(), found.start())
            pieces.append(_Piece(_with_decimals(whole.text, text), whole.start, found.end()))
            is_decimal = False
        elif last is not None and last.text in _ZEROS and text[0].isdigit():
            pieces[-1] = _Piece(f"0{text}", last.start, found.end())  # 1千零5万
        elif text in _UNITS or text[0].isdigit() or text[0] in _DIGIT:
            pieces.append(_Piece(_ungrouped(text), found.start(), found.end()))
    return pieces


def _with_decimals(whole: str, decimals: str) -> str:
    return f"{spelled_digits(whole).partition('.')[0]}.{spelled_digits(decimals).partition('.')[0]}"


def _half(last: _Piece | None, found: re.Match[str]) -> _Piece:
    # 一亿半 is 一亿五: a digit alone counts in tenths of the unit before it.
    return _Piece("5" if last is not None and last.text in _UNITS else "0.5", found.start(), found.end())


def _ungrouped(figures: str) -> str:
    figures = _GROUPING.sub("", figures)
    return figures.replace(".", "") if _POINTS.fullmatch(figures) else figures


def _numbers_apart(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Cut pieces where units stop falling: 三十万五十万 is two numbers, 1亿2千3百万 one."""
    group: list[_Piece] = []
    above, large, section = _NONE_YET, _NONE_YET, 0  # the last unit, the last of 万 and 亿, where it ends
    for piece in pieces:
        unit = _UNITS.get(piece.text)
        is_large = piece.text in LARGE_UNITS
        if (unit is not None and (unit == large if is_large else unit >= above)) or len(group) > _MOST_PIECES:
            cut = section if is_large else len(group) - (group[-1].text not in _UNITS)
            if cut:
                yield group[:cut]
            group, above, large, section = group[cut:], _NONE_YET, _NONE_YET, 0
        group.append(piece)
        if unit is not None:
            above = _NONE_YET if is_large else unit
        if unit is not None and is_large:
            large, section = unit, len(group)
    if group:
        yield group


def _quantity(group: list[_Piece], start: int, end: int, *, about: bool, vague: bool) -> Quantity:
    texts = [piece.text for piece in group]
    smaller, larger = ([_of_pair(text, side) for text in texts] for side in (0, -1))
    value = _valued(smaller)
    until = _valued(larger) if larger != smaller else value
    return Quantity(
        start,
        end,
        value,
        until if until > value else None,
        about,
        vague,
        not _WITHOUT_DIGIT.issuperset(texts),
        _units_at_the_end(texts),
        max([_UNITS.get(text, 1) for text in texts]),
    )


def _valued(texts: list[str]) -> Number:
    number = composed(_with_halves(texts))
    return int(number) if number == int(number) else number


def _of_pair(text: str, position: int) -> str:
    """Return one digit of 五六 or 三两; other pieces as they are."""
    if len(text) != 2 or text[0] not in _DIGIT or text[0] in _ZEROS:
        return text
    ordered = sorted(text, key=_digit)
    return ordered[position] if list(text) == ordered or text == "三两" else text


def _digit(numeral: str) -> int:
    return int(spelled_digits(numeral))


def _with_halves(texts: list[str]) -> list[str]:
    """Join 2 and 0.5 of 两个半亿."""
    joined: list[str] = []
    for text in texts:
        if text == "0.5" and joined and joined[-1] not in _UNITS:
            joined[-1] = f"{spelled_digits(joined[-1])}.5"
        else:
            joined.append(text)
    return joined


def _units_at_the_end(texts: list[str]) -> int:
    product = 1
    for text in reversed(texts):
        if text not in _UNITS:
            break
        product *= _UNITS[text]
    return product


def _one_or_eight(idiom: re.Match[str], run: re.Match[str]) -> Quantity:
    unit = LARGE_UNITS.get(idiom["unit"], 1)
    value, until = 8 * SMALL_UNITS[idiom["lower"]] * unit, _UNITS[idiom["upper"]] * unit
    return Quantity(run.start(), run.end(), value, until, about=True, units=unit, top_unit=_UNITS[idiom["upper"]])


# ------------------------------------------------------------------------------------- digits


@cache
def _kept_or_numeral(kept: str) -> re.Pattern[str]:
    return re.compile(rf"(?P<kept>{_WORDS}|{kept})|{_NUMERAL}")


def _figures(found: re.Match[str]) -> str:
    numeral = found[0]
    if found["kept"] is not None or all(character in "百千万亿" for character in numeral):
        return numeral
    pair = _NEIGHBOURS.fullmatch(numeral)
    if pair is not None and _COUNTED_IN_PAIRS.match(found.string, found.end()):
        return "、".join(_as_figures(pair["stem"] + digit) for digit in pair["pair"])
    return _as_figures(numeral)


def _as_figures(numeral: str) -> str:
    if all(character in _DIGIT for character in numeral):
        return spelled_digits(numeral)
    number = number_of(numeral)
    return numeral if number is None else str(number)
