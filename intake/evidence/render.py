"""Run as a program of its own, without our keys: reads a picture, writes a smaller one with nothing else in it.

Whatever hides in a picture is met here: within limits of memory and time, in a process that knows nothing and is
thrown away. Exit status: 0 done, 3 too many pixels, 4 no picture that can be read.
"""

from __future__ import annotations

import resource
import sys
import warnings
from io import BytesIO

from PIL import Image, ImageOps

MOST_PIXELS = 100_000_000
LONGEST_SIDE = 1600
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS = 20
TOO_MANY_PIXELS, UNREADABLE = 3, 4
# Only these are ever tried: what else Pillow can read is no business of ours.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP")


def main() -> int:
    """Turn standard input into standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    # The size is looked at by ourselves, before anything is unpacked.
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    try:
        picture = Image.open(BytesIO(sys.stdin.buffer.read()), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            return TOO_MANY_PIXELS
        sys.stdout.buffer.write(rendered(picture))
    except Exception:
        # Whatever it was: its text could hold what is in the file.
        return UNREADABLE
    return 0


def rendered(picture: Image.Image) -> bytes:
    """Return the picture as a JPEG of sensible size, upright, with nothing else in it."""
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    # Made small first: a turned copy of the large one would need as much memory again.
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture)
    flat = Image.new("RGB", upright.size, "white")
    layer = upright.convert("RGBA")
    flat.paste(layer, mask=layer.getchannel("A"))
    written = BytesIO()
    flat.save(written, "JPEG", quality=82)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
