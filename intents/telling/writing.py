"""A message in the form it is searched in, cut into clauses that know where they stand. Pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from intents import expressions as re
from intents.once import once
from intents.wording import simplified

# Whoever writes more tells the rest in the form.
MOST_CHARACTERS = 2_000

_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff]")
# 一三九零零零零二零零一: a spoken number; a shorter run is a word (一一, 三五).
_SPOKEN_RUN = re.compile(r"[零〇○一二两三四五六七八九幺洞拐]{7,}")
# 1 8 8 8 3 2 1 0 0 0 9: a telephone, digit by digit.
_SPACED = re.compile(r"(?<![\d ])1(?: \d){10}(?! ?\d)")
_SPOKEN = str.maketrans("零〇○一二两三四五六七八九幺洞拐", "00012234567891" + "07")
_END = re.compile(
    r"[。；;！!？?\n]|,(?!\d{3}(?!\d))|(?<!\d),(?=\d)|、(?=[一二三四五六七八九十\d][、.])|"
    r"(?<=[\u4e00-\u9fff)])\s+(?=[\u4e00-\u9fff(\d])|(?<=\d)\s+(?=[\u4e00-\u9fff(])"
)
_MARKS = frozenset("。;；!！?？\n,， 、")
_SENTENCE_END = frozenset("。；;！!？?\n")
# A voice is written down without commas: it breathes before these words.
_BREATH = re.compile(
    r"然后|后来|结果|现在|但是|而且|因为|所以|最后|他们?现在|她们?现在|我们?公司|我们厂|公司叫|我的?电话|"
    r"我手机|我号码|电话是|我姓|"
    r"他新公司|这个事情|那个叫|我要|我想|我们要|不晓得|走了以后|走的时候|是我们|去年|今年|前年|在那边|我自己|"
    r"老板公司"
)
_LONG_BREATH_CHARACTERS = 26
_SHORT_BREATH_CHARACTERS = 9


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of the text between two marks.

    sentence  the number of the sentence it belongs to, from 0
    asks      whether a question mark ends it
    """

    start: int
    end: int
    text: str
    sentence: int
    asks: bool


@dataclass(frozen=True)
class Written:
    """A message: half width, simplified, spoken numbers in digits, letters as typed."""

    text: str

    @classmethod
    def of(cls, text: str) -> Written:
        """Read a message as typed; what is beyond MOST_CHARACTERS is left out."""
        written = _SPACED.sub(_without_blanks, unicodedata.normalize("NFKC", text[:MOST_CHARACTERS]))
        return cls(_SPOKEN_RUN.sub(_in_digits, simplified(_INVISIBLE.sub("", written))).strip())

    @once
    def clauses(self) -> tuple[Clause, ...]:
        """The message in clauses, in order; a long one without marks is cut where a voice takes a breath."""
        found: list[Clause] = []
        start = sentence = 0
        for mark in (*_END.finditer(self.text), None):
            end = mark.start() if mark else len(self.text)
            sign = mark[0] if mark else ""
            found += _breaths(self.text, start, end, sentence, sign in ("?", "？"))
            sentence += sign in _SENTENCE_END
            start = mark.end() if mark else end
        return tuple(found)

    def with_breaths(self, text: str) -> str:
        """Return a text as long as this one, with a comma where a voice takes a breath, for readers of marks."""
        cuts = [
            clause.start for clause in self.clauses if clause.start and self.text[clause.start - 1] not in _MARKS
        ]
        bounds = zip((0, *cuts), (*cuts, len(text)), strict=True)
        return ",".join(text[start:end] for start, end in bounds)

    def clause_at(self, position: int) -> Clause:
        """Return the clause that a position of the text belongs to."""
        return next(clause for clause in reversed(self.clauses) if clause.start <= position)


def _breaths(text: str, start: int, end: int, sentence: int, asks: bool) -> list[Clause]:
    cuts = [start]
    if end - start > _LONG_BREATH_CHARACTERS:
        for breath in _BREATH.finditer(text, start, end):
            if breath.start() - cuts[-1] >= _SHORT_BREATH_CHARACTERS:
                cuts.append(breath.start())
    bounds = zip(cuts, (*cuts[1:], end), strict=True)
    # Without marks nobody knows which part asks: the last one, if any.
    return [
        Clause(first, last, text[first:last], sentence, asks and last == end)
        for first, last in bounds
        if text[first:last].strip()
    ]


def _without_blanks(run: re.Match[str]) -> str:
    return run[0].replace(" ", "")


def _in_digits(run: re.Match[str]) -> str:
    return run[0].translate(_SPOKEN)


def in_spoken_figures(text: str) -> str:
    """Return a text of the same length with figures for every numeral, to find again what was read."""
    return text.translate(_SPOKEN)
