"""Where the tests write: into memory where there is plenty; a disk that stands still for seconds fails turns.

What is killed in the tests is a process, never the machine, so nothing they prove needs a disk.
"""

from __future__ import annotations

import os
from pathlib import Path

from intents.index_files import IndexFiles

_INDEX_DIR = "SHANGMI_INDEX_DIR"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the memory itself; what lies there is pytest's, in folders of its own
_PLENTY_BYTES = 4 * 1024**3


def write_into_memory() -> None:
    """Let pytest make its folders in memory, unless somebody chose a place or there is little of it."""
    if _is_fit(_IN_MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


def share_index_files() -> None:
    """Let all that the tests load or start read the index files that the first of them makes."""
    os.environ.setdefault(_INDEX_DIR, str(Path(__file__).parents[1] / ".pytest_cache" / "index"))


def index_files() -> IndexFiles:
    """Return where they lie."""
    share_index_files()
    return IndexFiles(Path(os.environ[_INDEX_DIR]))


def _is_fit(folder: Path) -> bool:
    try:
        found = os.statvfs(folder)
    except OSError:
        return False
    return (
        os.access(folder, os.W_OK)
        and not found.f_flag & os.ST_NOEXEC
        and found.f_bavail * found.f_frsize >= _PLENTY_BYTES
    )
