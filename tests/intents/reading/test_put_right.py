"""A number that is put right in the words behind it is the right one, and one that is not whole is none."""

from __future__ import annotations

import pytest

from intents.reading import read_phone


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("19900130032，错了错了，最后两位是23", "19900130023"),
        ("13900001147 哦打反了，后两位是74", "13900001174"),
        ("13900001147，不对不对，末尾一位应该是8", "13900001148"),
        ("13900001147，写错了，后四位是2258", "13900002258"),
        ("199001300633 哎多敲了一个3，末尾只要一个", "19900130063"),
        ("139000011477，多打了个7", "13900001147"),
        ("手机不想留，留办公室座机要得不？4285 0013转802，区号023", "02342850013转802"),
        ("区号是023，6788 1234", "02367881234"),
    ],
)
def test_the_words_behind_a_number_put_it_right(said: str, number: str) -> None:
    assert read_phone(said) == number
