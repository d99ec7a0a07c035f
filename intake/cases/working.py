"""What may be done with a case now, and doing it: rules in, changes out. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from intake.cases.case import Case, Incomplete, NotAllowed
from intake.cases.changes import Act, CaseWords, Changes, JournalEntry, KnownFiler, Rulebook
from intake.cases.codes import FILER, FINAL_STATES, MARKS, ROLES_OF_A_BUREAU, STATES, JournalCode, Role
from intake.cases.crossings import open_crossings
from intake.cases.handling import is_outsider
from intake.cases.move import Move, Mover
from intake.cases.moves import MOVES, move_called
from intake.cases.running import with_clocks
from intake.forms.supplement import Purpose
from intake.routing.bureaus import MUNICIPAL
from intents.reading.plain import says_nothing
from intents.telling.threats import tells_of_a_threat

# The tick under a move that cannot be taken back.
CONFIRMED: Final = "confirmed"
# What a colleague is told who is not among those who handle the case.
OUTSIDER: Final = "案件由承办人办理，您可以备注；需要加入的，请由承办人或者负责人指派（CRM 第37条）。"


def open_moves(case: Case, role: Role, bureau: str | None, who: str = "") -> tuple[Move, ...]:
    """Return what somebody of this post and bureau may do with the case now, in the order of the desk.

    who  id of the officer, or of whom they stand in for
    """
    return tuple(
        move
        for move in MOVES
        if case.kind in move.kinds
        and case.state in move.before
        and role in move.by
        and not _is_elsewhere(move, case, role, bureau)
        and (move.outside or not is_outsider(case, role, bureau, who))
        and not move.not_for(case, Mover(who, role, bureau))
    )


def offered_moves(
    case: Case, role: Role, bureau: str | None, rules: Rulebook, at: datetime, who: str = ""
) -> tuple[Move, ...]:
    """Return the moves of these that the page offers: nothing stands against them, and there is what to choose."""
    return tuple(
        move
        for move in open_moves(case, role, bureau, who)
        if not move.bars(case)
        and all(
            asked.options(case, rules, at) for asked in move.asked_of(case) if asked.required and asked.is_chosen
        )
    )


# In the payload of words in which the filer tells that they are threatened.
THREAT: Final = "threat"
_CODES: Mapping[str, JournalCode] = {
    Purpose.WITHDRAWAL_WISH: JournalCode.WITHDRAWAL_WISHED,
    Purpose.WITHDRAWAL_TAKEN_BACK: JournalCode.WITHDRAWAL_TAKEN_BACK,
    Purpose.DELETION_WISH: JournalCode.DELETION_WISHED,
}
_ABOUT_WITHDRAWING: Final = (JournalCode.WITHDRAWAL_WISHED, JournalCode.WITHDRAWAL_TAKEN_BACK)


def moved(name: str, case: Case, act: Act, rules: Rulebook) -> Changes:
    """Return what the move of this name comes to.

    Raises NotAllowed when the rules refuse it, Incomplete when something entered is missing or does not fit.
    """
    move = move_called(name)
    _refuse_unfit_case(move, case, act)
    faults = _faults_of(move, case, act, rules)
    if CONFIRMED in faults:
        raise _incomplete(faults)
    if why_not := move.refuses(case, act, rules):
        raise NotAllowed(why_not)
    if faults:
        raise _incomplete(faults)
    return with_clocks(move.does(case, act, rules), rules.clocks)


def _faults_of(move: Move, case: Case, act: Act, rules: Rulebook) -> dict[str, str]:
    """Return all that is wrong on the form of a move at once, by field: nobody sends it again for each."""
    faults: dict[str, str] = {}
    if move.grave and act.said(CONFIRMED) != "yes":
        faults[CONFIRMED] = "请先勾选，确认您了解会发生什么。"
    for asked in move.asks:
        try:
            asked.refuse_unfit(case, act, rules)
        except Incomplete as fault:
            faults[fault.field] = str(fault)
    return faults


def _incomplete(faults: Mapping[str, str]) -> Incomplete:
    first, *_ = faults
    return Incomplete(first, faults[first], faults)


def added(case: Case, purpose: str, text: str, at: datetime) -> Changes:
    """Return what words of the filer come to; raise Incomplete for words that say nothing.

    A wish that nobody has cannot be taken back: then it is an addition. Words that tell of a threat are marked so.
    """
    if says_nothing(text):
        raise Incomplete("note", "补充的内容是空的，没有记入。")
    if purpose == Purpose.WITHDRAWAL_TAKEN_BACK and not wishes_to_withdraw(case):
        purpose = Purpose.SUPPLEMENT.value
    payload = {"purpose": purpose, **({THREAT: True} if tells_of_a_threat(text) else {})}
    code = _CODES.get(purpose, JournalCode.FILER_ADDED)
    entry = JournalEntry(case.id, at, FILER, code, payload, words=CaseWords(purpose, text))
    return Changes(case, case, (entry,))


def wishes_to_withdraw(case: Case) -> bool:
    """Say whether the filer's last word about withdrawing is that they want to."""
    said = [event.code for event in case.events if event.code in _ABOUT_WITHDRAWING]
    return bool(said) and said[-1] == JournalCode.WITHDRAWAL_WISHED


def contact_corrected(
    case: Case, known: KnownFiler, given: Mapping[str, str], at: datetime, told: str | None = None
) -> Changes:
    """Return what corrected contact data come to: what stood there before is kept beside it.

    given  the corrected fields; those that say the same as before change nothing
    told   what the account hears of it that filed the case
    """
    if case.anonymous:
        raise NotAllowed("匿名提交的没有联系方式，不能更正。")
    changed = {name: value for name, value in given.items() if value and value != known.fields.get(name)}
    if not changed:
        raise Incomplete("contact", "和原来的一样，没有改动。")
    before = {"at": at.isoformat(timespec="seconds"), "fields": {name: known.fields.get(name) for name in changed}}
    identity = KnownFiler({**known.fields, **changed}, {**known.typed, **changed}, (*known.before, before))
    entry = JournalEntry(case.id, at, FILER, JournalCode.CONTACT_CORRECTED, {"fields": sorted(changed)}, mail=told)
    return Changes(case, case, (entry,), identity=identity)


def rated(case: Case, mark: str, at: datetime) -> Changes:
    """Return what the filer's mark comes to: one, after the case was closed."""
    if mark not in MARKS:
        raise Incomplete("mark", "请选择一项评价。")
    if case.state not in FINAL_STATES:
        raise NotAllowed("办结以后才能评价。")
    if is_rated(case):
        raise NotAllowed("已经评价过了，谢谢。")
    entry = JournalEntry(
        case.id, at, FILER, JournalCode.FILER_RATED, {"mark": mark}, words=CaseWords("mark", MARKS[mark])
    )
    return Changes(case, case, (entry,))


def is_rated(case: Case) -> bool:
    """Say whether the filer has given their mark."""
    return any(event.code == JournalCode.FILER_RATED for event in case.events)


def _refuse_unfit_case(move: Move, case: Case, act: Act) -> None:
    basis = f"（{move.article}）" if move.article else ""
    if case.kind not in move.kinds:
        raise NotAllowed(f"这类案件没有这个操作，请刷新页面后重试{basis}。")
    if act.role not in move.by:
        raise NotAllowed(f"您的岗位不能“{move.label}”{basis}，请交由有权的同事办理。")
    if why_not := _is_elsewhere(move, case, act.role, act.bureau):
        raise NotAllowed(f"{why_not}{basis}。" if move.answers or act.role is Role.COORDINATOR else why_not)
    if is_outsider(case, act.role, act.bureau, act.as_whom) and not move.outside:
        raise NotAllowed(OUTSIDER)
    if case.state not in move.before:
        raise NotAllowed(
            f"案件现在是“{STATES[case.state]}”，不能“{move.label}”{basis}。请刷新页面，按页面上列出的操作办理。"
        )
    if why_not := move.bars(case) or move.not_for(case, Mover(act.as_whom, act.role, act.bureau)):
        raise NotAllowed(why_not)


def _is_elsewhere(move: Move, case: Case, role: Role, bureau: str | None) -> str:
    """Say why the move is not this bureau's to make; "" when it is."""
    if move.answers:
        owned = {(one.kind, one.step) for one in open_crossings(case, bureau)} if bureau else set()
        return "" if owned & move.answers else f"没有等待本局“{move.label}”的事项"
    if role is Role.COORDINATOR:
        is_below = move.intake and case.lead_bureau != MUNICIPAL
        return f"案件在区县局，“{move.label}”由承办局办理" if is_below else ""
    if role not in ROLES_OF_A_BUREAU or bureau == case.lead_bureau:
        return ""
    takes_part = bureau in case.assisting or bool(open_crossings(case, bureau))
    if move.assists and takes_part:
        return ""
    return "本局是协助单位，只能备注；其他操作由承办局办理。" if bureau in case.assisting else _NOT_OURS


_NOT_OURS: Final = "案件由别的局承办，本局只能办理等待本局的事项（CRM 第37条）。"
