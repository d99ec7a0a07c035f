"""The font that stands inside receipts: see docs/third-party.md."""

from __future__ import annotations

from pathlib import Path
from typing import Final

RECEIPT_FONT: Final = Path(__file__).parent / "receipt.ttf"
