"""How much memory the library adds to a process that knows words already.

`python -m knowledge.learning.footprint` prints it.
"""

from __future__ import annotations

from pathlib import Path

from intents import wording

_PAGES = Path("/proc/self/statm")
_PAGE_MEGABYTES = 4096 / 1_048_576


def added_megabytes() -> float:
    """Load the library and return the resident megabytes that it added; 0 where the system does not tell."""
    wording.preload()
    before = _resident_megabytes()
    # Imported here, because importing numpy is part of the price.
    from knowledge.library import Library

    library = Library.load()
    library.finder.find("示范单位什么时候申报")
    return _resident_megabytes() - before


def _resident_megabytes() -> float:
    if not _PAGES.exists():
        return 0.0
    return int(_PAGES.read_text(encoding="ascii").split()[1]) * _PAGE_MEGABYTES


if __name__ == "__main__":
    print(f"{added_megabytes():.1f}")
