"""What SQLAlchemy asks and gives where nobody can say the type of every column, each named once."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import Row, Select, SQLColumnExpression

# A column or an expression, whatever it holds: something to sort, to group or to choose by.
AnyColumn: TypeAlias = SQLColumnExpression[object]
# A query for columns that are chosen when it is made.
AnySelect: TypeAlias = Select[*tuple[object, ...]]
# A row that is read by the names of its columns.
AnyRow: TypeAlias = Row[*tuple[object, ...]]
