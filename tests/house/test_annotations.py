"""What is handed about has a type that says what it is: `Any` stays where nobody can say."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "intents", "knowledge", "intake")
FEWER_THAN = 90


def _times(written: Mapping[str, str]) -> Counter[str]:
    """Count by module how often `Any` stands there, or a name that stands for a type with `Any` in it."""
    modules = {name: ast.parse(text) for name, text in written.items()}
    loose = _loose_names(modules)
    return Counter(
        {
            name: sum(
                isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in loose[name]
                for node in ast.walk(module)
            )
            for name, module in modules.items()
        }
    )


def _loose_names(modules: Mapping[str, ast.Module]) -> Mapping[str, set[str]]:
    """Return by module the names that stand for `Any`, also where they were given or imported from elsewhere."""
    loose = {name: {"Any"} for name in modules}
    found = True
    while found:
        found = False
        for name, module in modules.items():
            new = {*_imported(module, loose), *_given(module, loose[name])} - loose[name]
            loose[name] |= new
            found = found or bool(new)
    return loose


def _imported(module: ast.Module, loose: Mapping[str, set[str]]) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom):
            yield from (
                one.asname or one.name for one in node.names if one.name in loose.get(node.module or "", ())
            )


def _given(module: ast.Module, loose: set[str]) -> Iterator[str]:
    """Give the names that a module itself gives to types."""
    for node in module.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(
            node.value, ast.Name | ast.Subscript | ast.BinOp
        ):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            within = {one.id for one in ast.walk(node.value) if isinstance(one, ast.Name)}
            yield from (one.id for one in targets if isinstance(one, ast.Name) and within & loose)


@pytest.mark.parametrize(
    ("written", "times"),
    [
        ({"a": "Row = dict[str, Any]\ndef f(a: Any, *b: Any) -> list[Any]:\n    c: Any = 'Any'\n"}, 5),
        # A name for it is no way around it, wherever it is used.
        ({"a": "Row = dict[str, Any]\ndef f(row: Row) -> Row: ...\n"}, 3),
        ({"a": "Row: TypeAlias = dict[str, Any]\n", "b": "from a import Row\ndef f(row: Row) -> None: ...\n"}, 2),
        (
            {
                "a": "R = list[Any]\n",
                "b": "from a import R as S\nT = S | None\n",
                "c": "from b import T\nx: T = 1\n",
            },
            3,
        ),
        ({"a": "Row = dict[str, object]\ndef f(row: Row) -> Row: ...\n"}, 0),
    ],
)
def test_any_is_counted_wherever_it_or_a_name_for_it_says_what_type_something_is(
    written: Mapping[str, str], times: int
) -> None:
    typed = {name: f"from typing import Any, TypeAlias\n{text}" for name, text in written.items()}

    assert _times(typed).total() == times


def test_any_is_rare_in_the_product() -> None:
    files = [file.relative_to(ROOT) for name in PRODUCT for file in sorted((ROOT / name).rglob("*.py"))]
    times = _times(
        {
            ".".join(file.with_suffix("").parts).removesuffix(".__init__"): (ROOT / file).read_text(
                encoding="utf-8"
            )
            for file in files
        }
    )

    assert times.total() < FEWER_THAN, (
        f"Any or a name for it stands {times.total()} times, most in {times.most_common(5)}. What is only "
        "handed on or compared is an `object`; JSON that is looked into is `intake.stored.Stored`, read by the "
        "functions beside it; a column is `intake.storage.queried.AnyColumn`; rows of a statement are cast to the "
        "types of its columns where they are read; a library without types gets a Protocol beside its only user."
    )
