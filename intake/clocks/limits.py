"""The limits of the law, one block each in `clocks.yaml`: what starts, ends, pauses, extends and restarts them.

Sources stand in the blocks. A block is read through the models below; whatever does not fit is reported at
once, with file and field. Pure after loading.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, model_validator

from intake.clocks.codes import DECIDER_WORDS, UNIT_WORDS, Decider, LimitUnit, Reason, Whose
from intents.sheet import Block, Words, read_sheet

_FILE = Path(__file__).with_name("clocks.yaml")

Code = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$")]
Count = Annotated[int, Field(ge=1, strict=True)]


class Trigger(Block):
    """A journal code, and what its entry must say besides.

    when  by key of the entry's payload: the values that fit; an entry that says nothing there does not fit
    """

    code: Code
    when: Mapping[str, tuple[str | bool, ...]] = Field(default_factory=dict)

    def fits(self, code: str, payload: Mapping[str, object]) -> bool:
        """Say whether an entry of this code and payload is meant."""
        return code == self.code and all(payload.get(key) in values for key, values in self.when.items())


def _as_trigger(value: object) -> object:
    return {"code": value} if isinstance(value, str) else value


# In the file a bare code is enough: `starts: docketed`.
On = Annotated[Trigger, BeforeValidator(_as_trigger)]


class Extension(Block):
    """A way to make the limit longer.

    days, working_days  how much, in the limit's own unit; "decided": as long as the decision says
    at_most             a decided length may not be longer
    ground              when the article allows it, as an officer would say it
    by                  who decides
    paper               what the article wants written or told besides; "" where it names nothing
    once                it can be used once only
    after               the code of the extension that must have come before
    basis               only where another article than the limit's own allows it
    """

    code: Code
    label: Words
    days: Count | Literal["decided"] | None = None
    working_days: Count | Literal["decided"] | None = None
    at_most: Count | None = None
    ground: Words
    by: Decider
    paper: str = ""
    once: bool = False
    after: Code | None = None
    basis: str = ""

    @property
    def length(self) -> int | Literal["decided"] | None:
        """How much longer, whichever of the two fields says it."""
        return self.days if self.days is not None else self.working_days


def extension_in_words(extension: Extension, unit: LimitUnit) -> str:
    """Say what an extension gives, when, by whom, and what has to be written: a sentence for the officer."""
    length = f"{extension.length}{UNIT_WORDS[unit]}"
    if extension.length == "decided":
        most = f"，最多{extension.at_most}{UNIT_WORDS[unit]}" if extension.at_most else ""
        length = f"同时确定多少{UNIT_WORDS[unit]}{most}"
    parts = [
        extension.ground,
        DECIDER_WORDS[extension.by],
        length,
        "只能一次" if extension.once else "",
        extension.paper,
    ]
    return f"{extension.label}：{'；'.join(part for part in parts if part)}。"


class Pauses(Block):
    """The only reasons for which time is not counted, and the article that names them."""

    reasons: tuple[Reason, ...]
    basis: Words


class Restart(Trigger):
    """A code with which the count begins anew.

    keeps_extensions  whether an extension granted before still counts afterwards
    valid_from        the first day of the law that says so
    """

    keeps_extensions: bool
    basis: Words
    valid_from: date = date.min


class Warns(Block):
    """How many working days (hours, of a limit in hours) before the end somebody is warned; not law, ours.

    at_once  both are told as soon as it starts, at any hour of any day: too short to wait for a morning
    """

    holder: Count | None = None
    head: Count | None = None
    at_once: bool = False


# What a limit of ours warns where its block does not say otherwise.
_AS_A_RULE = Warns(holder=3, head=1)


class Limit(Block):
    """One limit of the law, as it was valid for what started in its time.

    name         several blocks may share it, when the law changed: their times of validity must not touch
    label        what the desk calls it
    ends         codes of what had to be done: the clock is met
    stops        codes after which nothing is due any more, though it was not done
    rolls        for days and months: a last day that is a 法定节假日 moves on (CRM 第45条, APP 第80条)
    basis        the article that sets the length, e.g. "APP 第18条"
    whose        who must act in time
    warns        only where it is not three working days before the holder and one before the head
    valid_from   the first day on which such a clock can start; valid_until the last one
    """

    name: Code
    label: Words
    starts: On
    ends: tuple[On, ...] = ()
    stops: tuple[On, ...] = ()
    working_days: Count | None = None
    days: Count | None = None
    months: Count | None = None
    hours: Count | None = None
    rolls: bool | None = None
    basis: Words
    extends: tuple[Extension, ...] = ()
    pauses: Pauses | None = None
    restarts: tuple[Restart, ...] = ()
    whose: Whose = Whose.OURS
    warns: Warns = _AS_A_RULE
    valid_from: date = date.min
    valid_until: date = date.max

    @property
    def unit(self) -> LimitUnit:
        """What it is counted in."""
        return next(unit for unit in LimitUnit if getattr(self, unit) is not None)

    @property
    def length(self) -> int:
        """How many of its unit."""
        length: int = getattr(self, self.unit)
        return length

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the journal that it hears, besides pauses."""
        heard: tuple[Trigger | Extension, ...] = (
            self.starts,
            *self.ends,
            *self.stops,
            *self.extends,
            *self.restarts,
        )
        return tuple(one.code for one in heard)

    def is_valid_on(self, day: date) -> bool:
        """Say whether this was the law on `day`."""
        return self.valid_from <= day <= self.valid_until

    @model_validator(mode="after")
    def _belongs_together(self) -> Limit:
        faults = list(_contradictions(self))
        if faults:
            raise ValueError("; ".join(faults))
        return self


def read_limits() -> tuple[Limit, ...]:
    """Return the limits of `clocks.yaml`; raise `SheetFaults` with every fault at once."""
    return read_sheet(_FILE, _SHEET)


def unheard(limits: Iterable[Limit], codes: Collection[str]) -> list[str]:
    """Return a fault for each code of a limit that is none of the journal's: it would never come.

    codes  all codes of the journal
    """
    return [
        f"{_FILE.name}: {limit.name}: {code} is no code of the journal"
        for limit in limits
        for code in limit.codes
        if code not in codes
    ]


def _contradictions(limit: Limit) -> Iterator[str]:
    given = [unit for unit in LimitUnit if getattr(limit, unit) is not None]
    if len(given) != 1:
        yield f"exactly one of {', '.join(LimitUnit)} is needed"
        return
    unit = given[0]
    if (limit.rolls is None) == (unit in (LimitUnit.DAYS, LimitUnit.MONTHS)):
        yield "rolls: is needed for days and months, and for them only"
    if limit.valid_until < limit.valid_from:
        yield "valid_until: lies before valid_from"
    if limit.whose is Whose.THEIRS and "warns" in limit.model_fields_set:
        yield "warns: nobody of ours is warned of what others must do"
    if unit is LimitUnit.HOURS and limit.whose is Whose.OURS and "warns" not in limit.model_fields_set:
        yield "warns: is needed for hours: three of them would be a working day of a limit in days"
    if unit is LimitUnit.HOURS and (limit.pauses or limit.extends or limit.restarts):
        yield "hours run on: no pauses, extends or restarts"
    known = {extension.code for extension in limit.extends}
    for extension in limit.extends:
        yield from (f"extends: {extension.code}: {fault}" for fault in _extension_faults(extension, unit, known))


def _extension_faults(extension: Extension, unit: LimitUnit, known: set[str]) -> Iterator[str]:
    other = "working_days" if unit is LimitUnit.DAYS else "days"
    if extension.length is None or getattr(extension, other) is not None:
        yield f"its length must be given in {unit}"
    if extension.at_most is not None and extension.length != "decided":
        yield "at_most: only where the length is decided"
    if extension.after is not None and extension.after not in known - {extension.code}:
        yield "after: is no other extension of this limit"


def _in_turn(limits: tuple[Limit, ...]) -> tuple[Limit, ...]:
    """Refuse limits of one name that are valid at the same time, and a file without any."""
    if not limits:
        raise ValueError("holds no clock")
    for number, later in enumerate(limits):
        for earlier in limits[:number]:
            is_before, is_after = (
                earlier.valid_until < later.valid_from,
                later.valid_until < earlier.valid_from,
            )
            if earlier.name == later.name and not (is_before or is_after):
                raise ValueError(f"{later.name} is used twice for the same time")
    return limits


_SHEET = TypeAdapter(Annotated[tuple[Limit, ...], AfterValidator(_in_turn)])
