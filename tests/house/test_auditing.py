"""What `make audit` says of pinned versions, from advisories on disk; without any it says that it was skipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.house import auditing
from tests.house.auditing import PINNED, main, pinned_in, spoken_of

PINS = {"an-example": "1.8.2"}


def an_advisory(folder: Path, *events: dict[str, str], **more: Any) -> Path:
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    affected = {
        "package": {"ecosystem": "PyPI", "name": "An_Example"},
        "ranges": ranges,
        **more.pop("affected", {}),
    }
    (folder / "one.json").write_text(json.dumps({"id": "A-1", "affected": [affected], **more}))
    return folder


@pytest.mark.parametrize(
    ("events", "is_spoken_of"),
    [
        (({"introduced": "0"},), True),
        (({"introduced": "0"}, {"fixed": "1.8.2"}), False),
        (({"introduced": "0"}, {"fixed": "1.10"}), True),
        (({"introduced": "1.9"},), False),
        (({"introduced": "0"}, {"last_affected": "1.8.2"}), True),
        (({"introduced": "0"}, {"last_affected": "1.8.1"}), False),
        (({"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "1.8"}, {"fixed": "1.9"}), True),
    ],
)
def test_a_range_speaks_of_a_version_that_lies_in_it(
    tmp_path: Path, events: tuple[dict[str, str], ...], is_spoken_of: bool
) -> None:
    assert bool(spoken_of(PINS, an_advisory(tmp_path, *events))) is is_spoken_of


def test_a_list_of_versions_speaks_of_them_and_what_was_withdrawn_of_none(tmp_path: Path) -> None:
    listed = an_advisory(tmp_path, affected={"versions": ["1.8.2"]})
    assert [str(one) for one in spoken_of(PINS, listed)] == ["an-example 1.8.2: A-1, not mended yet"]

    assert spoken_of(PINS, an_advisory(tmp_path, {"introduced": "0"}, withdrawn="2026-01-01")) == []


def test_everything_that_runs_is_pinned_and_audited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pins = pinned_in(PINNED)
    assert {"aiohttp", "wechatpy", "jieba", "requests", "urllib3", "setuptools", "cryptography"} <= pins.keys()

    monkeypatch.setattr(auditing, "PIP_AUDIT", tmp_path / "nothing")
    assert main([]) == 0
    assert main(["--advisories", str(tmp_path)]) == 0
    found = tmp_path / "PYSEC-1.yaml"
    found.write_text("id: P-1\naffected:\n- package: {ecosystem: PyPI, name: jieba}\n  versions: ['0.42.1']\n")
    assert main(["--advisories", str(tmp_path)]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("audit: skipped") and "jieba 0.42.1: P-1" in told[2]
