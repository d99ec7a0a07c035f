"""Find the browser that the browser tests drive, and install it where that is allowed.

Order: `CHROMIUM` in the environment, an installed one, Debian's package when we are root, then
Playwright's own build. Run as a program, this prepares the machine and says what it found.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium", "fonts-noto-cjk")
HOW = "No Chromium found. Install one with: apt-get install -y " + " ".join(PACKAGES)


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
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=quiet, check=False)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES],
            env=quiet,
            check=False,
            stdout=subprocess.DEVNULL,
        )
    if found() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        _playwrights_own.cache_clear()
    return found()


@cache
def _playwrights_own() -> str | None:
    for root in (Path.home() / ".cache/ms-playwright",):
        for path in sorted(root.glob("chromium-*/chrome-linux*/chrome"), reverse=True):
            return str(path)
    return None


if __name__ == "__main__":
    print(f"browser tests use {install() or HOW}")
