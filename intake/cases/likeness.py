"""How like two filings are: whom they are about, what, when, which files, which words. Pure.

It finds candidates for an officer to look at side by side; nothing is decided by it, and nothing merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from intake.stored import Stored, objects_in, texts_in
from intents.reading import NotUnderstood, read_credit_code
from intents.wording import normalised

# What counts how much; below `CANDIDATE` two filings are not shown together.
CANDIDATE: Final = 45
_SUFFIXES: Final = re.compile(r"(股份有限公司|有限责任公司|有限公司|公司|厂|集团|工作室|店)$")
# All that is said of whom it is about, and what a credit code looks like (GB 32100-2015).
_REPORTED: Final = "reported_"
_CODE: Final = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{18}(?![0-9A-Za-z])", re.ASCII)
_SAME_NAME, _LIKE_TEXT, _LONGEST = 88, 80, 2_000
# From here on two texts are nearly the same: one was sent by many.
NEARLY_THE_SAME: Final = 85


@dataclass(frozen=True, slots=True)
class Filing:
    """What of a filing is compared.

    parties  whom it is about, by name; codes their credit codes
    files    SHA-256 of what was handed in
    """

    id: str
    parties: frozenset[str]
    codes: frozenset[str]
    acts: frozenset[str]
    act_date: str
    text: str
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like another filing is, and in what."""

    score: int
    reasons: tuple[str, ...]


def filing_of(
    case_id: str,
    fields: Stored,
    files: frozenset[str] = frozenset(),
    typed: Mapping[str, str] | None = None,
) -> Filing:
    """Return what is compared of what was filed.

    typed  the filer's own words, by field: nobody is asked for the code of whom they report, who writes it has
           written it beside the name
    """
    parties = objects_in(fields, "reported_parties")
    names = {str(one.get("reported_name") or "") for one in (*parties, fields)}
    about = [
        str(one[name]) for one in (*parties, fields, typed or {}) for name in one if name.startswith(_REPORTED)
    ]
    return Filing(
        case_id,
        frozenset(short for name in names if (short := short_name(_CODE.sub("", name)))),
        frozenset(code for text in about for code in _codes_in(text)),
        frozenset(texts_in(fields, "act_kinds")),
        str(fields.get("act_date") or "")[:7],
        normalised(str(fields.get("description") or fields.get("clue") or ""))[:_LONGEST],
        files,
    )


def _codes_in(text: str) -> Iterator[str]:
    for found in _CODE.findall(text):
        with suppress(NotUnderstood):
            yield read_credit_code(found)


def short_name(name: str) -> str:
    """Return a name without what every company's ends in, for comparing."""
    return _SUFFIXES.sub("", normalised(name).replace("重庆市", "重庆")).removeprefix("重庆")


def likeness(one: Filing, other: Filing) -> Likeness:
    """Return how like two filings are; the reasons are what the officer reads."""
    found: list[tuple[int, str]] = []
    if one.files & other.files:
        found.append((60, "有内容相同的文件"))
    if one.codes & other.codes:
        found.append((50, "被举报人的统一社会信用代码相同"))
    elif (alike := _names_alike(one, other)) >= _SAME_NAME:
        found.append((50 if alike == 100 else 40, "被举报人名称相同" if alike == 100 else "被举报人名称相近"))
    if one.text and other.text and (text := round(fuzz.token_set_ratio(one.text, other.text))) >= _LIKE_TEXT:
        found.append((45 if text >= 95 else 30, f"叙述的文字相近（{text}%）"))
    if one.acts & other.acts:
        found.append((10, "行为相同"))
    if one.act_date and one.act_date == other.act_date:
        found.append((10, "发生在同一个月"))
    return Likeness(sum(score for score, _ in found), tuple(reason for _, reason in found))


def texts_alike(one: Filing, other: Filing) -> int:
    """Return how like the two texts are as they stand, from 0 to 100; 0 where one says nothing."""
    return round(fuzz.ratio(one.text, other.text)) if one.text and other.text else 0


def _names_alike(one: Filing, other: Filing) -> int:
    pairs = ((mine, theirs) for mine in one.parties for theirs in other.parties)
    return max((round(fuzz.ratio(mine, theirs)) for mine, theirs in pairs), default=0)
