"""Run as a program of its own, without our keys: tries a template, filled and empty, and says what went wrong.

What a template does to the library is met here first: within limits of memory and time, in a process that knows
nothing and is thrown away. It reads a line of JSON, {"full": {…}, "empty": {…}, "names": […]}, then the template;
it prints nothing. Exit status: 0 it works, 3 it says something that is not allowed, 4 it does not work.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import warnings
import zipfile
from typing import Any

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS = 10
MOST_BYTES = 32 * 1024 * 1024
NOT_ALLOWED, BROKEN = 3, 4
_ALLOWED = {"Template", "Output", "TemplateData", "Name", "Getattr", "If", "For", "Not", "And", "Or"}


def main() -> int:
    """Try the template on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    warnings.simplefilter("ignore")
    try:
        orders, _, template = sys.stdin.buffer.read().partition(b"\n")
        return tried(template, json.loads(orders))
    except Exception:
        # Whatever it was: its text could hold what is in the file.
        return BROKEN


def tried(template: bytes, orders: dict[str, Any]) -> int:
    """Return the exit status."""
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    allowed = set(orders["names"])

    class Watched(ImmutableSandboxedEnvironment):
        """Parses what the grammar knows alone: a second look, after the library has put the tags together."""

        refused = False

        def _parse(self, source: str, name: str | None, filename: str | None) -> Any:
            parsed = super()._parse(source, name, filename)
            for node in _nodes(parsed):
                kind = type(node).__name__
                if kind not in _ALLOWED or (kind == "For" and (node.recursive or node.test or node.else_)):
                    Watched.refused = True
            loops = {node.target.name for node in _nodes(parsed) if type(node).__name__ == "For"}
            named = {node.name for node in _nodes(parsed) if type(node).__name__ == "Name"}
            if named - loops - allowed:
                Watched.refused = True
            return parsed

    for values in (orders["full"], orders["empty"]):
        document = DocxTemplate(io.BytesIO(template))
        try:
            document.render(values, Watched(autoescape=True, undefined=StrictUndefined))
        except Exception:
            if Watched.refused:
                return NOT_ALLOWED
            raise
        if Watched.refused:
            return NOT_ALLOWED
        written = io.BytesIO()
        document.save(written)
        _read_again(written.getvalue())
    return 0


def _nodes(parsed: Any) -> list[Any]:
    found = [parsed]
    for node in found:
        found.extend(node.iter_child_nodes())
    return found


def _read_again(paper: bytes) -> None:
    """Raise when what came out is no document, or more than anybody prints."""
    from docx import Document

    with zipfile.ZipFile(io.BytesIO(paper)) as archive:
        if sum(one.file_size for one in archive.infolist()) > MOST_BYTES:
            raise ValueError
    document = Document(io.BytesIO(paper))
    if not any(True for _ in document.iter_inner_content()):
        raise ValueError


if __name__ == "__main__":
    sys.exit(main())
