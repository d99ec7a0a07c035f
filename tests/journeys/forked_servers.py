"""Server processes that can be killed and are back in a moment: forked from one that has loaded everything.

Run as a program this is that process: it reads a port a line, forks a server for it and writes the server's pid.
What runs in the fork is the service's own `serve`, with the environment's settings.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import aiohttp

from bot import logs
from bot.conversation.handbook import build_handbook
from bot.serving import serve
from bot.settings import read_settings
from intents.index_files import IndexFiles
from tests.bot.channels.wechat_server import AES_KEY, APP_ID, TOKEN

READY_WITHIN_SECONDS = 120
REPOSITORY = Path(__file__).parents[2]


class Servers:
    """Starts, stops and kills servers on ports of this machine."""

    def __init__(self, nursery: subprocess.Popen[str]) -> None:
        self._nursery = nursery
        self._pids: dict[int, int] = {}

    async def start(self, port: int) -> None:
        """Start a server and wait until it answers."""
        assert self._nursery.stdin and self._nursery.stdout
        self._nursery.stdin.write(f"{port}\n")
        self._nursery.stdin.flush()
        self._pids[port] = int(await asyncio.to_thread(self._nursery.stdout.readline))
        await until_ready(port)

    def pid_of(self, port: int) -> int:
        """Return the process that serves there."""
        return self._pids[port]

    def kill(self, port: int) -> None:
        """Kill the server as a power cut would."""
        os.kill(self._pids.pop(port), signal.SIGKILL)

    def kill_all(self) -> None:
        """Leave nobody behind."""
        for port in list(self._pids):
            self.kill(port)


@asynccontextmanager
async def forked_servers(environment: Mapping[str, str], log: Path) -> AsyncIterator[Servers]:
    """Give servers with these settings; their logs go to one file."""
    with open(log, "ab") as errors:  # noqa: ASYNC230 - a local file, opened once
        nursery = subprocess.Popen(  # noqa: ASYNC220 - started once, before anything waits
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
            cwd=REPOSITORY, env={**os.environ, **environment},
        )  # fmt: skip
    servers = Servers(nursery)
    try:
        yield servers
    finally:
        servers.kill_all()
        nursery.kill()
        nursery.communicate()


def environment_for(data_dir: Path, database_url: str) -> dict[str, str]:
    """Return the settings of a service with an Official Account, as environment variables."""
    return {
        "SHANGMI_DATA_DIR": str(data_dir),
        "SHANGMI_DATABASE_URL": database_url.replace("postgresql://", "postgresql+asyncpg://"),
        "SHANGMI_WECHAT_APP_ID": APP_ID,
        "SHANGMI_WECHAT_TOKEN": TOKEN,
        "SHANGMI_WECHAT_AES_KEY": AES_KEY,
    }


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


async def until_ready(port: int) -> None:
    """Wait until the server on this port is able to work."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < deadline:
            with suppress(aiohttp.ClientError, ConnectionError):
                async with session.get(f"http://127.0.0.1:{port}/readyz") as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(0.02)
    raise AssertionError("the server did not become ready")


def main() -> None:
    """Load everything, then fork a server for every port that is asked for."""
    logs.set_up()
    settings = read_settings(_env_file=None)
    handbook = build_handbook(
        settings.channel_status, settings.channel_notice, files=IndexFiles(settings.index_folder)
    )
    # The dead are nobody's business here: the tests have killed them.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            # What a server shows its operator must not come between the pids.
            os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
            asyncio.run(serve(read_settings(_env_file=None, port=int(line)), handbook))
            os._exit(0)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
