"""What was filled in, as the person reads it: the numbered summary, the draft to take away, what was corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.conversation.handbook import Handbook
from bot.conversation.messages import Choice, Reply
from bot.conversation.office import office_told
from bot.conversation.scene import Scene, button
from bot.conversation.state import Running
from intake.forms.codes import ESTIMATES, ChannelStatus, ElementName, FieldKind, FormName
from intake.forms.draft import TOLD
from intake.forms.form import Field, open_fields, parted
from intake.forms.kind import as_said, is_given
from intake.forms.kinds import kind_of
from intents import expressions as re

# A street alone leads to no door.
_A_DOOR = re.compile(r"[0-9一二三四五六七八九十][号栋幢楼座层室组期]|[园厂城村楼]|大厦|广场|中心|小区")
# The whole of it would push everything else off a phone.
_MOST_OF_THE_ORIGINAL = 24


def summary(book: Handbook, running: Running, on: date, *before: str) -> Reply:
    """Return the numbered summary with what confirming means, after the sentences that come before it.

    on  the day on which it would be confirmed
    """
    missing = missing_told(book, running) if running.form not in ESTIMATES else ""
    parts = [*before, *((missing,) if missing else ())]
    parts += [book.say(f"summary.{running.form}"), *summary_lines(book, running)]
    if running.form not in ESTIMATES and (left := left_open_told(book, running)):
        parts.append(left)
    if refused := refused_fields(book, running):
        parts.append(book.say("summary.refused", labels="、".join(field.label for field in refused)))
    if more := may_be_added(book, running):
        parts.append(book.say("summary.may_add", labels="、".join(field.label for field in more)))
    if lacks_a_visit_address(book, running):
        parts.append(book.say("summary.visit_address"))
    if running.form in ESTIMATES:
        parts.append(book.say("summary.ask_estimate"))
        return Reply(
            "\n".join(parts), (button(book, "keep_estimate"), button(book, "change"), button(book, "not_now"))
        )
    if not _is_helper(book):
        came = book.say("summary.files_here", count=running.files) if running.files else book.say("summary.files")
        parts.append(came)
    if office := office_told(book, running, on):
        parts.append(office)
    if running.form != FormName.CONSULTATION:
        parts += [book.say("summary.declaration"), book.say("summary.truth")]
    parts.append(book.say("summary.ask_helper" if _is_helper(book) else "summary.ask"))
    return Reply("\n".join(parts), summary_choices(book))


def summary_choices(book: Handbook) -> tuple[Choice, ...]:
    """Return what may be chosen at the summary."""
    confirm = button(book, "confirm_helper" if _is_helper(book) else "confirm")
    return confirm, button(book, "change"), button(book, "not_now")


def _is_helper(book: Handbook) -> bool:
    return book.status is ChannelStatus.HELPER


def summary_lines(book: Handbook, running: Running) -> tuple[str, ...]:
    """Return one numbered line for each field of the summary."""
    return tuple(
        book.say("summary.line", n=n, label=field.label, value=shown(book, running, field))
        for n, field in enumerate(listed(book, running), start=1)
    )


def listed(book: Handbook, running: Running) -> tuple[Field, ...]:
    """Return the fields of the summary: what was filled in, in order, all of a party beside it."""
    filled = (field for field in _answered(book, running) if _is_filled(running, field))
    return book.forms[running.form].together(filled)


def refused_fields(book: Handbook, running: Running) -> tuple[Field, ...]:
    """Return the fields at which a page sent what could not be taken, and which are still asked."""
    form = book.forms[running.form]
    fields = (form.field(name) for name in running.refused if form.knows(name))
    return form.together(field.under(running.answers) for field in fields if field.when(running.answers))


def may_be_added(book: Handbook, running: Running) -> tuple[Field, ...]:
    """Return what speaks of an element of the law, is never asked and was not said, in the order of the law."""
    order = list(ElementName)
    offered = [
        (order.index(field.element), field)
        for field in book.forms[running.form].fields
        if field.element is not None and field.name not in running.answers
    ]
    in_order = sorted(offered, key=lambda one: one[0])
    return tuple(field for _, field in in_order if not field.under(running.answers).asked)


def lacks_a_visit_address(book: Handbook, running: Running) -> bool:
    """Say whether somebody shall come and it was not said to which door."""
    field = book.forms[running.form].by_name.get("visit_address")
    if field is None or not field.when(running.answers):
        return False
    told = running.answers.get(field.name)
    return told is None or not is_given(told.value) or _A_DOOR.search(str(told.value)) is None


def shown(book: Handbook, running: Running, field: Field) -> str:
    """Return the answered value in words; 未填 for what was declined."""
    answer = running.answers.get(field.name)
    if answer is not None and is_given(answer.value):
        if field.name == TOLD and len(words := str(answer.value)) > _MOST_OF_THE_ORIGINAL:
            return book.say("summary.original", begin=words[:_MOST_OF_THE_ORIGINAL], count=len(words))
        return kind_of(field).said(field, answer.value, answer.typed)
    return (as_said(answer.value, answer.typed) if answer else "") or book.say("form.declined")


def told_facts(book: Handbook, running: Running, names: Sequence[str]) -> str:
    """Return 「联系电话，199…；损失金额，80万元」 for the fields of these names."""
    form = book.forms[running.form]
    fields = form.together(map(form.field, names))
    return "；".join(f"{field.label}，{shown(book, running, field)}" for field in fields)


def told_card(book: Handbook, running: Running, names: Sequence[str]) -> str:
    """Return the same with a line for each, as a phone shows it best: 「· 联系电话：199…」."""
    form = book.forms[running.form]
    return "\n".join(
        f"· {field.label}：{shown(book, running, field)}" for field in form.together(map(form.field, names))
    )


def corrected(scene: Scene, running: Running, field: Field, *, is_new: bool = False) -> str:
    """Return 「已改：联系电话，199…」; of what was not said before, 「已记下：…」."""
    key = "form.taken_first" if is_new else "form.corrected"
    return scene.say(key, label=field.label, value=shown(scene.book, running, field))


def left_open_told(book: Handbook, running: Running) -> str:
    """Return which questions were left open, and what comes of it; "" for none."""
    must = _must_be_filled(book, running)
    left = [field.label for field in _left(book, running) if field.name not in must]
    return book.say("summary.left_open", labels="、".join(left)) if left else ""


def missing_told(book: Handbook, running: Running) -> str:
    """Return which questions were left open without which nothing is filed; "" for none."""
    must, put_off = _must_be_filled(book, running), running.pending.put_off
    left = {field.name for field in _left(book, running)}
    form = book.forms[running.form]
    missing = [field.label for field in form.fields if field.name in must and field.name in (*left, *put_off)]
    return book.say("form.core_missing", labels="、".join(missing)) if missing else ""


def _left(book: Handbook, running: Running) -> tuple[Field, ...]:
    # A further instance that is left empty is no question left open.
    own = (field for field in _answered(book, running) if parted(field.name)[1] == 1)
    return tuple(field for field in own if not _is_filled(running, field))


def _must_be_filled(book: Handbook, running: Running) -> frozenset[str]:
    still_open = open_fields(book.forms[running.form], running.answers)
    return frozenset(field.name for field in still_open if field.core and field.kind is not FieldKind.DECLARATION)


def _answered(book: Handbook, running: Running) -> tuple[Field, ...]:
    """Return the fields that were answered, declined ones too, in the form's order, the declaration apart."""
    answered = book.forms[running.form].answered(running.answers)
    return tuple(field for field in answered if field.kind is not FieldKind.DECLARATION)


def _is_filled(running: Running, field: Field) -> bool:
    answer = running.answers[field.name]
    return is_given(answer.value) or bool(as_said(answer.value, answer.typed))
