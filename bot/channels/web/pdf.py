"""What papers as PDF have in common: A4, the font inside, a footer with the page's number."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from intake.filers.fonts import RECEIPT_FONT

FONT: Final = "ShangmiReceipt"
INK, SECONDARY, LINE, WARNING = (HexColor(c) for c in ("#1d2433", "#5b6578", "#c9d0db", "#8a4d00"))


def built(parts: Sequence[object], title: str, author: str, footer: str) -> bytes:
    """Return the file. It takes a moment: not to be called on the loop that answers people."""
    register()
    written = BytesIO()
    paper = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=24 * mm,
        rightMargin=24 * mm,
        topMargin=24 * mm,
        bottomMargin=20 * mm,
        title=title,
        author=author,
        lang="zh-CN",
    )
    drawn = _footer(footer)
    paper.build(list(parts), onFirstPage=drawn, onLaterPages=drawn)
    return written.getvalue()


def text(words: str, size: float, color: HexColor = INK, gap: float = 0, indent: float = 0) -> Paragraph:
    """Return a paragraph.

    gap  before it, in millimetres
    """
    register()
    style = ParagraphStyle(
        "paper",
        fontName=FONT,
        fontSize=size,
        leading=size * 1.6,
        textColor=color,
        spaceBefore=gap * mm,
        leftIndent=indent,
        wordWrap="CJK",
    )
    return Paragraph(escape(words), style)


def register() -> None:
    """Let ReportLab know the font."""
    _register(RECEIPT_FONT)


def _footer(said: str) -> Callable[[Canvas, object], None]:
    def draw(canvas: Canvas, _: object) -> None:
        canvas.setFont(FONT, 9)
        canvas.setFillColor(SECONDARY)
        canvas.drawString(24 * mm + 6, 12 * mm, said)
        canvas.drawRightString(A4[0] - 24 * mm - 6, 12 * mm, f"第 {canvas.getPageNumber()} 页")

    return draw


@cache
def _register(font: Path) -> None:
    pdfmetrics.registerFont(TTFont(FONT, str(font)))
