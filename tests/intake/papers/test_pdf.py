"""LibreOffice is given a while and no more, sees nothing of ours, and leaves nothing behind."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from intake.papers.pdf import NoPdf, PdfMaker


def _program(folder: Path, script: str) -> Path:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\nfor last; do :; done\n{script}\n")
    program.chmod(0o700)
    return program


async def test_it_sees_the_paper_and_nothing_of_our_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHANGMI_DATA_KEY", "secret")
    kept = tmp_path / "kept"
    script = f'env > {kept}; (echo "%PDF-1.7"; cat "$last") > "$(dirname "$last")/paper.pdf"'

    assert await PdfMaker(_program(tmp_path, script)).made(b"paper") == b"%PDF-1.7\npaper"
    assert "SHANGMI" not in kept.read_text()
    assert not [name for name in os.listdir(tempfile.gettempdir()) if name.startswith("shangmi-paper-")]


async def test_what_takes_too_long_is_stopped_with_all_that_it_began(tmp_path: Path) -> None:
    still = tmp_path / "still"
    office = _program(tmp_path, f"(sleep 2; touch {still}) & sleep 30")

    with pytest.raises(NoPdf, match="规定时间"):
        await PdfMaker(office, within_seconds=0.5).made(b"paper")

    with pytest.raises(NoPdf, match="没有转成"):
        await PdfMaker(_program(tmp_path, "sleep 2"), within_seconds=20).made(b"paper")
    assert not still.exists()


async def test_it_cannot_write_without_end(tmp_path: Path) -> None:
    script = 'head -c 100000000 /dev/zero > "$(dirname "$last")/paper.pdf"'

    with pytest.raises(NoPdf):
        await PdfMaker(_program(tmp_path, script)).made(b"paper")
