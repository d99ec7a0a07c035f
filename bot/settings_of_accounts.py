"""What settings may say in words of their own: an issuer, lists of bureaus and of roles, a template's fields."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from intake.cases.codes import Role
from intake.routing.bureaus import load_bureaus

ALL_ROLES: Final = "all"
_THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def two_fields(value: str) -> str:
    """Return the names of a template's fields for a title and a day."""
    if not re.fullmatch(r"[a-z_]+[0-9]+ [a-z_]+[0-9]+", value):
        raise ValueError("应为模板里标题和日期两个字段的名字，中间空一格")
    return value


def listed(value: str) -> tuple[str, ...]:
    """Return the words of a list with commas."""
    return tuple(word.strip() for word in value.split(",") if word.strip())


def issuer(value: str) -> str:
    """Return a provider's issuer as it is: it is compared sign by sign."""
    if not value:
        return value
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("应为单点登录服务的 issuer，是网址，不带 ? 和 #")
    if parts.scheme == "http" and parts.hostname not in _THIS_MACHINE:
        raise ValueError("应以 https:// 开头，除非单点登录服务就在本机")
    return value


def bureau_codes(value: str) -> str:
    """Return a list of bureaus that there are."""
    known = {bureau.code for bureau in load_bureaus().all}
    if not known.issuperset(listed(value)):
        raise ValueError("应写 bureaus.yaml 里的承办局代码，用英文逗号隔开")
    return value


def role_names(value: str) -> str:
    """Return a list of roles that there are, or `all`."""
    if value != ALL_ROLES and not set(Role).issuperset(listed(value)):
        raise ValueError(f"应为 all，或者这些岗位，用英文逗号隔开：{'、'.join(Role)}")
    return value


def roles_in(value: str) -> frozenset[Role]:
    """Return the roles of a list; all of them for `all`."""
    return frozenset(Role) if value == ALL_ROLES else frozenset(Role(role) for role in listed(value))
