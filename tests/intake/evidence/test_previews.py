"""Previews show the picture and nothing else of it; what wants to hurt is met by a process that is thrown away."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from intake.evidence import previews, render
from intake.evidence.file import EvidenceRefused, WhyRefused
from intake.evidence.previews import Previews
from tests.intake.evidence.files import a_pdf, a_picture, a_zip, sent


async def preview(content: bytes) -> Image.Image:
    return Image.open(BytesIO(await Previews().of(sent(content))))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
async def test_every_kind_of_picture_becomes_a_jpeg_without_metadata(kind: str) -> None:
    made = await preview(a_picture(kind))

    assert (made.format, made.size, dict(made.getexif())) == ("JPEG", (640, 480), {})
    assert set(made.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


async def test_a_picture_taken_upright_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    written = BytesIO()
    Image.new("RGB", (400, 300)).save(written, "JPEG", exif=exif)

    assert (await preview(written.getvalue())).size == (300, 400)


async def test_what_is_seen_through_is_shown_on_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")

    assert (await preview(written.getvalue())).getpixel((5, 5)) == (255, 255, 255)


async def test_300_megapixels_are_refused_before_anything_is_unpacked() -> None:
    written = BytesIO()
    Image.new("1", (20_000, 15_000)).save(written, "PNG")

    with pytest.raises(EvidenceRefused, match="像素超过 100 百万") as refused:
        await preview(written.getvalue())
    assert refused.value.why is WhyRefused.NO_PREVIEW


def a_gigabyte_of_zeros() -> bytes:
    """Return it packed: sixteen megabytes after which nothing is remembered, sixty-four times."""
    packed = zlib.compressobj(9, wbits=-15)
    part = packed.compress(bytes(16 * 1024 * 1024)) + packed.flush(zlib.Z_FULL_FLUSH)
    # The checksum of so many zeros: its first half is 1, its second their number, modulo 65521.
    return b"\x78\xda" + part * 64 + packed.flush() + ((1024**3 % 65521) << 16 | 1).to_bytes(4)


async def test_a_picture_that_says_less_than_it_unpacks_to_is_refused_and_hurts_nobody() -> None:
    # A small PNG by its header, behind which a gigabyte of zeros is packed.
    small = bytearray(a_picture("PNG", 8, 8))
    at = small.index(b"IDAT") - 4
    bomb = a_gigabyte_of_zeros()
    chunk = len(bomb).to_bytes(4) + b"IDAT" + bomb + zlib.crc32(b"IDAT" + bomb).to_bytes(4)

    made = await preview(bytes(small[:at]) + chunk + bytes(small[at:]))

    assert made.size == (8, 8)


@pytest.mark.parametrize(
    "content",
    [
        a_pdf(),
        a_zip(),
        b"",
        a_picture()[:200],
        b"\xff\xd8\xff" + bytes(5000),
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(/etc/passwd) run\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
async def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(EvidenceRefused, match="不能预览"):
        await preview(content)


async def test_the_process_that_opens_pictures_knows_none_of_our_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said = tmp_path / "environment"
    spy = tmp_path / "spy.py"
    spy.write_text(f"import os; open({str(said)!r}, 'w').write(repr(dict(os.environ)))")
    monkeypatch.setenv("SHANGMI_DATA_KEY", "the data key")
    monkeypatch.setattr("intake.evidence.previews._PROGRAM", spy)

    with pytest.raises(EvidenceRefused):
        await preview(a_picture())
    assert "SHANGMI" not in said.read_text()


def test_both_ends_of_the_pipe_mean_the_same() -> None:
    assert str(previews._PROGRAM) == render.__file__
    assert previews._MOST_PIXELS == render.MOST_PIXELS
    assert previews._HAS_TOO_MANY_PIXELS == render.TOO_MANY_PIXELS
