"""Tries a template in a process of its own before it is kept (`trial`)."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

import orjson

from intake.apart import run_apart
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
    try:
        async with run_apart(Path(trial.__file__), _DONE_WITHIN_SECONDS) as process:
            await process.communicate(orjson.dumps(orders) + b"\n" + content)
            return trial.BROKEN if process.returncode is None else process.returncode
    except (TimeoutError, BrokenPipeError, ConnectionResetError):
        return trial.BROKEN
