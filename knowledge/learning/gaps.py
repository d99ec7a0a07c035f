"""Gaps: questions we could not answer, grouped so that a curator reads each matter once."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from intents.wording import normalised

# Two questions this alike (0 to 100) ask the same; chosen by reading the groups of the development questions.
ALIKE = 72


def grouped(questions: Sequence[tuple[str, str]]) -> list[list[int]]:
    """Return groups of places in `questions`, the largest first; every place stands in one group.

    questions   text and the id of the entry that came nearest, or ""
    Questions with the same nearest entry need less likeness: they are about the same matter already.
    """
    texts = [normalised(text) for text, _ in questions]
    groups: list[list[int]] = []
    for place, (_, nearest) in enumerate(questions):
        home = next((group for group in groups if _belongs(texts, questions, group[0], place, nearest)), None)
        if home is None:
            groups.append([place])
        else:
            home.append(place)
    return sorted(groups, key=len, reverse=True)


def _belongs(
    texts: Sequence[str], questions: Sequence[tuple[str, str]], first: int, place: int, nearest: str
) -> bool:
    same_matter = bool(nearest) and questions[first][1] == nearest
    wanted = ALIKE - 17 if same_matter else ALIKE
    return fuzz.ratio(texts[first], texts[place], score_cutoff=wanted) >= wanted
