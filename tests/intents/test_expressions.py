"""An expression that is compiled late is the expression, and none is left uncompiled for long."""

from __future__ import annotations

import asyncio
import copy
import pickle
import re
from pathlib import Path

import pytest

from bot.warming import compile_between
from intents import expressions

WRITTEN, TEXT = r"(?P<day>\d+)号|号码", "3号, 14号, 号码"


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        *((method, (TEXT,)) for method in ("search", "match", "findall", "finditer", "split")),
        *((method, ("日", TEXT)) for method in ("sub", "subn")),
        ("fullmatch", ("14号",)),
        ("match", (TEXT, 4)),
    ],
)
def test_it_finds_what_the_compiled_one_finds(method: str, arguments: tuple[object, ...]) -> None:
    late, compiled = expressions.compile(WRITTEN), re.compile(WRITTEN)

    for _ in range(2):
        assert _plain(getattr(late, method)(*arguments)) == _plain(getattr(compiled, method)(*arguments))


def test_what_is_written_in_it_can_stand_in_another_before_it_is_compiled() -> None:
    part = expressions.compile(r"\d+ of a part")

    assert expressions.compile(rf"x{part.pattern}").search("x3 of a part")
    assert part in expressions.waiting()


def test_no_module_compares_the_expression_of_a_match_by_identity() -> None:
    modules = [path for root in ("bot", "intents", "knowledge", "intake") for path in Path(root).rglob("*.py")]
    lines = [
        f"{path}: {line}"
        for path in modules
        if "import expressions as re" in (written := path.read_text(encoding="utf-8"))
        for line in written.splitlines()
        if re.search(r"\.re (?:is\b|in\b|[!=]=)", line)
    ]

    assert lines == []


def test_it_is_a_pattern_for_whoever_asks() -> None:
    late, compiled = expressions.compile(WRITTEN, re.IGNORECASE), re.compile(WRITTEN, re.IGNORECASE)

    assert isinstance(late, re.Pattern)
    assert (late.pattern, late.flags, late.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert late.groupindex == compiled.groupindex
    assert re.sub(late, "日", TEXT) == re.sub(compiled, "日", TEXT)
    for again in (copy.copy(late), copy.deepcopy(late), pickle.loads(pickle.dumps(late))):  # noqa: S301 - ours
        assert again.findall(TEXT) == compiled.findall(TEXT)
    with pytest.raises(AttributeError):
        _ = late.something_else  # type: ignore[attr-defined]


def test_one_that_is_wrong_is_told_of_each_time() -> None:
    wrong = expressions.compile("(")

    for _ in range(2):
        with pytest.raises(expressions.error):
            wrong.search("")


def test_what_nobody_needed_is_compiled_while_nobody_speaks() -> None:
    late = expressions.compile(r"nobody asked for \d of these")
    assert late in expressions.waiting()

    asyncio.run(compile_between())

    assert expressions.waiting() == []


def _plain(found: object) -> object:
    if isinstance(found, re.Match):
        return found.span(), found.groupdict()
    return [_plain(one) for one in found] if hasattr(found, "__next__") else found  # type: ignore[attr-defined]
