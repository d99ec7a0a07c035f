"""What the settings say of files, read: kinds, the scanner's address, the bucket. Pure.

A ValueError says what a value must be, and never repeats it: an address can hold a secret.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from intake.evidence.media import FileKind

BUCKET_EXAMPLE: Final = "https://ACCESSKEY:SECRETKEY@s3.example.gov.cn/bucket/prefix?region=cq-1"


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where a bucket is, and what opens it.

    endpoint  address of the store; prefix: what all names begin with
    """

    endpoint: str
    region: str
    name: str
    prefix: str
    access_key: str
    secret_key: str = field(repr=False)


def read_kinds(value: str) -> frozenset[FileKind]:
    """Return the kinds that a list with commas names."""
    names = [name.strip() for name in value.split(",")]
    if any(name not in frozenset(FileKind) for name in names):
        raise ValueError(f"应为其中几种，用英文逗号隔开：{', '.join(FileKind)}")
    return frozenset(map(FileKind, names))


def known_scanner(value: str) -> str:
    """Return the address of a scanner: tcp://host:port or unix:/path; "" for none."""
    parts = urlsplit(value)
    try:
        is_port = parts.scheme == "tcp" and bool(parts.hostname) and parts.port is not None
    except ValueError:
        is_port = False
    is_socket = parts.scheme == "unix" and parts.path.startswith("/")
    if value and not is_port and not is_socket:
        raise ValueError("应为 tcp://主机:端口 或者 unix:/路径")
    return value


def read_bucket(value: str) -> Bucket:
    """Return the bucket that an address names, as in `BUCKET_EXAMPLE`; keys in it are percent-encoded."""
    parts = urlsplit(value)
    name, _, prefix = parts.path.strip("/").partition("/")
    try:
        host = f"{parts.hostname}:{parts.port}" if parts.port is not None else str(parts.hostname)
    except ValueError:
        host = ""
    if parts.scheme not in ("http", "https") or not (host and parts.username and parts.password and name):
        raise ValueError(
            "应为 https://ACCESSKEY:SECRETKEY@host/bucket/prefix?region=…，密钥里的符号要用百分号编码"
        )
    return Bucket(
        endpoint=f"{parts.scheme}://{host}",
        region=parse_qs(parts.query).get("region", ["us-east-1"])[0],
        name=name,
        prefix=prefix,
        access_key=unquote(parts.username),
        secret_key=unquote(parts.password),
    )
