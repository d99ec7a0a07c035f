"""The curated knowledge from the command line: published versions written back as files."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path

from bot.commands.standing import refuse_unless_installed
from bot.service import opened
from bot.settings import read_settings
from intake.curation.editorial import Editorial
from intake.storage.refusals import StartRefused
from knowledge.content.exporting import changed_files, written_regressions
from knowledge.library import Library


def export(options: argparse.Namespace) -> int:
    """Write the files of entries that differ from the repository's, as published for today."""
    folder: Path = options.directory
    if folder.exists() and any(folder.iterdir()):
        raise StartRefused(f"{folder} 不是空目录，请换一个。")
    refuse_unless_installed(read_settings())
    files = asyncio.run(_files())
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    if not files:
        print("没有与随程序提供的条目不同的内容。")
        return 0
    print(f"已写出 {len(files)} 个文件到 {folder}：")
    for name in files:
        print(f"  {name}")
    print("放回 knowledge/content/entries/，运行 shangmi check 后提交；")
    print("read_once.txt 放回 knowledge/content/；regression.yaml 的内容并入 knowledge/ 里的同名文件。")
    return 0


async def _files() -> dict[str, str]:
    async with opened(read_settings()) as service:
        served = service.handbook.library.entries
        files = changed_files(Library.load().entries, served)
        added = await Editorial(service.database).regressions()
        if added:
            files["regression.yaml"] = written_regressions(added)
        return files
