"""Make wordings comparable: width, case, script, numerals, filler, synonyms, words. Pure after loading.

Everybody who compares texts (the recogniser, the finder, the readers of answers) compares what this module
returns, so that 「請問商密示範單位好久申報呀」 and 「商业秘密示范单位什么时候申报」 are the same to all of them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol

import ahocorasick
import opencc
from pydantic import TypeAdapter

from intents.literals import Automaton
from intents.numerals import digits_for_numerals
from intents.once import once_a_message
from intents.segmenting import Segmenter, segmenter
from intents.sheet import Block, Words, read_sheet

# Part of `version()`: raise it when this code changes what `normalised` returns.
_CODE_VERSION = "1"


class SynonymsSheet(Block):
    """`synonyms.yaml`: what each group means stands in the file."""

    misheard: Mapping[Words, tuple[Words, ...]]
    dialect: Mapping[Words, tuple[Words, ...]]
    letters: Mapping[Words, tuple[Words, ...]]
    domain: Mapping[Words, tuple[Words, ...]]
    keep: tuple[Words, ...]
    words: tuple[Words, ...]


_SYNONYMS_FILE = Path(__file__).with_name("synonyms.yaml")

_OPENING_FILLER = re.compile(
    r"^(?:(?:那个|请问(?:一下|下)?|您好|你好|(?:老师|同志)(?!好)|麻烦(?:问|帮我问)?(?:一下|下)?|打扰(?:一下|了)|劳驾|不好意思|"
    r"(?:我|我们)?(?:就)?(?:是)?(?:想|要|来)?(?:请教|咨询|问|了解|打听)(?:一下|下)(?:子)?|(?:我|我们)想(?:问|知道|了解)(?:一下|下)?)"
    r"[\s,，。.!！~、:：]*)+"
)
_PARTICLE = "[啊呀哈哦喔噢嘛嘞噻咯喽哟呢啦]"
_CLOSING_FILLER = re.compile(rf"(?:{_PARTICLE}|谢谢(?:您|你|了)?|[\s,，。.!！~…])+$")
_PARTICLES = re.compile(rf"(?<!{_PARTICLE}){_PARTICLE}++(?=$|[\s,，。.!！~…])")
_END_CHARACTERS = 40
_INNER_FILLER = re.compile(r"[啊呀哦喔噢嘞噻咯喽哟](?=[\s,，。.!！?？;；])")
_PUNCTUATION = re.compile(r"[^\w%.+\-/]+|_+|(?<!\d)[.%+\-/]+|[.+\-/]+(?!\d)")
_SPACE_BESIDE_CHINESE = re.compile(r"(?<=[\u3400-\u9fff]) +| +(?=[\u3400-\u9fff])")
_WORD = re.compile(r"\w")


_RADICALS = str.maketrans(
    "⺊⺒⺓⺜⺝⺠⺧⺨⺩⺫⺮⺳⺶⺷⺸⺻⺼⺽⻁⻃⻄⻅⻆⻇⻉⻊⻋⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻞⻟⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "卜巳幺日月民牛犬王目竹网羊羊羊聿肉臼虎西西见角角贝足车长长长门雨青韦页风飞食食食首马骨鬼鱼鸟卤麦黄黾齐齐齿齿龙龙龟龟",
)


def synonyms_sheet() -> SynonymsSheet:
    """Return what `synonyms.yaml` holds; raise `SheetFaults`."""
    return read_sheet(_SYNONYMS_FILE, TypeAdapter(SynonymsSheet))


class _Converter(Protocol):
    """What opencc changes characters with; it publishes no types."""

    def convert(self, text: str) -> str: ...


class _Synonyms(NamedTuple):
    """What the sheet comes to.

    canonical    the one form of each variant
    variants     an automaton that finds them: how long each is, and whether it may be part of a longer Latin word
    words        those for the segmenter
    fingerprint  hash of the file
    """

    canonical: Mapping[str, str]
    variants: Automaton[tuple[int, bool]]
    words: tuple[str, ...]
    fingerprint: str


def normalised(text: str) -> str:
    """Return the text in the one form that wordings are compared in; never empty unless the text is.

    NFKC, lower case, simplified characters, synonyms and dialect to one form, digits for numerals that count,
    politeness and filler away, punctuation away. Negations and question words stay.
    """
    return _remembered(text) if len(text) <= _REMEMBERED_CHARACTERS else _normalised(text)


def normalised_with_politeness(text: str) -> str:
    """Return the same as `normalised`, but 你好, 谢谢 and 请问 stay: to some they are the message."""
    return _remembered_politely(text) if len(text) <= _REMEMBERED_CHARACTERS else _normalised_politely(text)


@once_a_message
def simplified(text: str) -> str:
    """Return the text in simplified characters; one without traditional ones is returned as it is.

    Signs of the block of radicals, which some programs put for whole characters, become those (⻓ is 长): NFKC
    leaves most of them alone.
    """
    if _characters_to_change().isdisjoint(text):
        return text
    return _converter().convert(text.translate(_RADICALS))


def tokenise(text: str) -> list[str]:
    """Return the words of a normalised text, long ones also in parts (jieba's search mode), without blanks."""
    return [word for word in _segmenter().cut_for_search(text) if _WORD.match(word)]


def words_in_order(text: str) -> list[str]:
    """Return all pieces of a text as it is written, words and signs, none left out and none twice."""
    return _segmenter().cut(text)


def is_a_word(text: str) -> bool:
    """Say whether the dictionary knows this word."""
    return _segmenter().knows(text)


def with_synonyms(text: str) -> str:
    """Return the text with every domain synonym, dialect word and common hearing error in its one form."""
    once = _once_with_synonyms(text)
    # Twice, because a mended mishearing (是饭基地) may itself be a variant (示范园区).
    return once if once == text else _once_with_synonyms(once)


def preload() -> None:
    """Load dictionary, converter and synonyms, so that the first message does not wait for them."""
    _characters_to_change()
    _synonyms()
    tokenise("商业秘密")


def version() -> str:
    """Return what learnt figures depend on: another version of the wording makes them worthless."""
    return f"{_CODE_VERSION}-{_synonyms().fingerprint}"


def _normalised(text: str) -> str:
    one_form = _in_one_form(text)
    return _joined(_without_filler(one_form)) or _joined(one_form) or one_form.strip()


def _normalised_politely(text: str) -> str:
    one_form = _in_one_form(text)
    return _joined(_PARTICLES.sub("", one_form)) or one_form.strip()


# One turn asks for the same text many times, and every turn for the same labels of choices.
_REMEMBERED_CHARACTERS = 100
_remembered = lru_cache(maxsize=4096)(_normalised)
_remembered_politely = lru_cache(maxsize=4096)(_normalised_politely)


@lru_cache(maxsize=512)
def _in_one_form(text: str) -> str:
    return digits_for_numerals(with_synonyms(simplified(unicodedata.normalize("NFKC", text).lower())))


def _without_filler(text: str) -> str:
    shorter = _OPENING_FILLER.sub("", text.strip())
    without_particles = _INNER_FILLER.sub("", shorter)
    # Politeness at the end is short; looking for it everywhere takes long on somebody's 啊啊啊啊.
    return without_particles[:-_END_CHARACTERS] + _CLOSING_FILLER.sub("", without_particles[-_END_CHARACTERS:])


def _joined(text: str) -> str:
    """Drop punctuation; a blank stays only between two words of Latin letters or digits."""
    return _SPACE_BESIDE_CHINESE.sub("", _PUNCTUATION.sub(" ", text).strip())


def _once_with_synonyms(text: str) -> str:
    synonyms = _synonyms()
    # Of variants that begin at one place the longest ends last, and is found last.
    ends: dict[int, int] = {}
    for last, (length, has_latin_end) in synonyms.variants.iter(text):
        start, end = last + 1 - length, last + 1
        if not (has_latin_end and _cuts_a_latin_word(text, start, end)):
            ends[start] = end
    parts: list[str] = []
    position = 0
    for start in sorted(ends):
        if start >= position:
            parts += (text[position:start], synonyms.canonical[text[start : ends[start]]])
            position = ends[start]
    return "".join(parts) + text[position:]


def _cuts_a_latin_word(text: str, start: int, end: int) -> bool:
    """Say whether text[start:end] is part of a longer Latin word: nda is a contract, agenda is not."""
    inside = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
    return any(len(pair) == 2 and _is_latin(pair) for pair in inside)


def _is_latin(text: str) -> bool:
    return text.isascii() and text.isalnum()


@cache
def _converter() -> _Converter:
    converter: _Converter = opencc.OpenCC("t2s")
    return converter


@cache
def _characters_to_change() -> frozenset[str]:
    """Return the characters that are written otherwise here; a text without any stays as it is."""
    characters = "".join(map(chr, range(0x3400, 0xA000)))
    converted = _converter().convert(characters)
    traditional = {before for before, after in zip(characters, converted, strict=True) if before != after}
    return frozenset(traditional | {chr(code) for code in _RADICALS})


@cache
def _synonyms() -> _Synonyms:
    content = _SYNONYMS_FILE.read_bytes()
    sheet = synonyms_sheet()
    canonical: dict[str, str] = {}
    for group in (sheet.misheard, sheet.dialect, sheet.letters, sheet.domain):
        for one_form, others in group.items():
            # The form itself is listed too, so that no shorter variant is found inside it.
            canonical[one_form] = one_form
            canonical.update(dict.fromkeys(others, one_form))
    canonical.update({word: word for word in sheet.keep})
    variants: Automaton[tuple[int, bool]] = ahocorasick.Automaton()
    for variant in canonical:
        variants.add_word(variant, (len(variant), _is_latin(variant[0]) or _is_latin(variant[-1])))
    variants.make_automaton()
    return _Synonyms(canonical, variants, sheet.words, hashlib.sha256(content).hexdigest()[:16])


@cache
def _segmenter() -> Segmenter:
    return segmenter(_synonyms().words)
