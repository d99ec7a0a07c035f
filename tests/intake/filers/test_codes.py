"""The code by which somebody without an account finds their case again."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest

from intake.filers.codes import GROUP, Misspelt, last_group, new_code, read_code, read_group

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CHANCE = Random(8)
CODE = new_code(CHANCE.randrange)


def test_a_code_has_eighty_bits_of_chance_in_groups_that_can_be_read_out() -> None:
    asked = list[int]()

    def lowest(below: int) -> int:
        asked.append(below)
        return 0

    drawn = new_code(lowest)

    assert asked == [32] * 16
    assert [len(group) for group in drawn.split("-")] == [GROUP] * 5
    assert not set("01OI") & set("".join(new_code() for _ in range(200)))
    assert len({new_code() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "written",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", " "),
        CODE.replace("-", ""),
        f"我的查询码是{CODE}。",
        CODE.replace("-", "－"),
    ],
)
def test_a_code_is_read_however_it_is_typed(written: str) -> None:
    assert read_code(written) == CODE


def test_the_one_wrong_sign_is_named_wherever_it_stands() -> None:
    plain = CODE.replace("-", "")
    for place in range(len(plain)):
        for sign in set(SIGNS) - {plain[place]}:
            wrong = plain[:place] + sign + plain[place + 1 :]
            assert read_code(wrong) == Misspelt(place // GROUP + 1, place % GROUP + 1)


def test_a_sign_that_no_code_has_is_named() -> None:
    assert read_code("0" + CODE[1:]) == Misspelt(1, 1)


def test_two_changed_or_exchanged_signs_are_no_code() -> None:
    plain = CODE.replace("-", "")
    for place in range(len(plain) - 1):
        swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
        assert swapped == plain or isinstance(read_code(swapped), Misspelt)


@pytest.mark.parametrize(
    "said", ["查进度", "K7M2-9QXT-4", "12345678901234567890", "91500103MAC9TE5T26", "6222 0000 1111 2222 3333", ""]
)
def test_what_has_not_the_shape_of_a_code_is_none(said: str) -> None:
    assert read_code(said) is None


def test_the_last_group_is_heard_alone_and_with_a_few_words() -> None:
    last = last_group(CODE)

    assert {read_group(said) for said in (last, last.lower(), f" {last} 。", f"最后一组是{last}")} == {last}
    assert read_group(CODE) is read_group("你好") is read_group(f"{last}怎么办") is None


def test_the_same_chance_gives_the_same_code() -> None:
    numbers = count()
    assert new_code(lambda below: next(numbers) % below).startswith("2345-6789-ABCD-EFGH-")
