"""What is wrong in a form that its model cannot see: names that lead nowhere, fields that nobody reaches. Pure."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Set

from intake.forms.blocks import Allowed, FieldBlock, FiledFieldBlock, FiledFormBlock, FormBlock, OptionLists
from intake.forms.checks import COMPARE, PREDICATES, RULES
from intake.forms.codes import FieldKind, FormName, Need, Sealed
from intake.forms.form import Answer, Answers, Condition, Form, open_fields

_CHOOSES = (FieldKind.CHOICE, FieldKind.CHOICES)


def faults_of_forms(blocks: Mapping[FormName, FormBlock], lists: OptionLists) -> Iterator[str]:
    """Yield the faults of all forms, each with file and field."""
    for name, form in blocks.items():
        file = f"{name}.yaml"
        if form.name != name:
            yield f"{file}: name: must be {name}"
        yield from _faults_of_fields(file, form, lists)
        repeating = {group.name for group in form.groups if group.repeats}
        for at, field in enumerate(form.fields):
            where = f"{file}: fields: {field.name}"
            earlier = {one.name: one for one in form.fields[:at]}
            known = {one.name: one for one in form.fields}
            yield from (f"{where}: {fault}" for fault in _faults_of(field, earlier, known, lists, repeating))
    yield from _sealed_in_two_ways(blocks)


def faults_of_earlier_form(file: str, form: FiledFormBlock, lists: OptionLists) -> Iterator[str]:
    """Yield the faults of an earlier version."""
    if file != f"versions/{form.version}.yaml":
        yield f"{file}: version: must be the name of the file"
    yield from _faults_of_fields(file, form, lists)


def unreachable(form: Form) -> Iterator[str]:
    """Yield the fields and the conditions that no answers at all lead to."""
    for field in form.fields:
        where = f"{form.name}.yaml: fields: {field.name}"
        if field.asked and field.name not in _asked(form, field.when):
            yield f"{where}: when: is never reached"
        if field.core_when is not None and not _is_met(form, field.core_when):
            yield f"{where}: core_when: is never reached"
        if field.later_when is not None and field.name not in _asked(form, field.later_when):
            yield f"{where}: later_when: is never reached"


def answers_leading_to(form: Form, condition: Condition) -> Answers:
    """Return answers under which the condition holds, as far as there are any."""
    if condition.predicate is not None:
        return condition.predicate.example
    return _leading_to(form, condition.values)


def _asked(form: Form, condition: Condition) -> frozenset[str]:
    answers = answers_leading_to(form, condition)
    return frozenset(field.name for field in open_fields(form, answers))


def _is_met(form: Form, condition: Condition) -> bool:
    answers = answers_leading_to(form, condition)
    # The fields that decide are themselves asked, or were answered on the way.
    reached = all(form.field(name).when(answers) for name in condition.values)
    return reached and condition(answers)


def _leading_to(form: Form, values: Allowed) -> Answers:
    """Return answers that have these values, and those that lead to the fields they stand in."""
    wanted: dict[str, set[str | bool]] = {}
    waiting = list(values.items())
    while waiting:
        name, allowed = waiting.pop()
        before = wanted.get(name)
        wanted[name] = set(allowed) if before is None else before & set(allowed)
        if before is None:
            waiting += form.field(name).when.values.items()
    # An answer nobody can give stays out, and its condition does not hold.
    return {name: Answer(min(allowed, key=str), "") for name, allowed in wanted.items() if allowed}


# ------------------------------------------------------------------------------------ one form


def _faults_of_fields(file: str, form: FormBlock | FiledFormBlock, lists: OptionLists) -> Iterator[str]:
    groups = {group.name for group in form.groups}
    used = {field.group for field in form.fields}
    yield from (f"{file}: groups: {group}: has no field" for group in sorted(groups - used))
    seen: set[str] = set()
    for field in form.fields:
        where = f"{file}: fields: {field.name}"
        if field.name in seen:
            yield f"{where}: name: stands twice"
        if not field.name.isidentifier():
            yield f"{where}: name: must be a plain word"
        if field.group not in groups:
            yield f"{where}: group: {field.group} is not among the groups"
        if (field.options is None) == (field.kind in _CHOOSES):
            yield f"{where}: options: needed by a choice, and by nothing else"
        if field.options is not None and field.options not in lists:
            yield f"{where}: options: there is no list {field.options}"
        seen.add(field.name)


def _faults_of(
    field: FieldBlock,
    earlier: Mapping[str, FieldBlock],
    known: Mapping[str, FieldBlock],
    lists: OptionLists,
    repeating: Set[str],
) -> Iterator[str]:
    yield from (f"beside: the form has no field {name}" for name in field.beside.values() if name not in known)
    if field.filed_also in known:
        yield f"filed_also: {field.filed_also} is a field of the form itself"
    for key, condition in (("when", field.when), ("core_when", field.core_when), ("later_when", field.later_when)):
        if isinstance(condition, str):
            if condition not in PREDICATES:
                yield f"{key}: there is no predicate {condition}"
        else:
            yield from (f"{key}: {fault}" for fault in _unfit(condition or {}, known, lists))
    if not isinstance(field.when, str):
        yield from (f"when: {name} is no earlier field" for name in field.when or {} if name not in earlier)
    if field.several and (field.kind is not FieldKind.NAME or field.group not in repeating):
        yield "several: only a name of a group that repeats"
    if field.core_when and field.need is Need.CORE:
        yield "core_when: the field is of the core already"
    if field.later_when and field.need is not Need.SAID:
        yield "later_when: the field is asked for already"
    yield from _faults_of_checks(field, known)
    for remark in field.remarks:
        yield from (f"remarks: {fault}" for fault in _unfit({field.name: remark.values}, known, lists))


def _faults_of_checks(field: FieldBlock, known: Mapping[str, FieldBlock]) -> Iterator[str]:
    for block in field.checks:
        check = block.check()
        where = f"checks: {check.rule}"
        if check.rule not in RULES:
            yield f"{where}: there is no such rule"
        if (check.rule in COMPARE) != bool(check.other and check.says and check.says_later):
            yield f"{where}: a rule that compares needs a field, says and says_later; another one has none of them"
        if check.other and check.other not in known:
            yield f"{where}: the form has no field {check.other}"
        for sentence in (check.says, check.says_later):
            if not _fills_in(sentence):
                yield f"{where}: a sentence may only fill in {{value}} and {{other}}"


def _fills_in(sentence: str) -> bool:
    try:
        names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
    except ValueError:
        return False
    return names <= {"value", "other"}


def _unfit(condition: Allowed, known: Mapping[str, FiledFieldBlock], lists: OptionLists) -> Iterator[str]:
    for name, values in condition.items():
        field = known.get(name)
        if field is None:
            yield f"the form has no field {name}"
        elif field.kind is not FieldKind.CHOICE:
            yield f"{name} is no choice"
        elif options := lists.get(field.options or ""):
            offered = [option.value for option in options]
            yield from (f"{name}: {value} is no option" for value in values if value not in offered)


def _sealed_in_two_ways(blocks: Mapping[FormName, FormBlock]) -> Iterator[str]:
    """Yield the fields that name the filer in one form only: what is filed is sealed by the name alone."""
    first: dict[str, tuple[FormName, Sealed]] = {}
    for form, block in blocks.items():
        for field in block.fields:
            for name in filter(None, (field.name, field.filed_also)):
                other, sealed = first.setdefault(name, (form, field.sealed))
                if field.sealed is not sealed:
                    yield f"{form}.yaml: fields: {name}: sealed: {field.sealed}, but {sealed} in {other}.yaml"
