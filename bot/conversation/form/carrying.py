"""From one form into another: what was said already is not asked again."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from bot.conversation.form.question import go_on
from bot.conversation.page.sent import Refused
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from bot.conversation.turn import Turn
from intake.forms.codes import FieldKind
from intake.forms.draft import OWNERS as OWNERS
from intake.forms.form import Answer, Field, Form, value_of

OTHERS = ("insider", "other")
# What the same thing is called in another form.
CALLED = {"company_name": "reporter_name", "reporter_name": "company_name"}


def carried(answers: Mapping[str, Answer], form: Form) -> dict[str, Answer]:
    """Return the answers that fit another form, under the names they have there, as given without asking."""
    fitting: dict[str, Answer] = {}
    for name, answer in answers.items():
        there = name if form.knows(name) else CALLED.get(name, "")
        if there and form.knows(there) and answer.value is not None and _is_alike(answer, form.field(there)):
            fitting[there] = Answer(answer.value, answer.typed, True)
    return fitting


def carried_over(running: Running, form: Form) -> Running:
    """Return another form with what fits there of the one that is left."""
    begun = Running(form.name, "", carried(running.answers, form), draft_id=running.draft_id)
    return replace(begun, refused=refused_there(running, form))


def refused_there(running: Running, form: Form) -> dict[str, Refused]:
    """Return what a page sent and could not be taken, of fields that another form has too."""
    return {name: refused for name, refused in running.refused.items() if form.knows(name)}


def carried_to_complaint(scene: Scene, running: Running) -> Turn:
    """Go on with the rights-holder's filing."""
    form = scene.book.forms["complaint"]
    return go_on(scene, carried_over(running, form))


def carried_to_tip(scene: Scene, running: Running, *notes: str) -> Turn:
    """Go on with the tip, after these sentences."""
    form = scene.book.forms["tip"]
    tip = carried_over(running, form)
    return go_on(
        scene, tip, *notes, *scene.remark_on(form.field("reporter_role"), value_of(tip.answers, "reporter_role"))
    )


def _is_alike(answer: Answer, field: Field) -> bool:
    # 方式 of a consultation is no 方式 of an act; only fields of one meaning share a name, places apart:
    # a consultation's district is a name, a report's place is not.
    return field.kind is not FieldKind.PLACE or isinstance(answer.value, dict)
