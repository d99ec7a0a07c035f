"""What an operator or a colleague writes: settings and files. Whatever stands there, it is refused in words."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Final

from bot.settings import PREFIX, Settings, SettingsRefused, read_settings
from intake.cases.retention import load_schedule
from intake.clocks.notices import read_whole_notices
from intake.stations.directory import load_stations
from intents.sheet import SheetFaults
from knowledge.content.files import HERE, read_content
from tests.fuzzing.values import a_text, damaged, sent

_SAMPLE: Final = Path(__file__).parents[1] / "samples/holidays_2027.yaml"
_RETENTION: Final = "- outcome: dismissed\n  years: 10\n  basis: 期限表（渝市监〔2026〕1号）\n"
_STATIONS: Final = (
    "- code: shuangfu\n  name: 双福站\n  district: 江津区\n  address: 双福街道1号\n  phone: 023-00000000\n"
    "  hours: 工作日 9:00-12:00\n  source: 公告\n  confirmed_on: 2026-11-20\n"
)


def settings(folder: Path, chance: Random) -> str:
    """Read settings of which some say anything; return what went wrong, "" for nothing."""
    names = chance.sample(sorted(Settings.model_fields), chance.randrange(1, 5))
    given = {name: sent(a_text(chance))[:3_000].replace("\0", "") for name in names}
    try:
        read = read_settings(_env_file=None, **given)
        # What is worked out of them is worked out at the start.
        _ = (read.providers, read.evidence_limits, read.evidence_bucket, read.codes_required_of, read.reached_at)
    except SettingsRefused as refusal:
        lines = str(refusal).splitlines()
        return "" if lines[0].startswith(PREFIX) else f"not told by name: {lines[0][:100]}"
    except Exception as error:
        return f"{type(error).__name__} of {given!r}"[:400]
    return ""


def files(folder: Path, chance: Random) -> str:
    """Read files that are damaged somewhere; return what went wrong, "" for nothing."""
    read, text = chance.choice(_FILES)
    path = folder / "damaged.yaml"
    path.write_bytes(sent(damaged(chance, text)).encode("utf-8", "replace"))
    return _refused_well(lambda: read(path), path)


def entries(folder: Path, chance: Random) -> str:
    """Read a folder of entries with one file that is damaged; return what went wrong, "" for nothing."""
    home = folder / "content"
    if not home.exists():
        _small_content(home)
    whole = (home / "whole.yaml").read_text(encoding="utf-8")
    path = home / "entries" / "some.yaml"
    path.write_bytes(sent(damaged(chance, whole)).encode("utf-8", "replace"))
    return _refused_well(lambda: read_content(home), path)


def _small_content(home: Path) -> None:
    shutil.copytree(HERE / "sources", home / "sources")
    for name in ("read_once.txt",):
        shutil.copy(HERE / name, home / name)
    (home / "entries").mkdir()
    blocks = (HERE / "entries/law_core.yaml").read_text(encoding="utf-8").split("\n- ")
    (home / "whole.yaml").write_text("\n- ".join(blocks[:3]), encoding="utf-8")
    (home / "contents.yaml").write_text("sources: []\nentries:\n- some.yaml\n", encoding="utf-8")


def _refused_well(read: Callable[[], object], path: Path) -> str:
    try:
        read()
    except SheetFaults as refusal:
        return "" if refusal.faults and all(refusal.faults) else "refused without a word"
    except Exception as error:
        return f"{type(error).__name__} of {path.read_bytes()[:300]!r}"
    return ""


_FILES: Final[tuple[tuple[Callable[[Path], object], str], ...]] = (
    (read_whole_notices, _SAMPLE.read_text(encoding="utf-8")),
    (load_schedule, _RETENTION),
    (load_stations, _STATIONS),
)
PAPERS: Final[Mapping[str, Callable[[Path, Random], str]]] = {
    "settings": settings,
    "files": files,
    "entries": entries,
}
