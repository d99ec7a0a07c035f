"""What the figures say, as tables with a sentence each: what is drawn, heard and taken away. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from intake.cases.codes import STATES
from intake.forms.draft import KIND_NAMES
from intake.statistics.covering import FEW, OMITTED, SMALL, covered, covered_table
from intake.statistics.figures import MOST_FOLLOWED, SENT_ON, STAGES, Figures

Cell = int | str
ANSWERS: Final[Mapping[str, str]] = {
    "answer": "直接答复",
    "menu": "给出几个相近的问题",
    "nothing": "没有找到答案",
    "outside": "不属于商业秘密保护",
}
_DAY_HOURS: Final = 24
_BUREAUS_NOTE: Final = "按现在的承办局统计；一至四件写作“1–4”，能由合计推算出来的写作“略”。"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures.

    name      what it is called in addresses and charts
    heads     what the columns are called, that of the first one too
    rows      the label of each row, then its cells
    sentence  what it says, in a sentence
    form      how it is drawn: "steps", "bars", or "" for not at all
    note      what is to be known beneath it
    """

    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    sentence: str
    form: str = ""
    note: str = ""

    @property
    def is_covered(self) -> bool:
        """Whether a cell is not told."""
        return any(cell in (SMALL, OMITTED) for _, cells in self.rows for cell in cells)


def tables_of(figures: Figures, names: BureauAndClockNames, *, is_covered: bool) -> tuple[Table, ...]:
    """Return the tables of a period.

    is_covered  small counts are not told: whoever reads does not see those cases anyway
    """
    steps = _received(figures, is_covered=is_covered)
    states = _states(figures, is_covered=is_covered)
    return (
        steps,
        states,
        _open(figures, is_covered=is_covered),
        _overdue(figures, names, is_covered=is_covered),
        _acceptance(figures, is_covered=is_covered),
        _sent_on(figures, is_covered=is_covered),
        _transfers(figures, is_covered=is_covered),
        *((_answers(figures.answers, is_covered=is_covered),) if figures.answers is not None else ()),
    )


def bureaus_of(figures: Figures, names: BureauAndClockNames, bureaus: Sequence[str], *, is_covered: bool) -> Table:
    """Return what each bureau received and has overdue; small counts of what was filed where are never told."""
    kinds = [kind for kind in KIND_NAMES if any(figures.by_bureau.get((one, kind)) for one in bureaus)]
    shown = covered_table(figures.by_bureau, list(bureaus), kinds)
    sums = bureau_sums(figures, bureaus)
    late: Mapping[str, Cell] = {one: figures.overdue_by_bureau.get(one, 0) for one in bureaus}
    late = covered(figures.overdue_by_bureau) if is_covered else late
    rows = [
        (names.bureau(one), (*(shown[one, kind] for kind in kinds), sums[one], late.get(one, 0)))
        for one in bureaus
        if sums[one] or late.get(one)
    ]
    busiest = max(bureaus, key=lambda one: sum(_of(figures, one)), default="")
    most = sum(_of(figures, busiest)) if busiest else 0
    tied = [names.bureau(one) for one in bureaus if sum(_of(figures, one)) == most]
    sentence = f"收到最多的是{_all_of(tied)}，{most} 件。" if most >= FEW else "没有一个局收到五件以上。"
    if rest := len(bureaus) - len(rows):
        sentence += f"表里没有的 {rest} 个局没有收到案件，也没有逾期的期限。"
    heads = ("承办局", *(KIND_NAMES[kind] for kind in kinds), "合计", "已逾期的期限")
    return Table("bureaus", "各承办局", heads, rows, sentence, note=_BUREAUS_NOTE)


def _all_of(tied: Sequence[str]) -> str:
    """Return the names of those that have the most, each of them where several have."""
    return tied[0] if len(tied) == 1 else f"{'、'.join(tied)}（并列）"


def bureau_sums(figures: Figures, bureaus: Sequence[str]) -> dict[str, Cell]:
    """Return what each bureau received, as it may be told."""
    return covered({one: sum(_of(figures, one)) for one in bureaus})


def _of(figures: Figures, bureau: str) -> list[int]:
    return [number for (one, _), number in figures.by_bureau.items() if one == bureau]


@dataclass(frozen=True, slots=True)
class BureauAndClockNames:
    """What bureaus and clocks are called."""

    bureau: Callable[[str], str]
    clock: Callable[[str], str]


def _received(figures: Figures, *, is_covered: bool) -> Table:
    period = figures.period
    kinds = [kind for kind in KIND_NAMES if any(one == kind for _, one in figures.by_step)]
    counts: dict[tuple[str, str], Cell] = dict(figures.by_step)
    if is_covered:
        counts = dict(covered_table(figures.by_step, list(period.steps), kinds))
    rows = [
        (_step(one, is_year=period.is_year), [counts.get((one, kind), 0) for kind in kinds])
        for one in period.steps
    ]
    sums = {one: sum(figures.by_step.get((one, kind), 0) for kind in kinds) for one in period.steps}
    sentence = f"{period.label}收到 {_total(figures, is_covered=is_covered)} 件"
    if not is_covered and figures.total:
        most = max(sums.values())
        tied = [_step(one, is_year=period.is_year) for one in period.steps if sums[one] == most]
        sentence += f"，最多的是{_all_of(tied)}{'' if period.is_year else '起的一周'}，{most} 件"
    heads = ("月份" if period.is_year else "周（从周一起）", *(KIND_NAMES[kind] for kind in kinds))
    return Table("received", "收到的案件", heads, rows, f"{sentence}。", "steps")


def _states(figures: Figures, *, is_covered: bool) -> Table:
    counts = _told(figures.by_state, is_covered=is_covered)
    rows = [(STATES[state], (counts[state],)) for state in STATES if figures.by_state.get(state)]
    total = _total(figures, is_covered=is_covered)
    sentence = f"{figures.period.label}收到的 {total} 件，现在分处 {len(rows)} 种状态。"
    return Table("states", "这些案件现在的状态", ("状态", "件数"), rows, sentence, "bars")


def _open(figures: Figures, *, is_covered: bool) -> Table:
    counts = _told(figures.open_states, is_covered=is_covered)
    rows = [(STATES[state], (counts[state],)) for state in STATES if figures.open_states.get(state)]
    total = _said(sum(figures.open_states.values()), is_covered=is_covered)
    return Table(
        "open", "没有办结的案件", ("状态", "件数"), rows, f"现在没有办结的共 {total} 件，不论何时收到。", "bars"
    )


def _overdue(figures: Figures, names: BureauAndClockNames, *, is_covered: bool) -> Table:
    late = figures.overdue_by_step
    counts = _told(late, is_covered=is_covered)
    rows = [(names.clock(name), (counts[name],)) for name in late]
    tied = [f"“{names.clock(name)}”" for name in late if late[name] == max(late.values())]
    worst = f"，最多的是{_all_of(tied)}" if len(tied) < len(late) or len(late) == 1 else ""
    sentence = f"现在有 {_said(sum(late.values()), is_covered=is_covered)} 个期限已逾期{worst}。"
    return Table("overdue", "已逾期的期限，按步骤", ("步骤", "个数"), rows, sentence, "bars")


def _acceptance(figures: Figures, *, is_covered: bool) -> Table:
    took = figures.acceptance
    counts = _told({"signed": took.signed, "waiting": took.waiting}, is_covered=is_covered)
    # How long one case took would be told by the middle of a few.
    is_few = is_covered and took.signed < FEW
    median, slowest = ("略", "略") if is_few else (_long(took.median), _long(took.slowest))
    rows: list[tuple[str, Sequence[Cell]]] = [
        ("已经签收", (counts["signed"],)),
        ("还没有签收", (counts["waiting"],)),
        ("半数在多久以内签收", (median,)),
        ("九成在多久以内签收", (slowest,)),
    ]
    sentence = f"半数在 {median}以内签收。" if took.signed and not is_few else "签收的案件太少，不作统计。"
    note = f"从收到到第一次签收；看的是这一段最近收到的案件，最多 {MOST_FOLLOWED:,} 件。"
    return Table("acceptance", "从收到到签收", ("项目", "数"), rows, sentence, note=note)


def _sent_on(figures: Figures, *, is_covered: bool) -> Table:
    counts = _told(figures.sent_on, is_covered=is_covered)
    rows = [(label, (counts[code],)) for code, label in SENT_ON.items() if figures.sent_on.get(code)]
    rate, is_few = figures.sent_on_rate, is_covered and figures.sent_on_cases < FEW
    part = f"，占 {rate:.0%}" if rate is not None and not is_few else ""
    of, sent = (_said(one, is_covered=is_covered) for one in (figures.followed, figures.sent_on_cases))
    note = "一件有几种情形的，各计一次；已转到别的局的，计在现在承办的局。"
    return Table(
        "sent_on",
        "转手的案件，按情形",
        ("情形", "件数"),
        rows,
        f"{of} 件里有 {sent} 件转过手{part}。",
        "bars",
        note,
    )


def _transfers(figures: Figures, *, is_covered: bool) -> Table:
    reached = [_said(number, is_covered=is_covered) for number in figures.transfers]
    rows = [(label, (number,)) for label, number in zip(STAGES, reached, strict=True)]
    sentence = f"这一段登记的向外移送 {reached[0]} 件，{reached[2]} 件已送出，{reached[-1]} 件了结。"
    return Table("transfers", "移送走到哪一步", ("走到", "件数"), rows, sentence, "bars", "误录和撤销的不计。")


def _answers(answers: Mapping[str, int], *, is_covered: bool) -> Table:
    counts = _told({code: answers.get(code, 0) for code in ANSWERS}, is_covered=is_covered)
    rows = [(label, (counts[code],)) for code, label in ANSWERS.items()]
    asked, without = sum(answers.values()), answers.get("nothing", 0)
    part = f"，占 {without / asked:.0%}" if asked and not (is_covered and without < FEW) else ""
    times = (_said(one, is_covered=is_covered) for one in (asked, without))
    sentence = "群众提问 {} 次，没有找到答案 {} 次{}。".format(*times, part)
    return Table(
        "answers",
        "答复和没答好的问题",
        ("结果", "次数"),
        rows,
        sentence,
        "bars",
        "提问保留一年，更早的不计。给出几个相近的问题、来访人选了“都不是”的，算没有找到答案。",
    )


def _told(counts: Mapping[str, int], *, is_covered: bool) -> Mapping[str, Cell]:
    return covered(counts) if is_covered else counts


def _said(number: int, *, is_covered: bool) -> Cell:
    return SMALL if is_covered and 0 < number < FEW else number


def _total(figures: Figures, *, is_covered: bool) -> Cell:
    return f"至少 {figures.total:,}" if figures.is_cut else _said(figures.total, is_covered=is_covered)


def _step(step: str, *, is_year: bool) -> str:
    if is_year:
        return f"{int(step[5:])}月"
    monday = date.fromisoformat(step)
    return f"{monday.month}月{monday.day}日"


def _long(hours: float | None) -> str:
    if hours is None:
        return "—"
    return f"{hours / _DAY_HOURS:.1f} 天" if hours >= _DAY_HOURS else f"{max(hours, 0.1):.1f} 小时"
