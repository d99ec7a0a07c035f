"""What stands before a name in a story, and names that are one. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from intents.telling.writing import Written

BEFORE_CHARACTERS = 30
_A_LEAD_OF_ITS_OWN = 2
_A_BARE_NAME = 4


def lead_before(written: Written, position: int) -> str:
    """Return what stands before a name; where that is little, with the clause before: 「我店在…，叫悦容轩」."""
    clause = written.clause_at(position)
    lead = written.text[max(clause.start, position - BEFORE_CHARACTERS) : position].rstrip()
    if len(lead) > _A_LEAD_OF_ITS_OWN or not clause.start:
        return lead
    earlier = written.text[max(clause.start - 20, 0) : clause.start].rstrip(" ,")
    return f"{earlier},{lead}"


def without_doubles(names: Sequence[str]) -> tuple[str, ...]:
    """Leave out what is said twice, and 诺达公司 beside 重庆诺达运维公司."""
    kept: list[str] = []
    for name in dict.fromkeys(names):
        if not any(name != other and is_part(name, other) for other in names):
            kept.append(name)
    return tuple(kept)


def is_part(short: str, long: str) -> bool:
    stem = re.sub(r"(?:有限)?公司$|厂$|某某?$", "", short)
    # 西安泽元发 of 「西安泽元发了律师函」.
    is_run_on = len(short) > _A_BARE_NAME and long.startswith(short[:-1])
    return len(short) <= len(long) and ((len(stem) >= 2 and stem in long) or is_run_on)
