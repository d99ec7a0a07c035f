"""Values are what the library's dataclasses are: made, compared, hashed, shown, copied and refused alike."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from dataclasses import field
from typing import Any, ClassVar

import pytest

from intents import values
from intents.once import once
from intents.values import dataclass

# The library's own, and ours, of the same written class.
WAYS = (dataclasses.dataclass, values.dataclass)


def _made_by(way: Any, *, slots: bool = True) -> Any:
    @way(frozen=True, slots=slots)
    class Place:
        """Where something is."""

        town: str
        street: str = "渝中"
        names: list[str] = field(default_factory=list)
        secret: str = field(default="", repr=False, compare=False)
        length: int = field(default=0, init=False, compare=False)
        kind: ClassVar[str] = "place"

        def __post_init__(self) -> None:
            object.__setattr__(self, "length", len(self.town))

    return Place


def _two(slots: bool = True) -> tuple[Any, Any]:
    theirs, ours = (_made_by(way, slots=slots) for way in WAYS)
    return theirs, ours


@pytest.mark.parametrize("slots", [True, False])
@pytest.mark.parametrize(
    "asked",
    [
        lambda kind: repr(kind("江津")),
        lambda kind: repr(kind("江津", street="几江", names=["a"], secret="x")),
        lambda kind: kind("江津") == kind("江津", secret="y"),
        lambda kind: kind("江津") == kind("合川"),
        lambda kind: kind("江津") == "江津",
        lambda kind: kind("江津").length,
        lambda kind: [one.name for one in dataclasses.fields(kind)],
        lambda kind: dataclasses.asdict(kind("江津", names=["a"])),
        lambda kind: repr(dataclasses.replace(kind("江津"), town="合川区")),
        lambda kind: copy.deepcopy(kind("江津", names=["a"])) == kind("江津", names=["a"]),
        lambda kind: kind("江津").names is kind("江津").names,
        lambda kind: kind.__match_args__,
        lambda kind: kind.__doc__,
        lambda kind: kind.__name__,
        lambda kind: hasattr(kind("江津"), "__dict__"),
    ],
)
def test_what_is_asked_of_a_value_has_the_librarys_answer(asked: Callable[[Any], object], slots: bool) -> None:
    theirs, ours = _two(slots)

    assert asked(ours) == asked(theirs)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda kind: kind(),
        lambda kind: kind("江津", colour="red"),
        lambda kind: kind("江津", "几江", [], "", 5),
        lambda kind: setattr(kind("江津"), "town", "合川"),
        lambda kind: delattr(kind("江津"), "town"),
        lambda kind: hash(kind("江津")),
        lambda kind: dataclasses.replace(kind("江津"), length=3),
    ],
)
def test_what_a_value_refuses_the_library_refuses_with_the_same_error(wrong: Callable[[Any], object]) -> None:
    told = []
    for kind in _two():
        with pytest.raises((TypeError, ValueError, dataclasses.FrozenInstanceError)) as refused:
            wrong(kind)
        told.append((refused.type, str(refused.value)))

    theirs, ours = told
    assert ours == theirs


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing at all."""


@dataclass(frozen=True, slots=True)
class One:
    """One thing."""

    thing: object


@dataclass(frozen=True, slots=True)
class More(One):
    """One thing, and how often."""

    times: int = 1


@dataclass(frozen=True, slots=True)
class Own:
    """Says itself what it is, and whether two are alike."""

    text: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Own) and self.text.lower() == other.text.lower()

    def __hash__(self) -> int:
        return hash(self.text.lower())

    def __repr__(self) -> str:
        return "own"


@dataclass(frozen=True)
class Remembers:
    """Works something out once."""

    text: str

    @once
    def length(self) -> int:
        """Return how long it is."""
        return len(self.text)


def test_values_are_equal_by_their_fields_and_kind_and_can_be_keys() -> None:
    assert {Nothing(): 1}[Nothing()] == 1
    assert {One((1, 2)): 1}[One((1, 2))] == 1
    assert One(1) != More(1)
    assert More(1) == More(1, 1) and hash(More(1)) == hash(More(1, 1))
    assert More(thing=2, times=3) == dataclasses.replace(More(2), times=3)
    never_itself = float("nan")
    assert One(never_itself) == One(never_itself), "as the library: what is the same object is equal"


def test_what_a_class_says_itself_stays() -> None:
    assert Own("A") == Own("a") and len({Own("A"), Own("a")}) == 1 and repr(Own("A")) == "own"


def test_a_value_is_kept_and_read_again() -> None:
    assert pickle.loads(pickle.dumps(More("x", 2))) == More("x", 2)  # noqa: S301 - our own
    assert copy.copy(More("x", 2)) == More("x", 2)


def test_a_value_without_slots_remembers() -> None:
    remembers = Remembers("abc")

    assert remembers.length == 3 and vars(remembers)["length"] == 3


def test_a_value_that_holds_itself_can_be_shown() -> None:
    circle: list[object] = []
    circle.append(One(circle))

    assert repr(circle) == "[One(thing=[...])]"


def test_how_a_value_is_made_can_be_looked_up() -> None:
    More("x")

    assert list(inspect.signature(More).parameters) == ["thing", "times"]
