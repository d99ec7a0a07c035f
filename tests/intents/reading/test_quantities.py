"""Numbers of any size are read back exactly, whatever way of writing them a person has."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from intents.reading import read_amount
from intents.reading.quantities import in_digits, quantities_in

# Most people's sums are round, and most faults are in the zeros.
_ROUND = st.builds(lambda figures, zeros: figures * 10**zeros, st.integers(1, 999), st.integers(0, 9))
_ANY = st.one_of(st.integers(0, 10**12), _ROUND)
_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")


@given(_ANY)
@example(10**12)
@example(10_005)
@example(1_050_000)
@example(300_050_000)
def test_a_number_in_numerals_is_read_back(number: int) -> None:
    said = in_numerals(number)

    assert read_amount(f"{said}元") == number
    assert read_amount(f"{said.translate(_FORMAL)}元整") == number
    assert read_amount(f"损失大概{said.replace('零', '〇')}块钱") == number


@given(_ANY)
def test_a_number_in_figures_is_read_back(number: int) -> None:
    grouped = f"{number:,}"

    for said in (
        f"{number}元",
        f"{grouped}元",
        f"{grouped.replace(',', ' ')} 元",
        f"人民币{grouped}",
        f"¥{number}",
    ):
        assert read_amount(said) == number
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in str(number))
    assert read_amount(f"{full_width}元") == number


@given(_ANY)
def test_a_number_in_figures_and_units_is_read_back(number: int) -> None:
    assert read_amount(f"{in_figures_and_units(number)}元") == number
    assert read_amount(f"一共{in_small_units(number)}元") == number


@given(st.integers(1, 10**6 - 1))
def test_a_number_with_decimals_is_read_back(hundreds: int) -> None:
    yuan = hundreds * 100
    figures = f"{hundreds // 100}.{hundreds % 100:02}"

    assert read_amount(f"{figures}万") == yuan
    assert read_amount(f"{figures} 万元") == yuan
    spoken = in_numerals(hundreds // 100) + "点" + "".join(_DIGITS[int(digit)] for digit in figures[-2:])
    assert read_amount(f"{spoken}万") == yuan
    assert read_amount(f"{figures}个亿") == yuan * 10**4


_BEFORE, _AFTER = st.sampled_from(["", "，", "损失", "我们"]), st.sampled_from(["", "。", "吧", "，真的"])


@given(st.integers(0, 9_999), _BEFORE, _AFTER)
def test_words_around_a_number_change_nothing(number: int, before: str, after: str) -> None:
    assert read_amount(f"{before}{number}万{after}") == number * 10_000


_PIECES = [*"0123456789零〇一二两三五九十百千万亿点半个多来几把儿八 ,.'wk元数", "1,000", "120 0000"]


@given(st.lists(st.sampled_from(_PIECES), max_size=40))
def test_quantities_stand_where_they_say_and_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    end = 0
    for quantity in quantities_in(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.value >= 0 and (quantity.until is None or quantity.until > quantity.value)
        end = quantity.end


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("三四月", "3、4月"),
        ("十五六号", "15、16号"),
        ("二〇二五年十一月二十", "2025年11月20"),
        ("二五年", "25年"),
        ("两三天前", "2、3天前"),
        ("千万别忘", "千万别忘"),
        ("周二十点", "周二10点"),
    ],
)
def test_figures_stand_for_numerals(text: str, figures: str) -> None:
    assert in_digits(text, "周[一二三四五六日]") == figures


# ------------------------------------------- how people write numbers, independent of the reader


def in_numerals(number: int) -> str:
    """Return 三亿零五万 for 300050000."""
    if number == 0:
        return "零"
    parts: list[tuple[int, str]] = [(number // 10**12, "万亿"), (number // 10**8 % 10**4, "亿")]
    parts += [(number // 10**4 % 10**4, "万"), (number % 10**4, "")]
    said, is_gap = "", False
    for value, unit in parts:
        if value == 0:
            is_gap = bool(said)
            continue
        zero = "零" if said and (is_gap or value < 1000) else ""
        said += zero + _below_ten_thousand(value) + unit
        is_gap = False
    return said


def _below_ten_thousand(number: int) -> str:
    said, is_gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit == 0:
            is_gap = bool(said)
            continue
        said += ("零" if is_gap else "") + _DIGITS[digit] + name
        is_gap = False
    return said


def in_figures_and_units(number: int) -> str:
    """Return 3亿5万 for 300050000, the rest in figures."""
    yi, rest = divmod(number, 10**8)
    wan, ones = divmod(rest, 10**4)
    said = (f"{yi}亿" if yi else "") + (f"{wan}万" if wan else "")
    # 3万5 would be 35000: whoever means 30005 writes the zero.
    return said + (f"零{ones}" if said and 0 < ones < 1000 else str(ones) if ones or not said else "")


def in_small_units(number: int) -> str:
    """Return 1亿2千3百万 for 123000000."""
    yi, rest = divmod(number, 10**8)
    wan, ones = divmod(rest, 10**4)
    said = f"{yi}亿" if yi else ""
    for value, unit in ((wan, "万"), (ones, "")):
        if value:
            said += ("零" if said and value < 1000 else "") + _small(value) + unit
    return said or "0"


def _small(number: int) -> str:
    said = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += f"{digit}{name}"
        elif said and not said.endswith("零") and number % unit:
            said += "零"
    return said
