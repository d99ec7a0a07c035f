"""What the plan's own tools come to in the city, as tables: units, self-assessments, guidance, pilots. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.desk.estimates.figures import FEWEST, CommonGaps
from bot.desk.overview.tables import Cell, Table
from bot.desk.pilots.shown import ReportLine
from intake.officers.estimates import MOST
from intake.officers.pilots import Pilot
from intake.officers.recognised import KINDS, RecognisedUnit
from intake.statistics.covering import FEW, SMALL, covered, covered_table

_SHARED_NOTE = (
    f"只计同意给区县局看的，最多看最近 {MOST} 份，各单位按最近一份；"
    f"不足 {FEWEST} 家的不列缺项，一至四家写作“{SMALL}”。"
)


@dataclass(frozen=True, slots=True)
class PilotFigures:
    """One pilot; `has_sheet` and `has_review` say whether it was assessed by itself and by 市局."""

    pilot: Pilot
    units: int
    asked: int
    reports: Sequence[ReportLine]
    has_sheet: bool
    has_review: bool


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What is counted.

    units      those that were recognised
    assessed   how many units showed a self-assessment, by the title of its standard
    gaps       what most of them lack
    guidance   entries of the ledger in the year, by bureau and service
    pilots     the pilots of the day
    """

    year: int
    units: Sequence[RecognisedUnit]
    assessed: Mapping[str, int]
    gaps: Sequence[CommonGaps]
    guidance: Counter[tuple[str, str]]
    pilots: Sequence[PilotFigures]


def plan_tables(figures: PlanFigures, name_of: Callable[[str], str], *, is_covered: bool) -> tuple[Table, ...]:
    """Return the tables.

    is_covered  small counts of guidance are not told: whoever reads may not see the ledger
    """
    return (
        _units(figures, name_of),
        _assessed(figures),
        *(_gaps(one, number) for number, one in enumerate(figures.gaps)),
        _guidance(figures, name_of, is_covered=is_covered),
        _pilots(figures, name_of),
    )


def _units(figures: PlanFigures, name_of: Callable[[str], str]) -> Table:
    standing = [unit for unit in figures.units if unit.stands]
    counts = Counter((unit.bureau, unit.kind) for unit in standing)
    sums = Counter(unit.bureau for unit in standing)
    rows = [(name_of(one), (total, *(counts[one, kind] for kind in KINDS))) for one, total in sums.most_common()]
    revoked = len(figures.units) - len(standing)
    sentence = f"名单里有效的共 {len(standing)} 家，分在 {len(sums)} 个区县；撤销的 {revoked} 家。"
    return Table("units", "示范基地（单位）", ("区县", "合计", *KINDS.values()), rows, sentence, "bars")


def _assessed(figures: PlanFigures) -> Table:
    counts = covered(figures.assessed)
    rows = [(title, (counts[title],)) for title in figures.assessed]
    total = sum(figures.assessed.values())
    sentence = f"同意给区县局看自评的共 {SMALL if 0 < total < FEW else total} 家。"
    return Table("assessed", "自评", ("标准", "家数"), rows, sentence, "bars", _SHARED_NOTE)


def _gaps(one: CommonGaps, number: int) -> Table:
    counts = {name: SMALL if 0 < lacking < FEW else lacking for name, lacking in one.items}
    rows = [(name, (counts[name],)) for name, _ in one.items]
    sentence = f"{one.units} 家里最常缺的是“{one.items[0][0]}”。" if one.items else f"{one.units} 家什么都不缺。"
    title = f"最常缺的：{one.title}"
    return Table(f"gaps{number}", title, ("项目", "缺或者不确定的家数"), rows, sentence, "bars", _SHARED_NOTE)


def _guidance(figures: PlanFigures, name_of: Callable[[str], str], *, is_covered: bool) -> Table:
    services = {"guidance": "业务指导", "training": "培训、调研、宣传"}
    bureaus = sorted({bureau for bureau, _ in figures.guidance}, key=lambda one: -_total(figures, one))
    shown: Mapping[tuple[str, str], Cell] = figures.guidance
    if is_covered:
        shown = covered_table(figures.guidance, bureaus, list(services))
    rows = [(name_of(one), tuple(shown.get((one, service), 0) for service in services)) for one in bureaus]
    total = sum(figures.guidance.values())
    sentence = (
        f"{figures.year}年台账里共 {SMALL if is_covered and 0 < total < FEW else total} 次，{len(bureaus)} 个局。"
    )
    note = "按登记的次数，不按单位；撤销的和限定知情范围的不计。"
    return Table("guidance", "指导和培训", ("局", *services.values()), rows, sentence, "bars", note)


def _total(figures: PlanFigures, bureau: str) -> int:
    return sum(number for (one, _), number in figures.guidance.items() if one == bureau)


def _pilots(figures: PlanFigures, name_of: Callable[[str], str]) -> Table:
    rows = [(name_of(one.pilot.bureau), _pilot_cells(one)) for one in figures.pilots]
    late = sum(line.is_late for one in figures.pilots for line in one.reports)
    sentence = f"在试点期限内的 {len(figures.pilots)} 个，过了日子还没有报的报告 {late} 次。"
    heads = ("区县", "示范基地（单位）", "已报", "过了没报", "自评", "市局评估", "到哪天止")
    note = "报告的日子照列入的文件算，是服务提醒，不是法定期限。"
    return Table("pilots", "试点区县", heads, rows, sentence, note=note)


def _pilot_cells(one: PilotFigures) -> tuple[Cell, ...]:
    made, late = sum(line.is_made for line in one.reports), sum(line.is_late for line in one.reports)
    marks = ("有" if one.has_sheet else "没有", "有" if one.has_review else "没有")
    return (f"{one.units} / {one.asked}", made, late, *marks, one.pilot.term.until.isoformat())
