"""A field of a form as a page shows it: one value, drawn by `templates/fields.html`. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from bot.conversation.page.own_words import own_words
from bot.conversation.page.sent import PageFault, PageTold, Refused, SentField
from bot.shown.on_a_page import on_a_page
from intake.forms.codes import ChannelStatus, FieldKind
from intake.forms.form import Answer, Answers, Field
from intake.forms.kind import as_said, is_given
from intake.forms.kinds import kind_of
from intake.forms.saying import place_as_filed

Control = Literal["radios", "ticks", "line", "lines"]
# A text of more characters than this gets room for several lines.
_ONE_LINE: Final = 60
_KEYBOARDS: Final[Mapping[FieldKind, str]] = {FieldKind.PHONE: "tel", FieldKind.MAIL: "email"}
_REFUSED: Final = "refused:"
_PLACES: Final = (FieldKind.PLACE, FieldKind.DISTRICT)


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One option: what is sent, what stands beside it, whether it is ticked."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field.

    id          fit for an attribute, the same whenever the field is shown
    control     radios: one option; ticks: several, and own words; line, lines: words
    words       what stands in the input
    limit       the most characters of a text, 0 where the kind decides
    keyboard    the `inputmode` of a telephone's keyboard; "" for the usual one
    core        nothing is filed without it
    may_be_unknown, is_unknown  the tick 「不知道」: whether there is one, whether it is ticked
    sentence    why it was not saved; "" where it was
    choices     what may be chosen instead of typing
    may_stand   the tick 「就是这样，照记」 is offered
    asked       words that were asked back about, carried along until it is settled
    note        what should be known about the answer; "" for nothing
    stood       mark of what the answer put into the input: sent back alike, nothing was done to it;
                of what was refused another one, so that it is read again as long as it is refused
    """

    name: str
    id: str
    label: str
    ask: str
    help: str
    control: Control
    words: str
    options: tuple[ShownOption, ...]
    limit: int
    keyboard: str
    core: bool
    may_be_unknown: bool
    is_unknown: bool
    sentence: str = ""
    choices: tuple[str, ...] = ()
    may_stand: bool = False
    asked: tuple[str, ...] = ()
    note: str = ""
    stood: str = ""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Under what a field is shown.

    status         of the service
    leaves_open    every field of the core may be said to be unknown: what a letter does not tell
    sent           what was just sent, by field
    faults, notes  what the page was told about it
    """

    status: ChannelStatus
    leaves_open: bool = False
    sent: Mapping[str, SentField] | None = None
    faults: Mapping[str, PageFault] | None = None
    notes: Mapping[str, str] | None = None


def on_this_occasion(
    status: ChannelStatus,
    refused: Mapping[str, Refused],
    told: PageTold | None = None,
    sent: Mapping[str, SentField] | None = None,
) -> Occasion:
    """Return under what fields are shown of which some were refused, now or before.

    refused      what was kept of it
    told, sent   what was just sent, and what the page was told about it
    """
    told = told or PageTold()
    before = {name: one.sent for name, one in refused.items()}
    faults = {name: one.fault for name, one in refused.items()}
    return Occasion(status, sent={**before, **(sent or {})}, faults={**faults, **told.faults}, notes=told.notes)


def id_of(name: str) -> str:
    """Return what a field is called in an attribute, and in an address that leads to it."""
    return f"f-{name.replace('#', '-')}"


def shown_field(field: Field, answers: Answers, under: Occasion) -> ShownField:
    """Return a field as it is shown: what was refused stands there again, unless it must not."""
    answer = answers.get(field.name)
    fault = (under.faults or {}).get(field.name)
    sent = (under.sent or {}).get(field.name) if fault is not None else None
    chosen, words, is_unknown = _held(field, answer, fault, sent)
    may_be_unknown = field.core and (under.leaves_open or field.unknown)
    return ShownField(
        name=field.name,
        id=id_of(field.name),
        label=field.label,
        ask=on_a_page(field.ask),
        help=on_a_page(field.help),
        control=_control(field),
        words=words,
        options=_options(field, chosen),
        limit=field.limit if kind_of(field).is_free else 0,
        keyboard=_KEYBOARDS.get(field.kind, ""),
        core=field.core,
        may_be_unknown=may_be_unknown,
        is_unknown=is_unknown,
        sentence=on_a_page(fault.sentence) if fault else "",
        choices=fault.choices if fault else (),
        may_stand=fault.may_stand if fault else False,
        asked=_asked(fault, sent),
        note=_note(field, answer, under),
        stood=_refused_mark(chosen, words, ticked=is_unknown)
        if fault is not None
        else _mark(*written(field, answer), ticked=may_be_unknown and _is_unknown(answer)),
    )


def _held(
    field: Field, answer: Answer | None, fault: PageFault | None, sent: SentField | None
) -> tuple[tuple[str, ...], str, bool]:
    """Return what the input holds: the options that are ticked, the words, the tick 「不知道」."""
    chosen, words = written(field, answer)
    if fault is None or sent is None:
        return chosen, words, _is_unknown(answer)
    if not fault.hides:
        return sent.chosen, sent.words, sent.unknown
    # What was saved stands there where nothing is left: an empty input, sent as it stands, would erase it.
    return sent.chosen or chosen, fault.rest or words, sent.unknown


def written(field: Field, answer: Answer | None) -> tuple[tuple[str, ...], str]:
    """Return an answer as the input holds it: the options that are ticked, and the words."""
    if answer is None or not (is_given(answer.value) or as_said(answer.value, answer.typed)):
        return (), ""
    if field.options:
        chosen = tuple(map(str, answer.value)) if isinstance(answer.value, list | tuple) else (str(answer.value),)
        # What was heard in passing, as an option, nobody wrote into this input.
        return chosen, "" if answer.stated else own_words(field, answer)
    if not is_given(answer.value):
        return (), as_said(answer.value, answer.typed)
    if field.kind in _PLACES and not isinstance(answer.value, str):
        return (), place_as_filed(answer.value)
    return (), kind_of(field).said(field, answer.value, answer.typed)


def is_unchanged(field: Field, answer: Answer | None, sent: SentField) -> bool:
    """Say whether an input was sent as it was shown: then nothing is read anew.

    What it was shown with says its mark, for the answer may have changed since: by a neighbour's words, by chat.
    """
    if sent.as_it_is or sent.asked:
        return False
    if sent.stood:
        return sent.stood == _mark(sent.chosen, sent.words, ticked=sent.unknown)
    # What was skipped in the chat has no tick on the page: left empty there, it stays skipped.
    was_ticked = field.core and field.unknown and _is_unknown(answer)
    if sent.unknown is not was_ticked:
        return False
    chosen, words = written(field, answer)
    return set(sent.chosen) == set(chosen) and sent.words == words


def written_meanwhile(field: Field, answer: Answer | None, sent: SentField) -> str:
    """Return in words what another page or the chat put into the field since the input was drawn; "" for nothing.

    What both wrote alike, and what is only gone, is nothing that could be lost.
    """
    if not sent.stood or sent.stood.startswith(_REFUSED) or answer is None or not is_given(answer.value):
        return ""
    chosen, words = written(field, answer)
    now = {_mark(chosen, words, ticked=ticked) for ticked in (True, False)}
    if sent.stood in now or _mark(sent.chosen, sent.words, ticked=sent.unknown) in now:
        return ""
    return kind_of(field).said(field, answer.value, answer.typed)


def is_overtaken(field: Field, answer: Answer | None, sent: SentField, refused: Refused | None) -> bool:
    """Say whether an input holds, untouched, what was refused when it was drawn, though that is settled by now.

    refused  what is refused at the field now
    """
    stood = _refused_mark(sent.chosen, sent.words, ticked=sent.unknown)
    if sent.as_it_is or sent.stood != stood:
        return False
    if refused is None:
        return True
    chosen, words, unknown = _held(field, answer, refused.fault, refused.sent)
    return stood != _refused_mark(chosen, words, ticked=unknown)


def _refused_mark(chosen: Iterable[str], words: str, *, ticked: bool) -> str:
    return f"{_REFUSED}{_mark(chosen, words, ticked=ticked)}"


def _mark(chosen: Iterable[str], words: str, *, ticked: bool) -> str:
    held = "\n".join((*sorted(chosen), str(ticked), *words.splitlines()))
    return sha256(held.encode()).hexdigest()[:12]


def _control(field: Field) -> Control:
    if field.kind is FieldKind.CHOICE:
        return "radios"
    if field.kind is FieldKind.CHOICES:
        return "ticks"
    return "lines" if field.kind is FieldKind.TEXT and field.limit > _ONE_LINE else "line"


def _options(field: Field, chosen: tuple[str, ...]) -> tuple[ShownOption, ...]:
    return tuple(
        ShownOption(str(option.value), option.label, str(option.value) in chosen) for option in field.options
    )


def _is_unknown(answer: Answer | None) -> bool:
    return answer is not None and not is_given(answer.value) and not as_said(answer.value, answer.typed)


def _asked(fault: PageFault | None, sent: SentField | None) -> tuple[str, ...]:
    if fault is None or sent is None or not fault.asks_back:
        return ()
    return (*sent.asked, sent.words)


def _note(field: Field, answer: Answer | None, under: Occasion) -> str:
    remark = field.remark_on(answer.value, under.status, account_known=False) if answer is not None else ""
    return on_a_page("\n".join(filter(None, ((under.notes or {}).get(field.name, ""), remark))))
