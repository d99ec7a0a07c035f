"""Structured logs: one JSON object a line, what happened and identifiers, never what was said."""

from __future__ import annotations

import json
import logging
import sys
import warnings
from datetime import UTC, datetime
from typing import TextIO

from aiohttp.http_exceptions import HttpProcessingError

_PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Write a record as one JSON object: time, level, part, sentence, and its `extra` fields.

    An exception is named by type and place only: its text may hold what a person typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
            "event": _event(record),
            **{name: value for name, value in record.__dict__.items() if name not in _PLAIN},
        }
        if record.exc_info and record.exc_info[1] is not None:
            line["error"], line["where"] = _named(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def _event(record: logging.LogRecord) -> str:
    """Return the sentence; of aiohttp's without what it fills in, which is the caller's address."""
    return str(record.msg) if _is_of_aiohttp(record) else record.getMessage()


def _is_of_aiohttp(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == "aiohttp"


def _is_worth_a_line(record: logging.LogRecord) -> bool:
    """Leave out what a stranger brings about by sending nonsense: it would fill the log."""
    error = record.exc_info[1] if record.exc_info else None
    return not (_is_of_aiohttp(record) and isinstance(error, HttpProcessingError))


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Log a library's warning by kind and place: its text may hold the name of somebody's file."""
    place = f"{filename.rsplit('/', 1)[-1]}:{lineno}"
    logging.getLogger("warnings").warning(
        "a library warns", extra={"warning": category.__name__, "where": [place]}
    )


def _named(error: BaseException) -> tuple[str, list[str]]:
    places, trace = [], error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return type(error).__name__, places[-6:]


def set_up(level: int = logging.INFO) -> None:
    """Send everything that is logged to standard error, as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    handler.addFilter(_is_worth_a_line)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Alembic tells at every start which database it looks at.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # aiohttp's access log has addresses and query strings in it: we keep our own counters instead.
    logging.getLogger("aiohttp.access").disabled = True
    warnings.showwarning = _warned
