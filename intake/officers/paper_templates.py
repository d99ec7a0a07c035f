"""The bureaus' own templates: every version is kept, the newest is in use; a button leads back to the standard."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from intake.cases.case import Incomplete
from intake.ids import new_id
from intake.officers.officer import Officer, names_of
from intake.papers.checking import TemplateRefused
from intake.papers.codes import TITLES
from intake.papers.context import PaperContext
from intake.papers.rendering import rendered
from intake.papers.trying import Trials
from intake.storage.database import Database
from intake.storage.paper_tables import PaperTemplateRow

_STALE = "刚才有人换过这个模板，请看过现在的版本再换。"


@dataclass(frozen=True, slots=True)
class TemplateVersion:
    """One version of a bureau's template.

    is_standard  it led back to the standard one
    by           the name of whoever put it there
    """

    kind: str
    version: int
    name: str
    is_standard: bool
    sha256: str
    by: str
    at: datetime


class PaperTemplates:
    """Lists, takes and gives templates."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._trials = Trials()

    async def of(self, bureau: str) -> Mapping[str, Sequence[TemplateVersion]]:
        """Return the versions by kind, the newest first; every kind has its list."""
        async with self._database.reading() as session:
            query = select(PaperTemplateRow).where(col(PaperTemplateRow.bureau) == bureau)
            rows = (await session.scalars(query.order_by(col(PaperTemplateRow.version).desc()))).all()
            names = await names_of(session, {row.by for row in rows})
        return {kind: [_version(row, names) for row in rows if row.kind == kind] for kind in TITLES}

    async def content(self, bureau: str, kind: str, version: int) -> bytes | None:
        """Return a version as DOCX, 0 the standard one; None where there is none."""
        if version == 0:
            return await asyncio.to_thread(_standard, kind)
        async with self._database.reading() as session:
            return await session.scalar(
                select(col(PaperTemplateRow.content)).where(
                    col(PaperTemplateRow.bureau) == bureau,
                    col(PaperTemplateRow.kind) == kind,
                    col(PaperTemplateRow.version) == version,
                )
            )

    async def replace(
        self, by: Officer, bureau: str, kind: str, name: str, content: bytes, seen: int, now: datetime
    ) -> None:
        """Put a bureau's own template in use. Raises Incomplete with the place where it cannot be one.

        seen  the newest version that was known
        """
        if not content:
            raise Incomplete(kind, "请选择要上传的 .docx 文件。")
        try:
            await self._trials.accept(content)
        except TemplateRefused as refused:
            raise Incomplete(kind, str(refused)) from None
        await self._add(by, bureau, kind, name, content, seen, now)

    async def back_to_standard(self, by: Officer, bureau: str, kind: str, seen: int, now: datetime) -> None:
        """Put the standard template in use again; the bureau's own stay among the versions."""
        await self._add(by, bureau, kind, "", None, seen, now)

    async def _add(
        self, by: Officer, bureau: str, kind: str, name: str, content: bytes | None, seen: int, now: datetime
    ) -> None:
        row = PaperTemplateRow(
            id=new_id(now),
            bureau=bureau,
            kind=kind,
            version=seen + 1,
            name=name,
            content=content,
            sha256=hashlib.sha256(content or b"").hexdigest(),
            by=by.id,
            at=now,
        )
        try:
            async with self._database.writing() as session:
                newest = await _newest(session, bureau, kind)
                if (newest.version if newest else 0) != seen:
                    raise Incomplete(kind, _STALE)
                session.add(row)
        except IntegrityError:
            # Somebody did the same at the same moment.
            raise Incomplete(kind, _STALE) from None


async def template_in_use(session: AsyncSession, bureau: str, kind: str) -> tuple[bytes | None, int]:
    """Return the template in use, and its version: None and 0 for the standard one."""
    newest = await _newest(session, bureau, kind)
    return (None, 0) if newest is None or newest.content is None else (newest.content, newest.version)


async def filled(template: bytes | None, kind: str, context: PaperContext, *, is_demo: bool = False) -> bytes:
    """Return the paper that a template makes; None: the standard one."""

    def made() -> bytes:
        return rendered(template or _standard(kind), context.values(), is_demo=is_demo)

    return await asyncio.to_thread(made)


async def _newest(session: AsyncSession, bureau: str, kind: str) -> PaperTemplateRow | None:
    query = select(PaperTemplateRow).where(
        col(PaperTemplateRow.bureau) == bureau, col(PaperTemplateRow.kind) == str(kind)
    )
    return await session.scalar(query.order_by(col(PaperTemplateRow.version).desc()).limit(1))


def _version(row: PaperTemplateRow, names: Mapping[str, str]) -> TemplateVersion:
    return TemplateVersion(
        row.kind, row.version, row.name, row.content is None, row.sha256, names.get(row.by, ""), row.at
    )


def _standard(kind: str) -> bytes:
    # Made with Word's library, which is loaded with the first paper and not with the start.
    from intake.papers.standard import standard_template

    return standard_template(kind)
