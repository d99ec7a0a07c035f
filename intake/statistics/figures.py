"""The figures of the overview, as values: a period and a bureau, or all. How they are counted is in `counting`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from intake.cases.codes import CaseKind
from intake.statistics.period import Period

# So many cases of a period are counted, the latest; so many are followed through their journals.
MOST_COUNTED: Final = 100_000
MOST_FOLLOWED: Final = 5_000
MOST_OPEN: Final = 20_000

# What sends a case on, and what it is called as a reason.
SENT_ON: Final[Mapping[str, str]] = {
    "sent_back": "内设机构反馈退回",
    "transferred": "移送有管辖权的局",
    "handed_down": "交下级局办理",
    "disputed": "管辖争议",
    "jurisdiction_reported_up": "报请指定管辖",
    "taken_up": "上级局提办",
    "told_elsewhere": "不属本局职责，告知举报人",
}
# How far a transfer got, by where it stands: proposed, decided, sent, received, answered, over.
STAGES: Final = ("拟办", "决定送出", "已送出", "对方签收", "对方答复", "了结")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How long it took from receipt to the first signature of who handles it, in hours.

    signed, waiting  cases that were signed for, and that were not
    median, slowest  of those signed for: half took no longer, nine of ten took no longer; None without any
    """

    signed: int
    waiting: int
    median: float | None
    slowest: float | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a period.

    at          when it was counted
    total       cases received in it; is_cut: there are more, and only the latest were counted
    by_step     by week or month and kind
    by_state    how those cases stand now
    by_bureau   by bureau and kind
    open_states  what is unfinished now, whenever it came
    overdue     clocks that are over, by bureau and name
    acceptance  how soon they were signed for, among the `followed` latest
    sent_on     by reason how many of them were sent on, and `sent_on_cases` how many that are
    transfers   of the transfers begun in it, how many got so far, by `STAGES`
    answers     questions of people in it, by what became of them; None where that is not told
    """

    period: Period
    bureau: str | None
    at: datetime
    total: int
    is_cut: bool
    by_step: Mapping[tuple[str, str], int]
    by_state: Mapping[str, int]
    by_bureau: Mapping[tuple[str, str], int]
    open_states: Mapping[str, int]
    overdue: Mapping[tuple[str, str], int]
    acceptance: Acceptance
    followed: int
    sent_on: Mapping[str, int]
    sent_on_cases: int
    transfers: Sequence[int]
    answers: Mapping[str, int] | None

    @property
    def overdue_by_step(self) -> dict[str, int]:
        """Clocks that are over, by name."""
        found: Counter[str] = Counter()
        for (_, name), number in self.overdue.items():
            found[name] += number
        return dict(found.most_common())

    @property
    def overdue_by_bureau(self) -> dict[str, int]:
        """Clocks that are over, by bureau."""
        found: Counter[str] = Counter()
        for (bureau, _), number in self.overdue.items():
            found[bureau] += number
        return dict(found)

    @property
    def sent_on_rate(self) -> float | None:
        """Which part of the followed cases was sent on; None without any."""
        return self.sent_on_cases / self.followed if self.followed else None


# Kinds in the order in which they are told.
KINDS: Final = tuple(CaseKind)
