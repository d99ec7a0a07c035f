"""Words of the dictionary, packed: a set like any other."""

from __future__ import annotations

import re

import pytest

from intents.dictionary import TAGS_IN_USE, dictionary_words
from intents.persons.names import names_sheet
from intents.segmenting import dictionary_text


def words_of(*tags: str) -> frozenset[str]:
    """Return the same words as a set of Python's own."""
    return frozenset(re.findall(rf"^(\S{{2,4}}) \d+ (?:{'|'.join(tags)})$", dictionary_text(), re.MULTILINE))


def test_every_word_of_a_kind_is_in_its_set_and_no_other() -> None:
    every = words_of(*TAGS_IN_USE)
    for tags in (("nr", "nrt", "nrfg"), ("ns",), ("t", "d", "r")):
        packed, plain = dictionary_words(*tags), words_of(*tags)

        assert len(packed) == len(plain)
        assert {word for word in every if word in packed} == plain


def test_those_that_begin_with_a_family_name_are_found_by_one_sign_or_two() -> None:
    sheet = names_sheet()
    families = sheet.family | sheet.double
    people = dictionary_words("nr").beginning_with(families)

    expected = {word for word in words_of("nr") if word[0] in families or word[:2] in families}
    assert {word for word in words_of("nr") if word in people} == expected
    assert len(people) == len(expected)


@pytest.mark.parametrize("text", ["", "王", "王建国的人", "王建\U0001f600", "\0王建国", "\ud83d王", "ab"])
def test_what_is_no_word_of_the_dictionary_is_in_no_set(text: str) -> None:
    assert text not in dictionary_words("nr", "ns")
