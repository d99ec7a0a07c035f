"""A sum of money as a value, and in the words that people and officers read."""

from __future__ import annotations

from dataclasses import dataclass

YUAN = "CNY"


@dataclass(frozen=True, slots=True)
class Amount:
    """What somebody said about how much.

    yuan         whole yuan, of a span the smaller figure; None for another currency: nobody converts it
    until_yuan   the larger figure of a span
    currency     as in ISO 4217 where it is one
    approximate  大概, 多, 左右 or the like was said with it
    """

    yuan: int | None
    until_yuan: int | None = None
    currency: str = YUAN
    approximate: bool = False

    @property
    def says_all(self) -> bool:
        """Say whether the figure is the whole answer, so that the person's own words add nothing."""
        return self.yuan is not None and self.until_yuan is None and not self.approximate

    def in_words(self) -> str:
        """Return 5万元至6万元, 1.5亿元, 30万元; nothing for another currency."""
        figures = (figure for figure in (self.yuan, self.until_yuan) if figure is not None)
        return "至".join(yuan_in_words(figure) for figure in figures)


def yuan_in_words(yuan: int) -> str:
    """Return a sum as people write it, no digit lost: 80万元, 1.35亿元, 12,345元."""
    if yuan >= 10**8 and yuan % 10**4 == 0 and len(str(yuan).rstrip("0")) <= 5:
        return f"{_in(yuan, 10**8)}亿元"
    if yuan >= 10**4 and yuan % 100 == 0:
        return f"{_in(yuan, 10**4)}万元"
    return f"{yuan:,}元"


def _in(yuan: int, unit: int) -> str:
    whole, rest = divmod(yuan, unit)
    decimals = f"{rest:0{len(str(unit)) - 1}}".rstrip("0")
    return f"{whole}.{decimals}" if decimals else str(whole)
