"""What a file is, by its first bytes; its name and what the sender says of it count for nothing. Pure.

Nothing is opened here: of a zip only the name of its first member is read, as it stands in the first bytes.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# So much of the beginning is looked at.
HEAD_BYTES: Final = 4096
LONGEST_NAME: Final = 100
UNNAMED: Final = "未命名"


class FileKind(StrEnum):
    """Kinds of files, as the setting names them."""

    PICTURE = "picture"
    PDF = "pdf"
    VOICE = "voice"
    VIDEO = "video"
    OFFICE = "office"
    ARCHIVE = "zip"


KINDS: Final = {
    FileKind.PICTURE: "图片",
    FileKind.PDF: "PDF",
    FileKind.VOICE: "录音",
    FileKind.VIDEO: "视频",
    FileKind.OFFICE: "办公文档",
    FileKind.ARCHIVE: "压缩包",
}


@dataclass(frozen=True, slots=True)
class Media:
    """A type of file.

    type        its media type
    extensions  what the names of such files end in; the first one is given to those that end otherwise
    previewed   whether a picture of it can be made
    """

    type: str
    kind: FileKind
    extensions: tuple[str, ...]
    previewed: bool = False


@dataclass(frozen=True, slots=True)
class Program:
    """Something that runs when it is opened, whatever it is called."""


PROGRAM: Final = Program()

_JPEG = Media("image/jpeg", FileKind.PICTURE, ("jpg", "jpeg"), previewed=True)
_PNG = Media("image/png", FileKind.PICTURE, ("png",), previewed=True)
_GIF = Media("image/gif", FileKind.PICTURE, ("gif",), previewed=True)
_WEBP = Media("image/webp", FileKind.PICTURE, ("webp",), previewed=True)
_BMP = Media("image/bmp", FileKind.PICTURE, ("bmp",), previewed=True)
_TIFF = Media("image/tiff", FileKind.PICTURE, ("tif", "tiff"))
_HEIC = Media("image/heic", FileKind.PICTURE, ("heic", "heif"))
_PDF = Media("application/pdf", FileKind.PDF, ("pdf",))
_AMR = Media("audio/amr", FileKind.VOICE, ("amr",))
_SILK = Media("audio/silk", FileKind.VOICE, ("silk", "slk", "aud"))
_MP3 = Media("audio/mpeg", FileKind.VOICE, ("mp3",))
_AAC = Media("audio/aac", FileKind.VOICE, ("aac",))
_M4A = Media("audio/mp4", FileKind.VOICE, ("m4a",))
_WAV = Media("audio/wav", FileKind.VOICE, ("wav",))
_OGG = Media("audio/ogg", FileKind.VOICE, ("ogg", "opus", "spx"))
_FLAC = Media("audio/flac", FileKind.VOICE, ("flac",))
_MP4 = Media("video/mp4", FileKind.VIDEO, ("mp4", "m4v", "mov", "3gp"))
_MKV = Media("video/x-matroska", FileKind.VIDEO, ("mkv", "webm"))
_AVI = Media("video/x-msvideo", FileKind.VIDEO, ("avi",))
_ASF = Media("video/x-ms-asf", FileKind.VIDEO, ("wmv", "asf", "wma"))
_FLV = Media("video/x-flv", FileKind.VIDEO, ("flv",))
_MPG = Media("video/mpeg", FileKind.VIDEO, ("mpg", "mpeg", "vob"))
_OLE = Media("application/x-ole-storage", FileKind.OFFICE, ("doc", "xls", "ppt", "wps", "et", "dps", "msg"))
_RTF = Media("application/rtf", FileKind.OFFICE, ("rtf", "doc"))
_OOXML = Media("application/vnd.openxmlformats-officedocument", FileKind.OFFICE, ("docx", "xlsx", "pptx"))
_ODF = Media("application/vnd.oasis.opendocument", FileKind.OFFICE, ("odt", "ods", "odp"))
_OFD = Media("application/ofd", FileKind.OFFICE, ("ofd",))
_ZIP = Media("application/zip", FileKind.ARCHIVE, ("zip",))
_RAR = Media("application/vnd.rar", FileKind.ARCHIVE, ("rar",))
_7Z = Media("application/x-7z-compressed", FileKind.ARCHIVE, ("7z",))

MEDIA: Final = (
    _JPEG, _PNG, _GIF, _WEBP, _BMP, _TIFF, _HEIC, _PDF, _AMR, _SILK, _MP3, _AAC, _M4A, _WAV, _OGG, _FLAC, _MP4,
    _MKV, _AVI, _ASF, _FLV, _MPG, _OLE, _RTF, _OOXML, _ODF, _OFD, _ZIP, _RAR, _7Z,
)  # fmt: skip

# Longer beginnings before shorter ones that they begin with.
_BEGINNINGS: Final[tuple[tuple[bytes, Media | Program], ...]] = (
    (b"\xff\xd8\xff", _JPEG),
    (b"\x89PNG\r\n\x1a\n", _PNG),
    (b"GIF87a", _GIF),
    (b"GIF89a", _GIF),
    (b"II*\0", _TIFF),
    (b"MM\0*", _TIFF),
    (b"%PDF-", _PDF),
    (b"#!AMR", _AMR),
    (b"#!SILK_V", _SILK),
    (b"\x02#!SILK_V", _SILK),
    (b"ID3", _MP3),
    (b"\xff\xfb", _MP3),
    (b"\xff\xf3", _MP3),
    (b"\xff\xf2", _MP3),
    (b"\xff\xf1", _AAC),
    (b"\xff\xf9", _AAC),
    (b"OggS\0", _OGG),
    (b"fLaC", _FLAC),
    (b"\x1aE\xdf\xa3", _MKV),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", _ASF),
    (b"FLV\x01", _FLV),
    (b"\0\0\x01\xba", _MPG),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"{\\rtf", _RTF),
    (b"Rar!\x1a\x07", _RAR),
    (b"7z\xbc\xaf\x27\x1c", _7Z),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\xfe\xed\xfa\xcf", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"dex\n", PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", PROGRAM),
    (b"#!", PROGRAM),
)
# By the four letters behind "ftyp" at the fifth byte.
_BRANDS: Final = {
    b"heic": _HEIC, b"heix": _HEIC, b"heim": _HEIC, b"heis": _HEIC, b"hevc": _HEIC, b"hevx": _HEIC, b"mif1": _HEIC,
    b"msf1": _HEIC, b"avif": _HEIC, b"M4A ": _M4A, b"M4B ": _M4A,
}  # fmt: skip
_RIFF: Final = {b"WEBP": _WEBP, b"WAVE": _WAV, b"AVI ": _AVI}
_FIRST_MEMBERS: Final[tuple[tuple[bytes, Media | Program], ...]] = (
    (b"[Content_Types].xml", _OOXML),
    (b"_rels/", _OOXML),
    (b"docProps/", _OOXML),
    (b"word/", _OOXML),
    (b"xl/", _OOXML),
    (b"ppt/", _OOXML),
    (b"mimetypeapplication/vnd.oasis.opendocument", _ODF),
    (b"OFD.xml", _OFD),
    (b"META-INF/", PROGRAM),
    (b"AndroidManifest.xml", PROGRAM),
    (b"classes.dex", PROGRAM),
)


def recognised(head: bytes) -> Media | Program | None:
    """Return what a file is that begins with `head`; None: nothing that is taken.

    head  its first `HEAD_BYTES`, or all of a smaller one
    """
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zipped(head)
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], _MP4)
    if head[:2] == b"BM" and head[6:10] == bytes(4) and head[15:18] == bytes(3):
        return _BMP
    return next((what for beginning, what in _BEGINNINGS if head.startswith(beginning)), None)


def media_of(name: str | None) -> Media | None:
    """Return the type of this name."""
    return next((media for media in MEDIA if media.type == name), None)


def safe_name(name: str) -> str:
    """Return a file's name without path and without signs that hide what it is; of sensible length."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = unicodedata.normalize("NFC", last)
    # Control and format characters, among them those that turn the direction of writing round.
    seen = "".join(sign for sign in plain if unicodedata.category(sign)[0] != "C" and sign not in '<>:"|?*')
    stem, dot, extension = " ".join(seen.split()).strip(". ").rpartition(".")
    if not dot or len(extension) > 8:
        return (stem + dot + extension)[:LONGEST_NAME] or UNNAMED
    return f"{stem[: LONGEST_NAME - len(extension) - 1]}.{extension}"


def download_name(name: str, media: Media | None) -> str:
    """Return the name a file is saved under: it ends in what the file is."""
    extension = name.rpartition(".")[2].lower()
    if media is None or extension in media.extensions:
        return name
    return f"{name}.{media.extensions[0]}"


def size_in_words(size: int) -> str:
    """Return how large a file is."""
    if size < 1024:
        return f"{size} 字节"
    if size < 1024 * 1024:
        return f"{size / 1024:.0f} KB"
    return f"{size / (1024 * 1024):.1f} MB"


def _zipped(head: bytes) -> Media | Program:
    length = int.from_bytes(head[26:28], "little")
    extra = int.from_bytes(head[28:30], "little")
    # A member that is stored, as `mimetype` is, has its content right behind its name.
    first = head[30 : 30 + length] + head[30 + length + extra : 30 + length + extra + 64]
    return next((what for beginning, what in _FIRST_MEMBERS if first.startswith(beginning)), _ZIP)
