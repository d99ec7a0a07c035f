"""What the page of one case shows, put together from what was read through the wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import ClassVar, Final

from bot.desk.cases import moves
from bot.desk.cases.appointment_card import AppointmentCard, appointment_card
from bot.desk.cases.case_words import CASE_WORDS, CaseLabels
from bot.desk.cases.crossing_cards import BetweenCard, between_card
from bot.desk.cases.dossier import Dossier, DossierEntry
from bot.desk.cases.evidence import EvidenceCard
from bot.desk.cases.moves import KeptInput
from bot.desk.cases.timeline import Timeline, timeline_of
from bot.desk.letters.points import not_supplied
from bot.desk.pages import PageContext
from bot.desk.papers.card import PaperCard, paper_card
from bot.desk.secrecy.who_card import WhoCard, who_card
from bot.desk.transfers.shown import TransferLine, line_of
from bot.desk.words import CHANNEL_NAMES
from bot.shown import filed
from intake.cases.case import Case, CaseClock
from intake.cases.changes import Rulebook
from intake.cases.circle import keeps
from intake.cases.codes import FILER, FINAL_STATES, HANDLERS, REPORTS, CaseState, Role
from intake.cases.crossing import CrossingKind
from intake.cases.crossings import waiting
from intake.cases.elements import checklist
from intake.cases.following import why_not_followed, words_after_closing
from intake.cases.handling import lacks_hands
from intake.cases.letter_moves import owes_result
from intake.cases.recusal import OUTCOMES, recusals_of, who_decides
from intake.cases.secrecy import LEVELS, TEXT, SecrecyLevel, mark_of
from intake.cases.splitting import why_not_split
from intake.cases.technical import KEPT_ABOVE, NO_CONSENT, is_kept_above, is_technical
from intake.clocks.calendar import day_in_shanghai
from intake.forms.form import Form
from intake.forms.forms import form_of
from intake.forms.saying import day_in_words
from intake.officers import wall
from intake.officers.casework import IDENTITY_REASONS, Identity, act_of
from intake.officers.filings import Family
from intake.officers.marking import may_read
from intake.officers.officer import Officer
from intake.officers.paperwork import MadePaper
from intake.transfers.body import Bodies
from intake.transfers.reading import transfers_of

# The moves below are there for when something changes.
NOTHING_NOW: Final = "现在没有要办的；有变化时用下面的操作。"


@dataclass(frozen=True, slots=True)
class RequestOutcome:
    """What came of a request that a page of a case answers.

    done      the move just made; empty for none
    kept      what was entered in a form that was refused, and why
    refusal   why a move is not allowed; empty for none
    since     what happened since the page was opened; None unless two met
    identity  who filed it; None before it was asked for with a reason
    """

    done: str = ""
    kept: KeptInput = field(default_factory=KeptInput)
    refusal: str = ""
    since: tuple[DossierEntry, ...] | None = None
    identity: Identity | None = None


@dataclass(frozen=True, slots=True)
class CaseContext(PageContext):
    """The page of one case, without what names its filer.

    case              the case itself: state, bureau, route, clocks
    last_seq          number of its newest journal entry, so that what happens meanwhile is seen
    heading           whom a report is about, or what a consultation asks; empty when it was not filled in
    channel           what the channel it came through is called
    open_clocks       the dates by which something is still due, paused ones too
    ended_clocks      those that were met or stopped
    groups            what was filed, group by group
    evidence          the files that were handed in
    elements          the sheet of the law (TSR 第18条) as far as the filing speaks of it, in its order
    unsaid            the elements of which it says nothing, in one line
    appointment       how the appointment of a consultation stands; None where nobody has spoken of one
    next_forms        the moves that are next for this officer, then those that there is no need of now
    clock_forms       those that change its clocks
    grave_forms       those that cannot be taken back
    written_forms     those that only add words
    between_forms     those that concern other bureaus and units
    material_forms    those that concern what was handed over in person
    measure_forms     those that concern investigative measures
    between           what waits between bureaus, and the measures
    inside_forms      those by which officers of the bureau are named to handle it
    unread            words of the filer that nobody has acted on
    recusals          the requests for 回避, in words
    owes_result       the filer has not been told yet what came of it
    handlers          the names of those who handle it
    lacks_hands       it is docketed and wants two qualified officers
    barred            what would decide or end it and cannot now: the move's label, and why
    waits_for         why there is nothing to do; empty when there is
    transfers         what goes to other bodies and came from them, one line each
    may_transfer      this officer may begin one
    papers            what was made, and what can be made now
    timeline          the journal, newest first, and who looked at it
    text_mark         what is set for what was filed: 含商业秘密, or ""
    may_read          this officer may read what was filed; else groups and elements are left out
    circle            who alone knows of it, by name; empty for an open case
    may_draw_circle   whether this officer decides who knows of it
    wish              that the filer wishes to withdraw, as long as the case is open; None where nobody does
    wish_taken_back   that they wish so no more
    not_supplied  what the last letter asked for and the filer's answer says nothing of
    wish_for_deletion that what is kept of them be deleted, as long as nobody has answered it
    threat            that they tell of a threat to themselves
    said              what came of the request that this page answers
    who               who filed it, as far as it is shown, and how it is asked for
    identity_reasons  the reasons to choose from
    words             what codes of all kinds are called
    family            its parts, or the filing of which it is one
    may_split         this officer may split it
    kept_above        why the municipal bureau is competent and not this one; "" where this one is
    said_since        its filer said something after it was closed, of which a new filing can be made
    """

    template: ClassVar[str] = "case.html"
    case: Case
    last_seq: int
    heading: str
    channel: str
    open_clocks: tuple[CaseClock, ...]
    ended_clocks: tuple[CaseClock, ...]
    groups: Sequence[filed.FiledGroup]
    evidence: EvidenceCard
    elements: Sequence[filed.SheetEntry]
    unsaid: str
    appointment: AppointmentCard | None
    next_forms: list[moves.MoveForm]
    clock_forms: list[moves.MoveForm]
    grave_forms: list[moves.MoveForm]
    written_forms: list[moves.MoveForm]
    between_forms: list[moves.MoveForm]
    material_forms: list[moves.MoveForm]
    measure_forms: list[moves.MoveForm]
    between: BetweenCard
    inside_forms: list[moves.MoveForm]
    recusals: tuple[str, ...]
    owes_result: bool
    handlers: tuple[str, ...]
    lacks_hands: bool
    barred: tuple[tuple[str, str], ...]
    waits_for: str
    transfers: Sequence[TransferLine]
    may_transfer: bool
    papers: PaperCard
    timeline: Timeline
    text_mark: str
    may_read: bool
    circle: tuple[str, ...]
    may_draw_circle: bool
    wish: DossierEntry | None
    wish_taken_back: DossierEntry | None
    wish_for_deletion: DossierEntry | None
    not_supplied: tuple[str, ...]
    threat: DossierEntry | None
    said: RequestOutcome
    who: WhoCard
    identity_reasons: Mapping[str, str]
    words: CaseLabels
    family: Family
    may_split: bool
    kept_above: str
    said_since: bool
    unread: tuple[DossierEntry, ...]


def context_of(
    officer: Officer,
    dossier: Dossier,
    evidence: EvidenceCard,
    said: RequestOutcome,
    rules: Rulebook,
    bodies: Bodies,
    family: Family,
    now: datetime,
    name_of: Callable[[str], str],
    made: Sequence[MadePaper],
) -> CaseContext:
    """Return all that the page shows to this officer now.

    name_of  what a bureau is called, by its code
    made     its papers
    """
    rules = replace(rules, staff=dossier.staff)
    case, form = dossier.case, form_of(dossier.case.kind, dossier.case.form_version)
    reads = may_read(officer, case)
    forms = moves.forms_for(officer, case, rules, now)
    elements = filed.sheet(form, checklist(case.kind, dossier.fields), dossier.fields, dossier.typed)
    return CaseContext(
        case=case,
        last_seq=dossier.last_seq,
        heading=str(dossier.fields.get("reported_name") or dossier.fields.get("question") or ""),
        channel=CHANNEL_NAMES.get(case.channel, case.channel),
        open_clocks=tuple(clock for clock in case.clocks if clock.is_open),
        ended_clocks=tuple(clock for clock in case.clocks if not clock.is_open),
        groups=filed.groups(form, dossier.fields, dossier.typed) if reads else (),
        evidence=evidence,
        elements=[one for one in elements if one.standing != "missing"] if reads else [],
        unsaid="、".join(one.label for one in elements if one.standing == "missing") if reads else "",
        appointment=appointment_card(case, rules, now),
        next_forms=_next(forms),
        clock_forms=[form for form in forms if form.timed],
        grave_forms=[form for form in forms if form.grave],
        written_forms=[form for form in forms if form.written],
        between_forms=[form for form in forms if form.group == "between"],
        material_forms=[form for form in forms if form.group == "material"],
        measure_forms=[form for form in forms if form.group == "measures"],
        between=between_card(case, rules, name_of),
        inside_forms=[form for form in forms if form.group == "inside"],
        recusals=_recusals(dossier),
        owes_result=owes_result(case),
        handlers=dossier.handlers,
        lacks_hands=lacks_hands(case, dossier.staff),
        barred=moves.barred_for(officer, case),
        waits_for=_waits_for(officer, case, forms),
        transfers=[line_of(one, case, bodies) for one in transfers_of(case)],
        may_transfer=_may_transfer(officer, case),
        papers=paper_card(officer, case, made),
        timeline=timeline_of(dossier.happenings if reads else map(_without_filers_words, dossier.happenings)),
        text_mark=LEVELS[SecrecyLevel.SECRET] if mark_of(case, TEXT).is_secret else "",
        may_read=reads,
        circle=dossier.circle,
        may_draw_circle=keeps(case, officer.role, officer.bureau),
        wish=dossier.wish_to_withdraw if reads else None,
        wish_taken_back=dossier.wish_taken_back if reads else None,
        wish_for_deletion=dossier.wish_for_deletion if reads else None,
        not_supplied=not_supplied(dossier) if reads else (),
        threat=dossier.threat if reads else None,
        said=said,
        who=who_card(officer, dossier, _identity_lines(form, said.identity), now),
        identity_reasons=IDENTITY_REASONS,
        words=CASE_WORDS,
        family=family,
        kept_above=_kept_above(case, forms, rules, now),
        said_since=_said_since(officer, case, now),
        unread=dossier.unread if reads else (),
        may_split=not why_not_split(case, officer.role, officer.bureau, wall.as_whom(officer, case).id),
    )


def _without_filers_words(one: DossierEntry) -> DossierEntry:
    return replace(one, words="") if one.actor == FILER else one


def _kept_above(case: Case, forms: Sequence[moves.MoveForm], rules: Rulebook, now: datetime) -> str:
    """Return that the municipal bureau is competent, and the way there; "" for others and what is over."""
    if case.state in FINAL_STATES or not is_kept_above(case, rules, now):
        return ""
    if waiting(case, (CrossingKind.DESIGNATION,)):
        return f"{NO_CONSENT}已经报请，等市局负责人确定。"
    offers = any(form.name == "refer_up" for form in forms)
    who = "" if offers else "由本局负责人"
    return f"{NO_CONSENT}{who}在下面“报请市局管辖或者指定管辖”里报请；确定以前由本局办理，期限照常计算。"


def _said_since(officer: Officer, case: Case, now: datetime) -> bool:
    return bool(words_after_closing(case)) and not why_not_followed(case, act_of(officer, case, now, {}))


def _may_transfer(officer: Officer, case: Case) -> bool:
    is_theirs = officer.role in HANDLERS and officer.bureau == case.lead_bureau
    return case.kind in REPORTS and is_theirs and case.state is not CaseState.SPLIT


def _recusals(dossier: Dossier) -> tuple[str, ...]:
    names = {one.id: one.name for one in dossier.staff}
    return tuple(
        f"{names.get(one.officer, '')}：{OUTCOMES[one.outcome] if one.outcome else who_decides(one.role)}"
        for one in recusals_of(dossier.case)
    )


def _next(forms: Sequence[moves.MoveForm]) -> list[moves.MoveForm]:
    shown = [form for form in forms if not (form.written or form.timed or form.grave or form.group)]
    return sorted(shown, key=lambda form: form.rests)


def _identity_lines(form: Form, identity: Identity | None) -> tuple[filed.FiledLine, ...] | None:
    if identity is None:
        return None
    lines = filed.filed_lines(form, identity.fields, identity.typed)
    changed = [
        filed.FiledLine(f"{form.field(name).label}更正于", day_in_words(day_in_shanghai(at).isoformat()))
        for name, at in identity.corrected.items()
    ]
    return (*lines, *changed)


def _waits_for(officer: Officer, case: Case, forms: Sequence[moves.MoveForm]) -> str:
    """Return why there is nothing for this officer to move, or "" when there is."""
    if case.state in FINAL_STATES:
        return _is_over(case, forms)
    if case.state is CaseState.SPLIT:
        return "已经分成几部分，由各部分分别办理；都办结，这一件就办结。"
    if _is_kept_above(officer, case, forms):
        return f"{KEPT_ABOVE}由市局的承办人员或者负责人签收办理，签收以前列在“往来”里。"
    if shown := _next(forms):
        return NOTHING_NOW if all(form.rests for form in shown) else ""
    if any(form.grave for form in forms):
        return ""
    if officer.role == Role.AUDITOR:
        return "您以审计身份查看，不能办理。"
    if case.lead_bureau != officer.bureau:
        return "案件由承办局办理。"
    if not wall.has_part(officer, case):
        return "案件由承办人办理；您不承办这个案件，看不到来访人身份和证据材料，可以备注。"
    if case.state == CaseState.CHECKING:
        return "立案或者不予立案，由本局负责人决定（《市场监督管理行政处罚程序规定》第十八条）。"
    return ""


def _is_over(case: Case, forms: Sequence[moves.MoveForm]) -> str:
    """Say that the case is closed, and what there is still to do in it."""
    shown = [form for form in _next(forms) if not form.rests]
    if owes_result(case):
        is_theirs = any(form.name == "tell_result" for form in shown)
        return f"案件已办结，处理结果还没有告知来访人，{'请告知' if is_theirs else '由承办局或者市局统筹告知'}。"
    if shown:
        return f"案件已办结，还可以办：{'、'.join(form.label for form in shown)}。"
    return "案件已办结，没有待办的操作。"


def _is_kept_above(officer: Officer, case: Case, forms: Sequence[moves.MoveForm]) -> bool:
    is_asked = officer.role == Role.COORDINATOR and case.state == CaseState.SUBMITTED
    return is_asked and is_technical(case) and all(form.name != "pass_down" for form in forms)
