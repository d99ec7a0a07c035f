"""What all pages for the public have in common: files, headers and names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.settings import Settings
from bot.shown import TEMPLATES
from bot.shown.compiled import CompiledTemplates
from intake.forms.codes import ChannelStatus

PAGES = Path(__file__).parent / "pages"
SERVICE_NAME = "渝商秘"
BUREAU_NAME = "重庆市市场监督管理局"

BANNERS: Mapping[ChannelStatus, str] = {
    ChannelStatus.DEMO: "演示环境，不是正式举报渠道，请勿填写真实信息。",
    ChannelStatus.HELPER: (
        "本服务目前不是市场监督管理部门公布的举报渠道，只帮您整理材料，不代为提交，不出具举报回执。"
        "请通过全国12315平台、12315热线或市场监督管理部门公布的受理窗口提交。"
    ),
    ChannelStatus.PUBLISHED: "",
}

STATIC = {
    "chat.css": "text/css",
    "filer.css": "text/css",
    "file.css": "text/css",
    "assess.css": "text/css",
    "file.js": "text/javascript",
    "chat.js": "text/javascript",
    "upload.js": "text/javascript",
    "unsent.js": "text/javascript",
}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    # Not "no-referrer": then the form's own Origin would be "null", and could not be told from another site's.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_FILES: Mapping[str, bytes] = {name: (PAGES / name).read_bytes() for name in STATIC}


def pages_of(settings: Settings) -> Environment:
    """Return the templates, with what stands on every page."""
    templates = Environment(
        loader=FileSystemLoader([PAGES, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        bytecode_cache=CompiledTemplates(),
    )
    templates.globals.update(
        service=SERVICE_NAME,
        bureau=BUREAU_NAME,
        banner=BANNERS[settings.channel_status],
        status=settings.channel_status,
        notice=_notice(settings),
        version=_version(_FILES),
    )
    return templates


def compile_pages(settings: Settings) -> None:
    """Compile every page at once: before workers are forked, who then share them."""
    templates = pages_of(settings)
    for name in templates.list_templates(extensions=["html"]):
        templates.get_template(name)


async def static(request: web.Request) -> web.Response:
    """Return the stylesheet or the script; their address changes with their content."""
    name = request.match_info["name"]
    if name not in _FILES:
        raise web.HTTPNotFound
    headers = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=_FILES[name], content_type=STATIC[name], charset="utf-8", headers=headers)


def _notice(settings: Settings) -> tuple[str, str] | None:
    """Return title and address of the announcement, as CHANNEL_NOTICE has them; None before it."""
    if settings.channel_status is not ChannelStatus.PUBLISHED:
        return None
    written = settings.channel_notice
    found = re.search(r"https?://\S+", written)
    if found is None:
        return written.strip(), ""
    return written.replace(found[0], "").strip(), found[0]


def _version(files: Mapping[str, bytes]) -> str:
    return hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()[:12]
