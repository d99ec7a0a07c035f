"""An employer that is known by hearsay only: 「听说他去了…」, 「好像在…上班」. Pure.

It is the teller's surmise: kept in their own words with what says so, and nobody is accused by it.
"""

from __future__ import annotations

from intents import expressions as re
from intents.telling.lexicon import ACTS, hits_in
from intents.telling.writing import Written

_SURMISES = r"(?:听说|听人说|听人讲|听别人说|据说|听讲|好像|可能|估计|大概|说不定|传言|风闻|疑似|怀疑|担心|怕)"
_GOES_TO = re.compile(
    rf"{_SURMISES}[^,。;!?]{{0,12}}?(?:跳槽|入职|投奔|加入|去|到|在|转|进)[去到了在进往过]{{0,2}}[^,。;!?我]{{0,10}}$"
)
_WORKS_THERE = re.compile(
    r"^[”\"」]?(?:公司|厂|那边|那里)?(?:$|[,。;!?]|上班|工作|干活|做事|做|当|任|入职|去|了|以后|之后|后)"
)
_WENT_BY_HEARSAY = re.compile(
    r"^(?:后来|现在|最近|我们?|也|还|又)*(?:听说|听人说|听人讲|听别人说|据说|听讲|好像)(?:他|她|人|这个人|现在|后来|目前|是|就|已经|准备|打算)*"
    r"(?:跳槽|入职|投奔|去了?|到了?|在|转去|进了?)[^,。;!?我]{2,24}?(?:上班|工作|干活|做事|任职|开[厂店公了]|当|公司|厂|店|电装|科技|模具)"
)
_LEAD_CHARACTERS = 36


def is_hearsay(written: Written, name: str, start: int, end: int) -> bool:
    """Say whether a company is named only as where somebody may be working, once and with no act of its own."""
    clause = written.clause_at(start)
    lead = written.text[max(clause.start, start - _LEAD_CHARACTERS) : start]
    if not _GOES_TO.search(lead) or not _WORKS_THERE.match(written.text[end : clause.end + 1]):
        return False
    acts = any(hit.kind in ACTS for hit in hits_in(written.text[end : clause.end]))
    return not acts and written.text.count(name) == 1


def surmises_in(written: Written) -> tuple[str, ...]:
    """Return the clauses that say by hearsay where somebody went or works, whether or not a company is known."""
    return tuple(
        clause.text.strip()
        for clause in written.clauses
        if not clause.asks and _WENT_BY_HEARSAY.match(clause.text.strip())
    )


def surmise_at(written: Written, start: int) -> str:
    """Return the clause that an employer is surmised in, as it stands."""
    return written.clause_at(start).text.strip()
