"""What may be done now with a transfer, and doing it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, JournalEntry
from intake.cases.codes import DECIDERS, FINAL_STATES, STATES
from intake.cases.running import with_clocks
from intake.cases.transfer_codes import TRANSFER_LABELS, TransferCode
from intake.cases.working import CONFIRMED
from intake.clocks.counting import Clocks
from intake.transfers.codes import (
    TRANSFER_STATES,
    TransferState,
)
from intake.transfers.opening import TransferOpening, opening_of, said_at_opening
from intake.transfers.reading import transfers_of
from intake.transfers.step import WHY, Office, StepField, TransferStep, effective_at, ticked
from intake.transfers.steps import RECORDED, STEP_OF, STEPS
from intake.transfers.transfer import Transfer


def steps_for(case: Case, transfer: Transfer, act: Act, office: Office) -> tuple[TransferStep, ...]:
    """Return what whoever acts may do with the transfer now."""
    return tuple(
        step
        for step in STEPS
        if transfer.kind in step.kinds
        and transfer.state in step.before
        and not _why_not(step, case, transfer, act, office)
    )


def taken(code: str, case: Case, transfer: Transfer, act: Act, office: Office) -> Changes:
    """Return what the step of this code comes to.

    Raises NotAllowed when the rules refuse it, Incomplete when something entered is missing or does not fit.
    """
    step = STEP_OF.get((transfer.kind, code))
    if step is None:
        raise NotAllowed("这件移送没有这个步骤，请刷新页面后重试。")
    if transfer.state not in step.before:
        raise NotAllowed(
            f"这件移送现在是“{TRANSFER_STATES[transfer.state]}”，不能“{step.label}”。请刷新页面后按列出的步骤办理。"
        )
    if why_not := _why_not(step, case, transfer, act, office):
        raise NotAllowed(why_not)
    if step.grave and act.said(CONFIRMED) != "yes":
        raise Incomplete(CONFIRMED, "请先勾选，确认您了解会发生什么。")
    _refuse_unfit(step.asks, case, transfer, act, office)
    if step.unfit is not None:
        step.unfit(case, transfer, act, office)
    said = {**_said(step.asks, act), **step.adds(case, transfer, act, office)}
    said |= _made_here(said, transfer, office)
    at = effective_at(act.said("at"), act, transfer.steps[-1].effective_at) if _asks_when(step) else None
    return _written(case, transfer.id, step.code, act, said, step.asks, at, office)


def opened(kind: str, case: Case, transfer_id: str, act: Act, office: Office) -> Changes:
    """Return what opening a transfer of this kind comes to; raises as `taken` does.

    transfer_id  drawn for it
    """
    opening = opening_of(kind)
    if opening is None:
        raise NotAllowed("没有这种移送，请刷新页面后重试。")
    if why_not := why_not_opened(opening, case, act, office):
        raise NotAllowed(why_not)
    _refuse_unfit(opening.asks, case, None, act, office)
    if opening.unfit is not None:
        opening.unfit(case, act, office)
    opened_by = {"state": opening.state.value, "bureau": case.lead_bureau, "by": act.by}
    said = {**said_at_opening(opening, act, office), **opened_by}
    return _written(case, transfer_id, TransferCode.OPENED, act, said, opening.asks, None, office)


def why_not_opened(opening: TransferOpening, case: Case, act: Act, office: Office) -> str:
    """Say why whoever acts cannot open such a transfer now; "" when they can."""
    if act.bureau != case.lead_bureau:
        return "只有承办局可以移送、通报或者告知。"
    if act.role not in opening.by:
        return "您的岗位不能办理移送，请交承办人员办理。"
    if case.kind not in opening.cases:
        return "这类案件没有这种移送。"
    if case.state not in opening.states:
        return f"案件现在是“{STATES[case.state]}”，不能办理这种移送。"
    return opening.refuses(case, transfers_of(case), act, office)


def withdrawn(case: Case, transfer: Transfer, act: Act, office: Office) -> Changes:
    """Let the newest entry of a transfer count as never entered; both stay in the journal."""
    if act.bureau != case.lead_bureau or act.role not in DECIDERS:
        raise NotAllowed("撤销误录的记录由承办局负责人办理。")
    if transfer.state is TransferState.VOID:
        raise NotAllowed("这件移送已经撤销。")
    WHY.refuse_unfit(case, transfer, act, office)
    newest = [step for step in transfer.steps if step.code not in RECORDED][-1]
    entry = JournalEntry(
        case.id,
        act.at,
        act.by,
        TransferCode.WITHDRAWN,
        act.behalf,
        subject=transfer.id,
        supersedes=newest.seq,
        words=CaseWords("reason", act.said("text")),
    )
    return with_clocks(Changes(case, replace(case, version=case.version + 1), (entry,)), office.rules.clocks)


def recorded(
    case: Case,
    transfer: Transfer,
    code: TransferCode,
    by: str,
    at: datetime,
    said: Mapping[str, object],
    clocks: Clocks,
    words: str = "",
) -> Changes:
    """Return what something that the service itself notes of a transfer comes to."""
    if code not in RECORDED:
        raise ValueError(f"{code} is a step of officers")
    entry = JournalEntry(
        case.id, at, by, code, said, subject=transfer.id, words=CaseWords("transfer", words) if words else None
    )
    return with_clocks(Changes(case, replace(case, version=case.version + 1), (entry,)), clocks)


def _why_not(step: TransferStep, case: Case, transfer: Transfer, act: Act, office: Office) -> str:
    if act.bureau != case.lead_bureau:
        return "只有承办局可以办理这件移送。"
    if act.role not in step.by:
        return f"您的岗位不能“{step.label}”，请交由有权的同事办理。"
    if case.state in FINAL_STATES and not step.late:
        return f"案件已办结，不能再“{step.label}”。"
    return step.refuses(case, transfer, act, office)


def _refuse_unfit(
    asks: Iterable[StepField], case: Case, transfer: Transfer | None, act: Act, office: Office
) -> None:
    for asked in asks:
        asked.refuse_unfit(case, transfer, act, office)


def _asks_when(step: TransferStep) -> bool:
    return any(asked.kept == "at" for asked in step.asks)


def _made_here(said: Mapping[str, object], transfer: Transfer, office: Office) -> Mapping[str, object]:
    """Return the internal numbers of those papers that go along and were made here."""
    papers = said.get("papers")
    made = office.made_beside(transfer)
    numbers = [made[one] for one in papers if one in made] if isinstance(papers, list) else []
    return {"made_papers": numbers} if numbers else {}


def _said(asks: Iterable[StepField], act: Act) -> dict[str, object]:
    said: dict[str, object] = {}
    for asked in asks:
        value = act.said(asked.name)
        if asked.kept == "said" and value:
            said[asked.name] = list(ticked(value)) if asked.kind == "ticks" else value
    return said


def _written(
    case: Case,
    transfer_id: str,
    code: str,
    act: Act,
    said: Mapping[str, object],
    asks: Iterable[StepField],
    at: datetime | None,
    office: Office,
) -> Changes:
    """Return the entry and the case after it; what is told to the filer goes with it."""
    kept = {asked.kept: act.said(asked.name) for asked in asks if asked.kept != "said"}
    words, number, letter = _words(asks, act), kept.get("number", ""), kept.get("letter", "")
    bureaus = office.rules.bureaus
    heading = f"{bureaus.public_name_of(case.lead_bureau)}就您的举报 {case.reference} 告知："
    entry = JournalEntry(
        case.id,
        act.at,
        act.by,
        code,
        {**said, **act.behalf},
        effective_at=at,
        subject=transfer_id,
        words=CaseWords("written", letter) if letter else CaseWords("transfer", words) if words else None,
        number=number or None,
        mail=f"{heading}\n{letter}" if letter else None,
    )
    notices = (BureauNotice("case_written", case.lead_bureau),) if letter else ()
    changes = Changes(case, replace(case, version=case.version + 1), (entry,), notices)
    return with_clocks(changes, office.rules.clocks)


def _words(asks: Iterable[StepField], act: Act) -> str:
    """Return what is kept in words, each thing under its name, beside the note or the reasons."""
    written = ((asked, act.said(asked.name)) for asked in asks if asked.kept == "words")
    return "\n".join(said if asked.name == "text" else f"{asked.label}：{said}" for asked, said in written if said)


def label_of(code: str) -> str:
    """Return what the book calls a step."""
    return TRANSFER_LABELS.get(code, code)
