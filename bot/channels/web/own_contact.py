"""Corrected contact data on the page of one's own case: read back figure by figure before they are used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from intake.filers.mailbox import CONTACT
from intents.reading import read_mail, read_name, read_phone

_LONGEST_NAME: Final = 30
_LABELS: Final[Mapping[str, str]] = {"contact_name": "联系人", "phone": "联系电话", "mail": "电子邮箱"}


def contact_given(form: Mapping[str, str]) -> dict[str, str]:
    """Return what was filled in, by field. Raises NotUnderstood."""
    typed = {name: form.get(name, "").strip() for name in CONTACT}
    return {name: _read(name, text) for name, text in typed.items() if text}


def contact_read_back(given: Mapping[str, str]) -> list[str]:
    """Return it in lines, a telephone figure by figure."""
    return [f"{_LABELS[name]}：{' '.join(value) if name == 'phone' else value}" for name, value in given.items()]


def is_confirmed(form: Mapping[str, str], given: Mapping[str, str]) -> bool:
    """Say whether just this was read back and confirmed: what was changed since is read back again."""
    return form.get("confirmed") == " ".join(contact_read_back(given))


def _read(name: str, text: str) -> str:
    match name:
        case "phone":
            return read_phone(text)
        case "mail":
            return read_mail(text)
        case _:
            return read_name(text, _LONGEST_NAME)
