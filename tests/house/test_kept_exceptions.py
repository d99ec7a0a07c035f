"""An exception that is kept and raised again gathers the frames it passed through, with all that stands in them.

So no module keeps one: not the memory of a worker grows with every refusal, and nothing that was typed lingers.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import pytest

PACKAGES = ("bot", "intents", "knowledge", "intake")


def _modules() -> Iterator[str]:
    for package in PACKAGES:
        found = pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}.")
        # Migrations run only inside alembic.
        yield from (one.name for one in found if "__main__" not in one.name and ".migrations" not in one.name)


def kept_in(module: ModuleType) -> list[str]:
    """Return the names under which a module or a class of it keeps an exception."""
    spaces = [vars(module), *(vars(one) for one in vars(module).values() if isinstance(one, type))]
    return [name for space in spaces for name, value in space.items() if any(_exceptions_of(value))]


def _exceptions_of(value: object) -> Iterator[BaseException]:
    if isinstance(value, BaseException):
        yield value
    elif isinstance(value, dict):
        yield from (one for one in value.values() if isinstance(one, BaseException))
    elif isinstance(value, (tuple, list, frozenset)):
        yield from (one for one in value if isinstance(one, BaseException))


def test_no_module_keeps_an_exception() -> None:
    assert {name: kept for name in _modules() if (kept := kept_in(importlib.import_module(name)))} == {}


@pytest.mark.parametrize("kept", [ValueError(), {"x": ValueError()}, (ValueError(),)], ids=str)
def test_a_kept_one_is_found(kept: object) -> None:
    module = ModuleType("example")
    module.KEPT = kept  # type: ignore[attr-defined]  # a module of the test's own

    assert kept_in(module) == ["KEPT"]
