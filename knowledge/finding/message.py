"""Messages: which questions a message asks, and whether it only goes on with the one before."""

from __future__ import annotations

import re

from intents.reading.questions import KINDS_OF_QUESTION, MOST_SENTENCES, SHORTEST_CHARACTERS
from knowledge.finding.reading import Reading, plain_reading

_CLAUSE = re.compile(r"[^。！？!?；;\n，,]+[。！？!?；;\n，,]*")
_GOES_ON = re.compile(r"^(那|这个|这种|它|如果|要是|换成|还有|具体|再问)|[呢呀][？?。！!]*$")


def clauses_in(text: str) -> list[str]:
    """Return the clauses that ask something by themselves, if there are two or more; else nothing."""
    clauses = [part.strip(" ，,") for part in _CLAUSE.findall(text.strip())]
    clauses = [clause for clause in clauses if len(clause) >= SHORTEST_CHARACTERS]
    if len(clauses) < 2:
        return []
    asking = [clause for clause in clauses if Reading.of(clause).kinds]
    return asking[-MOST_SENTENCES:] if len(asking) > 1 else []


def goes_on(text: str) -> bool:
    """Say whether a short message is understood only with the question before: 「那园区呢」 「几月份？」"""
    if len(text) > 14:
        return False
    return bool(_GOES_ON.search(text.strip())) or _is_bare(plain_reading(text))


def _is_bare(text: str) -> bool:
    """Say whether a text is a question word and nothing else: 几月份, 多少分, 为什么."""
    rest = text
    for pattern in KINDS_OF_QUESTION.values():
        rest = pattern.sub("", rest)
    return len(rest) <= 1 < len(text)
