"""Regular expressions as `re` has them, but each compiled when something is first asked of it. Pure.

A start makes nineteen hundred of them, and the first messages need a third. Where a module of the conversation, of
the readers or of the finder would `import re` stands `from intents import expressions as re`; what is left is
compiled between the first messages (`waiting`, `bot/warming.py`), so that nobody waits for it. A match knows the
compiled one (`found.re`), so two are compared by what is written (`pattern`), not by `is`.
"""

from __future__ import annotations

import re
from re import ASCII as ASCII
from re import DOTALL as DOTALL
from re import IGNORECASE as IGNORECASE
from re import MULTILINE as MULTILINE
from re import Match as Match
from re import Pattern as Pattern
from re import error as error
from re import escape as escape
from re import findall as findall
from re import finditer as finditer
from re import fullmatch as fullmatch
from re import match as match
from re import search as search
from re import split as split
from re import sub as sub
from typing import cast
from weakref import WeakSet


# The name of the standard library: that is what stands here for it.
def compile(pattern: str, flags: int = 0) -> Pattern[str]:
    """Return what behaves as the compiled expression does; one that is wrong is only then told of."""
    late = _Late(pattern, flags)
    _WAITING.add(late)
    return cast("Pattern[str]", late)


def waiting() -> list[Pattern[str]]:
    """Return the expressions that nobody has asked anything yet; asking for `groups` compiles one."""
    return cast("list[Pattern[str]]", list(_WAITING))


class _Late:
    """An expression that is not compiled yet; then it has the methods of the compiled one for its own."""

    def __init__(self, written: str, flags: int) -> None:
        self._written, self._flags = written, flags

    @property  # type: ignore[misc]  # whoever asks may not set it either
    def __class__(self) -> type:
        """What it is for whoever asks with `isinstance`."""
        return re.Pattern

    @property
    def pattern(self) -> str:
        """What is written: it can stand in a longer one without being compiled for that."""
        return self._written

    def __getattr__(self, name: str) -> object:
        """Return a method of the compiled expression; it is found without this way from now on."""
        if name.startswith("__"):
            raise AttributeError(name)
        _WAITING.discard(self)
        # `re` itself remembers what it compiled last: the second method asked for costs next to nothing.
        own = self.__dict__
        if "_compiled" not in own:
            own["_compiled"] = re.compile(self._written, self._flags)
        return own.setdefault(name, getattr(own["_compiled"], name))

    def __reduce__(self) -> tuple[object, ...]:
        return compile, (self._written, self._flags)

    def __repr__(self) -> str:
        return f"re.compile({self._written!r})"


_WAITING: WeakSet[_Late] = WeakSet()
