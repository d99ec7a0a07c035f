"""What a paper is: everything that is true of it, in one value. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from intake.cases.case import Case
from intake.cases.codes import HANDLERS, CaseKind, CaseState, Outcome, Role
from intake.cases.crossing import CrossingKind
from intake.papers.codes import TITLES, PaperKind
from intake.transfers.codes import TransferKind, TransferState

LONGEST_TEXT: Final = 4_000
LONGEST_LINE: Final = 100


@dataclass(frozen=True, slots=True)
class EnteredField:
    """One thing that an officer enters for a paper; `name` is the field of `PaperContext` that it fills.

    kind     "rows" is one thing a line: 名称，数量，说明
    options  for a choice: what stands in the paper, as it is offered
    """

    name: str
    label: str
    kind: Literal["text", "line", "choice", "day", "rows"]
    hint: str = ""
    required: bool = True
    options: tuple[str, ...] = ()

    @property
    def most(self) -> int:
        """How many characters it may have."""
        return LONGEST_LINE if self.kind == "line" else LONGEST_TEXT


def _anything(_: Case, __: Mapping[str, str]) -> None:
    """Whatever was typed fits."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One kind of paper.

    article     the article that it follows
    cases       kinds of case
    states      of the case in which it fits, beside no transfer; empty: only beside one
    transfers   kinds of transfer beside which it fits, and the states of the transfer
    crossings   what between bureaus it goes with: from there the receiver is filled in beforehand
    after       codes of the journal one of which must have happened, with the guards of its move; empty: none.
                Whoever did that makes the paper. Beside a transfer the steps of the transfer count instead
    outcomes    of a closed case; empty: any
    by          posts that may make it
    names       it names the filer, and so wants the same right as the page that shows who filed a case
    wants_paper another paper of the case must stand: it is about that one
    about       what it can be about, as its choice `branch` offers it, each with its key; None: the case itself
    fits        raises Incomplete where what was typed does not fit the case
    """

    kind: PaperKind
    article: str
    cases: frozenset[CaseKind]
    states: frozenset[CaseState]
    asks: tuple[EnteredField, ...] = ()
    transfers: Mapping[TransferKind, frozenset[TransferState]] = field(default_factory=dict)
    crossings: frozenset[CrossingKind] = frozenset()
    after: frozenset[str] = frozenset()
    outcomes: frozenset[Outcome] = frozenset()
    by: frozenset[Role] = HANDLERS
    names: bool = False
    wants_paper: bool = False
    about: Callable[[Case], Mapping[str, str]] | None = None
    fits: Callable[[Case, Mapping[str, str]], None] = _anything

    @property
    def title(self) -> str:
        """What stands at its head."""
        return TITLES[self.kind]

    def asks_of(self, case: Case) -> tuple[EnteredField, ...]:
        """Return what is entered for this case: what it can be about is a choice of what there is."""
        if self.about is None:
            return self.asks
        options = tuple(self.about(case))
        return tuple(replace(one, options=options) if one.name == "branch" else one for one in self.asks)
