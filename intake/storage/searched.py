"""What an act changes about how a standing case is found: plain data, on its way to the one writer."""

from __future__ import annotations

from dataclasses import dataclass, field

from intake.storage.sealing import CaseKey, Vault


@dataclass(frozen=True, slots=True)
class AddedWords:
    """Words that were written about a standing case, on their way to becoming tokens."""

    case_id: str
    text: str = field(repr=False)
    key: CaseKey = field(repr=False)
    vault: Vault = field(repr=False)


@dataclass(frozen=True, slots=True)
class Searched:
    """What changes.

    added   words about a case
    led_by  by case: token of the bureau that handles it from now on
    named   by case: tokens of what names its filer from now on
    """

    added: tuple[AddedWords, ...] = ()
    led_by: tuple[tuple[str, str], ...] = ()
    named: tuple[tuple[str, str], ...] = ()
