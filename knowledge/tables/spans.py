"""Spans: the year in which something ends or comes round again, counted from a year that a question tells."""

from __future__ import annotations

from intents import expressions as re
from knowledge.tables.table import Composed, pattern, tables_sheet

_YEAR = re.compile(r"(?<!\d)(20[2-4]\d)年")
_ASKS = re.compile(
    r"哪[一1]?年|几几年|到期|期满|届满|什么时候|何时|推算|到多久|该(?:不该)?复核|还在不在|下[一1]次|超不超|超出|超过"
)


def counted_on(text: str) -> Composed | None:
    """Return the year that a span leads to; None where no year of one's own is told."""
    years = {int(year) for year in _YEAR.findall(text)}
    if len(years) != 1 or not _ASKS.search(text):
        return None
    year = years.pop()
    for span in tables_sheet().spans:
        if pattern(span.said).search(text) and pattern(span.starts).search(text):
            says = f"{span.says.format(year=year, until=year + span.years)}"
            over = span.when_over if year + span.years > span.over_after else ""
            asks = f"{span.title}：{year}年{span.called}，推算到哪一年"
            return Composed.of(asks, f"{says}{over}{span.then}", [span.source])
    return None
