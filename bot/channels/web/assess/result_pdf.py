"""A self-assessment as PDF: what it comes to, every item with its evidence, what is worth most."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, KeepTogether, Spacer

from bot.channels.web.assess.result_words import ResultInWords
from bot.channels.web.pdf import LINE, SECONDARY, WARNING, built, text
from bot.shown.estimates import ShownLine


def result_as_pdf(result: ResultInWords) -> bytes:
    """Return the file. It takes a moment: not to be called on the loop that answers people."""
    return built(_parts(result), result.title, "自评人自己的估计", f"{result.title} {result.made_on}")


def _parts(result: ResultInWords) -> list[object]:
    parts: list[object] = [text(result.title, 20), text(f"评估日期：{result.made_on}", 11, SECONDARY, gap=2)]
    parts += [text(result.own, 11, WARNING, gap=3), text(result.notice, 10, SECONDARY, gap=2)]
    parts += [text(sentence, 12, gap=2) for sentence in result.points]
    parts += [text(result.mark, 11, gap=1)]
    parts += [text(result.compared, 11, gap=1)] if result.compared else []
    if result.worth_most:
        parts += [Spacer(1, 4 * mm), text("最值得先补的", 14, gap=2)]
        parts += [text(f"{number}. {gap}", 11, gap=2) for number, gap in enumerate(result.worth_most, start=1)]
        parts += [text(f"另外还缺：{result.rest}。", 11, gap=2)] if result.rest else []
    parts += [Spacer(1, 4 * mm), text("逐项情况和佐证清单", 14, gap=2)]
    parts += [_item(line) for line in result.lines]
    if result.bonus:
        parts += [text("酌情加分情形", 12, gap=3), text(result.bonus, 11, gap=1)]
    return parts


def _item(line: ShownLine) -> KeepTogether:
    parts: list[object] = [
        HRFlowable(width="100%", thickness=0.6, color=LINE, spaceBefore=3 * mm, spaceAfter=1 * mm),
        text(f"{line.number}. {line.name}（{line.worth}分）：{line.said}，{line.points}", 11.5, gap=1),
    ]
    parts += [text(f"□ {evidence}", 10.5, gap=1, indent=14) for evidence in line.evidence]
    parts += [text(f"■ 已上传：{name}", 10.5, gap=1, indent=14) for name in line.attached]
    if line.todo:
        parts.append(text(f"待补：{line.todo}", 10, SECONDARY, gap=1, indent=14))
    return KeepTogether(parts)
