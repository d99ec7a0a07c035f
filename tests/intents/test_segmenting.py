"""rjieba, where there is one, cuts every text of the project as jieba does."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from intents import segmenting
from intents.segmenting import Jieba, RustJieba
from intents.wording import normalised, synonyms_sheet
from knowledge.content.files import read_content

EXPECTATIONS = Path(__file__).parents[1] / "expectations"


@cache
def texts() -> frozenset[str]:
    """Return wordings, answers, statements and everything outsiders wrote, as typed and normalised."""
    entries, instruments = read_content()
    typed = {text for entry in entries for text in (*entry.wordings, entry.answer)}
    sections = (section for one in instruments.values() for section in one.sections.values())
    typed.update(statement for section in sections for statement in section.statements)
    typed.update(_written_by_outsiders())
    return frozenset(filter(None, typed | {normalised(text) for text in typed}))


def _written_by_outsiders() -> Iterator[str]:
    for file in EXPECTATIONS.rglob("*.jsonl"):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield from (value for value in json.loads(line).values() if isinstance(value, str))


@cache
def both() -> tuple[Jieba, RustJieba]:
    words = synonyms_sheet().words
    return Jieba(words), RustJieba(words)


@pytest.mark.long
def test_every_text_of_the_project_is_cut_alike() -> None:
    assert len(texts()) > 20_000
    _are_cut_alike(texts())


def test_one_text_in_ten_is_cut_alike() -> None:
    _are_cut_alike(sorted(texts())[::10])


def _are_cut_alike(some: Iterable[str]) -> None:
    jieba, rust = both()
    assert [text for text in some if jieba.cut(text) != rust.cut(text)] == []
    assert [text for text in some if jieba.cut_for_search(text) != rust.cut_for_search(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "2026-05-08成立",
        "3.7g一份",
        "a_b-c.d",
        "-._",
        "T恤和卡拉OK",
        "１２３",
        "😀好",
        "know-how是什么",
        "%d",
        "-1.5%",
    ],
)
def test_signs_and_figures_are_cut_alike(text: str) -> None:
    jieba, rust = both()

    assert jieba.cut(text) == rust.cut(text)
    assert jieba.cut_for_search(text) == rust.cut_for_search(text)


@pytest.mark.parametrize("word", ["商业秘密", "示范单位", "示范", "没有这个词", "", "a"])
def test_both_know_the_same_words(word: str) -> None:
    jieba, rust = both()

    assert jieba.knows(word) == rust.knows(word)


def test_without_rjieba_jieba_itself_cuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    module = importlib.util.module_from_spec(importlib.util.find_spec("intents.segmenting"))  # type: ignore[arg-type]  # it is there
    module.__spec__.loader.exec_module(module)  # type: ignore[union-attr]  # a module of a file has both

    assert type(module.segmenter(())).__name__ == "Jieba"
    assert type(segmenting.segmenter(())).__name__ == "RustJieba"
