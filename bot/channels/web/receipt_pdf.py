"""A receipt as PDF, A4, with the font inside: it looks the same everywhere, and needs nothing of this machine."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, KeepTogether, Spacer, Table, TableStyle

from bot.channels.web.pdf import LINE, SECONDARY, WARNING, built, text
from bot.channels.web.receipt_words import WORDS, ReceiptInWords

_THIS: Final = "这份回执是不是本服务出具的。"


def receipt_as_pdf(receipt: ReceiptInWords) -> bytes:
    """Return the file. It takes a moment: not to be called on the loop that answers people."""
    footer = f"{receipt.title} {receipt.rows[0][1]}"
    return built(_parts(receipt), receipt.title, receipt.issuer, footer)


def _parts(receipt: ReceiptInWords) -> list[object]:
    parts: list[object] = [text(receipt.issuer, 11, SECONDARY), text(receipt.title, 20, gap=4)]
    if receipt.warning:
        parts.append(text(receipt.warning, 11, WARNING, gap=4))
    parts += [Spacer(1, 4 * mm), _rows(receipt), *_files(receipt)]
    parts += [Spacer(1, 6 * mm), text("接下来", 14, gap=2)]
    for number, step in enumerate(receipt.steps, start=1):
        parts.append(text(f"{number}. {step.text}", 11, gap=2))
        if step.article:
            parts.append(text(f"依据：{step.article}", 9.5, SECONDARY, gap=1, indent=14))
    parts += [
        Spacer(1, 8 * mm),
        HRFlowable(width="100%", thickness=0.6, color=LINE),
        text("校验码", 14, gap=5),
        text(receipt.tag, 16, gap=1),
        text(f"在 {receipt.checked_at} 填写编号和校验码，可以核对{_THIS}", 10, SECONDARY, gap=2),
    ]
    return parts


def _rows(receipt: ReceiptInWords) -> Table:
    cells = [[text(label, 11, SECONDARY), text(value, 11)] for label, value in receipt.rows]
    table = Table(cells, colWidths=[28 * mm, None], hAlign="LEFT")
    everywhere = ((0, 0), (-1, -1))
    line = ("LINEBELOW", *everywhere, 0.6, LINE)
    room = [("LEFTPADDING", *everywhere, 0), ("TOPPADDING", *everywhere, 5), ("BOTTOMPADDING", *everywhere, 6)]
    table.setStyle(TableStyle([line, *room]))
    return table


def _files(receipt: ReceiptInWords) -> list[object]:
    """Return what was handed in, and until when; a file and its digest are never on two pages."""
    materials = _materials(receipt)
    if not receipt.files:
        return [*materials, Spacer(1, 2 * mm), text(receipt.until, 10, SECONDARY, gap=2)]
    parts: list[object] = [*materials, Spacer(1, 6 * mm), text(WORDS["files"], 14, gap=2)]
    for file in receipt.files:
        digest = text(f"SHA-256 {file.sha256}", 9, SECONDARY, gap=1)
        parts.append(KeepTogether([text(file.text, 11, gap=2), digest]))
    return [*parts, text(receipt.until, 11, gap=2), text(WORDS["files_hint"], 10, SECONDARY, gap=2)]


def _materials(receipt: ReceiptInWords) -> list[object]:
    if not receipt.materials:
        return []
    lines = [text(one, 11, gap=2) for one in receipt.materials]
    return [Spacer(1, 6 * mm), text(WORDS["materials"], 14, gap=2), *lines]
