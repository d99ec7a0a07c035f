"""Ids sort by time; references survive the telephone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.ids import holds_a_misspelt_reference, new_id, new_reference, read_reference

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
references = st.integers(0, 2**32).map(lambda seed: new_reference(Random(seed)))


def test_ids_are_uuids_of_version_7_that_sort_by_time() -> None:
    ids = [new_id(NOW + timedelta(milliseconds=n)) for n in range(100)]

    assert ids == sorted(ids)
    assert all(len(one) == 32 and one[12] == "7" and one[16] in "89ab" for one in ids)
    assert int(ids[0][:12], 16) == int(NOW.timestamp() * 1000)


def test_ids_of_the_same_moment_differ() -> None:
    assert len({new_id(NOW) for _ in range(1000)}) == 1000


@given(references)
def test_a_reference_is_read_back(reference: str) -> None:
    assert len(reference) == 11
    assert read_reference(reference) == reference


@pytest.mark.parametrize(
    "written",
    [
        "{small}",
        "查一下 {reference} 的进度",
        "{reference}。谢谢",
        "编号{bare}",
        "{spaced}",
        "{wide}",
        "{dashed}",
        "{ohs}",
    ],
)
def test_a_reference_is_read_however_it_is_typed(written: str) -> None:
    reference = next(one for seed in range(1000) if "0" in (one := new_reference(Random(seed))))
    forms = {
        "reference": reference,
        "small": reference.lower(),
        "bare": reference.replace("-", ""),
        "spaced": reference.replace("-", " "),
        "dashed": reference.replace("-", "—"),
        "wide": "".join(chr(ord(sign) + 0xFEE0) for sign in reference),
        "ohs": reference.replace("0", "o"),
    }

    assert read_reference(written.format(**forms)) == reference


@given(references, st.integers(0, 8), st.sampled_from(DIGITS))
def test_one_wrong_digit_is_noticed(reference: str, place: int, digit: str) -> None:
    digits = reference.replace("-", "")
    wrong = digits[:place] + digit + digits[place + 1 :]

    assert (read_reference(wrong) is None) == (wrong != digits)


@given(references, st.integers(0, 8), st.integers(0, 8))
def test_two_digits_that_changed_places_are_noticed(reference: str, one: int, other: int) -> None:
    digits = list(reference.replace("-", ""))
    digits[one], digits[other] = digits[other], digits[one]
    swapped = "".join(digits)

    assert (read_reference(swapped) is None) == (swapped != reference.replace("-", ""))


@pytest.mark.parametrize("text", ["", "你好", "K7M2-9QXT", "13800138000", "91500000MA5U0XXX1X", "K7M29QXT4K7M2"])
def test_what_is_no_reference_is_not_read_as_one(text: str) -> None:
    assert read_reference(text) is None


@pytest.mark.parametrize(
    "text", ["K7M2-9QXT-5", "编号k7m2-9qxt-5", "K7M-9QXT-4", "K7M2-9QXTT-4", "ASRP-NRBP-M", "编号asrp-nrbp-m"]
)
def test_what_is_like_a_reference_and_none_is_noticed(text: str) -> None:
    assert holds_a_misspelt_reference(text) is (read_reference(text) is None)


@pytest.mark.parametrize(
    "text", ["你好", "023-6888-01", "2026-0012-1", "DSPH-U5XG-WSWH-X92Q-8A2B", "GB/T 19001-2016-1"]
)
def test_a_number_of_something_else_is_no_misspelt_reference(text: str) -> None:
    assert not holds_a_misspelt_reference(text)
