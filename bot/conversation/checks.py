"""What one answer says about another: answers that contradict each other, remarks that an answer calls for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from bot.conversation.scene import Scene
from bot.conversation.state import Running
from intake.forms import checks
from intake.forms.form import Answers, Field, value_of


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two answers that cannot both be right: the form with the doubtful one open again, and what to say."""

    running: Running
    sentence: str


def decides_where(field: Field) -> bool:
    """Say whether a place outside, read in this field, means that the matter is not ours at all."""
    return field.name in ("act_place", "district")


def problem_of(scene: Scene, running: Running, field: Field, value: Any) -> str | None:
    """Return what speaks against an answer under the others, as a sentence; None if nothing does."""
    form = scene.book.forms[running.form]
    problem = checks.problem_of(form, field, value, running.answers, scene.today)
    if problem is None:
        return None
    return problem.sentence or scene.say(f"checks.{problem.check.rule}", value=problem.value)


def conflict_after(scene: Scene, running: Running, field: Field) -> Conflict | None:
    """Return the earlier answer that the new one makes doubtful, to be asked again."""
    problem = checks.made_doubtful(scene.book.forms[running.form], field, running.answers, scene.today)
    if problem is None:
        return None
    doubtful = problem.field.name
    return Conflict(replace(running.without(doubtful), field=doubtful), problem.sentence)


def remarks_on(scene: Scene, field: Field, answers: Answers) -> tuple[str, ...]:
    """Return what a person should know who has given this answer, in this channel (wording.md)."""
    value, known = value_of(answers, field.name), scene.message.can.knows_account
    remark = field.remark_on(value, scene.book.status, account_known=known)
    return (remark,) if remark else ()
