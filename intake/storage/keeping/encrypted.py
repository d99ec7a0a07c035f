"""A backup encrypted to recipients with age: whoever holds the disk it lies on reads nothing.

Data and keys go into a file each, so that they can be kept apart. What is encrypted is never on the disk
in the clear: it goes through a pipe.
"""

from __future__ import annotations

import os
import tarfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pyrage import DecryptError, IdentityError, RecipientError, decrypt_io, encrypt_io, x25519

from intake.storage.refusals import StartRefused

EXAMPLE: Final = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kgyg7erwq9u9j9q"


class CannotOpen(StartRefused):
    """An encrypted file is not for this identity, or damaged. The text says what helps."""


def recipients_in(text: str) -> tuple[object, ...]:
    """Return the recipients that a setting names, separated by commas; raise ValueError for what is none."""
    try:
        return tuple(x25519.Recipient.from_str(one.strip()) for one in text.split(",") if one.strip())
    except RecipientError:
        raise ValueError("应为以 age1 开头的收件公钥，几个的用英文逗号隔开") from None


def new_identity(path: Path) -> str:
    """Write a new identity to a file that must not exist, readable by its owner alone; return its recipient."""
    identity = x25519.Identity.generate()
    recipient = str(identity.to_public())
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(f"# public key: {recipient}\n{identity}\n")
    return recipient


def identities_in(path: Path) -> tuple[object, ...]:
    """Return the identities of a file as age-keygen writes it, or refuse it."""
    try:
        lines = path.read_text(encoding="ascii").split()
        found = tuple(x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-"))
    except (UnicodeDecodeError, IdentityError):
        found = ()
    if not found:
        raise CannotOpen(f"{path} 里没有私钥（AGE-SECRET-KEY- 开头的一行）。请给出与收件公钥同时生成的那个文件。")
    return found


def sealed_away(folder: Path, target: Path, recipients: Sequence[object]) -> None:
    """Write all that lies in a folder to one encrypted file."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def pack() -> None:
        try:
            with open(writing, "wb") as pipe, tarfile.open(fileobj=pipe, mode="w|") as packed:
                for path in sorted(folder.iterdir()):
                    packed.add(path, arcname=path.name)
        except BaseException as error:
            failed.append(error)

    packing = threading.Thread(target=pack)
    packing.start()
    written = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(reading, "rb") as pipe, open(written, "wb") as file:
        encrypt_io(pipe, file, list(recipients))
    packing.join()
    if failed:
        raise failed[0]


def opened_into(source: Path, folder: Path, identities: Sequence[object]) -> None:
    """Put what an encrypted file holds into a folder, or refuse it."""
    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def decrypt() -> None:
        try:
            with open(writing, "wb") as pipe, open(source, "rb") as file:
                decrypt_io(file, pipe, list(identities))
        except (DecryptError, OSError) as error:
            failed.append(error)

    decrypting = threading.Thread(target=decrypt)
    decrypting.start()
    damaged = False
    try:
        with open(reading, "rb") as pipe, tarfile.open(fileobj=pipe, mode="r|") as packed:
            packed.extractall(folder, filter="data")
    except (tarfile.TarError, OSError, EOFError):
        damaged = True
    decrypting.join()
    if damaged or failed:
        raise CannotOpen(f"{source} 打不开：不是加密给这把私钥的，或者文件残缺。请核对 --identity 和文件。")
