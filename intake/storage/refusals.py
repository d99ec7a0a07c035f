"""What the storage refuses, at the start and while it runs."""

from __future__ import annotations


class StartRefused(Exception):
    """The start is refused. The text is for the operator: what is wrong, what helps; it holds no secret."""


class DatabaseRefused(StartRefused):
    """The database cannot be used as it is."""


class KeyRefused(StartRefused):
    """A key is missing, malformed or another one than before."""


class LedgerBusy(Exception):
    """Too many turns wait already; this one was not taken."""


class LedgerUnavailable(Exception):
    """The database is locked or gone. Whether the turn stands is seen when its message comes again."""


class RowsRefused(Exception):
    """The database does not take these rows: a mistake of ours. The text names the kind of error, no value."""


class Clash(Exception):
    """An id, a reference or a case version no longer fits; with fresh ones and fresh state it may."""


class JournalDisagrees(Exception):
    """A case is not as its journal left it: somebody changed it past the program. The text is the case's id."""
