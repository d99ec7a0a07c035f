"""A corrected name that is a part of the whole is put right within it."""

from __future__ import annotations

import pytest

from intents.persons.renaming import renamed

_WHOLE = "重庆宏川机电有限公司"


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("宏传机电", "重庆宏传机电有限公司"),
        ("宏传", "重庆宏传机电有限公司"),
        ("重庆宏传", "重庆宏传机电有限公司"),
        ("宏川山机电", "重庆宏川山机电有限公司"),
    ],
)
def test_the_piece_that_is_alike_is_put_right(part: str, name: str) -> None:
    assert renamed(_WHOLE, part) == name


@pytest.mark.parametrize("name", ["永丰", "重庆宏传机电有限公司", "宏传五金厂", "川江电器", "李敏", "王"])
def test_a_whole_name_or_one_that_is_like_nothing_there_is_the_new_name(name: str) -> None:
    assert renamed(_WHOLE, name) == name


def test_a_person_is_no_part_of_a_person() -> None:
    assert renamed("王强", "王刚") == "王刚"
