"""Statements compiled once in a run.

SQLAlchemy compiles a statement once for each engine, which a service never notices. Every test has a service
of its own, and with it an engine, and would compile the same two hundred statements again: a fifteenth of
what the desk's tests cost. As many are kept as two services use: without an end a run's memory grew with it.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.util import LRUCache

from intake.storage import database

_Key = tuple[Any, ...]
_MOST = 800


class _OfOneKind(LRUCache[_Key, Any]):
    """A cache for engines alike: SQLAlchemy's key begins with the engine's own dialect, here with its name."""

    def get(self, key: _Key, default: Any = None) -> Any:
        return super().get(_without_engine(key), default)

    def __setitem__(self, key: _Key, compiled: Any) -> None:
        super().__setitem__(_without_engine(key), compiled)


def _without_engine(key: _Key) -> _Key:
    return (key[0].name, *key[1:])


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Let all databases that are opened from now on share what was compiled."""
    compiled = _OfOneKind(_MOST)

    def created(*where: Any, **how: Any) -> Any:
        return create_async_engine(*where, execution_options={"compiled_cache": compiled}, **how)

    patch.setattr(database, "create_async_engine", created)
