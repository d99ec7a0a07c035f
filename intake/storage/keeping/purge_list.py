"""The list of what was disposed of, kept apart from the database: an older backup must not bring it back.

One line a case, as JSON, with a seal by the journal's key: nobody who cannot write a true journal can have cases
disposed of by a line. The database is right and comes first; a line that a crash prevented is added later.
"""

from __future__ import annotations

import asyncio
import hmac
import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import orjson

from intake.storage.refusals import StartRefused

NAME: Final = "purged.list"


@dataclass(frozen=True, slots=True)
class PurgedCase:
    """A case that was disposed of.

    at          when, as an ISO instant
    asker, confirmer  ids of the two officers
    kept_until  YYYY-MM-DD; basis: the decision that says so
    """

    case_id: str
    at: str
    asker: str
    confirmer: str
    kept_until: str
    basis: str

    def sealed(self, journal_key: bytes) -> str:
        """Return the line as it is written."""
        said = asdict(self)
        return orjson.dumps({**said, "seal": _seal(said, journal_key)}).decode()


class PurgeListRefused(StartRefused):
    """The list is not what was written. The text says which line and what helps."""


async def read(path: Path, journal_key: bytes) -> tuple[PurgedCase, ...]:
    """Return the lines of a list; none where there is no file. Raises PurgeListRefused."""
    content = await asyncio.to_thread(_content, path)
    return tuple(_line(text, number, path, journal_key) for number, text in enumerate(content, start=1))


async def add(path: Path, lines: Iterable[PurgedCase], journal_key: bytes) -> int:
    """Add the lines whose cases are not on the list yet, each on the disk before this returns; return how many."""
    known = {line.case_id for line in await read(path, journal_key)}
    new = [line for line in lines if line.case_id not in known]
    if new:
        await asyncio.to_thread(_append, path, [line.sealed(journal_key) for line in new])
    return len(new)


async def missing(path: Path, case_ids: Collection[str], journal_key: bytes) -> frozenset[str]:
    """Return the cases of these that are not on the list."""
    return frozenset(case_ids) - {line.case_id for line in await read(path, journal_key)}


def _content(path: Path) -> list[str]:
    try:
        # Half a line was left by a crash: its case is added again out of the database.
        return path.read_text(encoding="utf-8").rpartition("\n")[0].splitlines()
    except FileNotFoundError:
        return []
    except UnicodeDecodeError:
        raise PurgeListRefused(f"销毁清单 {path} 读不出来，可能损坏。请换用另外存放的副本。") from None


def _line(text: str, number: int, path: Path, journal_key: bytes) -> PurgedCase:
    fault = f"销毁清单 {path} 第 {number} 行不是本服务写的，或者被改动过。请换用另外存放的副本，再试一次。"
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise PurgeListRefused(fault) from None
    seal = said.pop("seal", "") if isinstance(said, dict) else ""
    if not seal or not hmac.compare_digest(_seal(said, journal_key).encode(), str(seal).encode()):
        raise PurgeListRefused(fault)
    return PurgedCase(**said)


def _append(path: Path, lines: list[str]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        whole = file.read().rfind(b"\n") + 1
        file.seek(whole)
        file.truncate()
        file.write("".join(f"{line}\n" for line in lines).encode())
        file.flush()
        os.fsync(file.fileno())


def _seal(said: Mapping[str, object], journal_key: bytes) -> str:
    return hmac.digest(journal_key, orjson.dumps(said, option=orjson.OPT_SORT_KEYS), "sha256").hex()
