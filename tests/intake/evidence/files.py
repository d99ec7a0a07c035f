"""Files for tests: real beginnings, content that compresses badly, connections that break."""

from __future__ import annotations

import random
import zipfile
from collections.abc import AsyncIterator
from io import BytesIO

from PIL import Image

MEGABYTE = 1024 * 1024


def a_pdf(size: int = 2000, seed: int = 1) -> bytes:
    """Return something that begins as a PDF does."""
    return (b"%PDF-1.7\n" + random.Random(seed).randbytes(size))[:size]


def a_picture(kind: str = "JPEG", width: int = 640, height: int = 480) -> bytes:
    """Return a picture with metadata that says where it was taken."""
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    exif = Image.Exif()
    exif[0x010F] = "PhoneMaker"
    exif[0x9286] = "taken at 29.56N 106.55E"
    written = BytesIO()
    picture.save(written, kind, exif=exif)
    return written.getvalue()


def a_zip(*names: str) -> bytes:
    """Return a zip with members of these names."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names or ("合同.txt",):
            archive.writestr(name, b"content")
    return written.getvalue()


async def sent(content: bytes, at_once: int = 64 * 1024) -> AsyncIterator[bytes]:
    """Send content as a connection does: some at a time."""
    for start in range(0, len(content), at_once):
        yield content[start : start + at_once]


async def broken_after(content: bytes, at_once: int = 64 * 1024) -> AsyncIterator[bytes]:
    """Send content, then lose the connection."""
    async for some in sent(content, at_once):
        yield some
    raise ConnectionResetError("the telephone went into a tunnel")
