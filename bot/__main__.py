"""The command `shangmi`: loads what it needs, then runs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from knowledge.heap import set_apart


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 found faults or refused, 2 wrong usage."""
    with set_apart():
        # Here and not above: the collector would look through two thousand modules a dozen times.
        from bot.commands.line import run
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
