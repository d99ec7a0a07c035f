"""The heap: what is loaded stays, so that nobody looks through it meanwhile, and what loading took goes back."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache


@contextmanager
def uncollected() -> Iterator[None]:
    """Load something without the garbage collector: it finds nothing there, and takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def set_apart() -> Iterator[None]:
    """Load what stays as long as the process: never collected while it is loaded, and never looked through after.

    Of it half a megabyte could be collected; to look for that takes a twentieth of a start.
    """
    with uncollected():
        yield
        # Before the collector comes back: the first thing it did would be to look through all that.
        gc.freeze()


def give_back() -> None:
    """Let the C library return free memory, ten megabytes that it keeps otherwise; elsewhere nothing happens."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """Return glibc's malloc_trim; None where the C library is another."""
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return trim
