"""The papers of measures: each is about one measure of the journal, and offered while there is one. Pure.

Law: 书面报告并经批准 TSR 第23条第2款; 查封、扣押决定书和清单 APP 第37条, 期限、告知延长和鉴定 APP 第38条,
解除 APP 第36、42条; 先行登记保存证据通知书和清单 APP 第34条, 解除 APP 第33条, 七个工作日 APP 第35条.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.codes import REPORTS, CaseState
from intake.cases.measures import MEASURES, Measure, MeasureStanding, measures_of, registered, released
from intake.cases.seizure_moves import EXAMINED_BY, GROUNDS
from intake.clocks.clock import ClockState
from intake.clocks.codes import REASONS
from intake.forms.saying import day_in_words
from intake.papers.codes import PaperKind
from intake.papers.paper import EnteredField, Paper


def _measures(*standings: MeasureStanding, only: Measure | None = None) -> Callable[[Case], Mapping[str, str]]:
    """Return what finds the measures that stand so: how each is called, and its key."""

    def found(case: Case) -> Mapping[str, str]:
        fits = [one for one in measures_of(case) if one.standing in standings and only in (None, one.measure)]
        names = [f"{MEASURES[one.measure]}（{_day(one.since)}{_DONE[one.standing]}）" for one in fits]
        return dict(zip(_told_apart(names), (one.key for one in fits), strict=True))

    return found


def _registrations(case: Case) -> Mapping[str, str]:
    return _of_registrations(registered(case))


def _registrations_let_go(case: Case) -> Mapping[str, str]:
    """Return those that stand, and those that were let go."""
    return _of_registrations((*registered(case), *released(case)))


def _of_registrations(days: Sequence[tuple[str, date]]) -> Mapping[str, str]:
    names = [f"{_day(on)}登记保存" for _, on in days]
    return dict(zip(_told_apart(names), (key for key, _ in days), strict=True))


def _told_apart(names: Sequence[str]) -> list[str]:
    """Return the names; what is called alike is told apart by its place."""
    return [f"{name}之{n}" if names.count(name) > 1 else name for n, name in enumerate(names, start=1)]


def _day(on: date) -> str:
    return day_in_words(on.isoformat())


def _longer(case: Case, typed: Mapping[str, str]) -> None:
    """Raise Incomplete for a day that no extension reaches: once, thirty days at most (APP 第38条)."""
    key = _measures(MeasureStanding.SEIZED)(case).get(typed.get("branch", ""))
    clock = next((one for one in case.clocks if key and one.subject == key and one.is_open), None)
    if clock is None:
        return
    if clock.state is ClockState.PAUSED:
        raise Incomplete("branch", "检测、鉴定期间不计入期限，恢复以后再延长。")
    more = 0 if clock.state is ClockState.EXTENDED else _LONGER_DAYS
    last = clock.due_on + timedelta(days=more)
    if date.fromisoformat(typed["deadline"]) > last:
        raise Incomplete("deadline", f"最多延长到{_day(last)}（延长一次，不超过三十日）。")


# What the party reads of it.
_DONE: Final[Mapping[str, str]] = {
    MeasureStanding.REPORTED: "报告",
    MeasureStanding.APPROVED: "批准",
    MeasureStanding.SEIZED: "实施",
    MeasureStanding.LIFTED: "解除",
}
_LONGER_DAYS: Final = 30
_INVESTIGATED: Final = frozenset({CaseState.CHECKING, CaseState.DOCKETED})
# What was taken is given back wherever the case has gone meanwhile.
_ANYWHERE: Final = frozenset(CaseState) - {CaseState.ANSWERED, CaseState.WITHDRAWN}
_WHICH: Final = EnteredField("branch", "哪一项", "choice")
_PARTY: Final = EnteredField("addressee", "当事人", "line", "写明名称（姓名）；不是举报人。")
_GOODS: Final = EnteredField("listed", "清单", "rows", "一行一件：名称，数量，特征和存放地点。")
_GIVEN_BACK: Final = EnteredField("listed", "退还的财物", "rows", "一行一件：名称，数量，特征。")
_MORE: Final = EnteredField("opinion", "另外告知的内容", "text", "不写举报人是谁。", required=False)

MEASURE_PAPERS: Final = (
    Paper(
        PaperKind.MEASURE_REPORT,
        "TSR 第23条第2款；AUCL25 第16条",
        REPORTS,
        _INVESTIGATED,
        (
            _WHICH,
            EnteredField("facts", "查明的事实和依据", "text", "不写商业秘密的具体内容。"),
            EnteredField("opinion", "采取措施的理由和对象", "text"),
        ),
        about=_measures(MeasureStanding.REPORTED, MeasureStanding.APPROVED),
    ),
    Paper(
        PaperKind.SEIZURE_DECISION,
        "TSR 第23条；APP 第37、38条",
        REPORTS,
        _INVESTIGATED,
        (
            _WHICH,
            _PARTY,
            EnteredField("opinion", "查封、扣押的理由和依据", "text", "不写商业秘密的具体内容，不写举报人是谁。"),
            _GOODS,
        ),
        about=_measures(MeasureStanding.APPROVED, MeasureStanding.SEIZED, only=Measure.SEIZE),
    ),
    Paper(
        PaperKind.SEIZURE_EXTENSION,
        "APP 第38条第2款",
        REPORTS,
        _INVESTIGATED,
        (
            _WHICH,
            _PARTY,
            EnteredField("deadline", "延长到哪一天", "day", "延长一次，最多三十日。"),
            EnteredField("opinion", "延长的理由", "text", "写明情况怎样复杂；不写举报人是谁。"),
        ),
        about=_measures(MeasureStanding.SEIZED),
        fits=_longer,
    ),
    Paper(
        PaperKind.SEIZURE_EXAMINATION,
        "APP 第38条第3款",
        REPORTS,
        _INVESTIGATED,
        (
            _WHICH,
            _PARTY,
            EnteredField("facts", "做什么", "choice", options=tuple(REASONS[one] for one in EXAMINED_BY)),
            EnteredField("deadline", "到哪一天", "day", "期间应当明确。"),
            EnteredField("opinion", "送检的物品和机构", "text", "不写商业秘密的具体内容，不写举报人是谁。"),
        ),
        about=_measures(MeasureStanding.SEIZED),
    ),
    Paper(
        PaperKind.SEIZURE_LIFTING,
        "APP 第36、42条",
        REPORTS,
        _ANYWHERE,
        (
            _WHICH,
            _PARTY,
            EnteredField("facts", "解除的情形", "choice", options=tuple(GROUNDS.values())),
            _GIVEN_BACK,
            _MORE,
        ),
        about=_measures(MeasureStanding.SEIZED, MeasureStanding.LIFTED),
    ),
    Paper(
        PaperKind.REGISTRATION_NOTICE,
        "APP 第33至35条",
        REPORTS,
        _INVESTIGATED,
        (
            _WHICH,
            _PARTY,
            EnteredField("opinion", "登记保存的理由和地点", "text", "不写商业秘密的具体内容，不写举报人是谁。"),
            _GOODS,
        ),
        about=_registrations,
    ),
    Paper(
        PaperKind.REGISTRATION_RELEASE,
        "APP 第33、35条",
        REPORTS,
        _ANYWHERE,
        (_WHICH, _PARTY, _GIVEN_BACK, _MORE),
        about=_registrations_let_go,
    ),
)
