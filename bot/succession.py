"""How a process hands its workers and their sockets to the program that takes its place."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from socket import socket
from typing import NoReturn

import msgspec

# Set for the program that follows alone.
_MARK = "SHANGMI_TAKES_OVER"


class _Written(msgspec.Struct):
    doors: list[list[int]]
    workers: dict[int, int]


@dataclass(frozen=True, slots=True)
class Succession:
    """What is handed on.

    doors    the sockets of each worker, the first worker's first
    workers  the processes that run, by the number of the worker
    """

    doors: Sequence[Sequence[socket]]
    workers: Mapping[int, int]

    @classmethod
    def taken_over(cls) -> Succession | None:
        """Return what the program before this one handed on; None where this is the first."""
        written = os.environ.pop(_MARK, None)
        if written is None:
            return None
        handed = msgspec.json.decode(written, type=_Written)
        return cls([[socket(fileno=number) for number in door] for door in handed.doors], handed.workers)

    def become(self) -> NoReturn:
        """Let the program as it is installed now take the place of this one: same process, same command line."""
        for door in self.doors:
            for one in door:
                one.set_inheritable(True)
        written = _Written([[one.fileno() for one in door] for door in self.doors], dict(self.workers))
        os.environ[_MARK] = msgspec.json.encode(written).decode()
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(sys.executable, sys.orig_argv)  # noqa: S606 - as we were started ourselves
