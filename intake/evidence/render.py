"""Run as a program of its own, without our keys: reads a picture, writes a smaller one with nothing else in it.

Whatever hides in a picture is met here: within limits of memory and time, in a process that knows nothing and is
thrown away. The first line of what it reads says in JSON what to do with the picture: "black", rectangles in
thousandths of it; "mark", words to be burnt in, and "font", the file of their font.

Exit status: 0 done, 3 too many pixels, 4 no picture that can be read.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import warnings
from io import BytesIO
from typing import TypedDict

from PIL import Image, ImageDraw, ImageFont, ImageOps

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 1600
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 20
TOO_MANY_PIXELS, UNREADABLE = 3, 4
# Only these are ever tried: what else Pillow can read is no business of ours.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")


class RenderOrders(TypedDict, total=False):
    """What to do with the picture."""

    black: list[list[int]]
    mark: str
    font: str


def main() -> int:
    """Turn standard input into standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # The size is looked at by ourselves, before anything is unpacked.
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    try:
        orders, _, content = sys.stdin.buffer.read().partition(b"\n")
        picture = Image.open(BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            return TOO_MANY_PIXELS
        sys.stdout.buffer.write(rendered(picture, json.loads(orders)))
    except Exception:
        # Whatever it was: its text could hold what is in the file.
        return UNREADABLE
    return 0


def rendered(picture: Image.Image, orders: RenderOrders) -> bytes:
    """Return the picture as a JPEG of sensible size, upright, with nothing else in it, and as it was ordered."""
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    # Made small first: a turned copy of the large one would need as much memory again.
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    flat = Image.new("RGB", upright.size, "white")
    layer = upright.convert("RGBA")
    flat.paste(layer, mask=layer.getchannel("A"))
    for area in orders.get("black", ()):
        _blacken(flat, area)
    if orders.get("mark"):
        flat = _marked(flat, orders["mark"], orders["font"])
    written = BytesIO()
    flat.save(written, "JPEG", quality=82)
    return written.getvalue()


def _blacken(picture: Image.Image, area: list[int]) -> None:
    """Blacken a rectangle, never less of it than was asked for."""
    left, top, width, height = area
    right = math.ceil((left + width) * picture.width / 1000)
    bottom = math.ceil((top + height) * picture.height / 1000)
    corner = (left * picture.width // 1000, top * picture.height // 1000)
    ImageDraw.Draw(picture).rectangle((corner, (right - 1, bottom - 1)), fill="black")


def _marked(picture: Image.Image, words: str, font_file: str) -> Image.Image:
    """Return the picture with words all over it, aslant, readable on light and on dark."""
    size = max(14, min(picture.size) // 24)
    font = ImageFont.truetype(font_file, size)
    left, top, right, bottom = font.getbbox(words)
    line = Image.new("RGBA", (int(right - left) + 4 * size, int(bottom - top) + 4 * size))
    ImageDraw.Draw(line).text(
        (2 * size, 2 * size), words, font=font, fill=(255, 255, 255, 150), stroke_width=max(1, size // 12),
        stroke_fill=(40, 40, 40, 150),
    )  # fmt: skip
    slanted = line.rotate(24, expand=True)
    layer = Image.new("RGBA", picture.size)
    for row, y in enumerate(range(-slanted.height // 2, picture.height, max(1, slanted.height * 2 // 3))):
        for x in range(-(row % 2) * slanted.width // 2, picture.width, slanted.width):
            layer.alpha_composite(slanted, (max(0, x), max(0, y)), (max(0, -x), max(0, -y)))
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


if __name__ == "__main__":
    sys.exit(main())
