"""Splitting a mixed filing into parts, and handing a part what comes later. Pure.

Law: what one filing says of several things is handled apart (CRM 第9条). Each part counts from the receipt of the
filing (APP 第18条): that it is split gives nobody more time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from intake.cases.appointment import appointment_of
from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, Filed, JournalEntry, Rulebook
from intake.cases.codes import FILED, HANDLERS, REPORTS, STATES, CaseKind, CaseState, JournalCode, Role
from intake.cases.crossing import NextStep
from intake.cases.crossings import open_crossings, signing_day
from intake.cases.handling import HandlerCode, handlers_of, is_outsider
from intake.cases.letters import told
from intake.cases.measures import still_seized
from intake.cases.parting import origin_of
from intake.cases.running import with_clocks
from intake.cases.secrecy import TEXT
from intake.cases.technical import KEPT_ABOVE, is_kept_above
from intake.clocks.clock import ClockEvent
from intake.forms.draft import KIND_NAMES
from intake.forms.forms import form_of
from intake.routing.bureaus import MUNICIPAL

FEWEST: Final = 2
MOST: Final = 9
LONGEST_ABOUT: Final = 100
LONGEST_TEXT: Final = 2_000
# What a part can be: what somebody can file.
PART_KINDS: Final[Mapping[str, str]] = {kind: KIND_NAMES[kind] for kind in CaseKind if kind in FILED}
SECRET_KINDS: Final[Mapping[str, str]] = {
    "business": "经营信息",
    "technical": "技术信息",
    "both": "两种都有",
    "unsure": "看不出来",
}
_AT_INTAKE: Final = CaseState.SUBMITTED
_SIGNED: Final = frozenset({CaseState.TAKEN, CaseState.CHECKING})
# What was said about when and where it happened; a part has it where the officer says so.
_CIRCUMSTANCES: Final = ("act_kinds", "act_date", "act_until", "ongoing", "act_place", "use_place", "taken_place")
# Entries about the clocks of the filing that hold for its parts too.
_COUNTED: Final = frozenset({"check_extended", "paused", "resumed", "tip_repeated"})


@dataclass(frozen=True, slots=True)
class WantedPart:
    """One part as it was entered.

    about     whom a report is about; text: what of the filing belongs to it, in the officer's words
    files     ids of the filing's files that it may use
    carries   what the filing says about when and where goes with it
    """

    kind: str
    secret_kind: str
    about: str
    text: str
    files: tuple[str, ...] = ()
    carries: bool = False

    @property
    def is_report(self) -> bool:
        """Whether it is a 举报."""
        return self.kind in REPORTS


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn for a part: its id and its reference."""

    id: str
    reference: str


def why_not_split(case: Case, role: Role, bureau: str | None, who: str) -> str:
    """Say why somebody cannot split the case; "" when they can.

    who  id of the officer, or of whom they stand in for
    """
    if (origin := origin_of(case)) is not None:
        return f"这一件是 {origin.reference} 的{origin.label}，不能再拆分；需要时在原件上核对。"
    if case.kind not in FILED:
        return "其他机关交来的线索没有来访人，不按这个办法拆分；请分别登记。"
    if why_not := _not_theirs(case, role, bureau, who):
        return why_not
    if case.state is not _AT_INTAKE and case.state not in _SIGNED:
        return f"案件现在是“{STATES[case.state]}”，不能拆分；拆分要在签收以后、立案或者办结以前（CRM 第9条）。"
    if any(one.step not in (NextStep.REPORT, NextStep.PLACE) for one in open_crossings(case)):
        return "这一件有往来的事项还没有办完（分送、移送、争议或者改派建议），请先办完再拆分。"
    if why_not := still_seized(case):
        return why_not
    appointment = appointment_of(case)
    if appointment is not None and appointment.is_to_come:
        return "这一件约了时间，请先办完或者取消预约再拆分。"
    return ""


def _not_theirs(case: Case, role: Role, bureau: str | None, who: str) -> str:
    if role is Role.COORDINATOR:
        is_at_intake = case.lead_bureau == MUNICIPAL and case.state is _AT_INTAKE
        return "" if is_at_intake else "市局统筹只拆分市局还没有分送的；其他的由承办局拆分。"
    if role not in HANDLERS or bureau != case.lead_bureau:
        return "由承办局的办案岗位拆分。"
    if is_outsider(case, role, bureau, who):
        return "由承办人或者负责人拆分（CRM 第37条）。"
    return "请先签收再拆分。" if case.state in (_AT_INTAKE, CaseState.ROUTED) else ""


def refuse_unfit(wanted: Sequence[WantedPart], files: frozenset[str]) -> None:
    """Raise Incomplete where what was entered does not make parts.

    files  ids of the files of the filing
    """
    if not FEWEST <= len(wanted) <= MOST:
        raise Incomplete("parts", f"要拆成 {FEWEST} 到 {MOST} 部分，您写了 {len(wanted)} 部分。")
    for number, part in enumerate(wanted, start=1):
        _refuse_unfit_part(number, part, files)


def _refuse_unfit_part(number: int, part: WantedPart, files: frozenset[str]) -> None:
    if part.kind not in PART_KINDS:
        raise Incomplete(f"kind-{number}", f"请选择第{number}部分的类别。")
    if part.is_report and part.secret_kind not in SECRET_KINDS:
        raise Incomplete(f"secret_kind-{number}", f"请选择第{number}部分涉及的信息类别。")
    if not any(sign.isalnum() for sign in part.text):
        raise Incomplete(f"text-{number}", f"请写明第{number}部分是什么事。")
    for name, said, most in (("about", part.about, LONGEST_ABOUT), ("text", part.text, LONGEST_TEXT)):
        if len(said) > most:
            raise Incomplete(f"{name}-{number}", f"最多 {most:,} 字，您写了 {len(said):,} 字，请删减。")
    if not set(part.files) <= files:
        raise Incomplete(f"files-{number}", f"第{number}部分勾选的材料里有的不在这一件里，请重新勾选。")


def split(
    case: Case,
    act: Act,
    wanted: Sequence[WantedPart],
    drawn: Sequence[Drawn],
    fields: Mapping[str, object],
    rules: Rulebook,
) -> tuple[Changes, ...]:
    """Return what the split comes to: the filing first, then its parts.

    drawn   an id and a reference for each part
    fields  what was filed, without what names the filer

    Raises NotAllowed.
    """
    if why_not := why_not_split(case, act.role, act.bureau, act.as_whom):
        raise NotAllowed(why_not)
    payload = {"parts": [one.id for one in drawn], "references": [one.reference for one in drawn], **act.behalf}
    entry = JournalEntry(case.id, act.at, act.by, JournalCode.CASE_SPLIT, payload)
    after = replace(case, state=CaseState.SPLIT, version=case.version + 1)
    filing = told(Changes(case, after, (entry,)), act, rules, _told(wanted))
    parts = (
        _opened(case, act, part, one, number, len(wanted), fields, rules)
        for number, (part, one) in enumerate(zip(wanted, drawn, strict=True), start=1)
    )
    return (with_clocks(filing, rules.clocks), *parts)


def _told(wanted: Sequence[WantedPart]) -> str:
    lines = [f"第{number}部分：{PART_KINDS[part.kind]}" for number, part in enumerate(wanted, start=1)]
    return "\n".join(
        (
            f"您提交的内容涉及几件事，按规定分成{len(wanted)}部分分别办理，期限都从收到您的材料之日起算：",
            *lines,
            "编号和查询码不变，查进度时各部分的情况一起显示；要补充材料，仍用原来的编号。",
        )
    )


def _opened(
    filing: Case,
    act: Act,
    part: WantedPart,
    drawn: Drawn,
    number: int,
    count: int,
    fields: Mapping[str, object],
    rules: Rulebook,
) -> Changes:
    kind = CaseKind(part.kind)
    form = form_of(kind, "")
    case = replace(
        filing,
        id=drawn.id,
        reference=drawn.reference,
        kind=kind,
        state=_AT_INTAKE if filing.state is _AT_INTAKE else CaseState.TAKEN,
        secret_kind=part.secret_kind if part.is_report else None,
        form_version=form.stamp,
        route={
            "rule": "split",
            "reason": f"由 {filing.reference} 拆分出来，分别办理（《市场监督管理投诉举报处理办法》第九条）。",
            "candidates": [],
        },
        assisting=(),
        version=1,
        clocks=(),
        events=(),
    )
    if is_kept_above(case, rules, act.at):
        competent = {"bureau": MUNICIPAL, "reason": KEPT_ABOVE}
        case = replace(case, route={**case.route, "candidates": [competent]})
    content = _content(part, fields, frozenset(field.name for field in form.fields))
    filed = Filed({"fields": content, "typed": {}}, {"fields": {}, "typed": {}})
    entries = _entries(filing, case, act, part, number, count, rules)
    notices = (BureauNotice("case_routed", case.lead_bureau),)
    return with_clocks(Changes(None, case, entries, notices, filed), rules.clocks)


def _content(part: WantedPart, fields: Mapping[str, object], known: frozenset[str]) -> dict[str, object]:
    """Return what is filed as the part: the officer's words, and of the filing what goes with them."""
    if not part.is_report:
        return {"question": part.text}
    carried: dict[str, object] = {}
    if part.carries:
        carried |= {name: fields[name] for name in _CIRCUMSTANCES if name in fields and name in known}
    return carried | {
        "reported_name": part.about or None,
        "secret_kind": part.secret_kind,
        "description": part.text,
    }


def _entries(
    filing: Case, case: Case, act: Act, part: WantedPart, number: int, count: int, rules: Rulebook
) -> tuple[JournalEntry, ...]:
    """Return how the journal of a part begins: where the filing stood, and what it has from there."""

    def entry(code: str, said: Mapping[str, object], effective_at: datetime | None = None) -> JournalEntry:
        return JournalEntry(case.id, act.at, act.by, code, {**said, **act.behalf}, effective_at=effective_at)

    opened = {"kind": case.kind.value, "form": case.form_version, "way": case.channel}
    due = signing_day(rules.clocks.calendar, act.at, is_placed=case.lead_bureau != MUNICIPAL).isoformat()
    gone = {event.supersedes for event in filing.events}
    counted = [
        event
        for event in filing.events
        if event.code in _COUNTED and not event.subject and event.seq not in gone and part.is_report
    ]
    said: dict[str, object] = {"filing": filing.id, "of": filing.reference, "number": number, "count": count}
    is_signed = case.state is CaseState.TAKEN
    return (
        entry(JournalCode.CASE_OPENED, opened, filing.received_at),
        entry(JournalCode.ROUTED, {"bureau": case.lead_bureau, "rule": "split", "due": due}),
        *(entry(event.code, event.payload, event.effective_at) for event in counted),
        *((entry("signed_for", {"bureau": case.lead_bureau}),) if is_signed else ()),
        *(entry(event.code, event.payload) for event in _last_mark(filing)),
        *(entry(JournalCode.VISIT_WISHED, event.payload) for event in _last_wish(filing, case)),
        *(entry(HandlerCode.ASSIGNED, {"officer": one}) for one in handlers_of(filing)),
        entry(JournalCode.PART_OPENED, {**said, "files": list(part.files)}),
    )


def _last_mark(filing: Case) -> tuple[ClockEvent, ...]:
    """Return the entry that marks what was filed (含商业秘密): an officer's words about it are no less."""
    marks = [event for event in filing.events if event.code == JournalCode.SECRECY_MARKED]
    return tuple(event for event in marks if event.payload.get("subject") == TEXT)[-1:]


def _last_wish(filing: Case, part: Case) -> tuple[ClockEvent, ...]:
    """Return the entry of the times that suit the filer: they hold for a part that is a consultation."""
    if part.kind is not CaseKind.CONSULTATION:
        return ()
    return tuple(event for event in filing.events if event.code == JournalCode.VISIT_WISHED)[-1:]


def given(
    filing: Case, part: Case, act: Act, text: str, files: Sequence[str], known: frozenset[str]
) -> tuple[Changes, Changes]:
    """Return what handing a part something of its filing comes to: in both journals, the words in the part's.

    known  ids of the files of the filing

    Raises NotAllowed, Incomplete.
    """
    origin = origin_of(part)
    if origin is None or origin.filing != filing.id:
        raise Incomplete("part", "请选择这一件的一个部分。")
    if act.role is Role.COORDINATOR:
        is_theirs = filing.lead_bureau == MUNICIPAL
    else:
        is_theirs = act.bureau == filing.lead_bureau and act.role in HANDLERS
    if not is_theirs or is_outsider(filing, act.role, act.bureau, act.as_whom):
        raise NotAllowed("由原件的承办人员转给各部分（CRM 第37条）。")
    if not text and not files:
        raise Incomplete("text", "请写明要转的话，或者勾选要转的材料。")
    if len(text) > LONGEST_TEXT:
        raise Incomplete("text", f"最多 {LONGEST_TEXT:,} 字，您写了 {len(text):,} 字，请删减。")
    if not set(files) <= known:
        raise Incomplete("files", "勾选的材料里有的不在这一件里，请重新勾选。")
    said: dict[str, object] = {"number": origin.number, "files": sorted(set(files)), **act.behalf}
    words = CaseWords("note", text) if text else None
    out = JournalEntry(filing.id, act.at, act.by, JournalCode.PART_GIVEN, said)
    into = JournalEntry(part.id, act.at, act.by, JournalCode.PART_GIVEN, said, words=words)
    notices = (BureauNotice("case_routed", part.lead_bureau),)
    return (
        Changes(filing, replace(filing, version=filing.version + 1), (out,)),
        Changes(part, replace(part, version=part.version + 1), (into,), notices),
    )
