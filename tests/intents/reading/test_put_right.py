"""A number that is put right in the words behind it is the right one, and one that is not whole is none."""

from __future__ import annotations

import pytest

from intents.reading import NotUnderstood, read_phone


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


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("一三八 八三二零 四四七一 哦不对，是4417", "13883204417"),
        ("13883204471，不对，尾号是4417", "13883204417"),
        ("13883204471 说错了 后四位4417", "13883204417"),
        ("13883204471，最后四位搞错了，4417", "13883204417"),
        ("幺三八八三二零四四七幺，哎呀错了，末尾四四幺七", "13883204417"),
        ("13883204471，打错了应该是4417", "13883204417"),
        ("13883204471不对不对 末尾是17", "13883204417"),
        ("023-63801234，不对，是1243", "02363801243"),
        ("13883204471，不对，是13883204417", "13883204417"),
    ],
)
def test_a_part_said_again_takes_the_place_of_the_one_that_was_taken_back(said: str, number: str) -> None:
    assert read_phone(said) == number


@pytest.mark.parametrize(
    "said", ["13883204471，不对，是8230", "13883204471 哦错了，是9955", "一三八八三二零四四七一，不对，是88"]
)
def test_a_part_that_may_be_any_place_of_it_is_asked_about(said: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_phone(said)

    assert refused.value.phrase_key == "phone.say_whole"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("13883204471，没错，下午3点以后打", "13883204471"),
        ("13883204471，不对外公开，谢谢", "13883204471"),
        ("023-63801234转801", "02363801234转801"),
        ("13883204471，不要打错了，8点后打", "13883204471"),
    ],
)
def test_other_figures_behind_a_number_leave_it_as_it_is(said: str, number: str) -> None:
    assert read_phone(said) == number


@pytest.mark.parametrize(
    "said",
    [
        "幺三九 九六零零 拐拐洞两",
        "幺三九九六零零七七零两",
        "一三九九六零零七七零两",
        "幺三九，九六零零，七七零两",
        "我的是幺三九九六洞洞拐拐洞两哈",
    ],
)
def test_a_two_is_said_in_either_way(said: str) -> None:
    assert read_phone(said) == "13996007702"


def test_a_nine_is_spoken_as_a_hook_too() -> None:
    assert read_phone("幺三勾 勾六洞洞 拐拐洞两") == "13996007702"
