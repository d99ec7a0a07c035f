"""Development questions: what people ask, and how to tell whether an answer is right.

`faq_dev.jsonl` has lines {"id", "q", "ref", "must"}: an answer is right when every pattern of `must`
is found in its text. `faq_dev_out.jsonl` has {"id", "q", "expect"}: no entry may be given as the answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from intents import expressions as re
from knowledge.finding.answer import HasContent, rendered

# More right entries than this, and the patterns were loose.
MANY = 4

# What is learnt from, in a directory of expectations. `blind`: asked by people who had seen neither the entries
# nor the development questions. `fresh`: written before the entries were read, asked once, then learnt from.
_NUMBERS = ("", "_second", "_third", "_fourth", "_fifth", "_sixth", "_seventh", "_eighth", "_ninth")
_FRESH = tuple(f"faq_fresh{number}" for number in _NUMBERS)
IN_SCOPE = ("faq_dev.jsonl", "faq_blind.jsonl", *(f"own/{name}.jsonl" for name in _FRESH))
OUT_OF_SCOPE = ("faq_dev_out.jsonl", "faq_blind_out.jsonl", *(f"own/{name}_out.jsonl" for name in _FRESH))

_NOT_A_SIGN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class DevelopmentQuestion:
    """A development question.

    ref     where its answer stands, e.g. "附件1 五.1" (the plan) or "TSR 第18条"
    must    patterns that a right answer contains
    expect  for a question no entry may answer: abstain, smalltalk, human; else empty
    kind    how it is put: dialect, long, typo ...; empty where the file does not say
    category    what a question is about that no entry may answer
    is_twofold  two things are asked in one message, and both must be told
    """

    id: str
    text: str
    ref: str
    must: tuple[re.Pattern[str], ...]
    expect: str
    kind: str = ""
    category: str = ""
    is_twofold: bool = False

    def is_met_by(self, answer: str) -> bool:
        """Say whether an answer's text, source and notices included, is right."""
        return all(pattern.search(answer) for pattern in self.must)


def asked_in(path: Path) -> list[DevelopmentQuestion]:
    """Return the questions of a file of either kind."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_asked(json.loads(line)) for line in lines if line.strip()]


def texts_of(library: HasContent, today: date) -> Mapping[str, str]:
    """Return for every entry what a person reads first."""
    return {name: rendered(entry, library, today).text for name, entry in library.entries.items()}


def right_entries(asked: DevelopmentQuestion, texts: Mapping[str, str]) -> frozenset[str]:
    """Return the entries whose text is a right answer."""
    return frozenset(name for name, text in texts.items() if asked.is_met_by(text))


def meant_entries(asked: DevelopmentQuestion, texts: Mapping[str, str], library: HasContent) -> frozenset[str]:
    """Return the right entries that rest on the section the question is about.

    A loose pattern such as 市局 is met by many entries that nobody would call the answer; learning needs
    the ones that were meant. Where none is cited and many are right, none is meant.
    """
    right = right_entries(asked, texts)
    places = _places(asked.ref)
    cited = frozenset(
        name for name in right if any(places & _places(source) for source in library.entries[name].sources)
    )
    return cited | right if len(right) <= MANY else cited


def _places(reference: str) -> frozenset[str]:
    """Return the articles or sections a reference names: "TSR 第17、18条" is TSR 17 and TSR 18."""
    places: set[str] = set()
    for part in reference.split(";"):
        key, _, section = part.strip().partition(" ")
        articles = re.findall(r"(\d+)(?=[、–—\-\d]*条)", section)
        places.update(f"{key} {article}" for article in articles)
        if not articles:
            places.add(_NOT_A_SIGN.sub("", part.replace("PLAN", "")))
    return frozenset(places)


def _asked(raw: Mapping[str, object]) -> DevelopmentQuestion:
    must = raw.get("must") or []
    return DevelopmentQuestion(
        id=str(raw["id"]),
        text=str(raw["q"]),
        ref=str(raw.get("ref", "")),
        must=tuple(re.compile(str(pattern)) for pattern in must) if isinstance(must, list) else (),
        expect=str(raw.get("expect", "")),
        kind=str(raw.get("kind", "")),
        category=str(raw.get("category", "")),
        is_twofold=bool(raw.get("two", False)),
    )
