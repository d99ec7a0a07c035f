"""Keys are made once and whole; what is sealed opens with the right key for the right purpose only."""

from __future__ import annotations

import base64
import hmac
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from intake.storage.refusals import KeyRefused
from intake.storage.sealing import (
    CannotUnseal,
    Mac,
    Vault,
    is_bound_to_its_row,
    keyring_rewrapped,
    new_data_key,
)


def before(key: bytes, plain: bytes, table: str) -> bytes:
    """Seal as version 1 did: bound to the table alone."""
    nonce = os.urandom(12)
    return b"\1" + nonce + AESGCM(key).encrypt(nonce, plain, table.encode())


@pytest.mark.parametrize(("purpose", "row"), [("reply", "p1"), ("state", "p2"), ("statep", "1"), ("stat", "ep1")])
def test_what_is_sealed_opens_again_in_its_own_place_only(vault: Vault, purpose: str, row: str) -> None:
    sealed = vault.seal("你好".encode(), "state", "p1")

    assert vault.unseal(sealed, "state", "p1").decode() == "你好"
    assert "你好".encode() not in sealed
    with pytest.raises(CannotUnseal):
        vault.unseal(sealed, purpose, row)


def test_the_same_text_is_never_sealed_to_the_same_bytes(vault: Vault) -> None:
    assert vault.seal(b"x", "state", "p1") != vault.seal(b"x", "state", "p1")


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s[:-1],
        lambda s: s[:-1] + bytes([s[-1] ^ 1]),
        lambda s: b"\1" + s[1:],
        lambda s: b"\3" + s[1:],
        lambda s: b"",
        lambda s: s[:12],
    ],
)
def test_a_changed_blob_does_not_open(vault: Vault, change: object) -> None:
    assert callable(change)
    with pytest.raises(CannotUnseal):
        vault.unseal(change(vault.seal(b"x", "state", "p1")), "state", "p1")


def test_a_case_key_is_wrapped_for_its_case_and_opens_what_stands_there(vault: Vault) -> None:
    one, other = vault.new_case_key("c1"), vault.new_case_key("c2")
    sealed = one.seal(b"secret", "case_text")

    assert vault.unwrap(one.wrapped, "c1").unseal(sealed, "case_text") == b"secret"
    with pytest.raises(CannotUnseal):
        other.unseal(sealed, "case_text")
    with pytest.raises(CannotUnseal):
        one.unseal(sealed, "case_note")
    # Neither can a case be given the key of another one together with its text.
    with pytest.raises(CannotUnseal):
        vault.unwrap(one.wrapped, "c2")


def test_what_was_sealed_before_places_were_bound_still_opens(tmp_path: Path) -> None:
    data_key = new_data_key()
    vault = Vault.open(tmp_path, data_key)
    case_key = os.urandom(32)

    opened = vault.unwrap(before(base64.b64decode(data_key), case_key, "case_key"), "c1")

    assert opened.unseal(before(case_key, b"secret", "case_text"), "case_text") == b"secret"
    with pytest.raises(CannotUnseal):
        opened.unseal(before(case_key, b"secret", "case_text"), "case_note")
    assert not is_bound_to_its_row(before(case_key, b"secret", "case_text"))
    assert is_bound_to_its_row(opened.seal(b"secret", "case_text"))


def test_what_is_sealed_for_a_filer_opens_with_their_message_alone(vault: Vault) -> None:
    own_key = vault.keyed_id("web-own", "token")
    sealed = vault.seal_for(own_key, b"K7M2-9QXT-4", "p1")

    assert vault.unseal_for(own_key, sealed, "p1") == b"K7M2-9QXT-4"
    with pytest.raises(CannotUnseal):
        vault.unseal_for(vault.keyed_id("web-own", "another"), sealed, "p1")
    with pytest.raises(CannotUnseal):
        vault.unseal_for(own_key, sealed, "p2")
    with pytest.raises(CannotUnseal):
        vault.unseal(sealed, "own", "p1")


@pytest.mark.parametrize("length", [0, 1, 55, 64, 200])
def test_an_id_is_the_hmac_of_rfc_2104(length: int) -> None:
    key, message = os.urandom(32), os.urandom(length)

    assert Mac(key).of(message) == hmac.digest(key, message, "sha256").hex()


def test_a_keyed_id_depends_on_text_purpose_and_key_and_shows_none_of_them(vault: Vault, tmp_path: Path) -> None:
    other = Vault.open(tmp_path / "other")
    ids = {
        vault.keyed_id("person", "openid"),
        vault.keyed_id("message", "openid"),
        vault.keyed_id("person", "openid2"),
        other.keyed_id("person", "openid"),
    }

    assert len(ids) == 4
    assert vault.keyed_id("person", "openid") in ids
    assert all(len(one) == 64 for one in ids)


def test_keys_are_made_once_and_read_by_their_owner_alone(tmp_path: Path) -> None:
    first, second = Vault.open(tmp_path), Vault.open(tmp_path)

    assert second.unseal(first.seal(b"x", "state", "p1"), "state", "p1") == b"x"
    assert (second.journal_key, second.cookie_key) == (first.journal_key, first.cookie_key)
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["data.key", "keyring.json"]
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in files} == {0o600}


def test_many_that_start_together_make_the_same_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as together:
        vaults = list(together.map(lambda _: Vault.open(tmp_path), range(16)))

    assert len({(vault.fingerprint, vault.keyring_fingerprint) for vault in vaults}) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data.key", "keyring.json"]


def test_with_a_data_key_from_the_setting_no_key_lies_on_the_disk_unsealed(tmp_path: Path) -> None:
    key = new_data_key()
    vault = Vault.open(tmp_path, key)

    assert [path.name for path in tmp_path.iterdir()] == ["keyring.json"]
    content = (tmp_path / "keyring.json").read_bytes()
    for secret in (base64.b64decode(key), vault.journal_key, vault.cookie_key):
        assert base64.b64encode(secret) not in content


def test_another_data_key_is_refused(tmp_path: Path) -> None:
    Vault.open(tmp_path, new_data_key())

    with pytest.raises(KeyRefused, match="SHANGMI_DATA_KEY"):
        Vault.open(tmp_path, new_data_key())


@pytest.mark.parametrize("key", ["short", "x" * 44, "a2tra2tra2tra2tra2tra2tra2s=", "口令"])
def test_a_malformed_data_key_is_refused_without_repeating_it(tmp_path: Path, key: str) -> None:
    with pytest.raises(KeyRefused, match="32 字节") as refused:
        Vault.open(tmp_path, key)

    assert key not in str(refused.value)


def test_a_lost_data_key_file_is_not_made_anew(tmp_path: Path) -> None:
    Vault.open(tmp_path)
    (tmp_path / "data.key").unlink()

    with pytest.raises(KeyRefused, match="备份"):
        Vault.open(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"not json", b'{"id": 5}'])
def test_a_damaged_keyring_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    Vault.open(tmp_path)
    (tmp_path / "keyring.json").write_bytes(content)

    with pytest.raises(KeyRefused, match="损坏"):
        Vault.open(tmp_path)

    assert (tmp_path / "keyring.json").read_bytes() == content


def test_nothing_of_a_vault_or_a_case_key_shows_when_printed(vault: Vault) -> None:
    shown = repr(vault) + repr(vault.new_case_key("c1"))

    assert repr(vault.journal_key) not in shown
    assert repr(vault.cookie_key) not in shown


def test_a_new_data_key_opens_what_the_old_one_sealed(tmp_path: Path) -> None:
    old_key, new_key = new_data_key(), new_data_key()
    old = Vault.open(tmp_path, old_key)
    sealed, case_key = old.seal(b"state", "state", "p1"), old.new_case_key("c1")
    text = case_key.seal(b"text", "case_text")

    ring = tmp_path / "keyring.json"
    ring.write_bytes(keyring_rewrapped(ring.read_bytes(), old_key, new_key))
    new = Vault.open(tmp_path, new_key)

    assert new.unseal(sealed, "state", "p1") == b"state"
    assert new.unwrap(old.rewrapped(case_key.wrapped, "c1", new), "c1").unseal(text, "case_text") == b"text"
    assert new.keyed_id("person", "p") == old.keyed_id("person", "p")
    assert (new.journal_key, new.keyring_fingerprint) == (old.journal_key, old.keyring_fingerprint)
