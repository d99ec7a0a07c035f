"""`dataclass` as the standard library has it, without what its classes cost a start. Pure.

The library writes six methods of each class as text and compiles them: 0.7 ms a class, of which a start makes
eight hundred. Here showing and refusing are plain functions, and how values are made, compared and hashed is
compiled when the first one is. Fields, `replace`, `asdict`, copies and what type checkers see are the library's
own; nothing private of it is used. What is not frozen is left to it whole.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from reprlib import recursive_repr
from types import FunctionType, MemberDescriptorType
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass

    from _typeshed import DataclassInstance

    _Writes = Callable[[type[DataclassInstance]], Callable[..., object]]
else:

    def dataclass(*, frozen: bool = False, slots: bool = False) -> Callable[[type], type]:
        """Make a class whose values are their fields; only these two choices are in use."""
        if not frozen:
            return dataclasses.dataclass(slots=slots)
        return lambda written: _value(written, slots=slots)


def _value(written: type, *, slots: bool) -> type:
    # For the library it is not frozen: that it is stands in methods of ours, shared by all.
    said = written.__doc__
    if said is None:
        # The library would put a text together of what a class without one is made with.
        written.__doc__ = written.__name__
    own = set(vars(written))
    made: type[DataclassInstance] = dataclasses.dataclass(slots=slots, init=False, repr=False, eq=False)(written)
    made.__doc__ = said
    fields = dataclasses.fields(made)
    shown = [field.name for field in fields if field.repr]
    methods: dict[str, Callable[..., object]] = {
        "__init__": _late(made, "__init__", _init_of),
        "__repr__": _repr_of(shown),
        "__eq__": _late(made, "__eq__", _eq_of),
        "__hash__": _late(made, "__hash__", _hash_of),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
    }
    if slots:
        methods |= {"__getstate__": _state_of, "__setstate__": _take_state}
    for name, method in methods.items():
        # A class that says how two are alike and not what their hash is has None there, from the interpreter.
        if name not in own or (name == "__hash__" and vars(made)[name] is None):
            setattr(made, name, method)
    return made


def _late(
    made: type[DataclassInstance], name: str, write: Callable[[type[DataclassInstance]], Callable[..., object]]
) -> Callable[..., object]:
    """Return a method that is written when it is first asked for, and puts what was written in its own place."""

    def method(self: object, /, *given: object, **named: object) -> object:
        now = vars(made)[name]
        if now is method:
            now = write(made)
            setattr(made, name, now)
        return now(self, *given, **named)

    return method


def _repr_of(shown: list[str]) -> Callable[[object], str]:
    def __repr__(self: object) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return recursive_repr()(__repr__)


def _refuse_to_set(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state_of(self: DataclassInstance) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _take_state(self: DataclassInstance, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


def _init_of(made: type[DataclassInstance]) -> Callable[..., object]:
    """Return what sets the fields, as the library would have written it."""
    taken: list[str] = []
    plain: list[str] = []
    lines: list[str] = []
    names: dict[str, object] = {"_absent": _ABSENT, "_set": object.__setattr__}
    for number, field in enumerate(dataclasses.fields(made)):
        default, make = f"_default_{number}", f"_make_{number}"
        names |= {default: field.default, make: field.default_factory}
        has_default, is_made = _is_given(field.default), _is_given(field.default_factory)
        if not field.init and not has_default and not is_made:
            continue
        value = field.name if field.init else default
        if field.init:
            among = taken if not field.kw_only else plain
            among.append(field.name + (f"={default}" if has_default else "=_absent" if is_made else ""))
        if is_made:
            value = f"{make}() if {field.name} is _absent else {field.name}" if field.init else f"{make}()"
        slot = getattr(made, field.name, None)
        if isinstance(slot, MemberDescriptorType):
            # The slot itself, which is quicker than looking for it by its name.
            names[f"_slot_{number}"] = slot.__set__
            lines.append(f" _slot_{number}(self, {value})")
        else:
            lines.append(f" _set(self, {field.name!r}, {value})")
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    head = ", ".join(["self", *taken, *(["*", *plain] if plain else [])])
    text = f"def __init__({head}):\n" + "\n".join(lines or [" pass"])
    return _written(made, "__init__", text, names)


def _eq_of(made: type[DataclassInstance]) -> Callable[..., object]:
    ours, theirs = _compared(made, "self"), _compared(made, "other")
    alike = f" if other.__class__ is self.__class__:\n  return {ours} == {theirs}\n return NotImplemented"
    return _written(made, "__eq__", f"def __eq__(self, other):\n{alike}", {})


def _hash_of(made: type[DataclassInstance]) -> Callable[..., object]:
    return _written(made, "__hash__", f"def __hash__(self):\n return hash({_compared(made, 'self')})", {})


def _compared(made: type[DataclassInstance], whose: str) -> str:
    return "(" + "".join(f"{whose}.{field.name}," for field in dataclasses.fields(made) if field.compare) + ")"


def _written(made: type, name: str, text: str, names: dict[str, object]) -> Callable[..., object]:
    # The text is made of the names of the fields alone.
    exec(compile(text, f"<{name} of {made.__qualname__}>", "exec"), names)  # noqa: S102
    method = cast("FunctionType", names[name])
    method.__qualname__ = f"{made.__qualname__}.{name}"
    return method


def _is_given(default: object) -> bool:
    return default is not dataclasses.MISSING


_ABSENT = object()
