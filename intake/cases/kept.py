"""What is kept of a case, as its filer may know it: kinds and numbers, never what stands in it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final


@dataclass(frozen=True, slots=True)
class KeptOf:
    """What is kept of one case.

    is_named    name and contact of whoever filed it
    has_code    what a code is checked by, not the code
    files, words, letters  files of the filer, words of theirs after filing, words of the office to them
    is_closed   it is over
    wished_at   when its filer last asked that it be deleted; None: never
    """

    is_named: bool = False
    has_code: bool = False
    files: int = 0
    words: int = 0
    letters: int = 0
    is_closed: bool = False
    wished_at: datetime | None = None


NOTHING_KEPT: Final = KeptOf()
