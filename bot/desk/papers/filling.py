"""What a paper is filled from, put together from a case as it was read through the wall. Pure.

A paper that needs no name has bars over whoever filed the case, and over the passages that an officer marked; what
was filed and is marked 含商业秘密 gives way to bars altogether.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.desk.cases.dossier import Dossier
from bot.desk.cases.evidence import EvidenceLine
from bot.desk.secrecy.sheet import without_texts
from bot.desk.words import CHANNEL_NAMES
from bot.shown import filed
from intake.cases.case import Case
from intake.cases.changes import KnownFiler
from intake.cases.codes import STATES
from intake.cases.elements import STANDINGS, checklist
from intake.cases.platform_moves import on_platform
from intake.cases.secrecy import TEXT, mark_of
from intake.clocks.calendar import day_in_shanghai
from intake.forms.draft import KIND_NAMES
from intake.forms.form import Form
from intake.forms.forms import form_of
from intake.forms.saying import day_in_words
from intake.papers.context import MOST_ROWS, Filled, PaperContext, Row
from intake.papers.paper import Paper
from intake.stored import Stored, objects_in, texts_in
from intake.transfers.codes import CHECKS, GATES
from intake.transfers.step import Office
from intake.transfers.transfer import Transfer
from intents.persons.covering import covered
from intents.signs import without_control_characters

_CHECK: Final = "tip_check"
_ANONYMOUS: Final = "匿名"


@dataclass(frozen=True, slots=True)
class PaperSource:
    """What a paper is filled from.

    bureau    public name of the bureau that makes it
    dossier   the case; without its filer where the paper names nobody
    files     what was handed in
    transfer  beside which it is made; None: the case itself
    filer     who filed it, where the paper says so; None where it does not
    hidden    names, numbers and passages that get bars wherever they stand
    """

    bureau: str
    dossier: Dossier
    files: Sequence[EvidenceLine]
    office: Office
    transfer: Transfer | None
    filer: KnownFiler | None
    hidden: tuple[str, ...]


def context_from(source: PaperSource, paper: Paper, typed: Filled, now: datetime) -> PaperContext:
    """Return the context; its number is given when the paper is made.

    typed  what the officer entered, by field
    """
    case = source.dossier.case
    form = form_of(case.kind, case.form_version)
    shown = _covering(source.hidden)
    is_secret = mark_of(case, TEXT).is_secret
    fields = without_texts(form, source.dossier.fields) if is_secret else source.dossier.fields
    elements = filed.sheet(form, checklist(case.kind, fields), fields, {})
    platform = on_platform(case)
    due = [clock.due_on for clock in case.clocks if clock.name == _CHECK and clock.is_open]
    return PaperContext(
        bureau=source.bureau,
        reference=case.reference,
        kind=KIND_NAMES[case.kind],
        state=STATES[case.state],
        made_on=_day(now),
        received_on=_day(case.received_at),
        channel=CHANNEL_NAMES.get(case.channel, case.channel),
        platform=platform.number if platform else "",
        handlers="、".join(source.dossier.handlers),
        reported=shown(_reported(fields)),
        secret_kind=_line(form, fields, "secret_kind"),
        secret_title=shown(_line(form, fields, "secret_title")),
        check_due_on=day_in_words(due[0].isoformat()) if due else "",
        filed=_rows(
            ("项目", "内容"), ((one.label, shown(one.value)) for one in filed.filed_lines(form, fields, {}))
        ),
        elements=_rows(
            ("要素", "情况", "内容"),
            ((one.label, STANDINGS[one.standing], shown(_said(one.lines))) for one in elements),
        ),
        gaps="、".join(one.label for one in elements if one.standing == "missing"),
        materials=_rows(
            ("序号", "名称", "种类", "校验"),
            ((str(one.number), shown(one.name), one.kind, one.sha256) for one in source.files),
        ),
        measure_until=_until(case, paper, typed),
        **_about_filer(source, names_filer=paper.names),
        # What an officer entered stands before what the transfer says.
        **{**_about_transfer(source), **{name: _typed(value, shown) for name, value in typed.items()}},
    )


def _until(case: Case, paper: Paper, typed: Filled) -> str:
    """Return until when the measure lasts that was chosen; "" while it has not begun."""
    key = paper.about(case).get(str(typed.get("branch", ""))) if paper.about is not None else None
    due = [clock.due_on for clock in case.clocks if key and clock.subject == key and clock.is_open]
    return day_in_words(due[0].isoformat()) if due else ""


def _about_filer(source: PaperSource, *, names_filer: bool) -> Filled:
    if not names_filer:
        return {}
    if source.filer is None:
        return {"filer": _ANONYMOUS}
    said = {name: _clean(str(value or "")) for name, value in source.filer.fields.items()}
    contact = said.get("contact_name", "")
    return {
        "filer": said.get("reporter_name") or contact,
        "filer_contact": contact,
        "filer_phone": said.get("phone", ""),
    }


def _about_transfer(source: PaperSource) -> Filled:
    transfer, office = source.transfer, source.office
    if transfer is None:
        return {}
    labels = dict(office.parts)
    checks = texts_in(transfer.facts, "checks")
    return {
        "receiver": "、".join(map(office.bodies.name_of, transfer.bodies)),
        "gate": GATES.get(str(transfer.facts.get("gate", "")), ""),
        "checked": "；".join(CHECKS[one] for one in checks if one in CHECKS),
        "team": "、".join(office.colleagues.get(one, "") for one in transfer.team),
        "sent": "、".join(labels.get(part, part) for part in transfer.parts),
        "withheld": "、".join(labels.get(part, part) for part in transfer.withheld),
    }


def _covering(hidden: tuple[str, ...]) -> Callable[[str], str]:
    return lambda text: covered(_clean(text), hidden, everybody=False)


def _typed(value: str | Iterable[Row], shown: Callable[[str], str]) -> str | tuple[Row, ...]:
    if isinstance(value, str):
        return shown(value)
    return tuple({name: shown(said) for name, said in row.items()} for row in value)


def _rows(columns: Sequence[str], found: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    return tuple(dict(zip(columns, row, strict=True)) for row in found)[:MOST_ROWS]


def _said(lines: Iterable[filed.FiledLine]) -> str:
    return "\n".join(f"{line.label}：{line.value}" for line in lines if line.value)


def _reported(fields: Stored) -> str:
    parties = objects_in(fields, "reported_parties") or [fields]
    names = [str(party.get("reported_name") or "") for party in parties]
    return "、".join(filter(None, names))


def _line(form: Form, fields: Stored, name: str) -> str:
    return filed.spoken(form.field(name), fields.get(name)) if form.knows(name) else ""


def _day(at: datetime) -> str:
    return day_in_words(day_in_shanghai(at).isoformat())


def _clean(text: str) -> str:
    return without_control_characters(text.replace("\r\n", "\n"))
