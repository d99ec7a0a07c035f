"""Telephone numbers with their extensions, and codes beside other numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from intents.reading import NotUnderstood, read_credit_code, read_phone

CODE = "91500103MAC9TE5T26"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("023-63801234-801", "02363801234转801"),
        ("13900001111-8012", "13900001111转8012"),
        ("(023)63801234-801", "02363801234转801"),
        ("139-0000-1111-8012", "13900001111转8012"),
        ("023-63801234#801", "02363801234转801"),
        ("023-63801234（分机801）", "02363801234转801"),
        ("023-63801234转分机801", "02363801234转801"),
        ("023-63801234 分机：801", "02363801234转801"),
        ("13900001111 ext 12", "13900001111转12"),
        # A number in four groups has no extension.
        ("023-6380-1234", "02363801234"),
        ("+86 139-0000-1111", "13900001111"),
        ("13900001111转", "13900001111"),
    ],
)
def test_an_extension_is_kept(typed: str, number: str) -> None:
    assert read_phone(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "幺三九洞洞洞洞幺幺幺幺",
        "幺三九 洞洞洞洞 幺幺幺幺",
        "一三九〇〇〇〇一一一一",
        "1️⃣3️⃣9️⃣0️⃣0️⃣0️⃣0️⃣1️⃣1️⃣1️⃣1️⃣",
        "１３９００００１１１１",
        "tel13900001111",
        "厂长李某13900001111",
        "139—0000—1111",
        "0086 13900001111",
        "13900001111/13800002222",
        "编号20250301，电话13900001111",
    ],
)
def test_a_number_is_read_however_it_is_written(typed: str) -> None:
    assert read_phone(typed) == "13900001111"


@pytest.mark.parametrize(
    ("typed", "key", "digits"),
    [
        ("1390000111", "phone.wrong_length", 10),
        ("座机63801234转801", "phone.no_area_code", 8),
        ("拐洞洞", "phone.no_digits", None),
        ("11900001111", "phone.unknown_number", None),
        ("023-4755566", "phone.landline_length", 10),
        ("0831 22345", "phone.landline_length", 9),
        ("013900001", "phone.wrong_length", 9),
    ],
)
def test_a_number_nobody_can_be_called_under_is_refused(typed: str, key: str, digits: int | None) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_phone(typed)

    assert (refused.value.phrase_key, refused.value.values.get("digits")) == (key, digits)


@given(st.integers(0, 99_999_999), st.sampled_from(["139", "023"]), st.sampled_from("- ") | st.just(""))
def test_a_number_is_the_same_in_figures_and_spoken(rest: int, prefix: str, sign: str) -> None:
    typed = f"{prefix}{sign}{rest:08}"
    spoken = f"{prefix}{rest:08}".translate(str.maketrans("0123456789", "洞幺二三四五六拐八九"))
    try:
        number = read_phone(typed)
    except NotUnderstood:
        return  # no subscriber can have it: 023-0…

    assert read_phone(spoken) == number


@pytest.mark.parametrize(
    "typed",
    [
        f"{CODE} 13900001111",
        f"13900001111 {CODE}",
        f"ID {CODE}",
        f"{CODE} {CODE}",
        "代码91500103-MAC9TE5T2-6，电话023-63801234",
        "９１５００１０３ MAC9 TE5T 26",
    ],
)
def test_a_code_is_read_beside_other_numbers(typed: str) -> None:
    assert read_credit_code(typed) == CODE


def test_a_code_with_a_character_too_few_is_counted_by_itself() -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_credit_code("91500103MAC9TE5T2 13900001111")

    assert refused.value.values == {"characters": 17}


@given(st.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9), st.sampled_from([0, 4, 9]))
def test_a_valid_code_is_read_with_a_blank_anywhere(company: str, blank: int) -> None:
    body = f"91500103{company}"
    code = body + uscc.calc_check_digit(body)

    assert read_credit_code(f"{code[:blank]} {code[blank:]}，13900001111") == code
