"""Index files: what loading works out of our own texts, kept so that the next start reads it instead.

A file is named after what it was made of and by what (`key_of`): another text, another line of code or another
version of a library has another name, so that a file either fits or is never opened. It is written beside and
moved to its place whole, begins with a digest of itself, and holds numbers and texts alone, nothing that runs.
What cannot be read is made anew; where nothing can be written, nothing is kept. None of it is secret.
"""

from __future__ import annotations

import hashlib
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

# As many of one name are left; two versions of the program, with published content and without, need four.
_LEFT_OF_A_NAME = 4
_DIGEST_BYTES = 32
# Kinds of numbers as numpy calls them, and as a view does.
_IN_VIEWS: Mapping[str, Literal["B", "H", "I"]] = {"u1": "B", "u2": "H", "u4": "I"}
# What reads texts besides our own code.
_READ_BY = ("rjieba", "jieba", "opencc", "numpy")
# What is learnt (*.json) decides about a text that was read; it does not read.
_READ_WITH = (".py", ".yaml", ".txt")


class Parts(msgspec.Struct, frozen=True):
    """What a file holds.

    numbers  arrays by name: the kind of number, and the bytes
    texts    lists of texts by name
    """

    numbers: Mapping[str, tuple[str, bytes]]
    texts: Mapping[str, list[str]]

    @classmethod
    def of(cls, numbers: Mapping[str, NDArray[Any]], texts: Mapping[str, Iterable[str]]) -> Parts:
        """Take arrays of one dimension, and texts."""
        held = {name: (array.dtype.str, array.tobytes()) for name, array in numbers.items()}
        return cls(held, {name: list(some) for name, some in texts.items()})

    def array(self, name: str) -> NDArray[Any]:
        """Return an array, not to be written to."""
        kind, held = self.numbers[name]
        return np.frombuffer(held, dtype=kind) if held else np.zeros(0, dtype=kind)

    def view(self, name: str) -> memoryview[int]:
        """Return an array as plain integers, which is quicker where few of them are looked at."""
        kind, held = self.numbers[name]
        return memoryview(held).cast(_IN_VIEWS[kind[1:]])


class IndexFiles:
    """A folder of such files; without a folder everything is made anew each time."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._may_write = True

    def read_or_made(self, name: str, key: str, make: Callable[[], Parts]) -> Parts:
        """Return what stands in the file of this name and key; make and keep it where there is none to be read."""
        if self.folder is None:
            return make()
        path = self.folder / f"{name}-{key}.index"
        parts = _read(path)
        if parts is None:
            parts = make()
            self._keep(path, parts)
        return parts

    def _keep(self, path: Path, parts: Parts) -> None:
        """Write a file; that it cannot be written is no reason not to start, and is said once."""
        if not self._may_write:
            return
        try:
            _written(path, parts)
            _forget_older(path)
        except OSError as error:
            self._may_write = False
            log.info("index files cannot be kept", extra={"error": type(error).__name__})


def keep_in(files: IndexFiles) -> None:
    """Keep in these files from now on what is worked out by whoever is handed none."""
    _KEPT.append(files)


def kept() -> IndexFiles:
    """Return where that is kept."""
    return _KEPT[-1]


_KEPT: list[IndexFiles] = [IndexFiles()]


def key_of(*made_of: bytes) -> str:
    """Return the name of what is made of this by the code there is."""
    digest = hashlib.sha256(code_digest())
    for part in made_of:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()[:32]


@cache
def code_digest() -> bytes:
    """Return the digest of all that reads texts: this floor and the libraries it stands on."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {sys.byteorder} {_versions()}".encode())
    digest.update(digest_of(*(path for path in Path(__file__).parent.rglob("*") if path.suffix in _READ_WITH)))
    return digest.digest()


def digest_of(*paths: Path) -> bytes:
    """Return the digest of files, whatever their order."""
    digest = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def _versions() -> dict[str, str]:
    found = {}
    for library in _READ_BY:
        with suppress(PackageNotFoundError):
            found[library] = version(library)
    return found


def _read(path: Path) -> Parts | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    body = memoryview(content)[_DIGEST_BYTES:]
    if hashlib.sha256(body).digest() != content[:_DIGEST_BYTES]:
        log.warning("an index file is damaged and is made anew", extra={"file": path.name})
        return None
    try:
        return msgspec.msgpack.decode(body, type=Parts)
    except msgspec.MsgspecError:
        return None


def _written(path: Path, parts: Parts) -> None:
    """Write a file whole or not at all."""
    body = msgspec.msgpack.encode(parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".index")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).digest() + body)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _forget_older(path: Path) -> None:
    name = path.name.rpartition("-")[0]
    files = sorted(path.parent.glob(f"{name}-*.index"), key=_age)
    for old in files[_LEFT_OF_A_NAME:]:
        old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except OSError:
        # Another process has just removed it.
        return 0.0
