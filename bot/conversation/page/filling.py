"""What a page sent about many fields, put into the form: one field after another, in the form's order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from bot.conversation.form import places
from bot.conversation.form.anonymity import unnamed_answers
from bot.conversation.form.opening import DECIDES_THE_FORM, form_decided
from bot.conversation.form.question import next_field
from bot.conversation.page import beside
from bot.conversation.page.dropping import asked_before_it_goes
from bot.conversation.page.reading import FieldRead, field_read, outside_in_words
from bot.conversation.page.sent import PageFault, PageTold, Refused, SentField
from bot.conversation.scene import Scene, touched
from bot.conversation.state import CONFIRM, Running
from intake.forms.codes import FieldKind, FormName
from intake.forms.draft import TOLD
from intake.forms.form import Answer, Field, Form, parted, value_of
from intents.telling.keeping import kept_of

# As much as an input of a page takes.
_MOST_KEPT = 2_000


@dataclass(slots=True)
class PageFilling:
    """A form while a page is put into it.

    faults, notes  by field, as `PageTold` has them
    beside         what was said of them at others of the same page
    left           by label: what was filled in where the form asks nothing now
    switched       the form that it has become
    """

    running: Running
    faults: dict[str, PageFault] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    beside: set[str] = field(default_factory=set)
    left: dict[str, str] = field(default_factory=dict)
    switched: str = ""

    def told(self) -> PageTold:
        """Return what the page is told."""
        return PageTold(self.faults, self.notes, self.left, self.switched)


def filled(scene: Scene, running: Running, sent: Mapping[str, SentField]) -> PageFilling:
    """Return the form with what was sent; what cannot be taken is told by field and changes nothing."""
    filling, was = PageFilling(running), scene.book.forms[running.form]
    deciding = [name for name in DECIDES_THE_FORM if name in sent and was.knows(name)]
    for name in deciding:
        _fill(scene, filling, name, sent)
    # Both are heard before either of them decides: an owner may want to stay unknown.
    for name in deciding:
        if not any(waiting in filling.running.refused for waiting in DECIDES_THE_FORM):
            _decide(scene, filling, was.field(name), running, sent[name])
    form = scene.book.forms[filling.running.form]
    for name in _in_order(was, [name for name in sent if name not in deciding]):
        if form.knows(name):
            _fill(scene, filling, name, sent)
        else:
            _leave(filling, was.field(name), sent[name])
    filling.running = at_the_next(scene, filling.running)
    return filling


def at_the_next(scene: Scene, running: Running) -> Running:
    """Return the form where the chat goes on with it: at the first open question, else at the summary."""
    following = next_field(scene.book.forms[running.form], running)
    waits = replace(running.pending, ask=None, correcting=False, doubted="", on_page=True)
    there = running.at(following.name if following else CONFIRM)
    return touched(places.not_asked_any_more(replace(there, pending=waits)), scene.now)


def page_fields(form: Form, answers: Mapping[str, Answer]) -> Iterator[Field]:
    """Yield every field that a page asks for under these answers, as they are needed; the declaration apart.

    What was told in the chat is shown to be changed where something was.
    """
    for asked in form.fields:
        is_there = asked.name != TOLD or value_of(answers, TOLD) is not None
        if asked.kind is not FieldKind.DECLARATION and asked.when(answers) and is_there:
            yield asked.under(answers)


def _in_order(form: Form, names: Iterable[str]) -> list[str]:
    """Return the names of the form's fields that were sent, in the form's order."""
    order = form.places
    known = (name for name in names if form.knows(name) and name not in DECIDES_THE_FORM)
    return sorted(known, key=lambda name: (order[parted(name)[0]], parted(name)[1]))


def _fill(scene: Scene, filling: PageFilling, name: str, sent: Mapping[str, SentField]) -> None:
    running = filling.running
    form = scene.book.forms[running.form]
    asked = form.field(name).under(running.answers)
    if asked.kind is FieldKind.DECLARATION:
        return
    if not asked.when(running.answers):
        _leave(filling, asked, sent[name])
        return
    if name in filling.beside and sent[name].is_empty:
        return
    read = field_read(scene, running, asked, sent[name])
    if isinstance(read, PageFault):
        _refuse(filling, name, sent[name], read)
        return
    changed = _put_in(running, asked, read, sent)
    goes = _is_named_no_more(changed, asked) and not sent[name].as_it_is
    if goes and (fault := asked_before_it_goes(scene, running, changed)):
        _ask_back(filling, running, name, sent[name], fault)
        return
    followed = beside.followed(running, changed, asked, read)
    if there := places.all_outside(changed):
        _refuse(filling, name, sent[name], PageFault(outside_in_words(scene, running, there)))
        return
    filling.running = changed
    filling.beside |= followed
    told_beside = beside.told(scene, changed, asked, read, followed)
    notes = (*scene.saying(sent[name].words).urgent(), *read.notes, read.heard, *told_beside)
    if told := "\n".join(filter(None, notes)):
        filling.notes[name] = told


def _refuse(filling: PageFilling, name: str, sent: SentField, fault: PageFault) -> None:
    """Say why it is not taken, and keep it beside the answers; what must not be shown again is not kept."""
    filling.faults[name] = fault
    stands = dataclasses.replace(sent, words=fault.rest, asked=()) if fault.hides else sent
    is_kept = len(stands.words) <= _MOST_KEPT
    filling.running = filling.running.refusing(name, Refused(stands, fault) if is_kept else None)


def _ask_back(filling: PageFilling, before: Running, name: str, sent: SentField, fault: PageFault) -> None:
    """Keep everything as it was typed; the choice itself stands open until it is said once more."""
    filling.running = before.without(name)
    _refuse(filling, name, sent, fault)


def _is_named_no_more(running: Running, asked: Field) -> bool:
    is_chosen = asked.name == "anonymous" and value_of(running.answers, asked.name) is True
    return is_chosen and running.form == FormName.TIP


def _leave(filling: PageFilling, asked: Field, sent: SentField) -> None:
    """Tell what was filled in where nothing is asked: nothing that was typed is dropped in silence."""
    if said := sent_in_words(asked, sent):
        filling.left[asked.label] = said


def sent_in_words(asked: Field, sent: SentField) -> str:
    """Return what was typed or ticked, "" where nothing was or where it must not be kept."""
    if kept_of(sent.words, "any").cut:
        return ""
    ticked = (option.label for option in asked.options if str(option.value) in sent.chosen)
    return "；".join(filter(None, (*ticked, sent.words)))


def _put_in(running: Running, asked: Field, read: FieldRead, sent: Mapping[str, SentField]) -> Running:
    own_words = {name for name, said in sent.items() if not said.is_empty}
    changed = beside.put_in(running, asked, read, own_words)
    if _is_named_no_more(changed, asked):
        changed = unnamed_answers(changed)
    return changed


def _decide(scene: Scene, filling: PageFilling, asked: Field, before: Running, sent: SentField) -> None:
    """Change forms where the answer shows that it is the wrong one; what would go with it is asked about first.

    before  the form as it was before anything was sent
    """
    if filling.switched:
        return
    turn = form_decided(scene, filling.running, asked)
    changed = turn.state.running if turn is not None else None
    if changed is None or changed.form == filling.running.form:
        return
    if not sent.as_it_is and (fault := asked_before_it_goes(scene, before, changed)):
        _ask_back(filling, filling.running, asked.name, sent, fault)
        return
    filling.running, filling.switched = changed, changed.form
