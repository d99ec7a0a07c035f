"""Since when a filer is owed to hear what came of their report: at once, not within days (AUCL25 第20条). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from intake.cases.codes import REPORTS, CaseState, JournalCode

RESULT_TOLD: Final = "result_told"
# Docketed or not, somebody decided by then.
RESULT_STATES: Final = frozenset({CaseState.DOCKETED, CaseState.NOT_DOCKETED, CaseState.CLOSED})
_DOCKETED: Final = "docketed"
_DECIDED: Final = frozenset({_DOCKETED, "not_docketed"})


def owed_since(
    kind: str, state: str, happened: Iterable[tuple[str, datetime]], *, anonymous: bool
) -> datetime | None:
    """Return when that was recorded of which the filer has not been told; None where nothing is owed.

    What was decided last counts: whoever heard of a refusal to docket need not hear of its closing again. Whom
    nobody can tell any more, since the case was disposed of, is owed nothing.

    happened  the codes of the journal and when each was recorded, in its order
    """
    if anonymous or kind not in REPORTS or state not in RESULT_STATES:
        return None
    since, is_docketed = None, False
    for code, at in happened:
        is_docketed = is_docketed or code == _DOCKETED
        if code in _DECIDED or (code == "closed" and is_docketed):
            since = at
        elif code in (RESULT_TOLD, JournalCode.DISPOSED):
            since = None
    return since
