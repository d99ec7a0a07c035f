"""Find the browser that the browser tests drive, and install it where that is allowed.

Order: `CHROMIUM` in the environment, an installed one, Debian's package when we are root, then
Playwright's own build. Run as a program, this prepares the machine and says what it found.

The shell without windows comes first: the whole Chromium draws a window of its own for every tab, unseen, which
takes three times as long.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

SHELL = "chromium-headless-shell"
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FONTS = "fonts-noto-cjk"
HOW = f"No Chromium found. Install one with: apt-get install -y {SHELL} {FONTS}"
# Where Playwright keeps what it installs, the shell first.
_OWN = ("chromium_headless_shell-*/chrome-*/*headless*shell", "chromium-*/chrome-linux*/chrome")


def found() -> str | None:
    """Return the path of a browser that is there already, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return _playwrights_own()


def install() -> str | None:
    """Install a browser if nobody has, and return its path or None."""
    if found() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _apt("update", "-qq")
        # What was not packaged yet is left out, and the whole browser taken.
        if not _apt("install", "-y", "-qq", "--no-install-recommends", SHELL, FONTS):
            _apt("install", "-y", "-qq", "--no-install-recommends", "chromium", FONTS)
    if found() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"], check=False)
        _playwrights_own.cache_clear()
    return found()


def _apt(*what: str) -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return subprocess.run(["apt-get", *what], env=quiet, check=False, stdout=subprocess.DEVNULL).returncode == 0


@cache
def _playwrights_own() -> str | None:
    root = Path.home() / ".cache/ms-playwright"
    for pattern in _OWN:
        for path in sorted(root.glob(pattern), reverse=True):
            return str(path)
    return None


if __name__ == "__main__":
    print(f"browser tests use {install() or HOW}")
