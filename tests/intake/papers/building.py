"""Templates as somebody at a bureau might upload them, good and bad."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

from docx import Document

from intake.papers.reading import PageText, page_of


def a_template(*paragraphs: str, cells: tuple[str, ...] = ()) -> bytes:
    """Return a template with these paragraphs, and a table with one row of these cells."""
    document = Document()
    for words in ("{{ 编号 }}", *paragraphs):
        document.add_paragraph(words)
    if cells:
        row = document.add_table(rows=1, cols=len(cells)).rows[0]
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def with_parts(template: bytes, more: Mapping[str, bytes]) -> bytes:
    """Return a template with more parts in it."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(template)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            if name not in more:
                after.writestr(name, before.read(name))
        for name, content in more.items():
            after.writestr(name, content)
    return written.getvalue()


def changed(template: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a template with one part changed."""
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        return with_parts(template, {part: change(archive.read(part))})


def in_body(raw: str) -> Callable[[bytes], bytes]:
    """Return what puts raw XML at the beginning of a document's body."""
    return lambda part: part.replace(b"<w:body>", b"<w:body>" + raw.encode(), 1)


def texts_of(paper: bytes) -> list[str]:
    """Return the paragraphs of a paper, tables left out."""
    return [block.text for block in page_of(paper) if isinstance(block, PageText)]
