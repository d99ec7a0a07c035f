"""A paper as blocks for a page, read from its DOCX: the page shows what will be printed."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table
    from docx.text.paragraph import Paragraph

# By the names that Word's alignments have.
_ALIGNED: Final = {"CENTER": "centred", "RIGHT": "right"}
_LARGE: Final = 16.0
_SMALL: Final = 10.0


@dataclass(frozen=True, slots=True)
class PageText:
    """A paragraph. `look`: words for its style: centred, right, large, small, strong."""

    text: str
    look: str = ""
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table: rows of cells, each with its text. `widths`: of its columns, in hundredths of the whole."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    is_table: bool = True


PageBlock = PageText | PageTable


def page_of(paper: bytes) -> tuple[PageBlock, ...]:
    """Return a paper as it is read from top to bottom, heads and feet of its pages left out."""
    # With the first paper, not with the start.
    from docx import Document

    return tuple(_blocks(Document(io.BytesIO(paper))))


def _blocks(document: Document) -> Iterator[PageBlock]:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

    for piece in document.iter_inner_content():
        if isinstance(piece, Table):
            rows = tuple(tuple(cell.text for cell in row.cells) for row in piece.rows)
            yield PageTable(rows, _widths(piece))
        elif isinstance(piece, Paragraph) and piece.text.strip():
            yield PageText(piece.text, _look(piece))


def _look(paragraph: Paragraph) -> str:
    size = max((run.font.size.pt for run in paragraph.runs if run.font.size is not None), default=12.0)
    looks = [_ALIGNED.get(paragraph.alignment.name, "") if paragraph.alignment is not None else ""]
    looks += ["large"] if size >= _LARGE else ["small"] if size <= _SMALL else []
    if paragraph.runs and all(run.bold for run in paragraph.runs):
        looks.append("strong")
    return " ".join(filter(None, looks))


def _widths(table: Table) -> tuple[int, ...]:
    widths = [column.width or 0 for column in table.columns]
    whole = sum(widths)
    return tuple(round(100 * width / whole) for width in widths) if whole else ()
