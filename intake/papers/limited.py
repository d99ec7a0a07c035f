"""Run as a program of its own: sets limits of memory, time and size of files, then becomes the program it is told.

Usage: limited.py PROGRAM ARGUMENT…
"""

from __future__ import annotations

import os
import resource
import sys

MEMORY_BYTES = 4 * 1024 * 1024 * 1024
CPU_SECONDS = 60
FILE_BYTES = 64 * 1024 * 1024


def main() -> None:
    """Become the program."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(sys.argv[1], sys.argv[1:])  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
