"""Where one's own telephone is asked for, no number of somebody else is taken for it."""

from __future__ import annotations

import pytest

from intents.reading import NotUnderstood, read_phone
from intents.reading.whose_phone import whose_phone


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("证人罗姐的电话是18723456610，我自己的是18996650032", "18996650032"),
        ("别打罗姐的18723456610，打我的18996650032", "18996650032"),
        ("莫打会计那个18723456610，打18996650032", "18996650032"),
        ("18723456610是证人的，我的是18996650032", "18996650032"),
        ("会计的号是18723456610，本人18996650032", "18996650032"),
        ("证人罗姐18723456610，我18996650032", "18996650032"),
        ("对方的电话是023-67881234，我的18996650032", "18996650032"),
        ("18996650032，证人罗姐的是18723456610", "18996650032"),
        ("打我这个18996650032，另外证人的电话18723456610", "18996650032"),
        ("他老板的手机18723456610，我们公司的023-67881234", "02367881234"),
    ],
)
def test_of_several_numbers_ones_own_is_taken(said: str, number: str) -> None:
    assert read_phone(said) == number


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("公司的座机是023-67881234，我的手机18996650032", "02367881234"),
        ("法务的电话是18723456610，我的是18996650032", "18723456610"),
        ("销售部的电话是023-67881234", "02367881234"),
        ("老公的电话是18723456610", "18723456610"),
        ("我同事的号18723456610", "18723456610"),
        ("手机号错了一位，正确的是18723456610", "18723456610"),
        ("原来的号码是18723456610", "18723456610"),
        ("18996650032，打不通打18723456610", "18996650032"),
        ("李经理的是18723456610，打不通打我的18996650032", "18723456610"),
        ("我老公的电话18723456610", "18723456610"),
        ("我的是18996650032", "18996650032"),
        ("现在的号码18996650032，以前的18723456610", "18996650032"),
        ("18996650032是我的，备用的18723456610", "18996650032"),
    ],
)
def test_who_is_called_for_the_filer_is_nobody_else(said: str, number: str) -> None:
    assert read_phone(said) == number


@pytest.mark.parametrize(
    "said",
    [
        "证人罗姐的电话是18723456610",
        "对方的电话是18723456610",
        "18723456610，这个是证人的",
        "别打证人的18723456610",
        "罗会计的电话是18723456610",
        "王厂长的电话是18723456610",
        "我们经理的电话是18723456610，他姓刘",
        "我们公司王总的手机18723456610",
        "18723456610，这个是我们厂长的",
    ],
)
def test_a_number_of_somebody_else_alone_is_none(said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_phone(said)

    assert refused.value.phrase_key == "phone.not_ones_own"


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ("王厂长的电话是18723456610", "王厂长"),
        ("我们经理的电话是18723456610", "经理"),
        ("我们公司刘经理的手机18723456610", "刘经理"),
        ("18723456610，这个是我们厂长的", "厂长"),
        ("我的电话是18723456610", ""),
        ("别打证人的18723456610", ""),
    ],
)
def test_who_is_said_to_be_called_at_a_number(said: str, who: str) -> None:
    assert whose_phone(said) == who
