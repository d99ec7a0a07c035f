"""Keys, sealed blobs and keyed ids.

The data key comes from the setting or from `data.key`. It opens the keyring, a file of four other keys,
and the key of each case. So changing the data key re-wraps keys and touches no text, no id, no journal.

A sealed blob is: version (1 byte), nonce (12 bytes), AES-256-GCM ciphertext and tag. It is bound to its place:
the table it stands in, and the case or row there, so that nobody can put one in the place of another. Blobs of
version 1 are bound to their table alone; they open as before, and `keeping.resealing` seals them anew.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from intake.storage.refusals import KeyRefused

DATA_KEY_FILE = "data.key"
KEYRING_FILE = "keyring.json"

_KEY_BYTES = 32
_NONCE_BYTES = 12
# Of SHA-256; no key of ours is longer.
_BLOCK_BYTES = 64
_VERSION = b"\x02"
_TABLE_ALONE = b"\x01"
_RING_NAMES = ("common", "cookie", "id", "journal")


class CannotUnseal(Exception):
    """A blob was sealed with another key or for another place, or was changed."""


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The key of one case.

    wrapped  the key, sealed by the data key for this case: what `case_key.wrapped` holds
    """

    wrapped: bytes
    _case_id: str
    _cipher: AESGCM = field(repr=False)

    def seal(self, plain: bytes, table: str) -> bytes:
        """Seal `plain` for a table, such as "case_text"; it opens in this table and this case only."""
        return _sealed(self._cipher, plain, table, self._case_id)

    def unseal(self, sealed: bytes, table: str) -> bytes:
        """Return what was sealed for this table and case, or raise CannotUnseal."""
        return _unsealed(self._cipher, sealed, table, self._case_id)


class Mac:
    """HMAC-SHA256 under one key, as RFC 2104 has it.

    The keyed beginnings of both hashes are kept and copied: a filing asks for sixty ids, and setting the key up
    anew for each costs three times as much.
    """

    def __init__(self, key: bytes) -> None:
        block = key.ljust(_BLOCK_BYTES, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def of(self, message: bytes) -> str:
        """Return the HMAC in hex."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.hexdigest()


@dataclass(frozen=True, slots=True)
class Vault:
    """All keys of the service, opened once at the start.

    journal_key          HMAC key of the journal's chains
    cookie_key           key for cookies and tokens of the desk and the web chat
    fingerprint          names the data key; says nothing about it
    keyring_fingerprint  names the other keys
    """

    journal_key: bytes = field(repr=False)
    cookie_key: bytes = field(repr=False)
    fingerprint: str
    keyring_fingerprint: str
    _id_mac: Mac = field(repr=False)
    _common: AESGCM = field(repr=False)
    _data: AESGCM = field(repr=False)

    @classmethod
    def open(cls, data_dir: Path, data_key: str | None = None, *, make: bool = True) -> Vault:
        """Read the keys in `data_dir`, making those that are missing.

        data_key  32 bytes in base64, from the setting; None reads or makes `data.key`
        make      without it, missing keys are refused and nothing is written

        Raises KeyRefused when a key is malformed or does not open the keyring.
        """
        if not make and not (data_dir / KEYRING_FILE).exists():
            raise KeyRefused(
                f"{data_dir} 里没有本服务的密钥（{KEYRING_FILE}）。请核对 SHANGMI_DATA_DIR 是不是服务的数据目录；"
                "新装的，先运行 shangmi serve，或者用 shangmi officer add 建第一个账号。"
            )
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        key = _read_key(data_key, "SHANGMI_DATA_KEY") if data_key else _data_key_in(data_dir)
        ring_file = data_dir / KEYRING_FILE
        ring = _unwrapped_ring(_read_or_make(ring_file, lambda: _new_ring(AESGCM(key))), key, ring_file)
        return cls(
            journal_key=ring["journal"],
            cookie_key=ring["cookie"],
            fingerprint=_fingerprint(key),
            keyring_fingerprint=_fingerprint(b"".join(ring[name] for name in _RING_NAMES)),
            _id_mac=Mac(ring["id"]),
            _common=AESGCM(ring["common"]),
            _data=AESGCM(key),
        )

    def seal(self, plain: bytes, purpose: str, row: str) -> bytes:
        """Seal what has no case key: states, replies, letters, questions.

        row  the key of the row it will stand in: it opens there only
        """
        return _sealed(self._common, plain, purpose, row)

    def unseal(self, sealed: bytes, purpose: str, row: str) -> bytes:
        """Return what was sealed for this purpose and row, or raise CannotUnseal."""
        return _unsealed(self._common, sealed, purpose, row)

    def seal_for(self, own_key: str, plain: bytes, row: str) -> bytes:
        """Seal what only messages of one filer may open again: our keys alone do not.

        own_key  as in `filers.filer.Filer`
        """
        return _sealed(self._cipher_of(own_key), plain, "own", row)

    def unseal_for(self, own_key: str, sealed: bytes, row: str) -> bytes:
        """Return what was sealed for this filer and row, or raise CannotUnseal."""
        return _unsealed(self._cipher_of(own_key), sealed, "own", row)

    def keyed_id(self, purpose: str, text: str) -> str:
        """Return the HMAC-SHA256 of `text` in hex: the same for the same text, and not to be undone."""
        # A header may hold bytes that are no text; they arrive as halves of a sign: unknown, and no fault.
        return self._id_mac.of(f"{purpose}\0{text}".encode("utf-8", "surrogatepass"))

    def new_case_key(self, case_id: str) -> CaseKey:
        """Draw the key of a new case."""
        key = os.urandom(_KEY_BYTES)
        return CaseKey(_sealed(self._data, key, "case_key", case_id), case_id, AESGCM(key))

    def unwrap(self, wrapped: bytes, case_id: str) -> CaseKey:
        """Open the key of a case, or raise CannotUnseal."""
        return CaseKey(wrapped, case_id, AESGCM(_unsealed(self._data, wrapped, "case_key", case_id)))

    def under(self, data_key: str) -> Vault:
        """Return the same keys under another data key."""
        key = _read_key(data_key, "新数据密钥")
        return replace(self, fingerprint=_fingerprint(key), _data=AESGCM(key))

    def rewrapped(self, wrapped: bytes, case_id: str, new: Vault) -> bytes:
        """Return a case's key as the data key of `new` wraps it; the case's text stays as it is."""
        return _sealed(new._data, _unsealed(self._data, wrapped, "case_key", case_id), "case_key", case_id)

    def _cipher_of(self, own_key: str) -> AESGCM:
        return AESGCM(bytes.fromhex(self.keyed_id("own", own_key)))


def is_bound_to_its_row(sealed: bytes) -> bool:
    """Say whether a blob is of the newest version; an older one is bound to its table alone."""
    return sealed[:1] == _VERSION


def keyring_rewrapped(keyring: bytes, old_key: str, new_key: str) -> bytes:
    """Return the content of the keyring file for a new data key; both keys are 32 bytes in base64."""
    old, new = _read_key(old_key, "原数据密钥"), _read_key(new_key, "新数据密钥")
    return _ring_content(AESGCM(new), _unwrapped_ring(keyring, old, Path(KEYRING_FILE)))


def new_data_key() -> str:
    """Draw a data key, in base64 as the setting takes it."""
    return base64.b64encode(os.urandom(_KEY_BYTES)).decode()


def _data_key_in(data_dir: Path) -> bytes:
    path = data_dir / DATA_KEY_FILE
    # The keyring is looked for first: it is made after the key, so of several that start together none may find
    # a keyring that another has made since it looked for the key.
    if (data_dir / KEYRING_FILE).exists() and not path.exists():
        raise KeyRefused(
            f"找不到 {path}，但同一目录的 {KEYRING_FILE} 是用数据密钥生成的。"
            "请从备份放回该文件，或设置 SHANGMI_DATA_KEY。"
        )
    return _read_key(_read_or_make(path, lambda: new_data_key().encode()).decode("ascii", "replace"), str(path))


def _read_key(text: str, where: str) -> bytes:
    try:
        key = base64.b64decode(text.strip().replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != _KEY_BYTES:
        raise KeyRefused(f"{where} 必须是 base64 编码的 32 字节密钥，可用 openssl rand -base64 32 生成。")
    return key


def _new_ring(data: AESGCM) -> bytes:
    return _ring_content(data, {name: os.urandom(_KEY_BYTES) for name in _RING_NAMES})


def _ring_content(data: AESGCM, ring: dict[str, bytes]) -> bytes:
    wrapped = {name: base64.b64encode(_sealed(data, ring[name], "keyring", name)).decode() for name in ring}
    return json.dumps(wrapped, indent=1).encode() + b"\n"


def _unwrapped_ring(content: bytes, data_key: bytes, path: Path) -> dict[str, bytes]:
    data = AESGCM(data_key)
    try:
        wrapped = json.loads(content)
        return {name: _unsealed(data, base64.b64decode(wrapped[name]), "keyring", name) for name in _RING_NAMES}
    except CannotUnseal:
        raise KeyRefused(
            f"数据密钥打不开 {path}：它不是本服务原来使用的密钥。"
            f"请把 SHANGMI_DATA_KEY（或 {DATA_KEY_FILE}）改回原来的密钥。"
        ) from None
    except (ValueError, KeyError, TypeError):
        raise KeyRefused(f"{path} 已损坏，请从备份放回。") from None


def _read_or_make(path: Path, content: Callable[[], bytes]) -> bytes:
    """Return the file's content; a missing file is made, readable by its owner alone.

    The file appears whole or not at all, and only once: the content is written beside it and then linked,
    so of two processes that start together the second reads what the first has made.
    """
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        try:
            _write_durably(draft, content())
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        _sync_directory(path.parent)
    return path.read_bytes()


def replace_durably(path: Path, content: bytes) -> None:
    """Put new content in the place of a key file: afterwards it is the old one or the new one, whole."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        _write_durably(draft, content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    _sync_directory(path.parent)


def _write_durably(path: Path, content: bytes) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _fingerprint(key: bytes) -> str:
    return hmac.digest(key, b"fingerprint", "sha256").hex()[:32]


def _sealed(cipher: AESGCM, plain: bytes, table: str, row: str) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + cipher.encrypt(nonce, plain, _place(_VERSION, table, row))


def _unsealed(cipher: AESGCM, sealed: bytes, table: str, row: str) -> bytes:
    version = sealed[:1]
    if version not in (_VERSION, _TABLE_ALONE) or len(sealed) < 1 + _NONCE_BYTES:
        raise CannotUnseal("not a sealed blob of a known version")
    nonce, text = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        return cipher.decrypt(nonce, text, _place(version, table, row))
    except InvalidTag:
        raise CannotUnseal("sealed with another key, for another place, or changed since") from None


def _place(version: bytes, table: str, row: str) -> bytes:
    """Return what a blob is bound to."""
    if version == _TABLE_ALONE:
        # The keys of the keyring had their names in it from the beginning.
        return f"{table}/{row}".encode() if table == "keyring" else table.encode()
    return b"\0".join((version, table.encode(), row.encode()))
