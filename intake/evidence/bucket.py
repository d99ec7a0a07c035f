"""A shelf in a bucket of an S3-compatible store. Needs the extra `s3`: only `parts.shelf_of` imports this.

A piece is one object, written once under a name that is never used twice; so nothing here depends on how soon a
store shows what was written over, and an upload that was repeated does no harm.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection
from datetime import timedelta

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from intake.evidence.address import Bucket
from intake.evidence.file import DAMAGED, GONE, UNREACHABLE, EvidenceRefused, WhyRefused
from intake.evidence.shelf import is_piece

_CONNECTS_WITHIN = timedelta(seconds=5)
_ANSWERS_WITHIN = timedelta(seconds=30)
_TRIES_AGAIN = 2
# Some of its errors are Python's own kinds.
_NOT_THERE = (NotFoundError, FileNotFoundError)
_FAULTS = (BaseError, OSError)


class BucketShelf:
    """A shelf in a bucket."""

    def __init__(
        self, bucket: Bucket, answers_within: timedelta = _ANSWERS_WITHIN, tries_again: int = _TRIES_AGAIN
    ) -> None:
        """Use this bucket; nothing is asked of it yet."""
        self._store = S3Store(
            bucket.name,
            prefix=bucket.prefix or None,
            endpoint=bucket.endpoint,
            region=bucket.region,
            access_key_id=bucket.access_key,
            secret_access_key=bucket.secret_key,
            client_options={
                "allow_http": bucket.endpoint.startswith("http://"),
                "connect_timeout": _CONNECTS_WITHIN,
                "timeout": answers_within,
            },
            retry_config={"max_retries": tries_again, "retry_timeout": answers_within},
        )

    async def put(self, file_id: str, name: str, sealed: bytes) -> None:
        """Lay a piece down; afterwards it is there after any crash."""
        path = _path(file_id, name)
        try:
            await obstore.put_async(self._store, path, sealed, use_multipart=False)
        except _FAULTS:
            raise _unreachable() from None

    async def get(self, file_id: str, name: str) -> bytes:
        """Return a piece."""
        path = _path(file_id, name)
        try:
            found = await obstore.get_async(self._store, path)
            return bytes(await found.bytes_async())
        except _NOT_THERE:
            raise EvidenceRefused(WhyRefused.DAMAGED, DAMAGED) from None
        except _FAULTS:
            raise _unreachable() from None

    async def remove(self, file_id: str, names: Collection[str]) -> None:
        """Take away some pieces of a file; what is not there is no fault."""
        paths = [_path(file_id, name) for name in names]
        if not paths:
            return
        try:
            await obstore.delete_async(self._store, paths)
        except _NOT_THERE:
            return
        except _FAULTS:
            raise _unreachable() from None

    async def clear(self, file_id: str) -> None:
        """Take away all pieces of a file."""
        await self.remove(file_id, [name async for _, name in self._listed(f"{file_id}/")])

    async def all(self) -> AsyncIterator[tuple[str, str]]:
        """Give every piece: its file's id, its name."""
        async for piece in self._listed(None):
            yield piece

    def has_room_for(self, size: int) -> bool:
        """Say whether so many bytes more can be expected to fit: a bucket says no when it is full."""
        return True

    async def _listed(self, prefix: str | None) -> AsyncIterator[tuple[str, str]]:
        try:
            async for page in obstore.list(self._store, prefix=prefix):
                for found in page:
                    file_id, _, name = found["path"].partition("/")
                    if is_piece(file_id, name):
                        yield file_id, name
        except _FAULTS:
            raise _unreachable() from None


def _path(file_id: str, name: str) -> str:
    if not is_piece(file_id, name):
        raise EvidenceRefused(WhyRefused.GONE, GONE)
    return f"{file_id}/{name}"


def _unreachable() -> EvidenceRefused:
    # The error's text holds the address and what the store answered.
    return EvidenceRefused(WhyRefused.UNREACHABLE, UNREACHABLE)
