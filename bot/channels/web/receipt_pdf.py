"""A receipt as PDF, A4, with the font inside: it looks the same everywhere, and needs nothing of this machine."""

from __future__ import annotations

from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from bot.channels.web.receipt_words import WORDS, ReceiptInWords
from intake.filers.fonts import RECEIPT_FONT

_FONT: Final = "ShangmiReceipt"
_THIS: Final = "这份回执是不是本服务出具的。"
_INK, _SECONDARY, _LINE, _WARNING = (HexColor(c) for c in ("#1d2433", "#5b6578", "#c9d0db", "#8a4d00"))


def receipt_as_pdf(receipt: ReceiptInWords) -> bytes:
    """Return the file. It takes a moment: not to be called on the loop that answers people."""
    _register(RECEIPT_FONT)
    written = BytesIO()
    paper = SimpleDocTemplate(
        written,
        pagesize=A4,
        leftMargin=24 * mm,
        rightMargin=24 * mm,
        topMargin=24 * mm,
        bottomMargin=20 * mm,
        title=receipt.title,
        author=receipt.issuer,
        lang="zh-CN",
    )
    paper.build(_parts(receipt), onFirstPage=_footer(receipt), onLaterPages=_footer(receipt))
    return written.getvalue()


def _parts(receipt: ReceiptInWords) -> list[Any]:
    parts: list[Any] = [_text(receipt.issuer, 11, _SECONDARY), _text(receipt.title, 20, gap=4)]
    if receipt.warning:
        parts.append(_text(receipt.warning, 11, _WARNING, gap=4))
    parts += [Spacer(1, 4 * mm), _rows(receipt), *_files(receipt)]
    parts += [Spacer(1, 6 * mm), _text("接下来", 14, gap=2)]
    for number, step in enumerate(receipt.steps, start=1):
        parts.append(_text(f"{number}. {step.text}", 11, gap=2))
        if step.article:
            parts.append(_text(f"依据：{step.article}", 9.5, _SECONDARY, gap=1, indent=14))
    parts += [
        Spacer(1, 8 * mm),
        HRFlowable(width="100%", thickness=0.6, color=_LINE),
        _text("校验码", 14, gap=5),
        _text(receipt.tag, 16, gap=1),
        _text(f"在 {receipt.checked_at} 填写编号和校验码，可以核对{_THIS}", 10, _SECONDARY, gap=2),
    ]
    return parts


def _rows(receipt: ReceiptInWords) -> Table:
    cells = [[_text(label, 11, _SECONDARY), _text(value, 11)] for label, value in receipt.rows]
    table = Table(cells, colWidths=[28 * mm, None], hAlign="LEFT")
    everywhere = ((0, 0), (-1, -1))
    line = ("LINEBELOW", *everywhere, 0.6, _LINE)
    room = [("LEFTPADDING", *everywhere, 0), ("TOPPADDING", *everywhere, 5), ("BOTTOMPADDING", *everywhere, 6)]
    table.setStyle(TableStyle([line, *room]))
    return table


def _files(receipt: ReceiptInWords) -> list[Any]:
    """Return what was handed in, and until when; a file and its digest are never on two pages."""
    if not receipt.files:
        return [Spacer(1, 2 * mm), _text(receipt.until, 10, _SECONDARY, gap=2)]
    parts: list[Any] = [Spacer(1, 6 * mm), _text(WORDS["files"], 14, gap=2)]
    for file in receipt.files:
        digest = _text(f"SHA-256 {file.sha256}", 9, _SECONDARY, gap=1)
        parts.append(KeepTogether([_text(file.text, 11, gap=2), digest]))
    return [*parts, _text(receipt.until, 11, gap=2), _text(WORDS["files_hint"], 10, _SECONDARY, gap=2)]


def _text(words: str, size: float, color: HexColor = _INK, gap: float = 0, indent: float = 0) -> Paragraph:
    style = ParagraphStyle(
        "receipt",
        fontName=_FONT,
        fontSize=size,
        leading=size * 1.6,
        textColor=color,
        spaceBefore=gap * mm,
        leftIndent=indent,
        wordWrap="CJK",
    )
    return Paragraph(escape(words), style)


def _footer(receipt: ReceiptInWords) -> Any:
    reference = receipt.rows[0][1]

    def draw(canvas: Any, _: Any) -> None:
        canvas.setFont(_FONT, 9)
        canvas.setFillColor(_SECONDARY)
        canvas.drawString(24 * mm + 6, 12 * mm, f"{receipt.title} {reference}")
        canvas.drawRightString(A4[0] - 24 * mm - 6, 12 * mm, f"第 {canvas.getPageNumber()} 页")

    return draw


@cache
def _register(font: Path) -> None:
    pdfmetrics.registerFont(TTFont(_FONT, str(font)))
