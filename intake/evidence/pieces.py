"""How a file is sealed: in pieces, each bound to its file, place and name on the shelf, and to being the last.

So a piece that is missing at the end, stands elsewhere, or comes from another file or an earlier state of the same
one does not open. A sealed piece is: version (1 byte), nonce (12 bytes), AES-256-GCM ciphertext and tag.
"""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass, field
from typing import Final

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from intake.storage.sealing import CannotUnseal, CaseKey, Vault

# So much of a file is in memory at once.
PIECE_BYTES: Final = 512 * 1024

_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_TABLE: Final = "evidence_file"


@dataclass(frozen=True, slots=True)
class FilePiece:
    """A piece of a file: its name on the shelf, and how many bytes of the file it holds."""

    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class FileKey:
    """The key of one file."""

    file_id: str
    _key: bytes = field(repr=False)

    @classmethod
    def new(cls, file_id: str) -> FileKey:
        """Draw a key."""
        return cls(file_id, os.urandom(_KEY_BYTES))

    def seal(self, plain: bytes, index: int, name: str, *, is_last: bool) -> bytes:
        """Seal the piece at `index` that will lie on the shelf under `name`."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + AESGCM(self._key).encrypt(nonce, plain, self._place(index, name, is_last))

    def unseal(self, sealed: bytes, index: int, name: str, *, is_last: bool) -> bytes:
        """Return what was sealed for this place, or raise CannotUnseal."""
        nonce, text = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        if sealed[:1] != _VERSION or len(nonce) < _NONCE_BYTES:
            raise CannotUnseal("not a sealed piece of a known version")
        try:
            return AESGCM(self._key).decrypt(nonce, text, self._place(index, name, is_last))
        except InvalidTag:
            raise CannotUnseal("sealed with another key, for another place, or changed since") from None

    def _place(self, index: int, name: str, is_last: bool) -> bytes:
        last = b"last" if is_last else b"more"
        return b"\0".join((_VERSION, _TABLE.encode(), self.file_id.encode(), b"%d" % index, name.encode(), last))


def new_piece_name() -> str:
    """Draw a name under which a piece lies on the shelf; never used twice, so nothing is written over."""
    return os.urandom(12).hex()


def sealed_for_draft(key: FileKey, name: str, vault: Vault) -> bytes:
    """Return a file's key and name as they are kept before there is a case."""
    return vault.seal(_written(key, name), _TABLE, key.file_id)


def sealed_for_case(key: FileKey, name: str, case_key: CaseKey) -> bytes:
    """Return a file's key and name, sealed by the case's key for this file of this case."""
    return case_key.seal(_written(key, name), _table_of(key.file_id))


def of_draft(sealed: bytes, file_id: str, vault: Vault) -> tuple[FileKey, str]:
    """Return key and name of a draft's file, or raise CannotUnseal."""
    return _read(vault.unseal(sealed, _TABLE, file_id), file_id)


def of_case(sealed: bytes, file_id: str, case_key: CaseKey) -> tuple[FileKey, str]:
    """Return key and name of a case's file, or raise CannotUnseal."""
    return _read(case_key.unseal(sealed, _table_of(file_id)), file_id)


def _table_of(file_id: str) -> str:
    return f"{_TABLE}/{file_id}"


def _written(key: FileKey, name: str) -> bytes:
    return orjson.dumps({"key": base64.b64encode(key._key).decode(), "name": name})


def _read(plain: bytes, file_id: str) -> tuple[FileKey, str]:
    kept = orjson.loads(plain)
    return FileKey(file_id, base64.b64decode(kept["key"])), str(kept["name"])
