"""The words a story is told in, by what they mean; found in one pass over the text. Pure after loading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import ahocorasick
from pydantic import TypeAdapter

from intents import expressions as re
from intents.literals import Automaton
from intents.sheet import Words, read_sheet
from intents.undone import is_undone

# infringe: something was done, not what: 「侵犯商业秘密」
ACTS = frozenset({"obtain", "disclose", "use", "induce", "breach", "destroy", "infringe"})
THINGS = frozenset({"technical", "business", "secret"})

_NOTHING = "nothing"
# 「参观不准拍照」 is a measure, 「给了两万块」 gives money.
_FORBIDDEN = re.compile(r"(?:不准|不许|不得|不让|不允许|禁止|严禁|谢绝|防止|避免)[^,，。;；!！?？]{0,4}$")
_GIVES_MONEY = re.compile(r"[^,，。;；]{0,3}?[\d一二两三四五六七八九十几百千万]{1,5}(?:多|来)?(?:块|元|万|千|百)")
# 「把手机交给我」, 「材料交给派出所」
_GIVES_BACK = re.compile(r"(?:了)?(?:我(?!们的)|你们|贵局|老板|店里|厂里|派出所|警察|公安|市场监管|法院)")
_GIVING = frozenset({"拿给", "给了", "送给", "送给了", "转给", "发给了", "传给了", "交给", "交给了"})
_MOST_BEFORE = 16


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of `words.yaml` in a text, from `start` up to `end`.

    kind  what it means: obtain, disclose, use, induce, breach, destroy, infringe; technical, business, secret;
          own, third
    """

    start: int
    end: int
    kind: str
    word: str


def hits_in(text: str) -> tuple[Hit, ...]:
    """Return the words of the lexicon in order; of those that overlap, the one that begins first, the longest.

    text  simplified, half width; case does not matter
    """
    kept: list[Hit] = []
    reached = 0
    for hit in sorted(_found(_lowered(text)), key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= reached:
            kept.append(hit)
            reached = hit.end
    return tuple(hit for hit in kept if hit.kind != _NOTHING and not _tells_no_act(text, hit))


def _tells_no_act(text: str, hit: Hit) -> bool:
    """Say whether the words of an act stand for none: it is forbidden, not done, or money is given."""
    if hit.kind not in ACTS:
        return False
    if hit.word in _GIVING and (_GIVES_MONEY.match(text, hit.end) or _GIVES_BACK.match(text, hit.end)):
        return True
    before = text[max(hit.start - _MOST_BEFORE, 0) : hit.start]
    return _FORBIDDEN.search(before) is not None or is_undone(text, hit.start, hit.end)


def _found(text: str) -> Iterator[Hit]:
    for last, (kind, word) in _automaton().iter(text):
        yield Hit(last + 1 - len(word), last + 1, kind, word)


def _lowered(text: str) -> str:
    # A few letters get longer in lower case; positions must stay what they are.
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


@cache
def lexicon_sheet() -> dict[str, str]:
    """Return what `words.yaml` holds: words by their meaning, set apart by blanks; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("words.yaml"), TypeAdapter(dict[str, Words]))


@cache
def _automaton() -> Automaton[tuple[str, str]]:
    """Return all words in one automaton."""
    automaton: Automaton[tuple[str, str]] = ahocorasick.Automaton()
    for kind, words in lexicon_sheet().items():
        for word in words.split():
            automaton.add_word(word, (kind, word))
    automaton.make_automaton()
    return automaton
