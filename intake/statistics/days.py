"""The day in Shanghai of an instant, worked out by the database, so that a year of cases is counted there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import SQLColumnExpression, String
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _Day(FunctionElement[str]):
    name = "day_in_shanghai"
    type = String()
    inherit_cache = True


def day_of(instant: SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]) -> _Day:
    """Return the day of an instant, as YYYY-MM-DD. China has had one zone without summer time since 1991."""
    return _Day(instant)


@compiles(_Day)
def _in_postgresql(element: _Day, compiler: SQLCompiler, **how: object) -> str:
    return f"to_char({compiler.process(element.clauses, **how)} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')"


@compiles(_Day, "sqlite")
def _in_sqlite(element: _Day, compiler: SQLCompiler, **how: object) -> str:
    return f"date({compiler.process(element.clauses, **how)}, '+8 hours')"
