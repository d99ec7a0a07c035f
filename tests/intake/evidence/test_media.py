"""What a file is follows from its content; its name is made safe and never believed."""

from __future__ import annotations

import struct

import pytest

from intake.evidence.media import (
    LONGEST_NAME,
    MEDIA,
    PROGRAM,
    UNNAMED,
    FileKind,
    download_name,
    media_of,
    recognised,
    safe_name,
)
from tests.intake.evidence.files import a_picture, a_zip


@pytest.mark.parametrize(
    ("content", "type"),
    [
        (a_picture("JPEG"), "image/jpeg"),
        (a_picture("PNG"), "image/png"),
        (a_picture("WEBP"), "image/webp"),
        (a_picture("GIF"), "image/gif"),
        (a_picture("BMP"), "image/bmp"),
        (a_picture("TIFF"), "image/tiff"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"%PDF-1.4\n", "application/pdf"),
        (b"#!AMR\n", "audio/amr"),
        (b"\x02#!SILK_V3", "audio/silk"),
        (b"ID3\x04", "audio/mpeg"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        (b"\0\0\0\x20ftypisom", "video/mp4"),
        (b"\0\0\0\x14ftypqt  ", "video/mp4"),
        (b"RIFF\0\0\0\0AVI LIST", "video/x-msvideo"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
        (a_zip("[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument"),
        (a_zip("OFD.xml"), "application/ofd"),
        (a_zip("价目表.txt"), "application/zip"),
        (b"PK\x05\x06" + bytes(18), "application/zip"),
        (b"Rar!\x1a\x07\x01\0", "application/vnd.rar"),
    ],
)
def test_a_file_is_known_by_how_it_begins(content: bytes, type: str) -> None:
    what = recognised(content[:4096])

    assert what == media_of(type) and what is not None


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0",
        b"\x7fELF\x02",
        b"#!/bin/sh\n",
        b"\xcf\xfa\xed\xfe",
        b"dex\n035\0",
        b"L\0\0\0\x01\x14\x02\0",
        a_zip("META-INF/MANIFEST.MF", "Main.class"),
        a_zip("AndroidManifest.xml", "classes.dex"),
        b"MZ" + b" " * 100 + b"%PDF-1.7",
    ],
)
def test_what_runs_when_it_is_opened_is_a_program_whatever_it_says_of_itself(content: bytes) -> None:
    assert recognised(content) is PROGRAM


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"B",
        b"BM",
        b"BMW is a car",
        b"PK",
        b"RIFF",
        b"<html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"@echo off\r\n",
        b" %PDF-1.7",
        "普通文字".encode(),
        struct.pack("<4sH", b"RIFF", 1),
    ],
)
def test_what_nobody_knows_is_nothing_that_is_taken(content: bytes) -> None:
    assert recognised(content) is None


def test_no_beginning_however_broken_is_a_fault() -> None:
    whole = a_zip("[Content_Types].xml")
    for length in range(64):
        recognised(whole[:length])
        recognised(b"PK\x03\x04" + b"\xff" * length)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("合同.pdf", "合同.pdf"),
        ("../../var/data.key", "data.key"),
        ("C:\\Users\\周敏\\价目表.xls", "价目表.xls"),
        ("a\0b\r\nSet-Cookie: x.pdf", "abSet-Cookie x.pdf"),
        ("发票\u202efdp.exe", "发票fdp.exe"),
        ("<img src=x onerror=alert(1)>.jpg", "img src=x onerror=alert(1).jpg"),
        ("", UNNAMED),
        ("..", UNNAMED),
        (".htaccess", "htaccess"),
        ("   \u200b  ", UNNAMED),
        ("/", UNNAMED),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("name", ["长" * 300 + ".pdf", "长" * 300, "." * 300, "a." + "b" * 300])
def test_a_long_name_is_cut_and_keeps_what_it_ends_in(name: str) -> None:
    safe = safe_name(name)

    assert 0 < len(safe) <= LONGEST_NAME
    assert safe.endswith(".pdf") == name.endswith(".pdf")


def test_a_file_is_saved_under_a_name_that_ends_in_what_it_is() -> None:
    jpeg = media_of("image/jpeg")

    assert download_name("现场.JPG", jpeg) == "现场.JPG"
    assert download_name("现场.exe", jpeg) == "现场.exe.jpg"
    assert download_name("现场", jpeg) == "现场.jpg"


def test_every_type_has_a_name_of_its_own_and_every_kind_a_type() -> None:
    assert len({media.type for media in MEDIA}) == len(MEDIA)
    assert {media.kind for media in MEDIA} == set(FileKind)
