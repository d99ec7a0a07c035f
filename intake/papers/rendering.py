"""Fills a template that was looked at (`checking`) and tried (`trial`): docxtpl over plain strings, sandboxed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

# Whatever the file says of itself, its moment is none of anybody's business.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)


def rendered(template: bytes, values: Mapping[str, object]) -> bytes:
    """Return the paper as DOCX. Takes some hundredths of a second: not within the event loop."""
    document = DocxTemplate(io.BytesIO(template))
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    document.render(dict(values), environment)
    _forget_who_wrote_the_template(document)
    written = io.BytesIO()
    document.save(written)
    return _rewritten(written.getvalue(), {})


def with_number(paper: bytes, placeholder: str, number: str) -> bytes:
    """Return a paper in which the placeholder has become the number; quick enough for a transaction."""
    return _rewritten(paper, {placeholder.encode(): number.encode()})


def _forget_who_wrote_the_template(document: DocxTemplate) -> None:
    properties = document.docx.core_properties
    for name in ("author", "last_modified_by", "comments", "keywords", "category", "subject", "title"):
        setattr(properties, name, "")
    relations = document.docx.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[key]


def _rewritten(paper: bytes, replaced: Mapping[bytes, bytes]) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(paper)) as before,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            content = before.read(name)
            for old, new in replaced.items():
                content = content.replace(old, new)
            after.writestr(zipfile.ZipInfo(name, _MOMENT), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
