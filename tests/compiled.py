"""Statements compiled once in a run.

SQLAlchemy compiles a statement once for each engine, which a service never notices. Every test has a service
of its own, and with it an engine, and would compile the same two hundred statements again: a tenth of what the
desk's tests cost. What is compiled is kept under the engine's dialect, in caches of engines and of mapped
classes: dialects of one kind count as one here. As many are kept as two services use: without an end a run's
memory grew with it.
"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.util import LRUCache

from intake.storage import database

_MOST = 800


def compile_once(patch: pytest.MonkeyPatch) -> None:
    """Let all databases that are opened from now on share what was compiled."""
    compiled = LRUCache[tuple[Any, ...], Any](_MOST)

    def created(*where: Any, **how: Any) -> Any:
        return create_async_engine(*where, execution_options={"compiled_cache": compiled}, **how)

    patch.setattr(database, "create_async_engine", created)
    patch.setattr(DefaultDialect, "__eq__", lambda one, other: type(one) is type(other))
    patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
