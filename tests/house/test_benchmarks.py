"""What the benchmarks say of themselves holds."""

from __future__ import annotations

from collections import Counter

from benchmarks.mix import told_in_the_midst

PERSONS = 12
TWENTY = 20


def test_of_those_who_write_in_turn_each_is_at_another_place_and_has_said_what_comes_before() -> None:
    before, told = told_in_the_midst(PERSONS, [f"第{number}个问题" for number in range(2 * PERSONS * 14)])

    assert len(told) == PERSONS * TWENTY
    said = Counter(one.person for one in before)
    places = []
    for one in told:
        places.append(said[one.person])
        said[one.person] += 1
    # Everybody's messages come in their order and without a gap, and no round has more of one place than another.
    assert set(Counter(places).values()) == {PERSONS}
    first_round = Counter(places[:PERSONS])
    assert max(first_round.values()) == 1
    assert max(said.values()) == TWENTY
