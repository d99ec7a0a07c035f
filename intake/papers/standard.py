"""The standard templates, made of `standard.yaml`: A4, one head and foot for all, an empty space for the 文号."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from intake.papers.blocks import Listed, PaperBlock, standard_blocks
from intake.papers.codes import TITLES, PaperKind

_SONG: Final = "宋体"
_HEI: Final = "黑体"
_LABEL_CM, _VALUE_CM = 4.2, 11.8
_GREY: Final = RGBColor(0x59, 0x59, 0x59)


@cache
def standard_template(kind: str) -> bytes:
    """Return the standard template of a paper as DOCX."""
    blocks = standard_blocks()[PaperKind(kind)]
    document = Document()
    _set_page(document)
    _add_head(document, TITLES[kind])
    for block in blocks:
        _add(document, block)
    _add_foot(document)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    style = document.styles["Normal"]
    style.font.size = Pt(12)
    for language in document.styles.element.iter(qn("w:lang")):
        # Else signs are set as in another script's Chinese where the font is not there.
        language.set(qn("w:eastAsia"), "zh-CN")
    _set_font(style.element.get_or_add_rPr(), _SONG)


def _add_head(document: WordDocument, title: str) -> None:
    _add_text(document, "{{ 承办局 }}", centred=True, size=14)
    _add_text(document, title, centred=True, size=20, font=_HEI, after=10)
    _add_text(
        document, "内部编号：{{ 编号 }}　　　　文号：＿＿＿＿＿＿＿＿＿＿＿＿", centred=True, size=10.5, after=8
    )


def _add(document: WordDocument, block: PaperBlock) -> None:
    if block.text is not None:
        _add_text(document, block.text, indent=True, after=4)
    if block.note is not None:
        _add_text(document, block.note, size=9.5, colour=_GREY, after=4)
    if block.heading is not None:
        _add_text(document, block.heading, font=_HEI, before=8, after=4)
    if block.address is not None:
        _add_text(document, block.address, after=4)
    if block.rows is not None:
        _add_rows(document, block.rows)
    if block.list is not None:
        _add_list(document, block.list)
    if block.boxes is not None:
        _add_boxes(document, block.boxes)
    if block.sign:
        _add_text(document, "{{ 承办局 }}（盖章处）", right=True, before=24)
        _add_text(document, "{{ 制作日期 }}", right=True, after=8)


def _add_rows(document: WordDocument, rows: Sequence[tuple[str, str]]) -> None:
    table = _table(document, (_LABEL_CM, _VALUE_CM))
    for label, value in rows:
        cells = table.add_row().cells
        _fill(cells[0], label, _LABEL_CM, font=_HEI)
        _fill(cells[1], value, _VALUE_CM)
    _add_text(document, "", size=6)


def _add_list(document: WordDocument, listed: Listed) -> None:
    table = _table(document, listed.widths)
    head = table.add_row()
    for cell, column, width in zip(head.cells, listed.columns, listed.widths, strict=True):
        _fill(cell, column, width, font=_HEI)
    _repeat_on_each_page(head)
    _fill(table.add_row().cells[0], f"{{%tr for 行 in {listed.of} %}}", listed.widths[0])
    row = table.add_row()
    for cell, column, width in zip(row.cells, listed.columns, listed.widths, strict=True):
        _fill(cell, f"{{{{ 行.{column} }}}}", width, size=9 if column == "校验" else 11)
    _fill(table.add_row().cells[0], "{%tr endfor %}", listed.widths[0])
    _add_text(document, f"{{%p if not {listed.of} %}}")
    _add_text(document, "（没有）", size=10.5, colour=_GREY)
    _add_text(document, "{%p endif %}")
    _add_text(document, "", size=6)


def _add_boxes(document: WordDocument, boxes: Sequence[str]) -> None:
    table = _table(document, (_LABEL_CM, _VALUE_CM))
    for label in boxes:
        row = table.add_row()
        row.height = Cm(2.2)
        _fill(row.cells[0], label, _LABEL_CM, font=_HEI)
        _fill(row.cells[1], "\n\n签名：　　　　　　　　年　　月　　日", _VALUE_CM, right=True)
    _add_text(document, "{{ 制作日期 }}制作", size=9.5, colour=_GREY, right=True, before=6)


def _add_foot(document: WordDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, field in (("{{ 编号 }}　　第 ", "PAGE"), (" 页，共 ", "NUMPAGES")):
        _run(paragraph, words, 9, _SONG, _GREY)
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        _run(paragraph, "1", 9, _SONG, _GREY)
        # The number that is counted looks like the words around it.
        simple.append(paragraph.runs[-1]._r)
        paragraph._p.append(simple)
    _run(paragraph, " 页", 9, _SONG, _GREY)


def _add_text(
    document: WordDocument,
    words: str,
    *,
    size: float = 12,
    font: str = _SONG,
    colour: RGBColor | None = None,
    centred: bool = False,
    right: bool = False,
    indent: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    paragraph = document.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    spacing = paragraph.paragraph_format
    spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.3
    if indent:
        spacing.first_line_indent = Pt(2 * size)
    _run(paragraph, words, size, font, colour)


# python-docx says of most of what it has of what type it is, but not of the rows that are added to a table.
def _table(document: WordDocument, widths: Sequence[float]) -> Any:
    table = document.add_table(rows=0, cols=len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    return table


def _fill(
    cell: _Cell, words: str, width: float, *, size: float = 11, font: str = _SONG, right: bool = False
) -> None:
    cell.width = Cm(width)
    paragraph = cell.paragraphs[0]
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _run(paragraph, words, size, font, None)


def _run(paragraph: Paragraph, words: str, size: float, font: str, colour: RGBColor | None) -> None:
    run = paragraph.add_run(words)
    run.font.size = Pt(size)
    if font == _HEI:
        run.bold = True
    if colour is not None:
        run.font.color.rgb = colour
    _set_font(run._r.get_or_add_rPr(), font)


def _set_font(properties: CT_RPr, font: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for kind in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(kind), "Times New Roman")
    fonts.set(qn("w:eastAsia"), font)


def _repeat_on_each_page(row: _Row) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
