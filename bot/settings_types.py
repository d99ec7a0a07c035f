"""What a setting may be, one type each; what it cannot be is refused with what it should be, never what it was."""

from __future__ import annotations

import base64
import binascii
import re
from pathlib import Path
from typing import Annotated
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, SecretStr

from intake.evidence.address import read_bucket, read_kinds
from intake.notices.head_ways import is_way
from intake.officers.hook_address import networks_in
from intake.storage.keeping.encrypted import recipients_in
from intents.reading.mails import is_mail_address


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("应为以 http:// 或者 https:// 开头的网址")
    return value.rstrip("/")


def _own_address(value: str) -> str:
    return _web_address(value) if value else ""


def _database_url(value: str) -> str:
    if value and not value.startswith(("sqlite:///", "postgresql+asyncpg://")):
        raise ValueError("应以 sqlite:/// 或者 postgresql+asyncpg:// 开头")
    return value


def _smtp_url(value: SecretStr) -> SecretStr:
    parts = urlsplit(value.get_secret_value())
    if parts.scheme == "console":
        return value
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or not _has_fit_port(parts):
        raise ValueError("应以 smtp:// 或者 smtps:// 开头并写明主机；只打印不寄出的，写 console://")
    return value


def _has_fit_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False


def _mail_from(value: str) -> str:
    if value and not is_mail_address(value):
        raise ValueError("应为邮箱地址")
    return value


def _recipients(value: str) -> str:
    recipients_in(value)
    return value


def _head_way(value: SecretStr) -> SecretStr:
    if not is_way(value.get_secret_value()):
        raise ValueError("应为 file:/路径/文件、mailto:somebody@example.gov.cn 或者网址")
    return value


def _aes_key(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9]{43}", value.get_secret_value()):
        raise ValueError("应为 EncodingAESKey 的 43 位字母和数字，不带末尾的 =")
    return value


def _data_key(value: SecretStr) -> SecretStr:
    try:
        key = base64.b64decode(value.get_secret_value(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != 32:
        raise ValueError("应为 base64 写的 32 字节")
    return value


def _token(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[!-~]{20,}", value.get_secret_value()):
        raise ValueError("至少 20 位字母、数字或者符号，不能有空格")
    return value


def _networks(value: str) -> str:
    try:
        networks_in(value)
    except ValueError:
        raise ValueError("应为网段或者 IP 地址，几个用逗号分开") from None
    return value


def _kinds(value: str) -> str:
    read_kinds(value)
    return value


def _bucket(value: SecretStr) -> SecretStr:
    read_bucket(value.get_secret_value())
    return value


def _existing_file(value: Path) -> Path:
    try:
        is_file = value.is_file()
    except (OSError, ValueError):
        # A name that no file can have.
        is_file = False
    if not is_file:
        raise ValueError("应为一个存在的文件")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
OwnAddress = Annotated[str, AfterValidator(_own_address)]
DatabaseUrl = Annotated[str, AfterValidator(_database_url)]
SmtpUrl = Annotated[SecretStr, AfterValidator(_smtp_url)]
MailAddress = Annotated[str, AfterValidator(_mail_from)]
Recipients = Annotated[str, AfterValidator(_recipients)]
HeadWay = Annotated[SecretStr, AfterValidator(_head_way)]
DataKey = Annotated[SecretStr, AfterValidator(_data_key)]
LongToken = Annotated[SecretStr, AfterValidator(_token)]
Networks = Annotated[str, AfterValidator(_networks)]
FileKinds = Annotated[str, AfterValidator(_kinds)]
BucketUrl = Annotated[SecretStr, AfterValidator(_bucket)]
AesKey = Annotated[SecretStr, AfterValidator(_aes_key)]
ExistingFile = Annotated[Path, AfterValidator(_existing_file)]
