"""How many points somebody gives themselves: whole, and never more than there are."""

import pytest

from intents.reading import NotUnderstood, read_points


@pytest.mark.parametrize(
    ("text", "points"),
    [("8", 8), ("8分", 8), ("大概十二分", 12), ("估计给个５分", 5), ("零分", 0), ("满分", 15), ("一半", 7)],
)
def test_points_are_read_as_people_say_them(text: str, points: int) -> None:
    assert read_points(text, 15) == points


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("16", "points.too_many"),
        ("9" * 9, "points.too_many"),
        ("7.5分", "points.whole"),
        ("-3", "points.none"),
        ("扣3分", "points.none"),
        ("5到8分", "points.none"),
        ("不少", "points.none"),
        ("", "points.none"),
    ],
)
def test_what_is_no_such_number_is_told(text: str, key: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        read_points(text, 15)

    assert refused.value.phrase_key == key
