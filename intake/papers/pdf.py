"""A paper as PDF, made by LibreOffice where it is installed: one at a time, within limits, in its own folder."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Final

from intake.papers import limited

log = logging.getLogger(__name__)

DONE_WITHIN_SECONDS: Final = 60.0
_NAMES: Final = ("soffice", "libreoffice")


class NoPdf(Exception):
    """LibreOffice did not make one. The text is a sentence: what to do."""


def found_office() -> Path | None:
    """Return where LibreOffice is; None where it is not installed."""
    return next((Path(path) for name in _NAMES if (path := shutil.which(name)) is not None), None)


class PdfMaker:
    """Makes PDFs with one LibreOffice."""

    def __init__(self, office: Path, within_seconds: float = DONE_WITHIN_SECONDS) -> None:
        """Use the program at `office`."""
        self._office = office
        self._within = within_seconds
        self._turn = asyncio.Semaphore(1)

    async def made(self, paper: bytes) -> bytes:
        """Return the PDF of a paper. Raises NoPdf."""
        async with self._turn:
            # What is in the folder is gone with it, whatever happens.
            folder = await asyncio.to_thread(tempfile.mkdtemp, prefix="shangmi-paper-")
            try:
                return await self._converted(Path(folder), paper)
            finally:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def _converted(self, folder: Path, paper: bytes) -> bytes:
        source = folder / "paper.docx"
        await asyncio.to_thread(source.write_bytes, paper)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-I",
            str(Path(limited.__file__)),
            str(self._office),
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "pdf:writer_pdf_Export",
            "--outdir",
            str(folder),
            str(source),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            # Neither our environment, in which keys may stand, nor anybody's home.
            env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
            cwd=folder,
            start_new_session=True,
        )
        try:
            async with asyncio.timeout(self._within):
                await process.wait()
        except TimeoutError:
            log.warning("libreoffice took too long", extra={"seconds": self._within})
            raise NoPdf("LibreOffice 没有在规定时间内转成 PDF，请下载 DOCX，用 WPS 或者 Word 另存。") from None
        finally:
            # It leaves helpers behind when it is stopped.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        return await asyncio.to_thread(_read, folder / "paper.pdf")


def _read(written: Path) -> bytes:
    content = written.read_bytes() if written.is_file() else b""
    if not content.startswith(b"%PDF-"):
        log.warning("libreoffice made no pdf")
        raise NoPdf("LibreOffice 没有转成 PDF，请下载 DOCX，用 WPS 或者 Word 另存。")
    return content
