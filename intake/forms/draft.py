"""What a filled form hands over to be filed. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from intake.forms.codes import FormName
from intake.forms.form import Answers, Form, Group, nth, parted, value_of
from intake.forms.forms import identity_fields
from intake.forms.kind import is_given
from intents.telling.naming import names_oneself
from intents.telling.unknown_teller import without_oneself

# What a case of each kind is called; a referral is filed by nobody, it comes from another organ.
KIND_NAMES: Mapping[str, str] = {
    FormName.COMPLAINT: "侵权举报（权利人）",
    FormName.TIP: "违法线索举报",
    FormName.CONSULTATION: "指导站咨询",
    "referral": "其他机关来件",
}
# No option of the form: pictures that came and could not be received are only said to exist.
_PICTURES = "图片材料（未上传）"
# What stands in the case for words that are sealed with the identity.
_ELSEWHERE = "〔见身份信息〕"
# The opening message in its own words, sealed with what was read from it.
TOLD = "told"
# Whoever owns the secret, or has a licence to it, is known by that; without a name they are somebody who knows.
OWNERS = ("right_holder", "licensee")
UNNAMED_OWNER = "other"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form hands over to be filed.

    fields        by field name, in the shapes of the contract: amounts are yuan, dates YYYY[-MM[-DD]],
                  places {"text", "district", "unit"}; None is declined or unknown
    typed         the person's own words, by field name
    form_version  the form that asked, e.g. "complaint-2 9f86d081884c" (`Form.stamp`)
    """

    kind: str
    anonymous: bool
    fields: Mapping[str, object]
    typed: Mapping[str, str]
    form_version: str


def draft_of(form: Form, answers: Answers, *, pictures: bool = False) -> Draft:
    """Return what is handed over to be filed. An anonymous tip hands over nothing that names its filer.

    pictures  some came that could not be received
    """
    anonymous = value_of(answers, "anonymous") is True
    asked = {name: answer for name, answer in answers.items() if _is_first(name) and _belongs(form, name, answers)}
    fields = {name: answer.value for name, answer in asked.items()}
    typed = {name: answer.typed for name, answer in asked.items() if answer.typed}
    fields |= {field.filed_also: fields.get(field.name) for field in form.fields if field.filed_also}
    for group in form.groups:
        if group.repeats:
            fields[group.repeats] = _instances(form, group, answers)
    if form.name is not FormName.CONSULTATION:
        fields["anonymous"] = anonymous
    if pictures:
        fields["evidence_kinds"] = [*_each(fields.get("evidence_kinds")), _PICTURES]
    if form.name is FormName.TIP and isinstance(told := fields.get(TOLD), str):
        # Whoever gives a tip is hidden from most officers: their words must not tell who they are.
        fields[TOLD] = without_oneself(told) or None
    if anonymous:
        naming = identity_fields()
        if fields.get("reporter_role") in OWNERS:
            fields["reporter_role"] = UNNAMED_OWNER
            typed.pop("reporter_role", None)
        stated = {name for name, answer in answers.items() if answer.stated}
        fields = {name: None if name in naming else value for name, value in fields.items()}
        # What was said before we asked may be a whole sentence about the speaker; so may the wish itself. Of other
        # answers the words stay, where they are the answer: their filer was asked about them.
        typed = {
            name: text
            for name, text in typed.items()
            if name not in naming | stated | {"anonymous"}
            and (fields.get(name) == text or not names_oneself(text))
        }
    typed = _apart_from_identity(form, typed, fields)
    if isinstance(told := fields.get(TOLD), str):
        fields[TOLD] = _hidden(told, _names_of_the_filer(fields))
    return Draft(form.name.value, anonymous, fields, typed, form.stamp)


def _belongs(form: Form, name: str, answers: Answers) -> bool:
    """Say whether an answer belongs to what is filed: a visit's address only to a visit."""
    return not form.knows(name) or form.field(name).when(answers)


def with_instances(form: Form, fields: Mapping[str, object]) -> dict[str, object]:
    """Return filed fields with the list of every group that may repeat, where an earlier version kept none."""
    lists = {group.repeats: [_first(form, group, fields)] for group in form.groups if group.repeats}
    return {**{name: [one for one in ones if one] for name, ones in lists.items()}, **fields}


def _apart_from_identity(form: Form, typed: Mapping[str, str], fields: Mapping[str, object]) -> dict[str, str]:
    """Return the words without who the filer is, where they are sealed with the case: 「我是…公司的老板陈某」."""
    naming, names = identity_fields(), _names_of_the_filer(fields)
    return {name: text if name in naming else _hidden(text, names) for name, text in typed.items()}


def _names_of_the_filer(fields: Mapping[str, object]) -> list[str]:
    naming = identity_fields()
    known = {str(value) for name, value in fields.items() if name in naming and isinstance(value, str)}
    # The longest first: a short name may stand inside a long one.
    return sorted((value for value in known if len(value) > 1), key=len, reverse=True)


def _hidden(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = text.replace(name, _ELSEWHERE)
    return text


def _each(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _is_first(name: str) -> bool:
    return parted(name)[1] == 1


def _instances(form: Form, group: Group, answers: Answers) -> list[dict[str, object]]:
    """Return what was answered for each instance of a group, by the fields' own names; the first one first."""
    names = [field.name for field in form.fields if field.group == group.name]
    numbers = sorted({parted(name)[1] for name in answers if parted(name)[0] in names})
    found = (
        {name: value for name in names if is_given(value := value_of(answers, nth(name, number)))}
        for number in numbers
    )
    return [instance for instance in found if instance]


def _first(form: Form, group: Group, fields: Mapping[str, object]) -> dict[str, object]:
    names = (field.name for field in form.fields if field.group == group.name)
    return {name: fields[name] for name in names if is_given(fields.get(name))}
