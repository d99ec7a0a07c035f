"""An amount said as a span: 「三五十万」, 「十几万」. Pure."""

from __future__ import annotations

from intents import expressions as re
from intents import reading
from intents.reading import NotUnderstood

# 「十几万」, 「一百万不止」: more than the figure.
_OPEN_SPAN = re.compile(
    r"几[十百千万]|[十百千万][几多余]|不止|以上|打底|起码|至少|最少|超过|不低于|不少于|多万|不到|不足|以内|最多|至多|不超过"
)


def is_span(yuan: int, typed: str) -> bool:
    """Say whether a kept figure is only the smaller one of two that were said, or of an open span: 「十几万」."""
    try:
        amount = reading.read_money(typed)
    except NotUnderstood:
        return False
    if amount is None or amount.yuan != yuan:
        return False
    return amount.until_yuan is not None or (amount.approximate and _OPEN_SPAN.search(typed) is not None)
