"""Charts drawn on the server as SVG, set into the page as pictures: no script, nothing from elsewhere."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from bot.desk.overview.tables import Cell, Table
from intake.forms.draft import KIND_NAMES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import pygal

# A kind of case has its colour, whatever other kinds are there.
_COLOURS: Final = ("#1f5fbf", "#a15c00", "#2d7d46", "#5b6578")
_COLOUR_OF: Final = dict(zip(KIND_NAMES.values(), _COLOURS, strict=False))
_FONT: Final = '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", sans-serif'
_WIDTH: Final = 400
_STEPS_WIDE: Final = 1080
_STEPS_HIGH: Final = 300
_BAR_HIGH: Final = 34
_AROUND_BARS: Final = 70
_SIGN_WIDE: Final = 7
_LEGEND_HIGH: Final = 24


def drawn(table: Table) -> str:
    """Return the chart of a table as an address of its own content; "" where there is nothing to draw."""
    if not table.form or not any(isinstance(cell, int) and cell for _, cells in table.rows for cell in cells):
        return ""
    svg = _steps(table) if table.form == "steps" else _bars(table)
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"


def _steps(table: Table) -> bytes:
    # Loaded with the first chart, not at every start.
    from pygal import StackedBar

    chart = StackedBar(
        width=_STEPS_WIDE,
        height=_STEPS_HIGH,
        legend_at_bottom=True,
        legend_at_bottom_columns=len(table.heads) - 1,
        margin_bottom=_LEGEND_HIGH,
        **_common([_COLOUR_OF.get(head, _COLOURS[-1]) for head in table.heads[1:]]),
    )
    chart.x_labels = [label for label, _ in table.rows]
    for column, head in enumerate(table.heads[1:]):
        chart.add(head, [_number(cells[column]) for _, cells in table.rows])
    return _rendered(chart)


def _bars(table: Table) -> bytes:
    from pygal import HorizontalBar

    longest = max(len(label) for label, _ in table.rows)
    chart = HorizontalBar(
        width=_WIDTH,
        # The library takes Chinese signs for half as wide as they are.
        margin_left=8 + longest * _SIGN_WIDE,
        margin_right=40,
        height=_AROUND_BARS + _BAR_HIGH * len(table.rows),
        show_legend=False,
        print_values=True,
        print_values_position="top",
        **_common(),
    )
    # The library draws from the bottom up.
    rows = list(reversed(table.rows))
    chart.x_labels = [label for label, _ in rows]
    chart.add(table.heads[1], [_number(cells[0]) for _, cells in rows])
    return _rendered(chart)


def _common(colours: Sequence[str] = _COLOURS) -> dict[str, Any]:
    from pygal.style import Style

    style = Style(
        background="transparent",
        plot_background="transparent",
        foreground="#5b6578",
        foreground_strong="#1d2433",
        foreground_subtle="#e3e7ee",
        colors=tuple(colours),
        font_family=_FONT,
        label_font_size=13,
        major_label_font_size=13,
        legend_font_size=13,
        value_font_size=13,
        value_colors=("#1d2433",) * len(_COLOURS),
        opacity="1",
        opacity_hover="1",
        transition="0s",
        guide_stroke_color="#e3e7ee",
        guide_stroke_dasharray="1,0",
        major_guide_stroke_color="#e3e7ee",
        major_guide_stroke_dasharray="1,0",
    )
    return {
        "style": style,
        "js": (),
        "show_x_guides": False,
        "truncate_label": -1,
        "include_x_axis": True,
        "min_scale": 2,
        "max_scale": 6,
        # What stands at a bar, and what stands along an axis.
        "formatter": _whole,
        "value_formatter": _whole,
        "spacing": 8,
        "no_data_text": "没有",
    }


def _whole(number: float | None) -> str:
    """Half a case is none: a step between whole numbers has no name."""
    return "" if number is None or number % 1 else f"{number:,.0f}"


def _rendered(chart: pygal.Graph) -> bytes:
    chart.add_xml_filter(_without_scripts)
    rendered: bytes = chart.render()
    return rendered


def _without_scripts(root: Element) -> Element:
    """Take out what the library leaves for a script of its own; there is none here."""
    for parent in list(root.iter()):
        for child in [one for one in parent if str(one.tag).endswith("script")]:
            parent.remove(child)
    return root


def _number(cell: Cell) -> int | None:
    """What is covered is not drawn."""
    return cell if isinstance(cell, int) else None


def all_drawn(tables: Sequence[Table]) -> dict[str, str]:
    """Return the charts by the names of their tables."""
    return {table.name: drawn(table) for table in tables}
