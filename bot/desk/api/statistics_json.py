"""The figures of a period as `/api/v1` gives them: the tables of a report, with its small counts untold."""

from __future__ import annotations

from bot.desk.api.case_json import utc_instant
from bot.desk.overview.tables import BureauAndClockNames, Table, bureaus_of, tables_of
from intake.clocks.counting import Clocks
from intake.routing.bureaus import Bureaus
from intake.statistics.figures import Figures


def statistics_shape(figures: Figures, names: BureauAndClockNames, bureaus: Bureaus) -> dict[str, object]:
    """Return the shape of figures. A system is told what a report says, and no count that could name somebody."""
    tables = [*tables_of(figures, names, is_covered=True)]
    if figures.bureau is None:
        codes = [bureau.code for bureau in bureaus.on(figures.period.until_on)]
        tables.append(bureaus_of(figures, names, codes, is_covered=True))
    return {
        "period": {
            "code": figures.period.code,
            "from": figures.period.from_on.isoformat(),
            "until": figures.period.until_on.isoformat(),
        },
        "bureau": figures.bureau,
        "at": utc_instant(figures.at),
        "tables": [_shape(table) for table in tables],
    }


def names_of(bureaus: Bureaus, clocks: Clocks) -> BureauAndClockNames:
    """Return what bureaus and clocks are called; a code that is none of ours any more stays itself."""
    bureau_names = {bureau.code: bureaus.name_of(bureau.code) for bureau in bureaus.all}
    return BureauAndClockNames(
        lambda code: bureau_names.get(code, code),
        lambda name: clocks.label_of(name) if name in clocks.by_name else name,
    )


def _shape(table: Table) -> dict[str, object]:
    return {
        "name": table.name,
        "title": table.title,
        "heads": list(table.heads),
        "rows": [{"label": label, "cells": list(cells)} for label, cells in table.rows],
    }
