"""A quotation is what was typed, sign for sign; several places of a text stand apart."""

from __future__ import annotations

import random

import pytest

from intents.telling.quoting import BETWEEN, quoted


@pytest.mark.parametrize(
    ("words", "sent", "right"),
    [
        ("客户名单", "他拷走了客户名单", "客户名单"),
        ("前销售、客户名单", "前销售老何拿走客户名单", "前销售……客户名单"),
        ("现在还在继续", "他把名单拿走了", ""),
        ("我们的", "名单被人拷走了", ""),
        ("13900001111", "电话一三九零零零零一一一一", "一三九零零零零一一一一"),
        ("13900001111", "电话1 3 9 0 0 0 0 1 1 1 1", "1 3 9 0 0 0 0 1 1 1 1"),
        ("重庆宏传机电有限公司", "是宏传，不是宏川", "宏传"),
        ("签了保密协议,门禁", "我們簽了保密協議，門禁也有", "簽了保密協議，門禁"),
        ("Ａ厂的图纸", "A厂的图纸", "A厂的图纸"),
        ("他说〔号码〕打过来", "他说13900001111打过来", "他说……打过来"),
        ("", "什么都有", ""),
    ],
)
def test_only_what_was_typed_is_quoted(words: str, sent: str, right: str) -> None:
    assert quoted(words, [sent]) == right


def test_every_piece_of_a_quotation_stands_in_what_was_sent() -> None:
    signs, chance = "他把名單拿走了一二3４，。、 A", random.Random(7)
    for _ in range(400):
        sent = "".join(chance.choices(signs, k=chance.randrange(1, 20)))
        words = "".join(chance.choices(signs, k=chance.randrange(1, 20)))
        pieces = [piece for piece in quoted(words, [sent]).split(BETWEEN) if piece]
        assert all(piece in sent for piece in pieces), (words, sent, pieces)
