"""What a step of a transfer is: everything that is true of it, in one value. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, Literal

from intake.cases.case import Case, Incomplete
from intake.cases.changes import Act, Rulebook
from intake.cases.codes import Role
from intake.clocks.calendar import SHANGHAI
from intake.transfers.body import Bodies
from intake.transfers.codes import TransferKind, TransferState
from intake.transfers.transfer import Transfer
from intents.signs import has_control_characters

LONGEST_TEXT: Final = 2_000
LONGEST_NUMBER: Final = 60
ONE_LINE: Final = "只能写一行，不能有换行和控制字符。"
# Several ticks of one name are posted as one value, joined by this.
BETWEEN_TICKS: Final = ","

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Office:
    """What the rules of transfers are looked up in.

    colleagues  officers of the bureau who can be in a team: id and name
    parts       what of the case can be sent: code and label, what names the filer last
    made        papers that were made here and hold: by transfer, internal numbers by kind
    """

    rules: Rulebook
    bodies: Bodies
    colleagues: Mapping[str, str] = field(default_factory=dict)
    parts: Options = ()
    made: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def made_beside(self, transfer: Transfer | None) -> Mapping[str, str]:
        """Return the numbers of the papers that were made beside a transfer, by kind."""
        return self.made.get(transfer.id, {}) if transfer is not None else {}


def no_options(_: Case, __: Transfer | None, ___: Office, ____: Act) -> Options:
    """For an input that is written, not chosen."""
    return ()


def always(options: Mapping[str, str]) -> Callable[[Case, Transfer | None, Office, Act], Options]:
    """Return what offers the same, whatever the case."""
    fixed = tuple(options.items())
    return lambda _, __, ___, ____: fixed


@dataclass(frozen=True, slots=True)
class StepField:
    """One thing a step asks for, and where it is kept.

    kind     "moment" is YYYY-MM-DDTHH:MM in Shanghai, or a day alone; "ticks" several of the options
    kept     codes and days in the entry itself; words and a paper's number sealed beside it; "at" when it happened
    missing  the sentence that is shown when it was left out, or is none of the options
    """

    name: str
    label: str
    kind: Literal["text", "line", "select", "choice", "ticks", "moment", "day", "number"]
    missing: str = ""
    hint: str = ""
    kept: Literal["said", "words", "number", "at", "letter"] = "said"
    required: bool = True
    most: int = LONGEST_TEXT
    options: Callable[[Case, Transfer | None, Office, Act], Options] = no_options

    def refuse_unfit(self, case: Case, transfer: Transfer | None, act: Act, office: Office) -> None:
        """Raise Incomplete when what was entered does not fit."""
        said = act.said(self.name)
        if not said and not self.required:
            return
        if not said:
            raise Incomplete(self.name, self.missing)
        if len(said) > self.most:
            raise Incomplete(self.name, f"最多 {self.most:,} 字，您写了 {len(said):,} 字，请删减。")
        if self.kind == "line" and has_control_characters(said):
            raise Incomplete(self.name, ONE_LINE)
        if not self._fits(said, case, transfer, act, office):
            raise Incomplete(self.name, self.missing)

    def _fits(self, said: str, case: Case, transfer: Transfer | None, act: Act, office: Office) -> bool:
        match self.kind:
            case "text" | "line":
                return any(character.isalnum() for character in said)
            case "moment":
                return moment_of(said) is not None
            case "day":
                return day_of(said) is not None
            case "number":
                return said.isascii() and said.isdigit() and len(said) < 4 and int(said) > 0
        known = {value for value, _ in self.options(case, transfer, office, act)}
        return known.issuperset(ticked(said)) if self.kind == "ticks" else said in known


def ticked(said: str) -> tuple[str, ...]:
    """Return the values of several ticks, each once."""
    return tuple(dict.fromkeys(one for one in said.split(BETWEEN_TICKS) if one))


def moment_of(said: str) -> datetime | None:
    """Return the instant that was entered, the beginning of a day alone; None when it is none."""
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    return at.replace(tzinfo=SHANGHAI) if at.tzinfo is None else None


def day_of(said: str) -> date | None:
    """Return the day that was entered; None when it is none."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def effective_at(said: str, act: Act, not_before: datetime) -> datetime | None:
    """Return when a step took effect; None for this very minute, which needs no other instant.

    not_before  when the step before it took effect: nothing is answered before it was sent
    Raises Incomplete where it has not come yet, or lies before that.
    """
    entered = moment_of(said)
    if entered is None:
        raise Incomplete("at", "请填写日期和时间。")
    if entered > act.at:
        raise Incomplete("at", "这个时间还没有到，请核对日期；最晚填现在。")
    # A paper often bears a day alone: then the day counts, not its first minute.
    is_day_alone = entered.time() == time()
    earliest = not_before.astimezone(SHANGHAI)
    if entered.date() < earliest.date() or (
        not is_day_alone and entered < earliest.replace(second=0, microsecond=0)
    ):
        when = f"{earliest.year}年{earliest.month}月{earliest.day}日{earliest:%H:%M}"
        raise Incomplete("at", f"不能早于上一步（{when}）。请核对文书上的日期；上一步记错的，请先撤销上一步。")
    return None if abs(act.at - entered) < timedelta(minutes=1) else max(entered, not_before)


def allowed(_: Case, __: Transfer, ___: Act, ____: Office) -> str:
    """Nothing speaks against it."""
    return ""


def nothing_more(_: Case, __: Transfer, ___: Act, ____: Office) -> Mapping[str, object]:
    """Nothing is kept but what was entered."""
    return {}


@dataclass(frozen=True, slots=True)
class TransferStep:
    """One step that an officer may take with a transfer.

    code     its code in the journal; also stands in the address of the form
    before   states it may start from; after: the state it leads to, None keeps it
    by       posts that may take it; the wall between bureaus is checked apart from this
    effect   what will happen, said before it does
    refuses  why this officer cannot take it with this transfer, as a sentence; "" when they can
    unfit    why what was entered does not go together, raised as Incomplete
    adds     what is kept besides what was entered
    turns    the state it leads to where what was entered decides; None: `after`
    grave    cannot be taken back by the other side's leave: confirmed by a tick
    late     may be taken after the case was closed, too
    """

    code: str
    label: str
    kinds: frozenset[TransferKind]
    before: frozenset[TransferState]
    after: TransferState | None
    by: frozenset[Role]
    effect: str
    article: str = ""
    asks: tuple[StepField, ...] = ()
    refuses: Callable[[Case, Transfer, Act, Office], str] = allowed
    unfit: Callable[[Case, Transfer, Act, Office], None] | None = None
    adds: Callable[[Case, Transfer, Act, Office], Mapping[str, object]] = nothing_more
    turns: Callable[[Mapping[str, object]], TransferState | None] = lambda _: None
    button: str = ""
    grave: bool = False
    late: bool = False
    apart: bool = False

    def leads_to(self, state: TransferState, said: Mapping[str, object]) -> TransferState:
        """Return the state after it."""
        return self.turns(said) or self.after or state


AT: Final = StepField(
    "at", "日期和时间", "moment", "请填写日期和时间。", "以文书或者回执上的为准，可以补录。", kept="at"
)
NUMBER: Final = StepField(
    "number",
    "文号（选填）",
    "line",
    "请填写文号。",
    "只写文号。",
    kept="number",
    required=False,
    most=LONGEST_NUMBER,
)
WHY: Final = StepField("text", "理由", "text", "请写明理由。", "内部留存，来访人看不到。", kept="words")
NOTE: Final = StepField("text", "说明（选填）", "text", "请写说明。", "内部留存。", kept="words", required=False)
