"""What officers write to the filer: words, a request for supplements, the result of a report. Pure.

Asking for supplements stops no clock (TSR 第17条第2款; APP 第18条 names what does). Telling the result to whoever
reported under their name with facts and evidence stays due, docketed or not: at once, no number of days (AUCL25
第20条; CRM 第36条).
"""

from __future__ import annotations

from datetime import date
from typing import Final

from intake.cases.case import Case
from intake.cases.changes import Act, Changes, Rulebook
from intake.cases.codes import FILED, HANDLERS, REPORTS, WORKED_STATES, CaseState, JournalCode, Role
from intake.cases.letters import WRITTEN, letter
from intake.cases.move import Input, Move, Mover
from intake.cases.owing import RESULT_STATES, RESULT_TOLD

_WRITERS: Final = HANDLERS | {Role.COORDINATOR}


def written(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Write to the filer: for their page or their next turn, with a copy in the case."""
    said = letter(case, rules, act.said("text"))
    return WRITE.made(case, act, words=said.words, mail=said.mail, notices=said.notices)


def supplement_asked(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Ask for what is missing, until a day."""
    until = date.fromisoformat(act.said("until"))
    said = letter(case, rules, supplement_text(act.said("text"), until))
    payload = {"until": until.isoformat()}
    return ASK_SUPPLEMENT.made(case, act, payload, words=said.words, mail=said.mail, notices=said.notices)


def supplement_text(text: str, until: date) -> str:
    """Return what is asked, with the day at its end."""
    return (
        f"{text}\n请在{until.year}年{until.month}月{until.day}日以前补充；办理期限照常计算，过了这一天也可以补充。"
    )


def result_told(case: Case, act: Act, rules: Rulebook) -> Changes:
    """Tell the filer what came of their report."""
    said = letter(case, rules, act.said("text"))
    return TELL_RESULT.made(case, act, words=said.words, mail=said.mail, notices=said.notices)


def words_read(case: Case, act: Act, _: Rulebook) -> Changes:
    """Note that what the filer wrote was read; nothing else changes."""
    return READ_WORDS.made(case, act)


def owes_result(case: Case) -> bool:
    """Say whether the filer still has to be told what came of their report (`owing`)."""
    return case.result_owed_since is not None


def has_unread_words(case: Case) -> bool:
    """Say whether the filer wrote something after the last thing that an officer did."""
    for event in reversed(case.events):
        if event.code in _BY_FILERS:
            return True
        if event.code in ANSWERING:
            return False
    return False


_BY_FILERS: Final = (JournalCode.FILER_ADDED, JournalCode.WITHDRAWAL_WISHED, JournalCode.DELETION_WISHED)
# Whoever does one of these has dealt with what the filer wrote before.
ANSWERING: Final = frozenset({WRITTEN, RESULT_TOLD, "note_added", "words_read", "supplement_asked"})


def _owes_nothing(case: Case) -> str:
    if case.anonymous:
        return "匿名举报没有法定的结果告知；需要说明的，用“回复来访人”。"
    return ""


def _is_told(case: Case, _: Mover) -> str:
    return "" if owes_result(case) else "处理结果已经告知。"


def _nothing_to_read(case: Case, _: Mover) -> str:
    return "" if has_unread_words(case) else "来访人没有新写的话。"


WRITE: Final = Move(
    "write",
    "回复来访人",
    kinds=FILED,
    before=frozenset(CaseState),
    after=None,
    by=_WRITERS,
    asks=(Input("text", "给来访人的话", "text", "请写下给来访人的话。"),),
    effect="来访人在网页上立即看到，在微信里最迟随下一次对话收到。请勿写入商业秘密的具体内容。",
    button="发送",
    letter=True,
    journal=WRITTEN,
    written=True,
    does=written,
)
ASK_SUPPLEMENT: Final = Move(
    "ask_supplement",
    "请来访人补充",
    article="TSR 第17条",
    kinds=FILED,
    before=WORKED_STATES,
    after=None,
    by=_WRITERS,
    asks=(
        Input("text", "要补充什么", "text", "请写明要来访人补充什么。"),
        Input("until", "补充到哪一天", "coming", "请选择今天以后、四个月以内的一个工作日。"),
    ),
    effect="来访人会看到要补充什么、到哪一天。等待补充不停止计算任何期限。请勿要求在对话里写商业秘密的具体内容。",
    button="发送",
    letter=True,
    journal="supplement_asked",
    written=True,
    does=supplement_asked,
)
TELL_RESULT: Final = Move(
    "tell_result",
    "告知处理结果",
    article="AUCL25 第20条; CRM 第36条",
    kinds=FILED & REPORTS,
    before=RESULT_STATES,
    after=None,
    by=_WRITERS,
    asks=(Input("text", "告知的内容", "text", "请写明处理结果。"),),
    effect="实名举报并提供相关事实和证据的，处理结果应当及时告知。来访人在网页上立即看到，在微信里最迟随下一次对话收到。",
    bars=_owes_nothing,
    not_for=_is_told,
    button="发送",
    letter=True,
    journal=RESULT_TOLD,
    does=result_told,
)
READ_WORDS: Final = Move(
    "read_words",
    "已阅",
    kinds=FILED,
    before=frozenset(CaseState),
    after=None,
    by=_WRITERS,
    effect="来访人新写的话记为已阅，案件从“来访人有新的补充”里移出；案件状态和期限不变。",
    not_for=_nothing_to_read,
    button="记为已阅",
    journal="words_read",
    written=True,
    does=words_read,
)

LETTER_MOVES: Final = (TELL_RESULT, WRITE, ASK_SUPPLEMENT, READ_WORDS)
