"""Tries a template in a process of its own before it is kept (`trial`)."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Final

import orjson

from intake.papers import trial
from intake.papers.checking import TemplateRefused, checked
from intake.papers.context import FIELDS, example

_DONE_WITHIN_SECONDS: Final = 20.0
_AT_ONCE: Final = 2
_SAID: Final = {
    trial.NOT_ALLOWED: "标签合起来以后有不允许的内容；请删去可疑的标签，照字段表重新输入。",
    trial.BROKEN: "用例子试填不成功：标签的位置可能不对（例如 {%tr for … %} 不在表格的行里）。"
    "请从标准模板改起，改一处试一处。",
}


class Trials:
    """Tries templates, few at a time."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def accept(self, content: bytes) -> None:
        """Look at a template and try it. Raises TemplateRefused."""
        await asyncio.to_thread(checked, content)
        async with self._turns:
            status = await _tried(content)
        if status != 0:
            raise TemplateRefused(_SAID.get(status, _SAID[trial.BROKEN]))


async def _tried(content: bytes) -> int:
    orders = {
        "full": example(is_full=True).values(),
        "empty": example(is_full=False).values(),
        "names": [one.name for one in FIELDS],
    }
    # -I: neither our environment, in which keys may stand, nor our folder.
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-I",
        str(Path(trial.__file__)),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
        env={},
        cwd="/",
    )
    try:
        async with asyncio.timeout(_DONE_WITHIN_SECONDS):
            await process.communicate(orjson.dumps(orders) + b"\n" + content)
    except (TimeoutError, BrokenPipeError, ConnectionResetError):
        return trial.BROKEN
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return process.returncode if process.returncode is not None else trial.BROKEN
