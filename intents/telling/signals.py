"""Signals of `signals.yaml`: what a message says about who tells something and what for. Pure after loading."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from intents import expressions as re
from intents.sheet import Expression, read_sheet

# A few characters of the same clause, and a few more; bounded, so that every pattern is linear.
_FEW, _MORE = r"[^,。?!;\n]{0,8}", r"[^,。?!;\n]{0,20}"


def says(signal: str, text: str) -> bool:
    """Say whether a text gives this signal; KeyError for a signal that the sheet does not have."""
    return _patterns()[signal].search(text) is not None


def heard_in(signal: str, text: str) -> str:
    """Return the words that give this signal, empty for none."""
    found = _patterns()[signal].search(text)
    return found[0] if found else ""


@cache
def signals_sheet() -> dict[str, list[str]]:
    """Return what `signals.yaml` holds: patterns by their signal; raise `SheetFaults`."""
    return read_sheet(Path(__file__).with_name("signals.yaml"), TypeAdapter(dict[str, list[Expression]]))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    sheet = signals_sheet()
    return {signal: re.compile(_written_out("|".join(parts)), re.IGNORECASE) for signal, parts in sheet.items()}


def _written_out(pattern: str) -> str:
    return pattern.replace("＿＿", _MORE).replace("＿", _FEW)
