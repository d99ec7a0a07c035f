"""Statements in SQLAlchemy Core, and the order in which they are carried out, over whatever connection.

A piece of work is a generator: it yields steps and is sent the rows each of them gave. So the order of a
commit is written once, for the thread of SQLite, for the event loop of PostgreSQL and for the desk's sessions.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Dialect, Executable, String, Text, bindparam
from sqlalchemy.dialects import postgresql
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from intake.storage.account_tables import AccountJournalRow
from intake.storage.assist_table import CaseAssistRow
from intake.storage.bulletin_tables import BulletinRow
from intake.storage.bureau_tables import CrossingRow
from intake.storage.clock_tables import CalendarYearRow
from intake.storage.contact_tables import ContactPersonRow
from intake.storage.desk_tables import CaseHandlerRow
from intake.storage.estimate_table import EstimateRow
from intake.storage.evidence_table import EvidenceRow
from intake.storage.export_tables import ExportRow
from intake.storage.guidance_tables import GuidanceEventRow
from intake.storage.hook_tables import HookRow
from intake.storage.knowledge_tables import AskedRow
from intake.storage.pace_table import PaceRow
from intake.storage.paper_tables import PaperRow
from intake.storage.pilot_tables import PilotRow
from intake.storage.reach_table import ReachRow
from intake.storage.retention_table import RetentionRow
from intake.storage.rules_table import RoutingVersionRow
from intake.storage.search_tables import CaseSearchRow
from intake.storage.secrecy_tables import CaseCircleRow
from intake.storage.switch_table import SwitchRow
from intake.storage.tables import TurnRow
from intake.storage.talk_tables import TalkRow
from intake.storage.transfer_tables import TransferRow
from intake.storage.upload_tables import UploadLinkRow
from intake.storage.view_tables import SavedViewRow

# All files of tables are read before anybody looks at what tables there are.
METADATA = TurnRow.metadata
_OTHERS = (
    AccountJournalRow, AskedRow, BulletinRow, CalendarYearRow, CaseAssistRow, CaseCircleRow, CaseHandlerRow,
    CaseSearchRow, ContactPersonRow, CrossingRow,
    EstimateRow, EvidenceRow, ExportRow, GuidanceEventRow, HookRow, PaceRow, PaperRow, PilotRow, ReachRow,
    RetentionRow, RoutingVersionRow, SavedViewRow, SwitchRow, TalkRow, TransferRow, UploadLinkRow,
)  # fmt: skip
assert {table.metadata for table in _OTHERS} == {METADATA}  # noqa: S101 - keeps the imports

Row = Sequence[object]
# What columns or parameters get, by name: whatever the driver takes for them.
Values = Mapping[str, object]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Ask:
    """A statement whose rows are wanted: columns of text, numbers or bytes, which every driver gives alike.

    values  by the names of the statement's parameters
    """

    statement: Executable
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Each:
    """A statement carried out once for each row of values; gives no rows. All rows have the same names."""

    statement: Executable
    rows: Sequence[Values]


Step = Ask | Each
Work = Generator[Step, Sequence[Row], Result]


async def carried_out_in(session: AsyncSession, work: Work[Result]) -> Result:
    """Carry out the work within the session's transaction; what it raises leaves the transaction to the caller."""
    rows: Sequence[Row]
    try:
        step = next(work)
        while True:
            if isinstance(step, Ask):
                rows = (await session.execute(step.statement, dict(step.values))).all()
            else:
                await session.execute(step.statement, [dict(row) for row in step.rows])
                rows = ()
            step = work.send(rows)
    except StopIteration as end:
        result: Result = end.value
        return result


class TextList(TypeDecorator[Sequence[str]]):
    """Many texts as one parameter: an array in PostgreSQL, a JSON text in SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose what the parameter is in this database."""
        kind: TypeEngine[Any] = String() if dialect.name == "sqlite" else postgresql.ARRAY(Text())
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | list[str]:
        """Send the texts, in any order they are given."""
        texts = list(value or ())
        return json.dumps(texts) if dialect.name == "sqlite" else texts


def texts(name: str) -> BindParameter[Sequence[str]]:
    """Return the parameter of this name, which takes many texts."""
    return bindparam(name, type_=TextList())


def among(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Return the condition that the column is one of the texts of the parameter `name`."""
    condition: ColumnElement[bool] = _Among(column, texts(name))
    return condition


class each_of(FunctionElement[str]):
    """The texts of a parameter as rows: `each_of(texts("persons")).table_valued("value")`."""

    name = "each_of"
    inherit_cache = True


class _Among(FunctionElement[bool]):
    # Of no type: SQLite would be asked whether a Boolean "= 1", and then finds no row by its index.
    name = "among"
    inherit_cache = True


@compiles(_Among)
def _among_array(element: _Among, compiler: SQLCompiler, **how: object) -> str:
    column, values = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} = ANY ({values})"


@compiles(_Among, "sqlite")
def _among_json(element: _Among, compiler: SQLCompiler, **how: object) -> str:
    column, values = (compiler.process(clause, **how) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - both are compiled already


@compiles(each_of)
def _each_of_array(element: each_of, compiler: SQLCompiler, **how: object) -> str:
    return f"(SELECT unnest({compiler.process(element.clauses, **how)}) AS value)"


@compiles(each_of, "sqlite")
def _each_of_json(element: each_of, compiler: SQLCompiler, **how: object) -> str:
    return f"json_each({compiler.process(element.clauses, **how)})"
