"""The number of somebody who is spoken of: it is kept only where the form names them as who is to be called."""

from __future__ import annotations

from bot.conversation.form.scene import FormScene
from intake.forms.form import value_of
from intake.forms.understood import Understood
from intents import expressions as re
from intents.reading import read_phone
from intents.reading.plain import plain
from intents.reading.whose_phone import whose_phone

_NUMBER = re.compile(r"(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|0\d{2,3}[ -]?\d{7,8})(?!\d)")


def number_of_the_contact(scene: FormScene) -> Understood | None:
    """Return the number that was asked for, and is not the filer's: it may be that of who is to be called.

    「刘经理的电话是…」 is, where the form names 刘经理 as the contact.
    """
    who, contact = whose_phone(plain(scene.text)), value_of(scene.running.answers, "contact_name")
    if not who or not isinstance(contact, str) or not (contact.endswith(who) or who.endswith(contact)):
        return None
    number = _NUMBER.search(plain(scene.text))
    return Understood(read_phone(number[0]), scene.text) if number else None
