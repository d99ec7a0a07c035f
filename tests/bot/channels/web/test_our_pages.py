"""An address of ours is shown by what it is; somebody else's by itself."""

from __future__ import annotations

import pytest

from bot.channels.web.our_pages import OUR_PAGES, TextPiece, pieces_of

HERE = "https://sm.example.cn"


@pytest.mark.parametrize(("path", "name"), OUR_PAGES.items())
def test_an_address_of_ours_on_a_line_of_its_own_is_a_button_with_a_name(path: str, name: str) -> None:
    address = f"{HERE}{path}abc_-9"
    assert pieces_of(f"链接两小时内有效：\n{address}", HERE) == (
        TextPiece("链接两小时内有效：\n"),
        TextPiece(name, address, is_alone=True),
    )


def test_within_a_line_it_is_a_link_with_a_name() -> None:
    address = f"{HERE}/receipt/x1"
    assert pieces_of(f"回执：{address}\n请收好。", HERE) == (
        TextPiece("回执："),
        TextPiece("打开回执", address),
        TextPiece("\n请收好。"),
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://sm.example.cn.evil.example/mycase",
        "https://other.example/upload/x",
        "http://sm.example.cn/upload/x",
        f"{HERE}/desk/cases",
    ],
)
def test_what_is_no_page_for_filers_of_ours_is_shown_as_it_is(address: str) -> None:
    assert pieces_of(address, HERE) == (TextPiece(address, address),)


def test_words_without_an_address_stay_words() -> None:
    assert pieces_of("请写您的问题。", HERE) == (TextPiece("请写您的问题。"),)
    assert pieces_of("", HERE) == ()
