"""Rules by name: what an answer must be, and when a field is asked where a list of values cannot say it. Pure.

The blocks of the forms name them (`checks: [not_in_future, {after: formed_on, …}]`, `when: happened_online`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from intake.forms.form import Answer, Answers, Check, Field, Form, Predicate, value_of
from intake.forms.kinds import kind_of
from intents import expressions as re

# Says whether an answer is as it must be, given the one it is compared with, and the day.
CheckRule = Callable[[str, str, date], bool]


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that cannot be right.

    field     the answer that is doubtful
    sentence  what to say; "" where the rule's own sentence says it
    """

    field: Field
    check: Check
    value: str
    sentence: str


def problem_of(form: Form, field: Field, value: object, answers: Answers, today: date) -> Problem | None:
    """Return what speaks against an answer under the others, None if nothing does."""
    broken = next((check for check in field.checks if not _holds(check, value, answers, today)), None)
    return _problem(form, field, broken, value, answers, broken.says) if broken else None


def made_doubtful(form: Form, field: Field, answers: Answers, today: date) -> Problem | None:
    """Return the earlier answer that the one to this field makes doubtful, None if it makes none."""
    for other in form.fields:
        value = value_of(answers, other.name)
        for check in other.checks:
            if check.other == field.name and not _holds(check, value, answers, today):
                return _problem(form, other, check, value, answers, check.says_later)
    return None


def _holds(check: Check, value: object, answers: Answers, today: date) -> bool:
    other = value_of(answers, check.other) if check.other else None
    # What is not known speaks against nothing.
    if value is None or (check.other and other is None):
        return True
    return RULES[check.rule](str(value), str(other or ""), today)


def _problem(form: Form, field: Field, check: Check, value: object, answers: Answers, sentence: str) -> Problem:
    said = kind_of(field).said(field, value)
    other = ""
    if check.other:
        compared = form.field(check.other)
        other = kind_of(compared).said(compared, value_of(answers, check.other))
    return Problem(field, check, said, sentence.format(value=said, other=other))


# ---------------------------------------------------------------------------------------- rules


def _after(value: str, other: str, today: date) -> bool:
    # As far as both are known: 2025 is not before 2025-02.
    shared = min(len(value), len(other))
    return value[:shared] >= other[:shared]


def _not_in_future(value: str, other: str, today: date) -> bool:
    return value <= today.isoformat()[: len(value)]


RULES: Mapping[str, CheckRule] = {"after": _after, "not_in_future": _not_in_future}
# These compare with another field, and bring a sentence for each of the two that may be wrong.
COMPARE = frozenset({"after"})


# ----------------------------------------------------------------------------------- predicates

_ONLINE = re.compile(r"网上|线上|网络|互联网|淘宝|天猫|京东|拼多多|抖音|快手|小红书|直播间|网店|平台")


def _happened_online(answers: Answers) -> bool:
    told = (answers.get(name) for name in ("act_kinds", "act_place", "clue"))
    return any(_ONLINE.search(answer.typed) for answer in told if answer)


def _has_an_agent(answers: Answers) -> bool:
    return value_of(answers, "agent") is not None


PREDICATES: Mapping[str, Predicate] = {
    "has_an_agent": Predicate(_has_an_agent, {"agent": Answer("方律师", "")}),
    "happened_online": Predicate(_happened_online, {"act_place": Answer(None, "在淘宝店上卖")}),
}
