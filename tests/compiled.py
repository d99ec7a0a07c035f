"""Statements compiled once in a run.

SQLAlchemy compiles a statement once for each engine, which a service never notices. Every test has a service
of its own, and with it an engine, and would compile the same two hundred statements again: a fifteenth of
what the desk's tests cost.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from intake.storage import database

_Key = tuple[Any, ...]


class _OfOneKind(dict[Hashable, Any]):
    """A cache for engines alike: SQLAlchemy's key begins with the engine's own dialect, here with its name."""

    def get(self, key: _Key, default: Any = None) -> Any:  # type: ignore[override]
        return super().get(_without_engine(key), default)

    def __setitem__(self, key: _Key, compiled: Any) -> None:  # type: ignore[override]
        super().__setitem__(_without_engine(key), compiled)


def _without_engine(key: _Key) -> _Key:
    return (key[0].name, *key[1:])


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Let all databases that are opened from now on share what was compiled."""
    compiled = _OfOneKind()

    def created(*where: Any, **how: Any) -> Any:
        return create_async_engine(*where, execution_options={"compiled_cache": compiled}, **how)

    patch.setattr(database, "create_async_engine", created)
