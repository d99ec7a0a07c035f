"""The doctor's look at the files that were handed in: the scanner, its queue, the shelf, the room left."""

from __future__ import annotations

from bot.commands.finding import Finding
from bot.settings import Settings
from intake.evidence.clamd import Clamd, ScannerUnreachable
from intake.evidence.file import SCANS, EvidenceRefused, Scan
from intake.evidence.media import size_in_words
from intake.evidence.parts import StoreRefused, shelf_of
from intake.evidence.shelf import FolderShelf
from intake.evidence.standing import FilesStanding, standing
from intake.storage.database import Database
from intake.storage.keeping.files import FILES, counted

# Less than this holds few files more.
_LITTLE_ROOM_BYTES = 2 * 1024 * 1024 * 1024


async def findings_on_files(settings: Settings) -> list[Finding]:
    """Look at scanner, queue, shelf and room."""
    try:
        shelf = shelf_of(settings.data_dir, settings.evidence_bucket)
        database = await Database.open(settings.database, make=False)
        try:
            found = await standing(database, has_scanner=bool(settings.clamd))
            on_shelf = await counted(database, {piece async for piece in shelf.all()})
        finally:
            await database.close()
    except EvidenceRefused:
        remedy = "检查网络、SHANGMI_EVIDENCE_S3 的地址、桶名和密钥；恢复以前收不下也打不开材料。"
        return [Finding("证据材料", "连不上存储桶", remedy)]
    except StoreRefused as refusal:
        return [Finding("证据材料", "存储桶不能用", str(refusal))]
    except Exception as error:
        # Said above already, with what to do about it.
        return [Finding("证据材料", f"看不到（{type(error).__name__}）")]
    free = FolderShelf(settings.data_dir / FILES).free_bytes()
    where = "存储桶" if settings.evidence_bucket else f" {settings.data_dir / FILES} "
    missing = Finding(
        "证据材料",
        f"{on_shelf.missing} 份在{where}里缺内容",
        "不要删除任何文件；从最近的备份里找回 evidence 目录下缺的部分。",
    )
    kept = Finding("证据材料", f"{on_shelf.files} 份，共 {size_in_words(found.bytes)}")
    return [
        missing if on_shelf.missing else kept,
        Finding("存储空间", f"还剩 {size_in_words(free)}", "" if free > _LITTLE_ROOM_BYTES else _MAKE_ROOM),
        await _scanner(settings.clamd, found),
    ]


_MAKE_ROOM = "腾出空间或者扩大数据目录所在的磁盘；满了以后收不下新的材料。"


async def _scanner(address: str, found: FilesStanding) -> Finding:
    what = "查毒"
    if not address:
        waiting = found.files[Scan.UNSCANNED]
        return Finding(what, f"没有设置 SHANGMI_CLAMD，{waiting} 份材料未查毒；可以预览，下载前提醒并要求说明理由")
    try:
        await Clamd(address).ping()
    except ScannerUnreachable as error:
        remedy = "检查 clamd 是否在运行、SHANGMI_CLAMD 的地址和权限；恢复以前材料不能打开，恢复后自动接着查。"
        return Finding(what, f"连不上扫描器（{error}），{found.files[Scan.PENDING]} 份在等", remedy)
    counts = "，".join(f"{SCANS[scan]} {found.files[scan]} 份" for scan in (Scan.PENDING, Scan.INFECTED))
    if failed := found.files[Scan.FAILED]:
        remedy = "看 clamd 的日志和 StreamMaxLength，改好后运行 shangmi evidence rescan。"
        return Finding(what, f"{failed} 份没有查完，{counts}", remedy)
    return Finding(what, f"扫描器在运行，{counts}")
