"""Which fields the value of a correction fits: a company is no contact, an amount no name. Pure.

「名字写错了，应该是重庆华兴科技有限公司」 means the name of a company; where two of them stand, it is asked which.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.form.scene import plainly_said
from bot.conversation.scene import Scene
from intake.forms.codes import FieldKind
from intake.forms.form import Field
from intake.forms.kinds import kind_of
from intents import expressions as re
from intents.persons.parties import is_an_organisation
from intents.persons.people import is_a_name
from intents.telling.plainly import Plainly
from intents.telling.sign_described import is_only_a_sign

# What is written in figures, so that words around them change nothing.
FIGURES = (
    FieldKind.AMOUNT,
    FieldKind.DATE,
    FieldKind.PERIOD,
    FieldKind.TIMES,
    FieldKind.PHONE,
    FieldKind.MAIL,
    FieldKind.CREDIT_CODE,
)
_BY_WORDS = (FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.DECLARATION)
_ANY_WORDS = (*_BY_WORDS, FieldKind.TEXT)
_SAYS_ONLY_THAT_IT_IS_WRONG = re.compile(
    "[搞弄写说记填打][反错拐]了?|反了|不对|有误|是不是|[吗呢嘛]$|^(?:一样|相同|重复|同一)|^(?:你|您|他|她|它|我|这|那)(?:们|个|家|边)?(?:的|在|是|$)"
)
# Words that several names are called by; 「联系人」 is one alone.
_ANY_NAME = re.compile("^(?:名字|名称|姓名|全称|全名|称呼|公司名称?|单位名称?|公司|单位|厂名|店名)$")


def kind_of_value(scene: Scene, value: str) -> Plainly | None:
    """Return what the value of a correction is, None where it may be anything."""
    kind = plainly_said(scene, value)
    if kind is not None or not value:
        return kind
    if is_an_organisation(value):
        return Plainly.COMPANY
    return Plainly.PERSON if is_a_name(value) else None


def takes(field: Field, said: Plainly, value: str) -> bool:
    """Say whether a field takes such a value; texts and options say themselves what they can read."""
    kind = kind_of(field)
    is_open = kind.is_free and field.kind is not FieldKind.NAME
    return is_open or field.kind in _BY_WORDS or kind.takes(field, said, value)


def those_that_take(fields: Iterable[Field], said: Plainly) -> tuple[Field, ...]:
    """Return the fields whose answer is of this kind and no other."""
    return tuple(field for field in fields if field.kind not in _ANY_WORDS and _is_of(field, said))


def _is_of(field: Field, said: Plainly) -> bool:
    kind = kind_of(field)
    return said is Plainly.PLACE if kind.is_place else said is not Plainly.PLACE and kind.takes(field, said, "")


def may_replace(before: str, name: str, said: str) -> bool:
    """Say whether a name may stand in the place of another: nothing destroys what is right but its new value.

    「…搞反了」 is none; where a company was named and stands there, a person is not it.
    """
    if is_only_a_sign(name):
        return False
    if _SAYS_ONLY_THAT_IT_IS_WRONG.search(name) and not is_an_organisation(name):
        return False
    names_a_house = re.search("公司|单位|厂名|店名|企业", said) is not None
    is_person = is_a_name(name) and not is_an_organisation(name)
    return not (names_a_house and is_person and is_an_organisation(before))


def may_name_another(word: str) -> bool:
    """Say whether more than one field is called so."""
    return _ANY_NAME.match(word) is not None
