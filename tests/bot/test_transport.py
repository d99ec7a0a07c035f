"""Where people come over TLS, every answer says that they always shall; elsewhere none does."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from bot.app import build_app
from bot.connections import runner_of
from bot.settings import read_settings
from bot.transport import HEADER, REFERRER
from tests.bot.conversation.harness import handbook


@pytest.mark.parametrize(
    ("address", "said"), [("https://shangmi.example.gov.cn", {"max-age=31536000"}), ("", {None})]
)
async def test_behind_tls_browsers_are_told_to_stay_there(tmp_path: Path, address: str, said: set[str]) -> None:
    settings = read_settings(_env_file=None, data_dir=tmp_path, public_url=address)
    runner = runner_of(await build_app(settings, handbook=handbook("demo")))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    at = f"http://127.0.0.1:{runner.addresses[0][1]}"

    async with ClientSession() as session:
        pages = [await session.get(at + path) for path in ("/chat", "/desk/sign-in", "/no-page", "/healthz")]
        pages.append(await session.post(f"{at}/chat", data=b"x", headers={"Content-Encoding": "gzip"}))

    assert {page.headers.get(HEADER) for page in pages} == said
    # Addresses hold links: no other site hears from which of ours somebody comes.
    assert {page.headers.get(REFERRER) for page in pages} == {"same-origin"}
    await runner.cleanup()
