"""A case and its transfers as values, played step by step. Builders fill in what does not matter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from intake.cases.case import Case, CaseClock
from intake.cases.changes import Act
from intake.cases.codes import CaseKind, CaseState, Role
from intake.clocks.calendar import SHANGHAI
from intake.transfers.body import load_bodies
from intake.transfers.moves import opened, taken, withdrawn
from intake.transfers.reading import transfers_of
from intake.transfers.step import Office
from intake.transfers.transfer import Transfer
from tests.builders import bureaus
from tests.intake.cases.values import NOW, RULES, a_case

PARTS = (
    ("reported", "被举报人"),
    ("act", "涉嫌行为"),
    ("words", "举报人的原话"),
    ("identity", "举报人身份和联系方式"),
)
TEAM = {"o1": "王建国", "o2": "李敏"}
OFFICE = Office(RULES, load_bodies(bureaus()), TEAM, PARTS)

POLICE: dict[str, Any] = {
    "bodies": "police_jiangjin",
    "gate": "should",
    "checks": "suspicion,measures",
    "team": "o1,o2",
    "parts": "reported,act",
    "text": "数额一时查不清，需要公安机关取证。",
}
REPORT: dict[str, Any] = {"at": "2026-11-25T10:30", "earlier_penalty": "none", "text": "两次下载，三次使用。"}
PAPERS = "transfer_letter,investigation_report,goods_list,no_appraisal,others"


@dataclass
class Play:
    """A case that is acted on; `case` is how it stands, `written` what the newest step says in words."""

    case: Case = field(default_factory=lambda: a_case(state=CaseState.CHECKING))
    now: datetime = NOW
    office: Office = OFFICE
    opened: int = 0
    written: str = ""

    def later(self, **by: float) -> Play:
        """Let time pass."""
        self.now += timedelta(**by)
        return self

    def open(self, kind: str, by: str = "o1", role: Role = Role.OFFICER, **typed: Any) -> Transfer:
        """Open a transfer."""
        self.opened += 1
        name = f"t{self.opened}"
        self.case = opened(kind, self.case, name, self._act(by, role, typed), self.office).after
        return self.newest

    def step(
        self, code: str, by: str = "o1", role: Role = Role.OFFICER, of: Transfer | None = None, **typed: Any
    ) -> Transfer:
        """Take a step with the newest transfer, or the one given; now, unless it says when."""
        entered = {"at": self.now.astimezone(SHANGHAI).strftime("%Y-%m-%dT%H:%M"), "confirmed": "yes", **typed}
        transfer = of or self.newest
        changes = taken(code, self.case, transfer, self._act(by, role, entered), self.office)
        words = changes.entries[-1].words
        self.case, self.written = changes.after, words.text if words else ""
        return next(one for one in transfers_of(self.case) if one.id == transfer.id)

    def withdraw(self, why: str = "录错了。") -> Transfer:
        """Take back the newest entry."""
        self.case = withdrawn(self.case, self.newest, self._act("h1", Role.HEAD, {"text": why}), self.office).after
        return self.newest

    @property
    def newest(self) -> Transfer:
        """The transfer opened last."""
        return transfers_of(self.case)[-1]

    def clock(self, name: str) -> CaseClock:
        """The newest clock of this name of the newest transfer."""
        return [one for one in self.case.clocks if one.name == name and one.subject == self.newest.id][-1]

    def _act(self, by: str, role: Role, typed: dict[str, Any]) -> Act:
        return Act(by, role, "jiangjin", self.now, self.case.version, typed)


def a_play(state: CaseState = CaseState.CHECKING, kind: CaseKind = CaseKind.COMPLAINT, **values: Any) -> Play:
    """Return a play with a case in this state."""
    return Play(a_case(state=state, kind=kind, **values))


def reported() -> Play:
    """A transfer to the police whose report lies before the principal."""
    play = a_play()
    play.open("police", **POLICE)
    play.step("police_transfer_reported", **REPORT)
    return play


def approved() -> Play:
    """One that the principal has approved."""
    play = reported()
    play.step("police_transfer_approved", by="p1", role=Role.PRINCIPAL)
    return play


def received() -> Play:
    """One that the police have signed for."""
    play = approved().later(hours=2)
    play.step("police_handed_over", papers=PAPERS)
    play.later(hours=1).step("police_received", competent="yes")
    return play


def refused() -> Play:
    """One that the police have refused to docket."""
    play = received().later(days=2)
    play.step("police_refused", materials_back="yes", text="情节显著轻微。")
    return play
