"""What is worked out of a message is worked out once, and forgotten with it."""

from __future__ import annotations

import pytest

from bot.conversation.engine import advance
from bot.conversation.turn import PersonSaid
from intents import once
from intents.once import by_heart, forget_the_message, is_our_own, learn_by_heart, once_a_message
from intents.once import once as once_of
from intents.reading.dates import _WAYS, MAY_SAY_WHEN
from intents.reading.plain import plain
from tests.bot.conversation.answering import _message, conversation_at
from tests.bot.conversation.harness import handbook
from tests.house.required import requires_one_of


def test_whoever_asks_the_same_of_a_text_gets_what_was_worked_out() -> None:
    asked: list[str] = []

    @once_a_message
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("举报"), length("举报"), length("咨询")] == [2, 2, 2]
    assert asked == ["举报", "咨询"]

    forget_the_message()

    assert length("举报") == 2
    assert asked == ["举报", "咨询", "举报"]


def test_what_is_worked_out_of_our_own_words_is_known_by_heart_and_of_a_persons_nothing_is() -> None:
    learn_by_heart(["一句我们自己写的话"])
    asked: list[str] = []

    @by_heart
    def length(text: str, added: int = 0) -> int:
        asked.append(text)
        return len(text) + added

    for _ in range(2):
        assert [length("一句我们自己写的话"), length("我叫王建国"), length("一句我们自己写的话", added=1)] == [
            9,
            5,
            10,
        ]
        forget_the_message()

    assert asked == ["一句我们自己写的话", "我叫王建国", "一句我们自己写的话", "我叫王建国"]


def test_titles_wordings_and_buttons_are_our_own_words() -> None:
    book = handbook()
    entry = next(iter(book.library.entries.values()))

    assert all(map(is_our_own, (entry.title, *entry.wordings, *book.buttons)))
    assert not is_our_own("我叫王建国，13900008888")


@pytest.mark.parametrize("place", ["idle", "complaint, act_date", "complaint, summary", "note"])
def test_nothing_of_a_message_is_kept_when_it_is_answered(place: str) -> None:
    talk = conversation_at(place)
    plain("一句没有人说的话")

    advance(talk.state, PersonSaid(_message(talk, "我叫王建国，13900008888，上个月的事")), handbook(), talk.now)

    for forget in once._FORGETS:
        kept = forget.__self__  # type: ignore[attr-defined]  # each is a method of what it empties
        assert (kept.cache_info().currsize if hasattr(kept, "cache_info") else len(kept)) == 0


def test_a_property_is_worked_out_when_it_is_first_asked_for() -> None:
    class Said:
        worked = 0

        @once_of
        def twice(self) -> int:
            """Work it out."""
            self.worked += 1
            return 2 * self.worked

    said = Said()

    assert (said.twice, said.twice, said.worked) == (2, 2, 1)
    assert Said.twice.__doc__ == "Work it out."


def test_no_way_of_saying_when_is_overlooked() -> None:
    signs = MAY_SAY_WHEN.pattern.strip("[]").removeprefix(r"\d")

    overlooked = [way for way in _WAYS if not requires_one_of(way.hint or way.pattern, signs, or_a_digit=True)]

    assert overlooked == []
    assert all(sign in signs for sign in "零〇○一二两三四五六七八九十百千万亿幺"), "numerals become figures"
