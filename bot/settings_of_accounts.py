"""What the settings of signing in may say: the issuer of single sign-on, lists of bureaus and of roles."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from intake.cases.codes import Role
from intake.routing.bureaus import load_bureaus

ALL_ROLES: Final = "all"
_THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def listed(value: str) -> tuple[str, ...]:
    """Return the words of a list with commas."""
    return tuple(word.strip() for word in value.split(",") if word.strip())


def issuer(value: str) -> str:
    """Return a provider's issuer as it is: it is compared sign by sign."""
    if not value:
        return value
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("must be the provider's issuer, a web address without ? and #")
    if parts.scheme == "http" and parts.hostname not in _THIS_MACHINE:
        raise ValueError("must start with https://, unless the provider is on this machine")
    return value


def bureau_codes(value: str) -> str:
    """Return a list of bureaus that there are."""
    known = {bureau.code for bureau in load_bureaus().all}
    if not known.issuperset(listed(value)):
        raise ValueError("must name bureaus by their codes in bureaus.yaml, with commas between")
    return value


def role_names(value: str) -> str:
    """Return a list of roles that there are, or `all`."""
    if value != ALL_ROLES and not set(Role).issuperset(listed(value)):
        raise ValueError(f"must be all, or roles with commas between: {', '.join(Role)}")
    return value


def roles_in(value: str) -> frozenset[Role]:
    """Return the roles of a list; all of them for `all`."""
    return frozenset(Role) if value == ALL_ROLES else frozenset(Role(role) for role in listed(value))
