"""How a whole story in one first message is scored: field by field, a wrong field counting twice.

    python -m tests.bot.conversation.stories [SHEET ...]

prints what is missed and what is wrong, row by row, and the share that is right. The rules of scoring stand in
`tests/expectations/README.md`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.bot.conversation.openings import Opened, opened_by_row, rows, shown, wrong_facts

SHEETS = (
    "stories_dev.jsonl",
    "own/stories_own.jsonl",
    "own/stories_strangers.jsonl",
    "own/stories_later.jsonl",
    "own/stories_fresh.jsonl",
    "own/stories_unseen.jsonl",
    "own/stories_fourth.jsonl",
)
# What the sheet calls an act, by words of the option that stands for it.
_ACTS = {
    "obtain": "拿走|获取",
    "use": "使用",
    "disclose": "披露|泄露",
    "allow": "使用",
    "induce": "教唆|引诱",
}
# Options of the form: the sheet's own words are looked for among those that they were chosen by, too.
_OPTIONS = ("measures", "evidence_kinds", "topics", "handover_mode", "reported_relation")
# Who gave it away or spoke of it: the sheet of others leaves open whether they are reported, too.
_MAY_BE_REPORTED = {"S-018": ["向敏"], "S-020": ["李牧野"], "S-041": ["夏明远"]}
Verdict = Literal["right", "missed", "wrong"]


@dataclass(frozen=True, slots=True)
class Score:
    """What became of the fields of some stories."""

    right: int
    missed: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many fields there were."""
        return self.right + len(self.missed) + len(self.wrong)

    @property
    def share(self) -> float:
        """The share that is right, a wrong field counting twice."""
        return 1 - (len(self.missed) + 2 * len(self.wrong)) / self.total


def told(sheet: str) -> list[tuple[Mapping[str, Any], Opened]]:
    """Tell every story of a sheet, each to a bot that has heard nothing before."""
    return [(row, opened_by_row(row)) for row in rows(sheet)]


def scored(stories: Iterable[tuple[Mapping[str, Any], Opened]]) -> Score:
    """Score what was taken over of the stories."""
    right, missed, wrong = 0, [], []
    for row, opened in stories:
        for name, wanted in row["expect"].items():
            said = f"{row['id']} {name}: wanted {wanted}, has {_values(opened, name) or '-'}"
            match verdict(opened, name, wanted):
                case "right":
                    right += 1
                case "missed":
                    missed.append(said)
                case _:
                    wrong.append(said)
        wrong += (*wrong_facts(row, opened), *_accused_besides(row, opened))
    return Score(right, tuple(missed), tuple(wrong))


def _accused_besides(row: Mapping[str, Any], opened: Opened) -> Iterable[str]:
    """Yield who is reported though the story accuses somebody else; `also_reported` may be named, too."""
    open_ones = (*row.get("also_reported", ()), *_MAY_BE_REPORTED.get(row["id"], ()))
    named = [*row["expect"].get("reported_parties", ()), *open_ones]
    parties = _values(opened, "reported_parties").split("；") if row["expect"].get("reported_parties") else ()
    for party in parties:
        if party and not any(re.search(one, party) for one in named):
            yield f"{row['id']}: {party} is reported"


def verdict(opened: Opened, name: str, wanted: Any) -> Verdict:
    """Return what became of one field."""
    said = _values(opened, name)
    if not said:
        return "right" if wanted is None else "missed"
    if name == "reported_kind":
        return "right" if re.search(str(wanted), said) else "wrong"
    if name == "act_kinds":
        return "right" if all(re.search(_ACTS[act], said) for act in wanted) else "missed"
    if name == "clue":
        return "right" if all(kind in said for kind in wanted) else "missed"
    if name == "reported_parties":
        return "right" if all(re.search(one, said) for one in wanted) else "missed"
    if name in _OPTIONS:
        said = f"{said}；{opened.typed[name]}"
        wanted = wanted if isinstance(wanted, list) else [wanted]
        return "right" if all(re.search(str(one), said) for one in wanted) else "missed"
    return "right" if _agrees(wanted, opened.answers[name]) else "wrong"


def _values(opened: Opened, name: str) -> str:
    """Return what the form holds for a field of the sheet, as one text."""
    answers = opened.answers
    if name == "clue":
        return shown(answers.get("clue_kinds", ""))
    if name == "reported_parties":
        parties = (value for key, value in answers.items() if re.fullmatch(r"reported_name(#\d+)?", key))
        return "；".join(map(str, parties))
    if name == "reported_kind":
        # Of each party its own; the sheet asks for all of them.
        kinds = {value for key, value in answers.items() if re.fullmatch(r"reported_kind(#\d+)?", key)}
        return "both" if len(kinds) > 1 else "".join(map(str, kinds))
    return shown(answers[name]) if name in answers else ""


def _agrees(wanted: Any, value: Any) -> bool:
    if isinstance(wanted, bool) or wanted is None:
        return bool(value) is bool(wanted)
    if isinstance(wanted, int | float):
        return bool(value == wanted)
    if isinstance(wanted, list):
        return all(re.search(_half_days(str(one)), shown(value)) for one in wanted)
    return re.search(str(wanted), shown(value)) is not None


def _half_days(wanted: str) -> str:
    return wanted.replace(" am", " 上午").replace(" pm", " 下午")


def main(sheets: Iterable[str]) -> None:
    """Print the figures of these sheets."""
    for sheet in sheets:
        score = scored(told(sheet))
        for said in (*(f"missed {one}" for one in score.missed), *(f"WRONG  {one}" for one in score.wrong)):
            print(said)
        print(
            f"{sheet}: {score.right} of {score.total} right, {len(score.missed)} missed, "
            f"{len(score.wrong)} wrong: {score.share:.1%}\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:] or SHEETS)
