"""Whether SQLite's write-ahead log is whole, before anybody opens it: whoever opens a broken one loses its end.

SQLite stops at the first frame that does not fit and takes what comes after for the remains of an unfinished
write. After a crash that is right: nothing behind it was ever confirmed. Where several whole commits stand behind
it, they were written to the disk one after the other and confirmed, and something has damaged the file since.
"""

from __future__ import annotations

import shutil
import sqlite3
import struct
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from intake.storage.refusals import DatabaseRefused

_HEADER: Final = 32
_FRAME: Final = 24
# The first word says in which order the words of the sums are written.
_ORDERS: Final = {0x377F0682: "<", 0x377F0683: ">"}
# One commit behind the damage may be the last one of a power cut, of which some pages came and some did not.
_LEAST_COMMITS: Final = 2
# Who writes at this moment may begin the log anew while we read it: it is read twice.
_LOOKS_AGAIN_AFTER_SECONDS: Final = 0.3


def refuse_broken_log(database: Path) -> None:
    """Raise DatabaseRefused where commits stand behind damage; nothing is opened and nothing changed."""
    log = database.with_name(database.name + "-wal")
    if not _is_filled(database, log) or not _has_commits_behind_damage(database, log):
        return
    before = _head_of(log)
    time.sleep(_LOOKS_AGAIN_AFTER_SECONDS)
    if not _is_filled(database, log) or _head_of(log) != before or not _has_commits_behind_damage(database, log):
        return
    raise DatabaseRefused(
        f"{log} 中间有损坏，后面还有已经确认的内容；照常打开会把它们丢掉，所以没有打开，什么也没有改动。"
        f"请先把 {database.parent} 整个抄一份留存（不要删除 -wal 文件），检查磁盘，再用 shangmi restore "
        "恢复最近的备份，并请人从留存的一份里找回备份以后的内容。"
    )


def _is_filled(database: Path, log: Path) -> bool:
    return database.is_file() and log.is_file() and log.stat().st_size > _HEADER + _FRAME


def _head_of(log: Path) -> bytes:
    with open(log, "rb") as file:
        return file.read(_HEADER)


def _has_commits_behind_damage(database: Path, log: Path) -> bool:
    with tempfile.TemporaryDirectory(prefix=".log-", dir=database.parent) as made:
        copy = Path(made) / "copy.db"
        # The first page says that there is a log; the others are not needed to read it, only their room.
        with open(database, "rb") as file, open(copy, "wb") as begun:
            begun.write(file.read(_page_size(database)))
            begun.truncate(database.stat().st_size)
        copied = Path(shutil.copyfile(log, copy.with_name("copy.db-wal")))
        commits = list(_commits_in(copied, _page_size(database)))
        last_read = _frames_that_are_read(copy)
    return sum(1 for frame in commits if frame >= last_read) >= _LEAST_COMMITS


def _page_size(database: Path) -> int:
    with open(database, "rb") as file:
        (size,) = struct.unpack(">H", file.read(18)[16:18].ljust(2, b"\0"))
    return 65_536 if size == 1 else size or 4_096


def _commits_in(log: Path, page_size: int) -> Iterator[int]:
    """Yield the numbers of the frames of this log that end a commit, the first being 0, damaged or not."""
    with open(log, "rb") as file:
        header = file.read(_HEADER)
        salts = header[16:24] if _is_whole(header) else file.read(_FRAME)[8:16]
        number = 0
        while True:
            file.seek(_HEADER + number * (_FRAME + page_size))
            if len(frame := file.read(_FRAME)) < _FRAME:
                return
            if frame[8:16] == salts and frame[4:8] != b"\0\0\0\0":
                yield number
            number += 1


def _is_whole(header: bytes) -> bool:
    """Say whether the sums of a header fit."""
    order = _ORDERS.get(struct.unpack(">I", header[:4])[0])
    if order is None:
        return False
    one = other = 0
    words = struct.unpack(f"{order}6I", header[:24])
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return header[24:32] == struct.pack(">2I", one, other)


def _frames_that_are_read(copy: Path) -> int:
    """Return how many frames SQLite takes of a log."""
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            row = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    except sqlite3.DatabaseError:
        # It is no database of ours at all: whoever opens it says so.
        return 1 << 62
    return max(int(row[1]), 0)
