"""What the tus protocol says, 1.0.0 with creation, expiration and termination (https://tus.io/protocols/resumable-upload).

Headers in, values or a refusal out; nothing here knows a file.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Final

from intents.signs import without_control_characters

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,expiration,termination"
# What a browser sends when it goes on with a file.
BODY_TYPE: Final = "application/offset+octet-stream"

_LONGEST_NAME: Final = 255
_LONGEST_METADATA: Final = 4_096


class TusRefused(Exception):
    """The protocol is not kept, or the file cannot be taken.

    status   of the answer
    code     for programs
    message  what happened, and `hint` what to do, for people
    headers  what the protocol wants beside it
    """

    def __init__(self, status: int, code: str, message: str, hint: str, **headers: str) -> None:
        """Say no."""
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True, slots=True)
class Announced:
    """A file that is to come: how many bytes, and what its owner calls it."""

    length: int
    name: str


def check_version(headers: Mapping[str, str]) -> None:
    """Refuse a client that speaks another version, or none."""
    if headers.get("Tus-Resumable") != VERSION:
        hint = "请刷新页面再试，或者换一个浏览器。"
        raise TusRefused(412, "wrong_version", "上传方式不对，没有收下。", hint, Tus_Version=VERSION)


def announced(headers: Mapping[str, str], largest: int) -> Announced:
    """Return what a creation announces."""
    if "Upload-Defer-Length" in headers:
        raise TusRefused(
            400, "length_needed", "没有说明文件有多大，没有收下。", "请在开始上传时写明 Upload-Length。"
        )
    length = _number(headers, "Upload-Length")
    if length > largest:
        hint = "请压缩、分成几个文件，或者当面交给承办局。"
        raise TusRefused(413, "too_large", f"这个文件超过{megabytes(largest)}，没有收下。", hint)
    if length == 0:
        raise TusRefused(400, "empty_file", "这个文件是空的，没有收下。", "请换一个文件。")
    return Announced(length, _name(headers.get("Upload-Metadata", "")))


def offset_of(headers: Mapping[str, str]) -> int:
    """Return where the bytes that follow belong."""
    if headers.get("Content-Type", "").partition(";")[0].strip().lower() != BODY_TYPE:
        raise TusRefused(415, "wrong_type", "上传方式不对，没有收下。", f"续传时 Content-Type 应为 {BODY_TYPE}。")
    return _number(headers, "Upload-Offset")


def expires(at: datetime) -> str:
    """Return an instant as `Upload-Expires` has it."""
    return format_datetime(at, usegmt=True)


def megabytes(number: int) -> str:
    """Return 20 MB for 20971520."""
    return f"{number // (1024 * 1024)} MB"


def _number(headers: Mapping[str, str], name: str) -> int:
    written = headers.get(name, "")
    if not (written.isascii() and written.isdigit() and len(written) <= 15):
        raise TusRefused(400, "bad_header", "上传方式不对，没有收下。", f"{name} 应为不小于 0 的整数。")
    return int(written)


def _name(metadata: str) -> str:
    """Return the file's name out of `Upload-Metadata`: pairs of key and base64, with commas between."""
    if len(metadata) > _LONGEST_METADATA:
        raise TusRefused(400, "bad_header", "文件名太长了，没有收下。", "请把文件名改短一些再上传。")
    for pair in metadata.split(","):
        key, _, value = pair.strip().partition(" ")
        if key == "filename":
            return clean_name(_decoded(value.strip()))
    return ""


def clean_name(name: str) -> str:
    """Return a file's name without folders before it, control characters, and bytes that are no text."""
    readable = name.encode(errors="replace").decode()
    plain = without_control_characters(readable).replace("\\", "/").rpartition("/")[2]
    return " ".join(plain.split())[:_LONGEST_NAME]


def _decoded(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        hint = "Upload-Metadata 的值应为 UTF-8 文字的 base64。"
        raise TusRefused(400, "bad_header", "文件名看不懂，没有收下。", hint) from None
