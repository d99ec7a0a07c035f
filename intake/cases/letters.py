"""Words to the filer that come with a move: a copy in the case, and a letter for their page or next turn. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, BureauNotice, CaseWords, Changes, JournalEntry, Rulebook
from intake.cases.codes import CaseKind
from intake.cases.parting import known_as

WRITTEN: Final = "written_to_filer"
# Beside their page and their next turn: by which ways whoever filed under their name is told of a letter.
BY_WECHAT: Final = "letter_wechat"
BY_MAIL: Final = "letter_mail"
LETTER_WAYS: Final = (BY_WECHAT, BY_MAIL)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a filer is written: the words in the journal, the mail in full, and the bureau that is told of it."""

    words: CaseWords
    mail: str
    notices: tuple[BureauNotice, ...]


def letter(case: Case, rules: Rulebook, text: str) -> Letter:
    """Return the letter in which the bureau that answers for the case says this."""
    what = "咨询" if case.kind is CaseKind.CONSULTATION else "举报"
    heading = f"{rules.bureaus.public_name_of(case.lead_bureau)}就您的{what} {known_as(case)} 回复："
    return Letter(
        CaseWords("written", text), f"{heading}\n{text}", (BureauNotice("case_written", case.lead_bureau),)
    )


def told_if_said(changes: Changes, act: Act, rules: Rulebook, code: str = WRITTEN) -> Changes:
    """Let the filer hear of it where the officer wrote something for them."""
    if act.said("tell") and changes.after.kind is CaseKind.REFERRAL:
        raise Incomplete("tell", "其他机关的来件没有来访人，不能告知；结果请在移送台账里向来件机关反馈。")
    return told(changes, act, rules, act.said("tell"), code) if act.said("tell") else changes


def told(changes: Changes, act: Act, rules: Rulebook, text: str, code: str = WRITTEN) -> Changes:
    """Let the filer hear of it too; `code` is what the journal calls it."""
    said = letter(changes.after, rules, text)
    entry = JournalEntry(changes.after.id, act.at, act.by, code, words=said.words, mail=said.mail)
    return changes.adding(entry, notices=said.notices)
