"""Where sealed pieces lie: a folder of `DATA_DIR`, or a bucket. A piece is written once and never over."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import shutil
from collections.abc import AsyncIterator, Collection, Iterator
from pathlib import Path
from typing import Final, Protocol

from intake.evidence.file import DAMAGED, GONE, NO_ROOM, UNREACHABLE, EvidenceRefused, WhyRefused

# What is left free for the database and its log.
_SPARE_BYTES: Final = 64 * 1024 * 1024
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FILE_ID: Final = re.compile(r"[0-9a-f]{32}")
_NAME: Final = re.compile(r"[0-9a-f]{24}")


class Shelf(Protocol):
    """What a shelf can do. It raises EvidenceRefused: NO_ROOM, UNREACHABLE; for a missing piece DAMAGED."""

    async def put(self, file_id: str, name: str, sealed: bytes) -> None:
        """Lay a piece down; afterwards it is there after any crash."""

    async def get(self, file_id: str, name: str) -> bytes:
        """Return a piece."""

    async def remove(self, file_id: str, names: Collection[str]) -> None:
        """Take away some pieces of a file; what is not there is no fault."""

    async def clear(self, file_id: str) -> None:
        """Take away all pieces of a file."""

    def all(self) -> AsyncIterator[tuple[str, str]]:
        """Give every piece: its file's id, its name."""

    def has_room_for(self, size: int) -> bool:
        """Say whether so many bytes more can be expected to fit."""


class FolderShelf:
    """A shelf in a folder, readable by its owner alone."""

    def __init__(self, folder: Path) -> None:
        """Use this folder; it is made when the first piece comes."""
        self._folder = folder

    async def put(self, file_id: str, name: str, sealed: bytes) -> None:
        """Lay a piece down; afterwards it is there after any crash."""
        await asyncio.to_thread(self._put, self._path(file_id, name), sealed)

    async def get(self, file_id: str, name: str) -> bytes:
        """Return a piece."""
        path = self._path(file_id, name)
        try:
            return await asyncio.to_thread(path.read_bytes)
        except FileNotFoundError:
            raise EvidenceRefused(WhyRefused.DAMAGED, DAMAGED) from None
        except OSError as error:
            raise EvidenceRefused(WhyRefused.UNREACHABLE, UNREACHABLE) from error

    async def remove(self, file_id: str, names: Collection[str]) -> None:
        """Take away some pieces of a file; what is not there is no fault."""
        for name in names:
            await asyncio.to_thread(self._path(file_id, name).unlink, missing_ok=True)

    async def clear(self, file_id: str) -> None:
        """Take away all pieces of a file."""
        await asyncio.to_thread(shutil.rmtree, self._folder_of(file_id), ignore_errors=True)

    async def all(self) -> AsyncIterator[tuple[str, str]]:
        """Give every piece: its file's id, its name."""
        for piece in await asyncio.to_thread(lambda: list(self._all())):
            yield piece

    def has_room_for(self, size: int) -> bool:
        """Say whether so many bytes more can be expected to fit."""
        return self.free_bytes() > size + _SPARE_BYTES

    def free_bytes(self) -> int:
        """Return how much room the disk has."""
        existing = next((path for path in (self._folder, *self._folder.parents) if path.exists()), Path("/"))
        return shutil.disk_usage(existing).free

    def _put(self, path: Path, sealed: bytes) -> None:
        draft = path.with_name(f".{path.name}")
        try:
            is_new = not path.parent.exists()
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            draft.rename(path)
            for folder in (path.parent, *((path.parent.parent, self._folder) if is_new else ())):
                _sync(folder)
        except OSError as error:
            draft.unlink(missing_ok=True)
            if error.errno in _FULL:
                raise EvidenceRefused(WhyRefused.NO_ROOM, NO_ROOM) from error
            raise EvidenceRefused(WhyRefused.UNREACHABLE, UNREACHABLE) from error

    def _all(self) -> Iterator[tuple[str, str]]:
        for path in sorted(self._folder.glob("*/*/*")):
            if is_piece(path.parent.name, path.name):
                yield path.parent.name, path.name

    def _folder_of(self, file_id: str) -> Path:
        # Ids and names are ours; whatever else comes here must not lead out of the folder.
        if not _FILE_ID.fullmatch(file_id):
            raise EvidenceRefused(WhyRefused.GONE, GONE)
        # The end of an id is drawn: files are spread evenly.
        return self._folder / file_id[-2:] / file_id

    def _path(self, file_id: str, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise EvidenceRefused(WhyRefused.GONE, GONE)
        return self._folder_of(file_id) / name


def is_piece(file_id: str, name: str) -> bool:
    """Say whether these can be the id of a file of ours and the name of a piece."""
    return bool(_FILE_ID.fullmatch(file_id) and _NAME.fullmatch(name))


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
