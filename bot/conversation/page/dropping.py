"""A choice on a page that would drop what was typed elsewhere: told and asked back before anything goes. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from bot.conversation.form.carrying import CALLED
from bot.conversation.page.sent import PageFault
from bot.conversation.scene import Scene
from bot.conversation.state import Running
from intake.forms.form import Form
from intake.forms.kind import is_given

# Whose answers say what becomes of the others, and are told by that alone.
_DECIDING = ("reporter_role", "anonymous")


def asked_before_it_goes(scene: Scene, before: Running, after: Running) -> PageFault | None:
    """Return what is asked before a choice takes out what was filled in; None where nothing would go."""
    form = scene.book.forms[before.form]
    labels = "、".join(_gone(form, scene.book.forms[after.form], before, after))
    if not labels:
        return None
    key = "names_go" if after.form == before.form else f"fields_go_in_{after.form}"
    return PageFault(scene.say(f"page.{key}", labels=labels), may_stand=True)


def _gone(form: Form, there: Form, before: Running, after: Running) -> Iterator[str]:
    """Yield the labels of what was filled in and would be gone, or would lose words."""
    for name, answer in before.answers.items():
        called = name if there.knows(name) else CALLED.get(name, "")
        if name in _DECIDING or not form.knows(name) or not is_given(answer.value):
            continue
        kept = after.answers.get(called)
        if kept is None or kept.value != answer.value:
            yield form.field(name).label
