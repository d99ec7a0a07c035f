"""Why the storage refuses to start. The text is for the operator: what is wrong, and what helps."""

from __future__ import annotations


class Refused(Exception):
    """The start is refused. The text can be shown as it is and holds no secret."""


class DatabaseRefused(Refused):
    """The database cannot be used as it is."""


class KeyRefused(Refused):
    """A key is missing, malformed or another one than before."""
