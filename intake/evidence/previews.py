"""Previews of pictures: made anew without metadata by a process of its own (`render`). Nothing else is opened."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from intake.apart import run_apart
from intake.evidence.file import EvidenceRefused, WhyRefused
from intake.filers.fonts import RECEIPT_FONT

_DONE_WITHIN_SECONDS: Final = 30.0
_AT_ONCE: Final = 2
_LARGEST: Final = 8 * 1024 * 1024
# A program of its own: imported here it would load Pillow with every start. A test holds both ends to the same.
_PROGRAM: Final = Path(__file__).with_name("render.py")
_MOST_PIXELS: Final = 100_000_000
_HAS_TOO_MANY_PIXELS: Final = 3

NO_PICTURE: Final = "这个文件不是完整的图片，或者格式不能预览。可以下载原件查看。"
TOO_MANY_PIXELS: Final = f"图片的像素超过 {_MOST_PIXELS // 1_000_000} 百万，不能在线预览。可以下载原件查看。"


@dataclass(frozen=True, slots=True)
class Orders:
    """What to do with a picture.

    mark   words to be burnt into it; "" for none
    black  rectangles to be blackened: left, top, width, height, in thousandths of the picture
    """

    mark: str = ""
    black: tuple[tuple[int, int, int, int], ...] = ()

    def as_line(self) -> bytes:
        """Return what `render` reads before the picture."""
        return orjson.dumps({"mark": self.mark, "font": str(RECEIPT_FONT), "black": self.black}) + b"\n"


AS_IT_IS: Final = Orders()


class Previews:
    """Makes previews, few at a time."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def of(self, content: AsyncIterable[bytes], orders: Orders = AS_IT_IS) -> bytes:
        """Return a JPEG of a picture; refuse what is none, is too large, or takes too long."""
        async with self._turns:
            try:
                async with run_apart(_PROGRAM, _DONE_WITHIN_SECONDS) as process:
                    return await _made(process, content, orders)
            except TimeoutError:
                raise EvidenceRefused(WhyRefused.NO_PREVIEW, NO_PICTURE) from None


async def _made(process: asyncio.subprocess.Process, content: AsyncIterable[bytes], orders: Orders) -> bytes:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("both ends are pipes")
    with suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(orders.as_line())
        async for some in content:
            process.stdin.write(some)
            await process.stdin.drain()
    process.stdin.close()
    made = b""
    while len(made) <= _LARGEST and (some := await process.stdout.read(64 * 1024)):
        made += some
    if len(made) > _LARGEST:
        raise EvidenceRefused(WhyRefused.NO_PREVIEW, NO_PICTURE)
    status = await process.wait()
    if status == _HAS_TOO_MANY_PIXELS:
        raise EvidenceRefused(WhyRefused.NO_PREVIEW, TOO_MANY_PIXELS)
    if status or not made:
        raise EvidenceRefused(WhyRefused.NO_PREVIEW, NO_PICTURE)
    return made
